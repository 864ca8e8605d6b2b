using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Domain.Registration;

namespace RuralRights.Interchange.Documents;

/// <summary>What a look through a PDF found.</summary>
/// <param name="Pages">Pages in it.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
/// <param name="About">What was found.</param>
internal readonly record struct PdfFound(int Pages, DocumentFault? Fault, string? About);

/// <summary>Looks through a PDF for anything that is more than pages, without trusting its own table of contents.</summary>
/// <remarks>
/// <para>
/// Readers differ in how they find objects in a damaged or crafted file, and a scanner that follows one reader is blind to what
/// another finds. So every byte outside compressed streams and every stream that can be unfolded is searched for the names by
/// which ISO 32000 starts something: a name that stands nowhere cannot be followed by any reader. Names are compared with their
/// <c>#xx</c> escapes undone. What could hide names from this search (a password, an object stream that is more than plainly
/// compressed, or one whose dictionary is not found where a reader finds it) is refused.
/// </para>
/// <para>Links to web pages are let through: they do nothing until a person follows them.</para>
/// </remarks>
internal static partial class PdfScrutiny
{
    private const int Head = 1024;
    private const int Tail = 1024;
    private const int ZipTail = 66_000;
    private const int Window = 1 << 16;
    private const int Overlap = 128;
    private const int LongestDictionary = 8192;

    // A page of A3 in full colour at 600 dots to the inch unfolds to 210 MB; a small file that unfolds to more is no scan.
    private const long MostUnfolded = 1L << 30;

    private static readonly string[] Starts =
        ["/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/Rendition", "/XFA", "/SubmitForm", "/ImportData", "/GoToE", "/Movie"];

    /// <summary>All that the dictionary of an object stream says; every name of it once at most.</summary>
    private static readonly HashSet<string> SaidOfObjects = ["/Type", "/ObjStm", "/N", "/First", "/Length", "/Extends", "/Filter", "/FlateDecode"];

    private static readonly SearchValues<byte> Blank = SearchValues.Create("\0\t\n\f\r "u8);

    private static readonly string[] Looked = [.. Starts, "/Encrypt", "/Page", "/ObjStm"];

    /// <summary>How a PDF begins.</summary>
    public static ReadOnlySpan<byte> Start => "%PDF-"u8;

    /// <summary>Looks through it.</summary>
    public static PdfFound Look(byte[] file)
    {
        var raw = new Names();
        raw.Search(file);
        if (raw.Count("/Encrypt") > 0) return new(0, DocumentFault.Locked, "/Encrypt");
        if (raw.Forbidden() is { } open) return new(0, DocumentFault.CarriesPrograms, open);
        if (Disguise(file) is { } disguise) return new(0, DocumentFault.Disguised, disguise);
        if (!Ends(file)) return new(0, DocumentFault.Damaged, null);

        var (unfolded, told, last) = (0L, 0, -1);
        foreach (var (at, begin, dictionary) in StreamsOf(file))
        {
            var inside = new Names();
            var isFolded = Unfold(file, at, inside, ref unfolded);
            if (unfolded > MostUnfolded) return new(0, DocumentFault.TooDense, null);
            if (inside.Forbidden() is { } hidden) return new(0, DocumentFault.CarriesPrograms, hidden);

            var names = NamesIn(dictionary);
            if (!HoldsObjects(names)) continue;
            if (begin < 0 || !LiesOpen(dictionary, names, isFolded)) return new(0, DocumentFault.Damaged, "/ObjStm");

            raw.Add(inside, "/Page");
            if (begin != last && names.Contains("/ObjStm")) told++;
            last = begin;
        }

        // An object stream that was not met above is one whose beginning only a reader finds.
        if (told != raw.Count("/ObjStm")) return new(0, DocumentFault.Damaged, "/ObjStm");
        return new(raw.Count("/Page"), null, null);
    }

    /// <summary>What else the file is; null when it is only a PDF.</summary>
    private static string? Disguise(ReadOnlySpan<byte> file)
    {
        var head = Encoding.Latin1.GetString(file[..Math.Min(Head, file.Length)]);
        foreach (var sign in new[] { "<html", "<script", "<!doctype", "<svg", "<?php" })
            if (head.Contains(sign, StringComparison.OrdinalIgnoreCase)) return "HTML";

        if (file[Math.Max(0, file.Length - ZipTail)..].IndexOf("PK\x05\x06"u8) >= 0) return "ZIP";

        // A disk image and a tape archive bear their mark far behind the beginning.
        if (file.Length > 0x8006 && file.Slice(0x8001, 5).SequenceEqual("CD001"u8)) return "ISO";
        return file.Length > 262 && file.Slice(257, 5).SequenceEqual("ustar"u8) ? "TAR" : null;
    }

