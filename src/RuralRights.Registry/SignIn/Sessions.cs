using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>One browser in which somebody is signed in.</summary>
public sealed record SessionLine(Guid Id, string Means, string Address, string Browser, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt)
{
    /// <summary>True while its cookie is worth something.</summary>
    public bool IsLive(DateTimeOffset now) => EndedAt is null && ExpiresAt > now;
}

/// <summary>The sessions of accounts: started by a proof, looked up at every request, ended by a press.</summary>
public sealed class Sessions(CountyConnections connections, HomeCounty county, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Starts one.</summary>
    public async Task<Guid> Start(Account account, string means, string address, string browser, CancellationToken cancel)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await Run(
            "insert into identity.session (id, account, person, means, address, browser, started_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
            cancel, id, account.Id, account.Person, means, address, browser.Length > 200 ? browser[..200] : browser, now, now + Lifetime);
        return id;
    }

    /// <summary>
    /// True when the session goes on and what it acts as still stands today: the office was not revoked and is not over, or the
    /// person still belongs to the household and it is one still, or to none.
    /// </summary>
    /// <param name="session">Id in the cookie.</param>
    /// <param name="stamp">Security stamp in the cookie.</param>
    /// <param name="person">Person in the cookie.</param>
    /// <param name="grant">Grant that is acted under; null without an office.</param>
    /// <param name="household">Household that is acted for; empty for somebody of none, null for an office or for nothing yet.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<bool> Stands(Guid session, string stamp, Guid person, Guid? grant, string? household, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await connections[county.Code].First(
            """
            select s.last_seen_at
            from identity.session s
                     join identity.mt_doc_account a on a.id = s.account
            where s.id = $1 and s.person = $3 and s.ended_at is null and s.expires_at > $6
              and a.data ->> 'security_stamp' = $2
              and coalesce((a.data ->> 'locked_until')::timestamptz, '-infinity') <= $6 -- by an administrator; wrong tries end nothing
              and ($4::uuid is null or exists (select from register.offices_on($7) g where g.id = $4 and g.person = $3))
              and ($5::text is null
                or ($5 = '' and register.stands_alone($3))
                or exists (select
                           from register.household h
                           where h.code = $5
                             and h.ended_on is null
                             and (h.representative = $3 or exists (select from register.household_member m where m.household = h.code and m.person = $3))))
            """,
            row => new { SeenAt = row.GetFieldValue<DateTimeOffset>(0) },
            cancel,
            session, stamp, person, (object?)grant ?? DBNull.Value, household, now, Submission.LegalDay(clock));
        if (found is null) return false;

        if (found.SeenAt < now.AddMinutes(-5)) await Run("update identity.session set last_seen_at = $2 where id = $1", cancel, session, now);
        return true;
    }

    /// <summary>The sessions of an account, the latest first.</summary>
    public Task<List<SessionLine>> Of(Guid account, CancellationToken cancel) => connections[county.Code].All(
        "select id, means, address, browser, started_at, last_seen_at, expires_at, ended_at from identity.session where account = $1 order by started_at desc limit 20",
        row => new SessionLine(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5),
            row.GetFieldValue<DateTimeOffset>(6), row.Maybe<DateTimeOffset>(7)),
        cancel,
        account);

    /// <summary>Ends a session of an account; false when it has no such session that goes on.</summary>
    public Task<bool> End(Guid account, Guid session, CancellationToken cancel) =>
        Run("update identity.session set ended_at = $3 where account = $1 and id = $2 and ended_at is null", cancel, account, session, clock.GetUtcNow());

    /// <summary>Ends every session of an account.</summary>
    public Task EndAll(Guid account, CancellationToken cancel) =>
        Run("update identity.session set ended_at = $2 where account = $1 and ended_at is null", cancel, account, clock.GetUtcNow());

    private async Task<bool> Run(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = connections[county.Code].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }
}
