using System.Globalization;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Interchange.Tests.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Sheets;

public sealed class RosterPressTests : IDisposable
{
    private static readonly PrintedRoster Roster = new(
        "小康营村第一村民小组", new(2026, 11, 1), new(2026, 11, 23), true,
        [
            new("王*禄", new(2018, 4, 1), new("产权制度改革时已经确认"), new("改革时的确认 62012320180401000001")),
            new("李*英", new(2024, 6, 30), new("成员结婚"), new("成员大会决议 62012320240630000002")),
        ]);

    private readonly CertificateFonts _fonts = CertificateFonts.Open();
    private readonly Folder _folder = new();

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_roster_says_who_was_a_member_on_the_day_since_when_and_why()
    {
        var text = Flat(Tool.PdfToText(Print(Roster)));

        foreach (var words in new[] { "成员名册", "小康营村第一村民小组", "2026年11月1日，成员2人", "王*禄", "2018年4月1日", "李*英", "成员结婚", "62012320240630000002", "姓名已隐去一部分", "以下空白" })
            text.ShouldContain(words);
        Flat(Tool.PdfToText(Print(Roster with { IsMasked = false }))).ShouldNotContain("姓名已隐去一部分");
    }

    [Fact]
    public void Names_are_set_in_large_type()
    {
        var heights = Regex.Matches(Tool.PdfToText(Print(Roster), "-bbox"), "yMin=\"([0-9.]+)\"[^>]*yMax=\"([0-9.]+)\">王")
            .Select(word => Number(word.Groups[2].Value) - Number(word.Groups[1].Value))
            .ToList();
        heights.ShouldHaveSingleItem().ShouldBeGreaterThan(14);
    }

    [Fact]
    public void A_long_roster_goes_on_over_pages_each_with_its_heading_and_number_and_the_same_roster_gives_the_same_bytes()
    {
        var many = Roster with { Members = [.. Enumerable.Range(1, 120).Select(number => Roster.Members[number % 2] with { Name = $"成员{number}号" })] };

        var pages = Tool.PdfToText(Print(many)).TrimEnd('\f').Split('\f');

        pages.Length.ShouldBeGreaterThan(3);
        for (var page = 0; page < pages.Length; page++)
        {
            Flat(pages[page]).ShouldContain("从哪一天起");
            pages[page].ShouldContain($"{page + 1}/{pages.Length}");
        }

        for (var number = 1; number <= 120; number++) Regex.Count(string.Join("", pages), $"成员{number}号").ShouldBe(1);
        Bytes(many).ShouldBe(Bytes(many));
    }

    private string Print(PrintedRoster roster) => _folder.Write("roster.pdf", Bytes(roster));

    private byte[] Bytes(PrintedRoster roster) => new RosterPress(_fonts).Print(roster).ShouldBeOfType<Printing.Printed>().Pdf;

    private static string Flat(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
