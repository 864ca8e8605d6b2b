using Npgsql;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;

namespace RuralRights.Benchmarks;

/// <summary>
/// Every overlap, sliver gap and near vertex of a county, from shapes in memory; beside it, overlaps alone, from a table with a
/// spatial index, by two processes of PostGIS.
/// </summary>
/// <remarks>Expected at a million parcels on two cores: 8 million candidate pairs at 1 µs to 2 µs each, 5 s to 8 s; PostGIS some 35 s.</remarks>
internal sealed class TopologyBenchmark : Benchmark
{
    private const string SelfJoin = """
        select count(*) from dk a join dk b on b.geom && a.geom and st_relate(a.geom, b.geom, 'T********') where a.ogc_fid < b.ogc_fid
        """;

    // One worker beside the leader makes two processes. Without the last line the planner combines the spatial index with the
    // one on the number and reads a third of the table for every row.
    private const string TwoProcesses = """
        set max_parallel_workers_per_gather = 1; set parallel_setup_cost = 0; set parallel_tuple_cost = 0;
        set min_parallel_table_scan_size = 0; set min_parallel_index_scan_size = 0; set enable_bitmapscan = off;
        """;

    public override string Name => "topology";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        await Load.LayersAsync(stage, "DK", cancel);
        await stage.SqlAsync("vacuum analyze dk", cancel);
        await using var connection = await stage.ConnectAsync(cancel);
        await ExecuteAsync(connection, TwoProcesses, cancel);
        if (!(await PlanAsync(connection, cancel)).Contains("Workers Planned: 1", StringComparison.Ordinal))
            throw new InvalidOperationException("PostgreSQL did not plan two processes.");

        var system = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);
        var (found, joined) = (0L, 0L);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < stage.Runs; run++)
        {
            var shapes = Read(stage, cancel);
            ours.Add(await Stage.TimeAsync(() =>
            {
                var summary = new TopologyInspection(new CoordinateExpectation(system)).Inspect(shapes.Build(), _ => { }, Environment.ProcessorCount, null, cancel);
                found = summary.Of(TopologyKind.Overlap) + summary.Of(TopologyKind.SliverOverlap);
                return Task.CompletedTask;
            }));
            theirs.Add(await Stage.TimeAsync(async () =>
            {
                await using var command = new NpgsqlCommand(SelfJoin, connection);
                joined = (long)(await command.ExecuteScalarAsync(cancel))!;
            }));
            stage.Ran(ours[^1], theirs[^1]);
        }

        if (found != joined) throw new InvalidOperationException($"We found {found} overlaps, PostGIS {joined}.");
        return
        [
            new("topology of all parcels", "PostGIS self-join, two processes", "s", Stage.Median(ours), Stage.Median(theirs), Aim.AtMost, 0.5,
                $"both found {found} overlaps; ours lists gaps and near vertices too, and builds its index within the time"),
        ];
    }

    private static ParcelFabric.Builder Read(Stage stage, CancellationToken cancel)
    {
        using var delivery = Delivery.Open(stage.County.Folder, DeliveryLimits.Default, stage.Folder, cancel);
        var layer = delivery.Layers["DK"];
        var (code, area) = (layer.Schema.IndexOf("DKBM"), layer.Schema.IndexOf("SCMJ"));
        var builder = new ParcelFabric.Builder();
        using var parcels = layer.OpenShapes();
        while (parcels.Read())
        {
            parcels.TryCode(code, out var number);
            parcels.TryNumber(area, out var recorded);
            builder.Add(number, (double)recorded);
            for (var part = 0; part < parcels.PartCount; part++) builder.AddRing(parcels.Part(part));
        }

        return builder;
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var explain = new NpgsqlCommand("explain " + SelfJoin, connection);
        await using var lines = await explain.ExecuteReaderAsync(cancel);
        var plan = new List<string>();
        while (await lines.ReadAsync(cancel)) plan.Add(lines.GetString(0));
        return string.Join('\n', plan);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
