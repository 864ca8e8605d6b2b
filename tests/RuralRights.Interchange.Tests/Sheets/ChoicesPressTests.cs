using System.Globalization;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Interchange.Tests.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Sheets;

public sealed class ChoicesPressTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly ChoicesSheet Sheet = new("620123202213010002J", "小康营村第一村民小组", "李秀英", 2, 1780m, [new(2046, 4, 6)]);

    private readonly CertificateFonts _fonts = CertificateFonts.Open();
    private readonly Folder _folder = new();

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_sheet_says_the_four_choices_in_both_languages_keeping_first()
    {
        var text = Flat(Tool.PdfToText(Print(Sheet)));

        foreach (var choice in FourChoices.All)
            foreach (var words in new[] { choice.Title.Chinese, choice.What.Chinese, choice.What.English!, choice.Afterwards.Chinese, choice.Afterwards.English! })
                text.ShouldContain(Flat(words));
        FourChoices.All.Select(choice => text.IndexOf(Flat(choice.What.Chinese), StringComparison.Ordinal)).ShouldBeInOrder();
        FourChoices.All.Select(choice => choice.Key).ShouldBe(["keep", "lease", "transfer", "return"]);
        foreach (var words in new[] { "李秀英户", "承包地2块，2.67亩", "承包期到2046年4月6日", FourChoices.Closing.Chinese, "620123202213010002J" }) text.ShouldContain(Flat(words));
    }

    [Fact]
    public void Parcels_whose_terms_differ_are_told_by_the_first_and_the_last_of_them()
    {
        var text = Flat(Tool.PdfToText(Print(Sheet with { Terms = [new(2046, 4, 6), new(2050, 1, 1), new(9999, 1, 1)] })));
        text.ShouldContain("承包期到2046年4月6日至长久不等（各块不同）");
        text.ShouldContain("until6April2046orwithoutend,notthesameforeveryparcel");
    }

    [Fact]
    public void It_fits_one_page_and_is_set_in_large_type()
    {
        Tool.Run("pdfinfo", Print(Sheet)).ShouldMatch("Pages: +1\n");

        // The height of a line of Chinese text of the choices, in points.
        var heights = Regex.Matches(Tool.PdfToText(Print(Sheet), "-bbox"), "yMin=\"([0-9.]+)\"[^>]*yMax=\"([0-9.]+)\">[^<]*什么都不用办")
            .Select(word => Number(word.Groups[2].Value) - Number(word.Groups[1].Value))
            .ToList();
        heights.ShouldHaveSingleItem().ShouldBeGreaterThan(14);
    }

    [Fact]
    public void A_batch_begins_every_household_on_a_page_of_its_own_and_the_same_sheets_give_the_same_bytes()
    {
        var batch = new[] { Sheet, Sheet with { Right = "620123202213010003J", Representative = "赵德全", Terms = [new(9999, 1, 1)] } };

        Tool.Run("pdfinfo", Print(batch)).ShouldMatch("Pages: +2\n");
        Flat(Tool.PdfToText(Print(batch), "-f", "2")).ShouldContain("赵德全户");
        Flat(Tool.PdfToText(Print(batch), "-f", "2")).ShouldContain("承包期到长久");
        new ChoicesPress(_fonts).Print(batch, Day).ShouldBeOfType<Printing.Printed>().Pdf.ShouldBe(new ChoicesPress(_fonts).Print(batch, Day).ShouldBeOfType<Printing.Printed>().Pdf);
    }

    [Fact]
    public void A_name_that_no_typeface_has_is_not_printed_as_a_box() => new ChoicesPress(_fonts).Print([Sheet with { Representative = "李\U0003FFFD" }], Day)
        .ShouldBeOfType<Printing.CannotPrint>().Obstacles.ShouldHaveSingleItem().ShouldBeOfType<PrintObstacle.MissingCharacter>();

    private string Print(params ChoicesSheet[] sheets) => _folder.Write("sheet.pdf", new ChoicesPress(_fonts).Print(sheets, Day).ShouldBeOfType<Printing.Printed>().Pdf);

    private static string Flat(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
