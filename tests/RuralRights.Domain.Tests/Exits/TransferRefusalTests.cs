using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Market.MarketRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Exits;

/// <summary>Every refusal in order of precedence: each step mends exactly one thing, and the next rule of the law is the answer.</summary>
public sealed class TransferRefusalTests
{
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, "620123");
    private static readonly Actor.Chair Chair = new(Scene.Chair, Scene.Group);

    [Fact]
    public void Opening_a_listing_is_refused_in_the_order_of_the_law()
    {
        var scene = new Scene().GivenHousehold(1, 2).GivenHousehold(2).GivenHousehold(3).GivenHousehold(4)
            .GivenContract(1, 1, 2)
            .GivenContract(2, Scene.Today.AddDays(-1), ContractKind.Family, null, 3)
            .GivenContract(3, Scene.Today, ContractKind.Family, new JointShare(1, 2), 4)
            .GivenContract(4, Scene.Today, ContractKind.OtherMeans, null, 5)
            .Given(Lease("1", Scene.Today, Scene.ParcelCode(1)), Held("held", null, 2));

        scene.Ask(Offer(1, 1), Scene.Farmer(2)).ShouldBeRefused(NotOfTheHousehold);
        scene.Ask(Offer(1, 1), new Actor.Farmer(Scene.Person(2), Scene.HouseholdCode(1))).ShouldBeRefused(NotOfTheHousehold);
        scene.Ask(Offer(1, 1), Registrar).ShouldBeRefused(NotOfTheHousehold);
        scene.Ask(Offer(9, 1), Scene.Farmer(1)).ShouldBeRefused(NotOfTheHousehold);
        scene.Ask(Offer(4, 5), Scene.Farmer(4)).ShouldBeRefused(RightIsByOtherMeans);
        scene.Ask(Offer(1), Scene.Farmer(1)).ShouldBeRefused(NoParcelChosen);
        scene.Ask(Offer(1, 3), Scene.Farmer(1)).ShouldBeRefused(ParcelNotInRight, Scene.ParcelCode(3));
        scene.Ask(Offer(2, 3), Scene.Farmer(2)).ShouldBeRefused(TermIsOver, Scene.ParcelCode(3));
        scene.Ask(Offer(3, 4), Scene.Farmer(3)).ShouldBeRefused(ParcelIsHeldJointly, Scene.ParcelCode(4));
        scene.Ask(Offer(1, 1, 2), Scene.Farmer(1)).ShouldBeRefused(RightIsSeized, Scene.ParcelCode(2));
        scene.Ask(Offer(1, 1), Scene.Farmer(1)).ShouldBeRefused(LeaseNotDisclosed, LeaseCode("1"));
        scene.Ask(Offer(1, 1) with { DisclosedLeases = [LeaseCode("1")], Price = 0.001m }, Scene.Farmer(1)).ShouldBeRefused(PriceCannotBePaid);
        scene.Ask(Offer(1, 1) with { DisclosedLeases = [LeaseCode("1")] }, Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(Offer(1, 1) with { DisclosedLeases = [LeaseCode("1")], Price = 0 }, Scene.Farmer(1)).ShouldBeRefused(ParcelAlreadyListed, Scene.ParcelCode(1));
    }

    [Fact]
    public void A_lease_holds_to_its_last_day_and_an_encumbrance_too()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1).Given(Lease("1", Scene.Today.AddDays(-1)), Held("held", Scene.Today.AddDays(-1), 1));

        scene.Ask(Offer(1, 1), Scene.Farmer(1)).ShouldBeEntered();
        scene.Listing(scene.LastListing).Leases.ShouldBeEmpty();
    }

    [Fact]
    public void A_lease_that_names_no_parcel_binds_every_parcel_of_its_right()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1, 2).Given(Lease("1", Scene.Today));

        scene.Ask(Offer(1, 2), Scene.Farmer(1)).ShouldBeRefused(LeaseNotDisclosed, LeaseCode("1"));
    }

    [Fact]
    public void Taking_a_listing_is_refused_in_the_order_of_the_law()
    {
        var scene = Listed();
        scene.GivenHousehold(5, 1, Scene.NeighbourGroup).GivenHousehold(8001, 1, kind: Domain.Households.ContractorKind.Person);
        var listing = scene.LastListing;

        scene.Ask(new TakeListing(Scene.Id("none"), Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeRefused(ListingIsUnknown);
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(2)), Scene.Farmer(1)).ShouldBeRefused(NotOfTheHousehold);
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(5, Scene.NeighbourGroup)), Scene.Farmer(5, 1, Scene.NeighbourGroup)).ShouldBeRefused(TransfereeIsOutsider, Scene.Group);
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(8001)), Scene.Farmer(8001)).ShouldBeRefused(TransfereeIsOutsider, Scene.Group);
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(1)), Scene.Farmer(1)).ShouldBeRefused(OwnListing);
        scene.Given(Held("held", null, 1));
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeRefused(RightIsSeized, Scene.ParcelCode(1));
        scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new EncumbranceLifted(Scene.RightCode(1), Scene.Id("held"), "", scene.Paper)));
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();
        scene.Ask(new TakeListing(listing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeRefused(ListingIsTaken);
    }

    [Fact]
    public void A_consent_counts_for_exactly_the_terms_shown_and_from_the_holder_only()
    {
        var scene = Agreed();
        var (transfer, terms) = (scene.LastTransfer, scene.Transfer(scene.LastTransfer).Terms);

        scene.Ask(new ConsentToTransfer(Scene.Id("none"), terms), Scene.Farmer(1)).ShouldBeRefused(TransferIsUnknown);
        scene.Ask(new ConsentToTransfer(transfer, terms), Chair).ShouldBeRefused(NotACoHolder);
        scene.Ask(new ConsentToTransfer(transfer, terms), Registrar).ShouldBeRefused(NotACoHolder);
        scene.Ask(new ConsentToTransfer(transfer, terms), Scene.Farmer(2)).ShouldBeRefused(NotACoHolder);
        scene.Ask(new ConsentToTransfer(transfer, terms), new Actor.Farmer(Scene.Person(2), Scene.HouseholdCode(1))).ShouldBeRefused(NotACoHolder);
        scene.Ask(new ConsentToTransfer(transfer, terms[..^1] + (terms[^1] == '0' ? '1' : '0')), Scene.Farmer(1)).ShouldBeRefused(TermsDiffer);
        scene.Ask(new ConsentToTransfer(transfer, terms), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new WithdrawConsent(transfer), Scene.Farmer(2)).ShouldBeRefused(NotACoHolder);
        scene.Ask(new WithdrawConsent(Scene.Id("none")), Scene.Farmer(1)).ShouldBeRefused(TransferIsUnknown);
    }

    [Fact]
    public void The_issuer_answers_through_a_chair_who_is_no_party()
    {
        var scene = Agreed();
        scene.GivenHousehold(3);
        var transfer = scene.LastTransfer;
        var agree = new AnswerAsIssuer(transfer, true);

        scene.Ask(new AnswerAsIssuer(Scene.Id("none"), true), Chair).ShouldBeRefused(TransferIsUnknown);
        scene.Ask(agree, Scene.Farmer(1)).ShouldBeRefused(NotTheChair);
        scene.Ask(agree, new Actor.Chair(Scene.Chair, Scene.NeighbourGroup)).ShouldBeRefused(NotTheChair);
        scene.Ask(agree, new Actor.Chair(Scene.Person(1), Scene.Group)).ShouldBeRefused(Conflict.ApprovesOwnCase, Scene.HouseholdCode(1));
        scene.Ask(agree, new Actor.Chair(Scene.Person(2), Scene.Group)).ShouldBeRefused(Conflict.ApprovesOwnCase, Scene.HouseholdCode(2));
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(2)] };
        scene.Ask(agree, Chair).ShouldBeRefused(Conflict.ApprovesRelativesCase, Scene.HouseholdCode(2));
        scene.Relatives = Relatives.Unknown;
        scene.Ask(agree, Chair).ShouldBeRefused(HolderHasNotConsented);
        Consent(scene, 1, 2);
        scene.Ask(new AnswerAsIssuer(transfer, false, "fraud-or-coercion", " "), Chair).ShouldBeRefused(RefusalHasNoStatement);
        scene.Ask(new AnswerAsIssuer(transfer, false, "fraud-or-coercion", "王梅说有人逼她"), Chair).ShouldBeEntered()
            .ShouldContain(fact => fact.Fact is IssuerRefused && !Scene.AsText(fact.Fact).Contains("王梅"));
        scene.Ask(agree, Chair).ShouldBeEntered();
    }

    [Fact]
    public void A_reason_is_lawful_only_while_it_is_in_force()
    {
        RefusalReason.On(new(2023, 4, 30)).ShouldBeEmpty();
        RefusalReason.On(new(2023, 5, 1)).Count().ShouldBe(6);
        RefusalReason.All.Select(reason => reason.Code).ShouldBeUnique();
    }

    [Fact]
    public void The_payee_confirms_the_whole_price_and_nobody_else_does()
    {
        var scene = Agreed();
        var transfer = scene.LastTransfer;
        var pay = new ConfirmPayment(transfer, 12600m, Scene.Person(1), Scene.Today, "2026112300001");

        scene.Ask(pay with { Transfer = Scene.Id("none") }, Scene.Farmer(1)).ShouldBeRefused(TransferIsUnknown);
        scene.Ask(pay, Scene.Farmer(2)).ShouldBeRefused(NotACoHolder);
        scene.Ask(pay, new Actor.Clerk(Scene.Id("clerk"), "620123")).ShouldBeRefused(NotACoHolder);
        scene.Ask(pay, Scene.Farmer(1)).ShouldBeRefused(HolderHasNotConsented);
        Consent(scene, 1, 2);
        scene.Ask(pay, Scene.Farmer(1)).ShouldBeRefused(IssuerHasNotConsented);
        scene.Ask(new AnswerAsIssuer(transfer, true), Chair).ShouldBeEntered();
        scene.Ask(pay with { Payee = Scene.Chair }, Scene.Farmer(1)).ShouldBeRefused(PayeeIsNotTransferor);
        scene.Ask(pay with { Amount = 12599.99m }, Scene.Farmer(1)).ShouldBeRefused(AmountIsNotThePrice);
        scene.Ask(pay with { Amount = 12600.01m }, Scene.Farmer(1)).ShouldBeRefused(AmountIsNotThePrice);
        scene.Ask(pay with { PaidOn = Scene.Today.AddDays(1) }, Scene.Farmer(1)).ShouldBeRefused(PaymentHasNoProof);
        scene.Ask(pay with { PaidOn = Scene.Today.AddDays(-1) }, Scene.Farmer(1)).ShouldBeRefused(PaymentHasNoProof);
        foreach (var voucher in new[] { "", " ", "王梅", "2026 1", new string('1', 65) })
            scene.Ask(pay with { Voucher = voucher }, Scene.Farmer(1)).ShouldBeRefused(PaymentHasNoProof);
        scene.Ask(pay, Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(pay, Scene.Farmer(1)).ShouldBeRefused(PaymentAlreadyConfirmed);
    }

    [Fact]
    public void The_entry_is_refused_in_the_order_of_the_law()
    {
        var scene = Agreed();
        var register = new RegisterTransfer(scene.LastTransfer);

        scene.Ask(new RegisterTransfer(Scene.Id("none")), Registrar).ShouldBeRefused(TransferIsUnknown);
        scene.Ask(register, Chair).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(register, new Actor.Clerk(Scene.Registrar, "620123")).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(register, new Actor.Registrar(Scene.Person(1, 2), "620123")).ShouldBeRefused(Conflict.ApprovesOwnCase, Scene.HouseholdCode(1));
        scene.Ask(register, new Actor.Registrar(Scene.Person(2), "620123")).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Relatives = Relatives.Unknown with { Declared = [Scene.Person(1, 2)] };
        scene.Ask(register, Registrar).ShouldBeRefused(Conflict.ApprovesRelativesCase, Scene.HouseholdCode(1));
        scene.Relatives = Relatives.Unknown;

        scene.Given(Held("court", null, 1));
        scene.Ask(register, Registrar).ShouldBeRefused(RightIsSeized, Scene.ParcelCode(1));
        scene.Ask(new LiftEncumbrance(Scene.RightCode(1), Scene.Id("court"), "（2026）甘0123执解1号", "scan"), Registrar).ShouldBeEntered();
        scene.Given(Lease("2", Scene.Today, Scene.ParcelCode(1)));
        scene.Ask(register, Registrar).ShouldBeRefused(LeaseNotDisclosed, LeaseCode("2"));
        scene.Day = Scene.Today.AddDays(1);

        scene.Ask(register, Registrar).ShouldBeRefused(HolderHasNotConsented);
        Consent(scene, 1, 2);
        scene.Ask(register, Registrar).ShouldBeRefused(IssuerHasNotConsented);
        scene.Ask(new AnswerAsIssuer(scene.LastTransfer, true), Chair).ShouldBeEntered();
        scene.Ask(register, new Actor.Registrar(Scene.Chair, "620123")).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(register, Registrar).ShouldBeRefused(PriceIsNotPaid);
        scene.Ask(new ConfirmPayment(scene.LastTransfer, 12600m, Scene.Person(1), Scene.Today, "1"), Scene.Farmer(1)).ShouldBeEntered();

        scene.GivenHousehold(2, 1, Scene.NeighbourGroup).Given(new StreamFact(
            Streams.Household(Scene.HouseholdCode(2)),
            new Domain.Households.HouseholdRegistered(Scene.HouseholdCode(2), Scene.NeighbourGroup, Domain.Households.ContractorKind.Household, Scene.Person(2), [], scene.Paper)));
        scene.Ask(register, Registrar).ShouldBeRefused(TransfereeIsOutsider, Scene.Group);
        scene.GivenHousehold(2);
        scene.Ask(register, Registrar).ShouldBeEntered();
    }

    [Fact]
    public void The_entry_is_refused_once_the_parcel_or_the_right_is_gone()
    {
        var scene = Agreed();
        var register = new RegisterTransfer(scene.LastTransfer);
        var right = Streams.Right(Scene.RightCode(1));

        scene.Given(new StreamFact(right, new ParcelLeft(Scene.RightCode(1), Scene.ParcelCode(1), "court/1", scene.Paper)));
        scene.Ask(register, Registrar).ShouldBeRefused(ParcelNotInRight, Scene.ParcelCode(1));
        scene.Given(new StreamFact(right, new ContractEnded(Scene.RightCode(1), "court/1", scene.Paper)));
        scene.Ask(register, Registrar).ShouldBeRefused(RightHasEnded, Scene.RightCode(1));
    }

    [Fact]
    public void A_right_nobody_knows_hinders_everything()
    {
        ContractRight.Unknown.Hindrance([Scene.ParcelCode(1)], [], Scene.Today)!.Rule.ShouldBe(RightIsUnknown);
    }

    [Fact]
    public void An_owner_locks_the_household_land_and_no_official_can_lift_it()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1);
        var right = Scene.RightCode(1);
        var @lock = new EnterEncumbrance(right, EncumbranceKind.OwnerLock, [Scene.ParcelCode(1)], null, "");

        scene.Ask(@lock, Registrar).ShouldBeRefused(NotYoursToHold);
        scene.Ask(@lock with { Kind = EncumbranceKind.Seizure }, Scene.Farmer(1)).ShouldBeRefused(NotYoursToHold);
        scene.Ask(@lock with { Right = "nothing", Kind = EncumbranceKind.Seizure }, Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(@lock with { Parcels = [] }, Scene.Farmer(1)).ShouldBeRefused(NoParcelChosen);
        scene.Ask(@lock with { Parcels = [Scene.ParcelCode(2)] }, Scene.Farmer(1)).ShouldBeRefused(ParcelNotInRight, Scene.ParcelCode(2));
        scene.Ask(@lock with { Kind = EncumbranceKind.Seizure }, Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(@lock with { Until = Scene.Today.AddDays(-1) }, Scene.Farmer(1)).ShouldBeRefused(EncumbranceHasNoPaper);
        scene.Ask(@lock, Scene.Farmer(1)).ShouldBeEntered();

        var id = scene.Right(right).Encumbrances.Keys.ShouldHaveSingleItem();
        scene.Ask(Offer(1, 1), Scene.Farmer(1)).ShouldBeRefused(HolderLockedTheRight, Scene.ParcelCode(1));
        scene.Ask(new LiftEncumbrance(right, id, "令"), Registrar).ShouldBeRefused(NotYoursToHold);
        scene.Ask(new LiftEncumbrance(right, Scene.Id("none"), ""), Scene.Farmer(1)).ShouldBeRefused(EncumbranceIsUnknown);
        scene.Ask(new LiftEncumbrance(right, id, ""), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(Offer(1, 1), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(@lock with { Kind = EncumbranceKind.Seizure, Until = Scene.Today.AddYears(1), Document = "（2026）甘0123执1号", Paper = "scan" }, Registrar).ShouldBeEntered();
        scene.Ask(new LiftEncumbrance(right, scene.Right(right).Encumbrances.Keys.Single(), ""), Registrar).ShouldBeRefused(EncumbranceHasNoPaper);
    }

    [Fact]
    public void A_running_lease_goes_on_under_the_new_contractor()
    {
        var scene = new Scene().GivenHousehold(1).GivenHousehold(2).GivenContract(1, 1, 2).GivenContract(2, 3)
            .Given(Lease("1", Scene.Today.AddYears(2)));
        scene.Ask(Offer(1, 1) with { DisclosedLeases = [LeaseCode("1")] }, Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();
        Finish(scene, 1);

        var taken = scene.Right(Scene.RightCode(2));
        taken.Leases[LeaseCode("1")].Parcels.ShouldBe([Scene.ParcelCode(1)]);
        scene.Ask(Offer(2, 1), Scene.Farmer(2)).ShouldBeRefused(LeaseNotDisclosed, LeaseCode("1"));
        scene.Ask(Offer(2, 3), Scene.Farmer(2)).ShouldBeEntered();
    }

    [Fact]
    public void What_may_be_done_next_is_exactly_what_the_law_would_enter()
    {
        var scene = Agreed();
        var transfer = scene.LastTransfer;

        Available(Scene.Farmer(1)).ShouldBe([MarketAct.Consent, MarketAct.WithdrawTransfer]);
        Available(Scene.Farmer(2)).ShouldBe([MarketAct.WithdrawTransfer]);
        Available(Chair).ShouldBeEmpty();
        Consent(scene, 1);
        Available(Scene.Farmer(1)).ShouldBe([MarketAct.WithdrawConsent, MarketAct.WithdrawTransfer]);
        Consent(scene, 2);
        Available(Chair).ShouldBe([MarketAct.AgreeAsIssuer, MarketAct.RefuseAsIssuer]);
        scene.Ask(new AnswerAsIssuer(transfer, true), Chair);
        Available(Scene.Farmer(1)).ShouldBe([MarketAct.WithdrawConsent, MarketAct.ConfirmPayment, MarketAct.WithdrawTransfer]);
        Available(Registrar).ShouldBeEmpty();
        scene.Ask(new ConfirmPayment(transfer, 12600m, Scene.Person(1), Scene.Today, "1"), Scene.Farmer(1));
        Available(Registrar).ShouldBe([MarketAct.Register]);
        Available(new Actor.Auditor(Scene.Id("auditor"), "620123")).ShouldBeEmpty();
        scene.Ask(new RegisterTransfer(transfer), Registrar).ShouldBeEntered();
        foreach (var actor in new Actor[] { Scene.Farmer(1), Scene.Farmer(2), Chair, Registrar }) Available(actor).ShouldBeEmpty();

        IEnumerable<MarketAct> Available(Actor actor) => scene.NextInTransfer(transfer, actor).Where(next => next.IsAvailable).Select(next => next.Act);
    }

    [Fact]
    public void Terms_differ_by_one_fen_in_another_hash_and_say_what_is_lost()
    {
        var scene = Agreed();
        var terms = scene.Transfer(scene.LastTransfer).Agreed!;

        terms.Hash.ShouldBe(scene.Transfer(scene.LastTransfer).Terms);
        (terms with { Price = 12600.01m }).Hash.ShouldNotBe(terms.Hash);
        (terms with { Parcels = [.. terms.Parcels, Scene.ParcelCode(9)], ParcelTerms = [.. terms.ParcelTerms, new(2028, 12, 31)] }).Hash.ShouldNotBe(terms.Hash);
        (terms with { Price = 12600.00m }).Hash.ShouldBe(terms.Hash);
        terms.Text.ShouldContain("壹万贰仟陆佰元整");
        terms.Text.ShouldContain(TransferTerms.LostForGood.Chinese);
        terms.Text.ShouldContain($"地块：{Scene.ParcelCode(1)}，承包期至2028-12-31\n");
        (terms with { ParcelTerms = [new(9999, 1, 1)] }).Text.ShouldContain("，承包期至长久\n");
        (terms with { ParcelTerms = [new(2028, 12, 30)] }).Hash.ShouldNotBe(terms.Hash);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_parcel_passes_on_with_what_remains_of_its_own_term(bool buyerHoldsLand)
    {
        DateOnly sooner = new(2028, 12, 31), later = new(2043, 6, 30);
        var scene = new Scene().GivenHousehold(1).GivenHousehold(2).GivenContract(1, sooner, ContractKind.Family, null, 1, 2)
            .Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new ParcelJoined(
                Scene.RightCode(1), Scene.HouseholdCode(1), Scene.Group, new(Scene.ParcelCode(4), 666.67m, null, null), later, "transfer/1", new Scene().Paper)));
        if (buyerHoldsLand) scene.GivenContract(2, new DateOnly(2035, 1, 1), ContractKind.Family, null, 3);
        scene.Ask(Offer(1, 1, 4), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();

        var text = scene.Transfer(scene.LastTransfer).Agreed!.Text;
        text.ShouldContain($"地块：{Scene.ParcelCode(1)}，承包期至2028-12-31\n");
        text.ShouldContain($"地块：{Scene.ParcelCode(4)}，承包期至2043-06-30\n");
        Finish(scene, 1);
        var bought = scene.Right(Scene.RightCode(2)).Holdings;
        bought[Scene.ParcelCode(1)].TermTo.ShouldBe(sooner);
        bought[Scene.ParcelCode(4)].TermTo.ShouldBe(later);
        bought.Count.ShouldBe(buyerHoldsLand ? 3 : 2);
    }

    [Fact]
    public void What_was_agreed_before_a_renewal_or_another_area_is_not_entered_after_it()
    {
        var scene = Agreed();
        var right = Scene.RightCode(1);

        scene.Given(new StreamFact(Streams.Right(right), new ContractRenewed(right, new(2029, 1, 1), new(2058, 12, 31), scene.Paper)));
        scene.Ask(new RegisterTransfer(scene.LastTransfer), Registrar).ShouldBeRefused(AgreedTermsAreOutdated);

        scene = Agreed();
        scene.Given(new StreamFact(Streams.Right(right), new ParcelJoined(
            right, Scene.HouseholdCode(1), Scene.Group, new(Scene.ParcelCode(1), 700m, null, null), new(2028, 12, 31), "case/1", scene.Paper)));
        scene.Ask(new RegisterTransfer(scene.LastTransfer), Registrar).ShouldBeRefused(AgreedTermsAreOutdated);
    }

    [Fact]
    public void Terms_of_a_fact_that_knows_one_term_for_all_hold_for_each_parcel()
    {
        var terms = new TransferTerms("r", "f", "t", "c", ["1", "2"], 2m, [new(2028, 12, 31), new(2030, 1, 1)], [], 1m);
        TransferTerms.Of(terms.Agree(Guid.Empty, Guid.Empty, new Scene().Paper)).ParcelTerms.ShouldBe(terms.ParcelTerms);
        TransferTerms.Of(terms.Agree(Guid.Empty, Guid.Empty, new Scene().Paper) with { ParcelTerms = null }).ParcelTerms.ShouldBe([new(2028, 12, 31), new(2028, 12, 31)]);
    }

    internal static Scene Listed()
    {
        var scene = new Scene().GivenHousehold(1, 2).GivenHousehold(2).GivenContract(1, 1, 2).GivenContract(2, 3);
        scene.Ask(Offer(1, 1), Scene.Farmer(1)).ShouldBeEntered();
        return scene;
    }

    internal static Scene Agreed()
    {
        var scene = Listed();
        scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(2)), Scene.Farmer(2)).ShouldBeEntered();
        return scene;
    }

    internal static void Consent(Scene scene, params int[] members)
    {
        foreach (var member in members)
            scene.Ask(new ConsentToTransfer(scene.LastTransfer, scene.Transfer(scene.LastTransfer).Terms), Scene.Farmer(1, member)).ShouldBeEntered();
    }

    internal static void Finish(Scene scene, params int[] members)
    {
        Consent(scene, members);
        scene.Ask(new AnswerAsIssuer(scene.LastTransfer, true), Chair).ShouldBeEntered();
        scene.Ask(new ConfirmPayment(scene.LastTransfer, 12600m, Scene.Person(1), Scene.Today, "1"), Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new RegisterTransfer(scene.LastTransfer), Registrar).ShouldBeEntered();
    }

    private static OpenListing Offer(int household, params int[] parcels) =>
        new(Scene.RightCode(household), [.. parcels.Select(Scene.ParcelCode)], [], 12600m);

    private static string LeaseCode(string number) => Scene.Group + "000" + number;

    private static StreamFact Lease(string number, DateOnly to, params string[] parcels) => new(
        Streams.Right(Scene.RightCode(1)),
        new LeaseFiled(Scene.RightCode(1), LeaseCode(number), "62012320221308001", "900", new(2020, 1, 1), to, 666m, parcels, null, new(2019, 12, 1), new Scene().Paper));

    private static StreamFact Held(string name, DateOnly? until, int parcel) => new(
        Streams.Right(Scene.RightCode(1)),
        new EncumbranceEntered(Scene.RightCode(1), Scene.Id(name), EncumbranceKind.Seizure, [Scene.ParcelCode(parcel)], until, "（2026）甘0123执1号", new Scene().Paper));
}
