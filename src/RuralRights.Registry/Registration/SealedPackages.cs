using System.Security.Cryptography;

namespace RuralRights.Registry.Registration;

/// <summary>A package that lies open in the folder of deliveries, as far as it is known without being read.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="WrittenAt">When it was last written.</param>
public sealed record OpenPackage(string Name, long Bytes, DateTimeOffset WrittenAt);

/// <summary>Packages of deliveries that were handed in, each sealed in pieces under a key of its own; they hold everybody's names.</summary>
/// <remarks>Pieces are those of <see cref="DocumentFiles"/>. Sealing and reading take a piece of memory each, however large the package is.</remarks>
internal static class SealedPackages
{
    private const string Ending = ".sealed";

    /// <summary>Seals a stream into a new file of a folder; whatever stops it leaves no file.</summary>
    public static async Task<string> Write(string folder, byte[] key, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Guid.CreateVersion7() + Ending);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var file = new FileStream(path, options);
            using var aes = new AesGcm(key, DocumentFiles.Tag);
            var (piece, next, closed) = (new byte[DocumentFiles.Piece], new byte[DocumentFiles.Piece], new byte[DocumentFiles.Piece + DocumentFiles.Tag]);
            await file.WriteAsync(DocumentFiles.Mark.ToArray(), cancel);
            var here = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel);
            for (var (number, isLast) = (0L, false); !isLast; number++)
            {
                var after = await content.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
                isLast = after == 0;
                aes.Encrypt(
                    DocumentFiles.Nonce(number), piece.AsSpan(0, here), closed.AsSpan(0, here), closed.AsSpan(here, DocumentFiles.Tag),
                    DocumentFiles.Bound(NameOf(path), number, isLast));
                await file.WriteAsync(closed.AsMemory(0, here + DocumentFiles.Tag), cancel);
                (piece, next, here) = (next, piece, after);
            }

            file.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The files of a folder that are not sealed.</summary>
    public static IReadOnlyList<OpenPackage> LeftOpen(string folder) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => !file.Name.EndsWith(Ending, StringComparison.Ordinal)).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new OpenPackage(file.Name, file.Length, file.LastWriteTimeUtc))]
        : [];

    /// <summary>Opens a sealed package for reading at any place.</summary>
    /// <exception cref="CryptographicException">It is no sealed package; or, when read, it was altered or the key is another one.</exception>
    public static Stream Open(string path, byte[] key) => new Reading(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), NameOf(path), key);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private sealed class Reading : Stream
    {
        private readonly FileStream _file;
        private readonly string _name;
        private readonly AesGcm _aes;
        private readonly byte[] _closed = new byte[DocumentFiles.Piece + DocumentFiles.Tag];
        private readonly byte[] _open = new byte[DocumentFiles.Piece];
        private readonly long _pieces;
        private long _opened = -1;

        public Reading(FileStream file, string name, byte[] key)
        {
            (_file, _name, _aes) = (file, name, new AesGcm(key, DocumentFiles.Tag));
            var rest = file.Length - DocumentFiles.Mark.Length;
            Span<byte> mark = stackalloc byte[DocumentFiles.Mark.Length];
            if (rest < DocumentFiles.Tag || file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual(DocumentFiles.Mark))
            {
                Dispose();
                throw new CryptographicException($"The package {name} is not sealed.");
            }

            _pieces = (rest + _closed.Length - 1) / _closed.Length;
            Length = rest - (_pieces * DocumentFiles.Tag);
        }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length { get; }

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (Position >= Length || buffer.IsEmpty) return 0;

            var number = Position / DocumentFiles.Piece;
            if (number != _opened) Unseal(number);
            var from = (int)(Position % DocumentFiles.Piece);
            var some = (int)Math.Min(Math.Min(buffer.Length, DocumentFiles.Piece - from), Length - Position);
            _open.AsSpan(from, some).CopyTo(buffer);
            Position += some;
            return some;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _file.Dispose();
                _aes.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Unseal(long number)
        {
            _opened = -1;
            _file.Position = DocumentFiles.Mark.Length + (number * _closed.Length);
            var here = _file.ReadAtLeast(_closed, _closed.Length, throwOnEndOfStream: false) - DocumentFiles.Tag;
            if (here < 0) throw new CryptographicException($"The package {_name} was cut.");

            _aes.Decrypt(
                DocumentFiles.Nonce(number), _closed.AsSpan(0, here), _closed.AsSpan(here, DocumentFiles.Tag), _open.AsSpan(0, here),
                DocumentFiles.Bound(_name, number, number + 1 == _pieces));
            _opened = number;
        }
    }
}
