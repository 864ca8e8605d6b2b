using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Households;

/// <summary>A household as the register knows it; people are ids of the vault.</summary>
public sealed record HouseholdSheet(string Code, string Collective, string CollectiveName, string Kind, Guid Representative, DateOnly LegalDay)
{
    /// <summary>Members in the order of the survey, each marked as the law takes them: see <see cref="Household.MembersAsHolders"/>.</summary>
    public IReadOnlyList<HouseholdMember> Members { get; private init; } = [];

    /// <summary>Last day until which it is contracted no new land, because it returned some; null when nothing bars it.</summary>
    public DateOnly? BarredUntil { get; private init; }

    /// <summary>Day on which it was one no longer, because it joined another or nobody of it is alive; null while it stands.</summary>
    public DateOnly? EndedOn { get; private init; }

    /// <summary>True for somebody of no household, see <see cref="Alone"/>.</summary>
    public bool IsAlone => Code.Length == 0;

    /// <summary>Those whose consent an exit needs.</summary>
    public IEnumerable<HouseholdMember> CoHolders => Members.Where(member => member.CoHolder);

    /// <summary>Everybody named on it.</summary>
    public IEnumerable<Guid> People => Members.Select(member => member.Person).Append(Representative).Distinct();

    /// <summary>One household, or null when the register has none of this code.</summary>
    public static async Task<HouseholdSheet?> Of(NpgsqlDataSource register, string code, CancellationToken cancel)
    {
        var household = await register.First(
            """
            select h.code, h.collective, c.name, h.kind, h.representative, h.legal_day, h.barred_until, h.ended_on
            from register.household h
                     join register.collective c on c.code = h.collective
            where h.code = $1
            """,
            row => new HouseholdSheet(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetFieldValue<DateOnly>(5))
            {
                BarredUntil = row.Maybe<DateOnly>(6), EndedOn = row.Maybe<DateOnly>(7),
            },
            cancel,
            code);
        if (household is null) return null;

        return household with
        {
            Members = (await MembersOf(register, [code], cancel)).GetValueOrDefault(code, []),
        };
    }

    /// <summary>Somebody of no household, and those for whom they speak, where a page asks for a household. It has no code and no right.</summary>
    public static HouseholdSheet Alone(string collective, string name, Guid person, IEnumerable<Guid> wards, DateOnly day) =>
        new("", collective, name, "", person, day) { Members = [.. wards.Prepend(person).Distinct().Select(one => new HouseholdMember(one, "", false, null))] };

    /// <summary>The members of several households by contractor code, each marked as the law takes them.</summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyList<HouseholdMember>>> MembersOf(NpgsqlDataSource register, IEnumerable<string> codes, CancellationToken cancel)
    {
        var rows = await register.All(
            """
            select h.code, h.collective, h.representative, m.person, m.relation, m.co_holder, m.mark
            from register.household h
                     left join register.household_member m on m.household = h.code
            where h.code = any ($1)
            order by h.code, m.position
            """,
            row => (
                Household: new Household(row.GetString(0), row.GetString(1), ContractorKind.Household, row.GetGuid(2), []),
                Member: row.IsDBNull(3) ? null : new HouseholdMember(row.GetGuid(3), row.GetString(4), row.GetBoolean(5), row.Text(6))),
            cancel,
            (object)codes.Distinct().ToArray());
        return rows.GroupBy(row => row.Household.Code, StringComparer.Ordinal).ToDictionary(
            household => household.Key,
            household => (household.First().Household with { Members = [.. household.Select(row => row.Member).OfType<HouseholdMember>()] }).MembersAsHolders,
            StringComparer.Ordinal);
    }

    /// <summary>The first code of a collective after every one that a household has or had.</summary>
    public static async Task<string> NextCode(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        (await register.All(
            "select coalesce(max(right(code, 4)::integer), 0) + 1 from register.household where collective = $1 and code like $1 || '____'",
            row => row.GetInt32(0), cancel, collective))[0] is < 10_000 and var next
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{collective}{next:0000}")
            : "";

    /// <summary>The representatives of several households.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> Representatives(NpgsqlDataSource register, IEnumerable<string> codes, CancellationToken cancel) =>
        (await register.All(
            "select code, representative from register.household where code = any ($1)",
            row => (Code: row.GetString(0), Person: row.GetGuid(1)),
            cancel,
            (object)codes.Distinct().ToArray())).ToDictionary(pair => pair.Code, pair => pair.Person);

    /// <summary>Who spoke for several households at any time, told from the facts, the earliest first.</summary>
    public static async Task<IReadOnlyList<RepresentativeLine>> RepresentativesThroughTime(NpgsqlDataSource register, IEnumerable<string> codes, CancellationToken cancel) =>
        await register.All(
            """
            select data ->> 'household', (data -> 'provenance' ->> 'legal_day')::date, (data ->> 'representative')::uuid
            from ledger.mt_events
            where stream_id = any ($1)
              and type in ('household-registered', 'representative-changed')
            order by seq_id
            """,
            row => new RepresentativeLine(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetGuid(2)),
            cancel,
            (object)codes.Distinct().Select(Streams.Household).ToArray());
}

/// <summary>Who spoke for a household from a day on.</summary>
public sealed record RepresentativeLine(string Household, DateOnly Since, Guid Person);
