namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// The folder that holds what has to be unpacked or spooled of one delivery. Only its owner can read it, and it is gone when the
/// delivery is closed, because it holds names and identity numbers.
/// </summary>
/// <remarks>
/// A process that is killed cannot clear up after itself. Each folder holds a file that its owner keeps locked; the next delivery
/// that is opened beside it removes every folder whose lock nobody holds.
/// </remarks>
internal sealed class WorkFolder : IDisposable
{
    private const int NoSpaceLinux = 28;
    private const int QuotaLinux = 122;
    private const int TooLargeLinux = 27;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    private const string Prefix = "delivery-";
    private const string Lock = "lock";

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly long _maxBytes;
    private long _written;
    private int _files;

    public WorkFolder(string parent, long maxBytes)
    {
        _maxBytes = maxBytes;
        Directory.CreateDirectory(parent);
        RemoveAbandoned(parent);
        var name = Guid.NewGuid().ToString("N");
        _path = Path.Combine(parent, Prefix + name);

        // It gets the name that others look for only once it is locked.
        var unlocked = Path.Combine(parent, "new-" + Prefix + name);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(unlocked);
        else Directory.CreateDirectory(unlocked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _lock = new FileStream(Path.Combine(unlocked, Lock), Private(FileMode.CreateNew));
        Directory.Move(unlocked, _path);
    }

    /// <summary>Is told how many bytes were written here.</summary>
    public Action<int>? Wrote { get; set; }

    /// <summary>A path for a new file. Names inside a delivery are never used as names on this disk.</summary>
    public string NewPath() => Path.Combine(_path, $"{Interlocked.Increment(ref _files):D6}");

    /// <summary>A new file that counts towards what this delivery may take of the disk.</summary>
    public Stream Create(string path)
    {
        var options = Private(FileMode.CreateNew);
        options.BufferSize = 1 << 16;
        return new Counted(this, new FileStream(path, options));
    }

    /// <summary>Runs what writes here and says plainly when the disk filled up.</summary>
    public static T Guard<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (IOException full) when (IsDiskFull(full))
        {
            throw new DeliveryUnreadable(
                "disk-full",
                "工作目录所在磁盘空间不足，未读入任何内容，临时文件已清除。请腾出空间后重试。",
                "The disk of the work folder is full. Nothing was read in and the temporary files were removed; free some space and try again.",
                full);
        }
    }

    public static bool IsDiskFull(IOException exception) =>
        exception is SpaceUsedUpException || exception.HResult is NoSpaceLinux or QuotaLinux or TooLargeLinux or NoSpaceWindows;

    public void Dispose()
    {
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
        _lock.Dispose();
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void RemoveAbandoned(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, Lock), FileMode.Open, FileAccess.Write, FileShare.None))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its owner is alive, or somebody else is removing it.
            }
        }
    }

    private void Take(int bytes)
    {
        if (Interlocked.Add(ref _written, bytes) > _maxBytes) throw new SpaceUsedUpException();
        Wrote?.Invoke(bytes);
    }

    private sealed class SpaceUsedUpException : IOException;

    private sealed class Counted(WorkFolder folder, FileStream file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            folder.Take(buffer.Length);
            file.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
