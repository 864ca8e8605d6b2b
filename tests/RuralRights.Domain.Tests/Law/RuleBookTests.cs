using System.Reflection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Law;

public sealed class RuleBookTests
{
    /// <summary>A rule that refuses nothing is either dead or untested; so the tests of the acts are run here and the rules they meet are counted.</summary>
    [Fact]
    public void Every_rule_of_the_book_refuses_something_in_a_test()
    {
        foreach (var (test, row) in TestsOfActs()) test.Invoke(Activator.CreateInstance(test.DeclaringType!), row);

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
    public void A_fact_names_the_rules_it_was_checked_for()
    {
        var scene = Exits.TransferRefusalTests.Agreed();
        var rules = scene.Streams.Values.SelectMany(stream => stream).Cast<IFact>().SelectMany(fact => fact.Provenance.Rules).Distinct().ToList();

        rules.ShouldBeSubsetOf(RuleBook.All.Keys);
        rules.ShouldContain(MarketRules.TransfereeIsOutsider.Code);
    }

    private static IEnumerable<(MethodInfo Test, object?[] Row)> TestsOfActs() =>
        from type in typeof(RuleBookTests).Assembly.GetTypes()
        where type != typeof(Exits.RandomHistoryTests) && type != typeof(Settlement.ChangesNothingTests) && type.Namespace?.Split('.')[^1] is not (null or "Law")
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        from row in Rows(method)
        select (method, row);

    private static IEnumerable<object?[]> Rows(MethodInfo test) => test.GetParameters().Length == 0 ? [[]] :
    [
        .. test.GetCustomAttributes<InlineDataAttribute>().Select(inline => inline.Data),
        .. test.GetCustomAttributes<MemberDataAttribute>()
            .SelectMany(member => ((System.Collections.IEnumerable)test.DeclaringType!.GetProperty(member.MemberName)!.GetValue(null)!).Cast<ITheoryDataRow>())
            .Select(row => row.GetData()),
    ];
}
