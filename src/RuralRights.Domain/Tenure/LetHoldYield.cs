using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// A hold gives way on paper and goes on standing: the creditor of a mortgage consents in writing, or those who ask for an entry
/// state that they know of an objection and bear the risk.
/// </summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="To">Stream of the act, such as <c>transfer/...</c> or <c>case/...</c>; empty for every act, which only a creditor can allow.</param>
/// <param name="Document">Number of the paper.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in.</param>
public sealed record LetHoldYield(string Right, Guid Encumbrance, string To, string Document, string? Paper = null)
{
    /// <summary>The order of the rules: who, what, on what paper, to what.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder, and whomever else the entry names.</param>
    /// <param name="isUnderWay">True when <see cref="To"/> names a transfer or a case on this right that is under way.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(ILandRight right, Household household, bool isUnderWay, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.Encumbrances.TryGetValue(Encumbrance, out var held)) return Refuse(EncumbranceIsUnknown);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (string.IsNullOrWhiteSpace(Document) || Paper is null) return Refuse(EncumbranceHasNoPaper);
        var yields = HoldLaw.Of(held.Kind).Yields;
        if (yields == HoldYields.ToNothing) return Refuse(HoldDoesNotYield);
        if (yields == HoldYields.ToStatementForOneAct && string.IsNullOrWhiteSpace(To)) return Refuse(StatementIsForOneAct);
        if (!string.IsNullOrWhiteSpace(To) && !isUnderWay) return Refuse(ActToLetPassIsUnknown, To.Trim());
        if (held.GivesWayTo.Any(to => to.Length == 0 || to == To.Trim())) return Refuse(HoldYieldsAlready, $"{held.Id}");
        if (DocumentOnHand.Missing([Paper], onHand ?? []) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After([NotTheRegistrar, EncumbranceIsUnknown, .. Conflict.Checked, EncumbranceHasNoPaper, HoldDoesNotYield, StatementIsForOneAct, ActToLetPassIsUnknown, HoldYieldsAlready])
            with { Documents = [Paper] };
        return Enter(new StreamFact(LandRight.StreamOf(Right), new HoldYielded(Right, Encumbrance, To.Trim(), Document, provenance)));
    }
}
