using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Interchange.Deliveries;

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

    /// <summary>Writes a polygon with every digit its numbers have.</summary>
    public static string Write(Geometry geometry) => new WKTWriter { OutputOrdinates = Ordinates.XY }.Write(geometry);

    private static double[] Ring(LineString ring, bool clockwise)
    {
        var vertices = ring.Coordinates;
        if (NetTopologySuite.Algorithm.Orientation.IsCCW(vertices) == clockwise) Array.Reverse(vertices = [.. vertices]);
        return [.. vertices.SelectMany(vertex => new[] { vertex.X, vertex.Y })];
    }
}
