using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Compares two neighbours: where they overlap, where their corners nearly meet, and which sides they share exactly.
/// </summary>
/// <remarks>
/// The overlap is measured, not decided by predicates: both parcels are cut into upright slabs at every corner and crossing, and in
/// each slab the common length in its middle times its width is its exact area. A shared side gives the same number twice, hence
/// exactly nothing; a corner a rounding error inside the neighbour gives an area that is too thin to count. Only what is found this
/// way is cut out by NetTopologySuite, to be drawn. Holds only scratch space, so each thread has its own.
/// </remarks>
internal sealed class NeighbourScrutiny(ParcelFabric fabric, double[] bounds, bool[] sharedSides, SurveyTolerance tolerance, Action<TopologyFinding> report)
{
    /// <summary>With more sides than this in the common strip, slabs are slower than NetTopologySuite.</summary>
    private const int MostSides = 5000;
    private const int MostPlaces = 200;

    /// <summary>Two borders woven through each other are set aside as a pair before they hold up the county.</summary>
    private const long MostComparisons = 100_000_000;
    private const int MostMeetings = 200_000;

    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    private readonly SideBuffer _one = new();
    private readonly SideBuffer _other = new();
    private readonly List<double> _cuts = [];
    private readonly List<Crossing> _crossingsOfOne = [];
    private readonly List<Crossing> _crossingsOfOther = [];
    private readonly List<(int One, int Other)> _nearCorners = [];

    /// <summary>Reports what is wrong between two parcels, and marks the sides they share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compare(int one, int other)
    {
        if ((fabric.Code(other), other).CompareTo((fabric.Code(one), one)) < 0) (one, other) = (other, one);
        var a = bounds.AsSpan(4 * one, 4);
        var b = bounds.AsSpan(4 * other, 4);
        var (west, south, east, north) = (Math.Max(a[0], b[0]), Math.Max(a[1], b[1]), Math.Min(a[2], b[2]), Math.Min(a[3], b[3]));

        _one.Fill(fabric, one, west, south, east, north, tolerance.VertexSpacing);
        _other.Fill(fabric, other, west, south, east, north, tolerance.VertexSpacing);
        if (_one.Count == 0 || _other.Count == 0) return;

        _cuts.Clear();
        if (!TryCompareSides())
        {
            report(new(TopologyKind.TooManyVertices, fabric.Reference(one), fabric.Reference(other), fabric.VertexCount(one) + fabric.VertexCount(other), CommonBounds(west, south, east, north)));
            return;
        }

        ReportNearCorners(one, other);
        if (east - west > 0 && north - south > 0 && (east - west) * (north - south) > tolerance.NoiseArea) ReportOverlap(one, other, east - west);
    }

    /// <summary>Finds shared sides, corners that nearly meet, and the crossings of sides. False when there is no end to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryCompareSides()
    {
        var spacing = tolerance.VertexSpacing;
        var comparisons = 0L;
        _nearCorners.Clear();
        for (var i = 0; i < _one.Count; i++)
        {
            ref var p = ref _one.Sides[i];
            if (!p.IsNear) continue;
            for (var j = _other.FirstReaching(p.West - spacing); j < _other.Count; j++)
            {
                ref var q = ref _other.Sides[j];
                if (!q.IsNear) continue;
                if (_other.IsSorted && q.West > p.East + spacing) break;
                if (++comparisons > MostComparisons || _nearCorners.Count + _cuts.Count > MostMeetings) return false;
                if (Math.Abs(p.StartX - q.StartX) < spacing && Math.Abs(p.StartY - q.StartY) < spacing)
                {
                    if (p.StartX == q.StartX && p.StartY == q.StartY) p.StartIsShared = q.StartIsShared = true;
                    else _nearCorners.Add((i, j));
                }

                if (p.West > q.East || q.West > p.East) continue;
                if (p.West == q.West && p.East == q.East && p.WestY == q.WestY && p.EastY == q.EastY)
                {
                    sharedSides[p.Number] = true;
                    sharedSides[q.Number] = true;
                }
                else if (CrossingX(p, q) is var x and >= 0)
                {
                    _cuts.Add(x);
                }
            }
        }

        return true;
    }

    /// <summary>Where two sides properly cross, as x from the common west; negative when they do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double CrossingX(in Side p, in Side q)
    {
        var (px, py, qx, qy) = (p.East - p.West, p.EastY - p.WestY, q.East - q.West, q.EastY - q.WestY);
        var start = px * (q.WestY - p.WestY) - py * (q.West - p.West);
        var end = px * (q.EastY - p.WestY) - py * (q.East - p.West);
        if (start * end >= 0) return -1;
        var first = qx * (p.WestY - q.WestY) - qy * (p.West - q.West);
        var last = qx * (p.EastY - q.WestY) - qy * (p.East - q.West);
        return first * last >= 0 ? -1 : p.West + px * first / (first - last);
    }

