using System.Globalization;
using System.Text.Json;

namespace RuralRights.Benchmarks;

/// <summary>How long answers took.</summary>
/// <param name="Half">Milliseconds that half of them took at most.</param>
/// <param name="Hundredth">Milliseconds that all but a hundredth took at most.</param>
/// <param name="PerSecond">Answers in a second.</param>
internal sealed record Latency(double Half, double Hundredth, double PerSecond)
{
    /// <summary>The median of several runs, each number by itself.</summary>
    public static Latency Median(IReadOnlyCollection<Latency> runs) =>
        new(Stage.Median(runs.Select(run => run.Half)), Stage.Median(runs.Select(run => run.Hundredth)), Stage.Median(runs.Select(run => run.PerSecond)));
}

/// <summary>
/// A hundred users of a host, each on a connection of their own and with one question open at a time, made by wrk in one thread. Time
/// runs from sending a question to the last byte of its answer; a pause is no part of it.
/// </summary>
internal sealed class Users
{
    private const int Many = 100;

    private readonly string _address;
    private readonly string _script;

    private Users(string address, string script) => (_address, _script) = (address, script);

    /// <summary>Users who ask these questions of a county, as its clerk.</summary>
    /// <param name="county">The county.</param>
    /// <param name="file">Path of a file to write the questions to.</param>
    /// <param name="questions">Paths to get.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Users> OfAsync(ServedCounty county, string file, IReadOnlyList<string> questions, CancellationToken cancel)
    {
        // wrk takes a page that sends the user elsewhere for an answer like any other; so the first of each is looked at.
        foreach (var question in questions.Take(30)) await county.GetAsync(question, cancel);
        await File.WriteAllLinesAsync(file, questions, cancel);
        var script = file + ".lua";
        await File.WriteAllTextAsync(script, $$"""
            local requests = {}
            local reads = os.getenv("RR_BENCH_READS") == "yes"
            function init(args)
              math.randomseed(42)
              for path in io.lines("{{file}}") do
                requests[#requests + 1] = wrk.format("GET", path, { ["Cookie"] = "{{county.Cookie}}" })
              end
            end
            function request() return requests[math.random(#requests)] end
            if reads then
              function delay() return math.random(500, 1500) end
            end
            function done(summary, latency)
              local e = summary.errors
              print(string.format('LATENCY {"half":%d,"hundredth":%d,"answers":%d,"microseconds":%d,"wrong":%d}',
                latency:percentile(50), latency:percentile(99), summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout))
            end
            """, cancel);
        return new(county.Address, script);
    }

    /// <summary>Has them ask for a time.</summary>
    /// <param name="time">How long.</param>
    /// <param name="reads">True for users who read an answer for half a second to one and a half; false for ones who never pause.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Latency> AskAsync(TimeSpan time, bool reads, CancellationToken cancel)
    {
        var said = await Stage.ReadAsync(
            "env", [$"RR_BENCH_READS={(reads ? "yes" : "no")}", "wrk", "-t1", $"-c{Many}", $"-d{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s", "--timeout", "30s", "-s", _script, _address], cancel);
        var line = said.Split('\n').First(line => line.StartsWith("LATENCY ", StringComparison.Ordinal));
        using var numbers = JsonDocument.Parse(line["LATENCY ".Length..]);
        double Number(string name) => numbers.RootElement.GetProperty(name).GetDouble();
        if (Number("wrong") > 0 || Number("answers") == 0) throw new InvalidOperationException($"{_address} did not answer everything: {said}");
        return new(Number("half") / 1000, Number("hundredth") / 1000, Number("answers") / (Number("microseconds") / 1e6));
    }
}
