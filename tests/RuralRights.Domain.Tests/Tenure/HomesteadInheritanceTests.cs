using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>A homestead passes with its house to the heirs, whoever they are and wherever they live, and to nobody while a holder of the household is alive.</summary>
public sealed class HomesteadInheritanceTests
{
    private const string Plot = "620123001002JC00001";
    private const string Certificate = "甘（2016）榆中县不动产权第0000001号";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly Guid Father = Scene.Person(1), Mother = Scene.Person(1, 2), Daughter = Scene.Id("daughter in town"), Son = Scene.Id("son abroad");

    [Fact]
    public void Heirs_from_outside_the_collective_inherit_and_each_of_them_confirms_in_person()
    {
        var scene = Village();
        scene.Open(Asked(), Chair).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);
        scene.Open(Asked(), VillageClerk).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Case(number).Holders.ShouldBe([Daughter, Son], ignoreOrder: true);
        scene.Ask(new CompleteStep(number, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Posted(scene, number);
        foreach (var heir in new[] { Daughter, Son })
        {
            scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NotAHolderOfTheCase, "no official confirms for an heir");
            scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), new Actor.Farmer(heir, "")).ShouldBeOfType<Decision.Entered>();
        }

        foreach (var paper in new[] { "application", "identity", "death-proof", "kinship", "notice-record" }) scene.Ask(new FileDocument(number, paper, $"hash of {paper}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.HolderWasNotReached);
        foreach (var heir in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, heir, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();

        var right = scene.Homestead(Plot);
        (right.Household, right.Certificate, right.OnlyForTheHouse, right.Excepted).ShouldBe(("", null, true, null));
        right.Holders.ShouldBe([Daughter, Son]);
        var inherited = scene.Streams[Streams.Homestead(Plot)].OfType<HomesteadInherited>().Single();
        (inherited.From, inherited.To, inherited.Voided).ShouldBe((Scene.HouseholdCode(1), null, Certificate));
        inherited.Deceased.ShouldBe([Father, Mother]);
        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(1))).Plots.ShouldBeEmpty();

        var paperOfTheHeirs = new HandOverHomestead(number, "甘（2026）榆中县不动产权第0000777号", "榆中县不动产登记事务中心", scene.Day, "copy", Daughter, false, "receipt");
        scene.Ask(paperOfTheHeirs with { Receiver = Father }, Clerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.ReceiptIsIncomplete);
        scene.Ask(paperOfTheHeirs, Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Homestead(Plot).Certificate.ShouldBe("甘（2026）榆中县不动产权第0000777号");
    }

    [Fact]
    public void What_the_heirs_confirm_names_the_dead_the_heirs_who_renounced_the_note_and_the_paper_that_becomes_void()
    {
        var scene = Village();
        IChange asked = Asked() with { Heirs = [new(Daughter), new(Son, "renunciation")] };
        asked.Holders(scene.BooksFor(asked)).ShouldBe([Daughter], "who renounced on paper has nothing to confirm");
        asked.Told(scene.BooksFor(asked)).ShouldContain(Son, "but is told");
        asked.Told(scene.BooksFor(asked)).ShouldContain(Father, "so is whoever is said to have died");
        var text = CaseTerms.Text(asked, scene.BooksFor(asked));
        foreach (var part in new[]
        {
            $"已去世的共有人 现在：{Father}", $"以后的权利人 以后：{Daughter}", $"放弃继承的人 现在：{Son}", "附记 以后：该权利人为本农民集体经济组织原成员住宅的合法继承人", $"作废的不动产权证书 现在：{Certificate}",
        }) text.ShouldContain(part);
        asked.Documents.ShouldBe(["death of father", "death of mother", "renunciation", "kinship", "agreement"]);
        asked.Parties(scene.BooksFor(asked)).ShouldContain(party => party.Includes(Son), "who renounced approves nothing of it either");
        asked.Gaining(Daughter, scene.BooksFor(asked)).ShouldBeEmpty();
    }

    [Fact]
    public void An_inheritance_is_refused_for_every_reason_in_order()
    {
        var scene = Village().GivenHousehold(2).GivenHousehold(3, collective: Scene.NeighbourGroup).GivenHousehold(4);
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(4)), new HouseholdEnded(Scene.HouseholdCode(4), "case/1", Paper)));
        var asked = Asked();
        Refused(scene, asked with { Household = Scene.HouseholdCode(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Plot = "620123001002JC00009" }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(Village(house: false), asked).ShouldBe(NoHouseIsInherited);
        foreach (var deaths in new ProvedDeath[][] { [], [new(Father, "")], [new(Daughter, "death")], [new(Father, "death"), new(Father, "death")] })
            Refused(scene, asked with { Deaths = deaths }).ShouldBe(HomesteadHolderMayBeAlive);
        Refused(scene, asked with { Deaths = [new(Father, "death")] }).ShouldBe(HouseholdHoldsOn, "the mother is alive");
        foreach (var heirs in new HomesteadHeir[][] { [], [new(Son, "renunciation")], [new(Son), new(Son)], [new(Father)], [new(Guid.Empty)] })
            Refused(scene, asked with { Heirs = heirs }).ShouldBe(NobodyInherits);
        Refused(scene, asked with { Heirs = [new(Daughter), new(Son, "")] }).ShouldBe(RenunciationIsNotWritten);
        Refused(scene, asked with { Proof = "" }).ShouldBe(InheritanceIsNotProved);
        foreach (var agreement in new[] { null, "" }) Refused(scene, asked with { Agreement = agreement }).ShouldBe(HeirsHaveNotAgreed);
        Refused(scene, asked with { To = Scene.HouseholdCode(7) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, asked with { To = Scene.HouseholdCode(4) }).ShouldBe(HouseholdHasEnded);
        Refused(scene, asked with { To = Scene.HouseholdCode(3, Scene.NeighbourGroup) }).ShouldBe(HouseholdIsOfAnotherCollective);
        Refused(scene, asked with { To = Scene.HouseholdCode(2) }).ShouldBe(HeirsAreNotOfTheHousehold);

        foreach (var settled in new[] { InheritanceProof.NotarialDeed, InheritanceProof.Judgment }) Lawful(scene, asked with { By = settled, Agreement = null });
        Lawful(scene, asked with { Heirs = [new(Daughter)], Agreement = null });
    }

    [Fact]
    public void A_household_that_inherits_its_second_homestead_holds_both_and_the_register_says_why()
    {
        var scene = Village().GivenHousehold(2);
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(2)), new HomesteadTaken(Scene.HouseholdCode(2), "620123001002JC00005", Paper)));
        var second = Asked() with { Heirs = [new(Scene.Person(2))], Agreement = null, To = Scene.HouseholdCode(2) };
        CaseTerms.Text(second, scene.BooksFor(second)).ShouldContain("一户一宅的例外 以后：因继承房屋占用");
        Enter(scene, second);

        (scene.Homestead(Plot).Household, scene.Homestead(Plot).Excepted, scene.Homestead(Plot).OnlyForTheHouse).ShouldBe((Scene.HouseholdCode(2), "因继承房屋占用", false));
        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(2))).Plots.ShouldBe([Plot, "620123001002JC00005"]);

        var first = Village().GivenHousehold(2);
        Enter(first, second);
        first.Homestead(Plot).Excepted.ShouldBeNull("its first needs no exception");
    }

    [Fact]
    public void A_household_of_which_all_who_held_it_died_keeps_it_through_its_own_heirs()
    {
        var scene = Village();
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdMembersChanged(
            Scene.HouseholdCode(1), [new(Father, "02", true, null), new(Mother, "10", true, null), new(Scene.Id("grandchild"), "41", true, null)], Paper)));
        Enter(scene, Asked() with { Heirs = [new(Scene.Id("grandchild"))], Agreement = null, To = Scene.HouseholdCode(1) });
        scene.Homestead(Plot).Household.ShouldBe(Scene.HouseholdCode(1));
        scene.Homestead(Plot).Holders.ShouldBe([Scene.Id("grandchild")]);
        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(1))).Plots.ShouldBe([Plot]);
    }

    [Fact]
    public void A_co_holder_who_lives_elsewhere_goes_on_holding_it_with_the_heirs_and_is_asked()
    {
        var scene = Village(holders: [Father, Mother, Daughter]);
        IChange asked = Asked() with { Heirs = [new(Son)], Agreement = null };
        asked.Holders(scene.BooksFor(asked)).ShouldBe([Daughter, Son]);
        Enter(scene, asked);
        scene.Homestead(Plot).Holders.ShouldBe([Daughter, Son]);
    }

    [Fact]
    public void The_heirs_come_when_the_household_has_died_out_and_their_own_heirs_after_them()
    {
        var scene = Village().GivenContract(1, 1);
        Enter(scene, new CloseHousehold(Scene.HouseholdCode(1), [new(Father, "death of father"), new(Mother, "death of mother")]));
        scene.Homestead(Plot).Stands.ShouldBeTrue();
        Enter(scene, Asked() with { Deaths = [] });
        scene.Homestead(Plot).Holders.ShouldBe([Daughter, Son]);

        var grandson = Scene.Id("grandson");
        IChange next = Asked() with { Household = "", Deaths = [new(Son, "death of son")], Heirs = [new(grandson)], Agreement = null };
        next.CollectiveOf(scene.BooksFor(next)).ShouldBe(Scene.Group);
        next.Households.ShouldBeEmpty();
        next.Holders(scene.BooksFor(next)).ShouldBe([Daughter, grandson]);
        Enter(scene, next);
        scene.Homestead(Plot).Holders.ShouldBe([Daughter, grandson]);
    }

    [Fact]
    public void What_heirs_hold_for_themselves_they_have_corrected_and_give_back_as_a_household_does()
    {
        var scene = Village().GivenHousehold(2);
        Enter(scene, Asked());
        var (daughter, son) = (new Actor.Farmer(Daughter, ""), new Actor.Farmer(Son, Scene.HouseholdCode(5, Scene.NeighbourGroup)));
        IChange correction = new CorrectHomestead("", Plot, HomesteadEntry.Storeys, "1", "2", "evidence");
        IChange boundary = new CorrectHomesteadBoundary("", Plot, ParcelChangeTests.Rectangle(0, 9), 225, "neighbours");
        IChange back = new ReturnHomestead("", Plot, null, null, "agreement", "choices");
        foreach (var change in new[] { correction, boundary, back })
        {
            change.CollectiveOf(scene.BooksFor(change)).ShouldBe(Scene.Group);
            change.Households.ShouldBeEmpty();
            change.Holders(scene.BooksFor(change)).ShouldBe([Daughter, Son]);
            change.Parties(scene.BooksFor(change)).ShouldContain(party => party.Includes(Son));
            scene.Open(change, Scene.Farmer(2)).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);
            scene.Open(change, son).ShouldBeOfType<Decision.Entered>("he is of a household elsewhere, and it is his own");
        }

        scene.Open(correction, daughter).ShouldBeOfType<Decision.Entered>();
        scene.Open(back, VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);
        Refused(scene, new CorrectHomestead(Scene.HouseholdCode(1), Plot, HomesteadEntry.Storeys, "1", "2", "evidence")).ShouldBe(HomesteadIsNotTheHouseholds, "the dead ask for nothing");
        Refused(Village(), correction).ShouldBe(HomesteadIsNotTheHouseholds, "it is a household's");
        Lawful(scene, new CorrectHomestead("", Plot, HomesteadEntry.ApprovedArea, "200.00", "190", "evidence"));
        Enter(scene, correction);
        Enter(scene, boundary);
        scene.Enter(Decided(scene, back)).ShouldBeOfType<Decision.Entered>().Facts.ShouldHaveSingleItem().Fact.ShouldBeOfType<HomesteadReturned>();
        scene.Homestead(Plot).Stands.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_renounces_for_a_ward()
    {
        var scene = Village();
        scene.Minors.Add(Son);
        scene.Open(Asked() with { Heirs = [new(Daughter), new(Son, "renunciation")] }, VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(WardDoesNotRenounce);
        scene.Open(Asked(), VillageClerk).ShouldBeOfType<Decision.Entered>("as an heir the guardian confirms for him");
    }

    public static TheoryData<EncumbranceKind> Kinds => [.. Enum.GetValues<EncumbranceKind>().Where(kind => kind != EncumbranceKind.Mortgage)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_court_and_a_dispute_stop_it_and_the_lock_of_the_dead_ends_with_them(EncumbranceKind kind)
    {
        var scene = Village();
        var who = kind == EncumbranceKind.OwnerLock ? Scene.Farmer(1) : Registrar;
        scene.Ask(new EnterEncumbrance(Plot, kind, [Plot], kind == EncumbranceKind.Seizure ? scene.Day.AddDays(60) : null, kind == EncumbranceKind.OwnerLock ? "" : "paper", kind == EncumbranceKind.OwnerLock ? null : "paper"), who).ShouldBeOfType<Decision.Entered>();
        if (kind is EncumbranceKind.Seizure or EncumbranceKind.Dispute)
        {
            Refused(scene, Asked()).ShouldBe(HoldLaw.Of(kind).Rule);
            return;
        }

        Enter(scene, Asked());
        scene.Homestead(Plot).Encumbrances.Values.Select(held => held.Kind).ShouldBe(kind == EncumbranceKind.OwnerLock ? [] : [kind]);
    }

    private static InheritHomestead Asked() => new(
        Scene.HouseholdCode(1), Plot, [new(Father, "death of father"), new(Mother, "death of mother")], [new(Daughter), new(Son)], InheritanceProof.Kinship, "kinship", "agreement", null);

    /// <summary>A couple with a house of their own and its certificate; nobody else is of the household.</summary>
    private static Scene Village(bool house = true, IReadOnlyList<Guid>? holders = null) => new Scene().GivenCollective().GivenHousehold(1, 2).Given(
        new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
            Plot, Plot + (house ? "F00010001" : "W00000000"), Scene.HouseholdCode(1), Scene.Group, holders ?? [Father, Mother], "村东头第二排", ParcelChangeTests.Rectangle(0, 10), 250, 50, "川区",
            new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), house ? new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998) : null, [], Paper)),
        new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HomesteadTaken(Scene.HouseholdCode(1), Plot, Paper)),
        new StreamFact(Streams.Homestead(Plot), new HomesteadCertified(Plot, Certificate, "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", Father, false, "receipt", Paper)));

    private static Provenance Paper => new Scene().Paper;

    private static void Posted(Scene scene, string number)
    {
        scene.Ask(new OpenNotice([number]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Notice(notice).LastDay;
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    private static NewPaper[] Papers(IChange change, Scene scene) =>
        [.. Enumerable.Range(1, change.PapersNeeded(scene.BooksFor(change))).Select(one => new NewPaper(Scene.Id($"paper {one}"), $"serial {one}", $"token {one}", "榆中县自然资源局"))];

    private static Decision Decided(Scene scene, IChange change) => change.Enter(scene.BooksFor(change), Papers(change, scene), scene.By(VillageClerk));

    private static void Enter(Scene scene, IChange change) => scene.Enter(Decided(scene, change)).ShouldBeOfType<Decision.Entered>();

    private static void Lawful(Scene scene, IChange change) => Decided(scene, change).ShouldBeOfType<Decision.Entered>();

    private static Rule Refused(Scene scene, IChange change) => RulesRaised.Note(Decided(scene, change).ShouldBeOfType<Decision.Refused>().Rule);
}
