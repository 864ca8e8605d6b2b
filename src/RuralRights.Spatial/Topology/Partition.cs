using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace RuralRights.Spatial.Topology;

/// <summary>How parts lie in a whole, in square metres of the plane in which the whole was surveyed.</summary>
/// <param name="Overlap">Where two parts lie on each other.</param>
/// <param name="Uncovered">What of the whole no part covers.</param>
/// <param name="Outside">What of the parts lies beyond the whole.</param>
/// <param name="Noise">What rounding of coordinates can make of a clean division: a strip of the noise width along every boundary.</param>
public sealed record Partition(double Overlap, double Uncovered, double Outside, double Noise)
{
    /// <summary>True when the parts are the whole and nothing else.</summary>
    public bool IsClean => Overlap <= Noise && Uncovered <= Noise && Outside <= Noise;

    /// <summary>A point inside the largest piece that is wrong, in the plane in which the whole was surveyed; null when there is none.</summary>
    public (double X, double Y)? Spot { get; private init; }

    /// <summary>
    /// Lays parts into the whole. Parts may be surveyed in another system than the whole; null when one of them is too far away to
    /// be in its plane at all.
    /// </summary>
    /// <remarks>Boundaries keep their vertices: an edge of the whole on which a part has a new corner bends by the rounding of that corner, and no more.</remarks>
    public static Partition? Of(SurveyedBoundary whole, IReadOnlyList<SurveyedBoundary> parts)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(parts);
        var plane = WorkingPlane.Of(whole.System, whole.Bounds.Centre.X);
        if (plane.ToPlane(whole.ToPolygon()) is not { } shape) return null;

        var laid = new List<Polygon>(parts.Count);
        foreach (var part in parts)
        {
            if (CoordinateTransform.Between(part.System, plane.Plane).Take(part.ToPolygon()) is not { } polygon) return null;
            laid.Add(polygon);
        }

        List<Geometry> overlaps = [];
        for (var one = 0; one < laid.Count; one++)
            for (var other = one + 1; other < laid.Count; other++)
                overlaps.Add(OverlayNGRobust.Overlay(laid[one], laid[other], SpatialFunction.Intersection));

        var together = laid.Aggregate((Geometry)Polygon.Empty, (all, part) => OverlayNGRobust.Overlay(all, part, SpatialFunction.Union));
        var (uncovered, outside) = (OverlayNGRobust.Overlay(shape, together, SpatialFunction.Difference), OverlayNGRobust.Overlay(together, shape, SpatialFunction.Difference));
        var noise = SurveyTolerance.Default.NoiseArea + (SurveyTolerance.Default.NoiseWidth * (shape.Length + laid.Sum(part => part.Length)));
        var worst = overlaps.Append(uncovered).Append(outside).SelectMany(Pieces).MaxBy(piece => piece.Area);
        return new(overlaps.Sum(piece => piece.Area), uncovered.Area, outside.Area, noise)
        {
            Spot = worst is { Area: > 0, InteriorPoint: var spot } ? (spot.X, spot.Y) : null,
        };
    }

    private static IEnumerable<Geometry> Pieces(Geometry geometry) => Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN);
}
