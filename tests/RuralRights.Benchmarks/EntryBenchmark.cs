using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Benchmarks;

/// <summary>
/// Entering an inspected delivery, facts, vault and read tables with all their rules; beside it, COPY of the rows that came out into
/// the same empty tables, their indexes on and their triggers off.
/// </summary>
/// <remarks>
/// A county of ten thousand parcels is entered before the first that counts: what is measured is how fast facts go in, and of a
/// small county it would be how long the program takes to be compiled; after one of a thousand it still was. The import, a process of its own each time, has that in it.
/// </remarks>
internal sealed class EntryBenchmark : Benchmark
{
    private const string County = "620123";

    public override string Name => "entry";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        var facts = 0L;
        await WarmAsync(stage, cancel);
        using var delivery = Delivery.Open(stage.County.Folder, DeliveryLimits.Default, stage.Folder, cancel);
        using var inspection = DeliveryInspection.Run(delivery, cancellation: cancel);
        for (var run = 0; run < stage.Runs; run++)
        {
            var entered = await EmptyAsync(stage, "bulk_", cancel);
            await EmptyAsync(stage, "copy_", cancel);
            (facts, var seconds) = await EnterAsync(entered, stage.County.Folder, delivery, inspection, cancel);
            ours.Add(facts / seconds);
            theirs.Add(facts / await CopyAsync(stage, cancel));
            stage.Ran(ours[^1], theirs[^1]);
        }

        return [new("bulk entry of facts", "COPY of the same rows into the same tables", "facts/s", Stage.Median(ours), Stage.Median(theirs), Aim.AtLeast, 0.5)];
    }

    private static async Task WarmAsync(Stage stage, CancellationToken cancel)
    {
        var into = Directory.CreateDirectory(Path.Combine(stage.Folder, "warm")).FullName;
        var folder = CountyGenerator.Write(new CountyPlan { Parcels = 10_000, Seed = 7 }, into, cancel: cancel).Folder;
        using var delivery = Delivery.Open(folder, DeliveryLimits.Default, stage.Folder, cancel);
        using var inspection = DeliveryInspection.Run(delivery, cancellation: cancel);
        await EnterAsync(await EmptyAsync(stage, "bulk_", cancel), folder, delivery, inspection, cancel);
        Directory.Delete(into, recursive: true);
    }

    private static async Task<RegisterOptions> EmptyAsync(Stage stage, string prefix, CancellationToken cancel)
    {
        foreach (var database in new[] { prefix + County, prefix + "master" }) await stage.SqlAsync($"drop database if exists {database} with (force)", cancel);
        var options = new RegisterOptions
        {
            OwnerConnection = stage.Database,
            AppConnection = stage.Database + ";Options=-c role=rr_app",
            StateFolder = Directory.CreateDirectory(Path.Combine(stage.Folder, prefix + "state")).FullName,
            DatabasePrefix = prefix,
            BackgroundWork = false,
        };
        await new Migrator(options).Migrate([County], cancel);
        return options;
    }

    private static async Task<(long Facts, double Seconds)> EnterAsync(
        RegisterOptions options, string folder, Delivery delivery, InspectionResult inspection, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRegister(options with { AppConnection = options.AppConnection + ";Pooling=true" });
        using var host = builder.Build();
        await host.StartAsync(cancel);
        await host.Services.GetRequiredService<Deliveries>().Receive(County, folder, "bench", cancel);
        var entry = host.Services.GetRequiredService<EnterDelivery>();
        var clock = Stopwatch.StartNew();
        var entered = await entry.Run(County, delivery, inspection, null, cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        await host.StopAsync(cancel);
        return (entered.Facts, seconds);
    }

    /// <summary>Seconds to copy all rows of the entered county into the empty one, over two connections.</summary>
    private static async Task<double> CopyAsync(Stage stage, CancellationToken cancel)
    {
        await using var from = await OpenAsync(stage, "bulk_", cancel);
        await using var to = await OpenAsync(stage, "copy_", cancel);
        var seconds = 0d;
        foreach (var table in await TablesAsync(from, cancel))
        {
            await ExecuteAsync(to, $"alter table {table} disable trigger user", cancel);
            var rows = Path.Combine(stage.Folder, "rows");
            await using (var file = File.Create(rows))
            await using (var read = await from.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", cancel))
                await read.CopyToAsync(file, cancel);

            seconds += await Stage.TimeAsync(async () =>
            {
                await using var file = File.OpenRead(rows);
                await using var write = await to.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", cancel);
                await file.CopyToAsync(write, cancel);
            });
            File.Delete(rows);
        }

        return seconds;
    }

    private static async Task<NpgsqlConnection> OpenAsync(Stage stage, string prefix, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(stage.Database) { Database = prefix + County }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>Ledger, register and vault, those that others refer to first.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            with recursive depth(oid, level) as (
                select c.oid, 0
                from pg_class c
                where c.relkind = 'r' and c.relnamespace in ('ledger'::regnamespace, 'register'::regnamespace, 'vault'::regnamespace)
                  and c.relname not in ('schema_file')
                union
                select f.conrelid, d.level + 1
                from depth d join pg_constraint f on f.confrelid = d.oid and f.contype = 'f' and f.conrelid <> f.confrelid
                where d.level < 9)
            select oid::regclass::text from depth where oid in (select c.oid from pg_class c where c.relnamespace in ('ledger'::regnamespace, 'register'::regnamespace, 'vault'::regnamespace))
            group by oid order by max(level), 1
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancel)) tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
