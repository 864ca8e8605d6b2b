using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>
/// Tries to sign in with a password: five in a quarter of an hour for one number, whether somebody has it or not, and five for each
/// person who has it, so that one of them who signs in gives nobody further tries at another.
/// </summary>
public sealed class Tries(CountyConnections connections, HomeCounty county, TimeProvider clock)
{
    /// <summary>How many wrong ones are let through.</summary>
    public const int Most = 5;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    /// <summary>What the tries at one account are counted by.</summary>
    public static string KeyOf(Account account) => $"account/{account.Id}";

    /// <summary>Counts a try before it is looked at, and gives back what it is let through for. Of tries sent at once none goes uncounted.</summary>
    /// <param name="keys">Keyed hash of the number, and the keys of those who have it.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlySet<string>> Count(IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var counted = await connections[county.Code].All(
            """
            insert into identity.sign_in_try as t (name_hash, tries, since)
            select k.key, 1, $2 from unnest($1) as k(key) order by k.key
            on conflict (name_hash) do update
                set tries = case when t.since > $3 then t.tries + 1 else 1 end,
                    since = case when t.since > $3 then t.since else $2 end
            returning name_hash, tries
            """,
            row => (Key: row.GetString(0), Tries: row.GetInt32(1)),
            cancel,
            keys.ToArray(), now, now - Span);
        await Run("delete from identity.sign_in_try where name_hash in (select name_hash from identity.sign_in_try where since < $1 limit 100 for update skip locked)", now - TimeSpan.FromDays(1), cancel);
        return counted.Where(key => key.Tries <= Most).Select(key => key.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How many there were lately, for whichever of these there were most.</summary>
    public async Task<int> Lately(IReadOnlyCollection<string> keys, CancellationToken cancel) => (await connections[county.Code].All(
        "select coalesce(max(tries), 0) from identity.sign_in_try where name_hash = any ($1) and since > $2", row => row.GetInt32(0), cancel, keys.ToArray(), clock.GetUtcNow() - Span))[0];

    /// <summary>Begins to count anew.</summary>
    public Task Forget(IReadOnlyCollection<string> keys, CancellationToken cancel) => Run("delete from identity.sign_in_try where name_hash = any ($1)", keys.ToArray(), cancel);

    /// <summary>Takes one try back: it was somebody else's, and right. One key after another, so that nobody waits for somebody who waits for them.</summary>
    public async Task TakeBack(IEnumerable<string> keys, CancellationToken cancel)
    {
        foreach (var key in keys) await Run("update identity.sign_in_try set tries = tries - 1 where tries > 0 and name_hash = $1", key, cancel);
    }

    private async Task Run(string sql, object value, CancellationToken cancel)
    {
        await using var command = connections[county.Code].CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
