using System.Globalization;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace RuralRights.Interchange.Inspection;

/// <summary>Findings as a workbook that a clerk works through: one sheet of counts, one of findings.</summary>
/// <remarks>
/// Every cell is text, so that codes keep all their digits; text that a spreadsheet would take for a formula gets an apostrophe
/// before it. What exceeds the rows of a sheet is said in its last row and stands in the JSON.
/// </remarks>
public static class FindingsWorkbook
{
    /// <summary>Rows of a sheet, without heading and last row.</summary>
    private const int MostRows = 1_048_576 - 2;

    private const int LongestCell = 32_000;

    /// <summary>Writes the workbook.</summary>
    public static void Write(InspectionResult result, Stream to) => MiniExcel.SaveAs(
        to,
        new Dictionary<string, object> { ["汇总 summary"] = Summary(result), ["检查结果 findings"] = Rows(result) },
        configuration: new OpenXmlConfiguration { FastMode = true, EnableAutoWidth = false });

    /// <summary>Text that no spreadsheet takes for a formula.</summary>
    public static string Neutral(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '$', ..] ? "'" + text : text;

    private static IEnumerable<CountRow> Summary(InspectionResult result) => result.Findings.Counts
        .OrderByDescending(count => count.Key.Rule.Severity)
        .ThenByDescending(count => count.Value)
        .ThenBy(count => count.Key.Rule.Code, StringComparer.Ordinal)
        .Select(count => new CountRow
        {
            Rule = count.Key.Rule.Code,
            Severity = Word(count.Key.Rule.Severity),
            Layer = Specification.Called(count.Key.Layer),
            Count = count.Value.ToString(CultureInfo.InvariantCulture),
            MendChinese = count.Key.Rule.MendChinese,
            MendEnglish = count.Key.Rule.MendEnglish,
        })
        .DefaultIfEmpty(new CountRow { Rule = "", Severity = "", Layer = "", Count = "0", MendChinese = "没有发现问题。", MendEnglish = "Nothing was found." });

    private static IEnumerable<FindingRow> Rows(InspectionResult result)
    {
        foreach (var finding in result.Findings.Take(MostRows))
        {
            yield return new FindingRow
            {
                Rule = finding.Rule.Code,
                Severity = Word(finding.Severity),
                File = Cell(finding.File ?? ""),
                Layer = finding.Layer,
                Key = Cell(finding.Key),
                Field = Cell(finding.Field ?? ""),
                Row = finding.Row?.ToString(CultureInfo.InvariantCulture) ?? "",
                MessageChinese = Cell(finding.MessageChinese),
                MessageEnglish = Cell(finding.MessageEnglish),
                Basis = $"{finding.Rule.Basis.Chinese} {finding.Rule.Basis.English}",
                MendChinese = finding.Rule.MendChinese,
                MendEnglish = finding.Rule.MendEnglish,
            };
        }

        if (result.Findings.Count > MostRows)
        {
            var more = result.Findings.Count - MostRows;
            yield return new FindingRow
            {
                MessageChinese = string.Create(CultureInfo.InvariantCulture, $"另有 {more} 条超出工作表行数，见 JSON 结果。"),
                MessageEnglish = string.Create(CultureInfo.InvariantCulture, $"{more} more exceed the rows of a sheet; see the JSON result."),
            };
        }
    }

    private static string Cell(string text) => Neutral(Writable(text.Length > LongestCell ? text[..LongestCell] + "…" : text));

    /// <summary>Characters that no XML file may hold show as U+FFFD.</summary>
    public static string Writable(string text)
    {
        if (text.All(XmlConvert.IsXmlChar)) return text;

        var characters = text.ToCharArray();
        for (var at = 0; at < characters.Length; at++)
        {
            if (XmlConvert.IsXmlChar(characters[at])) continue;
            if (at + 1 < characters.Length && XmlConvert.IsXmlSurrogatePair(characters[at + 1], characters[at])) at++;
            else characters[at] = '\uFFFD';
        }

        return new string(characters);
    }

    private static string Word(Severity severity) => severity == Severity.Error ? "错误 error" : "警告 warning";

    private sealed class CountRow
    {
        [ExcelColumn(Name = "规则 rule", Width = 30)]
        public required string Rule { get; init; }

        [ExcelColumn(Name = "级别 severity", Width = 14)]
        public required string Severity { get; init; }

        [ExcelColumn(Name = "图层或表 layer", Width = 26)]
        public required string Layer { get; init; }

        [ExcelColumn(Name = "数量 count", Width = 12)]
        public required string Count { get; init; }

        [ExcelColumn(Name = "处理办法", Width = 60)]
        public required string MendChinese { get; init; }

        [ExcelColumn(Name = "how to mend", Width = 60)]
        public required string MendEnglish { get; init; }
    }

    private sealed class FindingRow
    {
        [ExcelColumn(Name = "规则 rule", Width = 26)]
        public string Rule { get; init; } = "";

        [ExcelColumn(Name = "级别 severity", Width = 14)]
        public string Severity { get; init; } = "";

        [ExcelColumn(Name = "文件 file", Width = 30)]
        public string File { get; init; } = "";

        [ExcelColumn(Name = "图层或表 layer", Width = 14)]
        public string Layer { get; init; } = "";

        [ExcelColumn(Name = "主键 key", Width = 42)]
        public string Key { get; init; } = "";

        [ExcelColumn(Name = "字段 field", Width = 14)]
        public string Field { get; init; } = "";

        [ExcelColumn(Name = "行 row", Width = 8)]
        public string Row { get; init; } = "";

        [ExcelColumn(Name = "问题", Width = 60)]
        public string MessageChinese { get; init; } = "";

        [ExcelColumn(Name = "message", Width = 60)]
        public string MessageEnglish { get; init; } = "";

        [ExcelColumn(Name = "依据 basis", Width = 40)]
        public string Basis { get; init; } = "";

        [ExcelColumn(Name = "处理办法", Width = 50)]
        public string MendChinese { get; init; } = "";

        [ExcelColumn(Name = "how to mend", Width = 50)]
        public string MendEnglish { get; init; } = "";
    }
}
