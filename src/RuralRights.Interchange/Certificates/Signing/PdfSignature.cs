using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RuralRights.Interchange.Certificates.Signing;

/// <summary>Adds a signature to a PDF as an incremental update (增量更新): what was written before stays byte for byte.</summary>
/// <remarks>
/// Knows the plain cross-reference tables that our own documents have, and no others. The signature certifies the document
/// (DocMDP, no changes allowed), so that a reader warns of whatever is added later.
/// </remarks>
internal static partial class PdfSignature
{
    /// <param name="pdf">The document.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="at">When, as the signature states it.</param>
    /// <param name="reason">Why, as a reader shows it.</param>
    public static byte[] Add(byte[] pdf, ICertificateSigner signer, DateTimeOffset at, string reason)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var previous = int.Parse(StartGrammar().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var trailer = text[text.IndexOf("trailer", previous, StringComparison.Ordinal)..];
        var size = Number(trailer, "Size");
        var root = Number(trailer, "Root");
        var offsets = ReadOffsets(text, previous);
        var page = FirstPage(text, offsets, root);
        var (signature, field) = (size, size + 1);

        using var update = new MemoryStream();
        update.Write(pdf);
        var places = new SortedDictionary<int, long>();
        var gap = 0L;

        Begin(root);
        Write($"{WithEntry(Dictionary(text, offsets[root]), $"/AcroForm <</Fields [{field} 0 R] /SigFlags 3>> /Perms <</DocMDP {signature} 0 R>>")}\nendobj\n");
        Begin(page);
        Write($"{WithEntry(Dictionary(text, offsets[page]), $"/Annots [{field} 0 R]")}\nendobj\n");
        Begin(signature);
        Write($"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /{signer.Format}\n/Name {Words(signer.Name)}\n/Reason {Words(reason)}\n");
        Write($"/M (D:{at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{at.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'')}')\n");
        Write($"/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P 1 /V /1.2>>>>]\n/ByteRange ");
        var range = update.Position;
        Write($"{Range(0, 0, 0)}\n/Contents ");
        gap = update.Position;
        Write($"<{new string('0', 2 * signer.MaximumLength)}>");
        var after = update.Position;
        Write(">>\nendobj\n");
        Begin(field);
        Write($"<</Type /Annot /Subtype /Widget /FT /Sig /T (Registration) /V {signature} 0 R /P {page} 0 R /Rect [0 0 0 0] /F 132>>\nendobj\n");

        var start = update.Position;
        Write("xref\n");
        foreach (var (number, offset) in places) Write($"{number} 1\n{offset:0000000000} 00000 n \n");
        Write($"trailer\n<</Size {field + 1}\n/Root {root} 0 R\n/Info {Number(trailer, "Info")} 0 R\n{IdGrammar().Match(trailer).Value}\n/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n");

        var document = update.ToArray();
        Encoding.ASCII.GetBytes(Range(gap, after, document.Length - after), document.AsSpan((int)range));
        byte[] signed = [.. document.AsSpan(0, (int)gap), .. document.AsSpan((int)after)];
        var made = signer.Sign(signed);
        if (made.Length > signer.MaximumLength) throw new InvalidOperationException($"The signature is {made.Length} bytes long; {signer.MaximumLength} were set aside.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(made), document.AsSpan((int)gap + 1));
        return document;

        void Begin(int number)
        {
            places[number] = update.Position;
            Write($"{number} 0 obj\n");
        }

        void Write(string words) => update.Write(Encoding.Latin1.GetBytes(words));
    }

    /// <summary>Always of one length, because it is written before the numbers are known.</summary>
    private static string Range(long gap, long after, long rest) =>
        string.Create(CultureInfo.InvariantCulture, $"[0 {gap,10} {after,10} {rest,10}]");

    private static Dictionary<int, int> ReadOffsets(string text, int table)
    {
        var offsets = new Dictionary<int, int>();
        var number = 0;
        foreach (var line in text[table..text.IndexOf("trailer", table, StringComparison.Ordinal)].Split('\n', StringSplitOptions.TrimEntries).Skip(1))
        {
            var parts = line.Split(' ');
            if (parts.Length == 2) number = int.Parse(parts[0], CultureInfo.InvariantCulture);
            else if (parts.Length == 3) offsets[number++] = int.Parse(parts[0], CultureInfo.InvariantCulture);
        }

        return offsets;
    }

    private static int FirstPage(string text, Dictionary<int, int> offsets, int root)
    {
        var node = Number(Dictionary(text, offsets[root]), "Pages");
        while (KidsGrammar().Match(Dictionary(text, offsets[node])) is { Success: true } kids) node = int.Parse(kids.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return node;
    }

    private static string Dictionary(string text, int offset)
    {
        var start = text.IndexOf("<<", offset, StringComparison.Ordinal);
        return text[start..text.IndexOf("endobj", start, StringComparison.Ordinal)].TrimEnd();
    }

    private static string WithEntry(string dictionary, string entry) => $"{dictionary[..^2]}\n{entry}>>";

    private static int Number(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, $"/{key} ([0-9]+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Text in UTF-16 and hexadecimal, which needs no escapes.</summary>
    private static string Words(string words) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(words))}>";

    [GeneratedRegex("startxref\\s+([0-9]+)\\s+%%EOF\\s*$", RegexOptions.RightToLeft)]
    private static partial Regex StartGrammar();

    [GeneratedRegex("/Kids\\s*\\[\\s*([0-9]+) 0 R")]
    private static partial Regex KidsGrammar();

    [GeneratedRegex("/ID\\s*\\[[^\\]]*\\]")]
    private static partial Regex IdGrammar();
}
