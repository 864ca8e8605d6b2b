using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>The paper of a right: issued first by one act, replaced, reissued and voided by cases.</summary>
public sealed class CertificateTests
{
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, "620123");
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly string Right = Scene.RightCode(1);
    private static readonly ReplaceCertificate Replacement = new(Right, "damaged");
    private static readonly ReissueCertificate Reissue = new(Right);
    private static readonly VoidCertificate Voiding = new(Right);

    // Monday, and the fifteenth working day after it is Monday three weeks later.
    private static readonly DateOnly Announced = new(2026, 11, 2);

    [Fact]
    public void A_right_has_one_current_certificate_and_each_paper_its_own_serial()
    {
        var scene = Village();
        var first = scene.Right(Right).Certificate!;

        scene.Ask(new IssueCertificate(Right), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new IssueCertificate("nothing"), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new IssueCertificate(Right), Registrar).ShouldBeRefused(CertificateIsCurrent, first.Serial);
        TakenIn(scene, Replacement, Scene.Farmer(1));
        Reviewed(scene);
        var facts = scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeEntered();

        facts[0].Fact.ShouldBeOfType<CertificateReplaced>().Certificate.ShouldBe(first.Id);
        var issued = facts[1].Fact.ShouldBeOfType<CertificateIssued>();
        (issued.Occasion, issued.Reason).ShouldBe((CertificateOccasion.Replacement, "权证损毁"));
        scene.Right(Right).Certificate.ShouldBe(new CurrentCertificate(issued.Certificate, issued.Serial, scene.LastCase, issued.IssuedOn));
        issued.Serial.ShouldNotBe(first.Serial);
    }

    [Fact]
    public void What_cannot_be_done_with_a_certificate_is_not_asked_for()
    {
        var scene = Village().GivenHousehold(3);

        scene.Open(new ReplaceCertificate("nothing", "damaged"), VillageClerk).ShouldBeRefused(HouseholdRules.HouseholdIsUnknown);
        foreach (var change in new IChange[] { new ReplaceCertificate(Scene.RightCode(3), "damaged"), new ReissueCertificate(Scene.RightCode(3)), new VoidCertificate(Scene.RightCode(3)) })
            scene.Open(change, VillageClerk).ShouldBeRefused(RightIsUnknown);
        scene.Open(new ReplaceCertificate(Right, "lost"), VillageClerk).ShouldBeRefused(ReasonIsNotListed);
        scene.Open(Voiding, VillageClerk).ShouldBeRefused(RightIsAlive, Right);
        foreach (var stranger in new Actor[] { Registrar, Reviewer, Scene.Farmer(2) }) scene.Open(Replacement, stranger).ShouldBeRefused(CaseRules.MayNotOpen);
        scene.Open(Voiding, Scene.Farmer(1)).ShouldBeRefused(CaseRules.MayNotOpen);
        foreach (var opener in new[] { VillageClerk, Clerk, Scene.Farmer(1, 2) }) scene.Open(Reissue, opener).ShouldBeEntered();

        scene.Given(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, scene.Right(Right).Certificate!.Id, "权证记载错误", scene.Paper)));
        foreach (var change in new IChange[] { Replacement, Reissue, Voiding }) scene.Open(change, VillageClerk).ShouldBeRefused(NoCurrentCertificate);
        scene.Given(new StreamFact(Streams.Right(Right), new ContractEnded(Right, "court/1", scene.Paper)));
        foreach (var change in new IChange[] { Replacement, Reissue }) scene.Open(change, VillageClerk).ShouldBeRefused(RightHasEnded, Right);
        scene.Ask(new IssueCertificate(Right), Registrar).ShouldBeRefused(RightHasEnded, Right);
    }

    [Fact]
    public void One_holder_speaks_for_all_and_every_other_one_is_told()
    {
        var scene = Village();
        scene.Open(Replacement, VillageClerk).ShouldBeEntered();
        scene.Case(scene.LastCase).Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2), Scene.Person(1, 3)], ignoreOrder: true);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeEntered();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Confirmed);
        Confirm(scene, 2).ShouldBeEntered();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Accepted);

        File(scene, "application", "identity");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeRefused(CaseRules.PaperIsMissing, "certificate");
        File(scene, "certificate");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.CountyReviewed), Reviewer).ShouldBeEntered();
        scene.Ask(new EnterCase(scene.LastCase), new Actor.Registrar(Reviewer.Person, "620123")).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new EnterCase(scene.LastCase), new Actor.Registrar(Scene.Person(1, 3), "620123")).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeRefused(CaseRules.HolderWasNotReached);
        Told(scene);

        scene.Ask(new WithdrawConfirmation(scene.LastCase), Scene.Farmer(1, 2)).ShouldBeEntered();
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeRefused(CaseRules.HolderHasNotConfirmed);
        Confirm(scene, 3).ShouldBeEntered();
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeEntered();
    }

    [Fact]
    public void The_old_paper_is_taken_back_when_the_new_one_is_handed_over()
    {
        var scene = Village();
        var old = scene.Right(Right).Certificate!.Id;
        TakenIn(scene, Replacement, Scene.Farmer(1));
        Reviewed(scene);
        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeEntered();
        var paper = new HandedOver(Right, Scene.Person(1), false, "receipt");

        scene.Ask(new HandOverCertificates(scene.LastCase, [paper]), Clerk).ShouldBeRefused(CaseRules.OldPaperWasNotTaken);
        scene.NextInCase(scene.LastCase, Clerk).Single(next => next.Act == CaseAct.HandOver).IsAvailable.ShouldBeTrue();
        var facts = scene.Ask(new HandOverCertificates(scene.LastCase, [paper with { OldPaperTaken = true }]), Clerk).ShouldBeEntered();

        facts[0].Fact.ShouldBeOfType<CertificateTakenBack>().Certificate.ShouldBe(old);
        facts[1].Fact.ShouldBeOfType<CertificateHandedOver>().Certificate.ShouldBe(scene.Right(Right).Certificate!.Id);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk).ShouldBeEntered();
        scene.Case(scene.LastCase).End.ShouldBe(CaseEnd.Archived);
    }

    [Fact]
    public void A_lost_certificate_is_reissued_only_after_the_announced_time()
    {
        var scene = Village(Announced);
        TakenIn(scene, Reissue, Scene.Farmer(1));
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.LossAnnounced);

        scene.Ask(new CompleteStep(scene.LastCase, StepKind.LossAnnounced), Clerk).ShouldBeRefused(LossNotAnnounced);
        Announce(scene, Announced).ShouldBeEntered();
        scene.Day = new(2026, 11, 23);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.LossAnnounced), Clerk).ShouldBeRefused(LossNotAnnounced);
        scene.Day = new(2026, 11, 24);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.LossAnnounced), Clerk).ShouldBeEntered();
        Reviewed(scene);
        var issued = scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeEntered()[1].Fact.ShouldBeOfType<CertificateIssued>();

        (issued.Occasion, issued.Reason).ShouldBe((CertificateOccasion.Reissue, CertificateReason.Lost.Chinese));
        scene.Right(Right).Certificate!.LossAnnouncedOn.ShouldBeNull();
        scene.Ask(new HandOverCertificates(scene.LastCase, [new(Right, Scene.Person(1), false, "receipt")]), Clerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk).ShouldBeEntered();
        scene.Case(scene.LastCase).End.ShouldBe(CaseEnd.Archived);
    }

    [Fact]
    public void A_loss_is_announced_of_the_paper_that_was_said_to_be_lost_on_a_day_that_can_be_and_takes_nothing()
    {
        var scene = Village();
        var paper = scene.Right(Right).Certificate!;
        scene.Ask(new AnnounceLoss("x", scene.Day, "page"), Clerk).ShouldBeRefused(CaseRules.CaseIsUnknown);
        scene.Open(Reissue, Scene.Farmer(1)).ShouldBeEntered();
        Announce(scene, scene.Day).ShouldBeRefused(CaseRules.StepIsNotDue);
        TakenIn(scene, Reissue, Scene.Farmer(1));
        scene.Day = scene.Day.AddDays(5);

        scene.Ask(new AnnounceLoss(scene.LastCase, scene.Day, "page"), Registrar).ShouldBeRefused(CaseRules.NotThisDesk);
        scene.Ask(new AnnounceLoss(scene.LastCase, scene.Day, "page"), Scene.Farmer(2)).ShouldBeRefused(CaseRules.NotThisDesk);
        Announce(scene, scene.Day.AddDays(1)).ShouldBeRefused(AnnouncementDayIsWrong);
        Announce(scene, paper.IssuedOn.AddDays(-1)).ShouldBeRefused(AnnouncementDayIsWrong);
        scene.NotHandedIn.Add("page");
        Announce(scene, scene.Day).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        scene.NotHandedIn.Clear();
        Announce(scene, scene.Day).ShouldBeEntered()[1].Fact.ShouldBeOfType<CaseDocumentFiled>().Kind.ShouldBe(AnnounceLoss.Announcement);
        scene.Right(Right).Certificate.ShouldBe(paper with { LossAnnouncedOn = scene.Day });
        Announce(scene, paper.IssuedOn).ShouldBeEntered();
        scene.Right(Right).Certificate!.LossAnnouncedOn.ShouldBe(paper.IssuedOn);

        scene.Given([.. new NewPaper(Scene.Id("another paper"), "another serial", "token", "authority").IssueFor(Right, scene.Right(Right).Certificate, CertificateOccasion.Replacement, "承包经营权变更", scene.Paper)]);
        Announce(scene, scene.Day).ShouldBeRefused(CaseRules.CaseTermsDiffer);
        scene.Given(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, Scene.Id("another paper"), "权证记载错误", scene.Paper)));
        Announce(scene, scene.Day).ShouldBeRefused(NoCurrentCertificate);
    }

    [Fact]
    public void Holidays_in_between_and_a_longer_time_of_the_county_make_a_loss_wait_longer()
    {
        var scene = Village(Announced);
        scene.Given(
            new StreamFact(Streams.County("620123"), new WorkCalendarPublished(2026, [new(2026, 11, 10)], [], "国办发明电", scene.Paper)),
            new StreamFact(Streams.County("620123"), new CountySettingMade(CountySettings.LossStatement.Key, "16 working-days", new(2026, 1, 1), "文件", scene.Paper)));
        TakenIn(scene, Reissue, Scene.Farmer(1));

        Announce(scene, Announced).ShouldBeEntered();
        scene.Day = new(2026, 11, 25);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.LossAnnounced), Clerk).ShouldBeRefused(LossNotAnnounced);
        scene.Day = new(2026, 11, 26);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.LossAnnounced), Clerk).ShouldBeEntered();
    }

    [Fact]
    public void The_certificate_that_an_ended_right_left_is_voided_by_a_case_that_asks_nobody()
    {
        var scene = Village();
        var paper = scene.Right(Right).Certificate!.Id;
        scene.Given(new StreamFact(Streams.Right(Right), new ContractEnded(Right, "court/1", scene.Paper)));
        scene.Open(Voiding, Clerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Clerk).ShouldBeEntered();
        File(scene, "application", "identity", "end-proof");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeEntered();
        Reviewed(scene);

        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeEntered()[0].Fact.ShouldBeOfType<CertificateVoided>().Certificate.ShouldBe(paper);
        scene.Right(Right).Certificate.ShouldBeNull();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Archived), Clerk).ShouldBeEntered();
        scene.Case(scene.LastCase).End.ShouldBe(CaseEnd.Archived);
        scene.Open(Voiding, Clerk).ShouldBeRefused(NoCurrentCertificate);
    }

    [Fact]
    public void A_right_that_began_anew_meanwhile_keeps_its_paper()
    {
        var scene = Village();
        scene.Given(new StreamFact(Streams.Right(Right), new ContractEnded(Right, "court/1", scene.Paper)));
        scene.Open(Voiding, VillageClerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeEntered();
        File(scene, "application", "identity", "end-proof");
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeEntered();
        Reviewed(scene);
        scene.GivenContract(1, 1);

        scene.Ask(new EnterCase(scene.LastCase), Registrar).ShouldBeRefused(RightIsAlive, Right);
    }

    [Fact]
    public void A_right_without_a_paper_gets_a_first_one()
    {
        var scene = Village();
        scene.Given(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, scene.Right(Right).Certificate!.Id, "权证记载错误", scene.Paper)));

        scene.Ask(new IssueCertificate(Right), Registrar).ShouldBeEntered()[0].Fact.ShouldBeOfType<CertificateIssued>().Occasion.ShouldBe(CertificateOccasion.First);
    }

    [Fact]
    public void An_entry_changes_both_certificates_at_once()
    {
        var scene = TransferRefusalTests.Agreed();
        TransferRefusalTests.Finish(scene, 1, 2);

        var (given, taking) = (scene.Streams[Streams.Right(Right)], scene.Streams[Streams.Right(Scene.RightCode(2))]);
        given.TakeLast(3).Select(fact => fact.GetType()).ShouldBe([typeof(ParcelLeft), typeof(CertificateReplaced), typeof(CertificateIssued)]);
        taking.TakeLast(3).Select(fact => fact.GetType()).ShouldBe([typeof(ParcelJoined), typeof(CertificateReplaced), typeof(CertificateIssued)]);
        taking.OfType<ParcelJoined>().Single().Parcel.ShouldBe(new ContractParcel(Scene.ParcelCode(1), 666.67m, null, null));
    }

    [Theory]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第000001号", "甘", 2016, "榆中县", 1, "")]
    [InlineData("苏（2026）海安市农村土地承包经营权证第999999号", "苏", 2026, "海安市", 999_999, "")]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第000012号补1", "甘", 2016, "榆中县", 12, "补1")]
    public void A_serial_reads_as_it_is_printed(string text, string province, int year, string county, int number, string mark)
    {
        CertificateSerial.TryParse(text, out var serial).ShouldBeTrue();
        serial.ShouldBe(new CertificateSerial(province, year, county, number, mark));
        serial.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("甘(2016)榆中县农村土地承包经营权证第000001号")]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第000000号")]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第1号")]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第000001号换0")]
    [InlineData(null)]
    public void Anything_else_is_no_serial(string? text) => CertificateSerial.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Later_papers_of_a_delivery_are_told_apart_by_a_mark()
    {
        const string Serial = "甘（2016）榆中县农村土地承包经营权证第000012号";

        CertificateSerial.Again(Serial, CertificateOccasion.First, 1).ShouldBe(Serial);
        CertificateSerial.Again(Serial, CertificateOccasion.Reissue, 1).ShouldBe(Serial + "补1");
        CertificateSerial.Again(Serial, CertificateOccasion.Replacement, 2).ShouldBe(Serial + "换2");
        Should.Throw<ArgumentOutOfRangeException>(() => new CertificateSerial("甘", 2026, "榆中县", 1_000_000));
    }

    private static Scene Village(DateOnly? day = null) => new Scene { Day = day ?? Scene.Today }.GivenCollective().GivenHousehold(1, 3).GivenHousehold(2).GivenContract(1, 1).GivenContract(2, 2);

    /// <summary>Opened by somebody and confirmed by the representative, with every paper that its list asks for, and taken in.</summary>
    private static void TakenIn(Scene scene, IChange change, Actor opener)
    {
        scene.Open(change, opener).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), opener).ShouldBeEntered();
        Confirm(scene, 1).ShouldBeEntered();
        File(scene, [.. Settings.Standard(scene.Day).Of(RequiredPapers.For(change.Procedure.PaperList)).Where(paper => paper.Always).Select(paper => paper.Code)]);
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Accepted), Clerk).ShouldBeEntered();
    }

    private static Decision Confirm(Scene scene, int member) => scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1, member));

    private static Decision Announce(Scene scene, DateOnly day) => scene.Ask(new AnnounceLoss(scene.LastCase, day, "page"), Clerk);

    private static void File(Scene scene, params string[] papers)
    {
        foreach (var paper in papers) scene.Ask(new FileDocument(scene.LastCase, paper, paper), Clerk).ShouldBeEntered();
    }

    private static void Told(Scene scene)
    {
        foreach (var holder in scene.Case(scene.LastCase).Unreached.ToList()) scene.Ask(new ReachHolder(scene.LastCase, holder, true), new Actor.Register("620123")).ShouldBeEntered();
    }

    private static void Reviewed(Scene scene)
    {
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.CountyReviewed), Reviewer).ShouldBeEntered();
        Told(scene);
    }
}
