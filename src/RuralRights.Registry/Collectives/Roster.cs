using Npgsql;

namespace RuralRights.Registry.Collectives;

/// <summary>A membership as the roster of a collective shows it (成员名册).</summary>
/// <param name="Person">Who; a page shows the name as its reader may see it.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="CollectiveName">Its name.</param>
/// <param name="Household">18-digit contractor code of the household that claimed it; null when none did.</param>
/// <param name="Ground">Why.</param>
/// <param name="Since">First day.</param>
/// <param name="Resolution">The assembly's resolution; null when the reform confirmed the person.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="EndedOn">First day on which it stood no more; null while it stands.</param>
/// <param name="EndGround">Why it ended.</param>
/// <param name="RetainedUntil">Last day until which existing rights are kept by agreement.</param>
public sealed record MembershipLine(
    Guid Person, string Collective, string CollectiveName, string? Household, string Ground, DateOnly Since, Guid? Resolution, string Case, DateOnly? EndedOn, string? EndGround, DateOnly? RetainedUntil);

/// <summary>The roster of a collective as it stood on a day. It is the list of members, and neither that of the households' people nor that of the co-holders.</summary>
public static class Roster
{
    private const string Select =
        """
        select m.person, m.collective, c.name, m.household, m.ground, m.since, m.resolution, m.case_number, m.ended_on, m.end_ground, m.retained_until
        from register.membership m
                 join register.collective c on c.code = m.collective
        """;

    /// <summary>Members on a day, those who have been longest first.</summary>
    public static Task<List<MembershipLine>> On(NpgsqlDataSource register, string collective, DateOnly day, int skip, int take, CancellationToken cancel) => register.All(
        $"{Select} where m.collective = $1 and m.since <= $2 and (m.ended_on is null or m.ended_on > $2) order by m.since, m.person offset $3 limit $4",
        Read, cancel, collective, day, skip, take);

    /// <summary>How many members there were on a day.</summary>
    public static async Task<long> Count(NpgsqlDataSource register, string collective, DateOnly day, CancellationToken cancel) =>
        (await register.All("select count(*) from register.members_on($1, $2)", row => row.GetInt64(0), cancel, collective, day))[0];

    /// <summary>Every membership a person has and had in this county, the latest first.</summary>
    public static Task<List<MembershipLine>> OfPerson(NpgsqlDataSource register, Guid person, CancellationToken cancel) =>
        register.All($"{Select} where m.person = $1 order by m.entered_seq desc", Read, cancel, person);

    /// <summary>Who of these people, and of those whom the roster names with a household, is a member of a collective on a day.</summary>
    public static Task<List<Guid>> Among(NpgsqlDataSource register, string collective, IEnumerable<Guid> people, string household, DateOnly day, CancellationToken cancel) => register.All(
        """
        select distinct person from register.membership
        where collective = $1 and (person = any ($2) or (household = $3 and $3 <> '')) and since <= $4 and (ended_on is null or ended_on > $4)
        order by person
        """,
        row => row.GetGuid(0), cancel, collective, people.ToArray(), household, day);

    private static MembershipLine Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.Text(3), row.GetString(4), row.GetFieldValue<DateOnly>(5), row.Maybe<Guid>(6), row.GetString(7), row.Maybe<DateOnly>(8),
        row.Text(9), row.Maybe<DateOnly>(10));
}

/// <summary>A resolution of a members' assembly.</summary>
/// <param name="Id">Id.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="CalledOn">Day on which it was called.</param>
/// <param name="HeldOn">Day on which it met.</param>
/// <param name="Voters">Members with full capacity.</param>
/// <param name="WithoutCapacity">Grown-up members without full capacity.</param>
/// <param name="Present">How many took part.</param>
/// <param name="InFavour">How many agreed.</param>
/// <param name="Record">SHA-256 of the signed record.</param>
/// <param name="RecordedOn">Day on which it was recorded.</param>
/// <param name="Members">Members in the roster on the day it met.</param>
/// <param name="Cases">Numbers of the cases it decided on.</param>
public sealed record ResolutionSheet(
    Guid Id, string Collective, DateOnly CalledOn, DateOnly HeldOn, int Voters, int WithoutCapacity, int Present, int InFavour, string Record, DateOnly RecordedOn, long Members, IReadOnlyList<string> Cases)
{
    /// <summary>The resolution that decided a case; null when there is none.</summary>
    public static async Task<ResolutionSheet?> OfCase(NpgsqlDataSource register, string number, CancellationToken cancel) => (await register.All(
        """
        select r.id, r.collective, r.called_on, r.held_on, r.voters, r.without_capacity, r.present, r.in_favour, r.record, r.recorded_on,
               (select count(*) from register.members_on(r.collective, r.held_on)),
               (select array_agg(k.case_number order by k.position) from register.resolution_case k where k.resolution = r.id)
        from register.resolution r
                 join register.resolution_case c on c.resolution = r.id
        where c.case_number = $1
        order by r.entered_seq desc
        """,
        row => new ResolutionSheet(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateOnly>(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7),
            row.GetString(8), row.GetFieldValue<DateOnly>(9), row.GetInt64(10), row.GetFieldValue<string[]>(11)),
        cancel,
        number)).FirstOrDefault();
}
