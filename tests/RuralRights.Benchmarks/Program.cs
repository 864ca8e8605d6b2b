using System.CommandLine;
using RuralRights.Benchmarks;

var parcels = new Option<int>("--parcels") { Description = "Parcels of the generated county", HelpName = "N", DefaultValueFactory = _ => 10_000 };
var json = new Option<bool>("--json") { Description = "Write JSON to standard output instead of a table" };
var only = new Option<string[]>("--only") { Description = "Only rows whose name contains one of these", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
var runs = new Option<int>("--runs") { Description = "Repetitions of each measurement; the medians are compared", HelpName = "N", DefaultValueFactory = _ => 3 };

var command = new RootCommand("""
    Measures the register beside the plainest way to do the same work, alternately and in one run, so that the ratios mean
    something on any machine. Started by tests/bench, which brings the database.
    """)
{
    parcels, json, only, runs,
};
command.SetAction(async (parsed, cancel) =>
{
    using var stage = await Stage.PrepareAsync(parsed.GetValue(parcels), parsed.GetValue(runs), cancel);
    var wanted = parsed.GetValue(only) ?? [];
    var measured = new List<Measurement>();
    foreach (var benchmark in Benchmark.All.Where(row => wanted.Length == 0 || wanted.Any(part => row.Name.Contains(part, StringComparison.OrdinalIgnoreCase))))
    {
        stage.Say($"{benchmark.Name} ...");
        measured.AddRange(await benchmark.MeasureAsync(stage, cancel));
    }

    if (parsed.GetValue(json)) Report.WriteJson(stage, measured, Console.OpenStandardOutput());
    else Report.WriteTable(stage, measured, Console.Out);
    return measured.TrueForAll(row => row.IsMet != false) ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
