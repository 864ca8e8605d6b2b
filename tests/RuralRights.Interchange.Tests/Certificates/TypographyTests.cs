using System.Text;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Typography;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class TypographyTests : IDisposable
{
    private readonly CertificateFonts _fonts = CertificateFonts.Open();
    private readonly Folder _folder = new();

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("土")]
    [InlineData("é")]
    [InlineData("𠮷")]
    public void A_cut_face_draws_the_same_glyph_and_has_no_other(string written)
    {
        var character = written.EnumerateRunes().Single();
        var font = _fonts.FontFor(Face.Serif, character)!;
        using var whole = SKTypeface.FromFile(font.Path, font.Member);
        using var cut = SKTypeface.FromData(SKData.CreateCopy(FontSubset.Cut(font, [character])));
        cut.GetGlyphs(written)[0].ShouldBe((ushort)1);
        cut.GetGlyphs("地")[0].ShouldBe((ushort)0);
        cut.GlyphCount.ShouldBeLessThan(6);

        using var sameSize = new SKFont(cut, 1000) { Hinting = SKFontHinting.None };
        using var original = new SKFont(whole, 1000) { Hinting = SKFontHinting.None };
        sameSize.MeasureText(written).ShouldBe(original.MeasureText(written), 0.5f);
        (font.WidthOf(font.GlyphOf(character)) * 1000).ShouldBe(original.MeasureText(written), 0.5);
        var (drawn, meant) = (Ground(sameSize, written), Ground(original, written));
        var differing = drawn.Zip(meant).Count(pair => Math.Abs(pair.First - pair.Second) > 64);
        meant.Count(value => value < 128).ShouldBeGreaterThan(500);
        differing.ShouldBeLessThan(60);
    }

    [Fact]
    public void The_same_characters_give_the_same_bytes_in_whatever_order()
    {
        var font = _fonts.FontFor(Face.Sans, new Rune('土'))!;
        FontSubset.Cut(font, "土地é".EnumerateRunes()).ShouldBe(FontSubset.Cut(font, "é地土土".EnumerateRunes()));
    }

    [Fact]
    public void The_certificates_own_face_is_taken_before_any_other()
    {
        foreach (var face in Enum.GetValues<Face>()) _fonts.FontFor(face, new Rune('王'))!.Path.ShouldStartWith(AppContext.BaseDirectory);
        _fonts.FontFor(Face.Serif, new Rune(0x20BB7))!.FullName.ShouldContain("Serif");
        _fonts.FontFor(Face.Sans, new Rune(0x20BB7))!.FullName.ShouldContain("Sans");
    }

    [Fact]
    public void A_broken_font_on_the_machine_is_passed_over()
    {
        _folder.Write("broken.ttf", [0, 1, 0, 0, 0, 200, 1, 2, 3]);
        _folder.Write("empty.otf", []);
        _folder.Write("text.ttc", Encoding.ASCII.GetBytes("ttcf this is no collection of fonts"));
        using var fonts = CertificateFonts.Open(furtherFolders: [_folder.Path, "/no/such/folder"]);
        fonts.FontFor(Face.Serif, new Rune(0x20BB7)).ShouldBeNull();
    }

    [Fact]
    public void A_missing_face_is_told_at_the_start() =>
        Should.Throw<FileNotFoundException>(() => CertificateFonts.Open(_folder.Path));

    [Fact]
    public void A_line_breaks_between_characters_but_not_before_a_comma_nor_inside_a_number()
    {
        var typesetter = new Typesetter(_fonts);
        var lines = typesetter.Wrap(Face.Serif, 10, "东至水渠，南至李家地埂，西至620123生产路", 30);
        string.Concat(lines).ShouldBe("东至水渠，南至李家地埂，西至620123生产路");
        lines.Count.ShouldBeGreaterThan(1);
        lines.ShouldAllBe(line => !line.StartsWith('，') && typesetter.Measure(Face.Serif, 10, line) <= 30);
        lines.ShouldContain(line => line.Contains("620123", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_wider_than_the_column_is_broken_rather_than_printed_over_the_next()
    {
        var typesetter = new Typesetter(_fonts);
        var lines = typesetter.Wrap(Face.Sans, 10, new string('M', 60), 30);
        lines.ShouldAllBe(line => typesetter.Measure(Face.Sans, 10, line) <= 30);
        string.Concat(lines).ShouldBe(new string('M', 60));
    }

    [Fact]
    public void Empty_text_is_one_empty_line() => new Typesetter(_fonts).Wrap(Face.Sans, 10, "", 30).ShouldBe([""]);

    private static byte[] Ground(SKFont font, string written)
    {
        using var bitmap = new SKBitmap(120, 140, SKColorType.Gray8, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(0.1f);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(written, 100, 1000, SKTextAlign.Left, font, paint);
        canvas.Flush();
        return bitmap.Bytes;
    }
}
