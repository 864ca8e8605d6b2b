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

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Procedure> All { get; } = [RepresentativeChange];

    /// <summary>The kind of a code; null when there is none.</summary>
    public static Procedure? Find(string code) => All.FirstOrDefault(procedure => procedure.Code == code);
}
