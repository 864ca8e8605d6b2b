using System.Runtime.CompilerServices;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// The inspection of one fabric in one plane: parcels by themselves, then pairs that touch, then gaps. Each step lets go of its
/// arrays before the next begins.
/// </summary>
internal sealed class FabricScrutiny(ParcelFabric fabric, CoordinateExpectation expectation, SurveyTolerance tolerance, OrderedWork work, IProgress<double>? progress)
{
    private const int ParcelsInChunk = 4096;

    private readonly ParcelState[] _states = new ParcelState[fabric.Count];

    /// <summary>Sides that need no further look: shared with a neighbour, or part of a hole that is judged.</summary>
    private readonly bool[] _settledSides = new bool[fabric.VertexNumbers];

    /// <summary>Rings that run the other way round, with their parcel on the right.</summary>
    private readonly bool[] _rightHanded = new bool[fabric.RingNumbers];

    /// <summary>Inspects all parcels but those that are aside because their coordinates were reported before.</summary>
    public void Inspect(Func<int, bool> isAside)
    {
        InspectParcels(isAside);
        SetCopiesAside();
        CompareTouching();
        new GapTracing(fabric, IsSound, _rightHanded, _settledSides, tolerance).Trace(work.Report, work.Cancellation);
        progress?.Report(0.8);
        CompareFacing();
        progress?.Report(1);
    }

    private bool IsSound(int parcel) => _states[parcel] == ParcelState.Sound;

    private void InspectParcels(Func<int, bool> isAside) =>
        work.Run((fabric.Count + ParcelsInChunk - 1) / ParcelsInChunk, Part(0, 0.2), (chunk, report) =>
        {
            var scrutiny = new ParcelScrutiny(fabric, expectation, tolerance, report);
            var end = Math.Min(fabric.Count, (chunk + 1) * ParcelsInChunk);
            for (var parcel = chunk * ParcelsInChunk; parcel < end; parcel++)
            {
                _states[parcel] = isAside(parcel) ? ParcelState.Unsound : scrutiny.Inspect(parcel);
                if (IsSound(parcel)) ParcelShape.MarkRightHanded(fabric, parcel, _rightHanded);
            }
        });

    private void SetCopiesAside()
    {
        foreach (var (copy, original) in Copies.Of(fabric, parcel => _states[parcel] != ParcelState.Unsound))
        {
            var shape = ParcelShape.Of(fabric, copy);
            var (one, other) = fabric.Code(original) <= fabric.Code(copy) ? (original, copy) : (copy, original);
            work.Report(new(TopologyKind.Overlap, fabric.Reference(one), fabric.Reference(other), shape.Area, shape));
            _states[copy] = ParcelState.Unsound;
        }
    }

    private void CompareTouching()
    {
        var bounds = Bounds(parcel => _states[parcel] != ParcelState.Unsound);
        var pairs = new NeighbourPairs(bounds, tolerance.VertexSpacing);
        work.Run(pairs.Chunks, Part(0.2, 0.7), (chunk, report) =>
            pairs.ForEach(chunk, new NeighbourScrutiny(fabric, bounds, _settledSides, tolerance, report).Compare));
    }

    private void CompareFacing()
    {
        var bounds = Bounds(parcel => IsSound(parcel) && HasOpenSide(parcel));
        var pairs = new NeighbourPairs(bounds, tolerance.GapWidth);
        work.Run(pairs.Chunks, Part(0.8, 1), (chunk, report) =>
            pairs.ForEach(chunk, new ChannelScrutiny(fabric, bounds, _rightHanded, _settledSides, tolerance, report).Compare));
    }

    /// <summary>West, south, east and north of every parcel; not a number in all four where a parcel takes no part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Bounds(Func<int, bool> takesPart)
    {
        var bounds = new double[4 * fabric.Count];
        for (var parcel = 0; parcel < fabric.Count; parcel++)
        {
            var box = bounds.AsSpan(4 * parcel, 4);
            box.Fill(double.NaN);
            if (!takesPart(parcel)) continue;
            (box[0], box[1], box[2], box[3]) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            {
                var vertices = fabric.Ring(parcel, ring);
                for (var at = 0; at < vertices.Length; at += 2)
                {
                    box[0] = Math.Min(box[0], vertices[at]);
                    box[1] = Math.Min(box[1], vertices[at + 1]);
                    box[2] = Math.Max(box[2], vertices[at]);
                    box[3] = Math.Max(box[3], vertices[at + 1]);
                }
            }
        }

        return bounds;
    }

    private bool HasOpenSide(int parcel)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var sides = fabric.Ring(parcel, ring).Length / 2 - 1;
            if (sides > 0 && _settledSides.AsSpan(fabric.FirstVertex(parcel, ring), sides).Contains(false)) return true;
        }

        return false;
    }

    private Portion? Part(double from, double to) => progress is null ? null : new Portion(progress, from, to);

    private sealed class Portion(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * (to - from));
    }
}
