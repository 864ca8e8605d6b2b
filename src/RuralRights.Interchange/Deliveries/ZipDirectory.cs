using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace RuralRights.Interchange.Deliveries;

/// <summary>What the central directory of a zip says of one entry.</summary>
/// <param name="Name">Decoded name, with <c>/</c>.</param>
/// <param name="PackedLength">Bytes it takes in the zip.</param>
/// <param name="Length">Bytes it claims to have unpacked. Never believed, only compared.</param>
/// <param name="Crc32">Checksum of the content.</param>
internal sealed record ZipEntryHead(string Name, long PackedLength, long Length, uint Crc32)
{
    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>
/// Reads the central directory before anything is unpacked, so that a hostile zip is refused by what it is and not by what it did.
/// </summary>
internal static class ZipDirectory
{
    private const int Chunk = 1 << 17;
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const ushort Encrypted = 1;
    private const ushort NameIsUtf8 = 1 << 11;
    private const int UnixLink = 0xA000;
    private const int UnixKindMask = 0xF000;
    private const ushort Zip64Extra = 0x0001;
    private const ushort UnicodePathExtra = 0x7075;

    /// <summary>Reads the directory.</summary>
    /// <param name="zip">The zip, which must be seekable.</param>
    /// <param name="limits">How many entries it may have.</param>
    /// <param name="mend">What whoever has more of them can do, in Chinese and English; null where there is nothing to do.</param>
    public static IReadOnlyList<ZipEntryHead> Read(Stream zip, DeliveryLimits limits, (string Chinese, string English)? mend = null)
    {
        var (offset, length) = Locate(zip);
        zip.Position = offset;
        var directory = new Cursor(zip, length);
        var heads = new List<Head>();
        while (directory.Rest >= EntryLength)
        {
            heads.Add(ReadHead(directory));
            if (heads.Count > limits.MaxEntries) throw Refused(
                "zip-too-many-entries",
                $"压缩包内文件超过 {limits.MaxEntries} 个，未解压。{mend?.Chinese}",
                $"The zip has more than {limits.MaxEntries} entries and was not unpacked. {mend?.English}".TrimEnd());
        }

        RefuseOverlaps(heads, offset);
        var evidence = new EncodingEvidence();
        foreach (var head in heads.Where(head => !head.NameIsUtf8)) evidence.Add(head.Name);
        var encoding = evidence.Settle(null);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. heads.Select(head => Named(head, encoding, names))];
    }

