using NetTopologySuite.Geometries;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Finds thin strips between two neighbours that are open at an end, so that no walk closes around them: sides that face each other,
/// nearly parallel, across less than the width of a gap.
/// </summary>
/// <remarks>
/// A wedge is not a strip: where two parcels part at a corner they share, their sides are near each other for a while, but at an
/// angle. Only sides that no neighbour shares are compared. Holds only scratch space, so each thread has its own.
/// </remarks>
internal sealed class ChannelScrutiny(
    ParcelFabric fabric, double[] bounds, bool[] rightHanded, bool[] settledSides, SurveyTolerance tolerance, Action<TopologyFinding> report)
{
    /// <summary>Rise of one side over the other along a strip: a little more than a degree.</summary>
    private const double Steepest = 0.02;
    private const int MostPlaces = 200;

    /// <summary>Open borders of ten thousand sides each, not one of them shared, are no neighbours' border any more.</summary>
    private const long MostComparisons = 100_000_000;

    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    private readonly List<(PlanarPoint Start, PlanarPoint End)> _one = [];
    private readonly List<(PlanarPoint Start, PlanarPoint End)> _other = [];
    private readonly List<Polygon> _strips = [];

    /// <summary>Reports the strips between two parcels.</summary>
    public void Compare(int one, int other)
    {
        if ((fabric.Code(other), other).CompareTo((fabric.Code(one), one)) < 0) (one, other) = (other, one);
        var a = bounds.AsSpan(4 * one, 4);
        var b = bounds.AsSpan(4 * other, 4);
        var window = new Envelope(
            Math.Max(a[0], b[0]) - tolerance.GapWidth, Math.Min(a[2], b[2]) + tolerance.GapWidth,
            Math.Max(a[1], b[1]) - tolerance.GapWidth, Math.Min(a[3], b[3]) + tolerance.GapWidth);
        Collect(one, window, _one);
        if (_one.Count == 0) return;
        Collect(other, window, _other);
        if ((long)_one.Count * _other.Count > MostComparisons) return;

        _strips.Clear();
        var (area, length) = (0d, 0d);
        foreach (var side in _one)
            foreach (var facing in _other)
                if (AreNear(side, facing)) AddStrip(side, facing, ref area, ref length);
        if (length < tolerance.GapLength || area < tolerance.NoiseArea || area / length < tolerance.NoiseWidth) return;
        report(new(TopologyKind.Gap, fabric.Reference(one), fabric.Reference(other), area, Factory.BuildGeometry(_strips)));
    }

    /// <summary>The open sides of a parcel in the window, each with the parcel on its left.</summary>
    private void Collect(int parcel, Envelope window, List<(PlanarPoint Start, PlanarPoint End)> sides)
    {
        sides.Clear();
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var vertices = fabric.Ring(parcel, ring).Length / 2;
            var first = fabric.FirstVertex(parcel, ring);
            var isReversed = rightHanded[fabric.RingNumber(parcel, ring)];
            for (var side = first; side < first + vertices - 1; side++)
            {
                if (settledSides[side]) continue;
                var (start, end) = (fabric.Vertex(side), fabric.Vertex(side + 1));
                if (Math.Max(start.X, end.X) < window.MinX || Math.Min(start.X, end.X) > window.MaxX
                    || Math.Max(start.Y, end.Y) < window.MinY || Math.Min(start.Y, end.Y) > window.MaxY) continue;
                sides.Add(isReversed ? (end, start) : (start, end));
            }
        }
    }

    private bool AreNear((PlanarPoint Start, PlanarPoint End) side, (PlanarPoint Start, PlanarPoint End) facing) =>
        Math.Min(side.Start.X, side.End.X) - tolerance.GapWidth <= Math.Max(facing.Start.X, facing.End.X)
        && Math.Min(facing.Start.X, facing.End.X) - tolerance.GapWidth <= Math.Max(side.Start.X, side.End.X)
        && Math.Min(side.Start.Y, side.End.Y) - tolerance.GapWidth <= Math.Max(facing.Start.Y, facing.End.Y)
        && Math.Min(facing.Start.Y, facing.End.Y) - tolerance.GapWidth <= Math.Max(side.Start.Y, side.End.Y);

    private void AddStrip((PlanarPoint Start, PlanarPoint End) side, (PlanarPoint Start, PlanarPoint End) facing, ref double area, ref double length)
    {
        var (ux, uy, sideLength) = Direction(side.Start, side.End);
        var (vx, vy, facingLength) = Direction(facing.Start, facing.End);
        if (sideLength == 0 || facingLength == 0 || ux * vx + uy * vy >= 0 || Math.Abs(ux * vy - uy * vx) > Steepest) return;

        // Along the side, and away from it to its right, where its parcel is not.
        var (alongStart, awayStart) = Seen(facing.Start);
        var (alongEnd, awayEnd) = Seen(facing.End);
        var (from, to) = (Math.Max(0, alongEnd), Math.Min(sideLength, alongStart));
        if (to <= from) return;

        var slope = (awayStart - awayEnd) / (alongStart - alongEnd);
        var (widthFrom, widthTo) = (awayEnd + (from - alongEnd) * slope, awayEnd + (to - alongEnd) * slope);
        if (Math.Min(widthFrom, widthTo) < -tolerance.NoiseWidth || Math.Max(widthFrom, widthTo) >= tolerance.GapWidth) return;
        if (Math.Max(widthFrom, widthTo) < tolerance.NoiseWidth) return;

        area += (to - from) * Math.Max(0, (widthFrom + widthTo) / 2);
        length += to - from;
        if (_strips.Count < MostPlaces)
            _strips.Add(Factory.CreatePolygon([At(from, 0), At(to, 0), At(to, widthTo), At(from, widthFrom), At(from, 0)]));

        (double Along, double Away) Seen(PlanarPoint point)
        {
            var (dx, dy) = (point.X - side.Start.X, point.Y - side.Start.Y);
            return (dx * ux + dy * uy, dx * uy - dy * ux);
        }

        Coordinate At(double along, double away) => new(side.Start.X + along * ux + away * uy, side.Start.Y + along * uy - away * ux);
    }

    private static (double X, double Y, double Length) Direction(PlanarPoint from, PlanarPoint to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        return (dx / length, dy / length, length);
    }
}
