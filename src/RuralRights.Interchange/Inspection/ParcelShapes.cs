using System.Globalization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>The shapes of all parcels while they are collected, and their inspection as one fabric.</summary>
internal sealed class ParcelShapes
{
    /// <summary>Longest text of a place that goes into a finding; a larger one shows where to look by its first part.</summary>
    private const int LongestPlace = 200_000;

    /// <summary>Parcels with a badly written code are numbered from here, above every code of nineteen digits.</summary>
    private const ulong FirstMisspelt = 10_000_000_000_000_000_000;

    private readonly List<string> _misspelt = [];
    private ParcelFabric.Builder? _builder = new();

    /// <summary>A number that stands for a badly written code.</summary>
    public ulong NumberFor(string misspelt)
    {
        _misspelt.Add(misspelt);
        return FirstMisspelt + (ulong)(_misspelt.Count - 1);
    }

    /// <summary>Takes up the shape of the current row.</summary>
    public void Add(ulong code, long? area, LayerCursor shape)
    {
        _builder!.Add(code, area is { } hundredths and > 0 ? hundredths / 100.0 : double.NaN);
        if (shape.Shape != ShapeKind.Polygon) return;
        for (var part = 0; part < shape.PartCount; part++) _builder.AddRing(shape.Part(part));
    }

    /// <summary>Everything collected; nothing can be added after it.</summary>
    public ParcelFabric Build()
    {
        var fabric = _builder!.Build();
        _builder = null;
        return fabric;
    }

    /// <summary>Reports a geometry fault in the words of inspection.</summary>
    public void Report(InspectionRun run, TopologyFinding found)
    {
        var wkt = found.Wkt is { Length: <= LongestPlace } text ? text : found.Place?.EnvelopeInternal is { IsNull: false } box ? Centre(box) : null;
        var finding = new Finding(
            InspectionRules.For(found.Kind),
            "DK",
            found.Neighbour is { } neighbour ? $"{Key(found.Parcel.Code)}|{Key(neighbour.Code)}" : Key(found.Parcel.Code),
            found.Kind == TopologyKind.AreaMismatch ? "SCMJ" : null,
            [Measure(found)],
            run.Parcels.IndexOf(found.Parcel.Code) is >= 0 and var at ? run.Parcels[at].Row : null,
            run.Material.Store("DK")?.File,
            wkt,
            wkt is null ? null : run.Systems.Reference?.Id);
        if (found.Kind == TopologyKind.AreaMismatch && run.Parcels.IndexOf(found.Parcel.Code) is >= 0 and var wrong)
            run.Parcels.Mark(wrong, ParcelMarks.AreaIsWrong);
        if (found.Neighbour is { } other) run.Report(finding, Subject.Parcel(found.Parcel.Code), Subject.Parcel(other.Code));
        else run.Report(finding, Subject.Parcel(found.Parcel.Code));
    }

    private string Key(ulong code) => code >= FirstMisspelt ? _misspelt[(int)(code - FirstMisspelt)] : DigitCode.Write(code, ParcelCode.Digits);

    private static string Measure(TopologyFinding found) => found.Kind.Unit switch
    {
        "m" => found.Measure.ToString("0.000", CultureInfo.InvariantCulture),
        "m2" => found.Measure.ToString("0.00", CultureInfo.InvariantCulture),
        "deg" => found.Measure.ToString("0.0", CultureInfo.InvariantCulture),
        _ => found.Measure.ToString("0", CultureInfo.InvariantCulture),
    };

    private static string Centre(NetTopologySuite.Geometries.Envelope box) =>
        string.Create(CultureInfo.InvariantCulture, $"POINT ({box.Centre.X} {box.Centre.Y})");
}
