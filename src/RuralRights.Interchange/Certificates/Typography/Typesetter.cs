using System.Globalization;
using System.Text;

namespace RuralRights.Interchange.Certificates.Typography;

/// <summary>The faces a certificate is set in.</summary>
internal enum Face
{
    Serif,
    SerifBold,
    Sans,
}

/// <summary>Measures text and breaks it into lines. Lengths are millimetres, type sizes points.</summary>
internal sealed class Typesetter(CertificateFonts fonts)
{
    public const double Point = 25.4 / 72;

    // What a Chinese line must not begin with, and what it must not end with.
    private const string NotFirst = "，。、；：！？）》”’〉】」』·-–—,.;:!?)%";
    private const string NotLast = "（《“‘〈【「『(";

    /// <summary>Text as it can be set: what moves the pen elsewhere becomes a space, what is invisible goes.</summary>
    public static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(character => Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
        UnicodeCategory.Format => "",
        _ => character.ToString(),
    }));

    public double Measure(Face face, double size, string text)
    {
        var width = 0.0;
        foreach (var character in text.EnumerateRunes())
            width += fonts.FontFor(face, character) is { } font ? font.WidthOf(font.GlyphOf(character)) : 1;
        return width * size * Point;
    }

    /// <summary>The largest type size up to the one asked for at which a line stays within a width.</summary>
    public double Fit(Face face, double size, string text, double width) => size * Math.Min(1, width / Math.Max(width, Measure(face, size, text)));

    /// <summary>Breaks text into lines no wider than asked: between Chinese characters anywhere, in Latin text between words.</summary>
    public IReadOnlyList<string> Wrap(Face face, double size, string text, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var unit in Units(Clean(text)))
        {
            if (line.Length > 0 && Measure(face, size, (line + unit).TrimEnd()) > width)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += line.Length == 0 ? unit.TrimStart() : unit;
            while (Measure(face, size, line.TrimEnd()) > width && new StringRunes(line) is { Count: > 1 } runes)
            {
                var fit = runes.Count - 1;
                while (fit > 1 && Measure(face, size, runes.First(fit)) > width) fit--;
                lines.Add(runes.First(fit));
                line = line[runes.First(fit).Length..];
            }
        }

        if (line.Trim().Length > 0 || lines.Count == 0) lines.Add(line.TrimEnd());
        return lines;
    }

    /// <summary>The pieces between which a line may break.</summary>
    private static IEnumerable<string> Units(string text)
    {
        var unit = new StringBuilder();
        Rune? before = null;
        foreach (var character in text.EnumerateRunes())
        {
            if (before is { } last && MayBreak(last, character))
            {
                yield return unit.ToString();
                unit.Clear();
            }

            unit.Append(character);
            before = character;
        }

        yield return unit.ToString();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (before.IsBmp && NotLast.Contains((char)before.Value, StringComparison.Ordinal)) return false;
        if (after.IsBmp && NotFirst.Contains((char)after.Value, StringComparison.Ordinal)) return false;
        if (Rune.IsWhiteSpace(after)) return false;
        return Rune.IsWhiteSpace(before) || before.Value >= 0x2E80 || after.Value >= 0x2E80;
    }

    private sealed class StringRunes(string text)
    {
        private readonly Rune[] _runes = [.. text.EnumerateRunes()];

        public int Count => _runes.Length;

        public string First(int count) => string.Concat(_runes.Take(count));
    }
}
