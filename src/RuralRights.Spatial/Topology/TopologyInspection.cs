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
        var work = new OrderedWork(threads, CountAndHandOn, cancellation);

        var sound = new bool[fabric.Count];
        work.Run((fabric.Count + ParcelsInChunk - 1) / ParcelsInChunk, progress, (chunk, report) =>
        {
            var scrutiny = new ParcelScrutiny(fabric, expectation, _tolerance, report);
            var end = Math.Min(fabric.Count, (chunk + 1) * ParcelsInChunk);
            for (var parcel = chunk * ParcelsInChunk; parcel < end; parcel++) sound[parcel] = scrutiny.Inspect(parcel);
        });

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
        new ParcelScrutiny(builder.Build(), expectation, _tolerance, findings.Add).Inspect(0);
        return findings;
    }
}
