using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>A file of the delivery that has to be read at random: a layer, a table, the issuer codes, the metadata.</summary>
/// <param name="Path">Path inside the delivery.</param>
/// <param name="OnDisk">Where it lies now.</param>
internal sealed record PackagedFile(string Path, string OnDisk)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => Path[..Math.Max(0, Path.IndexOf('/', StringComparison.Ordinal))];
}

/// <summary>A delivery as a set of files, whether it came as a folder or as a zip.</summary>
internal abstract class Package : IDisposable
{
    /// <summary>Folders whose files are read at random; everything else is an attachment.</summary>
    protected static readonly string[] ReadFolders =
        [DeliveryStandard.VectorFolder, DeliveryStandard.OwnershipFolder, DeliveryStandard.MetadataFolder];

    /// <summary>Name of the root folder, or of the zip when it has none.</summary>
    public abstract string Name { get; }

    /// <summary>Folders right below the root.</summary>
    public abstract IReadOnlyCollection<string> Folders { get; }

    public abstract IReadOnlyList<PackagedFile> Files { get; }

    public abstract DeliveredAttachment? Find(string path);

    /// <summary>SHA-256 over one line per file, in the order of their paths: path, length and SHA-256 of the content.</summary>
    public abstract string Fingerprint(IProgress<WorkProgress>? progress, CancellationToken cancellation);

    public abstract void Dispose();

    public static Package Open(string path, DeliveryLimits limits, WorkFolder work, ReadingCount count, ProblemList problems, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) return FolderPackage.Open(path, count, problems);
        if (File.Exists(path)) return ZipPackage.Open(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), limits, work, count, cancellation);
        throw new DeliveryUnreadable("no-such-path", $"找不到“{path}”。", $"There is nothing at “{path}”.");
    }

    protected static DeliveryUnreadable NotADelivery() => new(
        "not-a-delivery",
        $"其中没有“{DeliveryStandard.VectorFolder}”或“{DeliveryStandard.OwnershipFolder}”文件夹，不是汇交成果。",
        $"It has neither a folder {DeliveryStandard.VectorFolder} nor {DeliveryStandard.OwnershipFolder}; this is no survey delivery.");

    protected static void AddLine(IncrementalHash manifest, string path, long length, string sha256) =>
        manifest.AppendData(Encoding.UTF8.GetBytes($"{path}\0{length}\0{sha256}\n"));
}

/// <summary>A file that rows refer to: a sketch, a scanned contract, a control point record.</summary>
public sealed class DeliveredAttachment
{
    private readonly Func<Stream> _open;

    internal DeliveredAttachment(string path, long length, Func<Stream> open)
    {
        Path = path;
        Length = length;
        _open = open;
    }

    /// <summary>Path inside the delivery, as the file is really called.</summary>
    public string Path { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Opens the content.</summary>
    public Stream OpenRead() => _open();

    /// <summary>SHA-256 of the content in lower-case hexadecimal.</summary>
    public string Sha256()
    {
        using var content = OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