    /// <summary>
    /// Two corners that nearly meet. A corner that has its exact partner is none of them: what lies beside it is a corner its own
    /// parcel has twice.
    /// </summary>
    private void ReportNearCorners(int one, int other)
    {
        var nearest = double.MaxValue;
        List<Geometry>? places = null;
        foreach (var (i, j) in _nearCorners)
        {
            ref var p = ref _one.Sides[i];
            ref var q = ref _other.Sides[j];
            if (p.StartIsShared || q.StartIsShared) continue;
            var distance = Math.Sqrt((p.StartX - q.StartX) * (p.StartX - q.StartX) + (p.StartY - q.StartY) * (p.StartY - q.StartY));
            if (distance >= tolerance.VertexSpacing) continue;
            nearest = Math.Min(nearest, distance);
            places ??= [];
            if (places.Count < MostPlaces)
                places.Add(Factory.CreateLineString([new(_one.OriginX + p.StartX, _one.OriginY + p.StartY), new(_other.OriginX + q.StartX, _other.OriginY + q.StartY)]));
        }

        if (places is not null)
            report(new(TopologyKind.NearVertex, fabric.Reference(one), fabric.Reference(other), nearest, Factory.BuildGeometry(places)));
    }

    private void ReportOverlap(int one, int other, double width)
    {
        var isLong = _one.Count + _other.Count > MostSides;
        var common = isLong ? CutOut(one, other) : null;
        var (area, thick) = common is null ? Measure(width) : (common.Area, common.Area);
        if (thick <= tolerance.NoiseArea) return;
        var kind = area > tolerance.SliverArea ? TopologyKind.Overlap : TopologyKind.SliverOverlap;
        report(new(kind, fabric.Reference(one), fabric.Reference(other), area, common ?? CutOut(one, other)));
    }

    /// <summary>The common area, and the part of it that is thicker than noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Area, double Thick) Measure(double width)
    {
        _cuts.Add(0);
        _cuts.Add(width);
        _one.AddCorners(_cuts, width);
        _other.AddCorners(_cuts, width);
        _cuts.Sort();

        var (area, thick) = (0d, 0d);
        for (var at = 1; at < _cuts.Count; at++)
        {
            var (left, right) = (Math.Max(0, _cuts[at - 1]), Math.Min(width, _cuts[at]));
            if (right <= left) continue;
            var middle = (left + right) / 2;
            _one.Crossings(middle, _crossingsOfOne);
            _other.Crossings(middle, _crossingsOfOther);
            AddCommon(right - left, ref area, ref thick);
        }

        return (area, thick);
    }

    /// <summary>Adds the common parts of the two parcels along one upright line, each times the width of the slab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddCommon(double width, ref double area, ref double thick)
    {
        for (int i = 0, j = 0; i + 1 < _crossingsOfOne.Count && j + 1 < _crossingsOfOther.Count;)
        {
            var (bottomOne, topOne, bottomOther, topOther) = (_crossingsOfOne[i], _crossingsOfOne[i + 1], _crossingsOfOther[j], _crossingsOfOther[j + 1]);
            var bottom = bottomOne.Y > bottomOther.Y ? bottomOne : bottomOther;
            var top = topOne.Y < topOther.Y ? topOne : topOther;
            var height = top.Y - bottom.Y;
            if (height > 0)
            {
                area += height * width;
                var slope = Math.Min(Math.Abs(bottom.Slope), Math.Abs(top.Slope));
                if (height > tolerance.NoiseWidth * Math.Sqrt(1 + slope * slope)) thick += height * width;
            }

            if (topOne.Y < topOther.Y) i += 2;
            else j += 2;
        }
    }

    /// <summary>The common ground as a geometry. Where even the robust overlay gives up, the common part of the bounds shows the spot.</summary>
    private Geometry CutOut(int one, int other)
    {
        var (a, b) = (ParcelShape.Of(fabric, one), ParcelShape.Of(fabric, other));
        try
        {
            return OnlyAreas(OverlayNGRobust.Overlay(a, b, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection));
        }
        catch (Exception trouble) when (trouble is TopologyException or ArgumentException)
        {
            return Factory.ToGeometry(a.EnvelopeInternal.Intersection(b.EnvelopeInternal));
        }
    }

