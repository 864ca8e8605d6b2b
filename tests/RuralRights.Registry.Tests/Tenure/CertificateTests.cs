using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Tenure;

public sealed class CertificateTests(TestRegister register)
{
    [Fact]
    public async Task No_certificate_is_issued_for_a_day_on_which_the_county_had_not_fixed_what_it_prints()
    {
        await Bargain.Settings(register);
        var village = await Village.Found(register, 1);
        (await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1))).Refusal.ShouldBeNull();
        var registrar = new Actor.Registrar(Guid.CreateVersion7(), TestRegister.County);
        var command = new IssueCertificate(village.Right(1));

        var early = await register.Desk.Enter(command, new(TestRegister.County, Guid.CreateVersion7(), registrar, new(2015, 12, 31)), TestContext.Current.CancellationToken);
        var later = await register.Desk.Enter(command, new(TestRegister.County, Guid.CreateVersion7(), registrar, Bargain.Today), TestContext.Current.CancellationToken);

        early.Refusal.ShouldBe(ConstraintRules.SettingIsMissing);
        early.About.ShouldBe("registering-authority");
        later.Refusal.ShouldBeNull();
    }

    [Fact]
    public void What_keeps_a_certificate_from_being_printed_is_a_named_rule()
    {
        PrintCertificate.RuleOf(new Printing.CannotPrint([new PrintObstacle.MissingCharacter(new(0x20BB7))])).ShouldBe(ConstraintRules.CertificateCannotBePrinted);
        PrintCertificate.RuleOf(null).ShouldBe(TenureRules.NoCurrentCertificate);
        PrintCertificate.RuleOf(new Printing.Printed([], 1)).ShouldBeNull();
    }
}
