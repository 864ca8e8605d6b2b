using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RuralRights.Registry.Store;

/// <summary>How facts and receipts are written as JSON. The form is storage format: the golden files of the tests hold it still.</summary>
public static class RegisterJson
{
    /// <summary>Snake case, enums by name and never by number, texts readable as they are.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>Gives other options the same form.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        // First of the converters, because Marten brings one of its own that keeps the names of C#.
        options.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
