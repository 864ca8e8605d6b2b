using System.Buffers.Binary;

namespace RuralRights.Interchange.Deliveries;

/// <summary>One field of a .dbf and where it lies in a row.</summary>
internal readonly record struct DbfField(string Name, char Type, int Offset, int Width, int Decimals)
{
    public FieldKind Kind => Type switch
    {
        'N' or 'F' => FieldKind.Number,
        'D' => FieldKind.Day,
        _ => FieldKind.Text,
    };
}

/// <summary>The fixed-width rows of one .dbf, exactly as they lie in the file.</summary>
/// <remarks>
/// No count of the header is believed: what the file is long enough to hold is what is there. A row carries a flag byte that is a
/// space, or a star when a program marked it deleted; any other value means that the declared widths are wrong.
/// </remarks>
internal sealed class DbfFile : IDisposable
{
    private const int PreambleLength = 32;
    private const int DescriptorLength = 32;
    private const byte EndOfDescriptors = 0x0D;
    private const byte EndOfFile = 0x1A;
    private const byte Live = (byte)' ';
    private const byte Deleted = (byte)'*';
    private const int SampledRows = 20_000;

    /// <summary>One bit a row, once a row is deleted.</summary>
    private ulong[]? _deleted;
    private long _deletedRows;

    private DbfFile(string path, ByteStore bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    /// <summary>Path inside the delivery.</summary>
    public string Path { get; }

    public ByteStore Bytes { get; }

    public DbfField[] Fields { get; private set; } = [];

    public int HeaderLength { get; private set; }

    public int RowLength { get; private set; }

    public DeliveredText Text { get; private set; } = DeliveredText.Gb18030;

    /// <summary>Rows that lie in the file, those marked as deleted included.</summary>
    public long Records { get; private set; }

    public long LiveRows => Records - _deletedRows;

    public bool IsDeleted(long record) => _deleted is not null && (_deleted[record >> 6] >> (int)(record & 63) & 1) != 0;

    public static DbfFile? Open(string path, ByteStore bytes, string store, string? codePage, ProblemList problems)
    {
        var file = new DbfFile(path, bytes);
        if (file.ReadHeader(out var declaredRows, out var languageDriver, out var defect))
        {
            file.CountRows(declaredRows, store, problems);
            file.Survey(store, codePage, languageDriver, problems);
            return file;
        }

        problems.Add(Faults.TableHeaderUnreadable(path, store, defect));
        bytes.Dispose();
        return null;
    }

    public void Dispose() => Bytes.Dispose();

    private bool ReadHeader(out long declaredRows, out byte languageDriver, out string defect)
    {
        declaredRows = 0;
        languageDriver = 0;
        defect = "";
        Span<byte> preamble = stackalloc byte[PreambleLength];
        if (!TryRead(preamble, 0))
        {
            defect = $"{Bytes.Length} B";
            return false;
        }

        declaredRows = BinaryPrimitives.ReadUInt32LittleEndian(preamble[4..]);
        HeaderLength = BinaryPrimitives.ReadUInt16LittleEndian(preamble[8..]);
        RowLength = BinaryPrimitives.ReadUInt16LittleEndian(preamble[10..]);
        languageDriver = preamble[29];
        if ((preamble[0] & 0x07) != 3 || HeaderLength <= PreambleLength || HeaderLength > Bytes.Length || RowLength < 2)
        {
            defect = $"version {preamble[0]:X2}, header {HeaderLength}, row {RowLength}, file {Bytes.Length}";
            return false;
        }

        var header = new byte[HeaderLength];
        TryRead(header, 0);
        var fields = new List<DbfField>();
        var offset = 1;
        for (var at = PreambleLength; at + DescriptorLength <= HeaderLength && header[at] != EndOfDescriptors; at += DescriptorLength)
        {
            var descriptor = header.AsSpan(at, DescriptorLength);
            var name = descriptor[..11];
            var end = name.IndexOf((byte)0);
            var type = char.ToUpperInvariant((char)descriptor[11]);
            // A character field may be wider than 255 bytes; its width then continues in the byte of the decimals.
            var width = type == 'C' ? descriptor[16] + (descriptor[17] << 8) : descriptor[16];
            fields.Add(new DbfField(
                DeliveredText.Gb18030.Decode(end < 0 ? name : name[..end]).Trim().ToUpperInvariant(),
                type,
                offset,
                width,
                type == 'C' ? 0 : descriptor[17]));
            offset += width;
        }

        Fields = [.. fields];
        if (fields.Count > 0 && offset == RowLength && fields.TrueForAll(field => field.Type is 'C' or 'N' or 'F' or 'D' or 'L')) return true;
        defect = fields.Find(field => field.Type is not ('C' or 'N' or 'F' or 'D' or 'L')) is { Name: { } odd, Type: var kind }
            ? $"{odd} {kind}"
            : $"fields {offset} B, row {RowLength} B";
        return false;
    }

    private void CountRows(long declared, string store, ProblemList problems)
    {
        var body = Bytes.Length - HeaderLength;
        var there = body / RowLength;
        Span<byte> last = stackalloc byte[1];
        var ended = body % RowLength == 0 || (body % RowLength == 1 && TryRead(last, Bytes.Length - 1) && last[0] == EndOfFile);
        Records = Math.Min(declared, there);
        if (there < declared) problems.Add(Faults.RowsCutOff(Path, store, declared, there));
        else if (there > declared || !ended) problems.Add(Faults.RowsBeyondCount(Path, store, declared, body - (declared * RowLength)));
    }

    /// <summary>One pass over the rows: flags of all of them, and evidence of the encoding from rows spread over the file.</summary>
    private void Survey(string store, string? codePage, byte languageDriver, ProblemList problems)
    {
        var evidence = new EncodingEvidence();
        var every = Math.Max(1, Records / SampledRows);
        long? misaligned = null;
        long? deleted = null;
        using (var window = new FileWindow(Bytes))
        {
            for (long record = 0; record < Records; record++)
            {
                var row = window.Take(HeaderLength + (record * RowLength), RowLength);
                if (row[0] == Deleted)
                {
                    deleted ??= record;
                    MarkDeleted(record);
                }
                else if (row[0] != Live)
                {
                    misaligned ??= record;
                }

                if (record % every != 0) continue;
                foreach (ref readonly var field in Fields.AsSpan())
                    if (field.Type == 'C') evidence.Add(Trimmed(row.Slice(field.Offset, field.Width), field.Type));
            }
        }

        var declared = DeliveredText.Declared(codePage, languageDriver);
        Text = evidence.Settle(declared);
        if (declared is not null && Text != declared) problems.Add(Faults.OtherEncoding(Path, store, declared.Name, Text.Name));
        else if (declared is null && codePage is not null) problems.Add(Faults.UnknownEncoding(Path, store, codePage.Trim(), Text.Name));
        if (misaligned is { } at) problems.Add(Faults.RowsMisaligned(Path, store, at + 1));
        if (deleted is { } first) problems.Add(Faults.RowsMarkedDeleted(Path, store, _deletedRows, first + 1));
    }

    private void MarkDeleted(long record)
    {
        _deleted ??= new ulong[(Records + 63) >> 6];
        _deleted[record >> 6] |= 1UL << (int)(record & 63);
        _deletedRows++;
    }

    /// <summary>The value without the padding its type has: texts are filled at the end, numbers at the front.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field, char type)
    {
        field = field[..(field.LastIndexOfAnyExcept((byte)' ', (byte)0) + 1)];
        return type == 'C' || field.IsEmpty ? field : field[field.IndexOfAnyExcept((byte)' ', (byte)0)..];
    }

    private bool TryRead(Span<byte> into, long offset)
    {
        while (!into.IsEmpty)
        {
            var read = Bytes.Read(into, offset);
            if (read == 0) return false;
            into = into[read..];
            offset += read;
        }

        return true;
    }
}
