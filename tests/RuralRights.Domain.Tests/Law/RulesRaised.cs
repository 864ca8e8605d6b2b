using System.Collections.Concurrent;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tests.Law;

/// <summary>Which rules the tests of this project have seen refuse something.</summary>
public static class RulesRaised
{
    private static readonly ConcurrentDictionary<string, Rule> Seen = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Codes => [.. Seen.Keys];

    /// <summary>Notes that a rule refused something, and gives it back.</summary>
    public static Rule Note(Rule rule) => Seen[rule.Code] = rule;
}
