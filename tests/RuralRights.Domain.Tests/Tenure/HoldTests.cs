using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>What holds a right still: who enters it, what it stops and by which rule, what it gives way to, and how it ends.</summary>
public sealed class HoldTests
{
    private const string Paper = "（2026）甘0123执1号";
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, "620123");
    private static readonly Actor.Register Register = new("620123");
    private static readonly string Right = Scene.RightCode(1);

    public static TheoryData<EncumbranceKind, Disposal> Table
    {
        get
        {
            var table = new TheoryData<EncumbranceKind, Disposal>();
            foreach (var kind in Enum.GetValues<EncumbranceKind>())
                foreach (var disposal in Enum.GetValues<Disposal>()) table.Add(kind, disposal);
            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_kind_stops_what_its_law_names_on_its_own_parcel_and_nothing_else(EncumbranceKind kind, Disposal disposal)
    {
        var scene = Village();
        Hold(scene, kind).ShouldBeEntered();
        var law = HoldLaw.Of(kind);

        scene.Right(Right).Hindrance([Scene.ParcelCode(2)], [], Scene.Today, disposal).ShouldBeNull();
        scene.Right(Right).Hindrance([Scene.ParcelCode(1)], [], Scene.Today, disposal)
            .ShouldBe(law.Stops.Contains(disposal) ? new Decision.Refused(law.Rule, Scene.ParcelCode(1)) : null);
    }

    [Fact]
    public void The_court_stops_before_the_holder_s_own_lock_does()
    {
        var scene = Village();
        foreach (var kind in new[] { EncumbranceKind.OwnerLock, EncumbranceKind.Mortgage, EncumbranceKind.Seizure }) Hold(scene, kind).ShouldBeEntered();

        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeRefused(RightIsSeized, Scene.ParcelCode(1));
        Lift(scene, EncumbranceKind.Seizure, Registrar).ShouldBeEntered();
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeRefused(RightIsMortgaged, Scene.ParcelCode(1));
        Lift(scene, EncumbranceKind.Mortgage, Registrar).ShouldBeEntered();
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeRefused(HolderLockedTheRight, Scene.ParcelCode(1));
        Lift(scene, EncumbranceKind.OwnerLock, Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeEntered();
    }

    [Fact]
    public void A_seizure_has_an_end_is_renewed_before_it_and_lapses_by_itself()
    {
        var scene = Village();
        var seize = new EnterEncumbrance(Right, EncumbranceKind.Seizure, [Scene.ParcelCode(1)], null, Paper, "order");

        scene.Ask(seize, Registrar).ShouldBeRefused(SeizureHasNoEnd);
        scene.Ask(seize with { Until = Scene.Today.AddMonths(36).AddDays(1) }, Registrar).ShouldBeRefused(SeizureIsTooLong);
        scene.Ask(seize with { Until = Scene.Today.AddDays(30) }, Registrar).ShouldBeEntered();
        var renew = new RenewSeizure(Right, Of(scene, EncumbranceKind.Seizure), Scene.Today.AddDays(60), Paper, "renewal");

        scene.Ask(renew, Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(renew with { Encumbrance = Scene.Id("none") }, Registrar).ShouldBeRefused(EncumbranceIsUnknown);
        scene.Ask(renew with { Document = " " }, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(renew with { Until = Scene.Today.AddDays(30) }, Registrar).ShouldBeRefused(SeizureCannotBeRenewed);
        scene.Ask(renew with { Until = Scene.Today.AddYears(4) }, Registrar).ShouldBeRefused(SeizureIsTooLong);
        scene.Ask(renew, Registrar).ShouldBeEntered();

        scene.Day = Scene.Today.AddDays(60);
        scene.Ask(new LapseEncumbrances(Right), Register).ShouldBeRefused(NothingHasLapsed);
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeRefused(RightIsSeized, Scene.ParcelCode(1));
        scene.Day = Scene.Today.AddDays(61);
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(renew with { Until = Scene.Today.AddDays(90) }, Registrar).ShouldBeRefused(SeizureCannotBeRenewed);
        scene.Ask(new LapseEncumbrances(Right), Registrar).ShouldBeRefused(NothingHasLapsed);
        scene.Ask(new LapseEncumbrances(Right), Register).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<EncumbranceLapsed>();
        scene.Right(Right).Encumbrances.ShouldBeEmpty();
    }

    [Fact]
    public void An_objection_warns_asks_for_a_statement_at_the_entry_and_lapses_on_the_sixteenth_day()
    {
        var scene = Village();
        scene.Ask(new EnterEncumbrance(Right, EncumbranceKind.Objection, [Scene.ParcelCode(1)], Scene.Today.AddDays(9), Paper, "scan"), Registrar).ShouldBeRefused(ObjectionEndsByLaw);
        Hold(scene, EncumbranceKind.Objection).ShouldBeEntered();
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();
        TransferRefusalTests.Consent(scene, 1, 2);
        scene.Ask(new AnswerAsIssuer(scene.LastTransfer, true), new Actor.Chair(Scene.Chair, Scene.Group)).ShouldBeEntered();
        scene.Ask(new ConfirmPayment(scene.LastTransfer, 12600m, Scene.Person(1), Scene.Today, "1"), Scene.Farmer(1)).ShouldBeEntered();
        var register = new RegisterTransfer(scene.LastTransfer);
        var yields = new LetHoldYield(Right, Of(scene, EncumbranceKind.Objection), Streams.Transfer(scene.LastTransfer), "承诺书1", "statement");

        scene.Ask(register, Registrar).ShouldBeRefused(ObjectionEntryStands, Scene.ParcelCode(1));
        scene.Ask(yields, Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(yields with { Encumbrance = Scene.Id("none") }, Registrar).ShouldBeRefused(EncumbranceIsUnknown);
        scene.Ask(yields with { Document = "" }, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(yields with { To = "" }, Registrar).ShouldBeRefused(StatementIsForOneAct);
        scene.Ask(yields with { To = Streams.Transfer(Scene.Id("another")) }, Registrar).ShouldBeRefused(ActToLetPassIsUnknown, Streams.Transfer(Scene.Id("another")));
        scene.Ask(register, Registrar).ShouldBeRefused(ObjectionEntryStands, Scene.ParcelCode(1));
        scene.Ask(yields, Registrar).ShouldBeEntered();
        scene.Ask(yields with { Document = "承诺书2" }, Registrar).ShouldBeRefused(HoldYieldsAlready, $"{yields.Encumbrance}");
        scene.Day = Scene.Today.AddDays(2);
        scene.Ask(register, Registrar).ShouldBeEntered();

        var taken = scene.Right(Scene.RightCode(2)).Encumbrances.Values.ShouldHaveSingleItem();
        (taken.Kind, taken.Since, taken.Parcels.Single()).ShouldBe((EncumbranceKind.Objection, Scene.Today, Scene.ParcelCode(1)));
        taken.GivesWayTo.ShouldBeEmpty("the new holder's buyers state for themselves");
        scene.Day = Scene.Today.AddDays(15);
        scene.Ask(new LapseEncumbrances(Scene.RightCode(2)), Register).ShouldBeRefused(NothingHasLapsed);
        scene.Day = Scene.Today.AddDays(16);
        scene.Ask(new LapseEncumbrances(Scene.RightCode(2)), Register).ShouldBeEntered();
    }

    [Fact]
    public void A_registrar_enters_nothing_on_their_own_right_nor_on_a_relative_s()
    {
        var scene = Village();
        foreach (var kind in new[] { EncumbranceKind.Seizure, EncumbranceKind.Mortgage, EncumbranceKind.Objection }) Hold(scene, kind).ShouldBeEntered();
        scene.Ask(new EnterEncumbrance(Right, EncumbranceKind.OwnerLock, [Scene.ParcelCode(1)], null, ""), Scene.Farmer(1)).ShouldBeEntered();
        var own = new Actor.Registrar(Scene.Person(1), "620123");

        Decision[] Deeds(Actor by) =>
        [
            scene.Ask(new LetHoldYield(Right, Of(scene, EncumbranceKind.Mortgage), "", "同意书1", "consent"), by),
            scene.Ask(new RenewSeizure(Right, Of(scene, EncumbranceKind.Seizure), Scene.Today.AddYears(2), Paper, "renewal"), by),
            scene.Ask(new RecordSuit(Right, Of(scene, EncumbranceKind.Objection), Paper, "notice"), by),
            scene.Ask(new IssueCertificate(Right), by),
            scene.Ask(new EnterEncumbrance(Right, EncumbranceKind.Mortgage, [Scene.ParcelCode(2)], null, Paper, "scan"), by),
            Lift(scene, EncumbranceKind.Seizure, by),
        ];

        foreach (var decision in Deeds(own)) decision.ShouldBeRefused(Conflict.ApprovesOwnCase, Scene.HouseholdCode(1));
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(1)] };
        foreach (var decision in Deeds(Registrar)) decision.ShouldBeRefused(Conflict.ApprovesRelativesCase, Scene.HouseholdCode(1));
        scene.Relatives = Relatives.Unknown;
        foreach (var decision in Deeds(Registrar).OfType<Decision.Refused>()) Conflict.Checked.ShouldNotContain(decision.Rule);
    }

    [Fact]
    public void Lifting_and_letting_pass_rest_on_the_paper_itself_not_on_its_number()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.Mortgage).ShouldBeEntered();
        scene.NotHandedIn.Add(new('a', 64));
        var (lift, pass) = (new LiftEncumbrance(Right, Of(scene, EncumbranceKind.Mortgage), Paper), new LetHoldYield(Right, Of(scene, EncumbranceKind.Mortgage), "", Paper));

        scene.Ask(lift, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(lift with { Paper = new('a', 64) }, Registrar).ShouldBeRefused(Domain.Registration.DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        scene.Ask(pass, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(pass with { Paper = new('a', 64) }, Registrar).ShouldBeRefused(Domain.Registration.DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        scene.Ask(pass with { Paper = "consent" }, Registrar).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<HoldYielded>().Provenance.Documents.ShouldBe(["consent"]);
        scene.Ask(lift with { Paper = "scan" }, Registrar).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<EncumbranceLifted>().Provenance.Documents.ShouldBe(["scan"]);
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Mortgage)]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.Expropriation)]
    [InlineData(EncumbranceKind.Dispute)]
    public void What_an_official_enters_rests_on_the_paper_itself_and_it_stays_with_the_entry(EncumbranceKind kind)
    {
        var scene = Village();
        scene.NotHandedIn.Add(new('a', 64));

        scene.Ask(Enter(kind) with { Paper = null }, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(Enter(kind) with { Paper = new('a', 64) }, Registrar).ShouldBeRefused(Domain.Registration.DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        scene.Ask(Enter(kind), Registrar).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<EncumbranceEntered>().Provenance.Documents.ShouldBe(["scan"]);
        Hold(scene, EncumbranceKind.OwnerLock).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<EncumbranceEntered>().Provenance.Documents.ShouldBeEmpty("a holder's own lock needs no paper");
    }

    [Fact]
    public void A_renewal_and_a_suit_rest_on_the_court_s_paper_itself_and_it_stays_with_the_entry()
    {
        var scene = Village();
        foreach (var kind in new[] { EncumbranceKind.Seizure, EncumbranceKind.Objection }) Hold(scene, kind).ShouldBeEntered();
        scene.NotHandedIn.Add(new('a', 64));
        var (renew, suit) = (new RenewSeizure(Right, Of(scene, EncumbranceKind.Seizure), Scene.Today.AddYears(2), Paper), new RecordSuit(Right, Of(scene, EncumbranceKind.Objection), "（2026）甘0123民初1号"));

        scene.Ask(renew, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(renew with { Paper = new('a', 64) }, Registrar).ShouldBeRefused(Domain.Registration.DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        scene.Ask(suit, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(suit with { Paper = new('a', 64) }, Registrar).ShouldBeRefused(Domain.Registration.DocumentRules.DocumentWasNotHandedIn, new('a', 64));
        scene.Ask(renew with { Paper = "renewal" }, Registrar).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<SeizureRenewed>().Provenance.Documents.ShouldBe(["renewal"]);
        scene.Ask(suit with { Paper = "notice" }, Registrar).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<ObjectionSuitFiled>().Provenance.Documents.ShouldBe(["notice"]);
    }

    [Theory]
    [InlineData(EncumbranceKind.Mortgage)]
    [InlineData(EncumbranceKind.Dispute)]
    public void What_no_day_ends_is_given_none_and_stands_beyond_one_that_was_written(EncumbranceKind kind)
    {
        var scene = Village();
        var enter = new EnterEncumbrance(Right, kind, [Scene.ParcelCode(1)], Scene.Today.AddYears(1), Paper, "scan");
        scene.Ask(enter, Registrar).ShouldBeRefused(HoldEndsOnlyOnPaper);
        scene.Ask(enter with { Until = null }, Registrar).ShouldBeEntered();

        scene.Given(new StreamFact(Streams.Right(Right), new EncumbranceEntered(Right, Scene.Id("earlier"), kind, [Scene.ParcelCode(2)], Scene.Today.AddDays(3), "借款合同1号", scene.Paper)));
        scene.Day = Scene.Today.AddYears(2);
        scene.Ask(new LapseEncumbrances(Right), Register).ShouldBeRefused(NothingHasLapsed);
        scene.Right(Right).Hindrance([Scene.ParcelCode(2)], [], scene.Day)!.Rule.ShouldBe(HoldLaw.Of(kind).Rule);
    }

    [Fact]
    public void A_proved_suit_keeps_an_objection_from_lapsing()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.Objection).ShouldBeEntered();
        var suit = new RecordSuit(Right, Of(scene, EncumbranceKind.Objection), "（2026）甘0123民初1号", "notice");

        scene.Ask(suit, Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(suit with { Encumbrance = Scene.Id("none") }, Registrar).ShouldBeRefused(EncumbranceIsUnknown);
        scene.Ask(suit with { Document = "" }, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Day = Scene.Today.AddDays(16);
        scene.Ask(suit, Registrar).ShouldBeRefused(NoSuitToRecord);
        scene.Day = Scene.Today.AddDays(15);
        scene.Ask(suit, Registrar).ShouldBeEntered();
        scene.Ask(suit, Registrar).ShouldBeRefused(NoSuitToRecord);
        scene.Day = Scene.Today.AddDays(400);
        scene.Ask(new LapseEncumbrances(Right), Register).ShouldBeRefused(NothingHasLapsed);
    }

    [Fact]
    public void A_mortgage_gives_way_to_the_creditor_s_written_consent_and_follows_the_land()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.Mortgage).ShouldBeEntered();
        Hold(scene, EncumbranceKind.Expropriation, 2).ShouldBeEntered();

        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeRefused(RightIsMortgaged, Scene.ParcelCode(1));
        scene.Ask(Offer() with { Parcels = [Scene.ParcelCode(2)] }, Scene.Farmer(1)).ShouldBeRefused(ExpropriationIsAnnounced, Scene.ParcelCode(2));
        scene.Ask(new LetHoldYield(Right, Of(scene, EncumbranceKind.Expropriation), "", "同意书1", "consent"), Registrar).ShouldBeRefused(HoldDoesNotYield);
        scene.Ask(new LetHoldYield(Right, Of(scene, EncumbranceKind.Mortgage), "", "同意书1", "consent"), Registrar).ShouldBeEntered();
        scene.Ask(Offer(), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();
        TransferRefusalTests.Finish(scene, 1, 2);

        scene.Right(Scene.RightCode(2)).Hindrance([Scene.ParcelCode(1)], [], Scene.Today)!.Rule.ShouldBe(RightIsMortgaged);
        scene.Right(Right).Encumbrances.Values.ShouldHaveSingleItem().Kind.ShouldBe(EncumbranceKind.Expropriation);
    }

    [Fact]
    public void A_lock_is_its_setter_s_own_even_against_their_family()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.OwnerLock, 1, Scene.Farmer(1, 2)).ShouldBeEntered();

        Hold(scene, EncumbranceKind.OwnerLock, 1, Scene.Farmer(1, 2)).ShouldBeRefused(LockStandsAlready);
        Hold(scene, EncumbranceKind.OwnerLock, 1, Scene.Farmer(2)).ShouldBeRefused(NotYoursToHold);
        Lift(scene, EncumbranceKind.OwnerLock, Scene.Farmer(1)).ShouldBeRefused(LockIsAnothers);
        Lift(scene, EncumbranceKind.OwnerLock, Registrar).ShouldBeRefused(NotYoursToHold);
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdMembersChanged(
            Scene.HouseholdCode(1), [new(Scene.Person(1), "02", true, null)], scene.Paper)));
        Lift(scene, EncumbranceKind.OwnerLock, Scene.Farmer(1)).ShouldBeEntered();
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Mortgage)]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.Expropriation)]
    [InlineData(EncumbranceKind.Dispute)]
    public void One_paper_holds_a_parcel_once_while_it_stands(EncumbranceKind kind)
    {
        var scene = Village();
        Hold(scene, kind).ShouldBeEntered();
        var standing = Of(scene, kind);

        Hold(scene, kind).ShouldBeRefused(HoldStandsAlready, $"{standing}");
        scene.Ask(Enter(kind) with { Parcels = [Scene.ParcelCode(2), Scene.ParcelCode(1)], Document = $" {Paper.ToUpperInvariant()} " }, Registrar).ShouldBeRefused(HoldStandsAlready, $"{standing}");
        Hold(scene, kind, 2).ShouldBeEntered();
        scene.Ask(Enter(kind) with { Document = "（2026）甘0123执2号" }, Registrar).ShouldBeEntered();
        scene.Ask(Enter(kind == EncumbranceKind.Mortgage ? EncumbranceKind.Expropriation : EncumbranceKind.Mortgage), Registrar).ShouldBeEntered();

        scene.Ask(new LiftEncumbrance(Right, standing, "解除文书1", "scan"), Registrar).ShouldBeEntered();
        Hold(scene, kind).ShouldBeEntered();
    }

    [Fact]
    public void A_seizure_that_is_over_can_be_entered_again_on_its_paper_and_an_objection_that_lapsed_cannot()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.Objection).ShouldBeEntered();
        scene.Ask(Enter(EncumbranceKind.Seizure) with { Until = Scene.Today.AddDays(10) }, Registrar).ShouldBeEntered();

        scene.Day = Scene.Today.AddDays(16);
        Hold(scene, EncumbranceKind.Objection).ShouldBeRefused(HoldStandsAlready);
        scene.Ask(new LapseEncumbrances(Right), Register).ShouldBeEntered().Count.ShouldBe(2);
        scene.Ask(Enter(EncumbranceKind.Seizure) with { Until = scene.Day.AddDays(10) }, Registrar).ShouldBeEntered();
        Hold(scene, EncumbranceKind.Objection).ShouldBeRefused(ObjectionLapsedBefore, Scene.ParcelCode(1));
        Hold(scene, EncumbranceKind.Objection, 2).ShouldBeEntered();
        scene.Ask(Enter(EncumbranceKind.Objection) with { Document = "异议申请2号" }, Registrar).ShouldBeEntered();
    }

    [Fact]
    public void A_hold_gives_way_to_one_act_once()
    {
        var scene = Village();
        Hold(scene, EncumbranceKind.Mortgage).ShouldBeEntered();
        var yields = new LetHoldYield(Right, Of(scene, EncumbranceKind.Mortgage), "", "同意书1", "consent");

        scene.Ask(yields, Registrar).ShouldBeEntered();
        scene.Ask(yields, Registrar).ShouldBeRefused(HoldYieldsAlready, $"{yields.Encumbrance}");
        scene.Right(Right).Encumbrances[yields.Encumbrance].GivesWayTo.ShouldHaveSingleItem();
    }

    private static EnterEncumbrance Enter(EncumbranceKind kind) =>
        new(Right, kind, [Scene.ParcelCode(1)], kind == EncumbranceKind.Seizure ? Scene.Today.AddYears(1) : null, Paper, "scan");

    private static Scene Village() => new Scene().GivenHousehold(1, 2).GivenHousehold(2).GivenContract(1, 1, 2).GivenContract(2, 3);

    private static Decision Hold(Scene scene, EncumbranceKind kind, int parcel = 1, Actor? by = null) => scene.Ask(
        new EnterEncumbrance(Right, kind, [Scene.ParcelCode(parcel)], kind == EncumbranceKind.Seizure ? Scene.Today.AddYears(1) : null, kind == EncumbranceKind.OwnerLock ? "" : Paper, kind == EncumbranceKind.OwnerLock ? null : "scan"),
        by ?? (kind == EncumbranceKind.OwnerLock ? Scene.Farmer(1) : Registrar));

    private static Decision Lift(Scene scene, EncumbranceKind kind, Actor by) => scene.Ask(new LiftEncumbrance(Right, Of(scene, kind), Paper, kind == EncumbranceKind.OwnerLock ? null : "scan"), by);

    private static Guid Of(Scene scene, EncumbranceKind kind) => scene.Right(Right).Encumbrances.Values.Single(held => held.Kind == kind).Id;

    private static OpenListing Offer() => new(Right, [Scene.ParcelCode(1)], [], 12600m);
}
