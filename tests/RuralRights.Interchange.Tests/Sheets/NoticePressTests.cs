using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Interchange.Tests.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Sheets;

public sealed class NoticePressTests : IDisposable
{
    private static readonly PostedNotice Notice = new(
        "小康营村第一村民小组", new("延长承包期", "Renewal of the term"), new(2026, 11, 26), new(2026, 12, 11), "榆中县", new("https://rights.example/notices/0198"),
        [new("王*禄", "0001", ["王*禄", "李*"], [new("00001", "大湾地", 860), new("00002", "沟沿地", 900)], ["承包期到：2046年4月6日 → 2076年4月6日"])]);

    private readonly CertificateFonts _fonts = CertificateFonts.Open();
    private readonly Folder _folder = new();

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_sheet_says_when_it_hangs_what_stands_on_it_and_what_to_do_if_it_is_wrong()
    {
        var text = Flat(Tool.PdfToText(Print(Notice)));

        foreach (var words in new[]
        {
            "公示时间：2026年11月27日到2026年12月11日", "张贴当天不算", "王*禄户（0001）", "王*禄、李*", "大湾地（00001）1.29亩", "2.64亩", "1,760.00平方米", "2046年4月6日→2076年4月6日", "不用登录", "发包方（盖章）",
        }) text.ShouldContain(Flat(words));
    }

    [Fact]
    public void The_land_is_drawn_at_scale_with_what_lies_beside_it_and_where_its_boundary_ran_until_now()
    {
        var text = Flat(Tool.PdfToText(Print(Drawn)));

        foreach (var words in new[] { "地块示意图", "比例尺1:500", "1王*禄户（0001）大湾地", "00001", "00077", "25.00", "实线：新测的界线；虚线：原来的界线" }) text.ShouldContain(Flat(words));
        Flat(Tool.PdfToText(Print(Notice))).ShouldNotContain("示意图");
        Pdf(Drawn).ShouldNotBe(Pdf(Drawn with { Cases = [Drawn.Cases[0] with { Drawn = [Drawn.Cases[0].Drawn[0] with { Former = null }] }] }));
    }

    [Fact]
    public void A_village_is_drawn_to_the_last_parcel()
    {
        var village = Drawn with { Cases = [.. Enumerable.Range(1, 20).Select(at => Drawn.Cases[0] with { Tail = $"{at:0000}" })] };
        var text = Flat(Tool.PdfToText(Print(village)));
        for (var at = 1; at <= 20; at++) text.ShouldContain($"{at}王*禄户（{at:0000}）大湾地");
    }

    private static PostedNotice Drawn => Notice with
    {
        Cases =
        [
            Notice.Cases[0] with
            {
                Drawn =
                [
                    new("6201232022130100001", "大湾地", Sample.Boundary((0, 0), (25, 0), (25, 20), (0, 20)), null, Sample.Boundary((0, 0), (22, 0), (22, 20), (0, 20)),
                        [new("6201232022130100077", Sample.Boundary((25, 0), (60, 0), (60, 20), (25, 20)))]),
                ],
            },
        ],
    };

    [Fact]
    public void A_long_notice_goes_on_over_the_page_and_the_same_notice_gives_the_same_bytes()
    {
        var village = Notice with { Cases = [.. Enumerable.Range(1, 120).Select(at => Notice.Cases[0] with { Tail = $"{at:0000}" })] };

        Tool.Run("pdfinfo", Print(village)).ShouldMatch("Pages: +([2-9]|[1-9][0-9])\n");
        var text = Flat(Tool.PdfToText(Print(village)));
        for (var at = 1; at <= 120; at++) text.ShouldContain($"（{at:0000}）");
        Pdf(village).ShouldBe(Pdf(village));
    }

    private byte[] Pdf(PostedNotice notice) => new NoticePress(_fonts).Print(notice).ShouldBeOfType<Printing.Printed>().Pdf;

    private static string Flat(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private string Print(PostedNotice notice) => _folder.Write("notice.pdf", Pdf(notice));
}
