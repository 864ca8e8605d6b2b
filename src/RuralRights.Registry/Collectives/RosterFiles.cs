using System.Globalization;
using System.Text;
using MiniExcelLibs;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Registry.Collectives;

/// <summary>A roster as a workbook and as comma-separated text. A cell that begins like a formula is made harmless.</summary>
public static class RosterFiles
{
    private static readonly string[] Heads =
        ["姓名 Name", "成员身份从 Member since", "确认事由 Ground", "案件 Case", "承包方代码 Household", "集体 Collective", "名册日期 Roster of"];

    /// <summary>A workbook, one row a member.</summary>
    public static void WriteWorkbook(IEnumerable<MembershipLine> members, DateOnly day, Func<Guid, string> name, Stream to) => MiniExcel.SaveAs(
        to, members.Select(member => Heads.Zip(Cells(member, day, name)).ToDictionary(cell => cell.First, cell => (object?)cell.Second)), sheetName: "成员名册 Roster");

    /// <summary>Comma-separated text in UTF-8 with a mark at its head, so that spreadsheets read the Chinese.</summary>
    public static void WriteText(IEnumerable<MembershipLine> members, DateOnly day, Func<Guid, string> name, Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(string.Join(',', Heads.Select(Quoted)));
        foreach (var member in members) text.WriteLine(string.Join(',', Cells(member, day, name).Select(Quoted)));
    }

    private static IEnumerable<string> Cells(MembershipLine member, DateOnly day, Func<Guid, string> name) =>
        new[] { name(member.Person), Day(member.Since), GroundOf(member.Ground), member.Case, member.Household ?? "", member.Collective, Day(day) }.Select(FindingsWorkbook.Neutral);

    private static string GroundOf(string ground) => ground switch
    {
        "origin" => "户籍在或者曾经在本集体 origin",
        "birth" => "成员生育 birth",
        "adoption" => "成员收养 adoption",
        "marriage" => "成员结婚 marriage",
        "resettlement" => "政策性移民 resettlement",
        _ => "改革时已经确认 reform",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
