using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Settlement.SettlementRules;

namespace RuralRights.Domain.Settlement;

/// <summary>An officer of the township or the county compared a report with the papers, and it is recorded (进城落户核对入册).</summary>
/// <param name="Person">Who settled.</param>
/// <param name="Papers">Further papers the officer saw, by name and number; only their hashes enter the ledger.</param>
/// <param name="Scans">SHA-256 of scans of them, as they were handed in; null for none.</param>
public sealed record RecordSettlement(Guid Person, IReadOnlyList<string> Papers, IReadOnlyList<string>? Scans = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(UrbanSettlement known, Household household, Collective collective, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (!MayCheck(collective, act)) return Refuse(NotYoursToCheck);
        if (known.Statement is not { } statement) return Refuse(SettlementIsUnknown);
        if (known.IsChecked) return Refuse(SettlementIsChecked);
        if (Conflict.Of(act.Actor, [known.Reporter], [household], relatives) is { } conflict) return conflict;
        if (Settling.Fault(statement, collective, act.Today) is { } fault) return Refuse(fault);

        IReadOnlyList<string> papers = [.. known.Papers.Concat(Settling.Hashes(Papers, Scans)).Distinct(StringComparer.Ordinal)];
        if (papers.Count == 0) return Refuse(SettlementHasNoPaper);
        if (DocumentOnHand.Missing(Scans ?? [], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(
            [NotYoursToCheck, SettlementIsUnknown, SettlementIsChecked, .. Conflict.Checked, .. Settling.FaultsChecked, SettlementHasNoPaper, DocumentWasNotHandedIn]);
        return Enter(new StreamFact(
            Streams.Settlement(Person),
            new UrbanSettlementRecorded(
                known.Id, Person, known.Household, statement, known.Source, act.Actor.ToString()!, provenance with { Documents = papers })));
    }

    /// <summary>True for officers of the township and the county that serve the collective.</summary>
    internal static bool MayCheck(Collective collective, Act act) =>
        act.Actor is Actor.TownshipOfficer or Actor.Clerk or Actor.Reviewer && collective.IsServedBy(act.Actor, act.Today);
}
