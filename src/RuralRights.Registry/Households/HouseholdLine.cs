using Npgsql;

namespace RuralRights.Registry.Households;

/// <summary>A household in a list.</summary>
/// <param name="Code">Contractor code.</param>
/// <param name="Representative">Who signs for it.</param>
public sealed record HouseholdLine(string Code, Guid Representative)
{
    /// <summary>Every household of a collective, by code.</summary>
    public static Task<List<HouseholdLine>> In(NpgsqlDataSource register, string collective, CancellationToken cancel) => register.All(
        "select code, representative from register.household where collective = $1 order by code",
        row => new HouseholdLine(row.GetString(0), row.GetGuid(1)),
        cancel,
        collective);
}
