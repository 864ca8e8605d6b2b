using NetTopologySuite.Geometries;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Inspection;

/// <summary>The coordinate system that each layer declares, and the one that the delivery as a whole is in.</summary>
internal sealed class CoordinateSystems
{
    /// <summary>Boundaries of the county may run past its region layer by this much: surveys of neighbours meet there.</summary>
    private const double CountyMargin = 2_000;

    private readonly Dictionary<string, CoordinateSystemReading> _readings;
    private readonly Envelope? _county;

    public CoordinateSystems(InspectionMaterial material)
    {
        _readings = material.Layers.Values
            .Where(layer => layer.Projection is not null)
            .ToDictionary(layer => layer.Name, layer => CoordinateSystem.FromPrj(layer.Projection));
        Reference = MostCommon();
        _county = material.Layers.TryGetValue("XJXZQ", out var county) && Agrees("XJXZQ") ? EnvelopeOf(county) : null;
    }

    /// <summary>The system of the delivery: the one most layers are in, that of the parcels when it is a tie; null when none can be told.</summary>
    public CoordinateSystem? Reference { get; }

    /// <summary>What became of reading a layer's .prj; null when it has none.</summary>
    public CoordinateSystemReading? ReadingOf(string layer) => _readings.GetValueOrDefault(layer);

    /// <summary>True when a layer is in the system of the delivery.</summary>
    public bool Agrees(string layer) => Reference is not null && SystemOf(layer)?.CoincidesWith(Reference) == true;

    /// <summary>What a layer's coordinates should be; null when its system is unknown or in doubt, so that one fault is not told twice.</summary>
    public CoordinateExpectation? ExpectationOf(string layer) =>
        !Agrees(layer) ? null : new(Reference!, layer is "JZD" or "JZX" ? _county : null);

    /// <summary>The system a layer declares, when it can be taken.</summary>
    public CoordinateSystem? SystemOf(string layer) => (ReadingOf(layer) as CoordinateSystemReading.Recognised)?.System;

    private CoordinateSystem? MostCommon() => _readings
        .OrderByDescending(reading => reading.Key == "DK")
        .Select(reading => (reading.Value as CoordinateSystemReading.Recognised)?.System)
        .OfType<CoordinateSystem>()
        .GroupBy(system => (system.IsGeographic, system.CentralMeridian, system.FalseEasting, system.FalseNorthing, system.ScaleFactor))
        .MaxBy(group => group.Count())
        ?.First();

    private Envelope? EnvelopeOf(LayerStore county)
    {
        var envelope = new Envelope();
        var expectation = new CoordinateExpectation(Reference!);
        using var shape = county.OpenShapes();
        while (shape.Read())
        {
            for (var part = 0; part < shape.PartCount; part++)
            {
                var numbers = shape.Part(part);
                for (var at = 0; at + 1 < numbers.Length; at += 2)
                {
                    // A region that is wrong itself is no measure for what lies in it.
                    if (!expectation.IsHome(numbers[at], numbers[at + 1])) return null;
                    envelope.ExpandToInclude(numbers[at], numbers[at + 1]);
                }
            }
        }

        if (envelope.IsNull) return null;
        envelope.ExpandBy(Reference!.IsGeographic ? CountyMargin / 100_000 : CountyMargin);
        return envelope;
    }
}
