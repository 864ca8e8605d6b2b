using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>Rights to land of either kind, as acts on what holds them still read them.</summary>
internal static class LandRights
{
    /// <summary>The right of a code: to contracted land, or to the homestead of a plot.</summary>
    public static async Task<ILandRight> LandRight(this Reading reading, string code, CancellationToken cancel)
    {
        var stream = Domain.Tenure.LandRight.StreamOf(code);
        return Domain.Tenure.LandRight.IsHomestead(code) ? await reading.State<HomesteadRight>(stream, cancel) : await reading.State<ContractRight>(stream, cancel);
    }

    /// <summary>Whose right it is, as a party: the household, and everybody else whom the entry itself names.</summary>
    public static async Task<Household> PartyOf(this Reading reading, ILandRight right, CancellationToken cancel)
    {
        var household = await reading.State<Household>(Streams.Household(right.Household), cancel);
        return right is HomesteadRight homestead
            ? household with { Members = [.. household.Members, .. homestead.Living.Where(holder => !household.Includes(holder)).Select(holder => new HouseholdMember(holder, "", false, null))] }
            : household;
    }
}
