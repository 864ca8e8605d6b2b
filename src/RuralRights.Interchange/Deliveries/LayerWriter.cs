using System.Buffers.Binary;
using System.Globalization;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Writes a layer as shapefiles with the field widths of the standard and texts in GBK, one row after another. When a file would grow
/// past the limit, the layer goes on in a further file with the same stem and a suffix.
/// </summary>
/// <example><code>
/// layer.Set("DKBM", "6201232022040100001").Set("SCMJ", 746.78m).EndRow(ring);
/// </code></example>
public sealed class LayerWriter : IDisposable
{
    private const int FileHeader = 100;
    private const int RecordHead = 8;
    private const int NumbersBeforeParts = 44;
    private const int Vertex = 16;

    private readonly string _stem;
    private readonly string? _projection;
    private readonly long _maxFileBytes;
    private readonly (DeliveredField Field, int Offset)[] _fields;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly byte[] _row;
    private readonly int _elementCode;
    private Sheet? _sheet;
    private int _sheets;
    private byte[] _shape = new byte[1024];

    internal LayerWriter(string stem, StandardLayer layer, string? projection, long maxFileBytes)
    {
        (_stem, Standard, _projection, _maxFileBytes) = (stem, layer, projection, maxFileBytes);
        var offset = 1;
        _fields = new (DeliveredField, int)[layer.Fields.Count];
        for (var at = 0; at < _fields.Length; at++)
        {
            _fields[at] = (layer.Fields[at].AsDelivered, offset);
            _index.Add(layer.Fields[at].Name, at);
            offset += layer.Fields[at].Width;
        }

        _row = new byte[offset];
        _elementCode = _index["YSDM"];
        _row.AsSpan().Fill((byte)' ');
    }

    /// <summary>The layer as the standard declares it.</summary>
    public StandardLayer Standard { get; }

    /// <summary>Rows written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Sets a text.</summary>
    /// <exception cref="ArgumentException">The field is too narrow for it.</exception>
    public LayerWriter Set(string field, ReadOnlySpan<char> text)
    {
        var (declared, offset) = _fields[_index[field]];
        var place = _row.AsSpan(offset, declared.Width);
        place.Fill((byte)' ');
        if (!DeliveredText.Gb18030.Encoding.TryGetBytes(text, place, out var length)) throw TooNarrow(declared, text.ToString());
        if (declared.Kind == FieldKind.Number) Right(place, length);
        return this;
    }

    /// <summary>Sets a number with the decimals that the field has.</summary>
    /// <exception cref="ArgumentException">The field is too narrow for it.</exception>
    public LayerWriter Set(string field, decimal number)
    {
        var (declared, offset) = _fields[_index[field]];
        var place = _row.AsSpan(offset, declared.Width);
        place.Fill((byte)' ');
        Span<char> format = ['F', (char)('0' + declared.Decimals)];
        if (!number.TryFormat(place, out var length, format, CultureInfo.InvariantCulture))
            throw TooNarrow(declared, number.ToString(CultureInfo.InvariantCulture));
        Right(place, length);
        return this;
    }

    /// <summary>Sets a whole number.</summary>
    public LayerWriter Set(string field, long number) => Set(field, (decimal)number);

