namespace RuralRights.Domain.Registration;

/// <summary>Every kind of registration business, by the taxonomy of the national platform where it has an item for it.</summary>
public static class Procedures
{
    private static readonly Step Written = new(StepKind.Applied, Turn.Village);
    private static readonly Step ConfirmedByHolders = new(StepKind.Confirmed, Turn.Household);
    private static readonly Step Posted = new(StepKind.NoticeOver, Turn.Village);
    private static readonly Step TakenIn = new(StepKind.Accepted, Turn.Clerk, CountySettings.AcceptanceAnswer);
    private static readonly Step EnteredByRegistrar = new(StepKind.Entered, Turn.Registrar);
    private static readonly Step PaperHandedOver = new(StepKind.HandedOver, Turn.Clerk);
    private static readonly Step FiledForGood = new(StepKind.Archived, Turn.Clerk);

    private static readonly Step[] Opinions = [
        new(StepKind.VillageAgreed, Turn.Issuer, CountySettings.VillageReview),
        new(StepKind.TownshipAgreed, Turn.Township, CountySettings.TownshipReview),
        new(StepKind.CountyReviewed, Turn.Reviewer, CountySettings.RegistryReview),
    ];

    private static readonly Turn[] AtTheVillageDesk = [Turn.Household, Turn.Village];

    /// <summary>承包方代表变更: another of the household signs for it.</summary>
    public static Procedure RepresentativeChange { get; } = new(
        "representative-change", "1032", "承包方代表变更", "Change of the representative", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood],
        "representative");

    /// <summary>家庭成员变更: people join or leave the list; the area of the right stays.</summary>
    public static Procedure MemberChange { get; } = new(
        "member-change", "1031", "家庭成员变更", "Change of members", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "members");

    /// <summary>分户: part of a household becomes one of its own.</summary>
    public static Procedure HouseholdSplit { get; } = new(
        "household-split", "1051", "分户", "Split of a household", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "split");

    /// <summary>合户: two households become one.</summary>
    public static Procedure HouseholdMerge { get; } = new(
        "household-merge", "1061", "合户", "Merger of households", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "merge");

    /// <summary>承包方消亡: nobody of the household is alive. Nobody can confirm, so everybody is asked by a notice.</summary>
    public static Procedure ExtinctHousehold { get; } = new(
        "extinct-household", "1072", "承包方消亡注销", "Extinct household", [Turn.Village, Turn.Issuer],
        [Written, Posted, TakenIn, .. Opinions, EnteredByRegistrar, FiledForGood], "extinct-household", CountySettings.VoidingNotice);

    /// <summary>延包: the term is renewed when the second round ends.</summary>
    public static Procedure TermRenewal { get; } = new(
        "term-renewal", "1033", "延长承包期", "Renewal of the term", [Turn.Village, Turn.Issuer],
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "renewal", CountySettings.ContractingPlanNotice);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
        [RepresentativeChange, MemberChange, HouseholdSplit, HouseholdMerge, ExtinctHousehold, TermRenewal];

    /// <summary>The kind of a code; null when there is none.</summary>
    public static Procedure? Find(string code) => All.FirstOrDefault(procedure => procedure.Code == code);
}
