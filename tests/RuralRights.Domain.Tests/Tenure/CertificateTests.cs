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

public sealed class CertificateTests
{
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, "620123");
    private static readonly string Right = Scene.RightCode(1);

    [Fact]
    public void A_right_has_one_current_certificate_and_each_paper_its_own_serial()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1);
        var first = scene.Right(Right).Certificate!;

        scene.Ask(new IssueCertificate(Right), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new IssueCertificate("nothing"), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new IssueCertificate(Right), Registrar).ShouldBeRefused(CertificateIsCurrent, first.Serial);
        scene.Ask(new ReplaceCertificate(Right, "damaged"), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new ReplaceCertificate("nothing", "damaged"), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new ReplaceCertificate(Right, "lost"), Registrar).ShouldBeRefused(ReasonIsNotListed);

        var facts = scene.Ask(new ReplaceCertificate(Right, "damaged"), Registrar).ShouldBeEntered();

        facts[0].Fact.ShouldBeOfType<CertificateReplaced>().Certificate.ShouldBe(first.Id);
        var issued = facts[1].Fact.ShouldBeOfType<CertificateIssued>();
        (issued.Occasion, issued.Reason).ShouldBe((CertificateOccasion.Replacement, "权证损毁"));
        scene.Right(Right).Certificate.ShouldBe(new CurrentCertificate(issued.Certificate, issued.Serial, issued.Provenance.Case, issued.IssuedOn));
        issued.Serial.ShouldNotBe(first.Serial);
    }

    [Fact]
    public void A_lost_certificate_is_reissued_only_after_the_announced_time()
    {
        // Monday, and the fifteenth working day after it is Monday three weeks later.
        var announced = new DateOnly(2026, 11, 2);
        var scene = new Scene { Day = announced }.GivenHousehold(1).GivenContract(1, 1);

        scene.Ask(new ReissueCertificate(Right), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new ReissueCertificate("nothing"), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(LossNotAnnounced);
        scene.Ask(new AnnounceLoss(Right, announced), Registrar).ShouldBeEntered();
        scene.Day = new(2026, 11, 23);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(LossNotAnnounced);
        scene.Day = new(2026, 11, 24);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeEntered();
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(LossNotAnnounced);
    }

    [Fact]
    public void A_loss_is_announced_of_a_paper_that_counts_on_a_day_that_can_be_and_takes_nothing()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1);
        var paper = scene.Right(Right).Certificate!;
        scene.Day = scene.Day.AddDays(5);

        scene.Ask(new AnnounceLoss(Right, scene.Day), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new AnnounceLoss("nothing", scene.Day), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new AnnounceLoss(Right, scene.Day.AddDays(1)), Registrar).ShouldBeRefused(AnnouncementDayIsWrong);
        scene.Ask(new AnnounceLoss(Right, paper.IssuedOn.AddDays(-1)), Registrar).ShouldBeRefused(AnnouncementDayIsWrong);
        scene.Ask(new AnnounceLoss(Right, scene.Day), Registrar).ShouldBeEntered();
        scene.Right(Right).Certificate.ShouldBe(paper with { LossAnnouncedOn = scene.Day });
        scene.Ask(new AnnounceLoss(Right, paper.IssuedOn), Registrar).ShouldBeEntered();
        scene.Right(Right).Certificate!.LossAnnouncedOn.ShouldBe(paper.IssuedOn);

        scene.Given(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, paper.Id, "权证记载错误", scene.Paper)));
        scene.Ask(new AnnounceLoss(Right, scene.Day), Registrar).ShouldBeRefused(NoCurrentCertificate);
        scene.Given(new StreamFact(Streams.Right(Right), new ContractEnded(Right, "court/1", scene.Paper)));
        scene.Ask(new AnnounceLoss(Right, scene.Day), Registrar).ShouldBeRefused(RightHasEnded, Right);
    }

    [Fact]
    public void Holidays_in_between_and_a_longer_time_of_the_county_make_a_loss_wait_longer()
    {
        var announced = new DateOnly(2026, 11, 2);
        var scene = new Scene { Day = announced }.GivenHousehold(1).GivenContract(1, 1);
        scene.Given(
            new StreamFact(Streams.County("620123"), new WorkCalendarPublished(2026, [new(2026, 11, 10)], [], "国办发明电", scene.Paper)),
            new StreamFact(Streams.County("620123"), new CountySettingMade(CountySettings.LossStatement.Key, "16 working-days", new(2026, 1, 1), "文件", scene.Paper)));

        scene.Ask(new AnnounceLoss(Right, announced), Registrar).ShouldBeEntered();
        scene.Day = new(2026, 11, 25);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(LossNotAnnounced);
        scene.Day = new(2026, 11, 26);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeEntered();
    }

    [Fact]
    public void A_living_right_never_loses_its_paper_and_an_ended_one_needs_none()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1);

        scene.Ask(new VoidCertificate(Right), Scene.Farmer(1)).ShouldBeRefused(NotTheRegistrar);
        scene.Ask(new VoidCertificate("nothing"), Registrar).ShouldBeRefused(RightIsUnknown);
        scene.Ask(new VoidCertificate(Right), Registrar).ShouldBeRefused(RightIsAlive, Right);
        scene.Given(new StreamFact(Streams.Right(Right), new ContractEnded(Right, "court/1", scene.Paper)));
        scene.Ask(new ReplaceCertificate(Right, "damaged"), Registrar).ShouldBeRefused(RightHasEnded, Right);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(RightHasEnded, Right);
        scene.Ask(new IssueCertificate(Right), Registrar).ShouldBeRefused(RightHasEnded, Right);
        scene.Ask(new VoidCertificate(Right), Registrar).ShouldBeEntered();
        scene.Ask(new VoidCertificate(Right), Registrar).ShouldBeRefused(NoCurrentCertificate);
    }

    [Fact]
    public void A_right_without_a_paper_gets_a_first_one()
    {
        var scene = new Scene().GivenHousehold(1).GivenContract(1, 1);
        scene.Given(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, scene.Right(Right).Certificate!.Id, "权证记载错误", scene.Paper)));

        scene.Ask(new ReplaceCertificate(Right, "damaged"), Registrar).ShouldBeRefused(NoCurrentCertificate);
        scene.Ask(new ReissueCertificate(Right), Registrar).ShouldBeRefused(NoCurrentCertificate);
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
}
