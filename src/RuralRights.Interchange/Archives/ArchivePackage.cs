using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Interchange.Documents;

namespace RuralRights.Interchange.Archives;

/// <summary>Writes an archive: a zip that opens in any browser without the register, and that can be checked without it.</summary>
/// <remarks>Entries come in a fixed order with a fixed date, so that the same content gives the same bytes; only the signature may differ.</remarks>
public static class ArchivePackage
{
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where a document lies in an archive.</summary>
    public static string PathOf(ArchiveDocument document) => $"documents/{document.Sha256}.{DocumentReader.EndingOf(document.Format)}";

    /// <summary>Where the facts of a stream lie in an archive.</summary>
    public static string PathOf(string stream) => $"facts/{stream}.jsonl";

    /// <summary>Writes it and returns its list.</summary>
    /// <param name="content">What goes in.</param>
    /// <param name="to">A stream that can be written; it need not be seekable.</param>
    /// <param name="signer">Who signs the list; null for an archive without signature.</param>
    /// <exception cref="InvalidDataException">A document is not what its hash says.</exception>
    public static ArchiveManifest Write(ArchiveContent content, Stream to, ICertificateSigner? signer)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var entries = new List<ArchiveEntry>
        {
            Put(zip, "index.html", Encoding.UTF8.GetBytes(ArchiveIndex.Html(content))),
            Put(zip, "index.json", ArchiveIndex.Json(content)),
        };
        foreach (var stream in content.Facts.GroupBy(fact => fact.Stream, StringComparer.Ordinal).OrderBy(stream => stream.Key, StringComparer.Ordinal))
            entries.Add(Put(zip, PathOf(stream.Key), Encoding.UTF8.GetBytes(string.Concat(stream.Select(Line)))));

        foreach (var document in content.Documents.OrderBy(document => document.Sha256, StringComparer.Ordinal))
        {
            using var source = document.Open();
            var entry = Put(zip, PathOf(document), source, CompressionLevel.NoCompression);
            if (entry.Sha256 != document.Sha256) throw new InvalidDataException($"The document {document.Sha256} is not what its hash says.");
            entries.Add(entry);
        }

        var manifest = new ArchiveManifest(
            ArchiveManifest.CurrentFormat, content.Subject, content.County, content.ExportedAt, content.ExportedBy, content.Purpose, content.Facts.Count, entries, content.LeftOut);
        var list = JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveManifest.Json);
        Put(zip, ArchiveManifest.Name, list);
        if (signer is not null) Put(zip, ArchiveManifest.SignatureName, signer.Sign(list));
        return manifest;
    }

    /// <summary>A fact as a line: where it stands in the ledger, and its content exactly as stored.</summary>
    private static string Line(ArchiveFact fact) =>
        $"{{\"position\":{fact.Position},\"version\":{fact.Version},\"type\":{JsonSerializer.Serialize(fact.Type)},\"recorded_at\":{JsonSerializer.Serialize(fact.RecordedAt.ToUniversalTime())},\"data\":{fact.Json}}}\n";

    private static ArchiveEntry Put(ZipArchive zip, string path, byte[] content)
    {
        using var source = new MemoryStream(content, writable: false);
        return Put(zip, path, source, CompressionLevel.Optimal);
    }

    private static ArchiveEntry Put(ZipArchive zip, string path, Stream source, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = Always;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sink = entry.Open();
        var window = new byte[1 << 16];
        var bytes = 0L;
        while (source.Read(window) is var read and > 0)
        {
            hash.AppendData(window, 0, read);
            sink.Write(window, 0, read);
            bytes += read;
        }

        return new(path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
