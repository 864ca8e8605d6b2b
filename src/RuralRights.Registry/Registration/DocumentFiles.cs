using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Registry.Registration;

/// <summary>The folder that documents lie in, each sealed under a key of its own and named by the SHA-256 of its content.</summary>
/// <remarks>
/// A file is written beside the others under a passing name, forced to disk, given its name, and its folder forced to disk; so
/// after a crash at any moment a name stands for a whole file or for none. It is sealed in pieces of 64 KB that know their place
/// and whether they are the last, so that reading needs one piece of memory, and a file that was cut, mixed or exchanged for
/// another does not open.
/// </remarks>
internal sealed class DocumentFiles(string root, long reserve)
{
    internal const int Piece = 1 << 16;
    private const int TooLong = 27;
    internal const int Tag = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>How a sealed file begins.</summary>
    internal static ReadOnlySpan<byte> Mark => "RRDOC\0\0\x01"u8;

    /// <summary>Where a document lies.</summary>
    public string PathOf(string county, string sha256) => Path.Combine(root, county, sha256[..2], sha256[2..4], sha256);

    /// <summary>True when there is no room left but what the database beside it needs.</summary>
    public bool IsFull(long more)
    {
        MakeFolder(root);
        return new DriveInfo(root).AvailableFreeSpace - more < reserve;
    }

    /// <summary>A file for what is still being received, gone when it is closed; one that a killed process leaves is swept with the unfinished.</summary>
    public FileStream Passing(string county)
    {
        var folder = Path.Combine(root, county, "incoming");
        MakeFolder(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new(Path.Combine(folder, Path.GetRandomFileName()), options);
    }

    /// <summary>Writes a sealed file under a passing name and forces it to disk; <see cref="Place"/> gives it its name.</summary>
    public string Write(string county, string sha256, byte[] key, ReadOnlySpan<byte> content)
    {
        var folder = Path.Combine(root, county, "incoming");
        MakeFolder(folder);
        var path = Path.Combine(folder, $"{sha256[..16]}.{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using var file = new FileStream(path, options);
            using var aes = new AesGcm(key, Tag);
            file.Write(Mark);
            var sealedPiece = new byte[Piece + Tag];
            var (at, number) = (0, 0L);
            do
            {
                var piece = content.Slice(at, Math.Min(Piece, content.Length - at));
                at += piece.Length;
                aes.Encrypt(Nonce(number), piece, sealedPiece.AsSpan(0, piece.Length), sealedPiece.AsSpan(piece.Length, Tag), Bound(sha256, number, at == content.Length));
                file.Write(sealedPiece.AsSpan(0, piece.Length + Tag));
                number++;
            }
            while (at < content.Length);

            file.Flush(flushToDisk: true);
            return path;
        }
        catch (ArgumentOutOfRangeException beyond)
        {
            // .NET takes the kernel's word that a file may not grow further for a wrong argument.
            File.Delete(path);
            throw new IOException(beyond.Message, TooLong);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Gives a written file its name, over one of the same name that nobody can open.</summary>
    public void Place(string written, string county, string sha256)
    {
        var path = PathOf(county, sha256);
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        File.Move(written, path, overwrite: true);
        ForceToDisk(folder);
    }

    /// <summary>Opens a document for reading, piece by piece.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="CryptographicException">When read: it is not what was kept.</exception>
    public Stream Open(string county, string sha256, byte[] key)
    {
        try
        {
            return new SealedDocument(new FileStream(PathOf(county, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), sha256, key);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException(missing.Message, missing);
        }
    }

    /// <summary>Takes a document away.</summary>
    public void Remove(string county, string sha256) => File.Delete(PathOf(county, sha256));

    /// <summary>Hashes of everything that lies there for a county, with the time it was placed.</summary>
    public IEnumerable<(string Sha256, DateTime PlacedAt)> All(string county) => Directory.Exists(Path.Combine(root, county))
        ? Directory.EnumerateFiles(Path.Combine(root, county), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path).Length == 64)
            .Select(path => (Path.GetFileName(path), File.GetLastWriteTimeUtc(path)))
        : [];

    /// <summary>Removes what was being written when a process ended, and returns how many files that was.</summary>
    public int SweepUnfinished(string county, DateTime before)
    {
        var folder = Path.Combine(root, county, "incoming");
        if (!Directory.Exists(folder)) return 0;

        var left = Directory.EnumerateFiles(folder).Where(path => File.GetLastWriteTimeUtc(path) < before).ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }

    /// <summary>The nonce of a piece; a key seals one document only, so a count is enough.</summary>
    internal static byte[] Nonce(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    /// <summary>What a piece is bound to: its document, its place, and whether it is the last.</summary>
    internal static byte[] Bound(string sha256, long number, bool last) =>
        Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"document/{sha256}/{number}/{(last ? "last" : "more")}"));

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;

        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnlyFolder);
        for (var made = Path.GetDirectoryName(folder); made is not null && Directory.Exists(made); made = Path.GetDirectoryName(made))
        {
            ForceToDisk(made);
            if (Path.GetFileName(made) == "documents") break;
        }
    }

    // A name is safe once the folder it stands in is; .NET has no call for that.
    private static void ForceToDisk(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;

        var handle = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0) throw new IOException($"{folder} cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Force(handle) != 0) throw new IOException($"{folder} cannot be forced to disk (errno {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Force(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}

/// <summary>A sealed document while it is read, one piece at a time. Nothing of a piece is given out before the piece was found genuine.</summary>
internal sealed class SealedDocument : Stream
{
    private readonly Stream _file;
    private readonly string _sha256;
    private readonly AesGcm _aes;
    private readonly byte[] _sealed = new byte[DocumentFiles.Piece + DocumentFiles.Tag];
    private readonly byte[] _open = new byte[DocumentFiles.Piece];
    private readonly long _pieces;
    private long _number;
    private int _at;
    private int _here;
    private long _given;

    /// <summary>Begins to read; takes the file over.</summary>
    public SealedDocument(Stream file, string sha256, byte[] key)
    {
        (_file, _sha256, _aes) = (file, sha256, new AesGcm(key, DocumentFiles.Tag));
        var rest = file.Length - DocumentFiles.Mark.Length;
        Span<byte> mark = stackalloc byte[DocumentFiles.Mark.Length];
        if (rest < DocumentFiles.Tag || file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual(DocumentFiles.Mark))
        {
            Dispose();
            throw new CryptographicException($"The file of document {sha256} is no sealed document.");
        }

        _pieces = (rest + DocumentFiles.Piece + DocumentFiles.Tag - 1) / (DocumentFiles.Piece + DocumentFiles.Tag);
        Length = rest - (_pieces * DocumentFiles.Tag);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override long Position { get => _given; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _here && !Next()) return 0;

        var some = Math.Min(buffer.Length, _here - _at);
        _open.AsSpan(_at, some).CopyTo(buffer);
        _at += some;
        _given += some;
        return some;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _aes.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (_number == _pieces) return false;

        var read = _file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        if (read < DocumentFiles.Tag) throw new CryptographicException($"The file of document {_sha256} was cut.");

        _here = read - DocumentFiles.Tag;
        _at = 0;
        _aes.Decrypt(DocumentFiles.Nonce(_number), _sealed.AsSpan(0, _here), _sealed.AsSpan(_here, DocumentFiles.Tag), _open.AsSpan(0, _here), DocumentFiles.Bound(_sha256, _number, _number + 1 == _pieces));
        _number++;
        return _here > 0;
    }
}
