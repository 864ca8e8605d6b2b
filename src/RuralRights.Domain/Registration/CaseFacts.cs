using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A case was opened (立案); what it asks for stands in the proposal that follows.</summary>
/// <param name="Case">Business serial number (业务流水号).</param>
/// <param name="Procedure">Code of the kind of business.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Households">Households concerned, the applicant's first.</param>
/// <param name="Parcels">Parcels concerned.</param>
/// <param name="Holders">Everyone whose right it touches and who is told at once.</param>
/// <param name="First">The step it stands at.</param>
/// <param name="Terms">Hash of what is asked for, see <see cref="CaseTerms"/>.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Told">Who loses by it without being asked and is told at once; null in facts from before that was kept.</param>
public sealed record CaseOpened(
    string Case,
    string Procedure,
    string Collective,
    IReadOnlyList<string> Households,
    IReadOnlyList<string> Parcels,
    IReadOnlyList<Guid> Holders,
    StepKind First,
    string Terms,
    Provenance Provenance,
    IReadOnlyList<Guid>? Told = null) : IFact;

/// <summary>What a case asks for was written anew while it stood at its first step; confirmations of the earlier wording are void.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Parcels">Parcels concerned now.</param>
/// <param name="Holders">Everyone whose right it touches now.</param>
/// <param name="Terms">Hash of what is asked for now.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Told">Who loses by it now without being asked; null in facts from before that was kept.</param>
public sealed record CaseAmended(
    string Case, IReadOnlyList<string> Parcels, IReadOnlyList<Guid> Holders, string Terms, Provenance Provenance, IReadOnlyList<Guid>? Told = null) : IFact;

/// <summary>A paper was put into the case.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Kind">Code of a <see cref="RequiredPaper"/>.</param>
/// <param name="Document">SHA-256 of the document as kept.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseDocumentFiled(string Case, string Kind, string Document, Provenance Provenance) : IFact;

/// <summary>A paper was taken out of the checklist again, because it was the wrong one; the document itself is kept.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Document">SHA-256 of the document.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseDocumentStruck(string Case, string Document, Provenance Provenance) : IFact;

/// <summary>A step was done and the case went on.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Step">The step that was done.</param>
/// <param name="Next">Where the case stands now; null when nothing is left.</param>
/// <param name="Opinion">SHA-256 of the opinion in words; the words themselves lie in the vault. Null when none was written.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseStepDone(string Case, StepKind Step, StepKind? Next, string? Opinion, Provenance Provenance) : IFact;

/// <summary>The case was sent back to an earlier step with everything that is wrong, in one list.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands now.</param>
/// <param name="Reasons">Codes of <see cref="ReturnReason"/>.</param>
/// <param name="Words">SHA-256 of what is to be mended, in words; they lie in the vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseReturned(string Case, StepKind From, StepKind To, IReadOnlyList<string> Reasons, string Words, Provenance Provenance) : IFact;

/// <summary>How a holder said yes.</summary>
public enum ConfirmationMeans
{
    /// <summary>Signed in, in person.</summary>
    SignedIn,

    /// <summary>At the village desk with a code sent to the holder's own telephone.</summary>
    OwnCode,

    /// <summary>By hand, before a witness of another organisation.</summary>
    BeforeWitness,
}

/// <summary>A holder confirmed exactly these terms.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Who.</param>
/// <param name="Terms">Hash of what was shown.</param>
/// <param name="Means">How.</param>
/// <param name="Witness">The witness, for a signature by hand; otherwise null.</param>
/// <param name="Document">SHA-256 of the signed sheet; null when none was needed.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseConfirmed(
    string Case, Guid Person, string Terms, ConfirmationMeans Means, string? Witness, string? Document, Provenance Provenance) : IFact;

/// <summary>A holder took the confirmation back; no reason is asked, and until entry nothing has changed.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Who.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseConfirmationWithdrawn(string Case, Guid Person, Provenance Provenance) : IFact;

/// <summary>Somebody was told that a case touches them, or of what was entered under its number.</summary>
/// <param name="Case">Number of the case, or of the entry.</param>
/// <param name="Person">Who.</param>
/// <param name="InPerson">True when the village spoke to them; false when a message arrived.</param>
/// <param name="Document">SHA-256 of the record of the visit; null for a message.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseHolderReached(string Case, Guid Person, bool InPerson, string? Document, Provenance Provenance) : IFact;

/// <summary>A message to a holder could not be delivered; the village has to reach them in person before anything is entered.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Who.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseHolderNotReached(string Case, Guid Person, Provenance Provenance) : IFact;

/// <summary>The time of a step is over and it was not done (超期). Nothing else changes: it is said to whoever looks after the desk.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Step">The step it stands at.</param>
/// <param name="Since">Day since which it stands there.</param>
/// <param name="Limit">How long the desk had, such as <c>15 working-days</c>; the last day follows from the calendar.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseStepOverdue(string Case, StepKind Step, DateOnly Since, string Limit, Provenance Provenance) : IFact;

/// <summary>What the case asked for stands in the register.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Next">Where the case stands now; null when nothing is left.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CaseEntered(string Case, StepKind? Next, Provenance Provenance) : IFact;

/// <summary>The case was given up before entry; nothing has changed.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Words">SHA-256 of the reason in words, which lie in the vault; null when none was given.</param>
/// <param name="Deaths">Where the village took it back because nobody was left who acts: who died, each with the proof. Null for every other withdrawal.</param>
public sealed record CaseWithdrawn(string Case, Provenance Provenance, string? Words = null, IReadOnlyList<ProvedDeath>? Deaths = null) : IFact;
