using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Collectives;

/// <summary>A village is merged into another over the desk: its open cases stand in the work lists of the new desks.</summary>
public sealed class PlacementTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_open_at_the_old_village_goes_on_at_the_new_one_and_nothing_is_lost()
    {
        var casework = await CaseTests.Casework.Open(register);
        var village = casework.Village;
        var place = $"620123998{village.Collective[9..12]}";
        var (clerk, township) = (new Actor.VillageClerk(village.Id(80, 21), place), new Actor.TownshipOfficer(village.Id(80, 22), place[..9]));
        var document = await casework.HandIn(casework.Registrar);

        var answer = await register.Desk.Enter(new PlaceCollective(village.Collective, place, Bargain.Today, "甘民函〔2026〕9号", document), casework.By(casework.Registrar), Cancel);

        answer.Refusal.ShouldBeNull();
        (await Open(casework.VillageClerk)).ShouldNotContain(casework.Number);
        (await Open(casework.Township)).ShouldNotContain(casework.Number);
        foreach (var desk in new Actor[] { clerk, township, casework.Registrar }) (await Open(desk)).ShouldContain(casework.Number);

        (await register.Desk.Enter(new CompleteStep(casework.Number, StepKind.Applied), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBe(CaseRules.NotThisDesk);
        (await register.Desk.Enter(new CompleteStep(casework.Number, StepKind.Applied), casework.By(clerk), Cancel)).Refusal.ShouldBeNull();
        await casework.Confirm(1);
        await casework.Confirm(2);
        (await register.Ask<string>("select at_step from register.case_file where number = $1", casework.Number)).ShouldBe("accepted");
        (await register.Ask<string>("select collective from register.case_file where number = $1", casework.Number)).ShouldBe(village.Collective, "codes stay");

        var lines = await PlacementLine.Of(register.Connections[TestRegister.County], village.Collective, Cancel);
        lines.Select(line => (line.From, line.Village, line.Document)).ShouldBe([(null, village.Collective[..12], null), (Bargain.Today, place, document)]);
        var documents = register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>();
        (await documents.MaySee(TestRegister.County, casework.Clerk, document, Cancel)).ShouldBeTrue();
        (await documents.MaySee(TestRegister.County, casework.Farmer(1), document, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_placements_from_one_day_the_later_word_stands_and_sent_twice_it_is_entered_once()
    {
        var casework = await CaseTests.Casework.Found(register);
        var (village, document, command) = (casework.Village, await casework.HandIn(casework.Registrar), Guid.CreateVersion7());
        PlaceCollective To(string place) => new(village.Collective, place, Bargain.Today, "甘民函〔2026〕9号", document);

        (await register.Desk.Enter(To("620123998801"), casework.By(casework.Registrar, command), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(To("620123998801"), casework.By(casework.Registrar, command), Cancel)).Repeated.ShouldBeTrue();
        (await register.Desk.Enter(To("620123998802"), casework.By(casework.Registrar), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(To("620123998803"), casework.By(casework.Clerk), Cancel)).Refusal.ShouldBe(RoleRules.NotTheRegistrar);

        (await PlacementLine.Of(register.Connections[TestRegister.County], village.Collective, Cancel)).Select(line => line.Village).ShouldBe([village.Collective[..12], "620123998802"]);
    }

    private async Task<IEnumerable<string>> Open(Actor actor)
    {
        var tables = register.Connections[TestRegister.County];
        return (await CaseSheet.OpenIn(tables, await Served.By(tables, actor, Bargain.Today, Cancel), [], 0, 10_000, Cancel)).Select(sheet => sheet.Number);
    }
}
