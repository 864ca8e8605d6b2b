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
/// A parcel has at most one finding of a kind, a pair of neighbours one for each gap between them and one of any other kind; the
/// place of a finding covers all its spots.
/// The loops over every corner of a county are compiled for speed at their first call: a small county is inspected sooner than the
/// runtime would find out which of them matter, and its inspection took three times as long while it did.
/// </remarks>
public sealed class TopologyInspection(CoordinateExpectation expectation, SurveyTolerance? tolerance = null)
{
    private readonly SurveyTolerance _tolerance = tolerance ?? SurveyTolerance.Default;

    /// <summary>Inspects a fabric. The sink is called for one finding at a time, possibly on another thread.</summary>
    public TopologySummary Inspect(
        ParcelFabric fabric, Action<TopologyFinding> sink, int threads = 2, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var counts = new Dictionary<TopologyKind, int>();
        var work = new OrderedWork(threads, CountAndHandOn, cancellation);
        if (expectation.System.IsGeographic) InspectOnPlane(fabric, work, progress);
        else new FabricScrutiny(fabric, expectation, _tolerance, work, progress).Inspect(_ => false);
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
    private void InspectOnPlane(ParcelFabric fabric, OrderedWork work, IProgress<double>? progress)
    {
        var scrutiny = new ParcelScrutiny(fabric, expectation, _tolerance, work.Report);
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

        var workOnPlane = work.Reporting(finding => finding with { Place = finding.Place is { } place ? plane.Back(place) : null });
        new FabricScrutiny(builder.Build(), new CoordinateExpectation(plane.Plane), _tolerance, workOnPlane, progress).Inspect(parcel => aside[parcel]);
    }

    private double FirstLongitude(ParcelFabric fabric)
    {
        for (var parcel = 0; parcel < fabric.Count; parcel++)
            for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
                if (fabric.Ring(parcel, ring) is [var x, var y, ..] && expectation.IsHome(x, y)) return x;
        return expectation.System.PlausibleEasting.Minimum;
    }
}
