using System.Buffers.Binary;
using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Reads what <see cref="RowSpool"/> wrote. A position is the offset of the row's first byte.</summary>
internal sealed class SpooledCursor(ByteStore rows, int fieldCount) : RowCursor
{
    private readonly FileWindow _window = new(rows);
    private readonly (int At, int Length, bool Damaged)[] _fields = new (int, int, bool)[fieldCount];
    private long _next;
    private long _position = -1;
    private long _row;

    public override long Position => _position;

    public override long Row => _row;

    public override bool Read()
    {
        if (_next >= rows.Length) return false;
        Load(_next);
        return true;
    }

    public override void MoveTo(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, rows.Length);
        Load(position);
    }

    public override string? Text(int field) =>
        Find(field) is { Length: > 0 } found ? Encoding.UTF8.GetString(Bytes(found)) : null;

    public override int CopyText(int field, Span<char> into)
    {
        if (Find(field) is not { Length: > 0 } found) return 0;
        return FieldText.TryCopyAscii(Bytes(found), into, out var length) ? length : base.CopyText(field, into);
    }

    public override bool IsBlank(int field) => Find(field).Length <= 0;

    public override bool IsDecodable(int field) => !Find(field).Damaged;

    public override bool TryCode(int field, out ulong code)
    {
        code = 0;
        return Find(field) is { Length: > 0, Damaged: false } found && FieldText.TryCode(Bytes(found), out code);
    }

    public override bool TryNumber(int field, out decimal number)
    {
        number = 0;
        return Find(field) is { Length: > 0, Damaged: false } found && FieldText.TryNumber(Bytes(found), out number);
    }

    public override bool TryDay(int field, out DateOnly day)
    {
        day = default;
        return Find(field) is { Length: > 0, Damaged: false } found && FieldText.TryDay(Bytes(found), out day);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _window.Dispose();
        base.Dispose(disposing);
    }

    private (int At, int Length, bool Damaged) Find(int field) => field < 0 ? (0, -1, false) : _fields[field];

    private ReadOnlySpan<byte> Bytes((int At, int Length, bool Damaged) field) => _window.Bytes.AsSpan(field.At, field.Length);

    private void Load(long position)
    {
        if (!_window.TryLocate(position, RowSpool.HeadLength, out var at)) throw new EndOfStreamException();
        var head = _window.Bytes.AsSpan(at, RowSpool.HeadLength);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        _row = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        if (!_window.TryLocate(position, RowSpool.HeadLength + length, out at)) throw new EndOfStreamException();

        var end = at + RowSpool.HeadLength + length;
        var next = at + RowSpool.HeadLength;
        for (var field = 0; field < _fields.Length; field++)
        {
            if (!RowSpool.TryTag(_window.Bytes.AsSpan(0, end), ref next, out var size, out var damaged)) size = -1;
            _fields[field] = (next, size, damaged);
            next += Math.Max(size, 0);
        }

        _position = position;
        _next = position + RowSpool.HeadLength + length;
    }
}
