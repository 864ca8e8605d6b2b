using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A public notice (公示) was opened: cases of one collective, posted in the village and shown on a page until its last day.</summary>
/// <param name="Notice">Id of the notice.</param>
/// <param name="Procedure">Code of the business the cases are of.</param>
/// <param name="Collective">14-digit code of the collective in which it is posted.</param>
/// <param name="Cases">Numbers of the cases.</param>
/// <param name="PostedOn">Day of posting, which does not count.</param>
/// <param name="LastDay">Last day of the notice, as the sheet prints it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record NoticeOpened(
    Guid Notice, string Procedure, string Collective, IReadOnlyList<string> Cases, DateOnly PostedOn, DateOnly LastDay, Provenance Provenance) : IFact;

/// <summary>When a photograph of the posting was taken.</summary>
public enum PostingMoment
{
    /// <summary>When the notice went up.</summary>
    Start,

    /// <summary>When it came down.</summary>
    End,
}

/// <summary>The posting was photographed at the notice board.</summary>
/// <param name="Notice">Id of the notice.</param>
/// <param name="Moment">When.</param>
/// <param name="Document">SHA-256 of the photograph as kept.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record NoticePhotographed(Guid Notice, PostingMoment Moment, string Document, Provenance Provenance) : IFact;

/// <summary>The notice ran to its end.</summary>
/// <param name="Notice">Id of the notice.</param>
/// <param name="Undisputed">Cases without an open objection; they went on.</param>
/// <param name="Disputed">Cases that an objection holds.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record NoticeClosed(Guid Notice, IReadOnlyList<string> Undisputed, IReadOnlyList<string> Disputed, Provenance Provenance) : IFact;

/// <summary>A case was put on a public notice.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Notice">Id of the notice.</param>
/// <param name="LastDay">Last day of the notice.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CasePutOnNotice(string Case, Guid Notice, DateOnly LastDay, Provenance Provenance) : IFact;

/// <summary>Somebody objected to a case on notice (异议).</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Objection">Id of the objection.</param>
/// <param name="Notice">The notice it answers.</param>
/// <param name="Receipt">Receipt number the objector was given.</param>
/// <param name="Parcel">The parcel it is about; null when it is about the household.</param>
/// <param name="Words">SHA-256 of what was said; the words and how to reach the objector lie in the vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ObjectionRaised(
    string Case, Guid Objection, Guid Notice, string Receipt, string? Parcel, string Words, Provenance Provenance) : IFact;

/// <summary>An objection was decided, or settled by the people themselves.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Objection">Id of the objection.</param>
/// <param name="Upheld">True when the objector was right; the case was sent back with this.</param>
/// <param name="Words">SHA-256 of the grounds; the words lie in the vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ObjectionResolved(string Case, Guid Objection, bool Upheld, string Words, Provenance Provenance) : IFact;
