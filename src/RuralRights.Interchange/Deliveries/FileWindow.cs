using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Bytes that can be read at any offset and are never held whole: a file, or an array in tests and fixtures.</summary>
internal abstract class ByteStore : IDisposable
{
    public abstract long Length { get; }

    public abstract int Read(Span<byte> into, long offset);

    public abstract void Dispose();

    public static ByteStore Of(byte[] bytes) => new InMemory(bytes);

    public static ByteStore OfFile(string path) => new OnDisk(path);

    private sealed class InMemory(byte[] bytes) : ByteStore
    {
        public override long Length => bytes.LongLength;

        public override int Read(Span<byte> into, long offset)
        {
            var rest = bytes.AsSpan((int)Math.Min(offset, bytes.LongLength));
            var taken = rest[..Math.Min(rest.Length, into.Length)];
            taken.CopyTo(into);
            return taken.Length;
        }

        public override void Dispose()
        {
        }
    }

    private sealed class OnDisk(string path) : ByteStore
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path);

        public override long Length { get; } = new FileInfo(path).Length;

        public override int Read(Span<byte> into, long offset) => RandomAccess.Read(_handle, into, offset);

        public override void Dispose() => _handle.Dispose();
    }
}

/// <summary>
/// A moving window on a <see cref="ByteStore"/>: rows read one after another come at the speed of the disk, a row fetched by
/// position costs one small read.
/// </summary>
/// <remarks>
/// The window doubles while it is moved forward and falls back to its smallest size after a jump. Files are read rather than
/// mapped, because mapped pages of a county's files count as this process's memory.
/// </remarks>
internal sealed class FileWindow(ByteStore store) : IDisposable
{
    private const int Smallest = 4 * 1024;
    private const int Largest = 256 * 1024;

    private byte[] _bytes = [];
    private long _start;
    private int _filled;
    private int _reach = Smallest;

    /// <summary>The bytes that the last <see cref="TryLocate"/> found are here.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Brings <paramref name="length"/> bytes at <paramref name="offset"/> into <see cref="Bytes"/>; false when the file ends before.</summary>
    public bool TryLocate(long offset, int length, out int at)
    {
        at = 0;
        if (offset < 0 || length < 0 || offset > store.Length - length) return false;
        if (offset >= _start && offset + length <= _start + _filled)
        {
            at = (int)(offset - _start);
            return true;
        }

        var followsOn = offset >= _start && offset <= _start + _filled;
        _reach = followsOn ? Math.Min(_reach * 2, Largest) : Smallest;
        Fill(offset, Math.Max(length, _reach));
        return _filled >= length;
    }

    /// <summary>The bytes themselves, or an empty span when the file ends before.</summary>
    public ReadOnlySpan<byte> Take(long offset, int length) =>
        TryLocate(offset, length, out var at) ? _bytes.AsSpan(at, length) : default;

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _filled = 0;
    }

    private void Fill(long offset, int wanted)
    {
        if (_bytes.Length < wanted)
        {
            if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(wanted);
        }

        _start = offset;
        _filled = 0;
        while (_filled < wanted)
        {
            var read = store.Read(_bytes.AsSpan(_filled, wanted - _filled), offset + _filled);
            if (read == 0) break;
            _filled += read;
        }
    }
}
