using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.DisputeRules;
using static RuralRights.Domain.Registration.DisputeStep;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Registration;

/// <summary>The ladder of a dispute, from the first word to the execution, and that it holds exactly the parcels it names while it is open.</summary>
public sealed class DisputeTests
{
    private static readonly Actor.VillageClerk Village = new(Scene.Id("village"), Scene.Group[..12]);
    private static readonly Actor.TownshipOfficer Township = new(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor.Register Register = new("620123");
    private static readonly string Right = Scene.RightCode(1);
    private static readonly OpenDispute Claim = new(Right, [Scene.ParcelCode(1)], Scene.HouseholdCode(2), DisputeMatter.Infringement, Scene.Today.AddDays(-30), "占了我家的地");

    [Fact]
    public void A_dispute_is_brought_by_its_household_or_told_to_its_desk()
    {
        var scene = Start();

        scene.Ask(Claim, Scene.Farmer(1), out _).ShouldBeRefused(NotTheClaimant);
        scene.Ask(Claim, new Actor.VillageClerk(Scene.Id("far"), "620123999999"), out _).ShouldBeRefused(NotTheClaimant);
        scene.Ask(Claim with { Right = "nothing" }, Scene.Farmer(2), out _).ShouldBeRefused(RightIsUnknown);
        scene.Ask(Claim with { Claimant = Scene.HouseholdCode(5, Scene.NeighbourGroup) }, Scene.Farmer(5, 1, Scene.NeighbourGroup), out _)
            .ShouldBeRefused(ClaimantIsUnknown, Scene.HouseholdCode(5, Scene.NeighbourGroup));
        scene.Ask(Claim with { Parcels = [] }, Scene.Farmer(2), out _).ShouldBeRefused(NoParcelChosen);
        scene.Ask(Claim with { Parcels = [Scene.ParcelCode(3)] }, Scene.Farmer(2), out _).ShouldBeRefused(ParcelNotInRight, Scene.ParcelCode(3));
        scene.Ask(Claim with { Words = " " }, Scene.Farmer(2), out _).ShouldBeRefused(ClaimIsIncomplete);
        scene.Ask(Claim with { KnownOn = Scene.Today.AddDays(1) }, Scene.Farmer(2), out _).ShouldBeRefused(ClaimIsIncomplete);
        scene.Ask(Claim, Village, out _).ShouldBeEntered().Select(fact => fact.Fact).OfType<DisputeOpened>().Single().Oral.ShouldBeTrue();
        scene.Ask(Claim, Scene.Farmer(2), out _).ShouldBeRefused(DisputeIsOpenAlready, Scene.ParcelCode(1));
        scene.Streams.Values.SelectMany(facts => facts).ShouldNotContain(fact => Scene.AsText(fact).Contains("占了"));
    }

    [Fact]
    public void While_it_is_open_it_holds_the_parcels_it_names_and_a_settlement_frees_them()
    {
        var scene = Opened(out var dispute);
        Advance(scene, dispute, MediateInVillage, Village).ShouldBeEntered();
        Offer(scene, 1).ShouldBeRefused(RightIsInDispute, Scene.ParcelCode(1));
        Offer(scene, 2).ShouldBeEntered();
        scene.Ask(new LiftEncumbrance(Right, dispute, "令"), new Actor.Registrar(Scene.Registrar, "620123")).ShouldBeRefused(HoldEndsWithItsDispute);
        Advance(scene, dispute, Settle, Village, paper: "").ShouldBeRefused(DisputeStepHasNoPaper);
        var settle = new AdvanceDispute(dispute, Settle, Scene.Today, "调解协议1", "scan");
        scene.Ask(settle with { On = Scene.Today.AddDays(1) }, Village).ShouldBeRefused(DisputeStepHasNoPaper);
        scene.Ask(settle with { Paper = null }, Village).ShouldBeRefused(DisputeStepHasNoPaper);
        scene.NotHandedIn.Add(new('a', 64));
        scene.Ask(settle with { Paper = new('a', 64) }, Village).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        var entered = scene.Ask(settle, Village).ShouldBeEntered();
        entered.ShouldContain(fact => fact.Fact is EncumbranceLifted);
        entered.Select(fact => fact.Fact).OfType<IFact>().ShouldAllBe(fact => fact.Provenance.Documents.SequenceEqual(new[] { "scan" }));

        scene.Dispute(dispute).Stage.ShouldBe(DisputeStage.Settled);
        Offer(scene, 1).ShouldBeEntered();
        Advance(scene, dispute, Sue, Township).ShouldBeRefused(StepIsNotOnTheLadder);
    }

    [Fact]
    public void A_dispute_over_a_homestead_goes_to_the_government_and_only_against_its_decision_to_a_court()
    {
        const string Plot = "620123001002JC00001";
        var clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
        var claim = new OpenDispute(Plot, [Plot], Scene.HouseholdCode(2), DisputeMatter.HomesteadBoundary, Scene.Today.AddDays(-30), "墙砌到我家来了");
        var scene = Start();
        scene.Ask(claim, Scene.Farmer(2), out _).ShouldBeRefused(HomesteadRules.HomesteadIsUnknown);
        scene.Given(
            new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                Plot, Plot + "W00000000", Scene.HouseholdCode(1), Scene.Group, [Scene.Person(1)], "村东头", Parcels.ParcelChangeTests.Rectangle(0, 10), 250, 50, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), null, [], scene.Paper)),
            new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HomesteadTaken(Scene.HouseholdCode(1), Plot, scene.Paper)));
        scene.Ask(claim with { Matter = DisputeMatter.Infringement }, Scene.Farmer(2), out _).ShouldBeRefused(DisputeIsOfOtherLand);
        scene.Ask(Claim with { Matter = DisputeMatter.HomesteadUse }, Scene.Farmer(2), out _).ShouldBeRefused(DisputeIsOfOtherLand);
        scene.Ask(claim with { Parcels = [Scene.ParcelCode(1)] }, Scene.Farmer(2), out _).ShouldBeRefused(ParcelNotInRight, Scene.ParcelCode(1));
        scene.Ask(claim, Scene.Farmer(2), out var dispute).ShouldBeEntered().ShouldContain(fact => fact.Stream == Streams.Homestead(Plot) && fact.Fact is EncumbranceEntered);
        scene.Ask(claim, Scene.Farmer(2), out _).ShouldBeRefused(DisputeIsOpenAlready, Plot);
        var correction = new CorrectHomestead(Scene.HouseholdCode(1), Plot, HomesteadEntry.Place, "村东头", "村西头", "evidence");
        ((IChange)correction).Enter(scene.BooksFor(correction), [], scene.By(Village)).ShouldBe(new Decision.Refused(RightIsInDispute, Plot));

        foreach (var step in new[] { MediateInVillage, Petition, Sue, Decide }) Advance(scene, dispute, step, Township).ShouldBeRefused(StepIsNotOnTheLadder);
        Advance(scene, dispute, GoToTownship, Village).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, GoToTownship, Township).ShouldBeEntered();
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBe((CountySettings.GovernmentDecision, Scene.Today));
        Advance(scene, dispute, GoToCounty, clerk).ShouldBeEntered();
        Advance(scene, dispute, Decide, Township).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, Decide, clerk).ShouldBeEntered();
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBe((CountySettings.SuitAfterDecision, Scene.Today));

        scene.Day = Scene.Today.AddDays(30);
        scene.Ask(new AdvanceDispute(dispute, BecomeFinal, scene.Day, ""), Register).ShouldBeRefused(DecisionIsNotFinalYet);
        scene.Day = Scene.Today.AddDays(31);
        Advance(scene, dispute, Sue, Township).ShouldBeRefused(DecisionIsFinal);
        scene.Ask(new AdvanceDispute(dispute, BecomeFinal, scene.Day, ""), Register).ShouldBeEntered();
        Advance(scene, dispute, Execute, Township).ShouldBeEntered().ShouldContain(fact => fact.Stream == Streams.Homestead(Plot) && fact.Fact is EncumbranceLifted);
        ((IChange)correction).Enter(scene.BooksFor(correction), [], scene.By(Village)).ShouldBeOfType<Decision.Entered>();

        scene.Ask(claim, Scene.Farmer(2), out var second).ShouldBeEntered();
        Advance(scene, second, GoToTownship, Township).ShouldBeEntered();
        Advance(scene, second, Decide, Township).ShouldBeEntered();
        Advance(scene, second, Sue, Township).ShouldBeEntered();
        Advance(scene, second, Judge, Township).ShouldBeEntered();
        scene.Dispute(second).Stage.ShouldBe(DisputeStage.Judged);
    }

    [Fact]
    public void What_an_heir_told_at_a_desk_reads_as_they_said_it_and_is_noted_as_spoken()
    {
        const string Own = "620123001002JC00001";
        var heir = new Actor.Farmer(Scene.Id("heir in town"), "");
        var scene = new Scene().GivenCollective();
        var told = new OpenDispute(Own, [Own], "", DisputeMatter.HomesteadUse, Scene.Today.AddDays(-30), "房子是我继承的", Own);
        foreach (var words in new[] { "房子是我继承的", "宅基地使用权归谁", Own }) told.Text.ShouldContain(words);
        (told with { Words = "别的" }).Text.ShouldNotBe(told.Text);

        var held = HomesteadRight.Unknown.Evolve(Registered(Own, scene, Scene.Group, 0)).Evolve(new HomesteadInherited(Own, Scene.HouseholdCode(1), null, [Scene.Person(1)], [heir.Person], null, true, null, "case/1", scene.Paper));
        told.Decide(held, Household.Unknown, held, scene.Collective(Scene.Group), Scene.Id("dispute"), scene.By(Village), true).ShouldBeRefused(NotTheClaimant);
        foreach (var isWrittenDown in new[] { true, false })
            told.Decide(held, Household.Unknown, held, scene.Collective(Scene.Group), Scene.Id("dispute"), scene.By(heir), isWrittenDown)
                .ShouldBeEntered().Select(fact => fact.Fact).OfType<DisputeOpened>().Single().Oral.ShouldBe(isWrittenDown);
    }

    [Fact]
    public void An_heir_of_no_household_brings_a_dispute_over_the_own_homestead_or_a_neighbours_and_takes_it_back()
    {
        const string Own = "620123001002JC00001", Next = "620123001002JC00002", Far = "620123001003JC00003";
        var (heir, stranger) = (new Actor.Farmer(Scene.Id("heir in town"), ""), new Actor.Farmer(Scene.Id("stranger"), ""));
        var scene = Start().GivenCollective(Scene.NeighbourGroup);
        foreach (var (plot, group, at) in new[] { (Own, Scene.Group, 0), (Next, Scene.Group, 20), (Far, Scene.NeighbourGroup, 40) })
            scene.Given(new StreamFact(Streams.Homestead(plot), Registered(plot, scene, group, at)));
        var own = new OpenDispute(Own, [Own], "", DisputeMatter.HomesteadUse, Scene.Today.AddDays(-30), "房子是我继承的", Own);
        scene.Ask(own, heir, out _).ShouldBeRefused(NotTheClaimant);
        scene.Given(new StreamFact(Streams.Homestead(Own), new HomesteadInherited(Own, Scene.HouseholdCode(1), null, [Scene.Person(1)], [heir.Person], null, true, null, "case/1", scene.Paper)));

        foreach (var (command, actor) in new (OpenDispute, Actor)[] { (own, stranger), (own, Village), (own with { Own = null }, heir), (own with { Own = Next }, heir), (own with { Claimant = Scene.HouseholdCode(2) }, heir) })
            scene.Ask(command, actor, out _).ShouldBeRefused(NotTheClaimant);
        scene.Ask(own with { Right = Far, Parcels = [Far] }, heir, out _).ShouldBeRefused(ClaimantIsUnknown, Own);
        var facts = scene.Ask(own, heir, out var dispute).ShouldBeEntered();
        facts.Select(fact => fact.Fact).OfType<DisputeOpened>().Single().ShouldSatisfyAllConditions(opened => opened.Heir.ShouldBe(heir.Person), opened => opened.Claimant.ShouldBeEmpty(), opened => opened.Oral.ShouldBeFalse());
        facts.ShouldContain(fact => fact.Stream == Streams.Homestead(Own) && fact.Fact is EncumbranceEntered);
        Advance(scene, dispute, GoToTownship, new Actor.TownshipOfficer(heir.Person, Scene.Group[..9])).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(Conflict.ApprovesOwnCase);
        foreach (var other in new[] { stranger, Scene.Farmer(2) }) Advance(scene, dispute, Withdraw, other, paper: "").ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, Withdraw, heir, paper: "").ShouldBeEntered();
        scene.Homestead(Own).Encumbrances.ShouldBeEmpty();

        scene.Ask(own with { Right = Next, Parcels = [Next], Matter = DisputeMatter.HomesteadBoundary }, heir, out var neighbours).ShouldBeEntered();
        scene.Dispute(neighbours).Heir.ShouldBe(heir.Person);
        Advance(scene, neighbours, GoToTownship, Township).ShouldBeEntered();
    }

    [Fact]
    public void A_decision_over_a_homestead_that_heirs_hold_for_themselves_becomes_final_by_itself()
    {
        const string Plot = "620123001002JC00001";
        var scene = Start();
        scene.Given(
            new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                Plot, Plot + "W00000000", Scene.HouseholdCode(1), Scene.Group, [Scene.Person(1)], "村东头", Parcels.ParcelChangeTests.Rectangle(0, 10), 250, 50, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), null, [], scene.Paper)),
            new StreamFact(Streams.Homestead(Plot), new HomesteadInherited(Plot, Scene.HouseholdCode(1), null, [Scene.Person(1)], [Scene.Id("heir in town")], null, true, null, "case/1", scene.Paper)));
        scene.Homestead(Plot).Household.ShouldBeEmpty();
        scene.Ask(new OpenDispute(Plot, [Plot], Scene.HouseholdCode(2), DisputeMatter.HomesteadUse, Scene.Today.AddDays(-30), "这院子是我家的"), Scene.Farmer(2), out var dispute).ShouldBeEntered();
        Advance(scene, dispute, GoToTownship, Township).ShouldBeEntered();
        Advance(scene, dispute, Decide, Township).ShouldBeEntered();
        scene.Day = Scene.Today.AddDays(31);

        scene.Ask(new AdvanceDispute(dispute, BecomeFinal, scene.Day, ""), Register).ShouldBeEntered();
        scene.Dispute(dispute).Stage.ShouldBe(DisputeStage.Final);
    }

    [Fact]
    public void Each_step_is_for_its_desk_and_for_nobody_who_is_close_to_a_party()
    {
        var scene = Opened(out var dispute);

        Advance(scene, Scene.Id("none"), MediateInVillage, Village).ShouldBeRefused(DisputeIsUnknown);
        Advance(scene, dispute, Judge, Township).ShouldBeRefused(StepIsNotOnTheLadder);
        Advance(scene, dispute, MediateInVillage, Scene.Farmer(2)).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, Petition, Village).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, MediateInVillage, new Actor.VillageClerk(Scene.Id("far"), "620123999999")).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, MediateInVillage, new Actor.VillageClerk(Scene.Person(1), Scene.Group[..12])).ShouldBeRefused(Conflict.ApprovesOwnCase, Scene.HouseholdCode(1));
        Advance(scene, dispute, Withdraw, Scene.Farmer(1)).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, Withdraw, Scene.Farmer(2), paper: "").ShouldBeEntered();
        scene.Dispute(dispute).Stage.ShouldBe(DisputeStage.Withdrawn);
        scene.Right(Right).Encumbrances.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_wrote_a_dispute_down_takes_it_up_and_decides_nothing_in_it()
    {
        var (colleague, clerk) = (Township with { Person = Scene.Id("colleague") }, new Actor.Clerk(Scene.Id("county clerk"), "620123"));
        var scene = Start();
        scene.Ask(Claim, Village, out var told).ShouldBeEntered();
        Advance(scene, told, MediateInVillage, Village).ShouldBeEntered();
        Advance(scene, told, Settle, Village).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, told, Settle, Township).ShouldBeEntered();

        scene.Ask(Claim, Township, out var second).ShouldBeEntered();
        Advance(scene, second, MediateInTownship, Township).ShouldBeEntered();
        Advance(scene, second, Fail, Township).ShouldBeEntered();
        Advance(scene, second, Petition, Township).ShouldBeEntered();
        foreach (var step in new[] { Accept, Decline, Settle }) Advance(scene, second, step, Township).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, second, Accept, colleague).ShouldBeEntered();
        Advance(scene, second, Award, Township).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, second, Award, clerk).ShouldBeEntered();
        Advance(scene, second, Sue, Township).ShouldBeEntered();
        Advance(scene, second, Judge, Township).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, second, Judge, clerk).ShouldBeEntered();
        Advance(scene, second, Execute, Township).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, second, Execute, colleague).ShouldBeEntered();
    }

    [Fact]
    public void Whoever_wrote_down_what_an_heir_told_decides_nothing_in_it_either()
    {
        var scene = Opened(out var dispute);
        Advance(scene, dispute, Petition, Township).ShouldBeEntered();
        var told = scene.Dispute(dispute).WrittenDownBy(Township.ToString());

        var decision = new AdvanceDispute(dispute, Accept, scene.Day, "文书1").Decide(
            told, scene.Right(Right), scene.Household(Scene.HouseholdCode(2)), scene.Household(Scene.HouseholdCode(1)), scene.Collective(Scene.Group), scene.TheCounty, Relatives.Unknown, scene.By(Township));
        decision.ShouldBeRefused(Conflict.ApprovesOwnEntry);
        Advance(scene, dispute, Accept, Township).ShouldBeEntered();
    }

    [Fact]
    public void An_award_becomes_final_by_itself_on_the_thirty_first_day_and_frees_the_land_when_it_is_executed()
    {
        var scene = Awarded(out var dispute);
        var served = scene.Dispute(dispute).On;
        scene.Day = served.AddDays(30);
        Advance(scene, dispute, BecomeFinal, Register).ShouldBeRefused(AwardIsNotFinalYet);
        Advance(scene, dispute, BecomeFinal, Township).ShouldBeRefused(NotYourStep);
        scene.Day = served.AddDays(31);
        Advance(scene, dispute, Sue, Township).ShouldBeRefused(AwardIsFinal);
        Advance(scene, dispute, BecomeFinal, Register, paper: "").ShouldBeEntered();
        Offer(scene, 1).ShouldBeRefused(RightIsInDispute, Scene.ParcelCode(1));
        Advance(scene, dispute, Execute, Township).ShouldBeEntered();
        Offer(scene, 1).ShouldBeEntered();
    }

    [Fact]
    public void Every_step_that_rests_on_a_paper_wants_the_paper_itself_with_its_number()
    {
        foreach (var rung in DisputeLadder.Of(Right).Where(rung => rung.NeedsPaper))
        {
            var scene = Opened(out var dispute);
            if (rung.From[0] is var stage and not DisputeStage.Opened) scene.Given(new StreamFact(Streams.Dispute(dispute), new DisputeAdvanced(dispute, Fail, stage, scene.Day, "", scene.Paper)));
            Actor by = rung.By.Contains(Turn.Township) ? Township : Village;
            var step = new AdvanceDispute(dispute, rung.Step, scene.Day, "文书1", "scan");

            scene.Ask(step with { Paper = null }, by).ShouldBeRefused(DisputeStepHasNoPaper);
            scene.Ask(step with { Document = "" }, by).ShouldBeRefused(DisputeStepHasNoPaper);
            scene.Ask(step, by).ShouldBeEntered();
        }
    }

    [Fact]
    public void A_suit_in_time_takes_the_award_to_the_court()
    {
        var scene = Awarded(out var dispute);
        scene.Day = scene.Day.AddDays(20);

        Advance(scene, dispute, Sue, Township).ShouldBeEntered();
        Advance(scene, dispute, BecomeFinal, Register).ShouldBeRefused(StepIsNotOnTheLadder);
        Advance(scene, dispute, Withdraw, Scene.Farmer(2)).ShouldBeRefused(NotYourStep);
        Advance(scene, dispute, Judge, Township).ShouldBeEntered();
        Advance(scene, dispute, Execute, Township).ShouldBeEntered();
        scene.Right(Right).Encumbrances.ShouldBeEmpty();
    }

    [Fact]
    public void Arbitration_is_asked_for_within_two_years_and_the_court_stays_open()
    {
        var scene = Opened(out var dispute);
        scene.Day = Claim.KnownOn.AddYears(2).AddDays(10);

        Advance(scene, dispute, Petition, Township).ShouldBeRefused(LimitationHasRunOut);
        Advance(scene, dispute, Sue, Township).ShouldBeEntered();
    }

    [Fact]
    public void No_step_is_dated_before_the_one_it_follows()
    {
        var scene = Opened(out var dispute);
        scene.Day = Scene.Today.AddDays(20);

        On(Petition, Claim.KnownOn.AddDays(-1)).ShouldBeRefused(DisputeDaysRunBackwards);
        On(Petition, Claim.KnownOn).ShouldBeEntered();
        On(Accept, Claim.KnownOn.AddDays(-1)).ShouldBeRefused(DisputeDaysRunBackwards);
        On(Accept, Scene.Today.AddDays(10)).ShouldBeEntered();
        On(Award, Scene.Today.AddDays(9)).ShouldBeRefused(DisputeDaysRunBackwards);
        On(Award, Scene.Today.AddDays(20)).ShouldBeEntered();
        On(Sue, Scene.Today.AddDays(19)).ShouldBeRefused(DisputeDaysRunBackwards);

        Decision On(DisputeStep step, DateOnly day) => scene.Ask(new AdvanceDispute(dispute, step, day, "文书1", "scan"), Township);
    }

    [Fact]
    public void The_time_that_runs_is_the_law_s_for_where_it_stands()
    {
        var scene = Opened(out var dispute);
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBeNull();
        Advance(scene, dispute, Petition, Township, paper: "").ShouldBeEntered();
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBe((CountySettings.ArbitrationAcceptance, Scene.Today));
        Advance(scene, dispute, Accept, Township).ShouldBeEntered();
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBe((CountySettings.Award, Scene.Today));
        Advance(scene, dispute, Extend, Township).ShouldBeEntered();
        DisputeLadder.RunningAt(scene.Dispute(dispute)).ShouldBe((CountySettings.AwardExtension, Scene.Today.AddDays(60)));
        Advance(scene, dispute, Extend, Township).ShouldBeRefused(StepIsNotOnTheLadder);
    }

    private static HomesteadRegistered Registered(string plot, Scene scene, string group, int at) => new(
        plot, plot + "F00010001", Scene.HouseholdCode(1), group, [Scene.Person(1)], "村东头", Parcels.ParcelChangeTests.Rectangle(at, 10), 250, 50, "川区",
        new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], scene.Paper);

    private static Scene Start() => new Scene().GivenCollective().GivenHousehold(1, 2).GivenHousehold(2).GivenHousehold(5, 1, Scene.NeighbourGroup)
        .GivenContract(1, 1, 2).GivenContract(2, 3);

    private static Scene Opened(out Guid dispute)
    {
        var scene = Start();
        scene.Ask(Claim, Scene.Farmer(2), out dispute).ShouldBeEntered();
        return scene;
    }

    private static Scene Awarded(out Guid dispute)
    {
        var scene = Opened(out dispute);
        Advance(scene, dispute, MediateInTownship, Township).ShouldBeEntered();
        Advance(scene, dispute, Fail, Township).ShouldBeEntered();
        Advance(scene, dispute, Petition, Township).ShouldBeEntered();
        Advance(scene, dispute, Accept, Township).ShouldBeEntered();
        Advance(scene, dispute, Award, Township).ShouldBeEntered();
        return scene;
    }

    private static Decision Advance(Scene scene, Guid dispute, DisputeStep step, Actor by, string paper = "文书1") =>
        scene.Ask(new AdvanceDispute(dispute, step, scene.Day, paper, paper.Length > 0 && step != BecomeFinal ? "scan" : null), by);

    private static Decision Offer(Scene scene, int parcel) => scene.Ask(new OpenListing(Right, [Scene.ParcelCode(parcel)], [], 12600m), Scene.Farmer(1));
}
