using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;

namespace RuralRights.Spatial;

/// <summary>Why a text is no boundary.</summary>
public enum BoundaryFault
{
    /// <summary>There is none.</summary>
    Empty,

    /// <summary>It is neither well-known text, GeoJSON nor a list of points.</summary>
    Unreadable,

    /// <summary>It is something else than one area.</summary>
    NotOneArea,

    /// <summary>A ring of it has fewer than three points.</summary>
    TooFewPoints,

    /// <summary>A ring does not end where it began.</summary>
    NotClosed,

    /// <summary>A point cannot lie in the coordinate system.</summary>
    OutOfRange,

    /// <summary>A point would lie in the coordinate system with its two numbers changed over.</summary>
    ChangedOver,

    /// <summary>The boundary crosses or touches itself.</summary>
    CrossesItself,
}

/// <summary>What is wrong with the text of a boundary, and where.</summary>
/// <param name="Fault">What.</param>
/// <param name="Point">Number of the point, or of the first point of the side, counted from one; the line for a list that cannot be read; null when it is no single one.</param>
/// <param name="X">Easting or longitude of the spot, where there is one.</param>
/// <param name="Y">Northing or latitude of the spot, where there is one.</param>
public sealed record BoundaryTrouble(BoundaryFault Fault, int? Point = null, double? X = null, double? Y = null);

/// <summary>
/// A boundary as somebody types or uploads it: well-known text (<c>POLYGON</c>), GeoJSON, or one point a line.
/// </summary>
/// <remarks>
/// Numbers are easting (or longitude) first, as everywhere in this library. Nothing is repaired: a list of points is closed, because
/// that is how lists are written, and everything else that is wrong is named with the point at which it is wrong.
/// </remarks>
public static class BoundaryText
{
    private static readonly char[] Between = [' ', '\t', ',', ';', '，', '；', '\u3000'];
    private static readonly GeometryFactory Factory = new();

    /// <summary>The boundary, or what is wrong with it; exactly one of both is there.</summary>
    public static (SurveyedBoundary? Boundary, BoundaryTrouble? Trouble) Read(string? text, CoordinateSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var trimmed = (text ?? "").Trim().TrimStart('\uFEFF');
        if (trimmed.Length == 0) return (null, new(BoundaryFault.Empty));

        var (polygon, trouble) = trimmed[0] == '{' ? OfJson(trimmed) : IsKeyword(trimmed) ? OfWellKnownText(trimmed) : OfPoints(trimmed);
        if (polygon is null) return (null, trouble);

        return WhyNot(polygon, system) is { } wrong ? (null, wrong) : (new SurveyedBoundary(polygon, system), null);
    }

    /// <summary>A boundary as text that <see cref="Read"/> takes: one point a line, or well-known text when it has holes.</summary>
    public static string Write(SurveyedBoundary boundary)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        var polygon = boundary.ToPolygon();
        if (polygon.NumInteriorRings > 0) return new WKTWriter { OutputOrdinates = Ordinates.XY }.Write(polygon);

