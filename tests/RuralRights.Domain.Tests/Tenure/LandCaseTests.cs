using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>Land that is registered for the first time, taken by expropriation, or returned.</summary>
public sealed class LandCaseTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor OtherTownship = new Actor.TownshipOfficer(Scene.Id("other township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly string Newcomer = Scene.HouseholdCode(50);
    private static readonly Guid[] People = [Scene.Person(50), Scene.Person(50, 2), Scene.Person(50, 3)];

    [Fact]
    public void A_household_goes_from_the_survey_to_the_certificate()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(First(), VillageClerk).ShouldBeOfType<Decision.Entered>();
        ToConfirmation(scene);
        ToEntry(scene);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Household(Newcomer).CoHolders.ShouldBe(People);
        scene.Right(Newcomer + "J").Holdings.Keys.ShouldBe([Scene.ParcelCode(4), Scene.ParcelCode(31)]);
        scene.Right(Newcomer + "J").Certificate.ShouldNotBeNull();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.HandedOver);
    }

    [Fact]
    public void The_right_stands_from_the_day_its_contract_was_signed_and_not_from_the_day_of_its_entry()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(First(), VillageClerk);
        ToConfirmation(scene);
        Confirmed(scene, [.. People.Select(person => new Actor.Farmer(person, Newcomer))]);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Contracted), Chair).ShouldBeOfType<Decision.Entered>();
        var signed = scene.Day;
        scene.Case(scene.LastCase).ContractedOn.ShouldBe(signed);
        scene.Day = signed.AddDays(20);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Chair).ShouldBeOfType<Decision.Entered>();
        Opinions(scene, "application", "identity", "household-register", "new-contract", "survey", "notice-record", "confirmation");

        var facts = scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>().Facts;
        var contract = facts.Select(fact => fact.Fact).OfType<ContractConcluded>().Single();
        contract.SignedOn.ShouldBe(signed);
        foreach (var fact in facts.Select(fact => fact.Fact).Where(fact => fact is ContractConcluded or HouseholdRegistered or ParcelSurveyed).Cast<IFact>()) fact.Provenance.LegalDay.ShouldBe(signed);
        facts.Select(fact => fact.Fact).OfType<RightRegistered>().Single().Provenance.LegalDay.ShouldBe(scene.Day);
    }

    [Fact]
    public void A_contract_that_is_signed_anew_is_of_the_later_day()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(First(), VillageClerk);
        ToConfirmation(scene);
        Confirmed(scene, [.. People.Select(person => new Actor.Farmer(person, Newcomer))]);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Contracted), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new SendBack(scene.LastCase, StepKind.Contracted, ["other"], "日期写错"), Clerk).ShouldBeOfType<Decision.Entered>();

        scene.Case(scene.LastCase).ContractedOn.ShouldBeNull();
    }

    [Fact]
    public void An_objection_that_is_upheld_sends_it_back_to_the_survey()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(First(), VillageClerk);
        var number = scene.LastCase;
        Surveyed(scene);
        scene.Ask(new OpenNotice([number]), VillageClerk, out _).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new RaiseObjection(number, Scene.ParcelCode(31), "界线压着我家的地"), new Actor.Passerby(Scene.Id("passer-by"))).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.NoticeOver), VillageClerk).ShouldBeOfType<Decision.Refused>();
        scene.Ask(new ResolveObjection(number, scene.Case(number).Objections.Keys.Single(), true, "属实"), OtherTownship).ShouldBeOfType<Decision.Entered>();
        scene.Case(number).At.ShouldBe(StepKind.Surveyed);
        scene.Case(number).Notice.ShouldBeNull();
    }

    [Fact]
    public void Nobody_of_a_household_that_is_yet_to_be_registered_approves_its_case()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(First(), VillageClerk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Surveyed), VillageClerk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.SurveyReviewed), new Actor.TownshipOfficer(People[2], Scene.Group[..9]))
            .ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(Conflict.ApprovesOwnCase);
    }

    [Fact]
    public void A_first_registration_is_refused_for_every_reason_in_order()
    {
        var scene = ParcelChangeTests.Village();
        var first = First();
        Refused(scene, first with { New = null }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, first with { Household = Scene.HouseholdCode(50, Scene.NeighbourGroup) }).ShouldBe(NewCodeIsNotOfTheIssuer);
        Refused(scene, first with { Household = Scene.HouseholdCode(1) }).ShouldBe(HouseholdCodeIsTaken);
        Refused(scene, first with { New = first.New! with { Members = [] } }).ShouldBe(NobodyIsNamed);
        Refused(scene, first with { New = first.New! with { Representative = Scene.Person(1) } }).ShouldBe(PersonIsNotOfTheHousehold);
        Refused(scene, first with { New = first.New! with { Members = [first.New!.Members[0] with { Relation = "户主" }] } }).ShouldBe(RelationIsNoCode);
        var without = first with { New = first.New! with { Members = [first.New!.Members[0], first.New.Members[1] with { CoHolder = false }] } };
        Refused(scene, without).ShouldBe(MemberIsLeftOut);
        Refused(scene, without with { WithoutShare = [new(People[1], NoShareGround.LandElsewhere, "")] }).ShouldBe(MemberIsLeftOut);
        Refused(scene, first with { Household = Scene.HouseholdCode(1), New = null }).ShouldBe(ContractStands);
        Refused(scene, first with { TermTo = first.TermFrom }).ShouldBe(TermIsNotLawful);
        Refused(scene, first with { TermTo = first.TermFrom.AddYears(30).AddDays(1) }).ShouldBe(TermIsNotLawful);
        Refused(scene, first with { TermFrom = new(9990, 1, 1), TermTo = new(9999, 12, 31) }).ShouldBe(TermIsNotLawful);
        Refused(scene, first with { EarlierContract = "王梅的合同" }).ShouldBe(ParcelRules.ValueDoesNotFit);
        Refused(scene, first with { Parcels = [] }).ShouldBe(NoParcelChosen);
        Refused(scene, first with { Parcels = [first.Parcels[1], first.Parcels[1]] }).ShouldBe(NoParcelChosen);
        Refused(scene, first with { Parcels = [first.Parcels[1] with { ContractArea = 0 }] }).ShouldBe(ContractAreaIsMissing);
        Refused(scene, first with { Parcels = [first.Parcels[1] with { Parcel = Scene.ParcelCode(98) }] }).ShouldBe(ParcelRules.ParcelIsUnknown);
        Refused(scene, first with { Parcels = [first.Parcels[0] with { Parcel = Scene.ParcelCode(98) }] }).ShouldBe(ParcelRules.ParcelCodeIsNotOfTheIssuer);
        foreach (var wrong in new[] { first.Parcels[0].Survey! with { Place = "" }, first.Parcels[0].Survey! with { Category = "x" }, first.Parcels[0].Survey! with { LandUse = "水浇地地" }, first.Parcels[0].Survey! with { Grade = "好" }, first.Parcels[0].Survey! with { BoundaryPoints = "J1/王梅" } })
            Refused(scene, first with { Parcels = [first.Parcels[0] with { Survey = wrong }] }).ShouldBe(ParcelRules.ValueDoesNotFit);
        scene.Given(ParcelChangeTests.Stood(97, ParcelChangeTests.Rectangle(500, 25), Scene.NeighbourGroup));
        Refused(scene, first with { Parcels = [first.Parcels[1] with { Parcel = Scene.ParcelCode(97) }] }).ShouldBe(ParcelRules.ParcelIsOfAnotherOwner);
        scene.Open(without with { WithoutShare = [new(People[1], NoShareGround.LandElsewhere, "paper")] }, VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Only_a_household_that_stands_in_the_register_as_one_is_registered_without_being_named_anew()
    {
        var scene = ParcelChangeTests.Village().GivenHousehold(7, kind: ContractorKind.Unit);
        Refused(scene, First() with { Household = Scene.HouseholdCode(7), New = null }).ShouldBe(HouseholdIsUnknown);
    }

    [Fact]
    public void A_household_whose_representative_the_delivery_did_not_list_is_registered_with_them()
    {
        var scene = ParcelChangeTests.Village();
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(7)), new HouseholdRegistered(
            Scene.HouseholdCode(7), Scene.Group, ContractorKind.Household, Scene.Person(7), [new(Scene.Person(7, 2), "10", true, null)], scene.Paper)));
        var asked = First() with { Household = Scene.HouseholdCode(7), New = null };

        Refused(scene, asked).ShouldBe(MemberIsLeftOut, "they share the right, or it is proved why not");
        scene.Open(asked with { WithoutShare = [new(Scene.Person(7), NoShareGround.LandElsewhere, "paper")] }, VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void The_entry_rests_on_papers_and_on_no_empty_name()
    {
        IChange asked = First() with { WithoutShare = [new(People[1], NoShareGround.LandElsewhere, ""), new(People[2], NoShareGround.LandElsewhere, "paper"), new(People[0], NoShareGround.LandElsewhere, "paper")] };
        var scene = ParcelChangeTests.Village();
        var paper = new NewPaper(Scene.Id("paper"), "serial", "token", "authority");

        asked.Enter(scene.BooksFor(asked), [paper], scene.By(VillageClerk)).ShouldBeOfType<Decision.Entered>()
            .Facts.Select(fact => fact.Fact).OfType<ContractConcluded>().Single().Provenance.Documents.ShouldBe(["paper"]);
    }

    [Fact]
    public void Expropriated_land_leaves_the_right_and_the_rest_stays()
    {
        var scene = ParcelChangeTests.Village();
        var some = new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, "paper");
        scene.Open(some, VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);
        Refused(scene, some with { Household = Scene.HouseholdCode(9) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, some with { Parcels = [Scene.ParcelCode(3)] }).ShouldBe(ParcelNotInRight);
        Refused(scene, some with { All = true }).ShouldBe(AllIsNotAll);
        Refused(scene, some with { Approval = "" }).ShouldBe(ApprovalIsMissing);

        scene.Open(some, Chair).ShouldBeOfType<Decision.Entered>();
        Through(scene, some);
        scene.Right(Scene.RightCode(1)).Holdings.Keys.ShouldBe([Scene.ParcelCode(2)]);
        Through(scene, new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(2)], true, "paper"));
        scene.Right(Scene.RightCode(1)).HasEnded.ShouldBeTrue();
        scene.Household(Scene.HouseholdCode(1)).BarredUntil.ShouldBeNull("what was taken bars nobody");
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Mortgage)]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.Dispute)]
    public void No_hold_stops_an_expropriation_but_whom_it_protects_is_told_and_it_ends_on_what_was_taken(EncumbranceKind kind)
    {
        var (right, scene) = (Scene.RightCode(1), ParcelChangeTests.Village());
        scene.Given(
            new StreamFact(Streams.Right(right), new EncumbranceEntered(right, Scene.Id("hold of one"), kind, [Scene.ParcelCode(1)], null, "第1号", scene.Paper)),
            new StreamFact(Streams.Right(right), new EncumbranceEntered(right, Scene.Id("hold of both"), kind, [Scene.ParcelCode(1), Scene.ParcelCode(2)], null, "第2号", scene.Paper)));
        var taken = new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, "paper");
        Refused(scene, taken).ShouldBe(ProtectedWereNotTold);
        Through(scene, taken with { Told = "told" });
        var held = scene.Right(right).Encumbrances.Values.ShouldHaveSingleItem();
        held.Document.ShouldBe("第2号");
        held.Parcels.ShouldBe([Scene.ParcelCode(2)]);
    }

    [Fact]
    public void A_dispute_s_hold_that_went_on_after_an_expropriation_is_still_its_own_and_ends_with_it()
    {
        var (right, scene) = (Scene.RightCode(1), ParcelChangeTests.Village());
        scene.Ask(new OpenDispute(right, [Scene.ParcelCode(1), Scene.ParcelCode(2)], Scene.HouseholdCode(2), DisputeMatter.Infringement, scene.Day, "占了我家的地"), Scene.Farmer(2), out var dispute).ShouldBeEntered();
        Through(scene, new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, "paper") { Told = "told" });
        var left = scene.Right(right).Encumbrances.Values.ShouldHaveSingleItem();
        left.Id.ShouldNotBe(dispute);
        left.Parcels.ShouldBe([Scene.ParcelCode(2)]);

        scene.Ask(new LiftEncumbrance(right, left.Id, "令", "scan"), new Actor.Registrar(Scene.Registrar, "620123")).ShouldBeRefused(TenureRules.HoldEndsWithItsDispute);
        scene.Ask(new AdvanceDispute(dispute, DisputeStep.Withdraw, scene.Day, ""), Scene.Farmer(2)).ShouldBeEntered();
        scene.Right(right).Encumbrances.ShouldBeEmpty();
    }

    [Fact]
    public void What_protects_nobody_else_needs_nobody_told_of_an_expropriation()
    {
        var (right, scene) = (Scene.RightCode(1), ParcelChangeTests.Village());
        scene.Given(new StreamFact(Streams.Right(right), new EncumbranceEntered(right, Scene.Id("notice"), EncumbranceKind.Expropriation, [Scene.ParcelCode(1)], null, "预公告1号", scene.Paper)));
        Through(scene, new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, "paper"));
        scene.Right(right).Encumbrances.ShouldBeEmpty();
    }

    [Fact]
    public void Land_is_returned_only_when_half_a_year_has_passed_and_bars_new_land_until_the_term_ends()
    {
        var scene = ParcelChangeTests.Village();
        var given = new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, scene.Day, "notice", "choices");
        Refused(scene, given with { NoticeGiven = scene.Day.AddDays(1) }).ShouldBe(ReturnNoticeIsMissing);
        Refused(scene, given with { Notice = "" }).ShouldBe(ReturnNoticeIsMissing);
        Refused(scene, given with { Choices = "" }).ShouldBe(ChoicesWereNotExplained);
        scene.Open(given, Chair).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);

        scene.Open(given, Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Ask(new CompleteStep(number, StepKind.Applied), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        Confirmed(scene, [Scene.Farmer(1), Scene.Farmer(1, 2)]);
        Opinions(scene, "application", "identity", "contract", "holders-consent", "return-notice", "return-agreement", "information-sheet");
        // Six months end on Sunday 23 May, so on the next working day; the day after that is the first on which it can be entered.
        scene.Day = new(2027, 5, 24);
        RulesRaised.Note(scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Refused>().Rule).ShouldBe(CaseRules.TooEarlyToEnter);
        scene.Day = new(2027, 5, 25);
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Right(Scene.RightCode(1)).Holdings.Keys.ShouldBe([Scene.ParcelCode(2)]);
        scene.Household(Scene.HouseholdCode(1)).BarredUntil.ShouldBe(new DateOnly(2028, 12, 31));
        Refused(scene, First() with { Household = Scene.HouseholdCode(1), New = null }).ShouldBe(HouseholdIsBarred);
    }

    [Fact]
    public void A_later_return_does_not_shorten_the_bar_of_an_earlier_one()
    {
        var scene = ParcelChangeTests.Village();
        var until = new DateOnly(2046, 4, 6);
        scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new ParcelJoined(
            Scene.RightCode(1), Scene.HouseholdCode(1), Scene.Group, new(Scene.ParcelCode(9), 625, null, null), until, "transfer/1", scene.Paper)));
        Through(scene, new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(9)], false, scene.Day, "notice", "choices"));
        scene.Household(Scene.HouseholdCode(1)).BarredUntil.ShouldBe(until);

        IChange later = new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, scene.Day, "notice", "choices");
        later.Alterations(scene.BooksFor(later)).ShouldContain(one => one.After == "2046-04-06", "the household is told the day that will stand");
        Through(scene, later);
        scene.Household(Scene.HouseholdCode(1)).BarredUntil.ShouldBe(until);
        scene.Streams[Streams.Household(Scene.HouseholdCode(1))].OfType<HouseholdBarred>().ShouldAllBe(fact => fact.Until == until);
    }

    [Fact]
    public void What_a_survey_says_of_a_new_parcel_is_codes_and_what_it_says_of_people_too()
    {
        var scene = ParcelChangeTests.Village();
        var first = First();
        foreach (var wrong in new Func<NewParcel, NewParcel>[]
                 {
                     parcel => parcel with { Place = "" }, parcel => parcel with { Category = "王小明" }, parcel => parcel with { Ownership = "王" },
                     parcel => parcel with { LandUse = "13" }, parcel => parcel with { LandUse = "王小明" }, parcel => parcel with { Grade = "好" }, parcel => parcel with { Purpose = "玉米" },
                 })
            Refused(scene, first with { Parcels = [first.Parcels[0] with { Survey = wrong(first.Parcels[0].Survey!) }] }).ShouldBe(ParcelRules.ValueDoesNotFit);

        foreach (var wrong in new Func<HouseholdMember, HouseholdMember>[] { member => member with { Relation = "长子王小明" }, member => member with { Mark = "王小明外嫁" }, member => member with { Mark = "" } })
            Refused(scene, first with { New = first.New! with { Members = [first.New!.Members[0], wrong(first.New.Members[1])] } }).ShouldBe(RelationIsNoCode);
    }

    [Fact]
    public void Whoever_returns_land_may_change_their_mind_until_it_is_entered()
    {
        var scene = ParcelChangeTests.Village();
        scene.Open(new ReturnLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1), Scene.ParcelCode(2)], true, scene.Day, "notice", "choices"), Scene.Farmer(1));
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Scene.Farmer(1));
        Confirmed(scene, [Scene.Farmer(1), Scene.Farmer(1, 2)]);
        scene.Ask(new WithdrawCase(scene.LastCase), Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>();
        scene.Right(Scene.RightCode(1)).Holdings.Count.ShouldBe(2);
    }

    private static RegisterFirst First() => new(
        Newcomer,
        new(Scene.Group, People[0], [.. People.Select((person, at) => new HouseholdMember(person, at == 0 ? "02" : "10", true, null))]),
        [
            new(Scene.ParcelCode(31), 620, 600, ParcelChangeTests.New(31, ParcelChangeTests.Rectangle(300, 25), 625)),
            new(Scene.ParcelCode(4), 625, null, null),
        ],
        new(2026, 1, 1), new(2055, 12, 31), []);

    private static void Surveyed(Scene scene)
    {
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Surveyed), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.SurveyReviewed), Township).ShouldBeOfType<Decision.Entered>();
    }

    private static void ToConfirmation(Scene scene)
    {
        var number = scene.LastCase;
        Surveyed(scene);
        scene.Ask(new CompleteStep(number, StepKind.NoticeOver), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NotOnNotice);
        scene.Ask(new OpenNotice([number]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(7);
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NoticeIsRunning);
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    private static void ToEntry(Scene scene)
    {
        Confirmed(scene, [.. People.Select(person => new Actor.Farmer(person, Newcomer))]);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Contracted), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Chair).ShouldBeOfType<Decision.Entered>();
        Opinions(scene, "application", "identity", "household-register", "new-contract", "survey", "notice-record", "confirmation");
    }

    private static void Confirmed(Scene scene, Actor[] holders)
    {
        foreach (var holder in holders) scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), holder).ShouldBeOfType<Decision.Entered>();
    }

    private static void Opinions(Scene scene, params string[] papers)
    {
        var number = scene.LastCase;
        foreach (var paper in papers) scene.Ask(new FileDocument(number, paper, $"hash of {paper}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), OtherTownship).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
    }

    private static void Through(Scene scene, IChange change) =>
        scene.Given([.. change.Enter(scene.BooksFor(change), [new(Scene.Id("paper"), "serial", "token", "authority")], scene.By(Chair)).ShouldBeOfType<Decision.Entered>().Facts]);

    private static Rule Refused(Scene scene, IChange change) => ParcelChangeTests.Refused(scene, change);
}
