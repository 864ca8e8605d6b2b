using System.Text.RegularExpressions;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>What nobody is asked, told or reminded of where a right is given up: settling in town, schooling, housing, insurance. The one list of it.</summary>
internal static partial class SettlingWords
{
    /// <summary>The words found in a text.</summary>
    public static IEnumerable<string> In(string text) => Words().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(
        "落户|进城|城镇|城市|市民|户籍|户口|居住证|迁户|迁入|迁出|入学|上学|就学|学籍|学校|住房|购房|租房|保障房|公租房|社保|医保|社会保障|养老|保险|参保|低保"
        + "|\\b(settle|settles|settled|settling|settlement|settlements|hukou|urban|town|towns|city|cities|residence|schools?|schooling|enrol\\w*|housing|dwelling|insur\\w*|pensions?|social security|welfare)\\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
