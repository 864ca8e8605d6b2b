using NetTopologySuite.Geometries;

namespace RuralRights.Spatial.Topology;

/// <summary>One of the parcels a finding is about: its place in the fabric, and its code.</summary>
public readonly record struct ParcelReference(int Index, ulong Code);

/// <summary>One geometry fault.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Parcel">The parcel; of two neighbours the one with the lower code.</param>
/// <param name="Neighbour">The other parcel of a pair.</param>
/// <param name="Measure">How much, in the <see cref="TopologyKind.Unit"/> of the kind.</param>
/// <param name="Place">
/// The offending point, line or area in the coordinates of the layer. Null only where there is nothing to draw: no geometry, or not
/// one finite coordinate.
/// </param>
public sealed record TopologyFinding(TopologyKind Kind, ParcelReference Parcel, ParcelReference? Neighbour, double Measure, Geometry? Place)
{
    /// <summary>The place as well-known text with every digit.</summary>
    public string? Wkt => Place?.ToText();
}
