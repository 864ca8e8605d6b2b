using System.Text.Encodings.Web;
using System.Text.Json;
using MiniExcelLibs;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Interchange.Inspection;
using RuralRights.Spatial;

namespace RuralRights.Registry.Registration;

/// <summary>Findings on record as files to work from: a workbook, JSON, and a map layer. Identity numbers are masked in all of them.</summary>
public static class FindingFiles
{
    /// <summary>A hundredth of a millimetre at least: more than any survey knows.</summary>
    private const int Decimals = 9;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON with a summary and every finding, written by what writes <c>rr inspect --json</c>.</summary>
    public static void WriteJson(FindingsSummary summary, IEnumerable<FindingOnRecord> findings, Stream to, bool english) => FindingsJson.Write(
        summary,
        findings.Select(finding => new FindingSaid(
            finding.Rule, finding.IsError, finding.Layer, finding.Key, finding.Field, english ? finding.English : finding.Chinese, finding.Wkt)),
        to);

    /// <summary>GeoJSON of the findings that have a place, in longitude and latitude; the number of a finding is the id of its feature.</summary>
    public static void WriteMap(IEnumerable<FindingOnRecord> findings, Stream to, bool english)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var finding in findings)
        {
            if (Place(finding) is not { } place) continue;

            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteNumber("id", finding.Number);
            json.WritePropertyName("geometry");
            Write(json, place);
            json.WriteStartObject("properties");
            json.WriteString("kind", Severity(finding));
            json.WriteString("rule", finding.Rule);
            json.WriteString("message", english ? finding.English : finding.Chinese);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A workbook with one row a finding; a cell that begins like a formula is made harmless.</summary>
    public static void WriteWorkbook(IEnumerable<FindingOnRecord> findings, Stream to) => MiniExcel.SaveAs(
        to,
        findings.Select(finding => new Dictionary<string, object?>
        {
            ["序号 No."] = finding.Number,
            ["程度 Severity"] = finding.IsError ? "错误 error" : "提醒 warning",
            ["图层或表 Layer"] = finding.Layer,
            ["主键 Key"] = FindingsWorkbook.Neutral(finding.Key),
            ["字段 Field"] = finding.Field,
            ["行号 Row"] = finding.Row,
            ["文件 File"] = FindingsWorkbook.Neutral(finding.File ?? ""),
            ["问题"] = FindingsWorkbook.Neutral(finding.Chinese),
            ["Message"] = FindingsWorkbook.Neutral(finding.English),
            ["规则 Rule"] = finding.Rule,
        }),
        sheetName: "问题 Findings");

    private static string Severity(FindingOnRecord finding) => finding.IsError ? "error" : "warning";

    /// <summary>Where a finding lies, in longitude and latitude; null when it has no place, or none on this earth.</summary>
    private static Geometry? Place(FindingOnRecord finding)
    {
        if (finding.Wkt is null || CoordinateSystem.FromId(finding.Crs) is not CoordinateSystemReading.Recognised known) return null;

        try
        {
            var shape = new WKTReader().Read(finding.Wkt);
            return known.System.IsGeographic ? shape : CoordinateTransform.Between(known.System, CoordinateSystem.Geographic).Take(shape);
        }
        catch (Exception trouble) when (trouble is ParseException or ArgumentException)
        {
            // A finding may be about coordinates that no map can show.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, Geometry shape)
    {
        json.WriteStartObject();
        json.WriteString("type", shape is LinearRing ? "LineString" : shape.GeometryType);
        json.WritePropertyName(shape is { OgcGeometryType: OgcGeometryType.GeometryCollection } ? "geometries" : "coordinates");
        WriteParts(json, shape);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, Geometry shape)
    {
        if (shape is Point point)
        {
            Write(json, point.Coordinate);
            return;
        }

        json.WriteStartArray();
        switch (shape)
        {
            case LineString line:
                foreach (var place in line.Coordinates) Write(json, place);
                break;
            case Polygon polygon:
                WriteParts(json, polygon.ExteriorRing);
                foreach (var hole in polygon.InteriorRings) WriteParts(json, hole);
                break;
            default:
                for (var part = 0; part < shape.NumGeometries; part++)
                {
                    if (shape.OgcGeometryType == OgcGeometryType.GeometryCollection) Write(json, shape.GetGeometryN(part));
                    else WriteParts(json, shape.GetGeometryN(part));
                }

                break;
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Coordinate place)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(place.X, Decimals));
        json.WriteNumberValue(Math.Round(place.Y, Decimals));
        json.WriteEndArray();
    }
}
