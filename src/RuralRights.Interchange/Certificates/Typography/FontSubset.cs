using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace RuralRights.Interchange.Certificates.Typography;

/// <summary>Cuts a face down to the characters a document uses.</summary>
/// <remarks>
/// The PDF writer embeds a face whole, which is ten megabytes for Chinese. The character table is written anew with only the
/// characters in use, so that text copied from the document is 土 (U+571F) and never the radical ⼟ (U+2F1F) that shares its
/// glyph. Layout tables are left out; they would name glyphs that are gone. The same characters always give the same bytes.
/// </remarks>
internal static class FontSubset
{
    private const ushort MoreParts = 0x20, WideArguments = 0x1, OneScale = 0x8, TwoScales = 0x40, FourScales = 0x80;

    public static byte[] Cut(FontFile font, IEnumerable<Rune> characters)
    {
        var used = new SortedDictionary<int, int>();
        foreach (var character in characters) used[character.Value] = font.GlyphOf(character);

        // Glyph 0 is what a reader shows for the unknown and has to stay in front; composites pull in their parts at the end.
        var glyphs = new List<int> { 0 };
        var renumbered = new Dictionary<int, int> { [0] = 0 };
        var outlines = new List<byte[]>();
        foreach (var glyph in used.Values) Take(glyph);
        using var borrowed = font.HasTrueTypeOutlines ? null : new BorrowedOutlines(font);
        for (var index = 0; index < glyphs.Count; index++)
            outlines.Add(borrowed?.Draw(glyphs[index]) ?? Renumber(font.Outline(glyphs[index]), Take));

        int Take(int glyph)
        {
            if (renumbered.TryGetValue(glyph, out var number)) return number;
            renumbered[glyph] = number = glyphs.Count;
            glyphs.Add(glyph);
            return number;
        }

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] = WriteCharacters([.. used.Select(pair => (pair.Key, renumbered[pair.Value]))]),
            ["head"] = font.Table("head"),
            ["hhea"] = font.Table("hhea"),
            ["hmtx"] = [.. glyphs.SelectMany((glyph, index) => Metrics(font, glyph, outlines[index]))],
            ["maxp"] = borrowed is null ? font.Table("maxp") : Maxima(outlines),
            ["name"] = font.Table("name"),
            ["post"] = WithoutNames(font.Table("post")),
        };
        foreach (var kept in new[] { "OS/2", "cvt ", "fpgm", "prep", "gasp" })
            if (font.HasTable(kept)) tables[kept] = font.Table(kept);

        (tables["glyf"], tables["loca"]) = WriteOutlines(outlines);
        BinaryPrimitives.WriteInt16BigEndian(tables["head"].AsSpan(50), 1);
        BinaryPrimitives.WriteUInt16BigEndian(tables["hhea"].AsSpan(34), (ushort)glyphs.Count);
        BinaryPrimitives.WriteUInt16BigEndian(tables["maxp"].AsSpan(4), (ushort)glyphs.Count);
        return Assemble(tables);
    }

    /// <summary>Width and left side bearing, which has to agree with the outline as it was redrawn.</summary>
    private static byte[] Metrics(FontFile font, int glyph, byte[] outline)
    {
        var metrics = font.MetricsOf(glyph).ToArray();
        if (!font.HasTrueTypeOutlines) BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(2), outline.Length == 0 ? (short)0 : BinaryPrimitives.ReadInt16BigEndian(outline.AsSpan(2)));
        return metrics;
    }

    /// <summary>The table of largest values that faces with cubic outlines have only in part.</summary>
    private static byte[] Maxima(List<byte[]> outlines)
    {
        var table = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(table, 0x00010000);
        var drawn = outlines.Where(outline => outline.Length > 0).Select(outline => (Outline: outline, Contours: BinaryPrimitives.ReadInt16BigEndian(outline))).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), drawn.Select(glyph => (ushort)(BinaryPrimitives.ReadUInt16BigEndian(glyph.Outline.AsSpan(8 + 2 * glyph.Contours)) + 1)).DefaultIfEmpty().Max());
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(8), drawn.Select(glyph => (ushort)glyph.Contours).DefaultIfEmpty().Max());
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(14), 1);
        return table;
    }

    /// <summary>Rewrites the glyph numbers that a composite outline refers to.</summary>
    private static byte[] Renumber(byte[] outline, Func<int, int> take)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return outline;
        var at = 10;
        ushort flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = outline.AsSpan(at + 2, 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, (ushort)take(BinaryPrimitives.ReadUInt16BigEndian(part)));
            at += 4 + ((flags & WideArguments) != 0 ? 4 : 2);
            at += (flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & FourScales) != 0 ? 8 : 0;
        }
        while ((flags & MoreParts) != 0);

        // Instructions may follow the last part; they name no glyphs.
        return outline;
    }

    private static (byte[] Outlines, byte[] Places) WriteOutlines(List<byte[]> outlines)
    {
        var places = new byte[4 * (outlines.Count + 1)];
        using var stream = new MemoryStream();
        for (var index = 0; index < outlines.Count; index++)
        {
            stream.Write(outlines[index]);
            while (stream.Length % 4 != 0) stream.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * (index + 1)), (uint)stream.Length);
        }

        return (stream.ToArray(), places);
    }

    private static byte[] WriteCharacters((int Character, int Glyph)[] characters)
    {
        var table = new byte[12 + 16 + 12 * characters.Length];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), 10);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(12), 12);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(16), (uint)(table.Length - 12));
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(24), (uint)characters.Length);
        for (var index = 0; index < characters.Length; index++)
        {
            var group = table.AsSpan(28 + 12 * index);
            BinaryPrimitives.WriteInt32BigEndian(group, characters[index].Character);
            BinaryPrimitives.WriteInt32BigEndian(group[4..], characters[index].Character);
            BinaryPrimitives.WriteInt32BigEndian(group[8..], characters[index].Glyph);
        }

        return table;
    }

    /// <summary>Version 3 of the table: no glyph has a name.</summary>
    private static byte[] WithoutNames(byte[] post)
    {
        var cut = post[..32];
        BinaryPrimitives.WriteUInt32BigEndian(cut, 0x00030000);
        return cut;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        BinaryPrimitives.WriteUInt32BigEndian(tables["head"].AsSpan(8), 0);
        var offset = 12 + 16 * tables.Count;
        var font = new byte[offset + tables.Values.Sum(table => (table.Length + 3) & ~3)];
        var largest = BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << largest));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)largest);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)(16 * tables.Count - (16 << largest)));

        var (entry, head) = (12, 0);
        foreach (var (tag, table) in tables)
        {
            if (tag == "head") head = offset;
            table.CopyTo(font, offset);
            Encoding.ASCII.GetBytes(tag, font.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 4), Sum(font.AsSpan(offset, (table.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 8), offset);
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 12), table.Length);
            entry += 16;
            offset += (table.Length + 3) & ~3;
        }

        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(head + 8), unchecked(0xB1B0AFBA - Sum(font)));
        return font;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= 4; bytes = bytes[4..]) unchecked { sum += BinaryPrimitives.ReadUInt32BigEndian(bytes); }
        return sum;
    }
}
