using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>The region of each issuer: that of its group, or the smallest one above it that was delivered.</summary>
internal sealed class RegionMap
{
    private static readonly (string Layer, int Digits)[] FromSmallest = [("ZJQY", 14), ("CJQY", 12), ("XJQY", 9), ("XJXZQ", 6)];

    private readonly Dictionary<(int Digits, ulong Code), Geometry> _regions = [];
    private readonly ConcurrentDictionary<ulong, RegionContainment?> _containments = [];
    private readonly CoordinateExpectation _expectation;
    private readonly SurveyTolerance _tolerance;

    public RegionMap(InspectionRun run, CoordinateSystem system)
    {
        _expectation = new(system);
        _tolerance = run.Settings.Tolerance;
        foreach (var (name, digits) in FromSmallest)
        {
            if (run.Material.Layers.TryGetValue(name, out var layer)) Read(layer, digits, run.Systems.SystemOf(name));
        }
    }

    public bool IsEmpty => _regions.Count == 0;

    /// <summary>What tells whether a parcel lies in its issuer's region; null when no region is known.</summary>
    public RegionContainment? For(ulong parcel) => _containments.GetOrAdd(parcel / 100_000, Containment);

    /// <summary>An issuer that is a village itself (its code ends in 00) has the village's region.</summary>
    private RegionContainment? Containment(ulong issuer)
    {
        foreach (var (code, digits) in new[] { (issuer, 14), (issuer / 100, 12), (issuer / 100_000, 9), (issuer / 100_000_000, 6) })
        {
            if (_regions.TryGetValue((digits, code), out var region)) return new(region, _expectation, _tolerance);
        }

        return null;
    }

    private void Read(LayerStore layer, int digits, CoordinateSystem? declared)
    {
        var key = layer.Schema.IndexOf(Specification.ByName[layer.Name].Key[0]);
        var builder = new ParcelFabric.Builder();
        using var shape = layer.OpenShapes();
        Span<char> text = stackalloc char[16];
        while (shape.Read())
        {
            if (shape.CopyText(key, text) is not (> 0 and var length) || !DigitCode.TryRead(text[..length], digits, out var code)) continue;

            builder.Add(code);
            for (var part = 0; part < shape.PartCount; part++)
            {
                var ring = shape.Part(part).ToArray();
                if (!BringHome(ring, declared)) return;
                builder.AddRing(ring);
            }
        }

        var fabric = builder.Build();
        for (var at = 0; at < fabric.Count; at++)
        {
            if (fabric.Shape(at) is { IsEmpty: false } region) _regions.TryAdd((digits, fabric.Code(at)), region);
        }
    }

    /// <summary>
    /// Brings a ring into the system of the parcels. A layer often declares another system than its numbers are in; numbers that
    /// are at home among the parcels are taken as they are, for here they only serve to judge parcels by.
    /// </summary>
    private bool BringHome(Span<double> ring, CoordinateSystem? declared)
    {
        if (IsHome(ring, _expectation.System)) return true;
        return declared is not null && IsHome(ring, declared) && CoordinateTransform.Between(declared, _expectation.System).Apply(ring, out _) < 0;
    }

    private static bool IsHome(ReadOnlySpan<double> ring, CoordinateSystem system)
    {
        for (var at = 0; at + 1 < ring.Length; at += 2)
        {
            if (!system.IsPlausible(ring[at], ring[at + 1])) return false;
        }

        return true;
    }
}
