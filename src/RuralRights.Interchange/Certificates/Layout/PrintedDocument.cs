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

        var pdf = WithItsOwnIds(CertificatePainter.Paint(leaves, fonts, metadata));
        return new Printing.Printed(pdf, leaves.Count);
    }

    /// <summary>What a document says of itself. It was made on the day it bears, because the same content made again has to come out the same.</summary>
    public static SKDocumentPdfMetadata About(string title, string subject, DateOnly day, string? author = null, string? keywords = null)
    {
        var made = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new(SKDocumentPdfMetadata.Default.RasterDpi)
        {
            Title = title,
            Author = author,
            Subject = subject,
            Keywords = keywords,
            Creator = "RuralRights",
            Producer = "RuralRights",
            Creation = made,
            Modified = made,
            PdfA = true,
            EncodingQuality = 101,
        };
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
    /// PDF/A asks for document ids, and the PDF writer draws them by lot. A number worked out from the document itself takes their
    /// place: in the metadata sign for sign, so that every offset in the file still holds, and in the trailer behind them all,
    /// where the writer puts some of its lots as hexadecimal digits and others as letters and escapes.
    /// </summary>
    internal static byte[] WithItsOwnIds(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var (from, to) = (text.LastIndexOf("/ID [", StringComparison.Ordinal), text.LastIndexOf("]>>", StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidDataException("The PDF that was written has no document id in its trailer.");

        var nameless = UuidGrammar().Replace(text[..from], uuid => new string('0', uuid.Length)) + text[to..];
        var number = new Guid(SHA256.HashData(Encoding.Latin1.GetBytes(nameless)).AsSpan(0, 16));
        var half = $"<{number.ToString("N").ToUpperInvariant()}>";
        return Encoding.Latin1.GetBytes($"{UuidGrammar().Replace(text[..from], $"uuid:{number:D}")}/ID [{half} {half}{text[to..]}");
    }

    [GeneratedRegex("uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex UuidGrammar();
}
