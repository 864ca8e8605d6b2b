using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>What heirs from outside hold for the sake of a house ends when the house is gone, as each of them confirms; what a household holds does not.</summary>
public sealed class EndWithHouseTests
{
    private const string Plot = "620123001002JC00001";
    private const string Certificate = "甘（2026）榆中县不动产权第0000777号";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly Actor.Farmer Daughter = new(Scene.Id("daughter in town"), ""), Son = new(Scene.Id("son abroad"), Scene.HouseholdCode(5, Scene.NeighbourGroup));
    private static readonly EndWithHouse Asked = new(Plot, Scene.Today.AddDays(-40), "photographs");

    [Fact]
    public void The_village_reports_it_everybody_is_asked_and_every_heir_confirms_before_the_right_ends()
    {
        var scene = Village();
        foreach (var other in new[] { Chair, Township, Registrar, Scene.Farmer(1), new Actor.Farmer(Scene.Id("stranger"), "") }) scene.Open(Asked, other).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen, other.ToString());
        scene.Open(Asked, VillageClerk).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Case(number).Holders.ShouldBe([Daughter.Person, Son.Person], ignoreOrder: true);
        scene.Ask(new CompleteStep(number, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([number]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Notice(notice).LastDay;
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NotAHolderOfTheCase, "no official confirms for an heir");
        foreach (var heir in new[] { Daughter, Son }) scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), heir).ShouldBeOfType<Decision.Entered>();
        foreach (var paper in Settings.Standard(scene.Day).Of(RequiredPapers.For("homestead-house-gone")).Where(paper => paper.Always))
            scene.Ask(new FileDocument(number, paper.Code, $"hash of {paper.Code}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();

        scene.Ask(new WithdrawConfirmation(number), Son).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.HolderHasNotConfirmed, "he says that a wall stands");
        scene.Homestead(Plot).Stands.ShouldBeTrue();
        scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), Son).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenDispute(Plot, [Plot], "", DisputeMatter.HomesteadUse, scene.Day, "房子还在", Plot), Daughter, out var dispute).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(TenureRules.RightIsInDispute, "never against an open dispute");
        scene.Ask(new AdvanceDispute(dispute, DisputeStep.Withdraw, scene.Day, ""), Daughter).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Homestead(Plot).Stands.ShouldBeFalse();
        var ended = scene.Streams[Streams.Homestead(Plot)].OfType<HomesteadEndedWithHouse>().Single();
        (ended.GoneOn, ended.Voided, ended.Cause).ShouldBe((Asked.GoneOn, Certificate, Streams.Case(number)));
        ended.Provenance.Documents.ShouldBe(["photographs"]);
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeOfType<Decision.Entered>("the case is filed although nobody holds the plot any more");
    }

    [Fact]
    public void An_heir_reports_it_too()
    {
        var scene = Village();
        foreach (var heir in new[] { Daughter, Son }) scene.Open(Asked, heir).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void It_is_refused_for_every_reason_in_order()
    {
        var household = new Scene().GivenCollective().GivenHousehold(1, 2).Given(Registered(), Taken());
        Refused(household, Asked).ShouldBe(HomesteadOutlastsItsHouse, "a household builds again");
        Refused(household.Given(Inherited(Scene.HouseholdCode(2), false)), Asked).ShouldBe(HomesteadOutlastsItsHouse, "heirs who are one household of the collective hold it as such");

        var scene = Village();
        Refused(scene, Asked with { Plot = "620123001002JC00009" }).ShouldBe(HomesteadIsUnknown);
        Refused(scene, Asked with { Deaths = [new(Scene.Person(1), "death")] }).ShouldBe(HomesteadHolderMayBeAlive, "he holds it no more");
        Refused(scene, Asked with { Deaths = [new(Son.Person, "")] }).ShouldBe(HomesteadHolderMayBeAlive);
        Refused(scene, Asked with { Deaths = [new(Son.Person, "death"), new(Daughter.Person, "death")] }).ShouldBe(NoHeirIsLeftToAsk);
        Refused(scene, Asked with { Photographs = "" }).ShouldBe(HouseMayStand);
        Refused(scene, Asked with { GoneOn = scene.Day.AddDays(1) }).ShouldBe(HouseMayStand);
        Refused(scene, Asked with { GoneOn = new(1997, 12, 31) }).ShouldBe(HouseMayStand);
        Lawful(scene, Asked with { GoneOn = scene.Day });

        IChange left = Asked with { Deaths = [new(Son.Person, "death of son")] };
        left.Holders(scene.BooksFor(left)).ShouldBe([Daughter.Person]);
        left.Documents.ShouldBe(["photographs", "death of son"]);
        Lawful(scene, left);
    }

    [Fact]
    public void What_is_confirmed_names_what_ends_since_when_who_loses_it_and_the_paper_that_becomes_void()
    {
        var scene = Village();
        IChange asked = Asked;
        var text = CaseTerms.Text(asked, scene.BooksFor(asked));
        foreach (var part in new[] { $"随房屋灭失而注销的宅基地 现在：{Plot}", "房屋灭失的日期 以后：", $"不再是权利人 现在：{Daughter.Person}", $"不再是权利人 现在：{Son.Person}", $"作废的不动产权证书 现在：{Certificate}" }) text.ShouldContain(part);
        asked.Parties(scene.BooksFor(asked)).ShouldContain(party => party.Includes(Son.Person), "an official who inherited it approves nothing of it");
        asked.Gaining(Daughter.Person, scene.BooksFor(asked)).ShouldBeEmpty();
        asked.SetsApart(Daughter.Person, Scene.Id("guardian who holds nothing"), scene.BooksFor(asked)).ShouldBeTrue();
        asked.SetsApart(Daughter.Person, Son.Person, scene.BooksFor(asked)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Dispute)]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.OwnerLock)]
    public void What_holds_it_still_stops_it(EncumbranceKind kind)
    {
        var scene = Village();
        scene.Ask(
            new EnterEncumbrance(Plot, kind, [Plot], kind == EncumbranceKind.Seizure ? scene.Day.AddDays(60) : null, kind == EncumbranceKind.OwnerLock ? "" : "paper", kind == EncumbranceKind.OwnerLock ? null : "paper"),
            kind == EncumbranceKind.OwnerLock ? Daughter : Registrar).ShouldBeOfType<Decision.Entered>();
        Refused(scene, Asked).ShouldBe(HoldLaw.Of(kind).Rule);
    }

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 2).Given(
        Registered(), Taken(), Inherited(null, true),
        new StreamFact(Streams.Homestead(Plot), new HomesteadCertified(Plot, Certificate, "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", Daughter.Person, false, "receipt", Paper)));

    private static StreamFact Registered() => new(Streams.Homestead(Plot), new HomesteadRegistered(
        Plot, Plot + "F00010001", Scene.HouseholdCode(1), Scene.Group, [Scene.Person(1), Scene.Person(1, 2)], "村东头第二排", ParcelChangeTests.Rectangle(0, 10), 250, 50, "川区",
        new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], Paper));

    private static StreamFact Taken() => new(Streams.Household(Scene.HouseholdCode(1)), new HomesteadTaken(Scene.HouseholdCode(1), Plot, Paper));

    private static StreamFact Inherited(string? to, bool onlyForTheHouse) => new(Streams.Homestead(Plot), new HomesteadInherited(
        Plot, Scene.HouseholdCode(1), to, [Scene.Person(1), Scene.Person(1, 2)], [Daughter.Person, Son.Person], null, onlyForTheHouse, null, "case/1", Paper));

    private static Provenance Paper => new Scene().Paper;

    private static Decision Decided(Scene scene, IChange change) => change.Enter(scene.BooksFor(change), [], scene.By(VillageClerk));

    private static void Lawful(Scene scene, IChange change) => Decided(scene, change).ShouldBeOfType<Decision.Entered>();

    private static Rule Refused(Scene scene, IChange change) => RulesRaised.Note(Decided(scene, change).ShouldBeOfType<Decision.Refused>().Rule);
}
