using System.Collections.Frozen;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>The grammar of the code a field holds.</summary>
public enum CodeGrammar
{
    /// <summary>No code.</summary>
    None,

    /// <summary>发包方代码, 14 digits.</summary>
    Issuer,

    /// <summary>承包方代码, 18 digits.</summary>
    Contractor,

    /// <summary>地块代码, 19 digits.</summary>
    Parcel,

    /// <summary>承包合同、登记簿、权证代码, 18 digits and J or Q.</summary>
    Contract,

    /// <summary>流转合同代码, 18 digits.</summary>
    Lease,
}

/// <summary>A code table of appendix C: the values a field may have, with their names.</summary>
public sealed record CodeTable(string Name, string Chinese, FrozenDictionary<string, string> Values);

/// <summary>One field as it is inspected.</summary>
/// <param name="Standard">Name, type, width and need.</param>
/// <param name="Chinese">Chinese name.</param>
/// <param name="Codes">The code table its values come from, or null.</param>
/// <param name="Only">The one value it may have, or null.</param>
/// <param name="Grammar">The grammar of the code it holds.</param>
public sealed record SpecifiedField(StandardField Standard, string Chinese, CodeTable? Codes, string? Only, CodeGrammar Grammar)
{
    /// <summary>Field name, such as <c>DKMC</c>.</summary>
    public string Name => Standard.Name;

    /// <summary>True when every row must have it (M 必填).</summary>
    public bool IsMandatory => Standard.Presence == Presence.Mandatory;
}

/// <summary>One layer or table as it is inspected.</summary>
/// <param name="Name">Standard name, such as <c>DK</c>.</param>
/// <param name="Chinese">Chinese name.</param>
/// <param name="IsLayer">True for a layer (图层), false for a table of the ownership data (权属数据).</param>
/// <param name="IsRequired">Whether a delivery must have it.</param>
/// <param name="Key">The fields that name a row, joined by <c>|</c> in findings.</param>
/// <param name="Fields">All fields, in the order of the standard.</param>
public sealed record SpecifiedTable(
    string Name, string Chinese, bool IsLayer, bool IsRequired, IReadOnlyList<string> Key, IReadOnlyList<SpecifiedField> Fields)
{
    /// <summary>True when entering reads it, so that nothing can be entered while rows of it that were delivered cannot be read.</summary>
    public bool IsNeededToEnter => !IsLayer || Name == "DK";

    /// <summary>
    /// True for tables of what a county may have none of: leases, papers of origin, certificates and what became of them. Export tools
    /// leave an empty table out, so one that is absent is a fault that is told, and stands for one without rows.
    /// </summary>
    public bool MayBeAbsent => Name is "LZHT" or "QSLYZLFJ" or "CBJYQZ" or "CBJYQZ_QZBF" or "CBJYQZ_QZHF" or "CBJYQZ_QZZX";
}

/// <summary>Everything that is inspected field by field, as data.</summary>
public static class Specification
{
    private const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>Code tables by name, such as <c>C7</c>.</summary>
    public static FrozenDictionary<string, CodeTable> Codes { get; } =
        Lines(FieldMeanings.Codes).Select(ReadCodes).ToFrozenDictionary(codes => codes.Name);

    /// <summary>Every layer, in the order of the standard.</summary>
    public static IReadOnlyList<SpecifiedTable> Layers { get; } = ReadLayers();

    /// <summary>Every table, in the order of the standard.</summary>
    public static IReadOnlyList<SpecifiedTable> Tables { get; } = ReadTables();

    /// <summary>Layers and tables by name.</summary>
    public static FrozenDictionary<string, SpecifiedTable> ByName { get; } = Layers.Concat(Tables).ToFrozenDictionary(table => table.Name);

    /// <summary>How a message names a layer or table in Chinese: <c>地块（DK）</c>.</summary>
    public static string Called(string table) => ByName.TryGetValue(table, out var known) ? $"{known.Chinese}（{table}）" : table;

    /// <summary>How a message names a field in Chinese: <c>地块名称（DKMC）</c>.</summary>
    public static string Called(string table, string field) =>
        ByName.TryGetValue(table, out var known) && known.Fields.FirstOrDefault(candidate => candidate.Name == field) is { } found
            ? $"{found.Chinese}（{field}）"
            : field;

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => line.Length > 0);

    private static List<SpecifiedTable> ReadLayers()
    {
        var meanings = ReadMeanings(FieldMeanings.Layers);
        return [.. DeliveryStandard.Layers.Select(layer => meanings[layer.Name].Specify(layer))];
    }

    private static List<SpecifiedTable> ReadTables()
    {
        var meanings = ReadMeanings(FieldMeanings.Tables);
        return [.. DeliveryStandard.Tables.Select(table => meanings[table.Name].Specify(table))];
    }

    private static Dictionary<string, Meaning> ReadMeanings(string text)
    {
        var meanings = new Dictionary<string, Meaning>();
        Meaning? current = null;
        foreach (var line in Lines(text))
        {
            var words = line.Split(' ', Words);
            if (line.StartsWith(' ')) current!.Fields.Add(words[0], words[1..]);
            else meanings.Add(words[0], current = new Meaning(words is [_, "required", ..], words is [_, _, "key", var key] ? key : "", []));
        }

        return meanings;
    }

    private static CodeTable ReadCodes(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var head = line[..colon].Split(' ');
        var values = line[(colon + 1)..].Split(',', Words).Select(value => value.Split(' ', 2));
        return new(head[0], head[1], values.ToFrozenDictionary(value => value[0], value => value[1]));
    }

    /// <summary>The lines of one layer or table. Only layers say whether they are required and what names a row.</summary>
    private sealed record Meaning(bool IsRequired, string Key, Dictionary<string, string[]> Fields)
    {
        public SpecifiedTable Specify(StandardLayer layer) =>
            new(layer.Name, layer.Chinese, true, IsRequired, [Key], [.. layer.Fields.Select(field => Specify(field, layer.ElementCode))]);

        public SpecifiedTable Specify(StandardTable table) =>
            new(table.Name, table.Chinese, false, true, table.Key, [.. table.Fields.Select(field => Specify(field, ""))]);

        private SpecifiedField Specify(StandardField field, string elementCode) => field.Name switch
        {
            "BSM" => new(field, "标识码", null, null, CodeGrammar.None),
            "YSDM" => new(field, "要素代码", null, elementCode.Length > 0 ? elementCode : null, CodeGrammar.None),
            _ => Specify(field, Fields[field.Name]),
        };

        private static SpecifiedField Specify(StandardField field, string[] words) => new(
            field,
            words[0],
            words is [_, "->", var codes] ? Codes[codes] : null,
            null,
            words is [_, ":", var grammar] ? Enum.Parse<CodeGrammar>(grammar, ignoreCase: true) : CodeGrammar.None);
    }
}
