using Npgsql;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Benchmarks;

/// <summary>Loading a delivery the plainest way, without a single check: ogr2ogr for layers, COPY for tables.</summary>
internal static class Load
{
    private static readonly string[] _layers = ["KZD", "QYJX", "XJXZQ", "XJQY", "CJQY", "ZJQY", "DK", "JZD", "JZX", "JBNTBHQ"];

    /// <summary>All layers and tables.</summary>
    public static async Task EverythingAsync(Stage stage, CancellationToken cancel)
    {
        foreach (var layer in _layers) await LayersAsync(stage, layer, cancel);
        foreach (var table in DeliveryStandard.Tables) await TableAsync(stage, table, cancel);
    }

    /// <summary>One layer, however many files it lies in, with the spatial index that ogr2ogr makes.</summary>
    public static async Task LayersAsync(Stage stage, string layer, CancellationToken cancel)
    {
        var target = new NpgsqlConnectionStringBuilder(stage.Database);
        await stage.SqlAsync($"drop table if exists {layer.ToLowerInvariant()}", cancel);
        var files = Directory.GetFiles(Path.Combine(stage.County.Folder, DeliveryStandard.VectorFolder), $"{layer}6*.shp").Order(StringComparer.Ordinal);
        foreach (var (at, file) in files.Index())
        {
            await Stage.RunAsync(
                "ogr2ogr",
                [
                    "-f", "PostgreSQL", $"PG:host={target.Host} user={target.Username} dbname={target.Database}", file, "-nln", layer.ToLowerInvariant(),
                    "-oo", "ENCODING=GB18030", "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=ogc_fid", "-nlt", "GEOMETRY", "-a_srs", "EPSG:4523",
                    "--config", "PG_USE_COPY", "YES", "-gt", "100000", .. at == 0 ? Array.Empty<string>() : ["-append"],
                ],
                cancel);
        }
    }

    private static async Task TableAsync(Stage stage, StandardTable table, CancellationToken cancel)
    {
        var file = Directory.GetFiles(Path.Combine(stage.County.Folder, DeliveryStandard.OwnershipFolder), table.Name + "6*.csv").Single();
        var name = "t_" + table.Name.ToLowerInvariant();
        await using var connection = await stage.ConnectAsync(cancel);
        await using (var create = new NpgsqlCommand($"drop table if exists {name}; create table {name} ({string.Join(", ", table.Fields.Select(field => $"{field.Name} text"))})", connection))
            await create.ExecuteNonQueryAsync(cancel);

        using var text = new StreamReader(file);
        await text.ReadLineAsync(cancel);
        await using var copy = await connection.BeginTextImportAsync($"copy {name} from stdin (format csv)", cancel);
        var block = new char[1 << 16];
        while (await text.ReadAsync(block, cancel) is > 0 and var read) await copy.WriteAsync(block.AsMemory(0, read), cancel);
    }
}
