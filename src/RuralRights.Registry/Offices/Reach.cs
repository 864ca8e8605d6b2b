using Npgsql;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Offices;

/// <summary>How far an office reaches: which collectives a desk serves today.</summary>
public static class Reach
{
    private const string Collective = "collective";
    private const string Village = "village";
    private const string Township = "township";
    private const string County = "county";

    /// <summary>The collectives that an actor's office is about on a day; none for who has no office that handles or reads cases.</summary>
    public static Bound BoundOf(Actor? actor, DateOnly day) => actor switch
    {
        Actor.Chair chair => new(Collective, chair.Collective, day),
        Actor.CollectiveSupervisor supervisor => new(Collective, supervisor.Collective, day),
        Actor.VillageClerk clerk => new(Village, clerk.Village, day),
        Actor.TownshipOfficer officer => new(Township, officer.Township, day),
        Actor.Clerk clerk => new(County, clerk.County, day),
        Actor.Reviewer reviewer => new(County, reviewer.County, day),
        Actor.Registrar registrar => new(County, registrar.County, day),
        Actor.Auditor auditor => new(County, auditor.County, day),
        _ => new(null, null, day),
    };

    /// <summary>True when it is the actor's office to serve that collective on that day; the same answer as the law's, asked of the tables.</summary>
    public static async Task<bool> Serves(this NpgsqlDataSource register, Actor? actor, string collective, DateOnly day, CancellationToken cancel = default)
    {
        var bound = BoundOf(actor, day);
        return (await register.All($"select c.code from register.collective c where c.code = $4 and {Bound.Condition("c.code", 1)}", row => row.GetString(0), cancel, [.. bound.Values, collective])).Count > 0;
    }
}

/// <summary>A bound of collectives: one of them, or those of a village, of a township, of the county; without a desk there is none.</summary>
/// <param name="Desk">What the place is; null for no collective at all.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Day">Day whose places count, because divisions are merged and renamed.</param>
public sealed record Bound(string? Desk, string? Place, DateOnly Day)
{
    /// <summary>The bound as a condition on a column of collectives; its three values begin at parameter <paramref name="first"/>.</summary>
    internal static string Condition(string collective, int first) =>
        $"""
        exists (select
                from (select p.village, p.township
                      from register.placement p
                      where p.collective = {collective} and p.valid_from <= ${first + 2}::date
                      order by p.valid_from desc
                      limit 1) as place
                where case ${first}::text
                          when 'collective' then {collective}
                          when 'village' then place.village
                          when 'township' then place.township
                          when 'county' then (select k.county from register.collective k where k.code = {collective})
                      end = ${first + 1}::text)
        """;

    internal object?[] Values => [Desk, Place, Day];

    /// <summary>True when the collective of a household is within it.</summary>
    public async Task<bool> Holds(NpgsqlDataSource register, string household, CancellationToken cancel) =>
        (await register.All($"select h.code from register.household h where h.code = $4 and {Condition("h.collective", 1)}", row => row.GetString(0), cancel, [.. Values, household])).Count > 0;
}
