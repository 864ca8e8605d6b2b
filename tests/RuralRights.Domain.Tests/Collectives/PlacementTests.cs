using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Collectives.CollectiveRules;

namespace RuralRights.Domain.Tests.Collectives;

/// <summary>Villages and townships are merged: a collective comes under other desks, and what is open goes on there.</summary>
public sealed class PlacementTests
{
    private const string NewVillage = "620123104207";

    private static readonly Actor OldClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor OldTownship = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor NewClerk = new Actor.VillageClerk(Scene.Id("new village clerk"), NewVillage);
    private static readonly Actor NewTownship = new Actor.TownshipOfficer(Scene.Id("new township"), NewVillage[..9]);
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly PlaceCollective Merged = new(Scene.Group, NewVillage, Scene.Today, "甘民函〔2026〕9号", "document");

    [Fact]
    public void A_case_open_at_the_old_village_is_refused_there_and_done_at_the_new_one()
    {
        var scene = Opened();
        scene.Ask(Merged, Registrar).ShouldBeEntered();

        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), OldClerk)).ShouldBe(CaseRules.NotThisDesk);
        scene.NextInCase(scene.LastCase, OldClerk).ShouldAllBe(next => !next.IsAvailable);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), NewClerk).ShouldBeEntered();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Confirmed);
        scene.Collective(Scene.Group).Code.ShouldBe(Scene.Group);
        scene.Collective(Scene.Group).IsServedBy(OldTownship, scene.Day).ShouldBeFalse();
        scene.Collective(Scene.Group).IsServedBy(NewTownship, scene.Day).ShouldBeTrue();
    }

    [Fact]
    public void Until_its_first_day_the_old_desks_go_on()
    {
        var scene = Opened();
        scene.Ask(Merged with { From = Scene.Today.AddDays(8) }, Registrar).ShouldBeEntered();

        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), NewClerk)).ShouldBe(CaseRules.NotThisDesk);
        scene.Day = Scene.Today.AddDays(8);
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), OldClerk)).ShouldBe(CaseRules.NotThisDesk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), NewClerk).ShouldBeEntered();
    }

    [Fact]
    public void A_notice_that_hangs_is_looked_after_by_the_new_desks()
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1).GivenContract(1, 1);
        scene.Open(new Domain.Tenure.RenewTerm(Scene.HouseholdCode(1), new(2058, 12, 31)), OldClerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), OldClerk).ShouldBeEntered();
        scene.Ask(new OpenNotice([scene.LastCase]), OldClerk, out var notice).ShouldBeEntered();
        scene.Ask(Merged, Registrar).ShouldBeEntered();

        Refused(scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), OldClerk)).ShouldBe(CaseRules.NotThisDesk);
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), NewClerk).ShouldBeEntered();
    }

    [Fact]
    public void A_placement_is_refused_for_every_reason_in_order()
    {
        var scene = Opened();
        Refused(scene.Ask(Merged, OldTownship)).ShouldBe(RoleRules.NotTheRegistrar);
        Refused(scene.Ask(Merged with { Collective = Scene.NeighbourGroup }, Registrar)).ShouldBe(Domain.Parcels.ParcelRules.CollectiveIsUnknown);
        foreach (var place in new[] { "620122104207", "62012310420", "62012310420a" }) Refused(scene.Ask(Merged with { Village = place }, Registrar)).ShouldBe(PlaceIsNotOfTheCounty);
        Refused(scene.Ask(Merged with { Source = " " }, Registrar)).ShouldBe(PlacementHasNoSource);
        Refused(scene.Ask(Merged with { Document = "" }, Registrar)).ShouldBe(PlacementHasNoSource);
        scene.NotHandedIn.Add("not handed in");
        Refused(scene.Ask(Merged with { Document = "not handed in" }, Registrar)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        Refused(scene.Ask(Merged with { Village = Scene.Group[..12] }, Registrar)).ShouldBe(PlacedThereAlready);
        scene.Ask(Merged, Registrar).ShouldBeEntered();
        Refused(scene.Ask(Merged, Registrar)).ShouldBe(PlacedThereAlready);
        Refused(scene.Ask(Merged with { Village = "620123104208", From = Scene.Today.AddDays(-1) }, Registrar)).ShouldBe(PlacementIsOvertaken);
        scene.Ask(Merged with { Village = "620123104208" }, Registrar).ShouldBeEntered();
        scene.Collective(Scene.Group).PlacedOn(Scene.Today).Village.ShouldBe("620123104208", "what was entered wrongly is entered anew from the same day");
    }

    private static Scene Opened()
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1, 2).GivenContract(1, 1);
        scene.Open(new ChangeRepresentative(Scene.HouseholdCode(1), Scene.Person(1, 2)), OldClerk).ShouldBeEntered();
        return scene;
    }

    private static Rule Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Rule;
}
