using System.Runtime.InteropServices;
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
        var rings = Rings(fabric, parcel);
        if (rings.Count == 1) return factory.CreatePolygon(rings[0].Line);

        var polygons = new List<Polygon>();
        foreach (var (_, shell, around) in rings)
        {
            if (around.Count % 2 == 1) continue;
            var holes = rings.Where(ring => ring.Around.Count == around.Count + 1 && ring.Around.Contains(shell)).Select(ring => ring.Line);
            polygons.Add(factory.CreatePolygon(shell, [.. holes]));
        }

        return polygons.Count == 1 ? polygons[0] : factory.CreateMultiPolygon([.. polygons]);
    }

    /// <summary>Marks the rings of a parcel that have it on the right of their sides rather than on the left.</summary>
    public static void MarkRightHanded(ParcelFabric fabric, int parcel, bool[] rightHanded)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            rightHanded[fabric.RingNumber(parcel, ring)] = TwiceSignedArea(fabric.Ring(parcel, ring)) < 0;
        if (fabric.RingCount(parcel) == 1) return;
        foreach (var hole in Rings(fabric, parcel).Where(ring => ring.Around.Count % 2 == 1))
            rightHanded[fabric.RingNumber(parcel, hole.Ring)] ^= true;
    }

    /// <summary>Twice the area, negative for a ring that runs clockwise. Taken from the first vertex, so that no digits are lost to the size of coordinates.</summary>
    public static double TwiceSignedArea(ReadOnlySpan<double> ring)
    {
        var vertices = MemoryMarshal.Cast<double, PlanarPoint>(ring);
        var twice = 0d;
        for (var at = 1; at + 1 < vertices.Length; at++)
        {
            var (a, b) = (vertices[at], vertices[at + 1]);
            twice += (a.X - vertices[0].X) * (b.Y - vertices[0].Y) - (b.X - vertices[0].X) * (a.Y - vertices[0].Y);
        }

        return twice;
    }

    /// <summary>The rings with those around each, largest first: a ring finds all around it among those before it.</summary>
    private static List<(int Ring, LinearRing Line, List<LinearRing> Around)> Rings(ParcelFabric fabric, int parcel)
    {
        var rings = new List<(int Ring, LinearRing Line, List<LinearRing> Around)>();
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            if (fabric.Ring(parcel, ring) is { Length: > 0 } vertices) rings.Add((ring, GeometryFactory.Default.CreateLinearRing(Coordinates(vertices)), []));
        if (rings.Count == 1) return rings;

        rings.Sort((one, other) => RingArea.OfRing(other.Line.CoordinateSequence).CompareTo(RingArea.OfRing(one.Line.CoordinateSequence)));
        for (var at = 1; at < rings.Count; at++)
            for (var outer = 0; outer < at; outer++)
                if (Contains(rings[outer].Line, rings[at].Line)) rings[at].Around.Add(rings[outer].Line);
        return rings;
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
