using NetTopologySuite.Geometries;

namespace RuralRights.Spatial;

/// <summary>What is wrong with a coordinate, judged by the system of its layer and the region it should lie in.</summary>
public enum CoordinateSuspicion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not a number, or infinite.</summary>
    NotFinite,

    /// <summary>A number that is no place on earth in any reading.</summary>
    Absurd,

    /// <summary>Northing and easting exchanged.</summary>
    SwappedAxes,

    /// <summary>Another zone number than the layer's in front of the easting: 34 in a layer of zone 35.</summary>
    WrongZone,

    /// <summary>The layer's zone number is missing in front of the easting.</summary>
    MissingZone,

    /// <summary>A zone number in front of the easting of a layer that has none.</summary>
    ExtraZone,

    /// <summary>A possible place, but outside the region.</summary>
    OutsideRegion,
}

/// <summary>
/// Judges coordinates of a layer: its system, and the envelope of the county or village it belongs to when that is known.
/// </summary>
/// <param name="System">The system the layer declares.</param>
/// <param name="Region">Envelope of the region in the coordinates of the layer, widened by the caller as far as neighbours may reach; null when unknown.</param>
/// <remarks>The readings are tried from the likeliest mistake to the least, and the first that brings the point home is the answer.</remarks>
public sealed record CoordinateExpectation(CoordinateSystem System, Envelope? Region = null)
{
    private const double ZoneStep = 1_000_000;
    private const int LastZone = 120;

    /// <summary>What is wrong with a coordinate.</summary>
    public CoordinateSuspicion Judge(double x, double y)
    {
        if (IsHome(x, y)) return CoordinateSuspicion.None;
        if (!double.IsFinite(x) || !double.IsFinite(y)) return CoordinateSuspicion.NotFinite;
        if (IsHome(y, x)) return CoordinateSuspicion.SwappedAxes;
        if (ZoneMistake(x, y) is var mistake and not CoordinateSuspicion.None) return mistake;
        if (ZoneMistake(y, x) != CoordinateSuspicion.None) return CoordinateSuspicion.SwappedAxes;
        return System.IsPlausible(x, y) ? CoordinateSuspicion.OutsideRegion : CoordinateSuspicion.Absurd;
    }

    /// <summary>True for what <see cref="Judge"/> finds nothing wrong with; the quick answer for millions of vertices.</summary>
    public bool IsHome(double x, double y) => System.IsPlausible(x, y)
        && (Region is null || (x >= Region.MinX && x <= Region.MaxX && y >= Region.MinY && y <= Region.MaxY));

    private CoordinateSuspicion ZoneMistake(double x, double y)
    {
        if (System.IsGeographic || x <= 0 || x >= (LastZone + 1) * ZoneStep) return CoordinateSuspicion.None;
        var written = (int)(x / ZoneStep);
        var bare = x - written * ZoneStep;
        if (System.ZonePrefix is not { } zone) return written > 0 && IsHome(bare, y) ? CoordinateSuspicion.ExtraZone : CoordinateSuspicion.None;
        if (!IsHome(bare + zone * ZoneStep, y)) return CoordinateSuspicion.None;
        return written == 0 ? CoordinateSuspicion.MissingZone : CoordinateSuspicion.WrongZone;
    }
}
