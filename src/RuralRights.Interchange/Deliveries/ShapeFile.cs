using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RuralRights.Interchange.Deliveries;

/// <summary>The shapes of one .shp, found through its .shx.</summary>
internal sealed class ShapeFile : IDisposable
{
    public const int HeaderLength = 100;
    private const int FileCode = 9994;
    private const int Version = 1000;
    public const int RecordHead = 8;

    private ShapeFile(string path, ByteStore shapes, ByteStore index, ShapeKind kind)
    {
        Path = path;
        Shapes = shapes;
        Index = index;
        Kind = kind;
        Records = (index.Length - HeaderLength) / RecordHead;
    }

    /// <summary>Path inside the delivery.</summary>
    public string Path { get; }

    public ByteStore Shapes { get; }

    public ByteStore Index { get; }

    public ShapeKind Kind { get; }

    public long Records { get; }

    /// <param name="path">Path inside the delivery, of the .shp.</param>
    /// <param name="shapes">The .shp.</param>
    /// <param name="index">The .shx, or null when the delivery has none.</param>
    /// <param name="store">Standard name of the layer.</param>
    /// <param name="work">Where an index that has to be made anew is put.</param>
    /// <param name="problems">Where problems go.</param>
    public static ShapeFile? Open(string path, ByteStore shapes, ByteStore? index, string store, WorkFolder work, ProblemList problems)
    {
        if (!TryHeader(shapes, out var kind, out var declared))
        {
            problems.Add(Faults.ShapeHeaderUnreadable(path, store));
            shapes.Dispose();
            index?.Dispose();
            return null;
        }

        if (declared > shapes.Length) problems.Add(Faults.ShapesCutOff(path, store, declared, shapes.Length));
        if (index is not null && TryHeader(index, out var indexed, out var length) && indexed == kind && length <= index.Length)
        {
            var file = new ShapeFile(path, shapes, index, kind);
            if (file.FirstOutside() is { } outside) problems.Add(Faults.ShapesOutsideFile(path, store, outside + 1));
            return file;
        }

        problems.Add(Faults.ShapeIndexMissing(path, store));
        index?.Dispose();
        return new ShapeFile(path, shapes, Rebuilt(shapes, work), kind);
    }

    public void Dispose()
    {
        Shapes.Dispose();
        Index.Dispose();
    }

    public static ShapeKind KindOf(int type) => type switch
    {
        1 or 11 or 21 or 8 or 18 or 28 => ShapeKind.Point,
        3 or 13 or 23 => ShapeKind.Line,
        5 or 15 or 25 => ShapeKind.Polygon,
        _ => ShapeKind.Null,
    };

    /// <summary>Offset and length in bytes of a record's content, as the index has it.</summary>
    public static (long Offset, long Length) Entry(ReadOnlySpan<byte> entry) =>
        (BinaryPrimitives.ReadUInt32BigEndian(entry) * 2L, BinaryPrimitives.ReadUInt32BigEndian(entry[4..]) * 2L);

    private static bool TryHeader(ByteStore store, out ShapeKind kind, out long declared)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        kind = ShapeKind.Null;
        declared = 0;
        if (store.Length < HeaderLength || store.Read(header, 0) < HeaderLength) return false;
        kind = KindOf(BinaryPrimitives.ReadInt32LittleEndian(header[32..]));
        declared = BinaryPrimitives.ReadUInt32BigEndian(header[24..]) * 2L;
        return BinaryPrimitives.ReadInt32BigEndian(header) == FileCode
            && BinaryPrimitives.ReadInt32LittleEndian(header[28..]) == Version
            && kind != ShapeKind.Null;
    }

    /// <summary>The first record that the index places outside the .shp; null when all lie inside.</summary>
    private long? FirstOutside()
    {
        using var window = new FileWindow(Index);
        for (long record = 0; record < Records; record++)
        {
            var (offset, length) = Entry(window.Take(HeaderLength + (record * RecordHead), RecordHead));
            if (offset < HeaderLength || offset + RecordHead + length > Shapes.Length) return record;
        }

        return null;
    }

    /// <summary>Walks the records one after another and writes down where they are, in the form of a .shx.</summary>
    private static ByteStore Rebuilt(ByteStore shapes, WorkFolder work)
    {
        var path = work.NewPath();
        using (var index = work.Create(path))
        using (var window = new FileWindow(shapes))
        {
            Span<byte> entry = stackalloc byte[RecordHead];
            index.Write(new byte[HeaderLength]);
            for (long offset = HeaderLength; window.TryLocate(offset, RecordHead, out var at);)
            {
                var words = BinaryPrimitives.ReadUInt32BigEndian(window.Bytes.AsSpan(at + 4));
                BinaryPrimitives.WriteUInt32BigEndian(entry, (uint)(offset / 2));
                BinaryPrimitives.WriteUInt32BigEndian(entry[4..], words);
                index.Write(entry);
                offset += RecordHead + (words * 2L);
            }
        }

        return ByteStore.OfFile(path);
    }
}