    /// <summary>Copies one entry out, and stops when it unpacks to more than it may or is not what the directory says.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="head">What the directory says of it.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="hash">What its content is added to; null for nothing.</param>
    /// <param name="limits">How much it may be.</param>
    /// <param name="total">Bytes unpacked of the whole zip.</param>
    /// <param name="count">Is told of them as well; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void CopyOut(
        ZipArchiveEntry entry, ZipEntryHead head, Stream target, IncrementalHash? hash, DeliveryLimits limits, ref long total, ReadingCount? count, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            using var content = entry.Open();
            var checksum = new Checksum();
            long length = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                length += read;
                total += read;
                if (total > limits.MaxUnpackedBytes) throw Refused(
                    "zip-too-large",
                    $"压缩包解压后超过 {limits.MaxUnpackedBytes >> 20} MB，已停止。",
                    $"The zip unpacks to more than {limits.MaxUnpackedBytes >> 20} MB; unpacking was stopped.");
                if (length > limits.RatioCountsFrom && length / limits.MaxRatio > head.PackedLength) throw Refused(
                    "zip-bomb",
                    $"压缩包内“{head.Name}”的压缩比超过 {limits.MaxRatio} 倍，疑似压缩炸弹，已停止。",
                    $"The entry “{head.Name}” is packed more than {limits.MaxRatio} to one, as a zip bomb is; unpacking was stopped.");
                var chunk = buffer.AsSpan(0, read);
                checksum.Append(chunk);
                hash?.AppendData(chunk);
                target.Write(chunk);
                count?.Read(read);
            }

            if (length != head.Length || checksum.Value != head.Crc32) throw Truncated();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static DeliveryUnreadable Refused(string code, string chinese, string english, Exception? cause = null) => new(code, chinese, english, cause);

    public static DeliveryUnreadable Truncated(Exception? cause = null) => Refused(
        "zip-truncated",
        "压缩包不完整或已损坏，请重新打包或重新上传。",
        "The zip is cut off or damaged; pack it again or upload it again.",
        cause);

    private static ZipEntryHead Named(Head head, DeliveredText encoding, HashSet<string> names)
    {
        var text = head.NameIsUtf8 ? DeliveredText.Utf8 : encoding;
        var name = PackagePath.Unified(text.Decode(head.Name).Replace('\\', '/'));
        var shown = name.Replace("\0", "", StringComparison.Ordinal);
        if (!text.CanDecode(head.Name)) throw Refused(
            "zip-name-unreadable",
            $"压缩包内文件名“{shown}”的编码既不是 GBK 也不是 UTF-8。",
            $"The entry name “{shown}” is neither GBK nor UTF-8.");
        if (PackagePath.Danger(name) is { } danger) throw Refused(
            "zip-name-dangerous",
            $"压缩包内文件名“{shown}”{danger.Chinese}，整包未解压。",
            $"The entry name “{shown}” {danger.English}; the zip was not unpacked.");
        if (head.IsLink) throw Refused(
            "zip-link",
            $"压缩包内“{shown}”是链接，整包未解压。",
            $"The entry “{shown}” is a link; the zip was not unpacked.");
        if (head.IsEncrypted) throw Refused(
            "zip-password",
            "压缩包设有密码，请去除密码后再交。",
            "The zip is protected by a password; hand it in without one.");
        if (!names.Add(name.TrimEnd('/')) && !name.EndsWith('/')) throw Refused(
            "zip-name-twice",
            $"压缩包内“{shown}”出现两次，无法确定以哪个为准。",
            $"The entry “{shown}” is there twice, and which one counts cannot be known.");
        return new ZipEntryHead(name, head.PackedLength, head.Length, head.Crc32);
    }

    /// <summary>Entries that share bytes are how a small zip unpacks to terabytes without any nesting.</summary>
    private static void RefuseOverlaps(List<Head> heads, long directory)
    {
        long free = 0;
        foreach (var head in heads.OrderBy(head => head.Offset))
        {
            if (head.Offset < free || head.Offset + LocalLength + head.PackedLength > directory) throw Refused(
                "zip-entries-overlap",
                "压缩包内文件数据相互重叠，未解压。",
                "Entries of the zip share the same bytes; it was not unpacked.");
            free = head.Offset + LocalLength + head.PackedLength;
        }
    }

    private static (long Offset, long Length) Locate(Stream zip)
    {
        var tail = new byte[(int)Math.Min(zip.Length, EndLength + ushort.MaxValue)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature) continue;
            if (at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != tail.Length) continue;

            long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            var endOffset = zip.Length - tail.Length + at;
            if (Locate64(zip, endOffset) is { } large) (offset, length) = large;
            if (offset < 0 || length < 0 || offset > endOffset - length) throw Truncated();
            return (offset, length);
        }

        zip.Position = 0;
        var start = new byte[4];
        var isZip = zip.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4
            && BinaryPrimitives.ReadUInt32LittleEndian(start) == LocalSignature;
        throw isZip ? Truncated() : Refused(
            "not-a-zip",
            "该文件不是 zip 压缩包，也不是文件夹。",
            "The file is no zip, and it is no folder either.");
    }

    private static (long Offset, long Length)? Locate64(Stream zip, long endOffset)
    {
        const int LocatorLength = 20;
        if (endOffset < LocatorLength) return null;
        var locator = ReadAt(zip, endOffset - LocatorLength, LocatorLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Locator64Signature) return null;
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (at < 0 || at > endOffset - LocatorLength - 56) throw Truncated();
        var end = ReadAt(zip, at, 56);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != End64Signature) throw Truncated();
        return (BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)));
    }

    private static byte[] ReadAt(Stream zip, long offset, int length)
    {
        var bytes = new byte[length];
        zip.Position = offset;
        zip.ReadExactly(bytes);
        return bytes;
    }

    private static Head ReadHead(Cursor directory)
    {
        var fixedPart = directory.Take(EntryLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != EntrySignature) throw Truncated();
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(8));
        var name = directory.Take(BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(28)));
        var extra = directory.Take(BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(30)));
        directory.Take(BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(32)));
        var head = new Head
        {
            Name = name,
            NameIsUtf8 = (flags & NameIsUtf8) != 0,
            IsEncrypted = (flags & Encrypted) != 0,
            IsLink = ((int)(BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(38)) >> 16) & UnixKindMask) == UnixLink,
            Crc32 = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(16)),
            PackedLength = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(20)),
            Length = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(24)),
            Offset = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(42)),
        };
        ApplyExtras(head, extra);
        return head;
    }

    private static void ApplyExtras(Head head, ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (size > extra.Length - 4) return;
            var field = extra.Slice(4, size);
            if (id == Zip64Extra)
            {
                head.Length = Wide(ref field, head.Length);
                head.PackedLength = Wide(ref field, head.PackedLength);
                head.Offset = Wide(ref field, head.Offset);
            }
            else if (id == UnicodePathExtra && size > 5 && BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Checksum.Of(head.Name))
            {
                (head.Name, head.NameIsUtf8) = (field[5..].ToArray(), true);
            }

            extra = extra[(4 + size)..];
        }
    }

    private static long Wide(ref ReadOnlySpan<byte> field, long narrow)
    {
        if (narrow != uint.MaxValue || field.Length < 8) return narrow;
        var wide = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return wide >= 0 ? wide : throw Truncated();
    }

    private sealed class Head
    {
        public byte[] Name { get; set; } = [];

        public bool NameIsUtf8 { get; set; }

        public bool IsEncrypted { get; init; }

        public bool IsLink { get; init; }

        public uint Crc32 { get; init; }

        public long PackedLength { get; set; }

        public long Length { get; set; }

        public long Offset { get; set; }
    }

    /// <summary>Moves through the directory and never beyond the length it was said to have.</summary>
    private sealed class Cursor(Stream zip, long length)
    {
        public long Rest { get; private set; } = length;

        public byte[] Take(int count)
        {
            if (count > Rest) throw Truncated();
            Rest -= count;
            var bytes = new byte[count];
            zip.ReadExactly(bytes);
            return bytes;
        }
    }
}

/// <summary>The CRC-32 that zip entries carry.</summary>
internal struct Checksum
{
    private static readonly uint[] _table = MakeTable();

    private uint _state;

    public Checksum() => _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Checksum();
        checksum.Append(bytes);
        return checksum.Value;
    }

    /// <remarks>Eight bytes a step (slicing), because a county's layers are gigabytes.</remarks>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        var table = _table;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = table[0x700 + (low & 0xFF)] ^ table[0x600 + ((low >> 8) & 0xFF)]
                ^ table[0x500 + ((low >> 16) & 0xFF)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (high & 0xFF)] ^ table[0x200 + ((high >> 8) & 0xFF)]
                ^ table[0x100 + ((high >> 16) & 0xFF)] ^ table[high >> 24];
        }

        foreach (var value in bytes) state = table[(state ^ value) & 0xFF] ^ (state >> 8);
        _state = state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            var state = value;
            for (var bit = 0; bit < 8; bit++) state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
            table[value] = state;
        }

        for (var at = 256; at < table.Length; at++) table[at] = (table[at - 256] >> 8) ^ table[table[at - 256] & 0xFF];
        return table;
    }
}
