using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using RingArea = NetTopologySuite.Algorithm.Area;

namespace RuralRights.Spatial.Topology;

/// <summary>Makes a geometry of a parcel in the fabric, for the few parcels that have to be drawn or cut.</summary>
internal static class ParcelShape
{
    /// <summary>
    /// A polygon, or a multipolygon when the parcel has several parts. A ring inside an odd number of others is a hole, whatever
    /// its direction: files are not agreed on directions. The rings must be closed.
    /// </summary>
    public static Geometry Of(ParcelFabric fabric, int parcel)
    {
        var factory = GeometryFactory.Default;
        var rings = new List<LinearRing>();
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            if (fabric.Ring(parcel, ring) is { Length: > 0 } vertices) rings.Add(factory.CreateLinearRing(Coordinates(vertices)));
        if (rings.Count == 1) return factory.CreatePolygon(rings[0]);

        // Largest first, so that a hole always finds the ring around it among those before it.
        rings.Sort((one, other) => RingArea.OfRing(other.CoordinateSequence).CompareTo(RingArea.OfRing(one.CoordinateSequence)));
        var around = rings.Select((ring, at) => rings.Take(at).Where(outer => Contains(outer, ring)).ToList()).ToList();
        var polygons = new List<Polygon>();
        for (var at = 0; at < rings.Count; at++)
        {
            if (around[at].Count % 2 == 1) continue;
            var holes = rings.Where((_, inner) => around[inner].Count == around[at].Count + 1 && around[inner].Contains(rings[at]));
            polygons.Add(factory.CreatePolygon(rings[at], [.. holes]));
        }

        return polygons.Count == 1 ? polygons[0] : factory.CreateMultiPolygon([.. polygons]);
    }

    private static Coordinate[] Coordinates(ReadOnlySpan<double> ring)
    {
        var vertices = new Coordinate[ring.Length / 2];
        for (var at = 0; at < vertices.Length; at++) vertices[at] = new Coordinate(ring[2 * at], ring[2 * at + 1]);
        return vertices;
    }

    /// <summary>Rings of one parcel do not cross, or the parcel is invalid anyway: the first vertex off the other ring decides.</summary>
    private static bool Contains(LinearRing outer, LinearRing inner)
    {
        if (!outer.EnvelopeInternal.Covers(inner.EnvelopeInternal)) return false;
        var shell = outer.Coordinates;
        foreach (var vertex in inner.Coordinates)
            if (PointLocation.LocateInRing(vertex, shell) is var where and not Location.Boundary) return where == Location.Interior;
        return false;
    }
}
