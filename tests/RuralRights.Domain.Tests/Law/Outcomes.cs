using RuralRights.Domain.Law;
using Shouldly;

namespace RuralRights.Domain.Tests.Law;

/// <summary>What tests say of a decision.</summary>
public static class Outcomes
{
    /// <summary>The act was entered; gives its facts.</summary>
    public static IReadOnlyList<StreamFact> ShouldBeEntered(this Decision decision) =>
        decision.ShouldBeOfType<Decision.Entered>(decision.ToString()).Facts;

    /// <summary>The act was refused by exactly this rule, about exactly this.</summary>
    public static void ShouldBeRefused(this Decision decision, Rule rule, string? about = null)
    {
        var refused = decision.ShouldBeOfType<Decision.Refused>($"should be refused by {rule}");
        refused.Rule.Code.ShouldBe(rule.Code);
        if (about is not null) refused.About.ShouldBe(about);
    }
}
