using System.Text.Encodings.Web;
using System.Text.Json;

namespace RuralRights.Interchange.Inspection;

/// <summary>What the JSON says before the findings.</summary>
/// <param name="Layers">Rows of each layer that was delivered.</param>
/// <param name="Tables">Rows of each table that was delivered.</param>
/// <param name="Errors">Number of errors.</param>
/// <param name="Warnings">Number of warnings.</param>
public sealed record FindingsSummary(IReadOnlyDictionary<string, long> Layers, IReadOnlyDictionary<string, long> Tables, long Errors, long Warnings)
{
    /// <summary>The summary of an inspection.</summary>
    public static FindingsSummary Of(InspectionResult result) => new(result.Layers, result.Tables, result.Errors, result.Warnings);
}

/// <summary>A finding as the JSON says it.</summary>
/// <param name="Rule">Code of the inspection rule.</param>
/// <param name="IsError">True for errors, false for warnings.</param>
/// <param name="Layer">Layer or table; empty for the delivery as a whole.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Field">Field, or null.</param>
/// <param name="Message">What is wrong, in one language.</param>
/// <param name="Wkt">The offending point, line or area, or null.</param>
public readonly record struct FindingSaid(string Rule, bool IsError, string Layer, string Key, string? Field, string Message, string? Wkt);

/// <summary>Findings as one JSON object: a summary, then every finding. Written as a stream, so that their number does not matter.</summary>
public static class FindingsJson
{
    private const int FlushAt = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the result; messages are Chinese unless asked otherwise.</summary>
    public static void Write(InspectionResult result, Stream to, bool english = false) => Write(
        FindingsSummary.Of(result),
        result.Findings.Select(finding => new FindingSaid(
            finding.Rule.Code, finding.Severity == Severity.Error, finding.Layer, finding.Key, finding.Field,
            english ? finding.MessageEnglish : finding.MessageChinese, finding.Wkt)),
        to);

    /// <summary>Writes findings, wherever they are kept.</summary>
    public static void Write(FindingsSummary summary, IEnumerable<FindingSaid> findings, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteStartObject("summary");
        WriteCounts(json, "layers", summary.Layers);
        WriteCounts(json, "tables", summary.Tables);
        json.WriteNumber("errors", summary.Errors);
        json.WriteNumber("warnings", summary.Warnings);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            Write(json, finding);
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

    private static void Write(Utf8JsonWriter json, FindingSaid finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", finding.IsError ? "error" : "warning");
        json.WriteString("layer", finding.Layer);
        json.WriteString("key", finding.Key);
        json.WriteString("field", finding.Field);
        json.WriteString("message", finding.Message);
        json.WriteString("wkt", finding.Wkt);
        json.WriteEndObject();
    }
}
