using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The court renews a seizure before it ends (续封).</summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Encumbrance">Id of the seizure.</param>
/// <param name="Until">Its new last day.</param>
/// <param name="Document">Number of the court's paper.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in.</param>
public sealed record RenewSeizure(string Right, Guid Encumbrance, DateOnly Until, string Document, string? Paper = null)
{
    /// <summary>The order of the rules: who, what, on what paper, for how long.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder, and whomever else the entry names.</param>
    /// <param name="settings">What holds today, for the longest seizure.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(ILandRight right, Household household, Settings settings, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.Encumbrances.TryGetValue(Encumbrance, out var held)) return Refuse(EncumbranceIsUnknown);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (string.IsNullOrWhiteSpace(Document) || Paper is null) return Refuse(EncumbranceHasNoPaper);
        if (held.Kind != EncumbranceKind.Seizure || !held.StandsOn(act.Today) || Until <= (held.Until ?? act.Today)) return Refuse(SeizureCannotBeRenewed);
        if (EnterEncumbrance.IsTooLong(Until, settings, act.Today)) return Refuse(SeizureIsTooLong);
        if (DocumentOnHand.Missing([Paper], onHand ?? []) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After([NotTheRegistrar, EncumbranceIsUnknown, .. Conflict.Checked, EncumbranceHasNoPaper, SeizureCannotBeRenewed, SeizureIsTooLong]) with { Documents = [Paper] };
        return Enter(new StreamFact(LandRight.StreamOf(Right), new SeizureRenewed(Right, Encumbrance, Until, Document, provenance)));
    }
}
