using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

/// <summary>A few parcels written as well-known text in metres from a corner of zone 35, and what the inspection says of them.</summary>
internal static class Village
{
    public const double East = 35_418_000;
    public const double North = 3_968_000;

    public static readonly CoordinateExpectation Expectation = new(CoordinateSystem.ThreeDegreeZone(35, prefixed: true));

    /// <summary>Parcels get the codes 1, 2, 3 ...; findings read <c>overlap 1|2</c>.</summary>
    public static List<string> Faults(params string[] parcels) => [.. Inspect(parcels).Select(Text)];

    public static List<TopologyFinding> Inspect(params string[] parcels) => Inspect(Fabric([.. parcels.Select(Read)]));

    public static List<TopologyFinding> Inspect(ParcelFabric fabric, CoordinateExpectation? expectation = null, int threads = 2)
    {
        var findings = new List<TopologyFinding>();
        var summary = new TopologyInspection(expectation ?? Expectation).Inspect(fabric, findings.Add, threads, null, TestContext.Current.CancellationToken);
        summary.Parcels.ShouldBe(fabric.Count);
        summary.Findings.Values.Sum().ShouldBe(findings.Count);
        return findings;
    }

    public static ParcelFabric Fabric(IEnumerable<Geometry> parcels)
    {
        var builder = new ParcelFabric.Builder();
        var code = 1UL;
        foreach (var parcel in parcels) builder.Add(code++, parcel);
        return builder.Build();
    }

    public static Geometry Read(string wkt) => Moved(new WKTReader().Read(wkt), East, North);

    public static Geometry Moved(Geometry geometry, double east, double north)
    {
        var moved = geometry.Copy();
        moved.Apply(NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(east, north));
        return moved;
    }

    public static string Text(TopologyFinding finding) =>
        finding.Neighbour is { } neighbour ? $"{finding.Kind} {finding.Parcel.Code}|{neighbour.Code}" : $"{finding.Kind} {finding.Parcel.Code}";

    /// <summary>Where a finding lies, in metres from the corner, to the millimetre.</summary>
    public static string Place(TopologyFinding finding)
    {
        var place = Moved(finding.Place.ShouldNotBeNull(), -East, -North);
        foreach (var vertex in place.Coordinates) (vertex.X, vertex.Y) = (Math.Round(vertex.X, 3) + 0.0, Math.Round(vertex.Y, 3) + 0.0);
        return place.Normalized().ToText();
    }
}
