using Npgsql;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>A message to a person.</summary>
/// <param name="Channel">sms or mail.</param>
/// <param name="To">Telephone number or mail address.</param>
/// <param name="Text">What it says.</param>
public sealed record Notice(string Channel, string To, string Text)
{
    /// <summary>Says nothing, so that a number never slips into a log.</summary>
    public override string ToString() => nameof(Notice);
}

/// <summary>Carries messages out of the house: the gateway of a telephone company, a mail server, a folder.</summary>
public interface INotifier
{
    /// <summary>
    /// True when what is handed to it reaches people. Nobody was told of anything by a message that only lies here; a code to sign in
    /// with may lie here all the same, because whoever waits for it asks for it.
    /// </summary>
    bool Delivers => true;

    /// <summary>
    /// Sends a message. The key is the same when it is tried again after a crash whose outcome is not known: whoever carries it
    /// out hands the key on, or remembers it, so that nobody gets it twice.
    /// </summary>
    Task Send(string key, Notice notice, CancellationToken cancel);
}

/// <summary>Messages that were decided on, kept in the same transaction as what they tell of, and sent afterwards.</summary>
public sealed class Notices(CountyConnections connections, HomeCounty county, Vault vault, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 20;

    private readonly SemaphoreSlim _bell = new(0, 1);

    /// <summary>Keeps a message with the facts of an act; a key that was kept before is passed over.</summary>
    public void KeepWith(Reading reading, string key, Notice notice) => KeepWith(vault, reading, key, notice);

    /// <inheritdoc cref="KeepWith(Reading, string, Notice)"/>
    internal static void KeepWith(Vault vault, Reading reading, string key, Notice notice) => reading.Alongside.AddRange(Keeping(vault, key, notice));

    /// <summary>The statements that keep a message, for a transaction of the caller.</summary>
    internal IEnumerable<(string Sql, object[] Values)> Keeping(string key, Notice notice) => Keeping(vault, key, notice);

    private static IEnumerable<(string Sql, object[] Values)> Keeping(Vault vault, string key, Notice notice) =>
    [
        vault.Keeping(SubjectOf(key), Sealed(notice)),
        ("insert into identity.notice (key, channel) values (?, ?) on conflict do nothing", [key, notice.Channel]),
    ];

    /// <summary>Keeps a message in a transaction of the caller; a key that was kept before is passed over.</summary>
    public async Task Keep(NpgsqlConnection connection, string key, Notice notice, CancellationToken cancel)
    {
        await Vault.KeepTexts(connection, vault.Prepare([KeyValuePair.Create(SubjectOf(key), Sealed(notice))]), cancel);
        await using var command = new NpgsqlCommand("insert into identity.notice (key, channel) values ($1, $2) on conflict do nothing", connection);
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = notice.Channel });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Says that there is something to send, so that nobody waits for the next round.</summary>
    public void Wake()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits for the bell or for the next round.</summary>
    internal Task Wait(TimeSpan round, CancellationToken cancel) => _bell.WaitAsync(round, cancel);

    /// <summary>Sends what is due, each row locked meanwhile so that no other node takes it. Gives back how many were sent.</summary>
    public async Task<int> SendDue(INotifier notifier, CancellationToken cancel)
    {
        var sent = 0;
        while (await SendOne(notifier, cancel) is { } done)
        {
            if (done) sent++;
            if (sent == AtOnce) break;
        }

        return sent;
    }

    private async Task<bool?> SendOne(INotifier notifier, CancellationToken cancel)
    {
        await using var connection = await connections[county.Code].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (key, channel) = ("", "");
        await using (var take = new NpgsqlCommand("select key, channel from identity.notice where sent_at is null and next_at <= $1 order by next_at limit 1 for update skip locked", connection) { Parameters = { new() { Value = clock.GetUtcNow() } } })
        await using (var reader = await take.ExecuteReaderAsync(cancel))
        {
            if (!await reader.ReadAsync(cancel)) return null;

            (key, channel) = (reader.GetString(0), reader.GetString(1));
        }

        // One that nobody can read any more counts as one that did not go out, so that it keeps none after it waiting.
        var done = true;
        try
        {
            var text = (await vault.CompareTexts(connection, [SubjectOf(key)], cancel))[SubjectOf(key)];
            await notifier.Send(key, new(channel, text.Contact!, text.Words!), cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            done = false;
        }

        // What was sent is forgotten, but for its key; what was not waits longer each time.
        await using var note = new NpgsqlCommand("""
            update identity.notice
            set tries = tries + 1, sent_at = case when $2 then $3 end, next_at = $3 + interval '10 seconds' * least(power(2, least(tries, 9)), 360)
            where key = $1
            """, connection);
        note.Parameters.Add(new() { Value = key });
        note.Parameters.Add(new() { Value = done });
        note.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await note.ExecuteNonQueryAsync(CancellationToken.None);
        if (done) await vault.Keep(connection, SubjectOf(key), new(), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();

    private static SealedTexts Sealed(Notice notice) => new(Contact: notice.To, Words: notice.Text);

    private static string SubjectOf(string key) => $"notice/{key}";
}
