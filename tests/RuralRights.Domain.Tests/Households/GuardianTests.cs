using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;

namespace RuralRights.Domain.Tests.Households;

/// <summary>Who speaks for a child, or for somebody whom a court found without capacity.</summary>
public sealed class GuardianTests
{
    private static readonly Actor.VillageClerk Village = new(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Guid Mother = Scene.Person(1);
    private static readonly Guid Child = Scene.Person(1, 2);
    private static readonly Guid Grown = Scene.Person(1, 3);
    private static readonly NameGuardian Named = new(Scene.HouseholdCode(1), Child, Mother, "户口簿");
    private static readonly ReportIncapacity Found = new(Scene.HouseholdCode(1), Grown, Mother, "判决书");
    private static readonly ConfirmIncapacity Confirmed = new(Scene.HouseholdCode(1), Grown, Mother, "判决书");

    [Fact]
    public void The_village_clerk_names_a_guardian_with_ground_and_paper()
    {
        var scene = Home();

        scene.Ask(Named, Scene.Farmer(1)).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Named, new Actor.VillageClerk(Scene.Id("far"), "620123999999")).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Named with { Ward = Scene.Person(2) }, Village).ShouldBeRefused(PersonIsNotOfTheHousehold);
        scene.Ask(Named, Village with { Person = Mother }).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(Named with { Ward = Grown }, Village).ShouldBeRefused(WardIsOfAge);
        foreach (var nobody in new[] { Child, Guid.Empty, Village.Person, Scene.Id("another child") })
            scene.Ask(Named with { Guardian = nobody }, Village).ShouldBeRefused(CannotBeGuardian);
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(2)] };
        scene.Ask(Named with { Guardian = Scene.Person(2) }, Village).ShouldBeRefused(CannotBeGuardian);
        scene.Relatives = Relatives.Unknown;
        scene.NotHandedIn.Add("unseen");
        scene.Ask(Named with { Document = "unseen" }, Village).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);

        var fact = scene.Ask(Named, Village).ShouldBeEntered().Single();
        fact.Stream.ShouldBe(Streams.Guardianship(Child));
        fact.Fact.ShouldBeOfType<GuardianNamed>().Provenance.Documents.ShouldBe(["户口簿"]);
        scene.Ask(Named with { Document = "出生证明" }, Village).ShouldBeRefused(GuardianIsNamedAlready);
        scene.Ask(Named with { Guardian = Scene.Person(2) }, Village).ShouldBeEntered();
        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Child, "说明"), Village).ShouldBeEntered();
        scene.Ask(Named, Village).ShouldBeEntered();
    }

    [Fact]
    public void A_court_s_finding_is_reported_in_the_village_and_counts_once_another_person_of_the_township_confirmed_that_very_paper()
    {
        var scene = Home();
        scene.Capacity(Grown).IsFull.ShouldBeTrue();
        scene.Ask(Confirmed, Township()).ShouldBeRefused(NoIncapacityIsReported);
        scene.Ask(Found, Scene.Farmer(1)).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Found, Township()).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Found with { Ward = Scene.Person(2) }, Village).ShouldBeRefused(PersonIsNotOfTheHousehold);
        scene.Ask(Found, Village with { Person = Mother }).ShouldBeRefused(Conflict.ApprovesOwnCase);
        foreach (var nobody in new[] { Child, Grown, Guid.Empty, Village.Person }) scene.Ask(Found with { Guardian = nobody }, Village).ShouldBeRefused(CannotBeGuardian);
        scene.NotHandedIn.Add("unseen");
        scene.Ask(Found with { Document = "unseen" }, Village).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        var reported = scene.Ask(Found, Village).ShouldBeEntered().Single();
        reported.Stream.ShouldBe(Streams.Guardianship(Grown));
        reported.Fact.ShouldBeOfType<IncapacityReported>().Provenance.Documents.ShouldBe(["判决书"]);
        scene.Ask(Found, Village).ShouldBeRefused(IncapacityIsKnown);
        scene.Capacity(Grown).IsFull.ShouldBeTrue();

        scene.Ask(Confirmed, Village).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Confirmed, Township() with { Township = "620123999" }).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(Confirmed with { Ward = Scene.Person(2) }, Township()).ShouldBeRefused(PersonIsNotOfTheHousehold);
        scene.Ask(Confirmed with { Guardian = Scene.Person(2) }, Township()).ShouldBeRefused(NoIncapacityIsReported);
        scene.Ask(Confirmed with { Document = "another paper" }, Township()).ShouldBeRefused(NoIncapacityIsReported);
        scene.Ask(Confirmed, Township() with { Person = Village.Person }).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(Confirmed, Township() with { Person = Mother }).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Relatives = Relatives.Unknown with { Declared = [Mother] };
        scene.Ask(Confirmed, Township()).ShouldBeRefused(Conflict.ApprovesRelativesCase);
        scene.Relatives = Relatives.Unknown;
        scene.Capacity(Grown).IsFull.ShouldBeTrue();

        var named = scene.Ask(Confirmed, Township()).ShouldBeEntered().Single().Fact.ShouldBeOfType<GuardianNamed>();
        (named.Guardian, named.Ground, named.Document).ShouldBe((Mother, WardGround.LacksCapacity, "判决书"));
        scene.Capacity(Grown).HasGuardian.ShouldBeTrue();
        scene.Ask(Confirmed, Township()).ShouldBeRefused(NoIncapacityIsReported);
        scene.Ask(Found, Village).ShouldBeRefused(IncapacityIsKnown);
    }

    [Fact]
    public void Another_guardian_of_somebody_without_capacity_waits_for_the_township_and_the_first_acts_until_then()
    {
        var scene = Home();
        Judged(scene, Grown);
        scene.Ask(Found with { Guardian = Scene.Person(2), Document = "变更判决" }, Village).ShouldBeEntered();
        scene.Capacity(Grown).Guardianship.Guardian.ShouldBe(Mother);
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(2)] };
        scene.Ask(Confirmed with { Guardian = Scene.Person(2), Document = "变更判决" }, Township()).ShouldBeRefused(CannotBeGuardian);
        scene.Relatives = Relatives.Unknown;
        scene.Ask(Confirmed with { Guardian = Scene.Person(2), Document = "变更判决" }, Township()).ShouldBeEntered();
        scene.Capacity(Grown).Guardianship.Guardian.ShouldBe(Scene.Person(2));
    }

    [Fact]
    public void What_was_reported_by_mistake_is_taken_back_and_a_guardian_of_a_child_leaves_a_report_waiting()
    {
        var scene = Home();
        scene.Ask(Found, Village).ShouldBeEntered();
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Grown, "说明"), Village).ShouldBeEntered();
        scene.Ask(Confirmed, Township()).ShouldBeRefused(NoIncapacityIsReported);
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Grown, "说明"), Village).ShouldBeRefused(NoGuardianIsNamed);

        scene.Ask(Found with { Ward = Child }, Village).ShouldBeEntered();
        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Ask(Confirmed with { Ward = Child }, Township()).ShouldBeEntered();
        scene.Capacity(Child).Guardianship.Ground.ShouldBe(WardGround.LacksCapacity);
    }

    [Fact]
    public void A_guardian_is_nobody_s_ward_and_a_judgment_makes_a_ward_of_somebody_of_age()
    {
        var scene = Home();
        Judged(scene, Grown);

        scene.Ask(Named with { Guardian = Grown }, Village).ShouldBeRefused(CannotBeGuardian);
        scene.Capacity(Grown).HasGuardian.ShouldBeTrue();

        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Grown, "判决书"), Scene.Farmer(1)).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Grown, "unseen"), Village).ShouldBeEntered();
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Grown, "判决书"), Village).ShouldBeRefused(NoGuardianIsNamed);
        scene.Capacity(Grown).HasGuardian.ShouldBeFalse();
    }

    [Fact]
    public void A_child_does_not_consent_alone_and_the_consent_of_the_guardian_names_both()
    {
        var (scene, transfer) = Agreed();

        Own(scene, transfer, Child).ShouldBeRefused(WardDoesNotConsentAlone);
        Through(scene, transfer, Mother).ShouldBeRefused(NotTheGuardian);
        scene.Ask(Named, Village).ShouldBeEntered();
        Own(scene, transfer, Child).ShouldBeRefused(WardDoesNotConsentAlone);
        Through(scene, transfer, Grown).ShouldBeRefused(NotTheGuardian);

        var consent = Through(scene, transfer, Mother).ShouldBeEntered().Single().Fact.ShouldBeOfType<HolderConsented>();
        consent.Person.ShouldBe(Child);
        consent.Provenance.Actor.ShouldBe($"person/{Mother}");
        consent.Provenance.Rules.ShouldContain(GuardianHasAnInterest.Code);
        scene.Transfer(transfer).Consents.ShouldContain(Child);
        scene.Transfer(transfer).Consents.ShouldNotContain(Mother);
        Own(scene, transfer, Mother).ShouldBeEntered();
        Through(scene, transfer, Mother).ShouldBeRefused(ExitRules.ConsentAlreadyGiven);
    }

    [Fact]
    public void A_guardian_who_gains_or_whose_family_gains_does_not_speak_for_the_ward()
    {
        var (scene, transfer) = Agreed();
        scene.Ask(Named with { Guardian = Scene.Person(2) }, Village).ShouldBeEntered();
        Through(scene, transfer, Scene.Person(2), new Actor.Farmer(Scene.Person(2), Scene.HouseholdCode(2))).ShouldBeRefused(GuardianHasAnInterest);

        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Relatives = Relatives.Unknown.Evolve(new RelativeDeclared(Mother, Scene.Person(2), scene.Paper));
        Through(scene, transfer, Mother).ShouldBeRefused(GuardianHasAnInterest);
    }

    [Fact]
    public void On_the_eighteenth_birthday_a_guardianship_for_youth_is_over_by_itself()
    {
        var (scene, transfer) = Agreed();
        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Minors.Remove(Child);

        Through(scene, transfer, Mother).ShouldBeRefused(NotTheGuardian);
        Own(scene, transfer, Child).ShouldBeEntered();
    }

    [Theory]
    [InlineData("2008-11-23", AgeInLaw.OfAge)]
    [InlineData("2008-11-24", AgeInLaw.FromSixteen)]
    [InlineData("2010-11-23", AgeInLaw.FromSixteen)]
    [InlineData("2010-11-24", AgeInLaw.UnderSixteen)]
    [InlineData(null, AgeInLaw.OfAge)]
    public void Youth_ends_on_the_eighteenth_birthday_and_own_labour_may_count_from_the_sixteenth(string? birth, AgeInLaw age) =>
        Capacity.AgeOn(birth is null ? null : DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture), Scene.Today).ShouldBe(age);

    [Fact]
    public void Whoever_lives_on_their_own_labour_from_sixteen_acts_for_themselves_once_another_person_confirmed_it_and_the_guardian_does_not()
    {
        var (scene, transfer) = Agreed();
        var (lives, confirmed, township) = (new ReportOwnLabour(Scene.HouseholdCode(1), Child, true, "工资单"), new ConfirmOwnLabour(Scene.HouseholdCode(1), Child, true), Township());
        scene.Ask(Named, Village).ShouldBeEntered();

        scene.Ask(lives, Scene.Farmer(1)).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(lives, township).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(lives, Village with { Person = Mother }).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(lives, Village).ShouldBeRefused(OwnLabourCountsFromSixteen);
        scene.Ask(lives with { Person = Grown }, Village).ShouldBeRefused(OwnLabourCountsFromSixteen);
        scene.FromSixteen.Add(Child);
        scene.NotHandedIn.Add("unseen");
        scene.Ask(lives with { Document = "unseen" }, Village).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        scene.Ask(confirmed, township).ShouldBeRefused(NoOwnLabourIsReported);
        scene.Ask(lives with { LivesOnIt = false }, Village).ShouldBeRefused(OwnLabourIsKnown);
        scene.Ask(lives, Village).ShouldBeEntered().Single().Fact.ShouldBeOfType<OwnLabourReported>().Provenance.Documents.ShouldBe(["工资单"]);
        scene.Ask(lives, Village).ShouldBeRefused(OwnLabourIsKnown);

        // What one person wrote down changes nothing.
        Own(scene, transfer, Child).ShouldBeRefused(WardDoesNotConsentAlone);
        scene.Ask(confirmed, Village).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(confirmed, township with { Person = Village.Person }).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(confirmed, township with { Person = Mother }).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(confirmed with { LivesOnIt = false }, township).ShouldBeRefused(NoOwnLabourIsReported);
        scene.Ask(confirmed with { Person = Scene.Person(2) }, township).ShouldBeRefused(PersonIsNotOfTheHousehold);
        scene.Ask(confirmed, township).ShouldBeEntered();

        Through(scene, transfer, Mother).ShouldBeRefused(NotTheGuardian);
        Own(scene, transfer, Child).ShouldBeEntered();
        scene.Ask(Found with { Guardian = Child }, Village).ShouldBeRefused(CannotBeGuardian);
    }

    [Fact]
    public void Own_labour_is_taken_back_by_two_as_it_was_entered_and_outlives_no_judgment()
    {
        var (scene, transfer) = Agreed();
        var lives = new ReportOwnLabour(Scene.HouseholdCode(1), Child, true, "工资单");
        var confirmed = new ConfirmOwnLabour(Scene.HouseholdCode(1), Child, true);
        scene.FromSixteen.Add(Child);
        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Ask(lives, Village).ShouldBeEntered();
        scene.Ask(confirmed, Township()).ShouldBeEntered();

        scene.Ask(lives with { LivesOnIt = false, Document = "离职证明" }, Village).ShouldBeEntered();
        scene.Capacity(Child).HasGuardian.ShouldBeFalse();
        // Written down by mistake, and put right before anybody confirmed it.
        scene.Ask(lives, Village).ShouldBeEntered();
        scene.Ask(confirmed with { LivesOnIt = false }, Township()).ShouldBeRefused(NoOwnLabourIsReported);
        scene.Ask(lives with { LivesOnIt = false, Document = "离职证明" }, Village).ShouldBeEntered();
        scene.Ask(confirmed with { LivesOnIt = false }, Township()).ShouldBeEntered();
        scene.Capacity(Child).HasGuardian.ShouldBeTrue();
        Through(scene, transfer, Mother).ShouldBeEntered();

        // A judgment makes a ward whatever somebody lives on, and the end of a guardianship takes no labour away.
        scene.Ask(lives, Village).ShouldBeEntered();
        scene.Ask(confirmed, Township()).ShouldBeEntered();
        Judged(scene, Child);
        scene.Capacity(Child).HasGuardian.ShouldBeTrue();
        scene.Ask(new EndGuardianship(Scene.HouseholdCode(1), Child, "判决书"), Village).ShouldBeEntered();
        scene.Capacity(Child).LivesOnOwnLabour.ShouldBeTrue();
    }

    [Fact]
    public void Own_labour_that_was_written_down_at_seventeen_is_not_confirmed_at_eighteen_and_of_no_household_of_another()
    {
        var scene = Home();
        scene.FromSixteen.Add(Child);
        scene.Ask(new ReportOwnLabour(Scene.HouseholdCode(1), Child, true, "工资单"), Village).ShouldBeEntered();
        scene.FromSixteen.Remove(Child);
        scene.Minors.Remove(Child);

        scene.Ask(new ConfirmOwnLabour(Scene.HouseholdCode(1), Child, true), Township()).ShouldBeRefused(OwnLabourCountsFromSixteen);
        scene.Ask(new ConfirmOwnLabour(Scene.HouseholdCode(9), Child, true), Township()).ShouldBeRefused(CaseRules.NotThisDesk);
    }

    [Fact]
    public void A_case_is_confirmed_for_a_child_unless_it_sets_child_and_guardian_apart()
    {
        var scene = Home();
        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Open(new ChangeRepresentative(Scene.HouseholdCode(1), Grown), Village).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Village).ShouldBeEntered();
        var file = scene.Case(scene.LastCase);

        Confirmed(file.Change!).ShouldBeEntered().Select(fact => fact.Fact).OfType<CaseConfirmed>().Single().Person.ShouldBe(Child);
        Confirmed(new SplitHousehold(Scene.HouseholdCode(1), Scene.HouseholdCode(9), [new(Mother, "02")], [Scene.ParcelCode(1)], Grown)).ShouldBeRefused(GuardianHasAnInterest);
        Confirmed(new SplitHousehold(Scene.HouseholdCode(1), Scene.HouseholdCode(9), [new(Mother, "02"), new(Child, "20")], [Scene.ParcelCode(1)], Grown)).ShouldBeEntered();
        Confirmed(new ChangeMembers(Scene.HouseholdCode(1), [new(Child, false, MemberGround.Omission, "10", false)])).ShouldBeRefused(GuardianHasAnInterest);

        Decision Confirmed(IChange change) => scene.Capacity(Child).SpeakThrough(
            Scene.HouseholdCode(1), [], change.SetsApart(Child, Mother, scene.BooksFor(change)), Relatives.Unknown, scene.By(Scene.Farmer(1)), act => new ConfirmCase(file.Number, file.Terms, Child).Decide(file, scene.BooksFor(file.Change!), act));
    }

    [Fact]
    public void Land_is_returned_for_a_child_only_by_a_guardian_who_returns_it_too()
    {
        var scene = Home();
        IChange change = new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, Scene.Today, "notice", "choices");

        change.SetsApart(Child, Mother, scene.BooksFor(change)).ShouldBeFalse();
        change.SetsApart(Child, Scene.Person(2), scene.BooksFor(change)).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_gives_up_another_s_membership()
    {
        var scene = Home();
        IChange withdrawal = new EndMembership(Child, Scene.Group, Scene.HouseholdCode(1), EndGround.Withdrawal);
        IChange death = new EndMembership(Grown, Scene.Group, Scene.HouseholdCode(1), EndGround.Death, Proof: "proof");

        withdrawal.SetsApart(Child, Mother, scene.BooksFor(withdrawal)).ShouldBeTrue();
        death.SetsApart(Child, Mother, scene.BooksFor(death)).ShouldBeFalse();
        death.SetsApart(Child, Grown, scene.BooksFor(death)).ShouldBeTrue();
    }

    [Fact]
    public void A_child_moves_to_another_collective_by_the_word_of_a_guardian_who_is_no_member_where_it_leaves()
    {
        var scene = Home().GivenCollective(Scene.NeighbourGroup);
        var claim = new ClaimMembership(Child, Scene.NeighbourGroup, Scene.HouseholdCode(1), MembershipGround.Birth, Mother, Scene.Group);
        IChange move = claim;

        move.Holders(scene.BooksFor(move)).ShouldBe([Child]);
        ((IChange)(claim with { Leaves = null })).Holders(scene.BooksFor(move)).ShouldBe([Mother]);
        move.Gaining(Child, scene.BooksFor(move)).ShouldBeEmpty();
        move.SetsApart(Child, Mother, scene.BooksFor(move)).ShouldBeFalse();
        move.SetsApart(Child, Scene.Person(2), scene.BooksFor(move)).ShouldBeTrue();
        scene.Given(new StreamFact(Streams.Membership(Mother), new MemberConfirmed(Mother, Scene.Group, null, MembershipGround.Birth, Scene.Today, null, scene.Paper)));
        move.SetsApart(Child, Mother, scene.BooksFor(move)).ShouldBeTrue();
    }

    [Fact]
    public void A_telephone_that_a_family_shares_does_not_say_who_of_them_consents_and_hinders_nobody_to_accept_a_right()
    {
        var (scene, transfer) = Agreed();
        var shared = scene.Capacity(Grown) with { IsToldApart = false };
        scene.Enter(shared.Speak(scene.By(new Actor.Farmer(Grown, Scene.HouseholdCode(1))), act => Consent(scene, transfer, act))).ShouldBeRefused(Proof.SharedNumberTellsNobodyApart);
        shared.Speak(scene.By(Scene.Farmer(1, 3)), _ => Decision.Enter(), onlyGives: true).ShouldBeEntered();

        scene.Ask(Named, Village).ShouldBeEntered();
        scene.Enter((scene.Capacity(Child) with { IsToldApart = false }).SpeakThrough(
            Scene.HouseholdCode(1), [scene.To(transfer)], false, scene.Relatives, scene.By(Scene.Farmer(1)), act => Consent(scene, transfer, act))).ShouldBeRefused(Proof.SharedNumberTellsNobodyApart);
    }

    [Fact]
    public void What_only_gives_a_child_a_right_the_child_accepts_alone()
    {
        var scene = Home();
        IChange gives = new RegisterFirst(Scene.HouseholdCode(9), null, [], default, default, []);
        IChange takes = new ChangeRepresentative(Scene.HouseholdCode(1), Grown);

        scene.Capacity(Child).Speak(scene.By(Scene.Farmer(1, 2)), _ => Decision.Enter(), gives.OnlyGives).ShouldBeEntered();
        scene.Capacity(Child).Speak(scene.By(Scene.Farmer(1, 2)), _ => Decision.Enter(), takes.OnlyGives).ShouldBeRefused(WardDoesNotConsentAlone);
    }

    private static void Judged(Scene scene, Guid ward)
    {
        scene.Ask(Found with { Ward = ward }, Village).ShouldBeEntered();
        scene.Ask(Confirmed with { Ward = ward }, Township()).ShouldBeEntered();
    }

    private static Actor.TownshipOfficer Township() => new(Scene.Id("township"), Scene.Group[..9]);

    private static Scene Home()
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1, 3).GivenHousehold(2, 2).GivenContract(1, 1, 2);
        scene.Minors.UnionWith([Child, Scene.Id("another child")]);
        return scene;
    }

    private static (Scene Scene, Guid Transfer) Agreed()
    {
        var scene = TransferRefusalTests.Agreed();
        scene.GivenCollective().GivenHousehold(1, 3);
        scene.Minors.Add(Child);
        return (scene, scene.LastTransfer);
    }

    private static Decision Own(Scene scene, Guid transfer, Guid holder) =>
        scene.Enter(scene.Capacity(holder).Speak(scene.By(new Actor.Farmer(holder, Scene.HouseholdCode(1))), act => Consent(scene, transfer, act)));

    private static Decision Through(Scene scene, Guid transfer, Guid guardian, Actor.Farmer? actor = null) =>
        scene.Enter(scene.Capacity(Child).SpeakThrough(
            Scene.HouseholdCode(1), [scene.To(transfer)], false, scene.Relatives, scene.By(actor ?? new Actor.Farmer(guardian, Scene.HouseholdCode(1))), act => Consent(scene, transfer, act)));

    private static Decision Consent(Scene scene, Guid transfer, Act act) =>
        new ConsentToTransfer(transfer, scene.Transfer(transfer).Terms).Decide(scene.Transfer(transfer), scene.From(transfer), act);
}
