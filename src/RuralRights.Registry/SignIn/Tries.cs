using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Tries to sign in with a password: five in a quarter of an hour for one number, whether somebody has it or not.</summary>
public sealed class Tries(CountyConnections connections, HomeCounty county, TimeProvider clock)
{
    /// <summary>How many wrong ones are let through.</summary>
    public const int Most = 5;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    /// <summary>Counts a try before it is looked at; false when there were too many. Of tries sent at once none goes uncounted.</summary>
    public async Task<bool> Count(string nameHash, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var counted = await connections[county.Code].First(
            """
            insert into identity.sign_in_try as t (name_hash, tries, since) values ($1, 1, $2)
            on conflict (name_hash) do update
                set tries = case when t.since > $3 then t.tries + 1 else 1 end,
                    since = case when t.since > $3 then t.since else $2 end
            returning tries
            """,
            row => new { Tries = row.GetInt32(0) },
            cancel,
            nameHash, now, now - Span);
        await Run("delete from identity.sign_in_try where name_hash in (select name_hash from identity.sign_in_try where since < $1 limit 100 for update skip locked)", now - TimeSpan.FromDays(1), cancel);
        return counted!.Tries <= Most;
    }

    /// <summary>How many there were lately.</summary>
    public async Task<int> Lately(string nameHash, CancellationToken cancel) => (await connections[county.Code].First(
        "select tries from identity.sign_in_try where name_hash = $1 and since > $2", row => new { Tries = row.GetInt32(0) }, cancel, nameHash, clock.GetUtcNow() - Span))?.Tries ?? 0;

    /// <summary>Begins to count anew.</summary>
    public Task Forget(string nameHash, CancellationToken cancel) => Run("delete from identity.sign_in_try where name_hash = $1", nameHash, cancel);

    private async Task Run(string sql, object value, CancellationToken cancel)
    {
        await using var command = connections[county.Code].CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
