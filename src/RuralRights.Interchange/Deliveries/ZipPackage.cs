using System.IO.Compression;
using System.Security.Cryptography;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// A delivery handed in as a zip. Layers, tables and metadata are unpacked into the work folder under names of our own; attachments
/// stay packed. Every entry is read once in full when the zip is opened, so that damage and bombs are found before anything is used.
/// </summary>
internal sealed class ZipPackage : Package
{
    private const int KeptInMemory = 16 << 20;

    private static readonly (string Chinese, string English) MoreEntries = (
        $"附件多时，请由系统管理员用 src/rr import 直接导入解压后的文件夹，或调高环境变量 {DeliveryLimits.MaxEntriesSetting}。",
        $"Have whoever runs the register import the unpacked folder with src/rr import, or raise the environment variable {DeliveryLimits.MaxEntriesSetting}.");

    private readonly Stream _file;
    private readonly ZipArchive _zip;
    private readonly WorkFolder _work;
    private readonly Dictionary<string, Item> _items = new(StringComparer.OrdinalIgnoreCase);

    private ZipPackage(Stream file, ZipArchive zip, WorkFolder work, string name, IReadOnlyCollection<string> folders)
    {
        _file = file;
        _zip = zip;
        _work = work;
        Name = name;
        Folders = folders;
    }

    public override string Name { get; }

    public override IReadOnlyCollection<string> Folders { get; }

    public override IReadOnlyList<PackagedFile> Files =>
        [.. _items.Values.Where(item => item.OnDisk is not null).Select(item => new PackagedFile(item.Path, item.OnDisk!)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Opens a zip and takes its stream over.</summary>
    public static ZipPackage Open(string path, Stream file, DeliveryLimits limits, WorkFolder work, ReadingCount count, CancellationToken cancellation)
    {
        try
        {
            var heads = ZipDirectory.Read(file, limits, MoreEntries);
            var root = RootOf(heads) ?? throw NotADelivery();
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count != heads.Count) throw ZipDirectory.Truncated();
            string[] folders =
            [
                .. heads.Select(head => head.Name)
                    .Where(name => name.StartsWith(root, StringComparison.Ordinal) && name.IndexOf('/', root.Length) > 0)
                    .Select(name => name[root.Length..name.IndexOf('/', root.Length)])
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            var name = root.Length > 0 ? root.TrimEnd('/') : Path.GetFileNameWithoutExtension(path);
            var package = new ZipPackage(file, zip, work, name, folders);
            package.Unpack(heads, root, limits, count, cancellation);
            return package;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            file.Dispose();
            throw ZipDirectory.Truncated(exception);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override DeliveredAttachment? Find(string path) =>
        PackagePath.Normalised(path) is { } wanted && _items.TryGetValue(wanted, out var item)
            ? new DeliveredAttachment(item.Path, item.Length, () => item.OnDisk is { } onDisk ? File.OpenRead(onDisk) : Content(item))
            : null;

    public override string Fingerprint(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var manifest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in _items.Values.OrderBy(item => item.Path, StringComparer.Ordinal))
            AddLine(manifest, item.Path, item.Length, Convert.ToHexStringLower(item.Sha256));
        return Convert.ToHexStringLower(manifest.GetHashAndReset());
    }

    public override void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    /// <summary>What comes before the delivery's own folders: nothing, or one folder; null when it has no such folders.</summary>
    private static string? RootOf(IReadOnlyList<ZipEntryHead> heads)
    {
        var roots = heads
            .Select(head => head.Name.Split('/'))
            .Select(parts => Array.FindIndex(parts, 0, Math.Min(2, parts.Length - 1), part => part is DeliveryStandard.VectorFolder or DeliveryStandard.OwnershipFolder) is var at and >= 0
                ? at == 0 ? "" : parts[0] + "/"
                : null)
            .OfType<string>()
            .Distinct()
            .Take(2)
            .ToArray();
        return roots.Length == 1 ? roots[0] : null;
    }

    private void Unpack(IReadOnlyList<ZipEntryHead> heads, string root, DeliveryLimits limits, ReadingCount count, CancellationToken cancellation)
    {
        count.Expect(Claimed(root), Claimed(root + DeliveryStandard.OwnershipFolder + "/"));
        long total = 0;
        for (var at = 0; at < heads.Count; at++)
        {
            var head = heads[at];
            if (head.IsFolder || !head.Name.StartsWith(root, StringComparison.Ordinal)) continue;
            var path = head.Name[root.Length..];
            var onDisk = ReadFolders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)) ? _work.NewPath() : null;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var target = onDisk is null ? Stream.Null : _work.Create(onDisk);
            ZipDirectory.CopyOut(_zip.Entries[at], head, target, hash, limits, ref total, count, cancellation);
            _items[path] = new Item(path, at, head.Length, hash.GetHashAndReset(), onDisk);
        }

        long Claimed(string below) => heads.Where(head => head.Name.StartsWith(below, StringComparison.Ordinal)).Sum(head => Math.Min(head.Length, limits.MaxUnpackedBytes));
    }

    /// <summary>A packed attachment, copied out: one zip has one position, and attachments are read from several threads.</summary>
    private Stream Content(Item item)
    {
        var path = item.Length > KeptInMemory ? _work.NewPath() : null;
        var copy = path is null ? new MemoryStream((int)item.Length) : _work.Create(path);
        lock (_zip)
        {
            using var content = _zip.Entries[item.Entry].Open();
            content.CopyTo(copy);
        }

        if (path is null)
        {
            copy.Position = 0;
            return copy;
        }

        copy.Dispose();
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose);
    }

    private sealed record Item(string Path, int Entry, long Length, byte[] Sha256, string? OnDisk);
}
