using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Registration.DisputeStage;

namespace RuralRights.Domain.Registration;

/// <summary>Where a dispute stands.</summary>
public enum DisputeStage
{
    /// <summary>There is no such dispute.</summary>
    None,

    /// <summary>Opened; the parties may still talk 已提出.</summary>
    Opened,

    /// <summary>Before the village's mediators 村级调解.</summary>
    MediatingInVillage,

    /// <summary>Before the township's mediators 乡镇调解.</summary>
    MediatingInTownship,

    /// <summary>Mediation led to nothing 调解不成.</summary>
    Failed,

    /// <summary>Arbitration was asked for 已申请仲裁.</summary>
    Petitioned,

    /// <summary>The commission did not take it 仲裁不予受理.</summary>
    Declined,

    /// <summary>The commission took it 仲裁审理中.</summary>
    InArbitration,

    /// <summary>The award was served 已裁决.</summary>
    Awarded,

    /// <summary>Nobody sued in time: the award, or the decision, binds 裁决、处理决定生效.</summary>
    Final,

    /// <summary>Before the government of the township 乡级人民政府处理中.</summary>
    BeforeTownship,

    /// <summary>Before the government of the county 县级人民政府处理中.</summary>
    BeforeCounty,

    /// <summary>The government's decision was served 已作处理决定.</summary>
    Decided,

    /// <summary>Before a court 诉讼中.</summary>
    Sued,

    /// <summary>The judgment binds 判决生效.</summary>
    Judged,

    /// <summary>The parties agreed 达成协议.</summary>
    Settled,

    /// <summary>Award or judgment was carried out 执行完毕.</summary>
    Executed,

    /// <summary>The claimant gave it up 已撤回.</summary>
    Withdrawn,
}

/// <summary>A step of the ladder.</summary>
public enum DisputeStep
{
    /// <summary>The village mediates.</summary>
    MediateInVillage,

    /// <summary>The township mediates.</summary>
    MediateInTownship,

    /// <summary>An agreement, signed and sealed.</summary>
    Settle,

    /// <summary>Mediation leads to nothing.</summary>
    Fail,

    /// <summary>Arbitration is asked for; a spoken request is enough.</summary>
    Petition,

    /// <summary>The commission takes it.</summary>
    Accept,

    /// <summary>The commission does not take it: a court has it, or it was decided for good.</summary>
    Decline,

    /// <summary>The commission takes thirty days more.</summary>
    Extend,

    /// <summary>The award is served.</summary>
    Award,

    /// <summary>The government of the township takes it.</summary>
    GoToTownship,

    /// <summary>The government of the county takes it.</summary>
    GoToCounty,

    /// <summary>The government's decision is served.</summary>
    Decide,

    /// <summary>Nobody sued in time.</summary>
    BecomeFinal,

    /// <summary>A party sues.</summary>
    Sue,

    /// <summary>The judgment binds.</summary>
    Judge,

    /// <summary>What was decided is carried out, or nothing was to be.</summary>
    Execute,

    /// <summary>The claimant gives it up.</summary>
    Withdraw,
}

/// <summary>One rung: a step, from where it leads where, who records it, and whether it needs a paper.</summary>
/// <param name="Step">The step.</param>
/// <param name="From">Where it can be taken.</param>
/// <param name="To">Where it leads.</param>
/// <param name="By">The desks that record it; the claimant too may withdraw, and only the register lets an award become final.</param>
/// <param name="NeedsPaper">True when it rests on a paper, which is handed in with its number.</param>
public sealed record DisputeRung(DisputeStep Step, IReadOnlyList<DisputeStage> From, DisputeStage To, IReadOnlyList<Turn> By, bool NeedsPaper);

/// <summary>
/// The ladders of a dispute. Over contracted land: talk, mediation in village or township, then arbitration or court, either first (承包法 55).
/// Over a homestead: talk, then the government of township or county decides, and only against its decision a court is asked (土地管理法 14).
/// </summary>
public static class DisputeLadder
{
    // The extension begins where the sixty days end, which the law fixes and no county sets.
    private static readonly int AwardDays = CountySettings.Award.Read(CountySettings.Award.Standard!).Count;

    private static readonly Turn[] Mediators = [Turn.Village, Turn.Township];
    private static readonly Turn[] Offices = [Turn.Township, Turn.Clerk];

    /// <summary>Every rung of a dispute over a right.</summary>
    public static IReadOnlyList<DisputeRung> Of(string right) => LandRight.IsHomestead(right) ? OfHomesteads : OfContractedLand;

