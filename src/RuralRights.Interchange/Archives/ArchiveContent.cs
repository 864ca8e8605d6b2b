using RuralRights.Domain.Registration;

namespace RuralRights.Interchange.Archives;

/// <summary>What goes into the archive of a household or of a case (一户一档、一案一档).</summary>
/// <param name="Subject">Stream it is about, such as <c>household/620123202204010001</c>.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="CountyName">Name of the county.</param>
/// <param name="ExportedAt">When it was put together.</param>
/// <param name="ExportedBy">By whom, as facts name actors.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Facts">Facts in the order of the ledger.</param>
/// <param name="Documents">Documents the facts rest on, by hash.</param>
/// <param name="LeftOut">Documents the facts rest on that are not in it.</param>
/// <param name="People">Everybody the facts name by id.</param>
public sealed record ArchiveContent(
    string Subject,
    string County,
    string CountyName,
    DateTimeOffset ExportedAt,
    string ExportedBy,
    string Purpose,
    IReadOnlyList<ArchiveFact> Facts,
    IReadOnlyList<ArchiveDocument> Documents,
    IReadOnlyList<ArchiveGap> LeftOut,
    IReadOnlyList<ArchivePerson> People);

/// <summary>A fact as the ledger keeps it, and how a person at a counter would say it.</summary>
/// <param name="Position">Position in the ledger.</param>
/// <param name="Stream">Stream it belongs to.</param>
/// <param name="Version">Its number in the stream.</param>
/// <param name="Type">Name of the fact.</param>
/// <param name="RecordedAt">When the register learned it.</param>
/// <param name="LegalDay">From when it is true in law.</param>
/// <param name="Case">Business serial number.</param>
/// <param name="Documents">Hashes of the documents it rests on.</param>
/// <param name="Json">Its content, character for character as stored.</param>
/// <param name="Chinese">It in a sentence of Chinese.</param>
/// <param name="English">The same in English.</param>
public sealed record ArchiveFact(
    long Position,
    string Stream,
    long Version,
    string Type,
    DateTimeOffset RecordedAt,
    DateOnly? LegalDay,
    string? Case,
    IReadOnlyList<string> Documents,
    string Json,
    string Chinese,
    string English);

/// <summary>A document that goes into the archive.</summary>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="Format">What it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="Open">Opens its content for reading.</param>
public sealed record ArchiveDocument(string Sha256, DocumentFormat Format, long Bytes, int Pages, Func<Stream> Open);

/// <summary>A document that facts name and the archive does not hold.</summary>
/// <param name="Sha256">Its hash.</param>
/// <param name="Reason">Why not.</param>
public sealed record ArchiveGap(string Sha256, ArchiveGapReason Reason);

/// <summary>Why a document is not in an archive.</summary>
public enum ArchiveGapReason
{
    /// <summary>Whoever exports may not see it.</summary>
    NotYoursToSee,

    /// <summary>It does not lie in the store: a paper of a survey delivery, or a statement kept as words.</summary>
    NotInTheStore,
}

/// <summary>A person whom facts name by id.</summary>
/// <param name="Id">Id of the people vault.</param>
/// <param name="Name">Name as whoever exports may see it: in full or masked.</param>
public sealed record ArchivePerson(Guid Id, string Name);
