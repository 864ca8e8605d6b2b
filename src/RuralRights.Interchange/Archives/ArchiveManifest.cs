using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RuralRights.Interchange.Archives;

/// <summary>The list that makes an archive checkable: every entry with its length and hash, and what was left out.</summary>
/// <param name="Format">Name of this form; a reader that does not know it stops.</param>
/// <param name="Subject">Stream the archive is about.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="ExportedAt">When it was put together.</param>
/// <param name="ExportedBy">By whom, as facts name actors.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Facts">How many facts it holds.</param>
/// <param name="Entries">Every entry but the list itself and its signature.</param>
/// <param name="LeftOut">Documents that facts name and the archive does not hold.</param>
public sealed record ArchiveManifest(
    string Format,
    string Subject,
    string County,
    DateTimeOffset ExportedAt,
    string ExportedBy,
    string Purpose,
    int Facts,
    IReadOnlyList<ArchiveEntry> Entries,
    IReadOnlyList<ArchiveGap> LeftOut)
{
    /// <summary>The form written today.</summary>
    public const string CurrentFormat = "ruralrights-archive-1";

    /// <summary>Name of the list in an archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>Name of the county's signature over the list.</summary>
    public const string SignatureName = "manifest.p7s";

    /// <summary>How archives write JSON.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}

/// <summary>An entry of an archive.</summary>
/// <param name="Path">Its path in the archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
public sealed record ArchiveEntry(string Path, long Bytes, string Sha256);
