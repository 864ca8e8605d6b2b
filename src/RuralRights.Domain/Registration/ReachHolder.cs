using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>What became of telling a holder that a case on their right is open (告知).</summary>
/// <remarks>
/// A message goes out by itself when the case is opened. Where it cannot be delivered, the village tells the holder in person
/// and records it; until then nothing is entered.
/// </remarks>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">The holder.</param>
/// <param name="Arrived">False when a message could not be delivered.</param>
/// <param name="Document">SHA-256 of the record of the visit; null for a message.</param>
public sealed record ReachHolder(string Case, Guid Person, bool Arrived, string? Document = null)
{
    /// <summary>The order of the rules: the case, who reports, whom, and the record of a visit: who says they spoke to somebody proves it.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (act.Actor is not Actor.Register && !act.SitsAt(Turn.Village, change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (!file.Unreached.Contains(Person)) return Refuse(NobodyToReach);
        if (act.Actor is not Actor.Register && string.IsNullOrEmpty(Document)) return Refuse(VisitIsNotRecorded);
        if (Document is not null && DocumentOnHand.Missing([Document], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, NobodyToReach, VisitIsNotRecorded, DocumentWasNotHandedIn) with { Documents = Document is null ? [] : [Document] };
        return Enter(new StreamFact(
            Streams.Case(Case),
            Arrived
                ? new CaseHolderReached(Case, Person, act.Actor is not Actor.Register, Document, provenance)
                : new CaseHolderNotReached(Case, Person, provenance)));
    }
}
