using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace RuralRights.Spatial.Topology;

/// <summary>How many findings of each kind an inspection made.</summary>
public sealed record TopologySummary(int Parcels, IReadOnlyDictionary<TopologyKind, int> Findings)
{
    /// <summary>Number of findings of a kind.</summary>
    public int Of(TopologyKind kind) => Findings.GetValueOrDefault(kind);
}

/// <summary>
/// Inspects the geometry of all parcels of a county: each by itself, and each against its neighbours.
/// </summary>
/// <param name="expectation">The system of the layer, and the region its parcels should lie in.</param>
/// <param name="tolerance">Thresholds; those of the register when null.</param>
/// <remarks>
/// Pure: the same fabric gives the same findings in the same order, however many threads work. A parcel that is no area (crossing
/// itself, with a coordinate that is no place) is reported and set aside; it hides nothing about the others.
/// A parcel has at most one finding of a kind, a pair of neighbours likewise; its place then covers all spots.
/// </remarks>
public sealed class TopologyInspection(CoordinateExpectation expectation, SurveyTolerance? tolerance = null)
{
    private const int ParcelsInChunk = 4096;

    private readonly SurveyTolerance _tolerance = tolerance ?? SurveyTolerance.Default;

    /// <summary>Inspects a fabric. The sink is called for one finding at a time, possibly on another thread.</summary>
    public TopologySummary Inspect(
        ParcelFabric fabric, Action<TopologyFinding> sink, int threads = 2, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var counts = new Dictionary<TopologyKind, int>();
        if (expectation.System.IsGeographic) InspectOnPlane(fabric, CountAndHandOn, threads, progress, cancellation);
        else Inspect(fabric, expectation, _ => false, CountAndHandOn, threads, progress, cancellation);
        return new TopologySummary(fabric.Count, counts);

        void CountAndHandOn(TopologyFinding finding)
        {
            counts[finding.Kind] = counts.GetValueOrDefault(finding.Kind) + 1;
            sink(finding);
        }
    }

    /// <summary>Inspects one parcel by itself, such as a boundary that is about to be entered.</summary>
    public IReadOnlyList<TopologyFinding> Inspect(ulong code, Geometry geometry, double recordedArea = double.NaN)
    {
        var builder = new ParcelFabric.Builder();
        builder.Add(code, geometry, recordedArea);
        var findings = new List<TopologyFinding>();
        Inspect(builder.Build(), findings.Add, threads: 1);
        return findings;
    }

    /// <summary>
    /// Thresholds are metres, so longitudes and latitudes are inspected in the plane of their zone, and the places of what is found
    /// are taken back.
    /// </summary>
    private void InspectOnPlane(ParcelFabric fabric, Action<TopologyFinding> sink, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var scrutiny = new ParcelScrutiny(fabric, expectation, _tolerance, sink);
        var plane = WorkingPlane.Of(expectation.System, expectation.Region?.Centre.X ?? FirstLongitude(fabric));
        var builder = new ParcelFabric.Builder();
        var aside = new bool[fabric.Count];
        var scratch = new List<double>();
        for (var parcel = 0; parcel < fabric.Count; parcel++)
        {
            builder.Add(fabric.Code(parcel), fabric.RecordedArea(parcel));
            aside[parcel] = !scrutiny.CoordinatesAreSound(parcel);
            for (var ring = 0; ring < fabric.RingCount(parcel) && !aside[parcel]; ring++)
            {
                scratch.Clear();
                scratch.AddRange(fabric.Ring(parcel, ring));
                var onPlane = CollectionsMarshal.AsSpan(scratch);
                plane.ToPlane(onPlane, out aside[parcel]);
                builder.AddRing(onPlane);
            }
        }

        Inspect(builder.Build(), new CoordinateExpectation(plane.Plane), parcel => aside[parcel],
            finding => sink(finding with { Place = finding.Place is { } place ? plane.Back(place) : null }), threads, progress, cancellation);
    }