        var text = new StringBuilder();
        foreach (var point in polygon.ExteriorRing.Coordinates.SkipLast(1)) text.Append(CultureInfo.InvariantCulture, $"{point.X:R} {point.Y:R}\n");
        return text.ToString().TrimEnd();
    }

    /// <summary>Boundaries that touch, as one; null when they are of different systems or do not make one area without a gap.</summary>
    public static SurveyedBoundary? Joined(IReadOnlyList<SurveyedBoundary> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(part => part.System != parts[0].System)) return null;

        var together = parts.Select(part => (Geometry)part.ToPolygon()).Aggregate((one, other) => OverlayNGRobust.Overlay(one, other, SpatialFunction.Union));
        return together is Polygon polygon && new IsValidOp(polygon).IsValid ? new(polygon, parts[0].System) : null;
    }

    private static bool IsKeyword(string text) => text.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase) || text.StartsWith("MULTIPOLYGON", StringComparison.OrdinalIgnoreCase)
        || text.Contains('(', StringComparison.Ordinal);

    private static (Polygon?, BoundaryTrouble?) OfWellKnownText(string text)
    {
        try
        {
            return OneOf(new WKTReader().Read(text));
        }
        catch (ParseException)
        {
            return (null, new(BoundaryFault.Unreadable));
        }
        catch (ArgumentException)
        {
            return (null, new(BoundaryFault.NotClosed));
        }
    }

    private static (Polygon?, BoundaryTrouble?) OneOf(Geometry geometry) => geometry switch
    {
        Polygon { IsEmpty: false } polygon => (polygon, null),
        MultiPolygon { NumGeometries: 1 } many => OneOf(many.GetGeometryN(0)),
        _ => (null, new(BoundaryFault.NotOneArea)),
    };

    private static (Polygon?, BoundaryTrouble?) OfPoints(string text)
    {
        var points = new List<Coordinate>();
        foreach (var (line, at) in text.Split('\n').Select((line, at) => (line.Trim(), at + 1)).Where(pair => pair.Item1.Length > 0))
        {
            var words = line.Split(Between, StringSplitOptions.RemoveEmptyEntries);
            // The number of the point may stand in front: J1, or a name of any kind that is no number.
            if (words.Length == 3 && !double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _)) words = words[1..];
            if (words.Length != 2 || !TryNumber(words[0], out var x) || !TryNumber(words[1], out var y)) return (null, new(BoundaryFault.Unreadable, at));

            points.Add(new(x, y));
        }

        if (points.Count > 1 && points[0].Equals2D(points[^1])) points.RemoveAt(points.Count - 1);
        return Ring([.. points, .. points.Take(1)]) is { Ring: { } ring } made ? (Factory.CreatePolygon(ring), made.Trouble) : (null, new(BoundaryFault.TooFewPoints));
    }

    private static (Polygon?, BoundaryTrouble?) OfJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 16 });
            return OfJson(json.RootElement);
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or FormatException)
        {
            return (null, new(BoundaryFault.Unreadable));
        }
    }

    private static (Polygon?, BoundaryTrouble?) OfJson(JsonElement json)
    {
        if (!json.TryGetProperty("type", out var type)) return (null, new(BoundaryFault.Unreadable));
        switch (type.GetString())
        {
            case "Feature" when json.TryGetProperty("geometry", out var geometry): return OfJson(geometry);
            case "FeatureCollection" when json.TryGetProperty("features", out var features) && features.GetArrayLength() == 1: return OfJson(features[0]);
            case "MultiPolygon" when json.TryGetProperty("coordinates", out var many) && many.GetArrayLength() == 1: return OfRings(many[0]);
            case "Polygon" when json.TryGetProperty("coordinates", out var rings): return OfRings(rings);
            default: return (null, new(BoundaryFault.NotOneArea));
        }
    }

    private static (Polygon?, BoundaryTrouble?) OfRings(JsonElement rings)
    {
        var made = new List<LinearRing>();
        foreach (var ring in rings.EnumerateArray())
        {
            var (read, trouble) = Ring([.. ring.EnumerateArray().Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))]);
            if (read is null) return (null, trouble);
            made.Add(read);
        }

        return made.Count == 0 ? (null, new(BoundaryFault.NotOneArea)) : (Factory.CreatePolygon(made[0], [.. made.Skip(1)]), null);
    }

    private static (LinearRing? Ring, BoundaryTrouble? Trouble) Ring(Coordinate[] points)
    {
        if (points.Length < 4) return (null, new(BoundaryFault.TooFewPoints));
        return points[0].Equals2D(points[^1]) ? (Factory.CreateLinearRing(points), null) : (null, new(BoundaryFault.NotClosed, points.Length, points[^1].X, points[^1].Y));
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static BoundaryTrouble? WhyNot(Polygon polygon, CoordinateSystem system)
    {
        foreach (var (vertex, at) in polygon.Coordinates.Select((vertex, at) => (vertex, at + 1)))
            if (!system.IsPlausible(vertex.X, vertex.Y))
                return new(system.IsPlausible(vertex.Y, vertex.X) ? BoundaryFault.ChangedOver : BoundaryFault.OutOfRange, at, vertex.X, vertex.Y);

        if (new IsValidOp(polygon).ValidationError is not { } error) return null;

        return new(
            error.ErrorType == TopologyValidationErrors.TooFewPoints ? BoundaryFault.TooFewPoints : BoundaryFault.CrossesItself,
            SideAt(polygon.Coordinates, error.Coordinate), error.Coordinate.X, error.Coordinate.Y);
    }

    private static int SideAt(Coordinate[] vertices, Coordinate spot) => Enumerable.Range(0, vertices.Length - 1)
        .MinBy(at => DistanceComputer.PointToSegment(spot, vertices[at], vertices[at + 1])) + 1;
}
