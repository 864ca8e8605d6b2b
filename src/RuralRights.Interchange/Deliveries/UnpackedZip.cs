using System.IO.Compression;

namespace RuralRights.Interchange.Deliveries;

/// <summary>A zip of the size of a village, unpacked into a work folder of its own that goes with it.</summary>
internal sealed class UnpackedZip : IDisposable
{
    private UnpackedZip(WorkFolder work, IReadOnlyList<PackagedFile> files) => (Work, Files) = (work, files);

    /// <summary>Where it lies.</summary>
    public WorkFolder Work { get; }

    /// <summary>Its files, in the order of the zip.</summary>
    public IReadOnlyList<PackagedFile> Files { get; }

    /// <summary>Unpacks a zip and reads what it is. When that fails nothing of it stays on the disk.</summary>
    /// <param name="zip">The zip; it must be seekable, and is not needed any more afterwards.</param>
    /// <param name="workFolder">Where to unpack; a folder of its own is made there.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="isWanted">Whether a file of this name is unpacked.</param>
    /// <param name="read">Makes what keeps the unpacked zip and disposes it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DeliveryUnreadable">It is no zip, is damaged or dangerous to open, or the disk filled up.</exception>
    public static T Open<T>(Stream zip, string workFolder, DeliveryLimits limits, Func<string, bool> isWanted, Func<UnpackedZip, T> read, CancellationToken cancellation)
    {
        var work = new WorkFolder(workFolder, limits.MaxWorkBytes);
        try
        {
            return WorkFolder.Guard(() => read(new(work, Unpack(zip, work, limits, isWanted, cancellation))));
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or InvalidDataException)
        {
            work.Dispose();
            throw ZipDirectory.Truncated(damaged);
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    public void Dispose() => Work.Dispose();

    private static List<PackagedFile> Unpack(Stream zip, WorkFolder work, DeliveryLimits limits, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        var heads = ZipDirectory.Read(zip, limits);
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count != heads.Count) throw ZipDirectory.Truncated();

        var files = new List<PackagedFile>();
        long total = 0;
        foreach (var (head, entry) in heads.Zip(archive.Entries))
        {
            if (head.IsFolder || !isWanted(head.Name)) continue;

            var file = new PackagedFile(head.Name, work.NewPath());
            using var target = work.Create(file.OnDisk);
            ZipDirectory.CopyOut(entry, head, target, null, limits, ref total, null, cancellation);
            files.Add(file);
        }

        return files;
    }
}
