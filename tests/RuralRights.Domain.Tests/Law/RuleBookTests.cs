using System.Reflection;
using RuralRights.Domain.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Law;

public sealed class RuleBookTests
{
    /// <summary>A rule that refuses nothing is either dead or untested; so the tests of the acts are run here and the rules they meet are counted.</summary>
    [Fact]
    public void Every_rule_of_the_book_refuses_something_in_a_test()
    {
        foreach (var test in TestsOfActs()) test.Invoke(Activator.CreateInstance(test.DeclaringType!), null);

        RuleBook.All.Keys.Except(RulesRaised.Codes).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_says_in_two_languages_what_went_wrong_and_how_to_mend_it()
    {
        foreach (var rule in RuleBook.All.Values)
        {
            rule.Code.ShouldMatch("^[a-z]+(-[a-z]+)*$");
            rule.Chinese.ShouldEndWith("。", customMessage: rule.Code);
            rule.English.ShouldEndWith(".", customMessage: rule.Code);
            rule.MendChinese.ShouldEndWith("。", customMessage: rule.Code);
            rule.MendEnglish.ShouldEndWith(".", customMessage: rule.Code);
            rule.Chinese.ShouldNotContain("买卖土地", customMessage: rule.Code);
        }
    }

    [Fact]
    public void Every_rule_of_an_act_is_named_in_the_provenance_of_its_facts_in_the_order_it_was_checked()
    {
        var scene = Exits.TransferRefusalTests.Agreed();
        var rules = scene.Streams.Values.SelectMany(stream => stream).Cast<IFact>().SelectMany(fact => fact.Provenance.Rules).Distinct().ToList();

        rules.ShouldNotBeEmpty();
        rules.Except(RuleBook.All.Keys).ShouldBeEmpty();
    }

    private static IEnumerable<MethodInfo> TestsOfActs() => typeof(RuleBookTests).Assembly.GetTypes()
        .Where(type => type != typeof(Exits.RandomHistoryTests) && type.Namespace?.Split('.').LastOrDefault() is "Exits" or "Market" or "Tenure" or "Registration")
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null && method.GetParameters().Length == 0);
}
