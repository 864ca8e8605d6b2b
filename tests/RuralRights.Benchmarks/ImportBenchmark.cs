using System.Globalization;
using Npgsql;
using RuralRights.Registry;
using RuralRights.Registry.Store;

namespace RuralRights.Benchmarks;

/// <summary>
/// A county into an empty register by <c>rr import</c>, in a process of its own: read, inspect, enter, tables and constraints
/// ready; beside it, loading the same files without a check. What stands in the register then is rebuilt and read raw.
/// </summary>
internal sealed class ImportBenchmark : Benchmark
{
    private const string County = "620123";

    public override string Name => "import";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        var state = Directory.CreateDirectory(Path.Combine(stage.Folder, "state")).FullName;
        // The import keeps its connections, as it does wherever the register is started.
        Environment.SetEnvironmentVariable("RR_DB", new NpgsqlConnectionStringBuilder(stage.Database) { Pooling = true }.ConnectionString);
        Environment.SetEnvironmentVariable("RR_STATE", state);
        var options = new RegisterOptions { OwnerConnection = stage.Database, AppConnection = stage.Database + ";Options=-c role=rr_app", StateFolder = state };
        var peak = 0d;
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < stage.Runs; run++)
        {
            await ForgetAsync(stage, cancel);
            await new Migrator(options).Migrate([County], cancel);
            // The planted overlaps hold a few households back, so it ends with 1.
            ours.Add(await Stage.TimeAsync(async () => peak = Math.Max(peak, await Stage.RunAsync("dotnet", [Stage.Host, "import", stage.County.Folder], cancel, fine: 1))));
            theirs.Add(await Stage.TimeAsync(() => Load.EverythingAsync(stage, cancel)));
            stage.Ran(ours[^1], theirs[^1]);
        }

        return
        [
            new("import: read, inspect, enter", "ogr2ogr and COPY, no check", "s", Stage.Median(ours), Stage.Median(theirs), Aim.AtMost, 3),
            new("import, peak memory", "1 GiB at a million parcels", "MiB", peak, 1024, Aim.AtMost, 1),
            await RebuildAsync(stage, options, cancel),
        ];
    }

    /// <summary>Rebuilding every table beside reading the same facts.</summary>
    private static async Task<Measurement> RebuildAsync(Stage stage, RegisterOptions options, CancellationToken cancel)
    {
        // A rebuild has a connection of its own, which has seen nothing yet; so has the reading.
        var county = new NpgsqlConnectionStringBuilder(stage.Database) { Database = "rr_" + County, Pooling = false }.ConnectionString;
        var (facts, bytes) = (0L, 0L);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < stage.Runs; run++)
        {
            var rebuilt = await new Rebuild(options).Run(County, cancel: cancel);
            facts = rebuilt.Facts;
            ours.Add(rebuilt.Facts / rebuilt.Took.TotalSeconds);
            theirs.Add(facts / await Stage.TimeAsync(async () => bytes = await ReadAsync(county, cancel)));
            stage.Ran(ours[^1], theirs[^1]);
        }

        return new("rebuild of every table", "reading the same facts raw", "facts/s", Stage.Median(ours), Stage.Median(theirs), Aim.AtLeast, 0.3,
            string.Create(CultureInfo.InvariantCulture, $"{facts:#,0} facts, {bytes / 1048576.0:0.0} MiB of JSON"));
    }

    private static async Task<long> ReadAsync(string county, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(county);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("select seq_id, stream_id, version, type, timestamp, data from ledger.mt_events order by seq_id", connection);
        await using var facts = await command.ExecuteReaderAsync(cancel);
        var bytes = 0L;
        while (await facts.ReadAsync(cancel))
        {
            _ = (facts.GetInt64(0), facts.GetString(1), facts.GetInt64(2), facts.GetString(3), facts.GetDateTime(4));
            bytes += facts.GetFieldValue<byte[]>(5).Length;
        }

        return bytes;
    }

    private static async Task ForgetAsync(Stage stage, CancellationToken cancel)
    {
        foreach (var database in new[] { "rr_" + County, "rr_master" }) await stage.SqlAsync($"drop database if exists {database} with (force)", cancel);
    }
}
