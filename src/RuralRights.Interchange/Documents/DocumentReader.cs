using RuralRights.Domain.Registration;

namespace RuralRights.Interchange.Documents;

/// <summary>A document as it was read, and the bytes that are to be kept.</summary>
/// <param name="Read">What it is, or what is wrong with it.</param>
/// <param name="Kept">What is kept; empty when there is a fault.</param>
public sealed record DocumentReading(DocumentRead Read, byte[] Kept);

/// <summary>Reads documents that people hand in. Only the content counts: no name and no sender's word about the type is asked.</summary>
/// <remarks>
/// <para>
/// A PDF is kept as it came, byte for byte, because a signature in it would not survive anything else; what carries programs,
/// files or a lock is refused. Of a picture the compressed points are kept exactly as the camera made them, without decoding
/// and coding again; what else lies in the file (place and time of the photograph, the serial number of the camera, a second
/// picture, text, anything behind the end) is left out, except the colour profile and which side is up.
/// </para>
/// <para>Every picture is decoded in full once, in stripes, so that what is kept can be shown.</para>
/// </remarks>
public static class DocumentReader
{
    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> Riff => "RIFF"u8;

    /// <summary>Reads a document.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="limits">How large it may be, and of which kinds.</param>
    public static DocumentReading Read(byte[] content, DocumentLimits limits)
    {
        var reading = Look(content, limits);
        return reading.Read.Fault is null && !limits.Takes(reading.Read.Format) ? Refuse(reading.Read.Format, DocumentFault.KindNotTaken, EndingOf(reading.Read.Format).ToUpperInvariant()) : reading;
    }

    private static DocumentReading Look(byte[] content, DocumentLimits limits)
    {
        if (content.Length == 0) return Refuse(DocumentFormat.Other, DocumentFault.Empty);
        if (content.Length > limits.LargestBytes) return Refuse(DocumentFormat.Other, DocumentFault.TooLarge, SizeOf(content.Length));

        ReadOnlySpan<byte> start = content;
        if (start.StartsWith(JpegFile.Start)) return Picture(DocumentFormat.Jpeg, JpegFile.Read(content), limits);
        if (start.StartsWith(PngFile.Start)) return Picture(DocumentFormat.Png, PngFile.Read(content), limits);
        if (start.StartsWith(PdfScrutiny.Start)) return Pdf(content, limits);
        return Refuse(DocumentFormat.Other, DocumentFault.OtherFormat, NameOf(start));
    }

    /// <summary>The refusal of a file whose size is known before it is read.</summary>
    public static DocumentRead TooLarge(long bytes) => DocumentRead.Refused(DocumentFormat.Other, DocumentFault.TooLarge, SizeOf(bytes));

    /// <summary>The ending a file of this format bears.</summary>
    public static string EndingOf(DocumentFormat format) => format switch
    {
        DocumentFormat.Jpeg => "jpg",
        DocumentFormat.Png => "png",
        DocumentFormat.Pdf => "pdf",
        _ => "bin",
    };

    /// <summary>The media type of this format.</summary>
    public static string MediaTypeOf(DocumentFormat format) => format switch
    {
        DocumentFormat.Jpeg => "image/jpeg",
        DocumentFormat.Png => "image/png",
        DocumentFormat.Pdf => "application/pdf",
        _ => "application/octet-stream",
    };

    private static DocumentReading Picture(DocumentFormat format, PictureFile? picture, DocumentLimits limits)
    {
        if (picture is null) return Refuse(format, DocumentFault.Damaged);
        if ((long)picture.Width * picture.Height > limits.LargestPoints) return Refuse(format, DocumentFault.TooDense, $"{picture.Width} × {picture.Height}");
        if (!Pictures.Decodes(picture)) return Refuse(format, DocumentFault.Damaged);

        var (width, height) = picture.LiesOnItsSide ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        return new(new(format, 1, width, height, null, null), picture.Upright());
    }

    private static DocumentReading Pdf(byte[] content, DocumentLimits limits)
    {
        var found = PdfScrutiny.Look(content);
        if (found.Fault is { } fault) return Refuse(DocumentFormat.Pdf, fault, found.About);
        return found.Pages < 1 || found.Pages > limits.LargestPages
            ? Refuse(DocumentFormat.Pdf, DocumentFault.TooManyPages, found.Pages.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : new(new(DocumentFormat.Pdf, found.Pages, 0, 0, null, null), content);
    }

    private static DocumentReading Refuse(DocumentFormat format, DocumentFault fault, string? about = null) => new(DocumentRead.Refused(format, fault, about), []);

    private static string SizeOf(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");

    /// <summary>What it is instead, for the person who wonders why it was refused.</summary>
    private static string? NameOf(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith(Riff) && start.Length > 12 && start[8..12].SequenceEqual("WEBP"u8) => "WebP",
        _ when start.Length > 12 && start[4..8].SequenceEqual("ftyp"u8) => start[8..12].SequenceEqual("heic"u8) || start[8..12].SequenceEqual("heix"u8) || start[8..12].SequenceEqual("mif1"u8) ? "HEIC"
            : start[8..12].SequenceEqual("avif"u8) ? "AVIF" : "MP4",
        _ when start.StartsWith(Zip) => "ZIP, Word, Excel",
        _ when start.StartsWith("MZ"u8) => "EXE",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) => "ELF",
        _ when start.StartsWith("#!"u8) => "script",
        _ when start.StartsWith("GIF8"u8) => "GIF",
        _ when start.StartsWith("BM"u8) => "BMP",
        _ when start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) => "TIFF",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) => "Word, Excel (1997)",
        _ when start.StartsWith("Rar!"u8) => "RAR",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) => "7z",
        _ when Begins(start, "<svg"u8) => "SVG",
        _ when Begins(start, "<"u8) => "HTML",
        _ => null,
    };

    private static bool Begins(ReadOnlySpan<byte> start, ReadOnlySpan<byte> with)
    {
        var from = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        while (from < start.Length && start[from] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') from++;
        return start[from..].StartsWith(with);
    }
}
