using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace RuralRights.Interchange.Archives;

/// <summary>What the signature over an archive's list says.</summary>
public enum ArchiveSignature
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is not of this list, or broken.</summary>
    Broken,

    /// <summary>It is of this list, by a key that was not given to compare with.</summary>
    UnknownSigner,

    /// <summary>It is of this list, by the county.</summary>
    Genuine,
}

/// <summary>What is wrong with an archive.</summary>
/// <param name="Path">The entry concerned.</param>
/// <param name="Chinese">What is wrong, in Chinese.</param>
/// <param name="English">The same in English.</param>
public sealed record ArchiveTrouble(string Path, string Chinese, string English);

/// <summary>An archive checked against its own list: nothing missing, nothing added, nothing changed.</summary>
/// <param name="Manifest">The list; null when there is none that can be read.</param>
/// <param name="Signature">What its signature says.</param>
/// <param name="SignedBy">Who signed, as the certificate names them.</param>
/// <param name="Troubles">What is wrong; empty when nothing is.</param>
public sealed record ArchiveCheck(ArchiveManifest? Manifest, ArchiveSignature Signature, string? SignedBy, IReadOnlyList<ArchiveTrouble> Troubles)
{
    private const int LargestList = 64 << 20;

    /// <summary>True when everything is as it was exported. Who exported it only a signature says.</summary>
    public bool IsWhole => Manifest is not null && Troubles.Count == 0 && Signature != ArchiveSignature.Broken;

    /// <summary>Checks an archive.</summary>
    /// <param name="archive">The zip; seekable.</param>
    /// <param name="known">Certificates of the county's keys; empty when none are at hand.</param>
    public static ArchiveCheck Read(Stream archive, IReadOnlyList<X509Certificate2> known)
    {
        var troubles = new List<ArchiveTrouble>();
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            foreach (var twice in zip.Entries.GroupBy(entry => entry.FullName, StringComparer.Ordinal).Where(entries => entries.Count() > 1))
                troubles.Add(new(twice.Key, "出现两次。", "It is there twice."));

            if (Small(zip, ArchiveManifest.Name) is not { } list || Parse(list) is not { } manifest)
                return new(null, ArchiveSignature.None, null, [new(ArchiveManifest.Name, "没有可读的清单，无法查验。", "There is no list that can be read, so nothing can be checked.")]);

            var (signature, signer) = Judge(list, Small(zip, ArchiveManifest.SignatureName), known);
            Compare(zip, manifest, troubles);
            if (signature == ArchiveSignature.Broken) troubles.Add(new(ArchiveManifest.SignatureName, "清单的签名无效，清单被改动过。", "The signature over the list is broken: the list was changed."));
            return new(manifest, signature, signer, troubles);
        }
        catch (InvalidDataException)
        {
            return new(null, ArchiveSignature.None, null, [new("", "不是可读的压缩包。", "It is no zip that can be read.")]);
        }
    }

    private static void Compare(ZipArchive zip, ArchiveManifest manifest, List<ArchiveTrouble> troubles)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal) { ArchiveManifest.Name, ArchiveManifest.SignatureName };
        var documents = manifest.LeftOut.Select(gap => gap.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in manifest.Entries)
        {
            listed.Add(entry.Path);
            if (zip.GetEntry(entry.Path) is not { } found)
            {
                troubles.Add(new(entry.Path, "清单里有，包里没有。", "It is on the list and not in the archive."));
                continue;
            }

            if (HashOf(found, entry.Bytes) != entry.Sha256) troubles.Add(new(entry.Path, "内容被改动。", "Its content was changed."));
            if (!entry.Path.StartsWith("documents/", StringComparison.Ordinal)) continue;

            if (!entry.Path.StartsWith($"documents/{entry.Sha256}.", StringComparison.Ordinal)) troubles.Add(new(entry.Path, "材料的名称不是它的哈希值。", "The name of the document is not its hash."));
            documents.Add(entry.Sha256);
        }

        foreach (var entry in zip.Entries.Where(entry => !listed.Contains(entry.FullName)))
            troubles.Add(new(entry.FullName, "包里有，清单里没有。", "It is in the archive and not on the list."));

        if (troubles.Count == 0) Facts(zip, manifest, documents, troubles);
    }

    /// <summary>Every document a fact rests on is there or said to be left out, and there are as many facts as said.</summary>
    private static void Facts(ZipArchive zip, ArchiveManifest manifest, HashSet<string> documents, List<ArchiveTrouble> troubles)
    {
        var facts = 0;
        foreach (var entry in manifest.Entries.Where(entry => entry.Path.StartsWith("facts/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(zip.GetEntry(entry.Path)!.Open(), Encoding.UTF8);
            try
            {
                while (reader.ReadLine() is { } line)
                {
                    facts++;
                    using var fact = JsonDocument.Parse(line);
                    if (!fact.RootElement.GetProperty("data").TryGetProperty("provenance", out var provenance) || !provenance.TryGetProperty("documents", out var named)) continue;

                    foreach (var document in named.EnumerateArray().Select(one => one.GetString()!).Where(one => !documents.Contains(one)))
                        troubles.Add(new(entry.Path, $"依据的材料 {document} 不在包里，也没有说明。", $"The document {document} it rests on is neither here nor said to be left out."));
                }
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                troubles.Add(new(entry.Path, "记载读不出来。", "The facts cannot be read."));
            }
        }

        if (facts != manifest.Facts) troubles.Add(new(ArchiveManifest.Name, $"应有 {manifest.Facts} 条记载，实有 {facts} 条。", $"There should be {manifest.Facts} facts, and there are {facts}."));
    }

    /// <summary>The hash of an entry, reading no more of it than it is said to have.</summary>
    private static string? HashOf(ZipArchiveEntry entry, long bytes)
    {
        if (entry.Length != bytes) return null;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = entry.Open();
        var window = new byte[1 << 16];
        var all = 0L;
        while (content.Read(window) is var read and > 0)
        {
            if ((all += read) > bytes) return null;
            hash.AppendData(window, 0, read);
        }

        return all == bytes ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
    }

    private static byte[]? Small(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= LargestList } entry) return null;

        using var content = entry.Open();
        using var all = new MemoryStream();
        var window = new byte[1 << 16];
        while (content.Read(window) is var read and > 0)
        {
            if (all.Length + read > entry.Length) return null;
            all.Write(window, 0, read);
        }

        return all.ToArray();
    }

    private static ArchiveManifest? Parse(byte[] list)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(list, ArchiveManifest.Json);
            return manifest is { Format: ArchiveManifest.CurrentFormat, Entries: not null, LeftOut: not null } && manifest.Entries.All(entry => entry is { Path: not null, Sha256: not null })
                && manifest.LeftOut.All(gap => gap is { Sha256: not null }) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (ArchiveSignature Signature, string? SignedBy) Judge(byte[] list, byte[]? signature, IReadOnlyList<X509Certificate2> known)
    {
        if (signature is null) return (ArchiveSignature.None, null);

        try
        {
            var cms = new SignedCms(new ContentInfo(list), detached: true);
            cms.Decode(signature);
            if (cms.SignerInfos is not [var signer] || signer.Certificate is not { } certificate) return (ArchiveSignature.Broken, null);

            cms.CheckSignature(verifySignatureOnly: true);
            return (
                known.Any(one => one.RawData.AsSpan().SequenceEqual(certificate.RawData)) ? ArchiveSignature.Genuine : ArchiveSignature.UnknownSigner,
                certificate.GetNameInfo(X509NameType.SimpleName, false));
        }
        catch (CryptographicException)
        {
            return (ArchiveSignature.Broken, null);
        }
    }
}