    /// <summary>The bounds of neighbours that only touch have no common area.</summary>
    private static Geometry CommonBounds(double west, double south, double east, double north) =>
        Factory.ToGeometry(new Envelope(Math.Min(west, east), Math.Max(west, east), Math.Min(south, north), Math.Max(south, north)));

    /// <summary>Neighbours that overlap also share sides and corners; those are no part of the fault.</summary>
    private static Geometry OnlyAreas(Geometry common)
    {
        if (common is Polygon) return common;
        var areas = Enumerable.Range(0, common.NumGeometries).Select(common.GetGeometryN).OfType<Polygon>().ToArray<Geometry>();
        return Factory.BuildGeometry(areas);
    }

    /// <summary>A side where an upright line meets it.</summary>
    private readonly record struct Crossing(double Y, double Slope);

    /// <summary>A side of a parcel, from its western to its eastern end, in metres from the corner where the bounds of both parcels meet.</summary>
    private struct Side
    {
        public double West, WestY, East, EastY, StartX, StartY, Slope;
        public int Number;
        public bool IsNear, StartIsShared;
    }

    /// <summary>The sides of a parcel that lie in the common upright strip of a pair.</summary>
    private sealed class SideBuffer
    {
        /// <summary>Fewer sides than this are gone through faster than sorted.</summary>
        private const int FewSides = 64;

        private double _longest;

        public Side[] Sides { get; private set; } = new Side[FewSides];

        /// <summary>True when the sides are in the order of their western ends.</summary>
        public bool IsSorted { get; private set; }

        public int Count { get; private set; }

        public double OriginX { get; private set; }

        public double OriginY { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Fill(ParcelFabric fabric, int parcel, double west, double south, double east, double north, double reach)
        {
            (Count, OriginX, OriginY, _longest) = (0, west, south, 0);
            for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            {
                var vertices = MemoryMarshal.Cast<double, PlanarPoint>(fabric.Ring(parcel, ring));
                var first = fabric.FirstVertex(parcel, ring);
                for (var at = 0; at + 1 < vertices.Length; at++)
                {
                    var (start, end) = (vertices[at], vertices[at + 1]);
                    var startIsWest = start.X < end.X || (start.X == end.X && start.Y < end.Y);
                    var (l, r) = startIsWest ? (start, end) : (end, start);
                    if (l.X > east + reach || r.X < west - reach || start == end) continue;
                    if (Count == Sides.Length)
                    {
                        var larger = new Side[2 * Count];
                        Sides.CopyTo(larger, 0);
                        Sides = larger;
                    }

                    ref var side = ref Sides[Count++];
                    (side.West, side.WestY, side.East, side.EastY) = (l.X - west, l.Y - south, r.X - west, r.Y - south);
                    (side.StartX, side.StartY) = startIsWest ? (side.West, side.WestY) : (side.East, side.EastY);
                    side.Slope = (side.EastY - side.WestY) / (side.East - side.West);
                    side.Number = first + at;
                    side.IsNear = Math.Min(l.Y, r.Y) <= north + reach && Math.Max(l.Y, r.Y) >= south - reach;
                    side.StartIsShared = false;
                    _longest = Math.Max(_longest, side.East - side.West);
                }
            }

            IsSorted = Count > FewSides;
            if (IsSorted) Sides.AsSpan(0, Count).Sort(static (one, other) => one.West.CompareTo(other.West));
        }

        /// <summary>The first side that can reach as far east as x.</summary>
        public int FirstReaching(double x)
        {
            if (!IsSorted) return 0;
            var (low, high) = (0, Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Sides[middle].West < x - _longest) low = middle + 1;
                else high = middle;
            }

            return low;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void AddCorners(List<double> cuts, double width)
        {
            for (var at = 0; at < Count; at++)
                if (Sides[at].StartX > 0 && Sides[at].StartX < width) cuts.Add(Sides[at].StartX);
        }

        /// <summary>Where an upright line enters and leaves the parcel, from south to north.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Crossings(double x, List<Crossing> crossings)
        {
            crossings.Clear();
            for (var at = 0; at < Count; at++)
            {
                ref var side = ref Sides[at];
                if (side.West >= x || side.East <= x) continue;
                var crossing = new Crossing(side.WestY + (x - side.West) * side.Slope, side.Slope);
                var place = crossings.Count;
                crossings.Add(crossing);
                for (; place > 0 && crossings[place - 1].Y > crossing.Y; place--) crossings[place] = crossings[place - 1];
                crossings[place] = crossing;
            }
        }
    }
}
