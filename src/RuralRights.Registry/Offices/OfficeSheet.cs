using Npgsql;
using RuralRights.Domain.Offices;

namespace RuralRights.Registry.Offices;

/// <summary>A grant of office as pages show it.</summary>
/// <param name="Id">Id of the grant.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Role">The office.</param>
/// <param name="Place">Code of its place.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null when it has none.</param>
/// <param name="ProposedBy">Who proposed it, as facts name actors.</param>
/// <param name="ProposedOn">When.</param>
/// <param name="ApprovedBy">Who approved it; null while it waits.</param>
/// <param name="ApprovedOn">When.</param>
/// <param name="DeclinedOn">When it was turned down.</param>
/// <param name="RevokedOn">When it was taken back.</param>
public sealed record OfficeSheet(
    Guid Id,
    Guid Person,
    OfficeRole Role,
    string Place,
    DateOnly From,
    DateOnly? Until,
    string ProposedBy,
    DateOnly ProposedOn,
    string? ApprovedBy,
    DateOnly? ApprovedOn,
    DateOnly? DeclinedOn,
    DateOnly? RevokedOn)
{
    private const string Columns = """
        select id, person, role, place, lower(period), upper(period) - 1, proposed_by, proposed_on, approved_by, approved_on, declined_on, revoked_on
        from
        """;

    /// <summary>True while it waits for a second person.</summary>
    public bool Waits => ApprovedOn is null && DeclinedOn is null;

    /// <summary>True when it can be exercised on that day.</summary>
    public bool StandsOn(DateOnly day) => ApprovedOn is not null && RevokedOn is null && From <= day && !(Until < day);

    /// <summary>What a person holds on a day, the most recent first.</summary>
    public static Task<List<OfficeSheet>> HeldBy(NpgsqlDataSource register, Guid person, DateOnly day, CancellationToken cancel) =>
        register.All($"{Columns} register.offices_on($2) where person = $1 order by entered_seq desc", Read, cancel, person, day);

    /// <summary>What was ever proposed or granted to these people.</summary>
    public static Task<List<OfficeSheet>> Of(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) =>
        register.All($"{Columns} register.office_grant where person = any($1) order by entered_seq desc", Read, cancel, people.ToArray());

    /// <summary>What waits for a second person, the longest first.</summary>
    public static Task<List<OfficeSheet>> Waiting(NpgsqlDataSource register, CancellationToken cancel) =>
        register.All($"{Columns} register.office_grant where approved_on is null and declined_on is null order by proposed_on, entered_seq", Read, cancel);

    /// <summary>One grant, and the account of whose it is; null when there is no such grant or no account.</summary>
    public static async Task<(OfficeSheet Office, Guid Account)?> WithAccount(NpgsqlDataSource register, Guid grant, CancellationToken cancel)
    {
        var found = await register.All($"{Columns} register.office_grant where id = $1", Read, cancel, grant);
        if (found is not [var office]) return null;

        var accounts = await register.All("select id from identity.mt_doc_account where data ->> 'person' = $1", row => row.GetGuid(0), cancel, office.Person.ToString());
        return accounts is [var account, ..] ? (office, account) : null;
    }

    private static OfficeSheet Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), Question.Member<OfficeRole>(row.GetString(2)), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.Maybe<DateOnly>(5),
        row.GetString(6), row.GetFieldValue<DateOnly>(7), row.Text(8), row.Maybe<DateOnly>(9), row.Maybe<DateOnly>(10), row.Maybe<DateOnly>(11));
}
