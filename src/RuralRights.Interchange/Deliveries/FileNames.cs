using System.Globalization;
using System.Text.RegularExpressions;

namespace RuralRights.Interchange.Deliveries;

/// <summary>What the names of files and sheets say: attribute table, six digits of county, four of year, and a suffix when a layer is split.</summary>
internal static partial class FileNames
{
    public static (StandardLayer Layer, string County, int Year)? LayerOf(string stem)
    {
        if (LayerName().Match(stem) is not { Success: true } match) return null;
        var name = match.Groups["name"].Value.ToUpperInvariant();
        return DeliveryStandard.Layers.FirstOrDefault(layer => layer.Name == name) is { } layer
            ? (layer, match.Groups["county"].Value, int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The table that a CSV file, workbook or worksheet is named for, with or without county and year behind it.</summary>
    public static StandardTable? TableOf(string stem)
    {
        if (TableName().Match(stem.Trim()) is not { Success: true } match) return null;
        var name = match.Groups["name"].Value.ToUpperInvariant();
        return DeliveryStandard.Tables.FirstOrDefault(table => table.Name == name);
    }

    /// <summary>County and year that begin the name of a database, code table or metadata file.</summary>
    public static (string County, int Year)? CountyOf(string stem) =>
        CountyAndYear().Match(stem) is { Success: true } match
            ? (match.Groups["county"].Value, int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Code and name of the county as the root folder bears them, such as <c>620123榆中县</c>. More digits than six are a date.</summary>
    public static (string County, string Name)? RootOf(string folder) =>
        Root().Match(folder) is { Success: true } match
            ? (match.Groups["county"].Value, match.Groups["name"].Value)
            : null;

    [GeneratedRegex("^(?<name>[A-Za-z]+)(?<county>[0-9]{6})(?<year>[0-9]{4})(?<suffix>.*)$")]
    private static partial Regex LayerName();

    [GeneratedRegex("^(?<name>[A-Za-z]+(_[A-Za-z]+)?)_?([0-9]{6}([0-9]{4})?)?$")]
    private static partial Regex TableName();

    [GeneratedRegex("^(SL)?(?<county>[0-9]{6})(?<year>[0-9]{4})", RegexOptions.IgnoreCase)]
    private static partial Regex CountyAndYear();

    [GeneratedRegex(@"^(?<county>[0-9]{6})(?![0-9])(?<name>\p{IsCJKUnifiedIdeographs}*)")]
    private static partial Regex Root();
}
