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

    /// <summary>A point would lie in the coordinate system with its two numbers changed over: in a list, where the others need not be.</summary>
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
/// Well-known text and GeoJSON have easting (or longitude) first, in metres or degrees of the coordinate system. A list of points is
/// written as the survey sheet (界址点成果表) writes it: number of the point, X to the north, Y to the east; it is read with the two the
/// other way round as well, because no point north of ten degrees is plausible both ways in a published system. Nothing is repaired: a list is closed, because
/// that is how lists are written, and everything else that is wrong is named with the point at which it is wrong.
/// </remarks>
public static class BoundaryText
{
    private static readonly char[] Between = [' ', '\t', ',', ';', '，', '；', '\u3000'];
    private static readonly GeometryFactory Factory = new();

    // A parcel has fewer than ten thousand points, and no plane coordinate in metres has as few digits.
    private const int LongestCount = 4;

    /// <summary>The boundary, or what is wrong with it; exactly one of both is there.</summary>
    public static (SurveyedBoundary? Boundary, BoundaryTrouble? Trouble) Read(string? text, CoordinateSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var trimmed = (text ?? "").Trim().TrimStart('\uFEFF');
        if (trimmed.Length == 0) return (null, new(BoundaryFault.Empty));

        var (polygon, trouble) = trimmed[0] == '{' ? OfJson(trimmed) : IsKeyword(trimmed) ? OfWellKnownText(trimmed) : OfPoints(trimmed, system);
        if (polygon is null) return (null, trouble);

        return WhyNot(polygon, system) is { } wrong ? (null, wrong) : (new SurveyedBoundary(polygon, system), null);
    }

    /// <summary>A boundary as text that <see cref="Read"/> takes: one point a line, north before east, or well-known text when it has holes.</summary>
    public static string Write(SurveyedBoundary boundary)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        var polygon = boundary.ToPolygon();
        if (polygon.NumInteriorRings > 0) return new WKTWriter { OutputOrdinates = Ordinates.XY }.Write(polygon);

        var text = new StringBuilder();
        foreach (var point in polygon.ExteriorRing.Coordinates.SkipLast(1)) text.Append(CultureInfo.InvariantCulture, $"{point.Y:R} {point.X:R}\n");
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

    private static (Polygon?, BoundaryTrouble?) OfPoints(string text, CoordinateSystem system)
    {
        var points = new List<Coordinate>();
        foreach (var (line, at) in text.Split('\n').Select((line, at) => (line.Trim(), at + 1)).Where(pair => pair.Item1.Length > 0))
        {
            var words = line.Split(Between, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 3 && IsNumberOfPoint(words[0])) words = words[1..];
            if (words.Length != 2 || !TryNumber(words[0], out var first) || !TryNumber(words[1], out var second)) return (null, new(BoundaryFault.Unreadable, at));

            points.Add(new(first, second));
        }

        bool Fits(Coordinate point, bool northFirst) => northFirst ? system.IsPlausible(point.Y, point.X) : system.IsPlausible(point.X, point.Y);
        var isNorthFirst = points.Find(point => Fits(point, true) || Fits(point, false)) is { } leading && Fits(leading, true);
        var changed = points.FindIndex(point => Fits(point, !isNorthFirst) && !Fits(point, isNorthFirst));
        if (changed >= 0) return (null, new(BoundaryFault.ChangedOver, changed + 1, isNorthFirst ? points[changed].X : points[changed].Y, isNorthFirst ? points[changed].Y : points[changed].X));
        if (isNorthFirst) points = [.. points.Select(point => new Coordinate(point.Y, point.X))];

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

    /// <summary>J1, a plain count, or a name of any kind; a number long enough to be a coordinate is none.</summary>
    private static bool IsNumberOfPoint(string word) =>
        !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || (word.Length <= LongestCount && word.All(char.IsAsciiDigit));

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
