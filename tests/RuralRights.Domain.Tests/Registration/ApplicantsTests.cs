using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Tests.Registration;

/// <summary>What people asked for themselves is theirs; who writes it anew or takes it back when they no longer can.</summary>
public sealed class ApplicantsTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly ChangeRepresentative Change = new(Scene.HouseholdCode(1), Scene.Person(1, 2));
    private static readonly ChangeRepresentative Other = Change with { Representative = Scene.Person(1, 3) };
    private static readonly ProvedDeath[] AllDead = [.. Enumerable.Range(1, 3).Select(member => new ProvedDeath(Scene.Person(1, member), $"death {member}"))];

    [Fact]
    public void The_village_takes_a_request_back_only_once_all_who_could_decide_are_proved_to_have_died_and_says_why()
    {
        var scene = Asked(Change);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了"), VillageClerk)).ShouldBe(HouseholdStillActs);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", AllDead[..2]), VillageClerk)).ShouldBe(HouseholdStillActs, "the third decides");
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", [.. AllDead[..2], AllDead[2] with { Document = "" }]), VillageClerk)).ShouldBe(HouseholdStillActs, "nobody is dead without a proof");
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", [.. AllDead, new(Scene.Person(2), "death")]), VillageClerk)).ShouldBe(HouseholdStillActs, "a neighbour's death is no reason");
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", AllDead), Township)).ShouldBe(NotThisDesk);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, " ", AllDead), VillageClerk)).ShouldBe(WordsAreMissing);
        scene.NotHandedIn.Add("death 3");
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", AllDead), VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        scene.NotHandedIn.Clear();
        Refused(scene.Ask(new AmendCase(scene.LastCase, Other), VillageClerk)).ShouldBe(HouseholdAskedItself);
        Hindrance(scene, CaseAct.Withdraw, VillageClerk).ShouldBeNull("who died is known when it is sent");
        Hindrance(scene, CaseAct.Withdraw, Township).ShouldBe(NotThisDesk);

        var fact = scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", AllDead), VillageClerk).ShouldBeOfType<Decision.Entered>().Facts.ShouldHaveSingleItem().Fact.ShouldBeOfType<CaseWithdrawn>();
        fact.Deaths.ShouldBe(AllDead);
        fact.Words.ShouldBe(SealedWords.HashOf("没有人了"));
        fact.Provenance.Documents.ShouldBe(["death 1", "death 2", "death 3"]);
        fact.Provenance.Rules.ShouldContain(HouseholdStillActs.Code);
        scene.Case(scene.LastCase).GivenUpFor.ShouldBe(fact.Words);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了", AllDead), VillageClerk)).ShouldBe(CaseIsWithdrawn);
    }

    [Fact]
    public void One_of_the_household_is_enough_and_needs_no_reason()
    {
        var scene = Asked(Change);
        scene.Given(Guarded(1), Guarded(2));
        scene.Ask(new AmendCase(scene.LastCase, Other), Scene.Farmer(1, 3)).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了"), VillageClerk)).ShouldBe(HouseholdStillActs);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), Guardian)).ShouldBe(NotThisDesk, "a guardian speaks for the ward, and the third for all of them");
        scene.Ask(new WithdrawCase(scene.LastCase), Scene.Farmer(1, 3)).ShouldBeOfType<Decision.Entered>().Facts.ShouldHaveSingleItem().Fact.ShouldBeOfType<CaseWithdrawn>().Words.ShouldBeNull();
    }

    [Fact]
    public void Where_guardians_speak_for_all_of_them_the_village_drafts_and_a_guardian_takes_back()
    {
        var scene = Asked(Change);
        scene.Given(Guarded(1), Guarded(2), Guarded(3));
        Refused(scene.Ask(new WithdrawCase(scene.LastCase, "没有人了"), VillageClerk)).ShouldBe(HouseholdStillActs);
        Hindrance(scene, CaseAct.Withdraw, VillageClerk).ShouldBe(HouseholdStillActs);
        Hindrance(scene, CaseAct.Amend, VillageClerk).ShouldBeNull();
        Refused(scene.Ask(new AmendCase(scene.LastCase, Other), Township)).ShouldBe(NotThisDesk);
        scene.Ask(new AmendCase(scene.LastCase, Other), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Unconfirmed.Count().ShouldBe(3, "a draft is nobody's consent");
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), VillageClerk)).ShouldBe(NotAHolderOfTheCase);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), Scene.Farmer(2, 2))).ShouldBe(NotThisDesk);
        scene.Ask(new WithdrawCase(scene.LastCase), Guardian).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), Guardian)).ShouldBe(NotThisDesk);
    }

    [Fact]
    public void A_child_without_a_guardian_leaves_nobody_to_decide()
    {
        var scene = Asked(Change);
        scene.Given(Guarded(1), Guarded(2));
        scene.Minors.Add(Scene.Person(1, 3));
        Refused(scene.Ask(new AmendCase(scene.LastCase, Other), VillageClerk)).ShouldBe(HouseholdAskedItself);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk)).ShouldBe(WordsAreMissing);
        scene.Ask(new WithdrawCase(scene.LastCase, "孩子没有监护人"), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void What_only_a_household_asks_for_nobody_drafts_for_it()
    {
        var scene = Asked(new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, Scene.Today, "notice", "choices"));
        scene.Given(Guarded(1), Guarded(2), Guarded(3));
        Hindrance(scene, CaseAct.Amend, VillageClerk).ShouldBe(NotThisDesk);
        scene.Ask(new WithdrawCase(scene.LastCase), Guardian).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void A_household_that_has_ended_asks_for_nothing_more()
    {
        var scene = Asked(new ClaimMembership(Scene.Person(1, 2), Scene.Group, Scene.HouseholdCode(1), MembershipGround.Origin));
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdEnded(Scene.HouseholdCode(1), "case/1", scene.Paper)));
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk)).ShouldBe(WordsAreMissing);
        scene.Ask(new WithdrawCase(scene.LastCase, "这一户并进了别的一户"), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Whom_a_case_brings_is_written_by_whoever_opened_it()
    {
        MemberLine Line(string name, string relation = "20") => new(Scene.Id(name), true, MemberGround.Birth, relation, true);
        var scene = Village();
        var birth = new ChangeMembers(Scene.HouseholdCode(1), [Line("child")]);
        scene.Open(birth, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new AmendCase(scene.LastCase, birth with { Lines = [Line("child", "30")] }), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new AmendCase(scene.LastCase, birth with { Lines = [Line("another")] }), Scene.Farmer(1))).ShouldBe(NewcomersAreTheAuthors);
        scene.Ask(new AmendCase(scene.LastCase, birth with { Lines = [Line("another")] }), new Actor.VillageClerk(Scene.Id("successor"), Scene.Group[..12])).ShouldBeOfType<Decision.Entered>();

        scene = Village();
        scene.Open(birth, Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new AmendCase(scene.LastCase, birth with { Lines = [Line("another")] }), Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>("the household is one author");
        scene.Given(Guarded(1), Guarded(2), Guarded(3));
        scene.Ask(new AmendCase(scene.LastCase, birth with { Lines = [Line("another", "30")] }), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new AmendCase(scene.LastCase, birth), VillageClerk)).ShouldBe(NewcomersAreTheAuthors, "the village drafts, and writes nobody's name");
    }

    private static Actor Guardian => Scene.Farmer(2);

    private static StreamFact Guarded(int member) => new(
        Streams.Guardianship(Scene.Person(1, member)),
        new GuardianNamed(Scene.Person(1, member), Scene.Person(2), Scene.HouseholdCode(1), WardGround.LacksCapacity, "judgment", new Scene().Paper));

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 3).GivenHousehold(2, 2).GivenContract(1, 1, 2);

    private static Scene Asked(IChange change)
    {
        var scene = Village();
        scene.Open(change, Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        return scene;
    }

    private static Rule? Hindrance(Scene scene, CaseAct act, Actor actor) => scene.NextInCase(scene.LastCase, actor).Single(next => next.Act == act).Hindrance?.Rule;

    private static Rule Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Rule;
}
