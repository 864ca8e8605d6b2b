using System.Text;
using RuralRights.Interchange.Certificates.Typography;
using SkiaSharp;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Paints laid-out leaves into a PDF with only the glyphs that are used.</summary>
internal sealed class CertificatePainter : IDisposable
{
    private readonly CertificateFonts _fonts;
    private readonly Dictionary<FontFile, SKTypeface> _typefaces = [];
    private readonly SKPaint _paint = new() { IsAntialias = true };

    private CertificatePainter(CertificateFonts fonts) => _fonts = fonts;

    public static byte[] Paint(IReadOnlyList<Leaf> leaves, CertificateFonts fonts, SKDocumentPdfMetadata metadata)
    {
        using var painter = new CertificatePainter(fonts);
        painter.CutTypefaces(leaves);
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, metadata))
        {
            foreach (var leaf in leaves)
            {
                var canvas = document.BeginPage((float)(Leaf.Width / Typesetter.Point), (float)(Leaf.Height / Typesetter.Point));
                canvas.Scale((float)(1 / Typesetter.Point));
                foreach (var mark in leaf.Marks) painter.Draw(canvas, mark);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>Every line of text of the leaves, also those inside windows.</summary>
    public static IEnumerable<Mark.Text> TextsOf(IReadOnlyList<Leaf> leaves) => leaves.SelectMany(leaf => leaf.Marks).SelectMany(TextsOf);

    public void Dispose()
    {
        _paint.Dispose();
        foreach (var typeface in _typefaces.Values) typeface.Dispose();
    }

    private static IEnumerable<Mark.Text> TextsOf(Mark mark) => mark switch
    {
        Mark.Text text => [text],
        Mark.Window window => window.Marks.SelectMany(TextsOf),
        _ => [],
    };

    private void CutTypefaces(IReadOnlyList<Leaf> leaves)
    {
        var used = TextsOf(leaves)
            .SelectMany(text => text.Words.EnumerateRunes().Select(character => (Font: _fonts.FontFor(text.Face, character), character)))
            .GroupBy(pair => pair.Font!, pair => pair.character);
        foreach (var group in used)
        {
            using var cut = SKData.CreateCopy(FontSubset.Cut(group.Key, group));
            _typefaces[group.Key] = SKTypeface.FromData(cut) ?? throw new InvalidDataException($"{group.Key.Path} cannot be cut down to the characters in use.");
        }
    }

    private void Draw(SKCanvas canvas, Mark mark)
    {
        switch (mark)
        {
            case Mark.Text text:
                Draw(canvas, text);
                break;
            case Mark.Stroke stroke:
                using (var path = AsPath([stroke.Through], stroke.Closed)) Stroke(canvas, path, stroke.Ink, stroke.Width, stroke.Dashed);
                break;
            case Mark.Fill fill:
                using (var path = AsPath(fill.Rings, closed: true)) Fill(canvas, path, fill.Ink);
                break;
            case Mark.Circle circle:
                using (var outline = new SKPathBuilder())
                {
                    outline.AddCircle((float)circle.Centre.X, (float)circle.Centre.Y, (float)circle.Radius);
                    using var path = outline.Detach();
                    if (circle.Width is { } width) Stroke(canvas, path, circle.Ink, width, circle.Dashed);
                    else Fill(canvas, path, circle.Ink);
                }

                break;
            case Mark.Window window:
                canvas.Save();
                canvas.ClipRect(new((float)window.Box.Left, (float)window.Box.Top, (float)window.Box.Right, (float)window.Box.Bottom));
                foreach (var inside in window.Marks) Draw(canvas, inside);
                canvas.Restore();
                break;
        }
    }

    private void Draw(SKCanvas canvas, Mark.Text text)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.PathEffect = null;
        _paint.Color = SKColor.Parse(Inks.Of(text.Ink));
        canvas.Save();
        canvas.Translate((float)text.At.X, (float)text.At.Y);
        canvas.RotateDegrees((float)text.Turn);
        var size = text.Size * Typesetter.Point;
        var x = 0.0;
        foreach (var (font, words) in RunsOf(text))
        {
            using var sized = new SKFont(_typefaces[font], (float)size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
            canvas.DrawText(words, (float)x, 0, SKTextAlign.Left, sized, _paint);
            x += words.EnumerateRunes().Sum(character => font.WidthOf(font.GlyphOf(character))) * size;
        }

        canvas.Restore();
    }

    /// <summary>The text in runs of one font each.</summary>
    private IEnumerable<(FontFile Font, string Words)> RunsOf(Mark.Text text)
    {
        var run = new StringBuilder();
        FontFile? current = null;
        foreach (var character in text.Words.EnumerateRunes())
        {
            var font = _fonts.FontFor(text.Face, character)!;
            if (current is not null && font != current)
            {
                yield return (current, run.ToString());
                run.Clear();
            }

            current = font;
            run.Append(character);
        }

        if (current is not null) yield return (current, run.ToString());
    }

    private void Stroke(SKCanvas canvas, SKPath path, Ink ink, double width, bool dashed)
    {
        using var dashes = dashed ? SKPathEffect.CreateDash([1.6f, 1.2f], 0) : null;
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = (float)width;
        _paint.StrokeJoin = SKStrokeJoin.Round;
        _paint.Color = SKColor.Parse(Inks.Of(ink));
        _paint.PathEffect = dashes;
        canvas.DrawPath(path, _paint);
        _paint.PathEffect = null;
    }

    private void Fill(SKCanvas canvas, SKPath path, Ink ink)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColor.Parse(Inks.Of(ink));
        canvas.DrawPath(path, _paint);
    }

    private static SKPath AsPath(IReadOnlyList<IReadOnlyList<Spot>> rings, bool closed)
    {
        using var outline = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        foreach (var ring in rings)
        {
            outline.AddPoly([.. ring.Select(spot => new SKPoint((float)spot.X, (float)spot.Y))], closed);
        }

        return outline.Detach();
    }
}
