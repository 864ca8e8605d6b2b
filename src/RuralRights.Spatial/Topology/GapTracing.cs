using NetTopologySuite.Geometries;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Finds thin holes between neighbours: walks along the sides that no neighbour shares, and looks at what each walk goes around.
/// </summary>
/// <remarks>
/// With its parcel on the left and nobody's ground on the right, a walk comes back to its start either around a block of parcels
/// (counter-clockwise) or around a hole between them (clockwise). A hole that is thin on average is a gap; roads and ditches are
/// wider, and a corner of one parcel on a side of another makes a hole of no width at all.
/// </remarks>
internal sealed class GapTracing
{
    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    private readonly ParcelFabric _fabric;
    private readonly bool[] _settledSides;
    private readonly SurveyTolerance _tolerance;
    private readonly List<OpenSide> _sides = [];
    private readonly ulong[] _starts;
    private readonly int[] _byStart;

    /// <param name="fabric">The parcels.</param>
    /// <param name="takesPart">Parcels whose sides are walked.</param>
    /// <param name="settledSides">Sides that are shared; those of holes of no width and of reported gaps are added.</param>
    /// <param name="tolerance">Thresholds.</param>
    public GapTracing(ParcelFabric fabric, Func<int, bool> takesPart, bool[] settledSides, SurveyTolerance tolerance)
    {
        _fabric = fabric;
        _settledSides = settledSides;
        _tolerance = tolerance;
        for (var parcel = 0; parcel < fabric.Count; parcel++)
            if (takesPart(parcel)) AddOpenSides(parcel);

        _starts = new ulong[_sides.Count];
        _byStart = new int[_sides.Count];
        for (var at = 0; at < _sides.Count; at++) (_starts[at], _byStart[at]) = (Hash(Start(_sides[at])), at);
        Array.Sort(_starts, _byStart);
    }

    public void Trace(Action<TopologyFinding> report, CancellationToken cancellation)
    {
        var walked = new bool[_sides.Count];
        var walk = new List<int>();
        for (var first = 0; first < _sides.Count; first++)
        {
            if (walked[first]) continue;
            cancellation.ThrowIfCancellationRequested();
            walk.Clear();
            var at = first;
            while (at >= 0 && !walked[at])
            {
                walked[at] = true;
                walk.Add(at);
                at = NextAfter(_sides[at]);
            }

            if (at == first) Judge(walk, report);
        }
    }

    private void AddOpenSides(int parcel)
    {
        for (var ring = 0; ring < _fabric.RingCount(parcel); ring++)
        {
            var vertices = _fabric.Ring(parcel, ring).Length / 2;
            var first = _fabric.FirstVertex(parcel, ring);
            bool? isOnTheRight = null;
            for (var side = first; side < first + vertices - 1; side++)
            {
                if (_settledSides[side] || _fabric.Vertex(side) == _fabric.Vertex(side + 1)) continue;
                isOnTheRight ??= ParcelShape.IsOnTheRight(_fabric, parcel, ring);
                _sides.Add(new OpenSide(side, parcel, isOnTheRight.Value));
            }
        }
    }

    /// <summary>The side that goes on along the same ground: of several, the sharpest turn to the right.</summary>
    private int NextAfter(OpenSide side)
    {
        var end = End(side);
        var hash = Hash(end);
        var at = Array.BinarySearch(_starts, hash);
        while (at > 0 && _starts[at - 1] == hash) at--;

        var (best, bestTurn) = (-1, double.MaxValue);
        for (; at >= 0 && at < _starts.Length && _starts[at] == hash; at++)
        {
            var candidate = _sides[_byStart[at]];
            if (Start(candidate) != end) continue;
            var turn = Turn(Start(side), end, End(candidate));
            if (turn >= bestTurn) continue;
            (best, bestTurn) = (_byStart[at], turn);
        }

        return best;
    }

    private void Judge(List<int> walk, Action<TopologyFinding> report)
    {
        var origin = Start(_sides[walk[0]]);
        var (twice, length) = (0d, 0d);
        foreach (var at in walk)
        {
            var (a, b) = (Start(_sides[at]), End(_sides[at]));
            twice += (a.X - origin.X) * (b.Y - origin.Y) - (b.X - origin.X) * (a.Y - origin.Y);
            length += Distance(a, b);
        }

        var width = Math.Abs(twice) / length;
        if (width >= _tolerance.GapWidth) return;
        var isNoise = width < _tolerance.NoiseWidth || Math.Abs(twice) / 2 < _tolerance.NoiseArea;
        if (!isNoise && (twice > 0 || !ReportGap(walk, -twice / 2, report))) return;
        foreach (var at in walk) _settledSides[_sides[at].Number] = true;
    }

    /// <summary>A slit inside one parcel is no gap between neighbours.</summary>
    private bool ReportGap(List<int> walk, double area, Action<TopologyFinding> report)
    {
        var owners = walk.GroupBy(at => _sides[at].Parcel)
            .OrderByDescending(sides => sides.Sum(at => Distance(Start(_sides[at]), End(_sides[at])))).ThenBy(sides => sides.Key)
            .Take(2).Select(sides => sides.Key).OrderBy(_fabric.Code).ThenBy(parcel => parcel).ToArray();
        if (owners is not [var one, var other]) return false;

        var outline = walk.Select(at => Start(_sides[at])).Append(Start(_sides[walk[0]])).Select(corner => new Coordinate(corner.X, corner.Y)).ToArray();
        report(new(TopologyKind.Gap, _fabric.Reference(one), _fabric.Reference(other), area, Factory.CreatePolygon(outline)));
        return true;
    }

    private PlanarPoint Start(OpenSide side) => _fabric.Vertex(side.IsReversed ? side.Number + 1 : side.Number);

    private PlanarPoint End(OpenSide side) => _fabric.Vertex(side.IsReversed ? side.Number : side.Number + 1);

    /// <summary>Angle from the way back, counter-clockwise to the way on.</summary>
    private static double Turn(PlanarPoint from, PlanarPoint corner, PlanarPoint to)
    {
        var turn = Math.Atan2(to.Y - corner.Y, to.X - corner.X) - Math.Atan2(from.Y - corner.Y, from.X - corner.X);
        return turn <= 0 ? turn + 2 * Math.PI : turn;
    }

    private static double Distance(PlanarPoint a, PlanarPoint b) => Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));

    private static ulong Hash(PlanarPoint point)
    {
        unchecked
        {
            var mixed = BitConverter.DoubleToUInt64Bits(point.X) * 0x9E3779B97F4A7C15 ^ BitConverter.DoubleToUInt64Bits(point.Y);
            return (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
        }
    }

    /// <summary>A side that no neighbour shares; walked backwards where that puts the parcel on the left.</summary>
    private readonly record struct OpenSide(int Number, int Parcel, bool IsReversed);
}
