using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Collectives.MembershipRules;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Tests.Collectives;

/// <summary>A membership from claim to roster and to its end, and everything that stops it, in the order of the law.</summary>
public sealed class MembershipTests
{
    private static readonly Actor Village = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Supervisor = new Actor.CollectiveSupervisor(Scene.Id("supervisor"), Scene.Group);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("clerk"), "620123");

    // Daughter of the first household, whom its list need not name.
    private static readonly Guid Bride = Scene.Id("bride");

    private static ClaimMembership Claim => new(Bride, Scene.Group, Scene.HouseholdCode(1), MembershipGround.Marriage);

    [Fact]
    public void A_claim_goes_from_the_household_over_check_notice_and_assembly_into_the_roster()
    {
        var scene = Hamlet();
        scene.Open(Claim, Scene.Farmer(1)).ShouldBeEntered();
        var number = scene.LastCase;
        Papers(scene, "membership");
        scene.Ask(new CompleteStep(number, StepKind.Applied), Village).ShouldBeEntered();
        scene.Ask(new CheckMembership(number, RegisterSeen.NeverHere, false), Township).ShouldBeEntered();
        Posted(scene);
        scene.Ask(Resolution(scene), Chair).ShouldBeEntered();
        scene.Membership(Bride).Collective.ShouldBeNull("the roster holds nobody before the supervisors looked");
        Told(scene, Bride);

        var facts = scene.Ask(new EnterCase(number), Supervisor).ShouldBeEntered();

        var confirmed = facts.Select(fact => fact.Fact).OfType<MemberConfirmed>().ShouldHaveSingleItem();
        confirmed.From.ShouldBe(scene.Day, "the day of the assembly");
        confirmed.Resolution.ShouldNotBeNull();
        scene.Membership(Bride).Collective.ShouldBe(Scene.Group);
        scene.Household(Scene.HouseholdCode(1)).Includes(Bride).ShouldBeFalse("a member is not the same as a household's member");
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeEntered();
        scene.Open(Claim, Village).ShouldBeRefused(IsAMember);
    }

    [Fact]
    public void Every_ground_can_be_read_in_English_while_the_Chinese_is_what_is_signed()
    {
        var scene = Hamlet();
        IChange[] changes =
        [
            .. Enum.GetValues<MembershipGround>().Select(ground => Claim with { Ground = ground }),
            .. Enum.GetValues<EndGround>().Select(ground => new EndMembership(Bride, Scene.Group, Scene.HouseholdCode(1), ground, scene.Day)),
        ];

        foreach (var change in changes)
        {
            var ground = change.Alterations(scene.BooksFor(change)).Single(one => one.English == "Ground");
            ground.AfterIn(true)!.ShouldAllBe(sign => char.IsAscii(sign));
            ground.AfterIn(false).ShouldBe(ground.After);
            CaseTerms.Text(change, scene.BooksFor(change)).ShouldContain(ground.After!);
        }
    }

    [Fact]
    public void A_child_is_spoken_for_and_a_household_is_one_that_stands()
    {
        var scene = Hamlet();
        scene.Open(Claim with { Ground = MembershipGround.Birth }, Village).ShouldBeRefused(NobodySpeaksForTheChild);
        scene.Open(Claim with { Ground = MembershipGround.Adoption, Guardian = Bride }, Village).ShouldBeRefused(NobodySpeaksForTheChild);
        scene.Open(Claim with { Household = Scene.HouseholdCode(9) }, Village).ShouldBeRefused(HouseholdRules.HouseholdIsUnknown);
        scene.Open(Claim with { Collective = "62012399999901" }, Village).ShouldBeRefused(HouseholdRules.HouseholdIsUnknown);
        scene.Open(Claim, Scene.Farmer(2)).ShouldBeRefused(MayNotOpen);
        scene.Minors.Add(Bride);
        scene.Open(Claim with { Ground = MembershipGround.Birth, Guardian = Scene.Person(1), GuardianPaper = "户口簿" }, Scene.Farmer(1)).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Scene.Person(1)]);
    }

    [Fact]
    public void Whoever_is_named_as_guardian_in_a_claim_is_one_by_the_same_grounds_and_papers_as_at_the_desk()
    {
        var scene = Hamlet();
        var (mother, child) = (Scene.Person(1), Bride);
        var claim = Claim with { Ground = MembershipGround.Birth, Guardian = mother, GuardianPaper = "户口簿" };
        scene.Open(claim, Scene.Farmer(1)).ShouldBeRefused(GuardianRules.WardIsOfAge);
        scene.Minors.UnionWith([child, Scene.Id("another child")]);
        scene.Open(claim with { Guardian = Scene.Id("another child") }, Scene.Farmer(1)).ShouldBeRefused(GuardianRules.CannotBeGuardian);
        scene.Open(claim with { Guardian = Village.Person }, Village).ShouldBeRefused(GuardianRules.CannotBeGuardian);
        scene.Open(claim with { GuardianPaper = null }, Scene.Farmer(1)).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        scene.NotHandedIn.Add("unseen");
        scene.Open(claim with { GuardianPaper = "unseen" }, Scene.Farmer(1)).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);

        // Whom the register knows already needs no second paper, and nobody else is put in that place.
        scene.Given(new StreamFact(Streams.Guardianship(child), new GuardianNamed(child, mother, Scene.HouseholdCode(1), WardGround.Minor, "户口簿", scene.Paper)));
        scene.Open(claim with { Guardian = Scene.Person(2) }, Village).ShouldBeRefused(GuardianRules.AnotherIsTheGuardian);
        var opened = scene.Open(claim with { GuardianPaper = null }, Scene.Farmer(1)).ShouldBeEntered().Select(fact => fact.Fact).OfType<CaseOpened>().ShouldHaveSingleItem();
        opened.Provenance.Rules.ShouldContain(GuardianRules.CannotBeGuardian.Code);
        scene.NextInCase(scene.LastCase, Scene.Farmer(1)).Single(next => next.Act == CaseAct.Amend).IsAvailable.ShouldBeTrue();
        scene.Ask(new AmendCase(scene.LastCase, claim with { GuardianPaper = null, Guardian = Scene.Person(2) }), Scene.Farmer(1)).ShouldBeRefused(GuardianRules.AnotherIsTheGuardian);
    }

    [Fact]
    public void Somebody_of_no_household_asks_for_themselves_and_for_a_child_and_for_nobody_else()
    {
        var scene = Hamlet();
        var own = new Actor.Farmer(Bride, "");
        var claim = Claim with { Household = null };
        scene.Open(claim, new Actor.Farmer(Scene.Id("neighbour"), "")).ShouldBeRefused(MayNotOpen);
        scene.Open(Claim, own).ShouldBeRefused(MayNotOpen);
        scene.Open(claim with { Person = Scene.Person(1) }, own).ShouldBeRefused(MayNotOpen);
        scene.Open(claim with { Household = "" }, own).ShouldBeRefused(MayNotOpen);
        scene.Open(claim, own).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Bride]);
        Papers(scene, "membership", own);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), new Actor.Farmer(Scene.Id("neighbour"), "")).ShouldBeRefused(NotThisDesk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), own).ShouldBeEntered();

        var child = Scene.Id("another child");
        scene.Minors.Add(child);
        scene.Open(claim with { Person = child, Ground = MembershipGround.Birth, Guardian = Bride, GuardianPaper = "户口簿" }, own).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Bride]);
    }

    [Fact]
    public void Somebody_of_no_household_withdraws_for_themselves_alone()
    {
        var scene = Hamlet();
        GivenMember(scene, Bride, Scene.Group);
        GivenMember(scene, Scene.Id("other"), Scene.Group);
        var withdrawal = new EndMembership(Bride, Scene.Group, null, EndGround.Withdrawal);
        scene.Open(withdrawal, new Actor.Farmer(Scene.Id("other"), "")).ShouldBeRefused(MayNotOpen);
        scene.Open(withdrawal with { Ground = EndGround.Death, Proof = "proof" }, new Actor.Farmer(Bride, "")).ShouldBeRefused(MayNotOpen);
        scene.Open(withdrawal, new Actor.Farmer(Bride, "")).ShouldBeEntered();
    }

    [Fact]
    public void Whoever_the_village_desk_claims_for_need_be_in_no_household()
    {
        var scene = Hamlet();
        scene.Open(Claim with { Household = null }, Village).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Bride]);
        scene.Open(Claim with { Household = null }, Scene.Farmer(1)).ShouldBeRefused(MayNotOpen);
    }

    [Fact]
    public void What_the_reform_confirmed_enters_without_another_vote()
    {
        var scene = Hamlet();
        var reform = Claim with { Ground = MembershipGround.Reform };
        scene.Open(reform, Village).ShouldBeRefused(ReformIsNotBeforeTheLaw);
        scene.Open(reform with { ReformedOn = new(2025, 5, 1) }, Village).ShouldBeRefused(ReformIsNotBeforeTheLaw);
        scene.Open(Claim with { ReformedOn = new(2019, 6, 1) }, Village).ShouldBeRefused(ReformIsNotBeforeTheLaw);

        scene.Open(reform with { ReformedOn = new(2019, 6, 1) }, Village).ShouldBeEntered();
        Papers(scene, "membership-of-the-reform");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        scene.Ask(new CheckMembership(scene.LastCase, RegisterSeen.Here, false), Township).ShouldBeEntered();
        Posted(scene);
        Told(scene, Bride);
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered();
        scene.Membership(Bride).Since.ShouldBe(new(2019, 6, 1));
    }

    [Fact]
    public void The_township_looks_at_the_register_the_post_and_the_whole_city()
    {
        var scene = Hamlet();
        scene.Open(Claim with { Ground = MembershipGround.Origin }, Village).ShouldBeEntered();
        var number = scene.LastCase;
        Papers(scene, "membership");
        scene.Ask(new CheckMembership(number, RegisterSeen.Here, false), Township).ShouldBeRefused(StepIsNotDue);
        scene.Ask(new CompleteStep(number, StepKind.Applied), Village).ShouldBeEntered();

        scene.Ask(new CompleteStep(number, StepKind.MembershipChecked), Township).ShouldBeRefused(StepIsNotDue);
        scene.Ask(new CheckMembership("x", RegisterSeen.Here, false), Township).ShouldBeRefused(CaseIsUnknown);
        scene.Ask(new CheckMembership(number, RegisterSeen.Here, false), Scene.Farmer(2)).ShouldBeRefused(NotThisDesk);
        scene.Ask(new CheckMembership(number, RegisterSeen.Here, false), Village).ShouldBeRefused(NotThisDesk);
        scene.Ask(new CheckMembership(number, RegisterSeen.Here, false), new Actor.TownshipOfficer(Scene.Person(1), Scene.Group[..9])).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(new CheckMembership(number, RegisterSeen.NeverHere, false), Township).ShouldBeRefused(RegisterWasNeverHere);
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, true), Township).ShouldBeRefused(CivilServantIsNoMember);

        scene.City = CityAnswer.Clear with { HasNumber = false };
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, false), Township).ShouldBeRefused(PersonHasNoNumber);
        scene.City = new(true, [new("620122", new(2019, 6, 1)), new("620121")]);
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, false), Township).ShouldBeRefused(IsAMemberInTheCity, "620122 yes 2019-06-01");
        scene.City = new(true, [new("620122"), new("620121", null, CountySilence.TimedOut), new("620102", null, CountySilence.Refused, "city-asks-too-often")]);
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, false), Township).ShouldBeRefused(CountyGaveNoAnswer, "620121 timed-out; 620102 refused city-asks-too-often");
        scene.NotHandedIn.Add("stranger's letter");
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, false, "stranger's letter"), Township).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);

        // The register moved to town, a letter cleared the silent county.
        scene.Ask(new CheckMembership(number, RegisterSeen.WasHere, false, "letter"), Township).ShouldBeEntered();
        scene.Case(number).At.ShouldBe(StepKind.NoticeOver);
    }

    [Fact]
    public void Nobody_is_a_member_of_two_collectives_and_whoever_moves_is_never_in_neither()
    {
        var scene = Hamlet().GivenCollective(Scene.NeighbourGroup).GivenHousehold(1, collective: Scene.NeighbourGroup);
        GivenMember(scene, Bride, Scene.NeighbourGroup);
        scene.Open(Claim, Village).ShouldBeRefused(IsAMemberElsewhere, Scene.NeighbourGroup);
        scene.Open(new ClaimMembership(Scene.Id("nobody's"), Scene.Group, null, MembershipGround.Marriage, Leaves: Scene.NeighbourGroup), Village).ShouldBeRefused(LeavesNothing);

        scene.Open(Claim with { Leaves = Scene.NeighbourGroup }, Village).ShouldBeEntered();
        Papers(scene, "membership");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Confirmed);
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1)).ShouldBeRefused(NotAHolderOfTheCase);
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), new Actor.Farmer(Bride, Scene.HouseholdCode(1, Scene.NeighbourGroup))).ShouldBeEntered();
        scene.Ask(new CheckMembership(scene.LastCase, RegisterSeen.NeverHere, false), Township).ShouldBeEntered();
        Posted(scene);
        scene.Ask(Resolution(scene), Chair).ShouldBeEntered();
        Told(scene, Bride);
        scene.Membership(Bride).Collective.ShouldBe(Scene.NeighbourGroup);

        var facts = scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered().Select(fact => fact.Fact).ToList();

        facts.OfType<MembershipEnded>().ShouldHaveSingleItem().On.ShouldBe(facts.OfType<MemberConfirmed>().ShouldHaveSingleItem().From);
        scene.Membership(Bride).Collective.ShouldBe(Scene.Group);
    }

    [Fact]
    public void Two_thirds_of_all_members_decide_called_in_time_and_after_the_notice()
    {
        var scene = AtTheAssembly();
        var good = Resolution(scene);

        scene.Ask(good with { Cases = [] }, Chair).ShouldBeRefused(CaseIsUnknown);
        scene.Ask(good, Scene.Farmer(2)).ShouldBeRefused(NotThisDesk);
        scene.Ask(good, Supervisor).ShouldBeRefused(NotThisDesk);
        scene.Ask(good, Township).ShouldBeRefused(NotThisDesk);
        scene.Ask(good with { HeldOn = scene.Day.AddDays(1) }, Chair).ShouldBeRefused(AssemblyIsAhead);
        scene.Ask(good with { CalledOn = scene.Day.AddDays(-9) }, Chair).ShouldBeRefused(AssemblyWasCalledLate);
        scene.Ask(good with { HeldOn = scene.Case(scene.LastCase).NoticeLasts, CalledOn = good.CalledOn.AddDays(-9) }, Chair).ShouldBeRefused(AssemblyDidNotAwaitTheNotice);
        scene.Ask(good with { InFavour = 22 }, Chair).ShouldBeRefused(VotesDoNotAddUp);
        scene.Ask(good with { Present = 31 }, Chair).ShouldBeRefused(VotesDoNotAddUp);
        scene.Assembly = scene.Assembly with { Voters = 33 };
        scene.Ask(good with { WithoutCapacity = 2 }, Chair).ShouldBeRefused(VotersAreFewerThanTheRoster, "33");
        scene.Assembly = scene.Assembly with { Voters = 32 };
        scene.Ask(good with { WithoutCapacity = 2, Present = 19, InFavour = 19 }, Chair).ShouldBeRefused(AssemblyHadNoQuorum);
        // Nineteen of twenty-one present are many, and fewer than two thirds of thirty.
        scene.Ask(good with { WithoutCapacity = 2, InFavour = 19 }, Chair).ShouldBeRefused(TwoThirdsDidNotAgree);
        scene.NotHandedIn.Add("stranger's record");
        scene.Ask(good with { WithoutCapacity = 2, Record = "stranger's record" }, Chair).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);

        scene.Ask(good with { WithoutCapacity = 2, InFavour = 20 }, Chair).ShouldBeEntered();
        scene.Ask(good, Chair).ShouldBeRefused(StepIsNotDue);
    }

    [Theory]
    [InlineData("2010-03-02", "2026-03-01", 0, 0)]
    [InlineData("2010-03-02", "2026-03-02", 0, 0)]
    [InlineData("2010-03-02", "2026-05-31", 0, 0)]
    [InlineData("2010-03-02", "2026-06-01", 1, 0)]
    [InlineData("2010-03-02", "2026-08-31", 1, 0)]
    [InlineData("2010-03-02", "2026-09-01", 0, 0)]
    [InlineData("2008-07-01", "2026-05-31", 0, 0)]
    [InlineData("2008-07-01", "2026-06-30", 1, 0)]
    [InlineData("2008-07-01", "2026-09-01", 1, 0)]
    [InlineData("2010-06-02", "2026-06-01", 0, 0)]
    [InlineData("2010-06-02", "2026-06-02", 1, 0)]
    [InlineData(null, "2026-03-01", 1, 0)]
    public void Whoever_is_sixteen_and_lives_on_their_own_labour_votes_from_the_day_of_the_entry_until_it_is_taken_back(string? birth, string held, int voters, int without) =>
        Counted(birth, held, [
            new OwnLabourReported(Bride, Scene.HouseholdCode(1), true, "工资单", Entered("2026-05-01")),
            new OwnLabourConfirmed(Bride, Scene.HouseholdCode(1), true, Entered("2026-06-01")),
            new OwnLabourReported(Bride, Scene.HouseholdCode(1), false, "离职证明", Entered("2026-08-01")),
            new OwnLabourConfirmed(Bride, Scene.HouseholdCode(1), false, Entered("2026-09-01")),
        ]).ShouldBe((voters, without));

    [Theory]
    [InlineData("1980-01-01", "2026-05-31", 1, 0)]
    [InlineData("1980-01-01", "2026-06-01", 0, 1)]
    [InlineData("1980-01-01", "2026-08-31", 0, 1)]
    [InlineData("1980-01-01", "2026-09-01", 1, 0)]
    [InlineData("2010-01-01", "2026-05-31", 1, 0)]
    [InlineData("2010-01-01", "2026-06-01", 0, 0)]
    [InlineData("2008-06-02", "2026-06-01", 0, 0)]
    [InlineData("2008-06-02", "2026-06-02", 0, 1)]
    public void Whoever_a_court_found_without_capacity_has_no_vote_from_the_day_of_the_entry_until_its_end_whatever_they_live_on(string birth, string held, int voters, int without) =>
        Counted(birth, held, [
            new OwnLabourConfirmed(Bride, Scene.HouseholdCode(1), true, Entered("2026-05-01")),
            new GuardianNamed(Bride, Scene.Person(1), Scene.HouseholdCode(1), WardGround.LacksCapacity, "判决书", Entered("2026-06-01")),
            new GuardianshipEnded(Bride, Scene.HouseholdCode(1), "判决书", Entered("2026-09-01")),
        ]).ShouldBe((voters, without));

    [Fact]
    public void A_guardian_named_for_youth_takes_no_vote_from_a_grown_up() =>
        Counted("2008-06-02", "2026-06-02", [new GuardianNamed(Bride, Scene.Person(1), Scene.HouseholdCode(1), WardGround.Minor, "户口簿", Entered("2020-06-01"))]).ShouldBe((1, 0));

    [Theory]
    [InlineData(30, 0, true)]
    [InlineData(29, 1, false)]
    [InlineData(29, 2, false)]
    [InlineData(29, 3, true)]
    [InlineData(30, 2, true)]
    [InlineData(28, 3, false)]
    [InlineData(28, 4, true)]
    [InlineData(int.MaxValue, int.MaxValue, true)]
    public void Members_found_without_capacity_are_no_voters_and_make_up_for_none(int voters, int withoutCapacity, bool isCounted) =>
        new Assembly(null, Relatives.Unknown, 30, 2).IsCountedBy(voters, withoutCapacity).ShouldBe(isCounted);

    [Fact]
    public void A_resolution_is_of_one_collective()
    {
        var scene = AtTheAssembly();
        var first = scene.LastCase;
        var chair = new Actor.Chair(Scene.Id("other chair"), Scene.NeighbourGroup);
        scene.GivenCollective(Scene.NeighbourGroup);
        scene.Open(new ClaimMembership(Scene.Id("neighbour"), Scene.NeighbourGroup, null, MembershipGround.Origin), Village).ShouldBeEntered();
        ToTheAssembly(scene, "membership");

        // Only a township that stands in for two chairs could send both at once.
        scene.Assembly = scene.Assembly with { Chair = null };
        scene.Ask(Resolution(scene) with { Cases = [first, scene.LastCase] }, Township).ShouldBeRefused(ResolutionIsMixed);
        scene.Ask(Resolution(scene), chair).ShouldBeEntered();
    }

    [Fact]
    public void A_chair_who_wrote_the_case_steps_aside_for_the_township()
    {
        var scene = Hamlet();
        scene.Open(Claim, Village).ShouldBeEntered();
        ToTheAssembly(scene, "membership");
        var chair = new Actor.Chair(Village.Person, Scene.Group);
        scene.Assembly = scene.Assembly with { Chair = chair.Person };

        scene.Ask(Resolution(scene), chair).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(Resolution(scene), Township).ShouldBeEntered();
    }

    [Fact]
    public void A_chair_whose_own_child_is_claimed_steps_aside_for_the_township()
    {
        var scene = Hamlet();
        scene.Minors.Add(Scene.Id("baby"));
        scene.Open(new ClaimMembership(Scene.Id("baby"), Scene.Group, Scene.HouseholdCode(1), MembershipGround.Birth, Scene.Person(1), GuardianPaper: "出生证明"), Scene.Farmer(1)).ShouldBeEntered();
        ToTheAssembly(scene, "membership");
        var chair = new Actor.Chair(Scene.Person(1), Scene.Group);
        scene.Assembly = scene.Assembly with { Chair = chair.Person };

        scene.Ask(Resolution(scene), chair).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(Resolution(scene), Township).ShouldBeEntered();
        Told(scene, Scene.Person(1));
        scene.Ask(new EnterCase(scene.LastCase), new Actor.CollectiveSupervisor(Scene.Person(1, 2), Scene.Group)).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(1)] };
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeRefused(Conflict.ApprovesRelativesCase);
        scene.Relatives = Relatives.Unknown;
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered();
    }

    [Fact]
    public void Whoever_recorded_the_resolution_does_not_check_it()
    {
        var scene = AtTheAssembly();
        scene.Ask(Resolution(scene), Chair).ShouldBeEntered();
        Told(scene, Bride);
        scene.Ask(new EnterCase(scene.LastCase), new Actor.CollectiveSupervisor(Scene.Chair, Scene.Group)).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new EnterCase(scene.LastCase), new Actor.Registrar(Scene.Registrar, "620123")).ShouldBeRefused(NotThisDesk);
        scene.Ask(new EnterCase(scene.LastCase), new Actor.CollectiveSupervisor(Scene.Id("other"), Scene.NeighbourGroup)).ShouldBeRefused(NotThisDesk);
    }

    public static TheoryData<EndGround, string> NoGrounds => new()
    {
        { EndGround.Settling, "settling-ends-no-membership" }, { EndGround.Studying, "studying-ends-no-membership" }, { EndGround.Serving, "serving-ends-no-membership" },
        { EndGround.WorkingAway, "working-away-ends-no-membership" }, { EndGround.Marrying, "marrying-ends-no-membership" }, { EndGround.Divorce, "divorce-ends-no-membership" },
        { EndGround.Prison, "prison-ends-no-membership" },
    };

    [Theory]
    [MemberData(nameof(NoGrounds))]
    public void What_is_no_ground_is_refused_by_its_name(EndGround reason, string rule)
    {
        var scene = GivenMember(Hamlet(), Scene.Person(1), Scene.Group);
        var asked = new EndMembership(Scene.Person(1), Scene.Group, Scene.HouseholdCode(1), reason, null, "proof", "hearing");
        scene.Open(asked, Village).ShouldBeRefused(NeverEnds(reason)!);
        NeverEnds(reason)!.Code.ShouldBe(rule);
        scene.Membership(Scene.Person(1)).Collective.ShouldBe(Scene.Group);
    }

    [Fact]
    public void Every_reason_is_either_a_ground_of_the_law_or_refused_by_a_name_of_its_own()
    {
        var refused = Enum.GetValues<EndGround>().Select(NeverEnds).OfType<Rule>().ToList();
        refused.Count.ShouldBe(7);
        refused.ShouldBeUnique();
        refused.Where(rule => rule == SettlingEndsNoMembership || rule == StudyingEndsNoMembership || rule == ServingEndsNoMembership || rule == WorkingAwayEndsNoMembership
            || rule == MarryingEndsNoMembership || rule == DivorceEndsNoMembership || rule == PrisonEndsNoMembership).Count().ShouldBe(7);
    }

    [Fact]
    public void An_end_is_proved_and_the_person_is_heard()
    {
        var scene = GivenMember(Hamlet(), Scene.Person(1), Scene.Group);
        var asked = new EndMembership(Scene.Person(1), Scene.Group, Scene.HouseholdCode(1), EndGround.CivilServant, null, "proof", "hearing");
        scene.Open(asked, Scene.Farmer(1)).ShouldBeRefused(MayNotOpen);
        scene.Open(asked with { Household = Scene.HouseholdCode(2) }, Village).ShouldBeRefused(HouseholdRules.PersonIsNotOfTheHousehold);
        scene.Open(asked with { Person = Scene.Person(2), Household = Scene.HouseholdCode(2) }, Village).ShouldBeRefused(IsNoMember);
        scene.Open(asked with { Ground = EndGround.Charter }, Village).ShouldBeRefused(CharterNamesNoSuchCase);
        scene.Open(asked with { Proof = null }, Village).ShouldBeRefused(EndIsNotProved);
        scene.Open(asked with { Hearing = null }, Village).ShouldBeRefused(PersonWasNotHeard);
        scene.Open(asked with { On = scene.Day.AddDays(1) }, Village).ShouldBeRefused(EndIsOutsideTheMembership);
        scene.Open(asked with { On = new(2019, 1, 1) }, Village).ShouldBeRefused(EndIsOutsideTheMembership);
        scene.Open(asked with { RetainedUntil = scene.Day.AddYears(1) }, Village).ShouldBeRefused(RetentionIsNotAgreed);
        scene.Open(asked with { Ground = EndGround.Nationality, RetainedUntil = scene.Day.AddYears(1), Agreement = "agreement" }, Village).ShouldBeRefused(RetentionIsNotAgreed);

        scene.Open(asked with { RetainedUntil = scene.Day.AddYears(1), Agreement = "agreement" }, Village).ShouldBeEntered();
        var rights = scene.RightsAsText();
        Papers(scene, "membership-end");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), Township).ShouldBeEntered();
        scene.Ask(Resolution(scene), Chair).ShouldBeEntered();
        Posted(scene);
        Told(scene, Scene.Person(1));
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered();
        scene.Membership(Scene.Person(1)).Collective.ShouldBeNull();
        scene.RightsAsText().ShouldBe(rights, "the end of a membership changes no right");
    }

    [Fact]
    public void The_charter_may_name_further_cases_where_it_is_on_record()
    {
        var scene = GivenMember(Hamlet(), Scene.Person(1), Scene.Group);
        scene.Given(new StreamFact(Domain.Law.Streams.County("620123"), new CollectiveSettingMade(Scene.Group, "charter-ends-membership", "yes", new(2026, 1, 1), "章程第九条", scene.Paper)));
        scene.Open(new EndMembership(Scene.Person(1), Scene.Group, Scene.HouseholdCode(1), EndGround.Charter, null, "proof", "hearing"), Village).ShouldBeEntered();
    }

    [Fact]
    public void Only_the_member_confirms_a_withdrawal_and_no_vote_replaces_it()
    {
        var scene = GivenMember(Hamlet(), Scene.Person(1, 2), Scene.Group);
        scene.Open(new EndMembership(Scene.Person(1, 2), Scene.Group, Scene.HouseholdCode(1), EndGround.Withdrawal), Village).ShouldBeRefused(MayNotOpen);
        scene.Open(new EndMembership(Scene.Person(1, 2), Scene.Group, Scene.HouseholdCode(1), EndGround.Withdrawal), Scene.Farmer(1)).ShouldBeEntered();
        Papers(scene, "membership-withdrawal");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1)).ShouldBeRefused(NotAHolderOfTheCase);
        scene.Ask(Resolution(scene), Chair).ShouldBeRefused(StepIsNotDue);
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), Township).ShouldBeEntered();
        scene.Ask(Resolution(scene), Chair).ShouldBeEntered();
        Posted(scene);
        Told(scene, Scene.Person(1, 2));
        scene.Ask(new WithdrawConfirmation(scene.LastCase), Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeRefused(HolderHasNotConfirmed);
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered();
        scene.Membership(Scene.Person(1, 2)).Collective.ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_declared_dead_in_silence()
    {
        var scene = GivenMember(Hamlet(), Scene.Person(1), Scene.Group);
        scene.Open(new EndMembership(Scene.Person(1), Scene.Group, Scene.HouseholdCode(1), EndGround.Death, new(2026, 10, 1), "death"), Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Scene.Person(1, 2), Scene.Person(1, 3)], ignoreOrder: true);
        Papers(scene, "membership-end-by-death");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), Township).ShouldBeEntered();
        Posted(scene);
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeRefused(HolderWasNotReached);
        Told(scene, Scene.Person(1, 2));
        Told(scene, Scene.Person(1, 3));
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeRefused(HolderWasNotReached);
        Told(scene, Scene.Person(1));
        scene.Ask(new EnterCase(scene.LastCase), Supervisor).ShouldBeEntered();
    }

    [Fact]
    public void Whoever_is_reported_dead_is_told_and_confirms_nothing_and_whose_case_names_another_is_told_no_longer()
    {
        var scene = GivenMember(GivenMember(Hamlet(), Scene.Person(1), Scene.Group), Scene.Person(1, 2), Scene.Group);
        var death = new EndMembership(Scene.Person(1), Scene.Group, Scene.HouseholdCode(1), EndGround.Death, new(2026, 10, 1), "death");
        scene.Open(death, Village).ShouldBeEntered().Select(fact => fact.Fact).OfType<CaseOpened>().Single().Told.ShouldBe([Scene.Person(1)]);
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1)).ShouldBeRefused(NotAHolderOfTheCase);
        Told(scene, Scene.Person(1));

        scene.Ask(new AmendCase(scene.LastCase, death with { Person = Scene.Person(1, 2) }), Village).ShouldBeEntered();
        scene.Case(scene.LastCase).Told.ShouldBe([Scene.Person(1, 2)]);
        scene.Case(scene.LastCase).Unreached.ShouldBe([Scene.Person(1, 2), Scene.Person(1, 3)], ignoreOrder: true, "the first knows of it already");
    }

    private static Scene Hamlet() => new Scene().GivenCollective().GivenHousehold(1, 3).GivenHousehold(2).GivenContract(1, 1, 2);

    private static Scene GivenMember(Scene scene, Guid person, string collective) =>
        scene.Given(new StreamFact(Domain.Law.Streams.Membership(person), new MemberConfirmed(person, collective, null, MembershipGround.Reform, new(2019, 6, 1), null, scene.Paper)));

    private static Scene AtTheAssembly()
    {
        var scene = Hamlet();
        scene.Open(Claim, Scene.Farmer(1)).ShouldBeEntered();
        return ToTheAssembly(scene, "membership");
    }

    private static Scene ToTheAssembly(Scene scene, string papers)
    {
        Papers(scene, papers);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        scene.Ask(new CheckMembership(scene.LastCase, RegisterSeen.Here, false), Township).ShouldBeEntered();
        return Posted(scene);
    }

    private static Provenance Entered(string day) => new Scene().Paper with { LegalDay = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) };

    // An assembly of one member: who of whom is counted on the day it met.
    private static (int Voters, int WithoutCapacity) Counted(string? birth, string held, object[] facts)
    {
        var scene = new Scene();
        scene.Given([.. facts.Select(fact => new StreamFact(Streams.Guardianship(Bride), (IFact)fact))]);
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var assembly = Assembly.Of(null, Relatives.Unknown, [scene.CapacityOn(Bride, birth is null ? null : DateOnly.Parse(birth, invariant), DateOnly.Parse(held, invariant))]);
        return (assembly.Voters, assembly.WithoutCapacity);
    }

    private static void Papers(Scene scene, string list, Actor? by = null)
    {
        foreach (var paper in RequiredPapers.For(list).Read(RequiredPapers.For(list).Standard!).Where(paper => paper.Always))
            scene.Ask(new FileDocument(scene.LastCase, paper.Code, $"{scene.LastCase} {paper.Code}"), by ?? (scene.Case(scene.LastCase).Change!.Procedure.OpenedBy.Contains(Turn.Village) ? Village : Scene.Farmer(1))).ShouldBeEntered();
    }

    private static Scene Posted(Scene scene)
    {
        scene.Ask(new OpenNotice([scene.LastCase]), Village, out var notice).ShouldBeEntered();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "start"), Village).ShouldBeEntered();
        scene.Day = scene.Case(scene.LastCase).NoticeLasts.AddDays(1);
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "end"), Village).ShouldBeEntered();
        scene.Ask(new CloseNotice(notice), Village).ShouldBeEntered();
        return scene;
    }

    private static void Told(Scene scene, Guid person) => scene.Ask(new ReachHolder(scene.LastCase, person, true, "visit"), Village).ShouldBeEntered();

    private static RecordResolution Resolution(Scene scene) => new([scene.LastCase], scene.Day.AddDays(-10), scene.Day, 30, 0, 21, 21, "record");
}
