using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace RuralRights.Spatial.Topology;

/// <summary>What a parcel is good for once it has been inspected by itself.</summary>
internal enum ParcelState : byte
{
    /// <summary>It is no area; nothing can be compared with it.</summary>
    Unsound,

    /// <summary>It has a needle: what it covers is known, but its border waits to be mended.</summary>
    Needled,

    /// <summary>It can be compared with its neighbours in every way.</summary>
    Sound,
}

/// <summary>
/// Inspects one parcel by itself. Holds only scratch space, so each thread has its own.
/// </summary>
internal sealed class ParcelScrutiny(ParcelFabric fabric, CoordinateExpectation expectation, SurveyTolerance tolerance, Action<TopologyFinding> report)
{
    /// <summary>More places than this say nothing more to the person who mends the parcel.</summary>
    private const int MostPlaces = 200;

    /// <summary>Fewer corners than this are compared each with each faster than sorted.</summary>
    private const int FewCorners = 24;

    /// <summary>
    /// Pairs of sides whose bounds are compared, and pairs looked at closely because their bounds meet. A real border of 100 000
    /// corners needs a few million and a few hundred thousand; a ring woven to take for ever is set aside within a second.
    /// </summary>
    private const long MostGlances = 500_000_000;
    private const int MostLooks = 1_000_000;

    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    private readonly List<PlanarPoint> _corners = [];
    private readonly List<Geometry> _places = [];

    /// <summary>Reports what is wrong with a parcel.</summary>
    public ParcelState Inspect(int parcel)
    {
        var vertices = fabric.VertexCount(parcel);
        if (vertices == 0) return Unsound(TopologyKind.EmptyGeometry, parcel, 0, null);
        if (vertices > tolerance.MostVertices) return Unsound(TopologyKind.TooManyVertices, parcel, vertices, FirstFinite(fabric.Ring(parcel, 0)));
        if (!CoordinatesAreSound(parcel) || !RingsAreClosed(parcel)) return ParcelState.Unsound;

        ReportTwins(parcel);
        var state = ReportSpikes(parcel) ? ParcelState.Needled : ParcelState.Sound;
        if (fabric.RingCount(parcel) > 1) return InspectRings(parcel) ? state : ParcelState.Unsound;

        Corners(fabric.Ring(parcel, 0));
        if (!TryFindCrossing(out var crossing)) return Unsound(TopologyKind.TooManyVertices, parcel, vertices, Point(_corners[0]));
        if (crossing is { } spot) return Unsound(TopologyKind.BowTie, parcel, 0, Point(spot));
        ReportArea(parcel, Math.Abs(ParcelShape.TwiceSignedArea(fabric.Ring(parcel, 0))) / 2, Perimeter());
        return state;
    }

    /// <summary>Reports a coordinate that is no place; false when there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool CoordinatesAreSound(int parcel)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var vertices = Points(fabric.Ring(parcel, ring));
            foreach (var vertex in vertices)
            {
                if (expectation.IsHome(vertex.X, vertex.Y)) continue;
                var kind = expectation.Judge(vertex.X, vertex.Y) switch
                {
                    CoordinateSuspicion.NotFinite => TopologyKind.NanCoordinate,
                    CoordinateSuspicion.Absurd => TopologyKind.HugeCoordinate,
                    CoordinateSuspicion.SwappedAxes => TopologyKind.SwappedAxes,
                    CoordinateSuspicion.WrongZone or CoordinateSuspicion.MissingZone or CoordinateSuspicion.ExtraZone => TopologyKind.WrongZone,

                    // A possible place outside the region is for RegionContainment to judge, which knows the region's outline.
                    _ => null,
                };
                if (kind is null) continue;
                var place = kind == TopologyKind.NanCoordinate || kind == TopologyKind.HugeCoordinate ? FirstHome(parcel) : Point(vertex);
                Unsound(kind, parcel, 0, place);
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool RingsAreClosed(int parcel)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var vertices = Points(fabric.Ring(parcel, ring));
            if (vertices.Length == 0) continue;
            var (first, last) = (vertices[0], vertices[^1]);
            Corners(fabric.Ring(parcel, ring));
            if (first == last && _corners.Count >= 3) continue;
            Unsound(TopologyKind.UnclosedRing, parcel, Distance(first, last), first == last ? Point(first) : Line(last, first));
            return false;
        }

