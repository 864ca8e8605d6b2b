using System.Globalization;
using RuralRights.Interchange.Generation;

namespace RuralRights.Benchmarks;

/// <summary>
/// What people ask of the register, over HTTP from the real host in a process of its own: name search, code search, extract as of a
/// day, public verification; beside it, the same questions to a host whose county has ten thousand parcels, in turns of ten seconds.
/// </summary>
/// <remarks>
/// <para>
/// The aim speaks of users, so this is measured with a hundred of them on a connection each, who read for half a second to one and a
/// half before they ask again: a hundred questions a second together, some five to ten times what people at a search page do. Each
/// question is drawn at random from a list, so that no answer is warm because it was just given. What a hundred connections get
/// that never pause stands in the notes: on a machine that the load shares with host and database it is a queue, and 100 divided by
/// the requests a second.
/// </para>
/// <para>
/// Expected: every question is a handful of index lookups, 1 ms to 5 ms of work whatever the size of the county; the hundred
/// together keep less than half of a core busy.
/// </para>
/// </remarks>
internal sealed class QueryBenchmark : Benchmark
{
    private const int Small = 10_000;
    private const int Questions = 2_000;

    // One slow moment of the machine spoils one turn, not the median of them.
    private const int Turns = 3;

    // Long enough for the host to compile what it runs often.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _reading = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _rushing = TimeSpan.FromSeconds(4);

    private static readonly (string Work, Func<ServedCounty, CancellationToken, Task<IReadOnlyList<string>>> Questions)[] _works =
    [
        ("name search", (county, cancel) => county.NamesAsync(Questions, cancel)),
        ("code search", (county, cancel) => county.CodesAsync(Questions, cancel)),
        ("extract as of a day", (county, cancel) => county.ExtractsAsync(Questions, cancel)),
        ("public verification", (county, cancel) => county.CertificatesAsync(Questions, cancel)),
    ];

    public override string Name => "query";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        await using var large = await ServedCounty.PrepareAsync(stage, "query_", stage.County.Folder, cancel);
        await using var small = stage.Parcels > Small ? await SmallAsync(stage, cancel) : null;
        var rows = new List<Measurement>();
        foreach (var (work, questions) in _works) rows.AddRange(await AskAsync(stage, work, questions, large, small, cancel));
        rows.Add(new("first page after start", Beside(small), "ms", Stage.Median(large.FirstPages), small is null ? null : Stage.Median(small.FirstPages), Note: "from the start of the process to the home page, the database running"));
        rows.Add(new("memory at rest", Beside(small), "MiB", Stage.Median(large.Rests), small is null ? null : Stage.Median(small.Rests), Note: "resident memory of the host ten seconds after its first page; the database has its own"));
        return rows;
    }

    private static string Beside(ServedCounty? small) => small is null ? "" : string.Create(CultureInfo.InvariantCulture, $"the same at {Small:#,0} parcels");

    private static async Task<ServedCounty> SmallAsync(Stage stage, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder, "small")).FullName;
        var county = CountyGenerator.Write(new CountyPlan { Parcels = Small, Seed = 42 }, folder, cancel: cancel);
        return await ServedCounty.PrepareAsync(stage, "small_", county.Folder, cancel);
    }

    private static async Task<IEnumerable<Measurement>> AskAsync(
        Stage stage, string work, Func<ServedCounty, CancellationToken, Task<IReadOnlyList<string>>> questions, ServedCounty large, ServedCounty? small, CancellationToken cancel)
    {
        stage.Say($"query: {work} ...");
        ServedCounty[] sides = small is null ? [large] : [large, small];
        var users = new List<Users>();
        foreach (var side in sides) users.Add(await Users.OfAsync(side, Path.Combine(stage.Folder, side.Prefix + "questions"), await questions(side, cancel), cancel));
        foreach (var side in users) await side.AskAsync(_warmUp, reads: false, cancel);

        var (reading, rushing) = (users.ConvertAll(_ => new List<Latency>()), users.ConvertAll(_ => new List<Latency>()));
        for (var turn = 0; turn < Math.Max(Turns, stage.Runs); turn++)
        {
            for (var side = 0; side < users.Count; side++) reading[side].Add(await users[side].AskAsync(_reading, reads: true, cancel));
            for (var side = 0; side < users.Count; side++) rushing[side].Add(await users[side].AskAsync(_rushing, reads: false, cancel));
        }

        var (mine, other) = (Latency.Median(reading[0]), small is null ? null : Latency.Median(reading[1]));
        var (hurried, otherHurried) = (Latency.Median(rushing[0]), small is null ? null : Latency.Median(rushing[1]));
        var note = string.Create(CultureInfo.InvariantCulture,
            $"{mine.PerSecond:0} questions/s; 100 connections without a pause: p50 {hurried.Half:0.0} ms, p99 {hurried.Hundredth:0.0} ms, {hurried.PerSecond:0}/s")
            + (otherHurried is null ? "" : string.Create(CultureInfo.InvariantCulture, $", beside {otherHurried.Half:0.0} ms, {otherHurried.Hundredth:0.0} ms, {otherHurried.PerSecond:0}/s"));
        return
        [
            new($"{work}, 100 users: p50", Beside(small), "ms", mine.Half, other?.Half),
            new($"{work}, 100 users: p99", Beside(small), "ms", mine.Hundredth, other?.Hundredth, small is null ? Aim.None : Aim.AtMost, 1.5, note),
            new($"{work}, 100 users: p99", "60 ms", "ms", mine.Hundredth, 60, Aim.AtMost, 1),
        ];
    }
}
