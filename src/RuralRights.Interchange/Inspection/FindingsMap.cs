using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Inspection;

/// <summary>Findings that have a place, as a GeoJSON layer (RFC 7946) in longitude and latitude of EPSG:4490.</summary>
/// <remarks>
/// A place that is none in the declared system, such as a vertex with exchanged axes, cannot be drawn and is left out; it stands
/// in the list of findings.
/// </remarks>
public static class FindingsMap
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Nine decimals of a degree are a tenth of a millimetre.</summary>
    private const int Decimals = 9;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the layer; returns how many findings are on it.</summary>
    public static int Write(InspectionResult result, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Options);
        var reader = new WKTReader();
        var transforms = new Dictionary<string, CoordinateTransform>();
        var drawn = 0;
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var finding in result.Findings)
        {
            if (finding is not { Wkt: { } wkt, Crs: { } crs }) continue;
            if (!transforms.TryGetValue(crs, out var transform))
                transforms.Add(crs, transform = CoordinateTransform.Between(CoordinateSystem.FromId(crs).Required(), CoordinateSystem.Geographic));

            var place = reader.Read(wkt);
            if (!TryTransform(place, transform)) continue;
            Write(json, finding, place);
            drawn++;
            if (json.BytesPending > FlushAt) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return drawn;
    }

    private static bool TryTransform(Geometry place, CoordinateTransform transform)
    {
        var filter = new ToLongitudeAndLatitude(transform);
        place.Apply(filter);
        return filter is { HasFailed: false } && !place.IsEmpty;
    }

    private static void Write(Utf8JsonWriter json, Finding finding, Geometry place)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WritePropertyName("geometry");
        WriteGeometry(json, place);
        json.WriteStartObject("properties");
        json.WriteString("rule", finding.Rule.Code);
        json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("layer", finding.Layer);
        json.WriteString("key", finding.Key);
        json.WriteString("message", finding.MessageChinese);
        json.WriteString("message_en", finding.MessageEnglish);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType == "LinearRing" ? "LineString" : geometry.GeometryType);
        if (geometry.OgcGeometryType == OgcGeometryType.GeometryCollection)
        {
            json.WriteStartArray("geometries");
            for (var part = 0; part < geometry.NumGeometries; part++) WriteGeometry(json, geometry.GetGeometryN(part));
            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("coordinates");
            WriteCoordinates(json, geometry);
        }

        json.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                WritePosition(json, point.Coordinate);
                break;
            case LineString line:
                json.WriteStartArray();
                foreach (var coordinate in line.Coordinates) WritePosition(json, coordinate);
                json.WriteEndArray();
                break;
            case Polygon polygon:
                json.WriteStartArray();
                WriteCoordinates(json, Orientated(polygon.ExteriorRing, counterClockwise: true));
                foreach (var hole in polygon.InteriorRings) WriteCoordinates(json, Orientated(hole, counterClockwise: false));
                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                for (var part = 0; part < geometry.NumGeometries; part++) WriteCoordinates(json, geometry.GetGeometryN(part));
                json.WriteEndArray();
                break;
        }
    }

    private static LineString Orientated(LineString ring, bool counterClockwise) =>
        ring is LinearRing { IsCCW: var isCcw } && isCcw != counterClockwise ? (LineString)ring.Reverse() : ring;

    private static void WritePosition(Utf8JsonWriter json, Coordinate coordinate)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(coordinate.X, Decimals));
        json.WriteNumberValue(Math.Round(coordinate.Y, Decimals));
        json.WriteEndArray();
    }

    private sealed class ToLongitudeAndLatitude(CoordinateTransform transform) : ICoordinateSequenceFilter
    {
        public bool HasFailed { get; private set; }

        public bool Done => HasFailed;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            if (transform.Apply(seq.GetX(i), seq.GetY(i), out var place) == TransformOutcome.Transformed)
            {
                seq.SetX(i, place.X);
                seq.SetY(i, place.Y);
            }
            else
            {
                HasFailed = true;
            }
        }
    }
}
