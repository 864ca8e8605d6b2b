using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RuralRights.Interchange.Certificates.Typography;

/// <summary>One face of a TrueType or OpenType file, read only as far as setting a certificate needs it.</summary>
/// <remarks>
/// Which characters the face has and how wide they are is held in memory; outlines stay in the file until a subset needs
/// them, because a Chinese face has sixty thousand. Safe for use by several threads.
/// </remarks>
internal sealed class FontFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, (long Offset, int Length)> _tables = [];
    private readonly (uint First, uint Last, uint Glyph)[] _characters;
    private readonly byte[] _widths;
    private readonly int _widthCount;
    private readonly int _unitsPerEm;
    private readonly Lazy<long[]> _places;

    /// <summary>Opens a face; <paramref name="member"/> counts the faces of a collection (.ttc).</summary>
    /// <exception cref="InvalidDataException">The file is not a font of this kind.</exception>
    public FontFile(string path, int member = 0)
    {
        Path = path;
        Member = member;
        _file = File.OpenHandle(path);
        try
        {
            var start = 0L;
            if (Tag(0) == "ttcf") start = ReadUInt32(12 + 4 * member);
            var tableCount = ReadUInt16(start + 4);
            for (var index = 0; index < tableCount; index++)
            {
                var entry = start + 12 + 16 * index;
                _tables[Tag(entry)] = (ReadUInt32(entry + 8), checked((int)ReadUInt32(entry + 12)));
            }

            _unitsPerEm = BinaryPrimitives.ReadUInt16BigEndian(Table("head").AsSpan(18));
            GlyphCount = BinaryPrimitives.ReadUInt16BigEndian(Table("maxp").AsSpan(4));
            _widthCount = BinaryPrimitives.ReadUInt16BigEndian(Table("hhea").AsSpan(34));
            _widths = Table("hmtx");
            _characters = ReadCharacters(Table("cmap"));
            if (_unitsPerEm == 0 || _widthCount == 0 || _widths.Length < 4 * _widthCount) throw new InvalidDataException($"{path} has no usable widths.");
            _places = new(ReadPlaces);
        }
        catch (Exception cause) when (cause is ArgumentException or OverflowException or EndOfStreamException)
        {
            _file.Dispose();
            throw new InvalidDataException($"{path} is not a TrueType or OpenType font.", cause);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public int Member { get; }

    public int GlyphCount { get; }

    /// <summary>True when the outlines are TrueType and the face can be cut down to what a document uses.</summary>
    public bool HasTrueTypeOutlines => _tables.ContainsKey("glyf") && _tables.ContainsKey("loca");

    /// <summary>Number of faces in the file.</summary>
    public static int CountMembers(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> head = stackalloc byte[12];
        if (RandomAccess.Read(file, head, 0) < 12) return 0;
        return head[..4].SequenceEqual("ttcf"u8) ? BinaryPrimitives.ReadInt32BigEndian(head[8..]) : 1;
    }

    /// <summary>Full name of the face, such as Noto Serif CJK SC.</summary>
    public string FullName
    {
        get
        {
            var names = Table("name");
            var texts = BinaryPrimitives.ReadUInt16BigEndian(names.AsSpan(4));
            for (var at = 6; at < 6 + 12 * BinaryPrimitives.ReadUInt16BigEndian(names.AsSpan(2)); at += 12)
            {
                var entry = names.AsSpan(at, 12);
                if (BinaryPrimitives.ReadUInt16BigEndian(entry) != 3 || BinaryPrimitives.ReadUInt16BigEndian(entry[6..]) != 4) continue;
                return Encoding.BigEndianUnicode.GetString(names, texts + BinaryPrimitives.ReadUInt16BigEndian(entry[10..]), BinaryPrimitives.ReadUInt16BigEndian(entry[8..]));
            }

            return System.IO.Path.GetFileNameWithoutExtension(Path);
        }
    }

    /// <summary>Glyph of a character; 0 when the face lacks it.</summary>
    public int GlyphOf(Rune character) => Listed(character) is var glyph && glyph < GlyphCount ? (int)glyph : 0;

    /// <summary>Width of a glyph as a part of the type size.</summary>
    public double WidthOf(int glyph) =>
        (double)BinaryPrimitives.ReadUInt16BigEndian(_widths.AsSpan(4 * Math.Min(glyph, _widthCount - 1))) / _unitsPerEm;

    /// <summary>A table as it stands in the file.</summary>
    public byte[] Table(string tag)
    {
        if (!_tables.TryGetValue(tag, out var place)) throw new InvalidDataException($"{Path} has no table {tag}.");
        if (place.Offset + place.Length > RandomAccess.GetLength(_file)) throw new InvalidDataException($"{Path} ends inside its table {tag}.");
        return Read(place.Offset, place.Length);
    }

    public bool HasTable(string tag) => _tables.ContainsKey(tag);

    /// <summary>TrueType outline of a glyph; empty for a blank.</summary>
    public byte[] Outline(int glyph)
    {
        var places = _places.Value;
        var (start, length) = (places[glyph], checked((int)(places[glyph + 1] - places[glyph])));
        return length == 0 ? [] : Read(_tables["glyf"].Offset + start, length);
    }

    /// <summary>The four bytes of a glyph's width and left side bearing.</summary>
    public ReadOnlySpan<byte> MetricsOf(int glyph)
    {
        if (glyph < _widthCount) return _widths.AsSpan(4 * glyph, 4);
        var bearing = 4 * _widthCount + 2 * (glyph - _widthCount);
        byte[] shared = [.. _widths.AsSpan(4 * (_widthCount - 1), 2), .. bearing + 2 <= _widths.Length ? _widths[bearing..(bearing + 2)] : [0, 0]];
        return shared;
    }

    public void Dispose() => _file.Dispose();

    private uint Listed(Rune character)
    {
        var (low, high) = (0, _characters.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = _characters[middle];
            if (character.Value < first) high = middle - 1;
            else if (character.Value > last) low = middle + 1;
            else return glyph + (uint)character.Value - first;
        }

        return 0;
    }

    private long[] ReadPlaces()
    {
        var isLong = BinaryPrimitives.ReadInt16BigEndian(Table("head").AsSpan(50)) == 1;
        var table = Table("loca");
        var places = new long[GlyphCount + 1];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = isLong
                ? BinaryPrimitives.ReadUInt32BigEndian(table.AsSpan(4 * index))
                : 2L * BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(2 * index));
        }

        return places;
    }

    private static (uint, uint, uint)[] ReadCharacters(byte[] cmap)
    {
        var ranges = new List<(uint First, uint Last, uint Glyph)>();
        var best = 0;
        for (var at = 4; at < 4 + 8 * BinaryPrimitives.ReadUInt16BigEndian(cmap.AsSpan(2)); at += 8)
        {
            var platform = BinaryPrimitives.ReadUInt16BigEndian(cmap.AsSpan(at));
            if (platform is not (0 or 3)) continue;
            var offset = checked((int)BinaryPrimitives.ReadUInt32BigEndian(cmap.AsSpan(at + 4)));
            var format = BinaryPrimitives.ReadUInt16BigEndian(cmap.AsSpan(offset));
            if (format == 12 && best < 12) (ranges, best) = (ReadFormat12(cmap.AsSpan(offset)), 12);
            else if (format == 4 && best < 4) (ranges, best) = (ReadFormat4(cmap.AsSpan(offset)), 4);
        }

        return [.. ranges.OrderBy(range => range.First)];
    }

    private static List<(uint, uint, uint)> ReadFormat12(ReadOnlySpan<byte> table)
    {
        var count = checked((int)BinaryPrimitives.ReadUInt32BigEndian(table[12..]));
        var ranges = new List<(uint, uint, uint)>();
        for (var index = 0; index < count; index++)
        {
            var group = table.Slice(16 + 12 * index, 12);
            ranges.Add((BinaryPrimitives.ReadUInt32BigEndian(group), BinaryPrimitives.ReadUInt32BigEndian(group[4..]), BinaryPrimitives.ReadUInt32BigEndian(group[8..])));
        }

        return ranges;
    }

    private static List<(uint, uint, uint)> ReadFormat4(ReadOnlySpan<byte> table)
    {
        var segments = BinaryPrimitives.ReadUInt16BigEndian(table[6..]) / 2;
        var ends = table[14..];
        var starts = table[(16 + 2 * segments)..];
        var deltas = table[(16 + 4 * segments)..];
        var offsets = table[(16 + 6 * segments)..];
        var ranges = new List<(uint, uint, uint)>();
        for (var index = 0; index < segments; index++)
        {
            var (first, last) = (BinaryPrimitives.ReadUInt16BigEndian(starts[(2 * index)..]), BinaryPrimitives.ReadUInt16BigEndian(ends[(2 * index)..]));
            var delta = BinaryPrimitives.ReadUInt16BigEndian(deltas[(2 * index)..]);
            var offset = BinaryPrimitives.ReadUInt16BigEndian(offsets[(2 * index)..]);
            for (uint character = first; character <= last && character != 0xFFFF; character++)
            {
                var listed = offset == 0 ? (int)character : BinaryPrimitives.ReadUInt16BigEndian(offsets[(2 * index + offset + 2 * (int)(character - first))..]);
                var glyph = offset != 0 && listed == 0 ? 0 : (listed + delta) & 0xFFFF;
                if (glyph != 0) ranges.Add((character, character, (uint)glyph));
            }
        }

        return ranges;
    }

    private string Tag(long offset) => Encoding.ASCII.GetString(Read(offset, 4));

    private ushort ReadUInt16(long offset) => BinaryPrimitives.ReadUInt16BigEndian(Read(offset, 2));

    private uint ReadUInt32(long offset) => BinaryPrimitives.ReadUInt32BigEndian(Read(offset, 4));

    private byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            if (read == 0) throw new EndOfStreamException($"{Path} is cut short.");
            done += read;
        }

        return bytes;
    }
}
