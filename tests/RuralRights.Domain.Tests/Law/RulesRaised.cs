using System.Collections.Concurrent;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tests.Law;

/// <summary>Which rules the tests of this project have seen refuse something.</summary>
public static class RulesRaised
{
    private static readonly ConcurrentDictionary<string, Rule> Seen = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Codes => [.. Seen.Keys];

    public static void Note(Rule rule) => Seen[rule.Code] = rule;
}
