using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Tests.Registration;

/// <summary>One case from application to archive, and everything that stops it, in the order of the law.</summary>
public sealed class CaseTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");
    private static readonly ChangeRepresentative Change = new(Scene.HouseholdCode(1), Scene.Person(1, 2));

    [Fact]
    public void A_case_goes_from_desk_to_desk_and_the_register_changes_once()
    {
        var scene = AtEntry();
        scene.Household(Scene.HouseholdCode(1)).Representative.ShouldBe(Scene.Person(1));

        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Household(Scene.HouseholdCode(1)).Representative.ShouldBe(Scene.Person(1, 2));
        scene.Right(Scene.RightCode(1)).Certificate!.Serial.ShouldStartWith("serial of paper");
        scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Person(1, 2), false, "receipt")]), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).End.ShouldBe(CaseEnd.Archived);
    }

    [Fact]
    public void Whoever_has_no_part_in_it_can_do_nothing()
    {
        var scene = Opened();
        Actor[] strangers =
        [
            Scene.Farmer(2), new Actor.VillageClerk(Scene.Id("other village"), "620123999999"), new Actor.TownshipOfficer(Scene.Id("other"), "620123999"),
            new Actor.Chair(Scene.Id("other chair"), Scene.NeighbourGroup), new Actor.Clerk(Scene.Id("other county"), "620122"), new Actor.Auditor(Scene.Id("auditor"), "620123"),
        ];
        foreach (var stranger in strangers)
        {
            Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), stranger)).ShouldBe(NotThisDesk);
            Refused(scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["other"], "x"), stranger)).ShouldBe(NotThisDesk);
            Refused(scene.Ask(new FileDocument(scene.LastCase, FileDocument.Other, "d"), stranger)).ShouldBe(NotThisDesk);
            Refused(scene.Ask(new WithdrawCase(scene.LastCase), stranger)).ShouldBe(NotThisDesk);
            Refused(scene.Ask(new EnterCase(scene.LastCase), stranger)).ShouldBe(NotThisDesk);
            scene.NextInCase(scene.LastCase, stranger).ShouldAllBe(next => !next.IsAvailable);
        }

        Refused(scene.Open(new ChangeRepresentative(Scene.HouseholdCode(2), Scene.Person(2)), Scene.Farmer(1))).ShouldBe(MayNotOpen);
        Refused(scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1), true), Township)).ShouldBe(NotThisDesk);
        Refused(scene.Ask(new ResolveObjection(scene.LastCase, Guid.Empty, false, "x"), Clerk)).ShouldBe(NotThisDesk);
    }

    [Fact]
    public void A_number_that_is_no_case_s_is_said_to_be_none()
    {
        var scene = Village();
        Refused(scene.Ask(new CompleteStep("x", StepKind.Applied), Clerk)).ShouldBe(CaseIsUnknown);
        Refused(scene.Ask(new EnterCase("x"), Registrar)).ShouldBe(CaseIsUnknown);
        Refused(scene.Open(new ChangeRepresentative(Scene.HouseholdCode(9), Scene.Person(9)), VillageClerk)).ShouldBe(HouseholdRules.HouseholdIsUnknown);
    }

    [Fact]
    public void What_would_not_be_lawful_today_is_not_opened()
    {
        var scene = Village();
        Refused(scene.Open(Change with { Representative = Scene.Person(2) }, VillageClerk)).ShouldBe(HouseholdRules.PersonIsNotOfTheHousehold);
        Refused(scene.Open(Change with { Representative = Scene.Person(1) }, VillageClerk)).ShouldBe(HouseholdRules.RepresentsAlready);
    }

    [Fact]
    public void Steps_are_done_one_after_another()
    {
        var scene = Opened();
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk)).ShouldBe(StepIsNotDue);
        Refused(scene.Ask(new EnterCase(scene.LastCase), Registrar)).ShouldBe(StepIsNotDue);
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, []), Clerk)).ShouldBe(StepIsNotDue);
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Clerk)).ShouldBe(NotThisDesk);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1))).ShouldBe(StepIsNotDue);
    }

    [Fact]
    public void Every_holder_confirms_exactly_what_was_shown_and_can_take_it_back()
    {
        var scene = Opened();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk);
        var terms = scene.Case(scene.LastCase).Terms;

        Refused(scene.Ask(new ConfirmCase(scene.LastCase, terms), VillageClerk)).ShouldBe(NotAHolderOfTheCase);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, terms), Scene.Farmer(2))).ShouldBe(NotAHolderOfTheCase);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, "other"), Scene.Farmer(1))).ShouldBe(CaseTermsDiffer);
        Refused(scene.Ask(new WithdrawConfirmation(scene.LastCase), Scene.Farmer(1))).ShouldBe(NothingConfirmed);

        scene.Ask(new ConfirmCase(scene.LastCase, terms), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, terms), Scene.Farmer(1))).ShouldBe(AlreadyConfirmed);
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Confirmed);

        scene.Ask(new ConfirmCase(scene.LastCase, terms), Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ConfirmCase(scene.LastCase, terms), Scene.Farmer(1, 3)).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Accepted);
    }

    [Fact]
    public void A_confirmation_taken_back_before_entry_stops_the_entry()
    {
        var scene = AtEntry();
        scene.Ask(new WithdrawConfirmation(scene.LastCase), Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>();

        Refused(scene.Ask(new EnterCase(scene.LastCase), Registrar)).ShouldBe(HolderHasNotConfirmed);

        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Whatever_is_missing_is_said_at_once()
    {
        var scene = Confirmed();
        var refused = scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Refused>();
        refused.Rule.ShouldBe(PaperIsMissing);
        refused.About.ShouldBe("application identity household-register holders-consent");

        Refused(scene.Ask(new FileDocument(scene.LastCase, "passport-of-a-dog", "d"), Clerk)).ShouldBe(PaperKindIsUnknown);
        foreach (var paper in refused.About!.Split(' ')) scene.Ask(new FileDocument(scene.LastCase, paper, paper), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new StrikeDocument(scene.LastCase, "identity"), Clerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new StrikeDocument(scene.LastCase, "identity"), Clerk)).ShouldBe(PaperIsNotInTheCase);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Refused>().About.ShouldBe("identity");
    }

    [Fact]
    public void One_paper_stands_in_a_case_once_until_it_is_struck_and_one_scan_may_be_two_papers()
    {
        var scene = Confirmed();
        var (file, another) = (new FileDocument(scene.LastCase, "identity", "scan"), new FileDocument(scene.LastCase, "household-register", "scan"));
        scene.Ask(file, VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(file, VillageClerk)).ShouldBe(DocumentRules.DocumentFiledTwice);
        Refused(scene.Ask(file, Clerk)).ShouldBe(DocumentRules.DocumentFiledTwice);
        scene.Ask(file with { Document = "other side" }, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(another, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Refused>().About.ShouldBe("application holders-consent");

        scene.Ask(new StrikeDocument(scene.LastCase, "scan"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Papers.ShouldBe([new HandedIn("identity", "other side")]);
        scene.Ask(file, VillageClerk).ShouldBeOfType<Decision.Entered>();

        // The ledger holds cases from before that in which a paper was filed twice; each is one paper, and one strike takes it out.
        var earlier = scene.Case(scene.LastCase).Evolve(new CaseDocumentFiled(scene.LastCase, "identity", "scan", scene.Paper));
        earlier.Papers.Count.ShouldBe(2);
        earlier.Evolve(new CaseDocumentStruck(scene.LastCase, "scan", scene.Paper)).HasDocument("scan").ShouldBeFalse();
    }

    [Fact]
    public void What_an_entry_rests_on_stays_in_its_case()
    {
        var scene = AtEntry(told: false);
        for (var member = 1; member <= 3; member++) scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, member), true, "visit"), VillageClerk);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();

        Refused(scene.Ask(new StrikeDocument(scene.LastCase, "identity"), Clerk)).ShouldBe(CaseIsEntered);
    }

    [Fact]
    public void What_was_handed_in_with_the_request_stands_in_the_case_and_stays()
    {
        var scene = Village();
        MemberLine leaves = new(Scene.Person(1, 2), false, MemberGround.Marriage, "10", false, "land there");
        scene.Open(new ChangeMembers(Scene.HouseholdCode(1), [leaves]), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Papers.ShouldHaveSingleItem().ShouldBe(new HandedIn("land-elsewhere", "land there"));
        Refused(scene.Ask(new StrikeDocument(scene.LastCase, "land there"), VillageClerk)).ShouldBe(RequestRestsOnPaper);

        // Written anew with another paper, it rests on that one.
        scene.Ask(new AmendCase(scene.LastCase, new ChangeMembers(Scene.HouseholdCode(1), [leaves with { LandElsewhere = "better" }])), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Has(new("land-elsewhere", "better")).ShouldBeTrue();
        scene.Ask(new StrikeDocument(scene.LastCase, "land there"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new StrikeDocument(scene.LastCase, "better"), VillageClerk)).ShouldBe(RequestRestsOnPaper);
    }

    [Fact]
    public void A_paper_that_the_list_does_not_name_stands_there_as_another_one()
    {
        var scene = Village();
        scene.Open(new ExpropriateLand(Scene.HouseholdCode(1), [Scene.ParcelCode(1)], false, "approval", "told"), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Has(new("decision", "approval")).ShouldBeTrue();
        scene.Case(scene.LastCase).Has(new(FileDocument.Other, "told")).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_draws_somebody_else_s_paper_into_a_case_by_its_hash()
    {
        var scene = AtEntry(told: false);
        scene.NotHandedIn.Add("stranger's paper");
        Refused(scene.Ask(new FileDocument(scene.LastCase, "identity", "stranger's paper"), VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        Refused(scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1), true, "stranger's paper"), VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        for (var member = 1; member <= 3; member++) scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, member), true, "visit"), VillageClerk);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Person(1), false, "stranger's paper")]), Clerk))
            .ShouldBe(DocumentRules.DocumentWasNotHandedIn);

        var proof = new ChangeMembers(Scene.HouseholdCode(2), [new(Scene.Person(2, 2), false, MemberGround.Marriage, "10", false, "stranger's paper")]);
        Refused(scene.Open(proof, VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        Refused(scene.Open(new CloseHousehold(Scene.HouseholdCode(2), [new(Scene.Person(2), "stranger's paper"), new(Scene.Person(2, 2), "other")]), VillageClerk))
            .ShouldBe(DocumentRules.DocumentWasNotHandedIn);
    }

    [Fact]
    public void Every_paper_that_a_case_rests_on_stands_in_where_its_facts_come_from()
    {
        var scene = AtEntry(told: false);
        for (var member = 1; member <= 3; member++) scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, member), true, "visit"), VillageClerk);
        scene.Ask(new EnterCase(scene.LastCase), Registrar);
        scene.Ask(new FileDocument(scene.LastCase, FileDocument.Proxy, "proxy"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Id("agent"), true, "receipt")]), Clerk).ShouldBeOfType<Decision.Entered>();

        scene.Streams[Streams.Case(scene.LastCase)].OfType<IFact>().SelectMany(fact => fact.Provenance.Documents).Distinct()
            .ShouldBe(["application", "identity", "household-register", "holders-consent", "visit", "proxy"], ignoreOrder: true);
        scene.Streams[Streams.Right(Scene.RightCode(1))].OfType<IFact>().SelectMany(fact => fact.Provenance.Documents).ShouldBe(["receipt"]);

        scene.Open(new ChangeMembers(Scene.HouseholdCode(2), [new(Scene.Person(2, 2), false, MemberGround.Marriage, "10", false, "proof")]), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Streams[Streams.Case(scene.LastCase)].OfType<IFact>().ShouldAllBe(fact => fact.Provenance.Documents.Contains("proof"));
    }

    [Fact]
    public void A_case_is_sent_back_to_any_earlier_step_with_one_list()
    {
        var scene = Confirmed();
        Refused(scene.Ask(new SendBack(scene.LastCase, StepKind.Entered, ["other"], "x"), Clerk)).ShouldBe(NotAnEarlierStep);
        Refused(scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, [], "x"), Clerk)).ShouldBe(ReasonIsUnknown);
        Refused(scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["paper-missing"], " "), Clerk)).ShouldBe(WordsAreMissing);

        scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["paper-missing", "names-differ"], "缺户口簿"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Applied);

        Refused(scene.Ask(new AmendCase(scene.LastCase, new ChangeRepresentative(Scene.HouseholdCode(2), Scene.Person(2, 2))), VillageClerk)).ShouldBe(AmendmentIsOtherBusiness);
        scene.Ask(new AmendCase(scene.LastCase, Change with { Representative = Scene.Person(1, 3) }), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Confirmed.ShouldBeEmpty("a new wording has to be confirmed anew");
    }

    [Fact]
    public void A_case_sent_back_before_the_confirmation_is_confirmed_and_approved_anew_by_the_same_people()
    {
        var scene = AtEntry();
        scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["names-differ"], "姓名有误"), Registrar).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).Confirmed.ShouldBeEmpty("every holder is asked again");

        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        ConfirmedByAll(scene);
        Approved(scene);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void A_case_sent_back_to_the_confirmation_itself_waits_for_every_holder()
    {
        var scene = AtEntry();
        scene.Ask(new SendBack(scene.LastCase, StepKind.Confirmed, ["other"], "请再确认"), Registrar).ShouldBeOfType<Decision.Entered>();
        ConfirmedByAll(scene);
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Accepted);
    }

    [Fact]
    public void What_lies_before_the_step_a_case_is_sent_back_to_stands()
    {
        var scene = AtEntry();
        scene.Ask(new SendBack(scene.LastCase, StepKind.TownshipAgreed, ["other"], "乡镇意见不清楚"), Registrar).ShouldBeOfType<Decision.Entered>();

        scene.Case(scene.LastCase).Confirmed.Count.ShouldBe(3);
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), new Actor.TownshipOfficer(Scene.Chair, Scene.Group[..9]))).ShouldBe(Conflict.ApprovesOwnEntry);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), Township).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Nothing_is_entered_or_confirmed_that_reads_otherwise_than_what_was_shown()
    {
        var scene = AtEntry();
        // The register changed under the case: what would stand there before is no longer what every holder read.
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new RepresentativeChanged(Scene.HouseholdCode(1), Scene.Person(1, 3), scene.Paper)));
        Refused(scene.Ask(new EnterCase(scene.LastCase), Registrar)).ShouldBe(CaseTermsDiffer);

        scene.Ask(new SendBack(scene.LastCase, StepKind.Confirmed, ["other"], "登记簿有变动"), Registrar);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1))).ShouldBe(CaseTermsDiffer);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, CaseTerms.Hash(Change, scene.BooksFor(Change))), Scene.Farmer(1))).ShouldBe(CaseTermsDiffer);

        scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["other"], "重新写"), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new AmendCase(scene.LastCase, Change), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        ConfirmedByAll(scene);
        Approved(scene);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Every_certificate_of_a_case_is_handed_over_once_and_no_other()
    {
        var scene = Village();
        var split = new SplitHousehold(Scene.HouseholdCode(1), Scene.HouseholdCode(50), [new(Scene.Person(1, 3), "02")], [Scene.ParcelCode(2)]);
        Entered(scene, split, "split");
        HandedOver old = new(Scene.RightCode(1), Scene.Person(1), false, "receipt"), made = new(Scene.RightCode(50), Scene.Person(1, 3), false, "receipt");
        foreach (var wrong in new HandedOver[][] { [], [old], [made], [old, old], [old, made, made], [old, made, new(Scene.RightCode(2), Scene.Person(1), false, "receipt")] })
            Refused(scene.Ask(new HandOverCertificates(scene.LastCase, wrong), Clerk)).ShouldBe(ReceiptIsIncomplete);

        scene.Ask(new HandOverCertificates(scene.LastCase, [old, made]), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Archived);
    }

    [Fact]
    public void Whoever_takes_a_certificate_signs_on_the_pad_or_on_the_sheet()
    {
        var scene = AtEntry();
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
        HandedOver onPad = new(Scene.RightCode(1), Scene.Person(1), false, "signature", Signed: ReceiptForm.OnPad);
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, [onPad with { Receipt = "" }]), Clerk)).ShouldBe(ReceiptIsIncomplete);
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, [onPad]), Clerk)).ShouldBe(SignatureIsNoPicture, "a PDF came from no pad");

        scene.Pictures.Add("signature");
        scene.Ask(new HandOverCertificates(scene.LastCase, [onPad]), Clerk).ShouldBeOfType<Decision.Entered>();
        var handed = scene.Streams[Streams.Right(Scene.RightCode(1))].OfType<CertificateHandedOver>().Single();
        (handed.Receipt, handed.Signed).ShouldBe(("signature", ReceiptForm.OnPad));
        handed.Provenance.Documents.ShouldBe(["signature"]);
    }

    [Fact]
    public void A_case_that_issued_no_certificate_goes_on_to_the_archive_without_one()
    {
        var scene = Village();
        Entered(scene, new ChangeMembers(Scene.HouseholdCode(2), [new(Scene.Id("baby"), true, MemberGround.Birth, "20", true)]), "birth");
        scene.NextInCase(scene.LastCase, Clerk).Single(next => next.Act == CaseAct.HandOver).IsAvailable.ShouldBeTrue();
        scene.Ask(new HandOverCertificates(scene.LastCase, []), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).End.ShouldBe(CaseEnd.Archived);
    }

    [Fact]
    public void A_certificate_that_another_act_issued_is_not_handed_over_by_this_case()
    {
        var scene = Village().GivenHousehold(3, 1);
        Entered(scene, new MergeHouseholds(Scene.HouseholdCode(1), Scene.HouseholdCode(3), [new(Scene.Person(3), "71")]), "merger");
        scene.Ask(new HandOverCertificates(scene.LastCase, []), Clerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Nobody_approves_what_they_wrote_their_own_case_or_a_relative_s()
    {
        var scene = Confirmed();
        File(scene);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk);

        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.VillageAgreed), new Actor.Chair(Scene.Id("village clerk"), Scene.Group))).ShouldBe(Conflict.ApprovesOwnEntry);
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.VillageAgreed), new Actor.Chair(Scene.Person(1, 3), Scene.Group))).ShouldBe(Conflict.ApprovesOwnCase);
        scene.Relatives = Relatives.Unknown.Evolve(new RelativeDeclared(Scene.Chair, Scene.Person(1), scene.Paper));
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.VillageAgreed), Chair)).ShouldBe(Conflict.ApprovesRelativesCase);

        scene.Relatives = Relatives.Unknown;
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new CompleteStep(scene.LastCase, StepKind.TownshipAgreed), new Actor.TownshipOfficer(Scene.Chair, Scene.Group[..9]))).ShouldBe(Conflict.ApprovesOwnEntry);
    }

    [Fact]
    public void Nothing_is_entered_before_every_holder_knows_of_it()
    {
        var scene = AtEntry(told: false);
        scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1), true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1), true), new Actor.Register("620123"))).ShouldBe(NobodyToReach);
        scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, 2), false), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, 3), true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();

        Refused(scene.Ask(new EnterCase(scene.LastCase), Registrar)).ShouldBe(HolderWasNotReached);

        Refused(scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, 2), true), VillageClerk)).ShouldBe(VisitIsNotRecorded);
        scene.Ask(new ReachHolder(scene.LastCase, Scene.Person(1, 2), true, "visit"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Whom_no_message_reached_of_what_was_entered_the_village_tells_in_person_and_shows_a_record()
    {
        var scene = new Scene().GivenCollective();
        var collective = scene.Collective(Scene.Group);
        var reached = new ReachHolder("62012320261123000099", Scene.Person(1), true, "visit");
        IReadOnlyCollection<DocumentOnHand> onHand = [new("visit", DocumentFormat.Pdf, 1, true)];
        Decision Told(ReachHolder command, Actor actor) => command.Decide(Streams.Right(Scene.RightCode(1)), collective, onHand, scene.By(actor));

        foreach (var other in new[] { Township, Registrar, Scene.Farmer(1), new Actor.VillageClerk(Scene.Id("far"), "620123999999") }) Refused(Told(reached, other)).ShouldBe(NotThisDesk);
        foreach (var nothing in new[] { reached with { Document = null }, reached with { Arrived = false } }) Refused(Told(nothing, VillageClerk)).ShouldBe(VisitIsNotRecorded);
        Refused(Told(reached with { Document = "unseen" }, VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        var fact = Told(reached, VillageClerk).ShouldBeOfType<Decision.Entered>().Facts.ShouldHaveSingleItem();
        (fact.Stream, ((CaseHolderReached)fact.Fact).InPerson).ShouldBe((Streams.Right(Scene.RightCode(1)), true));
    }

    [Fact]
    public void The_household_can_withdraw_until_entry_and_nothing_has_changed()
    {
        var scene = AtEntry();
        var before = Scene.AsText(scene.Household(Scene.HouseholdCode(1)));
        scene.Ask(new WithdrawCase(scene.LastCase), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();

        Scene.AsText(scene.Household(Scene.HouseholdCode(1))).ShouldBe(before);
        Refused(scene.Ask(new EnterCase(scene.LastCase), Registrar)).ShouldBe(CaseIsWithdrawn);
        Refused(scene.Ask(new ConfirmCase(scene.LastCase, ""), Scene.Farmer(1))).ShouldBe(CaseIsWithdrawn);
    }

    [Fact]
    public void What_the_register_allows_no_longer_is_the_very_request_to_be_written_anew()
    {
        var scene = Opened();
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new RepresentativeChanged(Scene.HouseholdCode(1), Scene.Person(1, 2), scene.Paper)));
        scene.Ask(new AmendCase(scene.LastCase, Change), VillageClerk).ShouldBeOfType<Decision.Refused>();
        scene.NextInCase(scene.LastCase, VillageClerk).Single(next => next.Act == CaseAct.Amend).IsAvailable.ShouldBeTrue();
        scene.Ask(new AmendCase(scene.LastCase, Change with { Representative = Scene.Person(1, 3) }), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Whoever_sits_at_the_desk_now_writes_the_case_anew_and_takes_it_back()
    {
        var scene = Opened();
        var successor = new Actor.VillageClerk(Scene.Id("successor"), Scene.Group[..12]);
        scene.Ask(new AmendCase(scene.LastCase, Change with { Representative = Scene.Person(1, 3) }), successor).ShouldBeOfType<Decision.Entered>();
        foreach (var other in new[] { Township, Clerk, Chair, new Actor.VillageClerk(Scene.Id("far"), "620123999999") })
            Refused(scene.Ask(new WithdrawCase(scene.LastCase), other)).ShouldBe(NotThisDesk);
        scene.Ask(new WithdrawCase(scene.LastCase), successor).ShouldBeOfType<Decision.Entered>();
        scene.NextInCase(scene.LastCase, successor).Single(next => next.Act == CaseAct.Amend).Hindrance!.Rule.ShouldBe(CaseIsWithdrawn);
    }

    [Fact]
    public void What_a_household_asked_for_itself_no_desk_writes_otherwise_or_takes_back()
    {
        var scene = Village();
        scene.Open(Change, Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        var other = new AmendCase(scene.LastCase, Change with { Representative = Scene.Person(1, 3) });
        Refused(scene.Ask(other, VillageClerk)).ShouldBe(HouseholdAskedItself);
        scene.Ask(other, Scene.Farmer(1, 2)).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk)).ShouldBe(HouseholdStillActs);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(other, Scene.Farmer(1))).ShouldBe(StepIsNotDue);
    }

    [Fact]
    public void The_desk_takes_back_what_it_wrote_only_while_it_serves_and_nobody_has_confirmed()
    {
        var scene = Opened();
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), new Actor.Clerk(VillageClerk.Person, "620123"))).ShouldBe(NotThisDesk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk)).ShouldBe(NotThisDesk);
        scene.Ask(new WithdrawConfirmation(scene.LastCase), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void What_was_entered_is_not_withdrawn_and_what_is_archived_is_finished()
    {
        var scene = AtEntry();
        scene.Ask(new EnterCase(scene.LastCase), Registrar);
        Refused(scene.Ask(new WithdrawCase(scene.LastCase), Scene.Farmer(1))).ShouldBe(CaseIsEntered);
        Refused(scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["other"], "x"), Clerk)).ShouldBe(CaseIsEntered);
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Person(2), false, "receipt")]), Clerk)).ShouldBe(ReceiptIsIncomplete);
        Refused(scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Person(2), true, "receipt")]), Clerk)).ShouldBe(ReceiptIsIncomplete);

        scene.Ask(new HandOverCertificates(scene.LastCase, [new(Scene.RightCode(1), Scene.Person(1), false, "receipt")]), Clerk);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk);
        Refused(scene.Ask(new FileDocument(scene.LastCase, FileDocument.Other, "d"), Clerk)).ShouldBe(CaseIsArchived);
    }

    [Fact]
    public void What_may_be_done_next_is_what_would_be_entered()
    {
        var scene = Opened();
        scene.NextInCase(scene.LastCase, VillageClerk).Where(next => next.IsAvailable).Select(next => next.Act)
            .ShouldBe([CaseAct.Amend, CaseAct.FileDocument, CaseAct.Complete, CaseAct.Reach, CaseAct.Withdraw], ignoreOrder: true);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk);
        scene.NextInCase(scene.LastCase, Scene.Farmer(1)).Where(next => next.IsAvailable).Select(next => next.Act)
            .ShouldBe([CaseAct.FileDocument, CaseAct.SendBack, CaseAct.Confirm, CaseAct.Withdraw], ignoreOrder: true);
    }

    [Fact]
    public void A_desk_has_its_time_by_the_calendar()
    {
        var scene = Confirmed();
        var file = scene.Case(scene.LastCase);
        file.Limit(scene.BooksFor(Change))!.Value.Limit.ShouldBe(scene.State<County>(Streams.County("620123")).On(Scene.Today).Of(CountySettings.AcceptanceAnswer));
    }

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 3).GivenHousehold(2, 2).GivenContract(1, 1, 2);

    private static Scene Opened()
    {
        var scene = Village();
        scene.Open(Change, VillageClerk).ShouldBeOfType<Decision.Entered>();
        return scene;
    }

    private static Scene Confirmed()
    {
        var scene = Opened();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        ConfirmedByAll(scene);
        return scene;
    }

    private static Scene AtEntry(bool told = true)
    {
        var scene = Confirmed();
        File(scene);
        Approved(scene);
        if (told) Told(scene);
        return scene;
    }

    /// <summary>A case of some other kind, from the application to its entry.</summary>
    private static void Entered(Scene scene, IChange change, string why)
    {
        scene.Open(change, VillageClerk).ShouldBeOfType<Decision.Entered>(why);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        ConfirmedByAll(scene);
        File(scene);
        Approved(scene);
        Told(scene);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeOfType<Decision.Entered>(why);
    }

    private static void ConfirmedByAll(Scene scene)
    {
        var file = scene.Case(scene.LastCase);
        foreach (var holder in file.Holders)
            scene.Ask(new ConfirmCase(file.Number, file.Terms), new Actor.Farmer(holder, file.Change!.Households[0])).ShouldBeOfType<Decision.Entered>();
    }

    private static void Approved(Scene scene)
    {
        foreach (var (step, actor) in new[] { (StepKind.Accepted, Clerk), (StepKind.VillageAgreed, Chair), (StepKind.TownshipAgreed, Township), (StepKind.CountyReviewed, Reviewer) })
            scene.Ask(new CompleteStep(scene.LastCase, step), actor).ShouldBeOfType<Decision.Entered>();
    }

    private static void Told(Scene scene)
    {
        foreach (var holder in scene.Case(scene.LastCase).Unreached)
            scene.Ask(new ReachHolder(scene.LastCase, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
    }

    private static void File(Scene scene)
    {
        var file = scene.Case(scene.LastCase);
        foreach (var paper in file.PapersAskedFor(scene.BooksFor(file.Change!)).Where(paper => paper.Always))
            scene.Ask(new FileDocument(scene.LastCase, paper.Code, paper.Code), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    private static Rule Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Rule;
}
