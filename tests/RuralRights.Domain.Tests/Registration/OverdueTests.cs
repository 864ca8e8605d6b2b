using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Tests.Registration;

/// <summary>A step that nobody did in time is said to be overdue, once, and only by the register itself.</summary>
public sealed class OverdueTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("clerk"), "620123");
    private static readonly Actor Register = new Actor.Register("620123");

    [Fact]
    public void Five_working_days_pass_over_a_weekend_before_a_step_is_overdue()
    {
        var scene = Waiting();
        scene.Day.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        for (; scene.Day <= new DateOnly(2026, 11, 30); scene.Day = scene.Day.AddDays(1)) Refused(scene.Ask(Overdue(scene), Register)).ShouldBe(StepIsNotOverdue);

        scene.Day.ShouldBe(new(2026, 12, 1));
        scene.Ask(Overdue(scene), Register).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).OverdueOn.ShouldBe(scene.Day);
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Accepted);
        Refused(scene.Ask(Overdue(scene), Register)).ShouldBe(StepIsNotOverdue);
    }

    [Fact]
    public void Whatever_moves_the_case_on_ends_it()
    {
        var scene = Waiting();
        scene.Day = new(2026, 12, 1);
        var overdue = Overdue(scene);
        scene.Ask(overdue, Register);
        scene.Ask(new SendBack(scene.LastCase, StepKind.Applied, ["other"], "x"), Clerk).ShouldBeOfType<Decision.Entered>();

        scene.Case(scene.LastCase).OverdueOn.ShouldBeNull();
        Refused(scene.Ask(overdue, Register)).ShouldBe(StepIsNotDue);
        scene.Ask(new WithdrawCase(scene.LastCase), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(overdue, Register)).ShouldBe(CaseIsWithdrawn);
    }

    [Fact]
    public void Nobody_says_it_of_another()
    {
        var scene = Waiting();
        scene.Day = new(2026, 12, 1);
        Refused(scene.Ask(Overdue(scene), Clerk)).ShouldBe(NotThisDesk);
        Refused(scene.Ask(new MarkOverdue("x", StepKind.Accepted, scene.Day), Register)).ShouldBe(CaseIsUnknown);
    }

    private static MarkOverdue Overdue(Scene scene) => new(scene.LastCase, StepKind.Accepted, Scene.Today);

    private static Scene Waiting()
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1, 2).GivenContract(1, 1);
        scene.Open(new ChangeRepresentative(Scene.HouseholdCode(1), Scene.Person(1, 2)), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        foreach (var member in new[] { 1, 2 })
            scene.Ask(new ConfirmCase(scene.LastCase, scene.Case(scene.LastCase).Terms), Scene.Farmer(1, member)).ShouldBeOfType<Decision.Entered>();
        scene.Case(scene.LastCase).At.ShouldBe(StepKind.Accepted);
        return scene;
    }

    private static Rule Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Rule;
}
