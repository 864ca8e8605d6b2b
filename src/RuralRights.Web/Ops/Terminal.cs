using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using Spectre.Console;
using Spectre.Console.Rendering;

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
    /// <param name="work">Reports how far it is.</param>
    public T Watch<T>(string title, Func<IProgress<WorkProgress>, T> work) => Shown().Start(context => work(new Watcher(context, title)));

    /// <summary>The same for work that consists of several pieces and reports each under its own title.</summary>
    public Task<T> WatchAsync<T>(Func<Watcher, Task<T>> work) => Shown().StartAsync(context => work(new Watcher(context, "")));

    private Progress Shown()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        var progress = console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new EstimateColumn());
        progress.RefreshRate = _refresh;
        return progress;
    }

    /// <summary>Shows a line for each piece of work, so that none is measured by the one before it. Reports at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    internal sealed class Watcher(ProgressContext context, string title) : IProgress<WorkProgress>
    {
        private const double AlmostAll = 0.999;

        private readonly Lock _gate = new();
        private ProgressTask? _line;
        private string? _title;

        public void Report(WorkProgress value) => Report(title, value);

        public void Report(string piece, WorkProgress at)
        {
            lock (_gate)
            {
                if (_line is null || piece != _title)
                {
                    if (_line is not null) End(_line);
                    (_line, _title) = (context.AddTask(Markup.Escape(piece), maxValue: 1), piece);
                }

                _line.Description = Markup.Escape(at.Step.Length == 0 ? piece : $"{piece} {DeliveryInspection.Called(at.Step)}");
                _line.State.Update<Estimate>(Estimate.Name, _ => new(at.Remaining));
                _line.IsIndeterminate = at.Total == 0;
                if (at.Total == 0) return;

                // What comes after the last of it is work too: the line ends when the next begins.
                _line.MaxValue = at.Total;
                _line.Value = Math.Min(at.Done, at.Total * AlmostAll);
            }
        }

        private static void End(ProgressTask line)
        {
            line.IsIndeterminate = false;
            line.Value = line.MaxValue;
            line.StopTask();
        }
    }

    private readonly record struct Estimate(TimeSpan? Left)
    {
        public const string Name = "estimate";
    }

    /// <summary>Prints what the work itself estimates, as the page does. Spectre's own is of the last half minute, and knows nothing of pieces of different length.</summary>
    private sealed class EstimateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(
            task.IsFinished ? "100%"
            : task.IsIndeterminate ? "还估算不出 no estimate yet"
            : $"{(int)task.Percentage,3}% {Words(task.State.Get<Estimate>(Estimate.Name).Left)}");

        private static string Words(TimeSpan? left) => left is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"约剩 {(int)time.TotalHours:00}:{time:mm\\:ss} left")
            : "正在估算 estimating";
    }
}
