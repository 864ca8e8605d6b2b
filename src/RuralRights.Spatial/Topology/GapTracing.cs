using System.Numerics;
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
    private readonly bool[] _rightHanded;
    private readonly bool[] _settledSides;
    private readonly SurveyTolerance _tolerance;
    private readonly OpenSide[] _sides;

    /// <summary>Sides by where they start: for each bucket the first side, for each side the next of its bucket; -1 ends a bucket.</summary>
    private readonly int[] _buckets;
    private readonly int[] _nextInBucket;

    /// <param name="fabric">The parcels.</param>
    /// <param name="takesPart">Parcels whose sides are walked.</param>
    /// <param name="rightHanded">Rings that have their parcel on the right.</param>
    /// <param name="settledSides">Sides that are shared; those of holes of no width and of reported gaps are added.</param>
    /// <param name="tolerance">Thresholds.</param>
    public GapTracing(ParcelFabric fabric, Func<int, bool> takesPart, bool[] rightHanded, bool[] settledSides, SurveyTolerance tolerance)
    {
        _fabric = fabric;
        _rightHanded = rightHanded;
        _settledSides = settledSides;
        _tolerance = tolerance;
        _sides = new OpenSide[OpenSides(takesPart).Count()];
        _nextInBucket = new int[_sides.Length];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)_sides.Length + 1)];
        _buckets.AsSpan().Fill(-1);
        var at = 0;
        foreach (var side in OpenSides(takesPart))
        {
            _sides[at] = side;
            ref var bucket = ref _buckets[Bucket(Start(side))];
            (_nextInBucket[at], bucket) = (bucket, at++);
        }
    }

    public void Trace(Action<TopologyFinding> report, CancellationToken cancellation)
    {
        var walked = new bool[_sides.Length];
        var walk = new List<int>();
        for (var first = 0; first < _sides.Length; first++)
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

    private IEnumerable<OpenSide> OpenSides(Func<int, bool> takesPart)
    {
        for (var parcel = 0; parcel < _fabric.Count; parcel++)
        {
            for (var ring = 0; takesPart(parcel) && ring < _fabric.RingCount(parcel); ring++)
            {
                var first = _fabric.FirstVertex(parcel, ring);
                var last = first + _fabric.Ring(parcel, ring).Length / 2 - 1;
                var isReversed = _rightHanded[_fabric.RingNumber(parcel, ring)];
                for (var side = first; side < last; side++)
                    if (!_settledSides[side] && _fabric.Vertex(side) != _fabric.Vertex(side + 1)) yield return new OpenSide(side, parcel, isReversed);
            }
        }
    }

    /// <summary>The side that goes on along the same ground: of several, the sharpest turn to the right.</summary>
    private int NextAfter(OpenSide side)
    {
        var end = End(side);
        var best = -1;
        for (var at = _buckets[Bucket(end)]; at >= 0; at = _nextInBucket[at])
        {
            var candidate = _sides[at];
            if (Start(candidate) != end) continue;
            if (best < 0 || Turn(Start(side), end, End(candidate)) < Turn(Start(side), end, End(_sides[best]))) best = at;
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

    private int Bucket(PlanarPoint point)
    {
        var mixed = unchecked(BitConverter.DoubleToUInt64Bits(point.X) * 0x9E3779B97F4A7C15 ^ BitConverter.DoubleToUInt64Bits(point.Y));
        return (int)(unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9) >> 33) & (_buckets.Length - 1);
    }

    /// <summary>A side that no neighbour shares; walked backwards where that puts the parcel on the left.</summary>
    private readonly record struct OpenSide(int Number, int Parcel, bool IsReversed);
}
