using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Writes rows in the one form that every table is read from, whatever it was delivered as.
/// </summary>
/// <remarks>
/// A row is its length in bytes and its number (four bytes each, little-endian), then per field a variable-length tag and UTF-8
/// text. Tag 0 is an empty field; otherwise it is one more than twice the length, plus one when the bytes were no text or the
/// value was damaged before it came to us, such as an identity number that a spreadsheet rounded. Such a value can be shown but
/// is never taken for a code, a number or a day.
/// </remarks>
internal sealed class RowSpool(Stream to)
{
    public const int HeadLength = 8;

    private readonly ArrayBufferWriter<byte> _row = new(1024);

    public long Count { get; private set; }

    public void Field(ReadOnlySpan<char> text, bool damaged = false)
    {
        if (text.IsEmpty)
        {
            Tag(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Tag(TagOf(length, damaged || text.Contains(FieldText.Unreadable)));
        _row.Advance(Encoding.UTF8.GetBytes(text, _row.GetSpan(length)));
    }

    /// <summary>Ends the row that the fields since the last one make up.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void EndRow()
    {
        WriteRow(_row.WrittenSpan);
        _row.ResetWrittenCount();
    }

    /// <summary>Writes a row whose fields are already in the form of this spool.</summary>
    public void WriteRow(ReadOnlySpan<byte> fields)
    {
        Count++;
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, fields.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], checked((uint)Count));
        to.Write(head);
        to.Write(fields);
    }

    /// <summary>Reads a tag and moves past it; false when the bytes end first.</summary>
    public static bool TryTag(ReadOnlySpan<byte> fields, ref int at, out int length, out bool damaged)
    {
        length = -1;
        damaged = false;
        uint tag = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at >= fields.Length) return false;
            var part = fields[at++];
            tag |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                if (tag == 0) return true;
                length = (int)((tag - 1) >> 1);
                damaged = ((tag - 1) & 1) == 1;
                return true;
            }
        }

        return false;
    }

    private static uint TagOf(int length, bool damaged) => ((uint)length << 1) + (damaged ? 2u : 1u);

    private void Tag(uint tag)
    {
        var span = _row.GetSpan(5);
        var length = 0;
        while (tag >= 0x80)
        {
            span[length++] = (byte)((tag & 0x7F) | 0x80);
            tag >>= 7;
        }

        span[length++] = (byte)tag;
        _row.Advance(length);
    }
}
