using Npgsql;

namespace RuralRights.Registry.Offices;

/// <summary>What a place is called: a collective by its own name, a village or township by its collective's, or by the first of the collectives its desk serves.</summary>
/// <param name="Code">Code of the place.</param>
/// <param name="Name">Name.</param>
/// <param name="Others">How many more collectives the desk serves, where the name is only the first one's.</param>
public sealed record PlaceName(string Code, string Name, int Others)
{
    private const int CollectiveDigits = 14;

    /// <summary>Those of the places that the register has a name for.</summary>
    public static Task<List<PlaceName>> Of(NpgsqlDataSource register, IEnumerable<string> codes, CancellationToken cancel) => register.All(
        """
        select a.code, coalesce(own.name, served.name), case when own.name is null then served.many - 1 else 0 end
        from unnest($1) as a(code)
                 left join register.collective own on own.code = rpad(a.code, $2, '0')
                 left join lateral (select min(c.name) as name, count(distinct c.code)::integer as many
                                    from register.placement p
                                             join register.collective c on c.code = p.collective
                                    where a.code in (p.village, p.township)) as served on true
        where coalesce(own.name, served.name) is not null
        """,
        row => new PlaceName(row.GetString(0), row.GetString(1), row.GetInt32(2)), cancel, codes.Distinct(StringComparer.Ordinal).ToArray(), CollectiveDigits);
}
