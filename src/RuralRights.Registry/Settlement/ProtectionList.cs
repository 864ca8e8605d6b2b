using Npgsql;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;

namespace RuralRights.Registry.Settlement;

/// <summary>What to look for in the list.</summary>
/// <param name="Bound">Whose collectives.</param>
/// <param name="Collective">One collective; null for all.</param>
/// <param name="Criterion">One criterion; null for all.</param>
/// <param name="Source">One source; null for all.</param>
/// <param name="OnlyEnded">Only households of which a right or a membership ended after they settled.</param>
public sealed record ProtectionFilter(Bound Bound, string? Collective = null, SettlementCriterion? Criterion = null, SettlementSource? Source = null, bool OnlyEnded = false);

/// <summary>A household of which somebody settled in town, and how its three rights stand.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="CollectiveName">Its name.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="People">Who of it settled, in the order in which they did.</param>
/// <param name="Rights">Its three rights today.</param>
/// <param name="Ended">What ended after the first of them settled: the committee must look at each.</param>
/// <param name="Left">Those of them whose membership ended after they settled: the committee must look at each.</param>
public sealed record ProtectedHousehold(
    string Household,
    string Collective,
    string CollectiveName,
    Guid Representative,
    IReadOnlyList<SettlementSheet> People,
    ThreeRights Rights,
    IReadOnlyList<EndedAfterwards> Ended,
    IReadOnlyList<MembershipEndedAfterwards> Left)
{
    /// <summary>True when the committee has something to look at.</summary>
    public bool IsToBeLookedAt => Ended.Count > 0 || Left.Count > 0;
}

/// <summary>A membership that ended on or after the day its member settled, and the case that ended it.</summary>
/// <param name="Household">18-digit contractor code of the household with which the person settled.</param>
/// <param name="Person">Who.</param>
/// <param name="On">First day on which they were no member any more.</param>
/// <param name="Case">Number of the case that ended it.</param>
public sealed record MembershipEndedAfterwards(string Household, Guid Person, DateOnly On, string Case);

/// <summary>A right on a parcel, or to a homestead, that ended on or after the day somebody of the household settled, and the entry that ended it.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Parcel">Parcel code, or that of the plot.</param>
/// <param name="On">Legal day of the end.</param>
/// <param name="Position">Position of the entry in the ledger.</param>
/// <param name="Entry">Name of the fact.</param>
/// <param name="Cause">Stream of the act that brought it about.</param>
public sealed record EndedAfterwards(string Household, string Right, string Parcel, DateOnly On, long Position, string Entry, string? Cause);

/// <summary>How many settled.</summary>
/// <param name="Households">Households of which somebody did.</param>
/// <param name="People">People who did.</param>
/// <param name="ByCriterion">Of them, by the criterion met; one person may meet several.</param>
/// <param name="HouseholdsWithAnEnd">Households of which a right or a membership ended afterwards.</param>
public sealed record ProtectionCounts(long Households, long People, IReadOnlyDictionary<SettlementCriterion, long> ByCriterion, long HouseholdsWithAnEnd);

/// <summary>
/// The list by which the committee keeps watch that settling in town took nothing from anybody (进城落户农户权益保护名单). It reads what
/// stands in the register; nothing in the register reads it.
/// </summary>
public static class ProtectionList
{
    private const string Settled = "s.withdrawn_on is null and s.checker is not null";

    // What the household held and holds no more, a parcel or a homestead, from the day on which the first of it settled.
    private const string EndedSince =
        """
        from (select s.household, min(s.settled_on) as since from register.settlement s where s.withdrawn_on is null and s.checker is not null group by s.household) as first
                 join lateral (
                     select h.right_code, h.parcel, h.ended_seq
                     from register.holding h
                     where h.household = first.household and h.ended_seq is not null
                     union all
                     select g.plot, g.plot,
                            (select min(f.seq_id)
                             from ledger.mt_events f
                             where f.stream_id = 'homestead/' || g.plot
                               and f.seq_id > g.entered_seq
                               and f.type in ('homestead-passed', 'homestead-inherited', 'homestead-returned'))
                     from (select r.plot, max(r.entered_seq) as entered_seq
                           from register.homestead_right r
                           where r.household = first.household
                           group by r.plot
                           having not bool_or(upper_inf(r.period))) as g) as x (right_code, parcel, ended_seq) on true
                 join ledger.mt_events e on e.seq_id = x.ended_seq and (e.data -> 'provenance' ->> 'legal_day')::date >= first.since
        """;

    // Whoever settled and is no member any more since then.
    private const string LeftSince =
        """
        from register.settlement s
                 join register.membership m on m.person = s.person and m.ended_on >= s.settled_on
        where s.withdrawn_on is null and s.checker is not null
        """;

