using System.Globalization;
using System.Text;

namespace RuralRights.Interchange.Inspection;

/// <summary>One fault of a delivery.</summary>
/// <param name="Rule">The rule it breaks.</param>
/// <param name="Layer">Standard name of the layer or table; empty for the delivery as a whole.</param>
/// <param name="Key">Key of the row; composite keys and pairs are joined by <c>|</c>. The file's name without ending for a whole layer.</param>
/// <param name="Field">Field name, or null.</param>
/// <param name="Values">What goes into the numbered places of the rule's sentences.</param>
/// <param name="Row">Row in the file, counted from 1; null when it is about no single row.</param>
/// <param name="File">Path of the file inside the delivery, or null.</param>
/// <param name="Wkt">The offending point, line or area in the coordinates of the layer; null when there is nothing to draw.</param>
/// <param name="Crs">Id of the coordinate system of <paramref name="Wkt"/>, such as <c>EPSG:4523</c>; null when unknown.</param>
public sealed record Finding(
    InspectionRule Rule,
    string Layer,
    string Key,
    string? Field,
    IReadOnlyList<string> Values,
    long? Row = null,
    string? File = null,
    string? Wkt = null,
    string? Crs = null)
{
    /// <summary>How grave it is.</summary>
    public Severity Severity => Rule.Severity;

    /// <summary>What is wrong, in Chinese.</summary>
    public string MessageChinese => Fill(
        Rule.Chinese, Specification.Called(Layer), Field is null ? "" : string.Join("、", Field.Split('/').Select(name => Specification.Called(Layer, name))));

    /// <summary>What is wrong, in English.</summary>
    public string MessageEnglish => Fill(Rule.English, Layer, Field ?? "");

    private string Fill(string sentence, string layer, string fieldName)
    {
        var text = new StringBuilder(sentence.Length + 32);
        var at = 0;
        while (sentence.IndexOf('{', at) is var open and >= 0)
        {
            var close = sentence.IndexOf('}', open);
            text.Append(sentence, at, open - at);
            text.Append(sentence[(open + 1)..close] switch
            {
                "layer" => layer,
                "field" => fieldName,
                var number => Values[int.Parse(number, CultureInfo.InvariantCulture)],
            });
            at = close + 1;
        }

        return text.Append(sentence, at, sentence.Length - at).ToString();
    }
}
