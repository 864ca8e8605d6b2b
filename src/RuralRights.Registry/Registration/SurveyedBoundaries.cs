using NetTopologySuite.IO;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using WellKnownText = RuralRights.Interchange.Corrections.BoundaryText;

namespace RuralRights.Registry.Registration;

/// <summary>A boundary out of a file or a delivery, as it was surveyed.</summary>
/// <param name="Parcel">Code of its parcel (DKBM); null when it bears none.</param>
/// <param name="System">Coordinate system of the survey.</param>
/// <param name="Text">The area as well-known text with every digit of its numbers; null when it is no area that could be read.</param>
public sealed record BoundaryFound(string? Parcel, CoordinateSystem System, string? Text);

/// <summary>Boundaries that nobody need type: out of a shapefile somebody hands in, and out of a delivery that was inspected.</summary>
public sealed class SurveyedBoundaries(RegisterOptions options, Deliveries deliveries, WorkOff work, CorrectionSheets sheets)
{
    private const string Parcels = "DK";
    private const int FewestOrdinates = 8;

    /// <summary>The parcels of a shapefile packed into a zip, in their order.</summary>
    /// <param name="zip">The zip; it must be seekable.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DeliveryUnreadable">It is no such zip, or is dangerous to open, or its coordinate system cannot be taken.</exception>
    public IReadOnlyList<BoundaryFound> InShapefile(Stream zip, CancellationToken cancel = default)
    {
        using var file = ShapefileZip.Open(zip, options.WorkFolder, cancel);
        return [.. file.Read().Select(parcel => new BoundaryFound(parcel.Code, file.System, TextOf(parcel.Shape)))];
    }

    /// <summary>The homesteads of a village as a surveyor packs them into a zip.</summary>
    /// <param name="zip">The zip; it must be seekable.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DeliveryUnreadable">It is no such zip, or is dangerous to open, or its coordinate system cannot be taken.</exception>
    public HomesteadSurvey InHomesteadSurvey(Stream zip, CancellationToken cancel = default) => HomesteadSurvey.Open(zip, options.WorkFolder, cancel);

    /// <summary>The boundary that a shape draws, or what is wrong with it.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="system">Its coordinate system.</param>
    public static (SurveyedBoundary? Boundary, BoundaryTrouble? Trouble) Drawn(DeliveredShape shape, CoordinateSystem system) =>
        TextOf(shape) is { } text ? Spatial.BoundaryText.Read(text, system) : (null, new(BoundaryFault.NotClosed));

    /// <summary>Deliveries whose parcels can be taken: those that were inspected.</summary>
    public async Task<IReadOnlyList<DeliveryStatus>> Deliveries(string county, CancellationToken cancel = default) =>
        [.. (await deliveries.List(county, cancel)).Where(delivery => delivery.State is DeliveryState.Inspected or DeliveryState.Entering or DeliveryState.Entered)];

    /// <summary>A parcel of such a delivery, with what was corrected of it; null when there is none of this code, or its coordinate system cannot be taken.</summary>
    public async Task<BoundaryFound?> InDelivery(string county, string sha256, string parcel, CancellationToken cancel = default)
    {
        if (!(await Deliveries(county, cancel)).Any(delivery => delivery.Sha256 == sha256)) return null;

        using var bench = await work.Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        return WorkOff.SystemOf(bench.Delivery) is { } system
            && bench.Bench.Extract(parcel, book.Layer).Material.Layers.TryGetValue(Parcels, out var layer)
            && DeliveredParcel.In(layer).FirstOrDefault(one => one.Code == parcel) is { } found
                ? new(found.Code, system, TextOf(found.Shape))
                : null;
    }

    private static string? TextOf(DeliveredShape shape) =>
        shape.Kind == ShapeKind.Polygon && shape.Parts.Count > 0 && shape.Parts.All(ring => ring.Length >= FewestOrdinates && ring[0] == ring[^2] && ring[1] == ring[^1])
            ? WellKnownText.Write(new WKBReader().Read(RingAssembly.ToWkb(shape)))
            : null;
}
