using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>Parcels of a right are held still: by the registrar on paper, or by the household's own lock (权利人自锁).</summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Kind">What holds them.</param>
/// <param name="Parcels">Parcels held.</param>
/// <param name="Until">Last day; null when it lasts until lifted.</param>
/// <param name="Document">Number of the paper it rests on; the household's lock needs none.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in; the household's lock needs none.</param>
public sealed record EnterEncumbrance(string Right, EncumbranceKind Kind, IReadOnlyList<string> Parcels, DateOnly? Until, string Document, string? Paper = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder, and whomever else the entry names.</param>
    /// <param name="settings">What holds today, for the longest seizure.</param>
    /// <param name="id">Id of the entry.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(ILandRight right, Household household, Settings settings, Guid id, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (!MayHold(Kind, right, household, act.Actor)) return Refuse(NotYoursToHold);
        if (!right.IsKnown) return Refuse(LandRight.IsHomestead(Right) ? HomesteadRules.HomesteadIsUnknown : RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (ConcernsOneself(household, relatives, act.Actor) is { } conflict) return conflict;
        if (!ContractRight.AreChosen(Parcels)) return Refuse(NoParcelChosen);
        if (Parcels.FirstOrDefault(parcel => !right.Covers(parcel)) is { } stranger) return Refuse(ParcelNotInRight, stranger);
        if (Kind == EncumbranceKind.Mortgage && LandRight.IsHomestead(Right)) return Refuse(HomesteadRules.HomesteadIsNotMortgaged);
        if (Until < act.Today || (Kind != EncumbranceKind.OwnerLock && (string.IsNullOrWhiteSpace(Document) || Paper is null))) return Refuse(EncumbranceHasNoPaper);
        if (Kind == EncumbranceKind.Seizure && Until is null) return Refuse(SeizureHasNoEnd);
        if (Kind == EncumbranceKind.Seizure && IsTooLong(Until!.Value, settings, act.Today)) return Refuse(SeizureIsTooLong);
        if (Kind == EncumbranceKind.Objection && Until is not null) return Refuse(ObjectionEndsByLaw);
        if (Encumbrance.StandsUntilLifted(Kind) && Until is not null) return Refuse(HoldEndsOnlyOnPaper);
        if (Kind == EncumbranceKind.OwnerLock && Parcels.All(parcel => right.Encumbrances.Values.Any(held => IsLockOf(held, act.Actor) && held.Holds(parcel, act.Today))))
            return Refuse(LockStandsAlready);
        if (Kind != EncumbranceKind.OwnerLock && right.Encumbrances.Values.FirstOrDefault(held => IsOfThisPaper(held) && Parcels.Any(parcel => held.Holds(parcel, act.Today))) is { } standing)
            return Refuse(HoldStandsAlready, $"{standing.Id}");
        if (Parcels.FirstOrDefault(parcel => right.LapsedObjections.Any(lapsed => IsOfThisPaper(lapsed) && lapsed.Parcels.Contains(parcel, StringComparer.Ordinal))) is { } lapsedOn)
            return Refuse(ObjectionLapsedBefore, lapsedOn);

        if (DocumentOnHand.Missing(Paper, onHand) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After(
            [NotYoursToHold, LandRight.IsHomestead(Right) ? HomesteadRules.HomesteadIsUnknown : RightIsUnknown, RightHasEnded, .. Conflict.Checked, NoParcelChosen, ParcelNotInRight, HomesteadRules.HomesteadIsNotMortgaged, EncumbranceHasNoPaper, SeizureHasNoEnd, SeizureIsTooLong, ObjectionEndsByLaw,
            HoldEndsOnlyOnPaper, LockStandsAlready, HoldStandsAlready, ObjectionLapsedBefore]).RestingOn(Paper);
        return Enter(new StreamFact(LandRight.StreamOf(Right), new EncumbranceEntered(Right, id, Kind, Parcels, Until, Document, provenance)));
    }

    // What the number of the paper says is the ground on which it is entered.
    private bool IsOfThisPaper(Encumbrance held) => held.Kind == Kind && string.Equals(held.Document.Trim(), Document.Trim(), StringComparison.OrdinalIgnoreCase);

    // Counted in months by the calendar of dates alone: the day a court names is not moved by a holiday.
    internal static bool IsTooLong(DateOnly until, Settings settings, DateOnly today) => until > today.AddMonths(settings.Of(CountySettings.Seizure).Count);

    /// <summary>An official enters nothing on their own right or a relative's; a holder locks just their own.</summary>
    internal static Refused? ConcernsOneself(Household holder, Relatives relatives, Actor actor) =>
        actor is Actor.Farmer ? null : Conflict.Of(actor, [], [holder], relatives);

    /// <summary>True when it is a lock that this very person set.</summary>
    internal static bool IsLockOf(Encumbrance held, Actor actor) => held.Kind == EncumbranceKind.OwnerLock && actor.IsSamePersonAs(held.By);

    /// <summary>The lock is the household's alone, and of those whom the entry names, wherever they live; no official can set it, and none can lift it.</summary>
    internal static bool MayHold(EncumbranceKind kind, ILandRight right, Household household, Actor actor) => (kind, actor) switch
    {
        (EncumbranceKind.OwnerLock, Actor.Farmer farmer) => household.Code == right.Household && (household.MayBeSpokenForBy(farmer) || right.Names(farmer.Person)),
        (EncumbranceKind.OwnerLock, _) => false,
        (_, Actor.Registrar) => true,
        _ => false,
    };
}
