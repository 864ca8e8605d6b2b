using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Settlement.SettlementRules;

namespace RuralRights.Domain.Settlement;

/// <summary>What was reported or recorded of a person's settling in town is wrong, and is put right (更正).</summary>
/// <param name="Person">Whom it is about.</param>
/// <param name="After">What is right; null when the person did not settle at all.</param>
/// <param name="Grounds">Why, in words; only their hash enters the ledger.</param>
/// <param name="Scans">SHA-256 of scans of what it rests on, as they were handed in; null for none.</param>
public sealed record CorrectSettlement(Guid Person, SettlementStatement? After, string Grounds, IReadOnlyList<string>? Scans = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(UrbanSettlement known, Household household, Collective collective, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (!MayCorrect(known, collective, act)) return Refuse(NotYoursToCorrect);
        if (known.Statement is not { } before) return Refuse(SettlementIsUnknown);

        // Whoever puts right what was checked answers for it as a checker does.
        if (known.IsChecked && Conflict.Of(act.Actor, After is null ? [] : [known.Reporter], [household], relatives) is { } conflict) return conflict;
        if (string.IsNullOrWhiteSpace(Grounds)) return Refuse(CorrectionHasNoGrounds);
        if (After is not null && Settling.Fault(After, collective, act.Today) is { } fault) return Refuse(fault);
        if (After is not null && Settling.AreSame(before, After)) return Refuse(CorrectionChangesNothing);
        if (DocumentOnHand.Missing(Scans ?? [], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(
            [NotYoursToCorrect, SettlementIsUnknown, .. Conflict.Checked, CorrectionHasNoGrounds, .. Settling.FaultsChecked, CorrectionChangesNothing, DocumentWasNotHandedIn]);
        return Enter(new StreamFact(
            Streams.Settlement(Person),
            new UrbanSettlementCorrected(
                known.Id,
                Person,
                known.Household,
                before,
                After is null ? null : Settling.InOrder(After),
                After is not null && known.IsChecked ? act.Actor.ToString() : null,
                Settling.HashOf(Grounds),
                provenance with { Documents = [.. known.Papers.Concat(Settling.Hashes([], Scans)).Distinct(StringComparer.Ordinal)] })));
    }

    /// <summary>People take back what they said of themselves until it is checked, the village puts right what waits, and those who check put right everything.</summary>
    private bool MayCorrect(UrbanSettlement known, Collective collective, Act act) => act.Actor switch
    {
        Actor.Farmer farmer => farmer.Person == Person && After is null && known is { Stands: true, IsChecked: false } && farmer.IsSamePersonAs(known.Reporter),
        Actor.VillageClerk clerk => known is { Stands: true, IsChecked: false } && collective.IsServedBy(clerk, act.Today),
        _ => RecordSettlement.MayCheck(collective, act),
    };
}