/// <summary>Reads one shape after another, or any by its number, as flat spans over the bytes of the file.</summary>
internal sealed class ShapeCursor(ShapeFile file, int maxVertices) : IDisposable
{
    private const int PointsOfPoly = 44;
    private const int PointsOfMultiPoint = 40;
    private const int Vertex = 16;

    private readonly FileWindow _index = new(file.Index);
    private readonly FileWindow _shapes = new(file.Shapes);
    private int _at;
    private int _points;
    private int _pointsAt;
    private bool _single;

    public ShapeKind Shape { get; private set; }

    public ShapeDefect Defect { get; private set; }

    public int PartCount { get; private set; }

    public ReadOnlySpan<double> Part(int part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, PartCount);
        var (from, to) = _single ? (part, part + 1) : (Start(part), part + 1 < PartCount ? Start(part + 1) : _points);
        return MemoryMarshal.Cast<byte, double>(_shapes.Bytes.AsSpan(_pointsAt + (from * Vertex), (to - from) * Vertex));
    }

    public void MoveTo(long record)
    {
        PartCount = 0;
        Shape = ShapeKind.Null;
        Defect = record < file.Records ? Load(record) : ShapeDefect.Missing;
        if (Defect != ShapeDefect.None || PartCount == 0)
        {
            PartCount = 0;
            Shape = ShapeKind.Null;
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        _shapes.Dispose();
    }

    private int Start(int part) => BinaryPrimitives.ReadInt32LittleEndian(_shapes.Bytes.AsSpan(_at + PointsOfPoly + (part * 4)));

    private ShapeDefect Load(long record)
    {
        var entry = _index.Take(ShapeFile.HeaderLength + (record * ShapeFile.RecordHead), ShapeFile.RecordHead);
        var (offset, length) = ShapeFile.Entry(entry);
        if (length < 4 || offset < ShapeFile.HeaderLength) return ShapeDefect.Torn;

        // A point and the head of every other shape fit into the first bytes; the rest is read once its counts have proved sound.
        var head = (int)Math.Min(length, PointsOfPoly);
        if (!_shapes.TryLocate(offset, ShapeFile.RecordHead + head, out var at)) return ShapeDefect.Torn;
        var bytes = _shapes.Bytes.AsSpan(at, ShapeFile.RecordHead + head);
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) * 2L != length) return ShapeDefect.Torn;

        bytes = bytes[ShapeFile.RecordHead..];
        _at = at + ShapeFile.RecordHead;
        var type = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (type == 0) return ShapeDefect.None;
        Shape = ShapeFile.KindOf(type);
        if (Shape != file.Kind) return ShapeDefect.OtherKind;
        return type switch
        {
            1 or 11 or 21 => LoadPoint(bytes),
            8 or 18 or 28 => LoadMultiPoint(bytes, offset, length),
            _ => LoadPoly(bytes, offset, length),
        };
    }

    private ShapeDefect LoadPoint(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 + Vertex) return ShapeDefect.Torn;
        (_single, _points, _pointsAt, PartCount) = (true, 1, _at + 4, 1);
        return ShapeDefect.None;
    }

    private ShapeDefect LoadMultiPoint(ReadOnlySpan<byte> head, long offset, long length)
    {
        if (head.Length < PointsOfMultiPoint) return ShapeDefect.Torn;
        var points = BinaryPrimitives.ReadInt32LittleEndian(head[36..]);
        if (points > maxVertices) return ShapeDefect.TooManyVertices;
        if (points < 0 || PointsOfMultiPoint + ((long)points * Vertex) > length || !Whole(offset, length)) return ShapeDefect.Torn;
        (_single, _points, _pointsAt, PartCount) = (true, points, _at + PointsOfMultiPoint, points);
        return ShapeDefect.None;
    }

    private ShapeDefect LoadPoly(ReadOnlySpan<byte> head, long offset, long length)
    {
        if (head.Length < PointsOfPoly) return ShapeDefect.Torn;
        var parts = BinaryPrimitives.ReadInt32LittleEndian(head[36..]);
        var points = BinaryPrimitives.ReadInt32LittleEndian(head[40..]);
        if (points > maxVertices) return ShapeDefect.TooManyVertices;
        if (parts < 0 || points < 0 || parts > points) return ShapeDefect.Torn;
        if (PointsOfPoly + (4L * parts) + ((long)points * Vertex) > length || !Whole(offset, length)) return ShapeDefect.Torn;

        (_single, _points, _pointsAt) = (false, points, _at + PointsOfPoly + (4 * parts));
        for (var part = 0; part < parts; part++)
        {
            var from = Start(part);
            var to = part + 1 < parts ? Start(part + 1) : points;
            if ((part == 0 && from != 0) || from < 0 || from > to) return ShapeDefect.Torn;
        }

        PartCount = parts;
        return ShapeDefect.None;
    }

    /// <summary>Brings the whole record into the window; it may have moved when that was enlarged.</summary>
    private bool Whole(long offset, long length)
    {
        if (length > int.MaxValue - ShapeFile.RecordHead) return false;
        if (!_shapes.TryLocate(offset, ShapeFile.RecordHead + (int)length, out var at)) return false;
        _at = at + ShapeFile.RecordHead;
        return true;
    }
}