    /// <summary>True when the file ends as a whole PDF ends: a place to begin reading, the mark of the end, and nothing after it.</summary>
    private static bool Ends(ReadOnlySpan<byte> file)
    {
        var tail = file[Math.Max(0, file.Length - Tail)..];
        var mark = tail.LastIndexOf("%%EOF"u8);
        if (mark < 0 || tail[(mark + 5)..].ContainsAnyExcept(Blank)) return false;

        var start = tail[..mark].LastIndexOf("startxref"u8);
        if (start < 0) return false;

        var digits = Encoding.Latin1.GetString(tail[(start + 9)..mark]).Trim();
        return long.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) && place < file.Length;
    }

    /// <summary>Where the data of each stream begin, where its object begins (before 0 when that was not found), and the text of the dictionary between.</summary>
    private static IEnumerable<(int At, int Begin, string Dictionary)> StreamsOf(byte[] file)
    {
        for (var at = 0; (at = IndexOf(file, "stream", at)) >= 0;)
        {
            var behind = at + 6;
            var isEnd = at >= 3 && file[at - 3] == 'e' && file[at - 2] == 'n' && file[at - 1] == 'd';
            if (!isEnd && behind < file.Length && file[behind] is (byte)'\r' or (byte)'\n')
            {
                var data = file[behind] == '\r' && behind + 1 < file.Length && file[behind + 1] == '\n' ? behind + 2 : behind + 1;
                var from = Math.Max(0, at - LongestDictionary);
                var before = Encoding.Latin1.GetString(file, from, at - from);
                var begin = Beginning().Match(before) is { Success: true, Index: var found } ? found : -1;
                yield return (data, begin < 0 ? -1 : from + begin, Plain(begin < 0 ? before : before[begin..]));
            }

            at = behind;
        }
    }

    private static int IndexOf(byte[] file, string text, int from)
    {
        var found = file.AsSpan(from).IndexOf(Encoding.Latin1.GetBytes(text));
        return found < 0 ? -1 : from + found;
    }

    [GeneratedRegex(@"(?<=[\0\t\n\f\r ])obj(?![A-Za-z])", RegexOptions.RightToLeft)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"/[^\0\t\n\f\r ()<>\[\]{}/%]*")]
    private static partial Regex Name();

    private static IReadOnlyList<string> NamesIn(string dictionary) => [.. Name().Matches(dictionary).Select(name => name.Value)];

    private static bool HoldsObjects(IReadOnlyList<string> names) => names.Contains("/ObjStm") || (names.Contains("/First") && names.Contains("/N"));

    /// <summary>True when all that an object stream holds was searched: it is not coded, or compressed and nothing else.</summary>
    /// <remarks>A text or a comment in its dictionary could hold what looks like the beginning of another object or of its data; none belongs there.</remarks>
    private static bool LiesOpen(string dictionary, IReadOnlyList<string> names, bool isFolded) =>
        dictionary.AsSpan().IndexOfAny('(', '%') < 0
        && names.All(SaidOfObjects.Contains)
        && names.Distinct(StringComparer.Ordinal).Count() == names.Count
        && (isFolded ? names.Contains("/FlateDecode") : !names.Contains("/Filter"));

    /// <summary>Unfolds a stream as far as it goes and searches it; false when it is no compressed stream at all.</summary>
    private static bool Unfold(byte[] file, int at, Names names, ref long unfolded)
    {
        using var source = new MemoryStream(file, at, file.Length - at, writable: false);
        using var inflated = new ZLibStream(source, CompressionMode.Decompress);
        var window = new byte[Overlap + Window];
        var (kept, any) = (0, false);
        try
        {
            while (true)
            {
                var read = inflated.Read(window, kept, Window);
                if (read == 0) return any;

                any = true;
                unfolded += read;
                if (unfolded > MostUnfolded) return true;
                names.Search(window.AsSpan(0, kept + read), kept);
                var tail = Math.Min(Overlap, kept + read);
                window.AsSpan(kept + read - tail, tail).CopyTo(window);
                kept = tail;
            }
        }
        catch (InvalidDataException)
        {
            return any;
        }
    }

    /// <summary>The text with <c>#xx</c> undone.</summary>
    private static string Plain(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal)) return text;

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '#' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                plain.Append((char)Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    /// <summary>How often each name that matters stands somewhere.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> _found = [];

        /// <summary>How often a name was found.</summary>
        public int Count(string name) => _found.GetValueOrDefault(name);

        /// <summary>Adds what another search found.</summary>
        public void Add(Names other, string name) => _found[name] = Count(name) + other.Count(name);

        /// <summary>A name that starts something; null when none was found.</summary>
        public string? Forbidden() => Array.Find(Starts, name => Count(name) > 0);

        /// <summary>Searches bytes of which the first were searched before: a name counts when it ends behind them.</summary>
        public void Search(ReadOnlySpan<byte> bytes, int searched = 0)
        {
            Span<char> name = stackalloc char[32];
            var at = 0;
            while (true)
            {
                var slash = bytes[at..].IndexOf((byte)'/');
                if (slash < 0) return;

                at += slash;
                var (length, end) = (0, at);
                name[length++] = '/';
                end++;
                while (end < bytes.Length && length < name.Length && !IsEndOfName(bytes[end]))
                {
                    if (bytes[end] == '#' && end + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[end + 1]) && char.IsAsciiHexDigit((char)bytes[end + 2]))
                    {
                        name[length++] = (char)((Value(bytes[end + 1]) * 16) + Value(bytes[end + 2]));
                        end += 3;
                    }
                    else
                    {
                        name[length++] = (char)bytes[end++];
                    }
                }

                if ((searched == 0 || end > searched) && length < name.Length)
                {
                    foreach (var looked in Looked)
                        if (name[..length].SequenceEqual(looked)) _found[looked] = Count(looked) + 1;
                }

                at++;
            }
        }

        private static bool IsEndOfName(byte one) => one is 0 or 9 or 10 or 12 or 13 or 32 or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

        private static int Value(byte digit) => char.IsAsciiDigit((char)digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
    }
}
