using System.Buffers.Binary;
using SkiaSharp;

namespace RuralRights.Interchange.Certificates.Typography;

/// <summary>Redraws the glyphs of a face with cubic outlines (CFF) in TrueType's quadratic ones.</summary>
/// <remarks>
/// The machine's further Chinese faces are of that kind. The PDF writer would turn them into pictures of letters, which a
/// search for a name does not find beside the letters of another face.
/// </remarks>
internal sealed class BorrowedOutlines : IDisposable
{
    // A Chinese stroke cut in four is less than a tenth of a unit off its cubic original.
    private const int Cuts = 4;

    private readonly SKTypeface _typeface;
    private readonly SKFont _font;

    public BorrowedOutlines(FontFile file)
    {
        _typeface = SKTypeface.FromFile(file.Path, file.Member) ?? throw new InvalidDataException($"{file.Path} cannot be drawn from.");
        _font = new SKFont(_typeface, _typeface.UnitsPerEm) { Hinting = SKFontHinting.None, LinearMetrics = true };
    }

    /// <summary>The glyph as an entry of the table <c>glyf</c>; empty for a blank.</summary>
    public byte[] Draw(int glyph)
    {
        using var path = _font.GetGlyphPath((ushort)glyph);
        var contours = path is null ? [] : ReadContours(path);
        if (contours.Count == 0) return [];

        var points = contours.SelectMany(contour => contour).ToArray();
        var outline = new byte[10 + 2 * contours.Count + 2 + 5 * points.Length];
        BinaryPrimitives.WriteInt16BigEndian(outline, (short)contours.Count);
        BinaryPrimitives.WriteInt16BigEndian(outline.AsSpan(2), points.Min(point => point.X));
        BinaryPrimitives.WriteInt16BigEndian(outline.AsSpan(4), points.Min(point => point.Y));
        BinaryPrimitives.WriteInt16BigEndian(outline.AsSpan(6), points.Max(point => point.X));
        BinaryPrimitives.WriteInt16BigEndian(outline.AsSpan(8), points.Max(point => point.Y));

        var (at, last) = (10, -1);
        foreach (var contour in contours)
        {
            last += contour.Count;
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)last);
            at += 2;
        }

        at += 2;
        foreach (var point in points) outline[at++] = point.IsOn ? (byte)1 : (byte)0;
        WriteSteps(points.Select(point => point.X), outline.AsSpan(at));
        WriteSteps(points.Select(point => point.Y), outline.AsSpan(at + 2 * points.Length));
        return outline;
    }

    public void Dispose()
    {
        _font.Dispose();
        _typeface.Dispose();
    }

    private readonly record struct OutlinePoint(short X, short Y, bool IsOn);

    private static List<List<OutlinePoint>> ReadContours(SKPath path)
    {
        var contours = new List<List<OutlinePoint>>();
        using var verbs = path.CreateRawIterator();
        Span<SKPoint> points = stackalloc SKPoint[4];
        for (SKPathVerb verb; (verb = verbs.Next(points)) != SKPathVerb.Done;)
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    contours.Add([At(points[0], true)]);
                    break;
                case SKPathVerb.Line:
                    contours[^1].Add(At(points[1], true));
                    break;
                case SKPathVerb.Quad:
                    contours[^1].Add(At(points[1], false));
                    contours[^1].Add(At(points[2], true));
                    break;
                case SKPathVerb.Cubic:
                    AddCubic(contours[^1], points);
                    break;
            }
        }

        foreach (var contour in contours.Where(contour => contour.Count > 1 && contour[0] == contour[^1])) contour.RemoveAt(contour.Count - 1);
        contours.RemoveAll(contour => contour.Count < 3);
        return contours;
    }

    /// <summary>Cuts a cubic into equal parts and takes the quadratic that meets each at its ends and middle.</summary>
    private static void AddCubic(List<OutlinePoint> contour, ReadOnlySpan<SKPoint> cubic)
    {
        var (a, b, c, d) = (cubic[0], cubic[1], cubic[2], cubic[3]);
        var from = a;
        for (var cut = 1; cut <= Cuts; cut++)
        {
            var to = Along((float)cut / Cuts);
            var middle = Along((cut - 0.5f) / Cuts);
            contour.Add(At(new(2 * middle.X - (from.X + to.X) / 2, 2 * middle.Y - (from.Y + to.Y) / 2), false));
            contour.Add(At(to, true));
            from = to;
        }

        SKPoint Along(float t)
        {
            var (u, v) = (1 - t, t);
            var (wa, wb, wc, wd) = (u * u * u, 3 * u * u * v, 3 * u * v * v, v * v * v);
            return new(wa * a.X + wb * b.X + wc * c.X + wd * d.X, wa * a.Y + wb * b.Y + wc * c.Y + wd * d.Y);
        }
    }

    /// <summary>A point in font units; the drawing library counts downwards, a font upwards.</summary>
    private static OutlinePoint At(SKPoint point, bool isOn) =>
        new((short)MathF.Round(point.X), (short)MathF.Round(-point.Y), isOn);

    private static void WriteSteps(IEnumerable<short> values, Span<byte> target)
    {
        short before = 0;
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt16BigEndian(target, (short)(value - before));
            target = target[2..];
            before = value;
        }
    }
}