        return true;
    }

    /// <summary>Corners surveyed twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReportTwins(int parcel)
    {
        var nearest = double.MaxValue;
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var vertices = Points(fabric.Ring(parcel, ring));
            for (var at = 1; at < vertices.Length; at++)
            {
                var distance = Distance(vertices[at - 1], vertices[at]);
                if (distance >= tolerance.VertexSpacing) continue;
                nearest = Math.Min(nearest, distance);
                Keep(distance == 0 ? Point(vertices[at]) : Line(vertices[at - 1], vertices[at]));
            }
        }

        ReportPlaces(TopologyKind.DuplicateVertex, parcel, nearest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReportSpikes(int parcel)
    {
        var sharpest = double.MaxValue;
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            Corners(fabric.Ring(parcel, ring));
            for (var at = 0; at < _corners.Count; at++)
            {
                var (before, tip, after) = (_corners[at], _corners[(at + 1) % _corners.Count], _corners[(at + 2) % _corners.Count]);
                if (!IsSpike(before, tip, after, out var angle)) continue;
                sharpest = Math.Min(sharpest, angle);
                Keep(Factory.CreateLineString([Coordinate(before), Coordinate(tip), Coordinate(after)]));
            }
        }

        return ReportPlaces(TopologyKind.Spike, parcel, sharpest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsSpike(PlanarPoint before, PlanarPoint tip, PlanarPoint after, out double degrees)
    {
        var (ax, ay, bx, by) = (before.X - tip.X, before.Y - tip.Y, after.X - tip.X, after.Y - tip.Y);
        var dot = ax * bx + ay * by;
        degrees = 180;
        if (dot <= 0) return false;
        var cross = Math.Abs(ax * by - ay * bx);
        var shorter = Math.Sqrt(Math.Min(ax * ax + ay * ay, bx * bx + by * by));
        if (shorter < tolerance.SpikeLength) return false;
        degrees = Math.Atan2(cross, dot) * 180 / Math.PI;
        return degrees < tolerance.SpikeAngle && shorter * Math.Sin(degrees * Math.PI / 180) < tolerance.SpikeWidth;
    }

    /// <summary>Parcels with holes or several parts are few; NetTopologySuite judges them whole.</summary>
    private bool InspectRings(int parcel)
    {
        var area = ParcelShape.Of(fabric, parcel);
        if (new IsValidOp(area).ValidationError is { } error)
        {
            Unsound(TopologyKind.BowTie, parcel, 0, error.Coordinate is { } where ? Factory.CreatePoint(where.Copy()) : null);
            return false;
        }

        if (area.NumGeometries > 1) report(new(TopologyKind.MultiPart, fabric.Reference(parcel), null, area.NumGeometries, area));
        ReportArea(parcel, area.Area, area.Length);
        return true;
    }

    private void ReportArea(int parcel, double area, double perimeter)
    {
        if (perimeter > 0 && 2 * area / perimeter < tolerance.SliverParcelWidth)
            report(new(TopologyKind.SliverParcel, fabric.Reference(parcel), null, 2 * area / perimeter, ParcelShape.Of(fabric, parcel)));
        var recorded = fabric.RecordedArea(parcel);
        if (double.IsNaN(recorded)) return;
        var difference = recorded - area;
        if (Math.Abs(difference) > tolerance.AreaDifference(area))
            report(new(TopologyKind.AreaMismatch, fabric.Reference(parcel), null, difference, ParcelShape.Of(fabric, parcel)));
    }

    /// <summary>
    /// Finds the first point at which the ring in <see cref="_corners"/> meets itself anywhere but at its corners in turn; null when
    /// there is none. False when the ring is so intricate that looking on would hold up the county.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryFindCrossing(out PlanarPoint? crossing)
    {
        crossing = null;
        var count = _corners.Count;
        if (count > FewCorners) return TryFindCrossingOfMany(out crossing);
        for (var one = 0; one < count && crossing is null; one++)
            for (var other = one + 1; other < count && crossing is null; other++) crossing = Meeting(one, other);
        return true;
    }

    /// <summary>Sides sorted from west to east: each is compared only with those that start before it ends.</summary>
    private bool TryFindCrossingOfMany(out PlanarPoint? crossing)
    {
        var count = _corners.Count;
        var wests = new double[count];
        var sides = new int[count];
        for (var at = 0; at < count; at++) (wests[at], sides[at]) = (Math.Min(_corners[at].X, Next(at).X), at);
        Array.Sort(wests, sides);
        var souths = Array.ConvertAll(sides, side => Math.Min(_corners[side].Y, Next(side).Y));
        var norths = Array.ConvertAll(sides, side => Math.Max(_corners[side].Y, Next(side).Y));

        crossing = null;
        var (glances, looks) = (0L, 0);
        for (var one = 0; one < count; one++)
        {
            var east = Math.Max(_corners[sides[one]].X, Next(sides[one]).X);
            var other = one + 1;
            for (; other < count && wests[other] <= east; other++)
            {
                if (souths[other] > norths[one] || norths[other] < souths[one]) continue;
                if (++looks > MostLooks) return false;
                crossing = Meeting(sides[one], sides[other]);
                if (crossing is not null) return true;
            }

            if ((glances += other - one) > MostGlances) return false;
        }

        return true;
    }

    private PlanarPoint Next(int corner) => _corners[corner + 1 == _corners.Count ? 0 : corner + 1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PlanarPoint? Meeting(int one, int other)
    {
        var (a, b, c, d) = (_corners[one], Next(one), _corners[other], Next(other));
        if (Math.Max(a.X, b.X) < Math.Min(c.X, d.X) || Math.Max(c.X, d.X) < Math.Min(a.X, b.X)
            || Math.Max(a.Y, b.Y) < Math.Min(c.Y, d.Y) || Math.Max(c.Y, d.Y) < Math.Min(a.Y, b.Y)) return null;

        var last = _corners.Count - 1;
        if (other == one + 1 || (one == last && other == 0)) return FoldsBack(a, b, d) ? b : null;
        if (one == other + 1 || (other == last && one == 0)) return FoldsBack(c, d, b) ? d : null;

        var (sideC, sideD) = (Side(a, b, c), Side(a, b, d));
        var (sideA, sideB) = (Side(c, d, a), Side(c, d, b));
        if (sideC * sideD > 0 || sideA * sideB > 0) return null;
        if (sideC == 0 && IsWithin(a, b, c)) return c;
        if (sideD == 0 && IsWithin(a, b, d)) return d;
        if (sideA == 0 && IsWithin(c, d, a)) return a;
        if (sideB == 0 && IsWithin(c, d, b)) return b;
        return sideC * sideD < 0 && sideA * sideB < 0 ? Crossing(a, b, c, d) : null;
    }

    /// <summary>Two sides in turn lie on one line and run against each other.</summary>
    private static bool FoldsBack(PlanarPoint before, PlanarPoint corner, PlanarPoint after) =>
        Side(before, corner, after) == 0
        && (before.X - corner.X) * (after.X - corner.X) + (before.Y - corner.Y) * (after.Y - corner.Y) > 0;

    private static int Side(PlanarPoint a, PlanarPoint b, PlanarPoint c) => CGAlgorithmsDD.OrientationIndex(a.X, a.Y, b.X, b.Y, c.X, c.Y);

    private static bool IsWithin(PlanarPoint a, PlanarPoint b, PlanarPoint c) =>
        c.X >= Math.Min(a.X, b.X) && c.X <= Math.Max(a.X, b.X) && c.Y >= Math.Min(a.Y, b.Y) && c.Y <= Math.Max(a.Y, b.Y);

    private static PlanarPoint Crossing(PlanarPoint a, PlanarPoint b, PlanarPoint c, PlanarPoint d)
    {
        var (rx, ry, sx, sy) = (b.X - a.X, b.Y - a.Y, d.X - c.X, d.Y - c.Y);
        var along = ((c.X - a.X) * sy - (c.Y - a.Y) * sx) / (rx * sy - ry * sx);
        return new PlanarPoint(a.X + along * rx, a.Y + along * ry);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Perimeter()
    {
        var length = 0d;
        for (var at = 0; at < _corners.Count; at++) length += Distance(_corners[at], Next(at));
        return length;
    }

    /// <summary>Fills <see cref="_corners"/> with a ring, without its closing vertex and without a vertex that repeats the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Corners(ReadOnlySpan<double> ring)
    {
        _corners.Clear();
        foreach (var vertex in Points(ring))
            if (_corners.Count == 0 || _corners[^1] != vertex) _corners.Add(vertex);
        if (_corners.Count > 1 && _corners[^1] == _corners[0]) _corners.RemoveAt(_corners.Count - 1);
    }

    private void Keep(Geometry place)
    {
        if (_places.Count < MostPlaces) _places.Add(place);
    }

    private bool ReportPlaces(TopologyKind kind, int parcel, double measure)
    {
        if (_places.Count == 0) return false;
        report(new(kind, fabric.Reference(parcel), null, measure, Factory.BuildGeometry(_places)));
        _places.Clear();
        return true;
    }

    private ParcelState Unsound(TopologyKind kind, int parcel, double measure, Geometry? place)
    {
        report(new(kind, fabric.Reference(parcel), null, measure, place));
        return ParcelState.Unsound;
    }

    /// <summary>Where on the map a parcel is of which one vertex is no place: its first vertex that is.</summary>
    private Point? FirstHome(int parcel)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            foreach (var vertex in Points(fabric.Ring(parcel, ring)))
                if (expectation.IsHome(vertex.X, vertex.Y)) return Point(vertex);
        return null;
    }

    private static Point? FirstFinite(ReadOnlySpan<double> ring)
    {
        foreach (var vertex in Points(ring))
            if (double.IsFinite(vertex.X) && double.IsFinite(vertex.Y)) return Point(vertex);
        return null;
    }

    private static ReadOnlySpan<PlanarPoint> Points(ReadOnlySpan<double> ring) => MemoryMarshal.Cast<double, PlanarPoint>(ring);

    private static double Distance(PlanarPoint a, PlanarPoint b) => Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));

    private static Coordinate Coordinate(PlanarPoint point) => new(point.X, point.Y);

    private static Point Point(PlanarPoint point) => Factory.CreatePoint(Coordinate(point));

    private static LineString Line(PlanarPoint from, PlanarPoint to) => Factory.CreateLineString([Coordinate(from), Coordinate(to)]);
}
