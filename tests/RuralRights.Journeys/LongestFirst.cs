using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(RuralRights.Journeys.LongestFirst))]

namespace RuralRights.Journeys;

/// <summary>The longest begin first, so that none of them is left alone in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _longest = [nameof(InTheCounty), nameof(HouseholdProcedures), nameof(LandProcedures)];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(one => Array.FindIndex(_longest, name => one.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var at ? at : _longest.Length)];
}
