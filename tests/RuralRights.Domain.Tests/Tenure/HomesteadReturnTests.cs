using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Tenure.HomesteadRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>A homestead goes back to the collective only as everybody who holds it or lives there wishes, and until the entry any one of them stops it.</summary>
public sealed class HomesteadReturnTests
{
    private const string Plot = "620123001002JC00001";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly Guid Away = Scene.Id("married out");

    [Fact]
    public void Only_the_household_asks_all_of_it_confirms_and_the_collective_agrees_before_the_right_ends()
    {
        var scene = Village().GivenContract(1, 1);
        foreach (var official in new[] { VillageClerk, Chair, Township, Clerk, Registrar }) scene.Open(Asked(), official).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen, official.ToString());
        scene.Open(Asked(), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Case(number).Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2), Away], ignoreOrder: true);
        scene.Ask(new CompleteStep(number, StepKind.Applied), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        foreach (var farmer in new[] { Scene.Farmer(1), Scene.Farmer(1, 2), new Actor.Farmer(Away, "") }) scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), farmer).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([number]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Notice(notice).LastDay;
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
        foreach (var paper in Settings.Standard(scene.Day).Of(RequiredPapers.For("homestead-exit")).Where(paper => paper.Always))
            scene.Ask(new FileDocument(number, paper.Code, $"hash of {paper.Code}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();

        scene.Ask(new WithdrawConfirmation(number), new Actor.Farmer(Away, "")).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.HolderHasNotConfirmed, "one of them changed her mind");
        scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), new Actor.Farmer(Away, "")).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Homestead(Plot).Stands.ShouldBeFalse();
        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(1))).Plots.ShouldBeEmpty();
        scene.Right(Scene.RightCode(1)).Stands.ShouldBeTrue("its land is not touched");
        scene.Household(Scene.HouseholdCode(1)).HasEnded.ShouldBeFalse();
        var returned = scene.Streams[Streams.Homestead(Plot)].OfType<HomesteadReturned>().Single();
        (returned.CompensationYuan, returned.Voided).ShouldBe((86000m, "甘（2016）榆中县不动产权第0000001号"));
    }

    [Fact]
    public void A_return_is_refused_for_every_reason_in_order()
    {
        var scene = Village().GivenHousehold(2);
        var asked = Asked();
        Refused(scene, asked with { Household = Scene.HouseholdCode(7) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, asked with { Household = Scene.HouseholdCode(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Deaths = [new(Scene.Person(1), "death")] }).ShouldBe(HomesteadHolderMayBeAlive);
        foreach (var yuan in new[] { 0m, -1m, 0.001m }) Refused(scene, asked with { CompensationYuan = yuan }).ShouldBe(CompensationIsNoAmount);
        Refused(scene, asked with { ClaimKeptUntil = scene.Day }).ShouldBe(ClaimIsNotKept);
        Refused(scene, asked with { Agreement = "" }).ShouldBe(ExitAgreementIsMissing);
        Refused(scene, asked with { Choices = "" }).ShouldBe(ChoicesWereNotExplained);
        Lawful(scene, asked with { CompensationYuan = null });
    }

    [Fact]
    public void Nobody_who_gives_a_homestead_back_is_asked_where_else_they_live_or_are_registered()
    {
        foreach (var papers in new[] { "homestead-exit", "return" })
            Settings.Standard(Scene.Today).Of(RequiredPapers.For(papers)).Select(paper => paper.Code).ShouldNotContain(code => code == "household-register" || code == "other-dwelling", papers);
    }

    [Fact]
    public void Whoever_gave_one_up_for_good_is_given_no_other_but_inherits_and_a_kept_claim_lasts_to_its_day()
    {
        foreach (var (kept, after, expected) in new (DateOnly?, int, Rule?)[] { (null, 0, HomesteadWasGivenUp), (Scene.Today.AddDays(30), 30, null), (Scene.Today.AddDays(30), 31, HomesteadWasGivenUp) })
        {
            var scene = Village();
            scene.Enter(Decided(scene, Asked() with { ClaimKeptUntil = kept })).ShouldBeOfType<Decision.Entered>();
            scene.Day = scene.Day.AddDays(after);
            var next = new RegisterHomestead(
                Scene.HouseholdCode(1), "620123001002JC00002F00010001", "村西头", ParcelChangeTests.Rectangle(40, 10), 250, "川区",
                new(HomesteadSource.Approval, "榆集建（2026）第1号", new(2026, 5, 6), 200, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), []);
            if (expected is null) Lawful(scene, next);
            else Refused(scene, next).ShouldBe(expected);
            Lawful(scene, next with { Exceptions = [new(HomesteadRule.OneHousehold, InheritHomestead.Ground, "deed")] });
        }
    }

    [Fact]
    public void What_is_confirmed_names_what_is_lost_for_what_and_who_gives_it_up()
    {
        var scene = Village();
        var text = CaseTerms.Text(Asked(), scene.BooksFor(Asked()));
        foreach (var part in new[] { $"退出的宅基地（连同房屋） 现在：{Plot}", $"不再是权利人 现在：{Away}", "补偿 以后：86000.00 元", "以后再申请宅基地 以后：不能再申请", "作废的不动产权证书" }) text.ShouldContain(part);
        CaseTerms.Text(Asked() with { CompensationYuan = null }, scene.BooksFor(Asked())).ShouldContain("补偿 以后：不要补偿");
        text.ShouldNotContain("落户");
        IChange asked = Asked();
        asked.SetsApart(Scene.Person(1), Scene.Id("guardian who holds nothing"), scene.BooksFor(asked)).ShouldBeTrue();
        asked.SetsApart(Scene.Person(1), Away, scene.BooksFor(asked)).ShouldBeFalse();
        asked.Gaining(Away, scene.BooksFor(asked)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Dispute)]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.OwnerLock)]
    public void What_holds_it_still_stops_a_return(EncumbranceKind kind)
    {
        var scene = Village();
        var who = kind == EncumbranceKind.OwnerLock ? new Actor.Farmer(Away, "") : Registrar;
        scene.Ask(new EnterEncumbrance(Plot, kind, [Plot], kind == EncumbranceKind.Seizure ? scene.Day.AddDays(60) : null, kind == EncumbranceKind.OwnerLock ? "" : "paper", kind == EncumbranceKind.OwnerLock ? null : "paper"), who).ShouldBeOfType<Decision.Entered>();
        Refused(scene, Asked()).ShouldBe(HoldLaw.Of(kind).Rule);
    }

    private static ReturnHomestead Asked() => new(Scene.HouseholdCode(1), Plot, null, 86000m, "agreement", "choices");

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 2).Given(
        new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
            Plot, Plot + "F00010001", Scene.HouseholdCode(1), Scene.Group, [Scene.Person(1), Away], "村东头第二排", ParcelChangeTests.Rectangle(0, 10), 250, 50, "川区",
            new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], Paper)),
        new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HomesteadTaken(Scene.HouseholdCode(1), Plot, Paper)),
        new StreamFact(Streams.Homestead(Plot), new HomesteadCertified(Plot, "甘（2016）榆中县不动产权第0000001号", "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", Scene.Person(1), false, "receipt", Paper)));

    private static Provenance Paper => new Scene().Paper;

    private static Decision Decided(Scene scene, IChange change) => change.Enter(scene.BooksFor(change), [], scene.By(Scene.Farmer(1)));

    private static void Lawful(Scene scene, IChange change) => Decided(scene, change).ShouldBeOfType<Decision.Entered>();

    private static Rule Refused(Scene scene, IChange change) => RulesRaised.Note(Decided(scene, change).ShouldBeOfType<Decision.Refused>().Rule);
}
