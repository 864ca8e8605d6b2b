using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class CertificatePressTests : IDisposable
{
    private readonly CertificateFonts _fonts = CertificateFonts.Open();
    private readonly Folder _folder = new();

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_certificate_says_in_text_everything_that_the_register_says()
    {
        var content = Sample.Certificate();
        var text = Tool.PdfToText(Print(content));
        foreach (var words in new[]
        {
            "农村土地承包经营权证", "Certificate of the Right to Contracted Rural Land", content.Serial, content.Number, content.RegisteringAuthority,
            "2016年11月23日", content.Issuer.Name, content.Issuer.Code, "王守禄", content.Holder.HouseholdCode, "620123********0036", "家庭承包",
            "自1998年12月31日起至2028年12月30日止", "5.09亩", "3,392.22平方米", "李桂兰", "配偶", "2015年迁入城镇落户，承包权保留", "王梅", "2012年外嫁",
            "2Z6X-CXY2-XDR3-F128", "HK8H-APCX-W8Q", "登记簿截至2026年11月23日", "18204",
            "沟沿地", "大墁坪", "庙湾里", "6201232022130100001", "6201232022130100003", "1.67亩", "1,113.33平方米", "1,113.20平方米", "1,066.67平方米",
            "水渠", "李家地埂", "生产路", "王建国承包地", "地力三等", "种植业", "基本农田", "以下空白",
            "比例尺 1:500", "00101", "00201", "J12", "20.29", "第 1 页 共 4 页", "Page 4 of 4",
        }) text.ShouldContain(words);
    }

    [Fact]
    public void Several_certificates_make_one_document_in_which_each_is_whole()
    {
        var (first, second) = (Sample.Certificate(), Sample.Certificate(2) with { Serial = "甘（2016）榆中县农村土地承包经营权证第000777号" });

        var printed = new CertificatePress(_fonts).Print([first, second], new(2026, 11, 23)).ShouldBeOfType<Printing.Printed>();

        var alone = new[] { first, second }.Select(content => new CertificatePress(_fonts).Print(content).ShouldBeOfType<Printing.Printed>().Pages).ToList();
        printed.PagesOfEach.ShouldBe(alone);
        printed.Pages.ShouldBe(alone.Sum());
        var text = Tool.PdfToText(_folder.Write("together.pdf", printed.Pdf));
        foreach (var words in new[] { first.Serial, second.Serial, "第 1 页 共 4 页" }) text.ShouldContain(words);
    }

    [Fact]
    public void What_is_in_the_way_of_one_of_several_is_said_of_that_one_and_nothing_is_printed()
    {
        var spoilt = Sample.Certificate(2) with { Serial = "甘（2016）榆中县农村土地承包经营权证第000777号", Issuer = new("620123196001019006组", "62012320221301") };
        var obstacle = new CertificatePress(_fonts).Print([Sample.Certificate(), spoilt], new(2026, 11, 23)).ShouldBeOfType<Printing.CannotPrint>().Obstacles.ShouldHaveSingleItem();

        var one = obstacle.ShouldBeOfType<PrintObstacle.OfOne>();
        one.Serial.ShouldBe(spoilt.Serial);
        one.Chinese.ShouldStartWith(spoilt.Serial + "：");
    }

    [Fact]
    public void Copied_text_is_the_character_and_never_the_radical_that_looks_like_it()
    {
        var text = Tool.PdfToText(Print(Sample.Certificate()));
        text.ShouldContain("土地");
        text.EnumerateRunes().Where(character => character.Value is >= 0x2E80 and <= 0x2FDF or >= 0xF900 and <= 0xFAFF).ShouldBeEmpty();
    }

    [Fact]
    public void A_term_without_end_is_told_as_long_lasting() =>
        Tool.PdfToText(Print(Sample.Certificate() with { Term = new(new DateOnly(2016, 1, 1), new DateOnly(9999, 1, 1)) }))
            .ShouldContain("自2016年1月1日起长久不变");

    [Fact]
    public void A_parcel_with_a_term_of_its_own_says_so_in_the_list_and_the_front_page_points_to_it()
    {
        var same = Sample.Certificate();
        var text = Tool.PdfToText(Print(same));
        text.ShouldNotContain("本块");
        text.ShouldNotContain("期限与合同不同");

        var bought = same with { Parcels = [same.Parcels[0], same.Parcels[1] with { OwnTermTo = new(2040, 12, 30) }, same.Parcels[2] with { OwnTermTo = new(9999, 1, 1) }] };
        var pages = Tool.PdfToText(Print(bought)).Split('\f').Select(page => string.Concat(page.Where(character => !char.IsWhiteSpace(character)))).ToList();
        pages[0].ShouldContain("自1998年12月31日起至2028年12月30日止");
        pages[0].ShouldContain("其中2块地的期限与合同不同，以承包地块情况所载为准");
        pages[0].ShouldContain("2oftheparcelshavetermsoftheirown");
        foreach (var words in new[] { "本块承包期至2040年12月30日止", "Thisparceluntil30December2040", "本块长久不变", "Thisparcelwithoutend" }) pages[1].ShouldContain(words);
    }

    [Theory]
    [InlineData(ReplacementKind.Reissued, "补发：原证甘（2016）榆中县农村土地承包经营权证第000002号自2026年3月1日起作废")]
    [InlineData(ReplacementKind.Replaced, "换发：原证")]
    public void A_paper_that_takes_the_place_of_another_says_which_one_is_void(ReplacementKind kind, string told)
    {
        var replaced = Sample.Certificate() with { Replaces = new(kind, "甘（2016）榆中县农村土地承包经营权证第000002号", new DateOnly(2026, 3, 1)) };
        Tool.PdfToText(Print(replaced)).ShouldContain(told);
    }

    [Fact]
    public void Sixty_parcels_run_over_pages_with_the_heading_repeated_and_every_page_numbered()
    {
        var content = Sample.Certificate(60);
        var pages = Tool.PdfToText(Print(content)).TrimEnd('\f').Split('\f');
        for (var page = 0; page < pages.Length; page++)
        {
            pages[page].ShouldContain($"第 {page + 1} 页 共 {pages.Length} 页");
            pages[page].ShouldContain(content.Number);
        }

        var lists = pages.Where(page => page.Contains("承包地块情况", StringComparison.Ordinal)).ToArray();
        lists.Length.ShouldBeInRange(5, 7);
        foreach (var list in lists) list.ShouldContain("四至");
        foreach (var list in lists[..^1]) list.ShouldContain("续下页");
        foreach (var parcel in content.Parcels) lists.Count(list => list.Contains(parcel.Code, StringComparison.Ordinal)).ShouldBe(1, parcel.Code);
        lists[^1].ShouldContain("合计");

        var maps = pages.Where(page => page.Contains("承包地块示意图", StringComparison.Ordinal)).ToArray();
        maps.Length.ShouldBe(30);
        foreach (var parcel in content.Parcels) maps.Count(map => map.Contains(parcel.Code, StringComparison.Ordinal)).ShouldBe(1, parcel.Code);
        string.Join("", lists).ShouldContain("机动地");
        string.Join("", lists).ShouldContain("确权确股，本户份额 1/4");
    }

    [Fact]
    public void A_household_of_thirty_goes_on_over_the_page()
    {
        var large = Sample.Certificate() with { CoHolders = [.. Enumerable.Range(1, 30).Select(index => new CoHolder($"王家人{index}号", "女", "其他"))] };
        var pages = Tool.PdfToText(Print(large)).Split('\f');
        pages[0].ShouldContain("王家人1号");
        pages[1].ShouldContain("共有人（续）");
        pages[1].ShouldContain("与户主关系");
        for (var index = 1; index <= 30; index++) Regex.Count(string.Join("", pages), $"王家人{index}号").ShouldBe(1);
    }

    [Fact]
    public void The_code_leads_a_phone_to_the_public_page_and_holds_no_identity_number()
    {
        var pdf = Print(Sample.Certificate());
        Tool.Run("pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", pdf, pdf);
        var scanned = Tool.Run("zbarimg", "--quiet", "--raw", Directory.GetFiles(_folder.Path, "*.png").Single()).Trim();
        scanned.ShouldBe(Sample.Url);
        Regex.IsMatch(scanned, "[0-9]{15}").ShouldBeFalse();
    }

    [Fact]
    public void The_only_long_numbers_on_paper_are_codes_of_the_register()
    {
        var content = Sample.Certificate(2);
        var pdf = Print(content);
        var known = new HashSet<string>([content.Number[..18], content.Holder.HouseholdCode, content.Issuer.Code, .. content.Parcels.Select(parcel => parcel.Code)]);
        foreach (Match number in Regex.Matches(Tool.PdfToText(pdf), "[0-9]{14,}")) known.ShouldContain(number.Value);
        Regex.IsMatch(Encoding.Latin1.GetString(File.ReadAllBytes(pdf)), "19510307").ShouldBeFalse();
    }

    [Theory]
    [InlineData("身份证620123199003070036，2012年外嫁")]
    [InlineData("６２０１２３１９９００３０７００３６")]
    public void A_remark_with_a_full_identity_number_is_not_printed(string remark)
    {
        var careless = Sample.Certificate() with { CoHolders = [new("王梅", "女", "长女", remark)] };
        var obstacle = new CertificatePress(_fonts).Print(careless).ShouldBeOfType<Printing.CannotPrint>().Obstacles.ShouldHaveSingleItem();
        obstacle.ShouldBeOfType<PrintObstacle.IdentityNumber>().Chinese.ShouldContain("共有人备注");
        obstacle.English.ShouldNotContain("199003");
    }

    [Theory]
    [InlineData("东至6201232022130100012地块")]
    [InlineData("电话199 0000 0000")]
    [InlineData("620123199013070036")]
    public void A_remark_with_another_long_number_is_printed(string remark) =>
        Tool.PdfToText(Print(Sample.Certificate() with { CoHolders = [new("王梅", "女", "长女", remark)] })).ShouldContain(remark);

    [Fact]
    public void Breaks_and_invisible_characters_in_a_remark_do_not_stop_the_print()
    {
        var pasted = Sample.Certificate() with { CoHolders = [new("王\u200b梅", "女", "长女", "2012年\t外嫁\n")] };
        var text = Tool.PdfToText(Print(pasted));
        text.ShouldContain("王梅");
        text.ShouldContain("2012年 外嫁");
    }

    [Fact]
    public void Long_names_stay_in_their_places()
    {
        var name = string.Concat(Enumerable.Repeat("小康营乡小康营村", 6));
        var wordy = Sample.Certificate(1) with
        {
            Issuer = new(name, "62012320221301"),
            RegisteringAuthority = "榆中县自然资源局不动产登记事务中心小康营乡分中心",
            Parcels = [Sample.Parcel(0) with { Name = name, Sides = new(name, name, null, "生产路") }],
        };
        var pages = Tool.PdfToText(Print(wordy), "-layout").Split('\f');
        pages.Length.ShouldBe(4);
        string.Concat(pages[0].Where(character => !char.IsWhiteSpace(character))).ShouldContain("登记机构");
        pages[2].ShouldContain(name);
    }

    [Fact]
    public void Fonts_are_embedded_as_subsets_that_can_be_searched()
    {
        var pdf = Print(Sample.Certificate());
        var fonts = Tool.Run("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        fonts.Length.ShouldBe(3);
        foreach (var font in fonts) font.ShouldMatch(@"TrueType\s+Identity-H\s+yes yes yes");
        new FileInfo(pdf).Length.ShouldBeLessThan(400_000);
    }

    [Theory]
    [InlineData("㐂")]
    [InlineData("䶮")]
    [InlineData("𠮷")]
    [InlineData("堃")]
    public void A_rare_name_is_printed_as_it_is_written(string character)
    {
        var rare = Sample.Certificate() with { Holder = new($"王{character}", "620123202213010011", null) };
        var pdf = Print(rare);
        Tool.PdfToText(pdf).ShouldContain($"王{character}");
        foreach (var font in Tool.Run("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]) font.ShouldMatch(@"TrueType\s+Identity-H\s+yes yes yes");
    }

    [Fact]
    public void A_character_that_no_font_has_is_named_instead_of_printed_as_a_box()
    {
        using var alone = CertificateFonts.Open(furtherFolders: []);
        var rare = Sample.Certificate() with { Holder = new("王𠮷", "620123202213010011", null) };
        var obstacle = new CertificatePress(alone).Print(rare).ShouldBeOfType<Printing.CannotPrint>().Obstacles.ShouldHaveSingleItem();
        obstacle.ShouldBeOfType<PrintObstacle.MissingCharacter>().CodePoint.ShouldBe("U+20BB7");
        obstacle.Chinese.ShouldContain("“𠮷”");
        obstacle.English.ShouldContain("𠮷");
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        var first = File.ReadAllBytes(Print(Sample.Certificate()));
        using var others = CertificateFonts.Open();
        var second = new CertificatePress(others).Print(Sample.Certificate()).ShouldBeOfType<Printing.Printed>().Pdf;
        second.ShouldBe(first);
        new CertificatePress(_fonts).Print(Sample.Certificate(4)).ShouldBeOfType<Printing.Printed>().Pdf.ShouldNotBe(first);
    }

    [Fact]
    public void Whatever_ids_the_writer_drew_and_however_it_wrote_them_the_document_has_its_own()
    {
        var hexadecimal = WithIds("00000000-0000-4000-8000-000000000001", "<907777FFF588C37B1DBED9FFE8874460>");

        hexadecimal.ShouldMatch("^%PDF-1.4\n<id>uuid:([0-9a-f-]{36})</id><id>uuid:\\1</id>\ntrailer\n<</Size 29\n/ID \\[<([0-9A-F]{32})> <\\2>]>>\nstartxref\n80\n%%EOF\n$");
        hexadecimal.ShouldNotContain("0000-4000-8000");
        WithIds("00000000-0000-4000-8000-000000000002", "('\"\\(\\362S]>>V\\266Kp\\002mZ\\2603)").ShouldBe(hexadecimal);
    }

    private static string WithIds(string uuid, string half) => Encoding.Latin1.GetString(PrintedDocument.WithItsOwnIds(
        Encoding.Latin1.GetBytes($"%PDF-1.4\n<id>uuid:{uuid}</id><id>uuid:{uuid}</id>\ntrailer\n<</Size 29\n/ID [{half} {half}]>>\nstartxref\n80\n%%EOF\n")));

    [Fact]
    public void Several_clerks_print_at_once_from_one_press()
    {
        var press = new CertificatePress(_fonts);
        var printed = new byte[4][];
        Parallel.For(0, printed.Length, at => printed[at] = ((Printing.Printed)press.Print(Sample.Certificate(2))).Pdf);
        foreach (var pdf in printed) pdf.ShouldBe(printed[0]);
    }

    [Fact]
    public void The_document_is_sound_and_made_for_archives()
    {
        var pdf = Print(Sample.Certificate());
        Tool.Run("qpdf", "--check", pdf).ShouldContain("No syntax or stream encoding errors found");
        Tool.Run("pdfinfo", "-meta", pdf).ShouldContain("pdfaid:part");
        Tool.Run("pdfinfo", pdf).ShouldContain("A4");
    }

    private string Print(CertificateContent content)
    {
        var printed = new CertificatePress(_fonts).Print(content).ShouldBeOfType<Printing.Printed>();
        return _folder.Write("certificate.pdf", printed.Pdf);
    }
}
