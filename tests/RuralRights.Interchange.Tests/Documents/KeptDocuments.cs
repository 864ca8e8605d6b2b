using System.Text;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Documents;
using RuralRights.Interchange.Tests.Certificates;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace RuralRights.Interchange.Tests.Documents;

/// <summary>What is kept of a document: the paper itself and nothing that its maker did not mean to hand in.</summary>
public sealed class KeptDocuments
{
    [Theory]
    [InlineData(1, 320, 200)]
    [InlineData(3, 320, 200)]
    [InlineData(6, 200, 320)]
    [InlineData(8, 200, 320)]
    public void A_photograph_keeps_its_points_and_which_side_is_up_and_not_where_it_was_taken(int orientation, int width, int height)
    {
        var taken = Papers.FromPhone(orientation);
        var reading = DocumentReader.Read(taken, DocumentLimits.Default);

        reading.Read.ShouldBe(new(DocumentFormat.Jpeg, 1, width, height, null, null));
        Encoding.Latin1.GetString(taken).ShouldContain(Papers.Place);
        Encoding.Latin1.GetString(reading.Kept).ShouldNotContain(Papers.Place);
        ScanOf(reading.Kept).ShouldBe(ScanOf(taken));
        using var codec = SKCodec.Create(new MemoryStream(reading.Kept));
        ((int)codec.EncodedOrigin).ShouldBe(orientation);
    }

    [Fact]
    public void What_lies_behind_a_picture_is_left_behind()
    {
        var bare = DocumentReader.Read(Papers.Jpeg(), DocumentLimits.Default).Kept;
        var reading = DocumentReader.Read([.. Papers.Jpeg(), .. Papers.Zip()], DocumentLimits.Default);

        reading.Read.Fault.ShouldBeNull();
        reading.Kept.ShouldBe(bare);
    }

    [Fact]
    public void A_picture_without_loss_keeps_no_words()
    {
        var plain = Papers.Png();
        var told = (byte[])[.. plain[..33], .. Papers.Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.ASCII.GetBytes(Papers.Place)]), .. plain[33..], .. "behind the end"u8];
        var reading = DocumentReader.Read(told, DocumentLimits.Default);

        reading.Read.ShouldBe(new(DocumentFormat.Png, 1, 120, 80, null, null));
        reading.Kept.ShouldBe(DocumentReader.Read(plain, DocumentLimits.Default).Kept);
        Encoding.Latin1.GetString(reading.Kept).ShouldNotContain(Papers.Place);
    }

    [Fact]
    public void A_PDF_is_kept_byte_for_byte()
    {
        var paper = Papers.OnePage();

        DocumentReader.Read(paper, DocumentLimits.Default).Kept.ShouldBe(paper);
    }

    [Fact]
    public void A_document_read_twice_is_the_same_document()
    {
        foreach (var paper in new[] { Papers.FromPhone(6), Papers.Png(), Papers.OnePage() })
        {
            var once = DocumentReader.Read(paper, DocumentLimits.Default).Kept;
            DocumentReader.Read(once, DocumentLimits.Default).Kept.ShouldBe(once);
        }
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(6, 1, 0)]
    [InlineData(8, 0, 1)]
    public void A_small_picture_stands_upright(int orientation, int right, int down)
    {
        var small = Pictures.Thumbnail(DocumentReader.Read(Papers.FromPhone(orientation), DocumentLimits.Default).Kept, 96).ShouldNotBeNull();

        using var shown = SKBitmap.Decode(small);
        Math.Max(shown.Width, shown.Height).ShouldBe(96);
        (shown.Height > shown.Width).ShouldBe(orientation >= 5);
        for (var x = 0; x < 2; x++)
            for (var y = 0; y < 2; y++)
                IsRed(shown.GetPixel(x == 0 ? 6 : shown.Width - 7, y == 0 ? 6 : shown.Height - 7)).ShouldBe((x, y) == (right, down), $"{orientation}: {x} {y}");
    }

    [Fact]
    public void Several_photographs_become_one_document_and_none_is_compressed_again()
    {
        var pages = new[] { Papers.FromPhone(6), Papers.Jpeg(1200, 900), Papers.Png() }.Select(page => DocumentReader.Read(page, DocumentLimits.Default).Kept).ToArray();

        var bound = Pictures.Bind(pages);
        var reading = DocumentReader.Read(bound, DocumentLimits.Default);

        reading.Read.ShouldBe(new(DocumentFormat.Pdf, 3, 0, 0, null, null));
        Pictures.Bind(pages).ShouldBe(bound);
        using var folder = new Folder();
        var path = folder.Write("bound.pdf", bound);
        Tool.Run("qpdf", "--check", path);
        Tool.Run("pdfimages", "-list", path).Split('\n').Count(line => line.Contains(" jpeg ", StringComparison.Ordinal)).ShouldBe(2);
        var scan = ScanOf(pages[1]);
        bound.AsSpan().IndexOf(scan).ShouldBeGreaterThan(0);

        // The sideways photograph stands upright on its page.
        Tool.Run("pdftoppm", "-r", "30", "-png", "-f", "1", "-l", "1", path, Path.Combine(folder.Path, "page"));
        using var shown = SKBitmap.Decode(Directory.EnumerateFiles(folder.Path, "page*.png").Single());
        shown.Height.ShouldBeGreaterThan(shown.Width);
        IsRed(shown.GetPixel(shown.Width - 30, 20)).ShouldBeTrue();
    }

    private static bool IsRed(SKColor colour) => colour.Red > 150 && colour.Green < 110 && colour.Blue < 110;

    /// <summary>The compressed points of a JPEG: everything from its first scan on.</summary>
    private static byte[] ScanOf(byte[] jpeg)
    {
        var at = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return jpeg[at..];
    }
}
