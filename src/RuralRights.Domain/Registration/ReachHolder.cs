using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>What became of telling somebody that a case touches them, or that something was entered on their right or about them (告知).</summary>
/// <remarks>
/// A message goes out by itself. Where it cannot be delivered, the village tells the person and records it; while a case is open,
/// nothing is entered until then.
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
        if (DocumentOnHand.Missing(Document, books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, NobodyToReach, VisitIsNotRecorded, DocumentWasNotHandedIn).RestingOn(Document);
        return Enter(new StreamFact(
            Streams.Case(Case),
            Arrived
                ? new CaseHolderReached(Case, Person, act.Actor is not Actor.Register, Document, provenance)
                : new CaseHolderNotReached(Case, Person, provenance)));
    }

    /// <summary>The same for a message that no open case waits for: the village goes and records it.</summary>
    /// <param name="about">Stream of what the message told of.</param>
    /// <param name="collective">The collective whose village goes.</param>
    /// <param name="onHand">The record of the visit, if it was handed in.</param>
    /// <param name="act">Who reports, and when.</param>
    public Decision Decide(string about, Collective collective, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (act.Actor is not Actor.VillageClerk || !collective.IsServedBy(act.Actor, act.Today)) return Refuse(NotThisDesk);
        if (!Arrived || string.IsNullOrEmpty(Document)) return Refuse(VisitIsNotRecorded);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(NotThisDesk, VisitIsNotRecorded, DocumentWasNotHandedIn) with { Documents = [Document] };
        return Enter(new StreamFact(about, new CaseHolderReached(Case, Person, true, Document, provenance)));
    }
}
