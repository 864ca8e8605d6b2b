using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>What held parcels still is lifted by whoever may hold them.</summary>
/// <remarks>
/// Every co-holder may lock, and each lock is lifted by whoever set it. If any of them could lift every lock, it would protect
/// nobody against their own family; if all had to agree to lift one, a single one who cannot be found would hold the land for
/// ever. A lock whose owner has left the household or died, and whom the entry does not name, is lifted by any co-holder.
/// </remarks>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Document">Number of the paper it rests on; the household's lock needs none.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in; the household's lock needs none.</param>
public sealed record LiftEncumbrance(string Right, Guid Encumbrance, string Document, string? Paper = null)
{
    private const string Person = "person/";

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder, and whomever else the entry names.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(ILandRight right, Household household, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (!right.Encumbrances.TryGetValue(Encumbrance, out var held)) return Refuse(EncumbranceIsUnknown);
        if (!EnterEncumbrance.MayHold(held.Kind, right, household, act.Actor)) return Refuse(NotYoursToHold);
        if (held.Kind == EncumbranceKind.OwnerLock && !EnterEncumbrance.IsLockOf(held, act.Actor) && IsThere(held.By, right, household)) return Refuse(LockIsAnothers);
        if (EnterEncumbrance.ConcernsOneself(household, relatives, act.Actor) is { } conflict) return conflict;
        if (held.Dispute is not null) return Refuse(HoldEndsWithItsDispute);
        if (held.Kind != EncumbranceKind.OwnerLock && (string.IsNullOrWhiteSpace(Document) || Paper is null)) return Refuse(EncumbranceHasNoPaper);
        if (DocumentOnHand.Missing(Paper, onHand) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After([EncumbranceIsUnknown, NotYoursToHold, LockIsAnothers, .. Conflict.Checked, HoldEndsWithItsDispute, EncumbranceHasNoPaper]).RestingOn(Paper);
        return Enter(new StreamFact(LandRight.StreamOf(Right), new EncumbranceLifted(Right, Encumbrance, Document, provenance)));
    }

    private static bool IsThere(string by, ILandRight right, Household household) =>
        by.StartsWith(Person, StringComparison.Ordinal) && Guid.TryParse(by.AsSpan(Person.Length), out var owner) && (household.Includes(owner) || right.Names(owner));
}
