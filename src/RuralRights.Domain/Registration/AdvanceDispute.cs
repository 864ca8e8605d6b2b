using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DisputeRules;

namespace RuralRights.Domain.Registration;

/// <summary>A dispute goes a step of its ladder. With the last one its hold on the parcels ends in the same entry.</summary>
/// <param name="Dispute">Id of the dispute.</param>
/// <param name="Step">The step.</param>
/// <param name="On">The day that counts: of acceptance, of service, of filing.</param>
/// <param name="Document">Number of the paper; empty where the step needs none.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in; null where the step needs none.</param>
public sealed record AdvanceDispute(Guid Dispute, DisputeStep Step, DateOnly On, string Document, string? Paper = null)
{
    /// <summary>The order of the rules: the dispute, the step, whose it is, the paper, the times of the law.</summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="right">The right it is about.</param>
    /// <param name="claimant">The household that claims; unknown for an heir.</param>
    /// <param name="holder">The household whose right it is.</param>
    /// <param name="collective">The collective that owns the land.</param>
    /// <param name="county">Its settings and calendar.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the paper lies in the store.</param>
    public Decision Decide(
        Dispute dispute, ILandRight right, Household claimant, Household holder, Collective collective, County county, Relatives relatives, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (dispute.Stage == DisputeStage.None) return Refuse(DisputeIsUnknown);
        if (DisputeLadder.From(dispute, Step) is not { } rung || (Step == DisputeStep.Extend && dispute.Extended)) return Refuse(StepIsNotOnTheLadder);
        var gives = Step == DisputeStep.Withdraw && dispute.Stage != DisputeStage.Sued && act.Actor is Actor.Farmer farmer && dispute.IsSpokenForBy(farmer, claimant);
        if (!gives && !IsForTheDesk(rung, collective, act)) return Refuse(NotYourStep);
        if (!gives && Conflict.Of(act.Actor, DisputeLadder.Decides(Step) ? dispute.Authors : [], [dispute.PartyOf(claimant), holder], relatives) is { } conflict) return conflict;
        if ((!gives && rung.NeedsPaper && (string.IsNullOrWhiteSpace(Document) || Paper is null)) || On > act.Today) return Refuse(DisputeStepHasNoPaper);
        // What was done before the dispute came to the register is older than its first entry, but not than the party's knowing.
        if (On < (dispute.Stage == DisputeStage.Opened ? dispute.KnownOn : dispute.On)) return Refuse(DisputeDaysRunBackwards);
        if (Step == DisputeStep.Petition && Over(CountySettings.ArbitrationRequest, dispute.KnownOn, On)) return Refuse(LimitationHasRunOut);
        if (Step == DisputeStep.Sue && dispute.Stage == DisputeStage.Awarded && Over(CountySettings.SuitAfterAward, dispute.On, On)) return Refuse(AwardIsFinal);
        if (Step == DisputeStep.Sue && dispute.Stage == DisputeStage.Decided && Over(CountySettings.SuitAfterDecision, dispute.On, On)) return Refuse(DecisionIsFinal);
        if (Step == DisputeStep.BecomeFinal && dispute.Stage == DisputeStage.Decided && !Over(CountySettings.SuitAfterDecision, dispute.On, act.Today)) return Refuse(DecisionIsNotFinalYet);
        if (Step == DisputeStep.BecomeFinal && dispute.Stage == DisputeStage.Awarded && !Over(CountySettings.SuitAfterAward, dispute.On, act.Today)) return Refuse(AwardIsNotFinalYet);
        if (DocumentOnHand.Missing(Paper, onHand) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After(
            [DisputeIsUnknown, StepIsNotOnTheLadder, NotYourStep, .. Conflict.Checked, DisputeStepHasNoPaper, DisputeDaysRunBackwards, LimitationHasRunOut, AwardIsFinal, DecisionIsFinal, DecisionIsNotFinalYet, AwardIsNotFinalYet]).RestingOn(Paper);
        return Enter(
        [
            new(Streams.Dispute(Dispute), new DisputeAdvanced(Dispute, Step, rung.To, On, Document, provenance)),
            .. DisputeLadder.IsOver(rung.To)
                ? right.Encumbrances.Values.Where(held => held.Dispute == dispute.Id).Select(held => new StreamFact(
                    LandRight.StreamOf(dispute.Right), new EncumbranceLifted(dispute.Right, held.Id, Document.Length > 0 ? Document : Streams.Dispute(Dispute), provenance)))
                : [],
        ]);

        bool Over(Setting<TimeLimit> limit, DateOnly from, DateOnly on) => county.On(from).Of(limit).From(from, county.Calendar).IsOver(on);
    }

    private static bool IsForTheDesk(DisputeRung rung, Collective collective, Act act) => act.Actor is Actor.Register
        ? rung.By.Count == 0
        : collective.IsServedBy(act.Actor, act.Today) && rung.By.Any(turn => Turns.IsOfTheDesk(act.Actor, turn));

    /// <summary>The steps that can be taken now by whoever acts, given a paper where one is needed.</summary>
    public static IReadOnlyList<DisputeRung> Open(Dispute dispute, ILandRight right, Household claimant, Household holder, Collective collective, County county, Relatives relatives, Act act) =>
        [.. DisputeLadder.Of(dispute.Right).Where(rung => rung.From.Contains(dispute.Stage)
            && new AdvanceDispute(dispute.Id, rung.Step, act.Today, "1", "1").Decide(dispute, right, claimant, holder, collective, county, relatives, act, [AnyPaper]) is Entered)];

    private static readonly DocumentOnHand AnyPaper = new("1", DocumentFormat.Pdf, 1, true);
}
