using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Makes a PDF/A of laid-out leaves, or says which characters cannot be set. The same leaves give the same bytes.</summary>
internal static partial class PrintedDocument
{
    public static Printing Of(IReadOnlyList<Leaf> leaves, CertificateFonts fonts, SKDocumentPdfMetadata metadata)
    {
        var missing = Missing(leaves, fonts);
        if (missing.Length > 0) return new Printing.CannotPrint(missing);

        var pdf = CertificatePainter.Paint(leaves, fonts, metadata);
        FixDocumentIds(pdf);
        return new Printing.Printed(pdf, leaves.Count);
    }

    /// <summary>Characters that no typeface has.</summary>
    public static PrintObstacle[] Missing(IReadOnlyList<Leaf> leaves, CertificateFonts fonts) =>
    [
        .. CertificatePainter.TextsOf(leaves)
            .SelectMany(text => text.Words.EnumerateRunes().Where(character => fonts.FontFor(text.Face, character) is null))
            .Distinct()
            .Select(character => new PrintObstacle.MissingCharacter(character)),
    ];

    /// <summary>
    /// PDF/A asks for document ids, and the PDF writer draws them by lot. They are put back to a number worked out from the
    /// document itself, in place, so that every offset in the file still holds.
    /// </summary>
    private static void FixDocumentIds(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var ids = UuidGrammar().Matches(text).Select(match => match.Groups[1]).ToArray();
        foreach (var id in ids) pdf.AsSpan(id.Index, id.Length).Fill((byte)'0');
        var trailer = TrailerIdGrammar().Match(text);
        foreach (var half in trailer.Groups.Values.Skip(1)) pdf.AsSpan(half.Index, half.Length).Fill((byte)'0');

        var number = new Guid(SHA256.HashData(pdf).AsSpan(0, 16));
        foreach (var id in ids) Encoding.ASCII.GetBytes(number.ToString("D"), pdf.AsSpan(id.Index));
        foreach (var half in trailer.Groups.Values.Skip(1)) Encoding.ASCII.GetBytes(number.ToString("N").ToUpperInvariant(), pdf.AsSpan(half.Index));
    }

    [GeneratedRegex("uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", RegexOptions.RightToLeft)]
    private static partial Regex UuidGrammar();

    [GeneratedRegex("/ID\\s*\\[\\s*<([0-9A-Fa-f]{32})>\\s*<([0-9A-Fa-f]{32})>\\s*\\]", RegexOptions.RightToLeft)]
    private static partial Regex TrailerIdGrammar();
}
