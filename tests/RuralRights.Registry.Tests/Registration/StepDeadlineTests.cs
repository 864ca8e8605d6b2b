using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Law;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>The time of a step ends without anyone looking, after its last working day, and is recorded once.</summary>
public sealed class StepDeadlineTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => quiet.Register;

    [Fact]
    public async Task A_step_is_overdue_after_five_working_days_over_a_weekend_and_no_earlier()
    {
        var casework = await AtAcceptance();
        await using var node = await Start(new(2026, 11, 27), 18, 0);
        var message = new FallsDue(TestRegister.County, "case-step", $"case/{casework.Number}", Bargain.Today);

        (await node.Deadlines.Meet(message, Cancel)).ShouldBeNull("Friday evening is the fourth working day");
        node.Clock.Advance(TimeSpan.FromDays(2));
        (await node.Deadlines.Meet(message, Cancel)).ShouldBeNull("a weekend does not count");
        node.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(5));
        (await node.Deadlines.Meet(message, Cancel)).ShouldBeNull("the last day is not over at eleven at night");
        (await IsOverdue(casework)).ShouldBeFalse();
        node.Clock.Advance(TimeSpan.FromHours(2));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => node.Deadlines.Meet(message, Cancel)));

        answers.ShouldContain(answer => answer != null && answer.IsEntered);
        (await IsOverdue(casework)).ShouldBeTrue();
        (await Register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'case-step-overdue'", $"case/{casework.Number}")).ShouldBe(1);
        (await node.Deadlines.Meet(message, Cancel)).ShouldBeNull("it is recorded once");
        (await CaseSheet.Of(Register.Connections[TestRegister.County], casework.Number, Cancel))!.OverdueOn.ShouldBe(new(2026, 12, 1));

        (await casework.Desk.Enter(new SendBack(casework.Number, StepKind.Applied, ["paper-missing"], "缺户口簿"), casework.By(casework.Clerk), Cancel)).Refusal.ShouldBeNull();
        (await IsOverdue(casework)).ShouldBeFalse();
        (await Register.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_look_of_the_hour_finds_it()
    {
        var casework = await AtAcceptance();
        await using var node = await Start(new(2026, 12, 1), 8, 0);

        (await node.Deadlines.Look(Cancel)).ShouldBeGreaterThan(0);
        await TestRegister.Until(() => IsOverdue(casework), "the step is found overdue");
    }

    private Task<bool> IsOverdue(CaseTests.Casework casework) => Register.Ask<bool>("select overdue_on is not null from register.case_file where number = $1", casework.Number);

    private async Task<CaseTests.Casework> AtAcceptance()
    {
        var casework = await CaseTests.Casework.Open(Register);
        (await casework.Desk.Enter(new CompleteStep(casework.Number, StepKind.Applied), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        await casework.Confirm(1);
        await casework.Confirm(2);
        return casework;
    }

    private Task<Node> Start(DateOnly day, int hour, int minute) =>
        Node.Start(Register, new(day, new(hour, minute), TimeSpan.FromHours(8)), ["DeadlineWatch", "HolderMessageRounds"]);
}
