using RuralRights.Spatial;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// One shapefile of parcels packed into a zip, as survey software writes it: .shp, .shx, .dbf and .prj of one name. It is held to what
/// a delivery is held to: no bomb, no name that leads elsewhere, a coordinate system that is declared and can be taken.
/// </summary>
/// <remarks>What is unpacked lies in the work folder, readable by this user alone, until it is disposed.</remarks>
public sealed class ShapefileZip : IDisposable
{
    private const string Parcels = "DK";

    private static readonly string[] Parts = [".shp", ".shx", ".dbf", ".prj", ".cpg"];
    private static readonly string[] Needed = [".shp", ".dbf", ".prj"];

    private readonly UnpackedZip _zip;
    private readonly LayerStore _layer;

    private ShapefileZip(UnpackedZip zip, (LayerStore Layer, CoordinateSystem System) read) => (_zip, _layer, System) = (zip, read.Layer, read.System);

    /// <summary>Path of its .dbf inside the zip.</summary>
    public string File => _layer.File;

    /// <summary>How large such a zip may be: a village, not a county.</summary>
    public static DeliveryLimits Limits { get; } = new() { MaxEntries = 100, MaxUnpackedBytes = 64L << 20, MaxWorkBytes = 128L << 20, MaxVertices = 100_000 };

    /// <summary>The coordinate system its .prj declares.</summary>
    public CoordinateSystem System { get; }

    /// <summary>Opens a zip.</summary>
    /// <param name="zip">The zip; it must be seekable, and is not needed any more once it is open.</param>
    /// <param name="workFolder">Where to unpack; a folder of its own is made there and removed on dispose.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="DeliveryUnreadable">It is no such zip, or is dangerous to open, or its coordinate system cannot be taken.</exception>
    public static ShapefileZip Open(Stream zip, string workFolder, CancellationToken cancellation = default) =>
        UnpackedZip.Open(zip, workFolder, Limits, IsPart, unpacked => new ShapefileZip(unpacked, LayerIn(unpacked, Limits)), cancellation);

    /// <summary>The parcels in it, in their order.</summary>
    public IEnumerable<DeliveredParcel> Read() => DeliveredParcel.In(_layer);

    /// <inheritdoc/>
    public void Dispose()
    {
        _layer.Dispose();
        _zip.Dispose();
    }

    /// <summary>The one layer of areas in a zip, which may hold other things besides, and its coordinate system.</summary>
    internal static (LayerStore Layer, CoordinateSystem System) LayerIn(UnpackedZip zip, DeliveryLimits limits)
    {
        PackagedFile[] files = [.. zip.Files.Where(file => IsPart(file.Path))];
        if (files.Where(file => Is(file, ".shp")).Select(file => Path.ChangeExtension(file.Path, null)).ToList() is not [var name]) throw ZipDirectory.Refused(
            "not-one-shapefile",
            "压缩包里要有一个 shapefile，而且只能有一个（.shp、.shx、.dbf、.prj 同名）。",
            "The zip holds one shapefile and no second one: .shp, .shx, .dbf and .prj of one name.");
        PackagedFile[] own = [.. files.Where(file => Path.ChangeExtension(file.Path, null).Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (Needed.FirstOrDefault(part => !own.Any(file => Is(file, part))) is { } missing) throw ZipDirectory.Refused(
            "shapefile-part-missing",
            $"缺少 {Path.GetFileName(name)}{missing}。{(missing == ".prj" ? "没有 .prj 就不知道坐标系，不能收。" : "")}",
            $"{Path.GetFileName(name)}{missing} is missing.{(missing == ".prj" ? " Without it the coordinate system is unknown." : "")}");

        var problems = new ProblemList(limits.MaxListedProblems);
        var standard = DeliveryStandard.LayerNamed(Parcels);
        var layers = LayerReading.Open(own.Select(file => (standard, file)), zip.Work, limits, problems);
        if (!layers.TryGetValue(Parcels, out var layer)) throw ZipDirectory.Refused("shapefile-unreadable", problems.Listed[0].Chinese, problems.Listed[0].English);
        if (layer.Kind != ShapeKind.Polygon)
        {
            layer.Dispose();
            throw ZipDirectory.Refused("shapefile-has-no-areas", "这个 shapefile 里不是面，不能作界线。", "The shapefile holds no areas, so it is no boundary.");
        }

        switch (CoordinateSystem.FromPrj(layer.Projection))
        {
            case CoordinateSystemReading.Recognised { System: var system }:
                return (layer, system);
            case CoordinateSystemReading.Refused refused:
                layer.Dispose();
                throw ZipDirectory.Refused(refused.Reason.Code, refused.Reason.Chinese, refused.Reason.English);
            default:
                throw new InvalidOperationException("A reading is either recognised or refused.");
        }
    }

    private static bool IsPart(string name) => Parts.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static bool Is(PackagedFile file, string part) => Path.GetExtension(file.Path).Equals(part, StringComparison.OrdinalIgnoreCase);
}
