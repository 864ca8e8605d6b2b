using System.Globalization;
using System.Text;
using MiniExcelLibs;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Registry.Settlement;

/// <summary>The protection list as a workbook and as comma-separated text. A cell that begins like a formula is made harmless.</summary>
public static class ProtectionFiles
{
    /// <summary>A workbook, one row a person.</summary>
    public static void WriteWorkbook(IEnumerable<ProtectedHousehold> households, Func<Guid, string> name, Stream to) => MiniExcel.SaveAs(
        to, Rows(households, name).Select(row => row.ToDictionary(cell => cell.Head, cell => (object?)cell.Value)), sheetName: "保护名单 Protection list");

    /// <summary>Comma-separated text in UTF-8 with a mark at its head, so that spreadsheets read the Chinese.</summary>
    public static void WriteText(IEnumerable<ProtectedHousehold> households, Func<Guid, string> name, Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(string.Join(',', Heads.Select(Quoted)));
        foreach (var row in Rows(households, name)) text.WriteLine(string.Join(',', row.Select(cell => Quoted(cell.Value))));
    }

    private static readonly string[] Heads =
    [
        "集体 Collective", "承包方代码 Household", "承包方代表 Representative", "姓名 Name", "落户日期 Settled on", "迁出地 From", "迁入地 To", "居住证 Residence permit",
        "标准 Criteria", "来源 Source", "核对日期 Checked on", "承包地 Contracted land", "承包地面积（平方米） Area (m²)", "宅基地 Homestead", "集体收益 Income share", "落户后终止的权利 Ended afterwards",
        "落户后终止的成员身份 Membership ended afterwards",
    ];

    private static IEnumerable<IReadOnlyList<(string Head, string Value)>> Rows(IEnumerable<ProtectedHousehold> households, Func<Guid, string> name) =>
        from household in households
        from person in household.People
        select (IReadOnlyList<(string, string)>)
        [
            .. Heads.Zip(
                new[]
                {
                    household.CollectiveName,
                    household.Household,
                    name(household.Representative),
                    name(person.Person),
                    Day(person.Statement.SettledOn),
                    person.Statement.FromDivision,
                    person.Statement.ToDivision,
                    person.Statement.ResidencePermit ? "是 yes" : "否 no",
                    string.Join("；", person.Statement.Criteria.Select(SettlementWords.Of).Select(word => word.Chinese)),
                    SettlementWords.Of(person.Source).Chinese,
                    person.CheckedOn is { } day ? Day(day) : "",
                    SettlementWords.Of(household.Rights.ContractedLand.Standing).Chinese,
                    household.Rights.ContractedLand.Area?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
                    SettlementWords.Of(household.Rights.Homestead.Standing).Chinese,
                    SettlementWords.Of(household.Rights.IncomeShare.Standing).Chinese,
                    string.Join("；", household.Ended.Select(end => string.Create(CultureInfo.InvariantCulture, $"{Day(end.On)} {end.Parcel} {end.Entry} {end.Position}"))),
                    string.Join("；", household.Left.Where(left => left.Person == person.Person).Select(left => $"{Day(left.On)} {left.Case}")),
                },
                (head, value) => (head, FindingsWorkbook.Neutral(value))),
        ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
