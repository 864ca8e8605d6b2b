using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Tells everybody whom a case touches at once that it is open (告知), and whoever is told of an entry or of a hold, a dispute or a certificate on their right.</summary>
/// <remarks>
/// Whom to tell that a case is open stands in the register; every other act puts its own messages into the line (<see cref="Message"/>). A row of its own keeps each message: it is locked while it is sent, so that of several
/// nodes one sends it, and its key is the same when a node died between sending and writing that down. What became of it is one
/// act under an id made of the same key. Who has no telephone, whose message does not go out in five tries, and everybody where no
/// gateway is connected, is for the village to reach in person.
/// </remarks>
public sealed partial class HolderMessages(
    AnsweringCounties counties, CountyConnections connections, Desk desk, Vault vault, INotifier notifier, TimeProvider clock, ILogger<HolderMessages> log)
{
    /// <summary>How often a message is tried.</summary>
    public const int Tries = 5;

    private const string Purpose = "告知权利人 tell the holder";

    /// <summary>One round over every county that has answered. Gives back how many messages went out.</summary>
    public async Task<int> Round(CancellationToken cancel = default)
    {
        var sent = 0;
        foreach (var county in await counties.Counties(cancel))
        {
            try
            {
                sent += await Round(county, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                CountyNotTold(e, county);
            }
        }

        return sent;
    }

    /// <summary>One round over a county.</summary>
    public async Task<int> Round(string county, CancellationToken cancel = default)
    {
        await using (var keep = connections[county].CreateCommand("""
            insert into outbox.holder_message as message (case_number, person, next_at)
            select h.case_number, h.person, $1
            from register.case_holder h
                     join register.case_file c on c.number = h.case_number
            where h.told = 'due' and c.state = 'open'
            on conflict on constraint "holder-told-once" do update
                set turn = message.turn + 1, tries = 0, arrived = null, settled_at = null, next_at = excluded.next_at
            where message.settled_at is not null
            """))
        {
            keep.Parameters.Add(new() { Value = Now });
            await keep.ExecuteNonQueryAsync(cancel);
        }

        var (sent, due, last) = (0, Now, Place.First);
        while (await SendOne(county, due, last, cancel) is var (place, wentOut))
        {
            last = place;
            if (wentOut) sent++;
        }

        return sent;
    }

    /// <summary>Sends the message after a place in the line and records what became of it; null when no more were due when the round began.</summary>
    private async Task<(Place Place, bool WentOut)?> SendOne(string county, DateTimeOffset due, Place last, CancellationToken cancel)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await Take(connection, due, last, cancel) is not var (message, tries, arrived, nextAt)) return null;

        var wentOut = false;
        if (arrived is null && await IsStillDue(connection, message, cancel))
        {
            (arrived, wentOut) = await Send(county, message, tries, cancel);
            await using var note = new NpgsqlCommand(
                "update outbox.holder_message set tries = tries + 1, arrived = $4, next_at = $5 where case_number = $1 and person = $2 and about = $3", connection);
            Add(note, message.Case, message.Person, message.About, (object?)arrived ?? DBNull.Value, arrived is null ? Now + TimeSpan.FromMinutes(1 << tries) : nextAt);
            await note.ExecuteNonQueryAsync(CancellationToken.None);
        }
        else if (arrived is null)
        {
            await Settle(connection, message);
        }

        await transaction.CommitAsync(CancellationToken.None);
        try
        {
            if (arrived is { } known) await Record(county, message, known, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRecorded(e, message.Case);
        }

        return (new(nextAt, message.Case, message.Person, message.About), wentOut);
    }

    private static async Task<(Due Message, int Tries, bool? Arrived, DateTimeOffset NextAt)?> Take(NpgsqlConnection connection, DateTimeOffset due, Place last, CancellationToken cancel)
    {
        await using var take = new NpgsqlCommand("""
            select case_number, person, turn, tries, arrived, next_at, about
            from outbox.holder_message
            where settled_at is null and next_at <= $1 and (next_at, case_number, person, about) > ($2, $3, $4, $5)
            order by next_at, case_number, person, about
            limit 1
            for update skip locked
            """, connection);
        Add(take, due, last.NextAt, last.Case, last.Person, last.About);
        await using var reader = await take.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? (new(reader.GetString(0), reader.GetGuid(1), reader.GetInt32(2), reader.GetString(6)), reader.GetInt32(3), reader.Maybe<bool>(4), reader.GetFieldValue<DateTimeOffset>(5))
            : null;
    }

    /// <summary>The village may have been quicker, or the case may be over. What stands in an entry stays to be told.</summary>
    private static async Task<bool> IsStillDue(NpgsqlConnection connection, Due message, CancellationToken cancel)
    {
        if (!message.IsOfOpenCase) return true;

        await using var ask = new NpgsqlCommand("""
            select exists (select
                           from register.case_holder h
                                    join register.case_file c on c.number = h.case_number
                           where h.case_number = $1 and h.person = $2 and h.told = 'due' and c.state = 'open')
            """, connection);
        Add(ask, message.Case, message.Person);
        return (bool)(await ask.ExecuteScalarAsync(cancel))!;
    }

    private async Task<(bool? Arrived, bool WentOut)> Send(string county, Due message, int tries, CancellationToken cancel)
    {
        if (!notifier.Delivers) return (false, false);

        try
        {
            var phone = await vault.ContactOf(county, message.Person, cancel)
                ?? (await vault.Open(county, [message.Person], new Actor.Register(county).ToString(), Purpose, cancel)).GetValueOrDefault(message.Person)?.Phone;
            if (string.IsNullOrWhiteSpace(phone)) return (false, false);

            await notifier.Send(message.Key, new("sms", phone.Trim(), Message.Text(message.About, message.Case)), cancel);
            return (true, true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotSent(message.Case, tries + 1, e.GetType().Name);
            return (tries + 1 >= Tries ? false : null, false);
        }
    }

    private async Task Record(string county, Due message, bool arrived, CancellationToken cancel)
    {
        if (message.IsOfOpenCase && !await RecordInCase(county, message, arrived, cancel)) return;

        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await Settle(connection, message);
    }

    /// <summary>False when the register is busy, so that the next round records it.</summary>
    private async Task<bool> RecordInCase(string county, Due message, bool arrived, CancellationToken cancel)
    {
        var command = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{county}/{message.Key}/{arrived}")).AsSpan(0, 16));
        var answer = await desk.Enter(new ReachHolder(message.Case, message.Person, arrived), Submission.Now(county, command, new Actor.Register(county), clock), cancel);

        // Any other refusal says that there is nothing left to tell: the village was quicker, or the case is over.
        return answer.Refusal != ConstraintRules.RegisterIsBusy;
    }

    private async Task Settle(NpgsqlConnection connection, Due message)
    {
        await using var settle = new NpgsqlCommand("update outbox.holder_message set settled_at = $4 where case_number = $1 and person = $2 and about = $3", connection);
        Add(settle, message.Case, message.Person, message.About, Now);
        await settle.ExecuteNonQueryAsync(CancellationToken.None);
    }

    // The database takes moments in UTC only, whatever offset a clock writes them with.
    private DateTimeOffset Now => clock.GetUtcNow().ToUniversalTime();

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }

    [LoggerMessage(LogLevel.Error, "Holders of {County} were not told in this round; the next one tries again")]
    private partial void CountyNotTold(Exception e, string county);

    [LoggerMessage(LogLevel.Warning, "A message of case {Case} did not go out at try {Try}: {Fault}")]
    private partial void NotSent(string @case, int @try, string fault);

    [LoggerMessage(LogLevel.Error, "What became of a message of case {Case} was not recorded in this round; the next one tries again")]
    private partial void NotRecorded(Exception e, string @case);

    private sealed record Due(string Case, Guid Person, int Turn, string About)
    {
        public bool IsOfOpenCase => About == Message.CaseOpen;

        public string Key => (About == Message.OnRight ? Message.CaseOpen : About) + (Turn == 0 ? $"/{Case}/{Person}" : $"/{Case}/{Person}/{Turn}");
    }

    /// <summary>A place in the line of messages.</summary>
    private sealed record Place(DateTimeOffset NextAt, string Case, Guid Person, string About)
    {
        public static readonly Place First = new(DateTimeOffset.MinValue, "", Guid.Empty, "");
    }
}

/// <summary>Tells holders in rounds of a few seconds, so that whoever just opened a case need not wait for it.</summary>
internal sealed class HolderMessageRounds(HolderMessages messages, TimeProvider clock, ILogger<HolderMessageRounds> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await messages.Round(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Holders were not told in this round; the next one tries again");
            }
        }
    }
}
