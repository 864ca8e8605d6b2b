using System.Text.Json;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Corrections;

/// <summary>Boundaries as well-known text, the form in which a correction keeps them.</summary>
public static class BoundaryText
{
    /// <summary>The shape of an area; null when the text is none.</summary>
    public static DeliveredShape? Read(string text)
    {
        try
        {
            return Of(new WKTReader().Read(text));
        }
        // The reader throws these for texts that are no geometry, and geometries that are none for rings that do not close.
        catch (Exception e) when (e is ParseException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The shape of an area, outer rings clockwise as shapefiles have them; null when it is no area.</summary>
    public static DeliveredShape? Of(Geometry? geometry)
    {
        var polygons = geometry switch
        {
            Polygon { IsEmpty: false } polygon => [polygon],
            MultiPolygon { IsEmpty: false } several => several.Geometries.Cast<Polygon>().ToArray(),
            _ => [],
        };
        if (polygons.Length == 0) return null;

        var rings = new List<double[]>();
        foreach (var polygon in polygons)
        {
            rings.Add(Ring(polygon.ExteriorRing, clockwise: true));
            foreach (var hole in polygon.InteriorRings) rings.Add(Ring(hole, clockwise: false));
        }

        return DeliveredShape.Polygon(rings);
    }

    /// <summary>Takes a boundary somebody hands in: well-known text, or GeoJSON.</summary>
    /// <param name="text">
    /// The text. A system other than the layer's is declared by <c>SRID=4490;</c> before well-known text; GeoJSON is in longitude and
    /// latitude (EPSG:4490) unless its <c>crs</c> names another.
    /// </param>
    /// <param name="layer">Id of the coordinate system of the layer; null when it has none, and then nothing can be taken in.</param>
    /// <returns>Well-known text in the system of the layer; null when the text is no area or its system cannot be taken.</returns>
    public static string? Import(string text, string? layer)
    {
        if (layer is null || CoordinateSystem.FromId(layer) is not CoordinateSystemReading.Recognised { System: var into }) return null;

        var (geometry, declared) = text.TrimStart().StartsWith('{') ? FromJson(text) : FromText(text);
        return Of(geometry) is not null && CoordinateSystem.FromId(declared ?? layer) is CoordinateSystemReading.Recognised { System: var from } ? Import(geometry!, from, into) : null;
    }

    /// <summary>Takes a boundary of one system into another; null when it cannot be taken there.</summary>
    public static string? Import(string wellKnownText, CoordinateSystem from, CoordinateSystem into) =>
        FromText(wellKnownText).Geometry is { } geometry && Of(geometry) is not null ? Import(geometry, from, into) : null;

    private static string? Import(Geometry geometry, CoordinateSystem from, CoordinateSystem into) =>
        (from.CoincidesWith(into) ? geometry : CoordinateTransform.Between(from, into).Take(geometry)) is { } taken ? Write(taken) : null;

    private static (Geometry? Geometry, string? Crs) FromText(string text)
    {
        var declared = Regex.Match(text, @"^\s*SRID\s*=\s*(\d{4,5})\s*;", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        try
        {
            return (new WKTReader().Read(text[declared.Length..]), declared.Success ? $"EPSG:{declared.Groups[1].Value}" : null);
        }
        catch (Exception e) when (e is ParseException or ArgumentException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    /// <summary>A polygon of GeoJSON, or the only feature of a collection that is one.</summary>
    private static (Geometry? Geometry, string? Crs) FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 16 });
            var root = json.RootElement;
            var crs = root.TryGetProperty("crs", out var named)
                ? Regex.Match(named.GetRawText(), @"EPSG:+(\d{4,5})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } code ? $"EPSG:{code.Groups[1].Value}" : "unknown"
                : CoordinateSystem.Geographic.Id;
            if (root.TryGetProperty("features", out var features)) root = features.GetArrayLength() == 1 ? features[0] : default;
            if (root.TryGetProperty("geometry", out var geometry)) root = geometry;
            var coordinates = root.GetProperty("coordinates");
            return root.GetProperty("type").GetString() switch
            {
                "Polygon" => (PolygonOf(coordinates), crs),
                "MultiPolygon" => (new MultiPolygon([.. coordinates.EnumerateArray().Select(PolygonOf)]), crs),
                _ => (null, null),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            return (null, null);
        }
    }

    private static Polygon PolygonOf(JsonElement rings)
    {
        var read = rings.EnumerateArray()
            .Select(ring => new LinearRing([.. ring.EnumerateArray().Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))]))
            .ToList();
        return new(read[0], [.. read.Skip(1)]);
    }

    /// <summary>Writes a polygon with every digit its numbers have.</summary>
    public static string Write(Geometry geometry) => new WKTWriter { OutputOrdinates = Ordinates.XY }.Write(geometry);

    private static double[] Ring(LineString ring, bool clockwise)
    {
        var vertices = ring.Coordinates;
        if (NetTopologySuite.Algorithm.Orientation.IsCCW(vertices) == clockwise) Array.Reverse(vertices = [.. vertices]);
        return [.. vertices.SelectMany(vertex => new[] { vertex.X, vertex.Y })];
    }
}
