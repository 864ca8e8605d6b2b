using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace RuralRights.Web.Ops;

/// <summary>Where a verb reads and writes. Results go to <see cref="Output"/>, everything else to <see cref="Error"/>.</summary>
internal sealed class Terminal(TextReader input, Stream output, TextWriter error)
{
    /// <summary>Below this, progress would only flicker.</summary>
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(250);

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Chinese, string English)> _said = [];

    public TextReader Input { get; } = input;

    public Stream Output { get; } = output;

    /// <summary>The same as <see cref="Output"/>, for text.</summary>
    public TextWriter Text { get; } = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14, leaveOpen: true) { AutoFlush = true };

    public TextWriter Error { get; } = error;

    /// <summary>True once a result for machines was written. There is one for every command.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>The rule that what was asked is refused by, where it has one; see <see cref="WriteTrouble"/>.</summary>
    public string? Rule { get; set; }

    /// <summary>What of the register is out of order, where something is; see <see cref="Registry.Outage.Code"/>.</summary>
    public string? Outage { get; set; }

    /// <summary>Writes a result for machines; Chinese stays readable.</summary>
    public void WriteJson(object result) => WriteJson(output => JsonSerializer.Serialize(output, result, _json));

    /// <summary>The same, for a result that writes itself.</summary>
    public void WriteJson(Action<Stream> write)
    {
        HasAnswered = true;
        write(Output);
        Text.WriteLine();
    }

    /// <summary>Writes why there is no result: how it ended, the rule or outage behind it, and what was said to people.</summary>
    /// <param name="state">refused, outage, interrupted or failed.</param>
    public void WriteTrouble(string state) => WriteJson(new
    {
        state,
        rule = Rule,
        outage = Outage,
        zh = string.Join('\n', _said.Select(said => said.Chinese)),
        en = string.Join('\n', _said.Select(said => said.English)),
    });

    /// <summary>Says a sentence in both languages.</summary>
    public void Say(string chinese, string english)
    {
        Remember(chinese, english);
        Error.WriteLine(chinese);
        Error.WriteLine(english);
    }

    /// <summary>Keeps for <see cref="WriteTrouble"/> what people were told otherwise.</summary>
    public void Remember(string chinese, string english) => _said.Add((chinese, english));

    /// <summary>Runs some work and shows meanwhile how far it is and how long it will take; plain lines where nobody watches.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Reports the share done, from 0 to 1, and the step it is at.</param>
    public T Watch<T>(string title, Func<IProgress<Progressed>, T> work) => Shown().Start(context => work(Follow(context, title)));

    /// <inheritdoc cref="Watch"/>
    public Task<T> WatchAsync<T>(string title, Func<IProgress<Progressed>, Task<T>> work) => Shown().StartAsync(context => work(Follow(context, title)));

    private Progress Shown()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        var progress = console.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        progress.RefreshRate = _refresh;
        return progress;
    }

    private static Watcher Follow(ProgressContext context, string title)
    {
        var task = context.AddTask(Markup.Escape(title), maxValue: 1);
        return new Watcher(at =>
        {
            task.Value = at.Share;
            task.Description = Markup.Escape(at.Step.Length == 0 ? title : $"{title} {at.Step}");
        });
    }

    /// <summary>Reports at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Watcher(Action<Progressed> report) : IProgress<Progressed>
    {
        private readonly Lock _gate = new();

        public void Report(Progressed value)
        {
            lock (_gate) report(value);
        }
    }
}

/// <summary>How far some work is: a share from 0 to 1, and what is being done right now.</summary>
internal readonly record struct Progressed(double Share, string Step = "");