    private const string HasAnEnd = $"(s.household in (select first.household {EndedSince}) or s.household in (select s.household {LeftSince}))";

    private static readonly string Matching =
        $"""
        {Settled} and {Bound.Condition("h.collective", 1)}
        and ($4::text is null or h.collective = $4)
        and ($5::text is null or $5 = any (s.criteria))
        and ($6::text is null or s.source = $6)
        and (not $7 or {HasAnEnd})
        """;

    /// <summary>Households of the list, in the order of their codes.</summary>
    public static async Task<List<ProtectedHousehold>> Of(NpgsqlDataSource register, ProtectionFilter filter, int skip, int take, CancellationToken cancel)
    {
        var households = await register.All(
            $"""
            select distinct h.code, h.collective, c.name, h.representative
            {SettlementSheet.From}
            where {Matching}
            order by h.code offset $8 limit $9
            """,
            row => (Code: row.GetString(0), Collective: row.GetString(1), Name: row.GetString(2), Representative: row.GetGuid(3)),
            cancel,
            [.. Values(filter), skip, take]);
        if (households.Count == 0) return [];

        var codes = households.ConvertAll(household => household.Code).ToArray();
        var people = (await register.All(
            $"select {SettlementSheet.Columns} {SettlementSheet.From} where {Settled} and s.household = any ($1) order by s.settled_on, s.entered_seq",
            SettlementSheet.Read,
            cancel,
            (object)codes)).ToLookup(sheet => sheet.Household, StringComparer.Ordinal);
        var ended = (await register.All(
            $"""
            select first.household, x.right_code, x.parcel, (e.data -> 'provenance' ->> 'legal_day')::date, e.seq_id, e.type, e.data ->> 'cause'
            {EndedSince}
            where first.household = any ($1)
            order by e.seq_id, x.parcel
            """,
            row => new EndedAfterwards(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetInt64(4), row.GetString(5), row.Text(6)),
            cancel,
            (object)codes)).ToLookup(end => end.Household, StringComparer.Ordinal);
        var left = (await register.All(
            $"select s.household, s.person, m.ended_on, m.end_case {LeftSince} and s.household = any ($1) order by m.ended_on, s.person",
            row => new MembershipEndedAfterwards(row.GetString(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2), row.Text(3) ?? ""),
            cancel,
            (object)codes)).ToLookup(end => end.Household, StringComparer.Ordinal);
        var rights = await ThreeRights.Of(register, codes, cancel);
        return households.ConvertAll(household => new ProtectedHousehold(
            household.Code, household.Collective, household.Name, household.Representative, [.. people[household.Code]], rights[household.Code], [.. ended[household.Code]], [.. left[household.Code]]));
    }

    /// <summary>The figures of the same list.</summary>
    public static async Task<ProtectionCounts> Count(NpgsqlDataSource register, ProtectionFilter filter, CancellationToken cancel) => (await register.First(
        $"""
        select count(distinct s.household), count(distinct s.person),
               count(*) filter (where 'lives_or_studies_in_town' = any (s.criteria)),
               count(*) filter (where 'works_in_town' = any (s.criteria)),
               count(*) filter (where 'enjoys_town_services' = any (s.criteria)),
               count(distinct s.household) filter (where {HasAnEnd})
        {SettlementSheet.From}
        where {Matching}
        """,
        row => new ProtectionCounts(
            row.GetInt64(0),
            row.GetInt64(1),
            new Dictionary<SettlementCriterion, long>
            {
                [SettlementCriterion.LivesOrStudiesInTown] = row.GetInt64(2),
                [SettlementCriterion.WorksInTown] = row.GetInt64(3),
                [SettlementCriterion.EnjoysTownServices] = row.GetInt64(4),
            },
            row.GetInt64(5)),
        cancel,
        Values(filter)))!;

    /// <summary>Collectives of which somebody settled, for the choice of one.</summary>
    public static Task<List<(string Code, string Name)>> Collectives(NpgsqlDataSource register, Bound bound, CancellationToken cancel) => register.All(
        $"select distinct c.code, c.name {SettlementSheet.From} where {Settled} and {Bound.Condition("h.collective", 1)} order by c.code",
        row => (row.GetString(0), row.GetString(1)),
        cancel,
        bound.Values);

    private static object?[] Values(ProtectionFilter filter) =>
    [
        .. filter.Bound.Values, filter.Collective, Word(filter.Criterion?.ToString()), Word(filter.Source?.ToString()), filter.OnlyEnded,
    ];

    private static string? Word(string? member) => member is null ? null : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}
