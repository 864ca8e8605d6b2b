using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Settlement;

/// <summary>The desks that serve a village, and what they do about its people.</summary>
internal sealed class Town(TestRegister register, Village village)
{
    public static readonly SettlementStatement Moved = new(new(2024, 3, 1), "620123000", "620102005", false, [SettlementCriterion.WorksInTown]);

    public Actor.VillageClerk Clerk { get; } = new(village.Id(50, 1), village.Collective[..12]);

    public Actor.TownshipOfficer Officer { get; } = new(village.Id(50, 2), village.Collective[..9]);

    public Bound OfVillage { get; } = Reach.BoundOf(new Actor.VillageClerk(village.Id(50, 1), village.Collective[..12]), Bargain.Today);

    public Task<Answer> Report(int household, string paper = "户口簿") => register.Desk.Enter(
        new ReportSettlement(village.Person(household), village.Household(household), Moved, SettlementSource.Village, [paper]), By(Clerk), TestContext.Current.CancellationToken);

    public Task<Answer> Check(int household, Guid? command = null) => register.Desk.Enter(
        new RecordSettlement(village.Person(household), ["居住证"]), By(Officer) with { Command = command ?? Guid.CreateVersion7() }, TestContext.Current.CancellationToken);

    public Task<Answer> Correct(int household, SettlementStatement? after) => register.Desk.Enter(new CorrectSettlement(village.Person(household), after, "写错了"), By(Officer), TestContext.Current.CancellationToken);

    private static RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, Bargain.Today);
}
