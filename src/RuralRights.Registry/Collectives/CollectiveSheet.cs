using Npgsql;

namespace RuralRights.Registry.Collectives;

/// <summary>A collective and what it counts.</summary>
public sealed record CollectiveSheet(string Code, string Name, string Level, long Households, long Parcels, decimal Area)
{
    private const string Select =
        """
        select c.code, c.name, c.level,
               (select count(*) from register.household h where h.collective = c.code and h.ended_on is null),
               (select count(*) from register.parcel p where p.collective = c.code and p.retired_on is null),
               (select coalesce(sum(p.surveyed_area), 0) from register.parcel p where p.collective = c.code and p.retired_on is null)
        from register.collective c
        """;

    /// <summary>Every collective of the county.</summary>
    public static Task<List<CollectiveSheet>> All(NpgsqlDataSource register, CancellationToken cancel) =>
        register.All($"{Select} order by c.code", Read, cancel);

    /// <summary>One collective, or null.</summary>
    public static Task<CollectiveSheet?> Of(NpgsqlDataSource register, string code, CancellationToken cancel) =>
        register.First($"{Select} where c.code = $1", Read, cancel, code);

    /// <summary>A page of its households, by code.</summary>
    public static Task<List<RosterLine>> Roster(NpgsqlDataSource register, string code, int skip, int take, CancellationToken cancel) => register.All(
        """
        select h.code, h.kind, h.representative,
               (select count(*) from register.household_member m where m.household = h.code),
               (select count(*) from register.holding x where x.household = h.code and x.ended_seq is null),
               (select coalesce(sum(x.contract_area), 0) from register.holding x where x.household = h.code and x.ended_seq is null)
        from register.household h
        where h.collective = $1 and h.ended_on is null
        order by h.code
        offset $2 limit $3
        """,
        row => new RosterLine(row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetInt64(3), row.GetInt64(4), row.GetDecimal(5)),
        cancel,
        code,
        skip,
        take);

    private static CollectiveSheet Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetDecimal(5));
}

/// <summary>A household in the roster of its collective.</summary>
public sealed record RosterLine(string Code, string Kind, Guid Representative, long Members, long Parcels, decimal Area);