    /// <summary>Ends the row with one part: a point, a line or a ring as x, y, x, y ...; none for a row without a shape.</summary>
    public void EndRow(ReadOnlySpan<double> part)
    {
        var kind = part.IsEmpty ? ShapeKind.Null : Standard.Kind;
        var length = Begin(kind, part.IsEmpty ? 0 : 1, part.Length / 2);
        if (kind is ShapeKind.Line or ShapeKind.Polygon)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_shape.AsSpan(NumbersBeforeParts), 0);
            Vertices(part, NumbersBeforeParts + 4);
        }
        else
        {
            Vertices(part, 4);
        }

        Finish(kind, length);
    }

    /// <summary>Ends the row with a shape of any number of parts.</summary>
    public void EndRow(DeliveredShape shape)
    {
        if (shape.Kind is ShapeKind.Null or ShapeKind.Point)
        {
            EndRow(shape.Parts.Count == 0 ? default : shape.Parts[0].AsSpan());
            return;
        }

        var length = Begin(shape.Kind, shape.Parts.Count, shape.Parts.Sum(part => part.Length / 2));
        var vertex = 0;
        for (var at = 0; at < shape.Parts.Count; at++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_shape.AsSpan(NumbersBeforeParts + (4 * at)), vertex);
            Vertices(shape.Parts[at], NumbersBeforeParts + (4 * shape.Parts.Count) + (vertex * Vertex));
            vertex += shape.Parts[at].Length / 2;
        }

        Finish(shape.Kind, length);
    }

    /// <summary>Ends the row without a shape.</summary>
    public void EndRow() => EndRow([]);

    /// <summary>Finishes the files. A layer without rows is still a layer.</summary>
    public void Dispose()
    {
        _sheet ??= NextSheet();
        _sheet.Dispose();
    }

    private static ArgumentException TooNarrow(DeliveredField field, string value) =>
        new($"{field.Name} has {field.Width} bytes and cannot hold “{value}”.");

    private static void Right(Span<byte> place, int length)
    {
        place[..length].CopyTo(place[^length..]);
        place[..^length].Fill((byte)' ');
    }

    private static int TypeOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Point => 1,
        ShapeKind.Line => 3,
        ShapeKind.Polygon => 5,
        _ => 0,
    };

    private int Begin(ShapeKind kind, int parts, int vertices)
    {
        if (kind != ShapeKind.Null && kind != Standard.Kind) throw new ArgumentException($"{Standard.Name} holds {Standard.Kind}.");
        var length = kind switch
        {
            ShapeKind.Null => 4,
            ShapeKind.Point => 4 + Vertex,
            _ => NumbersBeforeParts + (4 * parts) + (vertices * Vertex),
        };
        if (_shape.Length < length) _shape = new byte[Math.Max(length, _shape.Length * 2)];
        BinaryPrimitives.WriteInt32LittleEndian(_shape, TypeOf(kind));
        if (kind is ShapeKind.Line or ShapeKind.Polygon)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_shape.AsSpan(36), parts);
            BinaryPrimitives.WriteInt32LittleEndian(_shape.AsSpan(40), vertices);
        }

        return length;
    }

    private void Vertices(ReadOnlySpan<double> part, int at)
    {
        foreach (var ordinate in part)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(_shape.AsSpan(at), ordinate);
            at += sizeof(double);
        }
    }

    private void Finish(ShapeKind kind, int length)
    {
        if (_row.AsSpan(_fields[_elementCode].Offset, 6).TrimStart((byte)' ').IsEmpty) Set("YSDM", Standard.ElementCode);
        if (_sheet is null || _sheet.WouldPass(_maxFileBytes, _row.Length, RecordHead + length))
        {
            _sheet?.Dispose();
            _sheet = NextSheet();
        }

        var shape = _shape.AsSpan(0, length);
        if (kind is ShapeKind.Line or ShapeKind.Polygon)
        {
            var parts = BinaryPrimitives.ReadInt32LittleEndian(shape[36..]);
            var box = Box.Of(shape[(NumbersBeforeParts + (4 * parts))..]);
            box.Write(shape[4..]);
            _sheet.Widen(box);
        }
        else if (kind == ShapeKind.Point)
        {
            _sheet.Widen(Box.Of(shape[4..]));
        }

        _sheet.Write(_row, shape);
        _row.AsSpan().Fill((byte)' ');
        Count++;
    }

    private Sheet NextSheet()
    {
        _sheets++;
        var stem = _sheets == 1 ? _stem : $"{_stem}_{_sheets}";
        if (_projection is not null) File.WriteAllText(stem + ".prj", _projection);
        return new Sheet(stem, TypeOf(Standard.Kind), _fields, _row.Length);
    }

    private readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
    {
        public static readonly Box Empty = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

        public static Box Of(ReadOnlySpan<byte> vertices)
        {
            var box = Empty;
            for (; vertices.Length >= Vertex; vertices = vertices[Vertex..])
            {
                var (x, y) = (BinaryPrimitives.ReadDoubleLittleEndian(vertices), BinaryPrimitives.ReadDoubleLittleEndian(vertices[8..]));
                box = box.With(new Box(x, y, x, y));
            }

            return box;
        }

        public Box With(Box other) => new(
            Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

        public void Write(Span<byte> to)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(to, MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(to[8..], MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(to[16..], MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(to[24..], MaxY);
        }
    }

    /// <summary>One .shp, .shx and .dbf; counts and lengths are put into their headers at the end.</summary>
    private sealed class Sheet : IDisposable
    {
        private readonly FileStream _shp;
        private readonly FileStream _shx;
        private readonly FileStream _dbf;
        private readonly int _type;
        private long _shapesLength = FileHeader;
        private long _rowsLength;
        private uint _count;
        private Box _box = Box.Empty;

        public Sheet(string stem, int type, (DeliveredField Field, int Offset)[] fields, int rowLength)
        {
            _type = type;
            _shp = Open(stem + ".shp");
            _shx = Open(stem + ".shx");
            _dbf = Open(stem + ".dbf");
            _shp.Write(new byte[FileHeader]);
            _shx.Write(new byte[FileHeader]);
            var header = Header(fields, rowLength);
            _dbf.Write(header);
            _rowsLength = header.Length;
        }

        public bool WouldPass(long limit, int row, int shape) => _rowsLength + row + 1 > limit || _shapesLength + shape > limit;

        public void Widen(Box box) => _box = _box.With(box);

        public void Write(ReadOnlySpan<byte> row, ReadOnlySpan<byte> shape)
        {
            _count++;
            Span<byte> numbers = stackalloc byte[RecordHead];
            BinaryPrimitives.WriteUInt32BigEndian(numbers, (uint)(_shapesLength / 2));
            BinaryPrimitives.WriteUInt32BigEndian(numbers[4..], (uint)(shape.Length / 2));
            _shx.Write(numbers);
            BinaryPrimitives.WriteUInt32BigEndian(numbers, _count);
            _shp.Write(numbers);
            _shp.Write(shape);
            _dbf.Write(row);
            _shapesLength += RecordHead + shape.Length;
            _rowsLength += row.Length;
        }

        public void Dispose()
        {
            _dbf.WriteByte(0x1A);
            _dbf.Position = 4;
            Span<byte> count = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(count, _count);
            _dbf.Write(count);
            Close(_shp, _shapesLength);
            Close(_shx, FileHeader + (RecordHead * (long)_count));
            _dbf.Dispose();
        }

        private static FileStream Open(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);

        private static byte[] Header((DeliveredField Field, int Offset)[] fields, int rowLength)
        {
            var header = new byte[32 + (32 * fields.Length) + 1];
            header[0] = 3;
            // The day of the last change is part of the format; a fixed one keeps the same rows the same file.
            (header[1], header[2], header[3]) = (116, 11, 30);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)header.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), (ushort)rowLength);
            header[29] = 0x4D;
            for (var at = 0; at < fields.Length; at++)
            {
                var field = fields[at].Field;
                var descriptor = header.AsSpan(32 + (32 * at), 32);
                System.Text.Encoding.ASCII.GetBytes(field.Name, descriptor);
                descriptor[11] = (byte)(field.Kind switch { FieldKind.Number => 'N', FieldKind.Day => 'D', _ => 'C' });
                descriptor[16] = (byte)field.Width;
                descriptor[17] = (byte)field.Decimals;
            }

            header[^1] = 0x0D;
            return header;
        }

        private void Close(FileStream file, long length)
        {
            Span<byte> header = stackalloc byte[FileHeader];
            header.Clear();
            BinaryPrimitives.WriteInt32BigEndian(header, 9994);
            BinaryPrimitives.WriteUInt32BigEndian(header[24..], (uint)(length / 2));
            BinaryPrimitives.WriteInt32LittleEndian(header[28..], 1000);
            BinaryPrimitives.WriteInt32LittleEndian(header[32..], _type);
            if (_count > 0 && double.IsFinite(_box.MinX)) _box.Write(header[36..]);
            file.Position = 0;
            file.Write(header);
            file.Dispose();
        }
    }
}