    private double FirstLongitude(ParcelFabric fabric)
    {
        for (var parcel = 0; parcel < fabric.Count; parcel++)
            for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
                if (fabric.Ring(parcel, ring) is [var x, var y, ..] && expectation.IsHome(x, y)) return x;
        return expectation.System.PlausibleEasting.Minimum;
    }

    private void Inspect(
        ParcelFabric fabric, CoordinateExpectation inPlane, Func<int, bool> isAside, Action<TopologyFinding> sink,
        int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var work = new OrderedWork(threads, sink, cancellation);
        var states = new ParcelState[fabric.Count];
        work.Run(ChunksOf(fabric), Part(progress, 0, 0.2), (chunk, report) =>
        {
            var scrutiny = new ParcelScrutiny(fabric, inPlane, _tolerance, report);
            foreach (var parcel in Parcels(fabric, chunk)) states[parcel] = isAside(parcel) ? ParcelState.Unsound : scrutiny.Inspect(parcel);
        });

        var settledSides = new bool[fabric.VertexNumbers];
        var originals = Copies.Originals(fabric, parcel => states[parcel] != ParcelState.Unsound);
        ReportCopies(fabric, originals, sink);
        var bounds = Bounds(fabric, parcel => states[parcel] != ParcelState.Unsound && originals[parcel] == parcel);
        var touching = new NeighbourPairs(bounds, _tolerance.VertexSpacing);
        work.Run(touching.Chunks, Part(progress, 0.2, 0.7), (chunk, report) =>
            touching.ForEach(chunk, new NeighbourScrutiny(fabric, bounds, settledSides, _tolerance, report).Compare));

        new GapTracing(fabric, parcel => states[parcel] == ParcelState.Sound && originals[parcel] == parcel, settledSides, _tolerance).Trace(sink, cancellation);
        progress?.Report(0.8);

        bounds = Bounds(fabric, parcel => states[parcel] == ParcelState.Sound && originals[parcel] == parcel && HasOpenSide(fabric, parcel, settledSides));
        var facing = new NeighbourPairs(bounds, _tolerance.GapWidth);
        work.Run(facing.Chunks, Part(progress, 0.8, 1), (chunk, report) =>
            facing.ForEach(chunk, new ChannelScrutiny(fabric, bounds, settledSides, _tolerance, report).Compare));
    }

    private static void ReportCopies(ParcelFabric fabric, int[] originals, Action<TopologyFinding> sink)
    {
        for (var parcel = 0; parcel < fabric.Count; parcel++)
        {
            if (originals[parcel] == parcel) continue;
            var shape = ParcelShape.Of(fabric, parcel);
            var (one, other) = fabric.Code(originals[parcel]) <= fabric.Code(parcel) ? (originals[parcel], parcel) : (parcel, originals[parcel]);
            sink(new(TopologyKind.Overlap, fabric.Reference(one), fabric.Reference(other), shape.Area, shape));
        }
    }

    private static int ChunksOf(ParcelFabric fabric) => (fabric.Count + ParcelsInChunk - 1) / ParcelsInChunk;

    private static IEnumerable<int> Parcels(ParcelFabric fabric, int chunk) =>
        Enumerable.Range(chunk * ParcelsInChunk, Math.Min(ParcelsInChunk, fabric.Count - chunk * ParcelsInChunk));

    /// <summary>West, south, east and north of every parcel; not a number in all four where a parcel takes no part.</summary>
    private static double[] Bounds(ParcelFabric fabric, Func<int, bool> takesPart)
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

    private static bool HasOpenSide(ParcelFabric fabric, int parcel, bool[] settledSides)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var first = fabric.FirstVertex(parcel, ring);
            if (settledSides.AsSpan(first, Math.Max(0, fabric.Ring(parcel, ring).Length / 2 - 1)).Contains(false)) return true;
        }

        return false;
    }

    private static Progress? Part(IProgress<double>? whole, double from, double to) => whole is null ? null : new Progress(whole, from, to);

    private sealed class Progress(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * (to - from));
    }
}
