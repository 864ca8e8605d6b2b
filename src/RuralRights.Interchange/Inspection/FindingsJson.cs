using System.Text.Encodings.Web;
using System.Text.Json;

namespace RuralRights.Interchange.Inspection;

/// <summary>Findings as one JSON object: a summary, then every finding. Written as a stream, so that their number does not matter.</summary>
public static class FindingsJson
{
    private const int FlushAt = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the result; messages are Chinese unless asked otherwise.</summary>
    public static void Write(InspectionResult result, Stream to, bool english = false)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteStartObject("summary");
        WriteCounts(json, "layers", result.Layers);
        WriteCounts(json, "tables", result.Tables);
        json.WriteNumber("errors", result.Errors);
        json.WriteNumber("warnings", result.Warnings);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            Write(json, finding, english);
            if (json.BytesPending > FlushAt) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (layer, rows) in counts) json.WriteNumber(layer, rows);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding, bool english)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Code);
        json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("layer", finding.Layer);
        json.WriteString("key", finding.Key);
        json.WriteString("field", finding.Field);
        json.WriteString("message", english ? finding.MessageEnglish : finding.MessageChinese);
        json.WriteString("wkt", finding.Wkt);
        json.WriteEndObject();
    }
}
