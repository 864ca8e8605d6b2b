using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Opens the layers of the vector data, putting the files of a split layer (分幅) back together.</summary>
internal static class LayerReading
{
    private const int LongestProjection = 64 * 1024;

    public static Dictionary<string, LayerStore> Open(
        IEnumerable<(StandardLayer Layer, PackagedFile File)> files, WorkFolder work, DeliveryLimits limits, ProblemList problems)
    {
        var layers = new Dictionary<string, LayerStore>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in files.GroupBy(pair => pair.Layer))
        {
            var sheets = layer
                .Select(pair => pair.File)
                .GroupBy(file => Path.ChangeExtension(file.Path, null), StringComparer.OrdinalIgnoreCase)
                .OrderBy(sheet => sheet.Key, StringComparer.Ordinal)
                .Select(sheet => OpenSheet(layer.Key.Name, sheet, work, problems))
                .OfType<LayerSheet>()
                .ToArray();
            if (sheets.Length == 0) continue;
            var file = sheets.Length == 1
                ? sheets[0].Rows.Path
                : $"{Path.GetDirectoryName(sheets[0].Rows.Path)}/{layer.Key.Name}*.dbf";
            layers.Add(layer.Key.Name, new FileLayer(layer.Key.Name, file, sheets, limits.MaxVertices, problems));
        }

        return layers;
    }

    private static LayerSheet? OpenSheet(string store, IEnumerable<PackagedFile> parts, WorkFolder work, ProblemList problems)
    {
        var byKind = new Dictionary<string, PackagedFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts) byKind.TryAdd(Path.GetExtension(part.Path), part);
        var rowsFile = byKind.GetValueOrDefault(".dbf");
        var shapesFile = byKind.GetValueOrDefault(".shp");
        if (rowsFile is null)
        {
            if (shapesFile is not null) problems.Add(Faults.RowsMissing(shapesFile.Path, store));
            return null;
        }

        var codePage = byKind.TryGetValue(".cpg", out var cpg) ? Start(cpg.OnDisk, 64) : null;
        var rows = DbfFile.Open(rowsFile.Path, ByteStore.OfFile(rowsFile.OnDisk), store, codePage, problems);
        if (rows is null) return null;
        var projection = byKind.TryGetValue(".prj", out var prj) ? Start(prj.OnDisk, LongestProjection) : null;
        if (shapesFile is null) problems.Add(Faults.ShapesMissing(rowsFile.Path, store));
        var shapes = shapesFile is null ? null : ShapeFile.Open(
            shapesFile.Path,
            ByteStore.OfFile(shapesFile.OnDisk),
            byKind.TryGetValue(".shx", out var index) ? ByteStore.OfFile(index.OnDisk) : null,
            store,
            work,
            problems);
        if (shapes is not null && shapes.Records != rows.Records)
            problems.Add(Faults.CountsDisagree(rowsFile.Path, store, rows.Records, shapes.Records));
        return new LayerSheet(rows, shapes, projection);
    }

    /// <summary>A short text file, or as much of a long one as any honest one has.</summary>
    private static string Start(string path, int length)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(length, file.Length)];
        file.ReadExactly(bytes);
        var text = DeliveredText.Utf8.CanDecode(bytes) ? DeliveredText.Utf8 : DeliveredText.Gb18030;
        return text.Decode(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
    }
}