    private static IReadOnlyList<DisputeRung> OfHomesteads { get; } =
    [
        new(DisputeStep.Settle, [Opened, BeforeTownship, BeforeCounty], Settled, [Turn.Village, Turn.Township], true),
        new(DisputeStep.GoToTownship, [Opened], BeforeTownship, [Turn.Township], true),
        new(DisputeStep.GoToCounty, [Opened, BeforeTownship], BeforeCounty, [Turn.Clerk], true),
        new(DisputeStep.Decide, [BeforeTownship], Decided, [Turn.Township], true),
        new(DisputeStep.Decide, [BeforeCounty], Decided, [Turn.Clerk], true),
        new(DisputeStep.BecomeFinal, [Decided], Final, [], false),
        new(DisputeStep.Sue, [Decided], Sued, Offices, true),
        new(DisputeStep.Judge, [Sued], Judged, Offices, true),
        new(DisputeStep.Execute, [Final, Judged], Executed, Offices, true),
        new(DisputeStep.Withdraw, [Opened, BeforeTownship, BeforeCounty], Withdrawn, Offices, true),
        new(DisputeStep.Withdraw, [Sued], Withdrawn, Offices, true),
    ];

    private static IReadOnlyList<DisputeRung> OfContractedLand { get; } =
    [
        new(DisputeStep.MediateInVillage, [Opened], MediatingInVillage, Mediators, false),
        new(DisputeStep.MediateInTownship, [Opened, MediatingInVillage, Failed], MediatingInTownship, [Turn.Township], false),
        new(DisputeStep.Settle, [MediatingInVillage], Settled, Mediators, true),
        new(DisputeStep.Settle, [MediatingInTownship, Petitioned, InArbitration], Settled, [Turn.Township], true),
        new(DisputeStep.Fail, [MediatingInVillage], Failed, Mediators, false),
        new(DisputeStep.Fail, [MediatingInTownship], Failed, [Turn.Township], false),
        new(DisputeStep.Petition, [Opened, MediatingInVillage, MediatingInTownship, Failed], Petitioned, Offices, false),
        new(DisputeStep.Accept, [Petitioned], InArbitration, Offices, true),
        new(DisputeStep.Decline, [Petitioned], Declined, Offices, true),
        new(DisputeStep.Extend, [InArbitration], InArbitration, Offices, true),
        new(DisputeStep.Award, [InArbitration], Awarded, Offices, true),
        new(DisputeStep.BecomeFinal, [Awarded], Final, [], false),
        new(DisputeStep.Sue, [Opened, MediatingInVillage, MediatingInTownship, Failed, Petitioned, Declined, Awarded], Sued, Offices, true),
        new(DisputeStep.Judge, [Sued], Judged, Offices, true),
        new(DisputeStep.Execute, [Final, Judged], Executed, Offices, true),
        new(DisputeStep.Withdraw, [Opened, MediatingInVillage, MediatingInTownship, Failed, Petitioned, Declined, InArbitration], Withdrawn, Offices, true),
        new(DisputeStep.Withdraw, [Sued], Withdrawn, Offices, true),
    ];

    /// <summary>True when a dispute that stands there is over and holds nothing any more.</summary>
    public static bool IsOver(DisputeStage stage) => stage is Settled or Executed or Withdrawn;

    /// <summary>True for a step by which something is decided or ends: whoever wrote the dispute down enters none of them. Taking it up and passing it on decide nothing.</summary>
    public static bool Decides(DisputeStep step) =>
        step is DisputeStep.Settle or DisputeStep.Accept or DisputeStep.Decline or DisputeStep.Award or DisputeStep.Decide or DisputeStep.Judge or DisputeStep.Execute;

    /// <summary>The rung by which a step is taken from where a dispute stands; null when its ladder has none.</summary>
    public static DisputeRung? From(Dispute dispute, DisputeStep step) => Of(dispute.Right).FirstOrDefault(rung => rung.Step == step && rung.From.Contains(dispute.Stage));

    /// <summary>True for a matter that a dispute over this right can be about.</summary>
    public static bool Fits(DisputeMatter matter, string right) => (matter is DisputeMatter.HomesteadUse or DisputeMatter.HomesteadBoundary) == LandRight.IsHomestead(right);

    /// <summary>How long a party may sue once the award, or the decision, was served.</summary>
    public static Setting<TimeLimit> SuitAfter(string right) => LandRight.IsHomestead(right) ? CountySettings.SuitAfterDecision : CountySettings.SuitAfterAward;

    /// <summary>How long what comes next may take, and from which day; null where the law sets no time.</summary>
    public static (Setting<TimeLimit> Limit, DateOnly From)? RunningAt(Dispute dispute) => dispute.Stage switch
    {
        Petitioned => (CountySettings.ArbitrationAcceptance, dispute.On),
        InArbitration when dispute.Extended => (CountySettings.AwardExtension, dispute.On.AddDays(AwardDays)),
        InArbitration => (CountySettings.Award, dispute.On),
        BeforeTownship or BeforeCounty => (CountySettings.GovernmentDecision, dispute.On),
        Awarded or Decided => (SuitAfter(dispute.Right), dispute.On),
        _ => null,
    };
}
