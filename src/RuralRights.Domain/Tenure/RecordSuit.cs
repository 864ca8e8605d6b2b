using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>Whoever had an objection entered proves within fifteen days that they sued; the entry then stands until it is lifted.</summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Encumbrance">Id of the objection entry.</param>
/// <param name="Document">Number of the court's notice of acceptance.</param>
/// <param name="Paper">SHA-256 of the notice as it was handed in.</param>
public sealed record RecordSuit(string Right, Guid Encumbrance, string Document, string? Paper = null)
{
    /// <summary>The order of the rules: who, what, on what paper, in what time.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder, and whomever else the entry names.</param>
    /// <param name="county">Its settings and calendar, for the time in which a suit is proved.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(ILandRight right, Household household, County county, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.Encumbrances.TryGetValue(Encumbrance, out var held)) return Refuse(EncumbranceIsUnknown);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (string.IsNullOrWhiteSpace(Document) || Paper is null) return Refuse(EncumbranceHasNoPaper);
        if (held.Kind != EncumbranceKind.Objection || held.SuitFiled || held.HasLapsed(county.On(held.Since).Of(CountySettings.ObjectionEntry), county.Calendar, act.Today))
            return Refuse(NoSuitToRecord);
        if (DocumentOnHand.Missing([Paper], onHand ?? []) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After([NotTheRegistrar, EncumbranceIsUnknown, .. Conflict.Checked, EncumbranceHasNoPaper, NoSuitToRecord]) with { Documents = [Paper] };
        return Enter(new StreamFact(LandRight.StreamOf(Right), new ObjectionSuitFiled(Right, Encumbrance, Document, provenance)));
    }
}
