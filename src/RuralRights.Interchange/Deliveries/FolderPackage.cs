using System.Buffers;
using System.Security.Cryptography;

namespace RuralRights.Interchange.Deliveries;

/// <summary>A delivery handed in as a folder. Links are not followed.</summary>
internal sealed class FolderPackage : Package
{
    private const int RememberedFolders = 64;
    private const int Chunk = 1 << 20;

    private readonly string _root;
    private readonly Dictionary<string, Dictionary<string, string>> _spellings = [];

    private FolderPackage(string root, ProblemList problems)
    {
        _root = root;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root));
        Folders = [.. new DirectoryInfo(root).EnumerateDirectories().Where(folder => !IsLink(folder)).Select(folder => folder.Name).Order(StringComparer.Ordinal)];
        Files = [.. ReadFolders.Where(Folders.Contains).SelectMany(folder => Below(new DirectoryInfo(Path.Combine(root, folder)), folder + "/", problems))];
    }

    public override string Name { get; }

    public override IReadOnlyCollection<string> Folders { get; }

    public override IReadOnlyList<PackagedFile> Files { get; }

    public static FolderPackage Open(string path, ReadingCount count, ProblemList problems)
    {
        var given = Path.GetFullPath(path);
        string[] roots = HoldsDelivery(given) ? [given] : [.. Directory.EnumerateDirectories(given).Where(HoldsDelivery).Take(2)];
        if (roots is not [var root]) throw NotADelivery();

        var package = new FolderPackage(root, problems);
        count.Expect(0, package.Files.Where(file => file.Folder == DeliveryStandard.OwnershipFolder).Sum(file => new FileInfo(file.OnDisk).Length));
        return package;
    }

    public override DeliveredAttachment? Find(string path)
    {
        if (PackagePath.Normalised(path) is not { } wanted || wanted.Contains('\0')) return null;
        var file = new FileInfo(Path.Combine(_root, wanted));
        if (file.Exists) return Inside(file) ? Attachment(wanted, file) : null;
        return Respelled(wanted) is { } actual && new FileInfo(Path.Combine(_root, actual)) is { Exists: true } found && Inside(found)
            ? Attachment(actual, found)
            : null;
    }

    public override string Fingerprint(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var manifest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = new ReadingCount(progress);
        if (progress is not null) count.Expect(BytesBelow(new DirectoryInfo(_root)), 0);
        Fingerprint(new DirectoryInfo(_root), "", manifest, count, cancellation);
        return Convert.ToHexStringLower(manifest.GetHashAndReset());
    }

    public override void Dispose()
    {
    }

    private static bool HoldsDelivery(string folder) =>
        Directory.Exists(Path.Combine(folder, DeliveryStandard.VectorFolder))
        || Directory.Exists(Path.Combine(folder, DeliveryStandard.OwnershipFolder));

    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static DeliveredAttachment Attachment(string path, FileInfo file) => new(path, file.Length, file.OpenRead);

    private static IEnumerable<PackagedFile> Below(DirectoryInfo folder, string prefix, ProblemList problems)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = prefix + PackagePath.Unified(entry.Name);
            if (IsLink(entry)) problems.Add(Faults.LinkIgnored(path));
            else if (entry is not DirectoryInfo inner) yield return new PackagedFile(path, entry.FullName);
            else foreach (var file in Below(inner, path + "/", problems)) yield return file;
        }
    }

    private static long BytesBelow(DirectoryInfo folder) => folder.EnumerateFileSystemInfos().Where(entry => !IsLink(entry))
        .Sum(entry => entry is DirectoryInfo inner ? BytesBelow(inner) : ((FileInfo)entry).Length);

    /// <summary>Files in the ordinal order of their whole paths: a folder sorts as its name with the slash that follows.</summary>
    private static void Fingerprint(DirectoryInfo folder, string prefix, IncrementalHash manifest, ReadingCount count, CancellationToken cancellation)
    {
        var entries = folder.EnumerateFileSystemInfos()
            .Where(entry => !IsLink(entry))
            .Select(entry => (Path: prefix + PackagePath.Unified(entry.Name) + (entry is DirectoryInfo ? "/" : ""), Entry: entry))
            .OrderBy(pair => pair.Path, StringComparer.Ordinal);
        foreach (var (path, entry) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry is DirectoryInfo inner) Fingerprint(inner, path, manifest, count, cancellation);
            else
            {
                using var content = new FileStream(entry.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                AddLine(manifest, path, content.Length, Convert.ToHexStringLower(HashOf(content, count, cancellation)));
            }
        }
    }

    private static byte[] HashOf(FileStream content, ReadingCount count, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                count.Read(read);
            }

            return hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>True when no step of the way down from the root is a link.</summary>
    private bool Inside(FileInfo file)
    {
        if (IsLink(file)) return false;
        for (var folder = file.Directory; folder is not null; folder = folder.Parent)
        {
            if (folder.FullName.Length <= _root.Length) return true;
            if (IsLink(folder)) return false;
        }

        return false;
    }

    /// <summary>The path as the files are really spelled: deliveries are made on systems that do not tell FJ.JPG from FJ.jpg.</summary>
    private string? Respelled(string path)
    {
        var actual = "";
        foreach (var segment in path.Split('/'))
        {
            if (!Spellings(actual).TryGetValue(segment, out var spelled)) return null;
            actual = actual.Length == 0 ? spelled : $"{actual}/{spelled}";
        }

        return actual;
    }

    private Dictionary<string, string> Spellings(string folder)
    {
        lock (_spellings)
        {
            if (_spellings.TryGetValue(folder, out var known)) return known;
            if (_spellings.Count >= RememberedFolders) _spellings.Clear();
            var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            var path = Path.Combine(_root, folder);
            if (Directory.Exists(path))
                foreach (var entry in Directory.EnumerateFileSystemEntries(path))
                    names.TryAdd(PackagePath.Unified(Path.GetFileName(entry)), Path.GetFileName(entry));
            return _spellings[folder] = names;
        }
    }
}
