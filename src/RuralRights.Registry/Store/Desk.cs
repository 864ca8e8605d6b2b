using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.Store;

/// <summary>The way every act enters the register: read, decide, append with a receipt in one transaction, answer.</summary>
/// <remarks>
/// A refusal is receipted as well, with no facts: it changes nothing, and the same id gets the same answer for ever; to ask
/// again under changed circumstances the sender makes a new id. Only <see cref="ConstraintRules.RegisterIsBusy"/> leaves no
/// receipt, because nothing was decided.
/// </remarks>
public sealed class Desk(CountyConnections connections, Vault vault, CityRolls city)
{
    private const int Tries = 4;

    private readonly Numbers _numbers = new();

    /// <summary>Where acts put words that may name people.</summary>
    internal Vault Vault => vault;

    /// <summary>Whom acts ask about members of the rest of the city.</summary>
    internal CityRolls City => city;

    /// <summary>Reads without acting.</summary>
    public async Task<T> Look<T>(string county, Func<Reading, Task<T>> look, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        return await look(new(county, connection, _numbers, vault));
    }

    /// <summary>Enters an act, or says by which rule it is refused. An exception means that the outcome is not known: send the same id again.</summary>
    public async Task<Answer> Enter(Ask ask, Func<Reading, Task<Decision>> decide, CancellationToken cancel = default)
    {
        var hash = HashOf(ask.Request);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Reading and entering share a connection, which is cleaned whenever it goes back to the pool.
                await using var connection = await connections[ask.County].OpenConnectionAsync(cancel);
                var reading = new Reading(ask.County, connection, _numbers, vault);
                if (await FirstLook(connection, reading, ask, hash, cancel) is { } earlier) return earlier;

                var decision = await decide(reading);

                // Streams are read one after another. A refusal stands for ever, so it must not rest on a mixture of before and
                // after; an entry need not be asked, because the versions of all it read are checked when it is made.
                if (decision is Decision.Refused && attempt < Tries && await reading.WasOvertaken(cancel)) continue;

                return decision switch
                {
                    Decision.Entered entered => await AppendOrRefuse(ask, hash, reading, entered.Facts),
                    Decision.Refused refused => await Refuse(connection, ask, hash, refused.Rule, refused.About),
                    _ => throw new UnreachableException(),
                };
            }
            catch (Exception e) when (IsOvertaken(e))
            {
                if (attempt == Tries) return Busy(ask);

                // The others are given time to finish; a fixed pause would let the same contenders meet again.
                await Task.Delay(RandomNumberGenerator.GetInt32(5, 20 * attempt), CancellationToken.None);
            }
            catch (Exception e) when (Violation(e) is { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                return Busy(ask);
            }
        }
    }

    /// <summary>The receipt of a command; null when none was ever entered or refused under this id.</summary>
    public async Task<Answer?> Receipt(string county, Guid command, CancellationToken cancel = default)
    {
        await using var question = connections[county].CreateCommand(ReceiptQuestion);
        question.Parameters.Add(new() { Value = command });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Stored(command, reader) : null;
    }

    /// <summary>The receipt of a command that this very actor sent.</summary>
    public async Task<Answer?> Receipt(string county, Guid command, Actor sender, CancellationToken cancel = default)
    {
        await using var question = connections[county].CreateCommand(ReceiptQuestion + " and actor = $2");
        question.Parameters.Add(new() { Value = command });
        question.Parameters.Add(new() { Value = sender.ToString() });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Stored(command, reader) : null;
    }

    private const string ReceiptQuestion = "select request_sha256, fact_count, outcome, at from ledger.receipt where command_id = $1";

    private static async Task<Answer?> FirstLook(NpgsqlConnection connection, Reading reading, Ask ask, byte[] hash, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(ReceiptQuestion) { Parameters = { new() { Value = ask.Command } } } },
        };
        foreach (var stream in ask.Reads) batch.BatchCommands.Add(Reading.Ask(stream));
        if (ask.SettingsOf is { } day) batch.BatchCommands.Add(Reading.AskSettings(day));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (await reader.ReadAsync(cancel))
        {
            return reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash)
                ? Stored(ask.Command, reader)
                : new(ask.Command, ConstraintRules.CommandIdReused, null, 0, [], reader.GetFieldValue<DateTimeOffset>(3), Repeated: false);
        }

        foreach (var stream in ask.Reads)
        {
            await reader.NextResultAsync(cancel);
            await reading.Take(reader, stream, cancel);
        }

        if (ask.SettingsOf is { } settings && await reader.NextResultAsync(cancel)) await reading.TakeSettings(reader, settings, cancel);
        return null;
    }

    private static async Task<Answer> AppendOrRefuse(Ask ask, byte[] hash, Reading reading, IReadOnlyList<StreamFact> facts)
    {
        try
        {
            return await Append(ask, hash, reading, facts);
        }
        catch (Exception e) when (!IsOvertaken(e) && Violation(e) is { } violation && ConstraintRules.Of(violation) is { } rule)
        {
            return await Refuse(reading.Register, ask, hash, rule, About(violation));
        }
    }

    // One statement and its commit; texts that go along make a transaction of it.
    private static async Task<Answer> Append(Ask ask, byte[] hash, Reading reading, IReadOnlyList<StreamFact> facts)
    {
        // In one order for all acts, so that two that need the same streams do not wait for each other.
        var names = facts.Select(fact => fact.Stream).Distinct(StringComparer.Ordinal).ToList();
        var streams = facts.Select(fact => (fact.Stream, Facts: 1L)).Concat(reading.Streams.Select(stream => (Stream: stream, Facts: 0L)))
            .GroupBy(each => each.Stream, each => each.Facts, (stream, counts) => KeyValuePair.Create(stream, counts.Sum()), StringComparer.Ordinal)
            .OrderBy(stream => stream.Key, StringComparer.Ordinal).ToList();
        var numbers = facts.Select(fact => streams.FindIndex(stream => stream.Key == fact.Stream)).ToArray();
        var places = new long[streams.Count];
        var at = DateTimeOffset.UtcNow;
        await using var batch = new NpgsqlBatch(reading.Register);
        foreach (var (sql, values) in reading.Alongside)
        {
            var along = new NpgsqlBatchCommand(Numbered(sql));
            foreach (var value in values) along.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(along);
        }

        batch.BatchCommands.Add(new("select ledger.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
        {
            Parameters =
            {
                new() { Value = ask.County },
                new() { Value = ask.Command },
                new() { Value = hash },
                new() { Value = ask.Actor },
                new() { Value = JsonSerializer.SerializeToUtf8Bytes(new Outcome(null, null, names), RegisterJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = at.UtcDateTime },
                new() { Value = streams.Select(stream => stream.Key).ToArray() },
                new() { Value = streams.Select(stream => stream.Value).ToArray() },
                new() { Value = streams.Select(stream => reading.VersionOf(stream.Key)).ToArray() },
                new() { Value = Array.ConvertAll(numbers, number => number + 1) },
                new() { Value = Array.ConvertAll(numbers, number => ++places[number]) },
                new() { Value = facts.Select(_ => Guid.CreateVersion7()).ToArray() },
                new() { Value = facts.Select(fact => FactNames.Of(fact.Fact.GetType())).ToArray() },
                new() { Value = facts.Select(fact => Fact.DotNetName(fact.Fact.GetType())).ToArray() },
                new() { Value = facts.Select(fact => Fact.Write(fact.Fact)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            },
        });

        // A commit that is cancelled half-way may still have happened, so nothing may cancel it.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        return new(ask.Command, null, null, facts.Count, names, at, Repeated: false);
    }

    // Statements that go along mark their values by question marks, in order.
    private static string Numbered(string sql)
    {
        var parts = sql.Split('?');
        return string.Concat(parts.Select((part, at) => at == parts.Length - 1 ? part : $"{part}${at + 1}"));
    }

    private static async Task<Answer> Refuse(NpgsqlConnection register, Ask ask, byte[] hash, Rule rule, string? about)
    {
        await using var command = new NpgsqlCommand("""
            insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome)
            values ($1, $2, $3, 0, $4)
            returning at
            """, register);
        command.Parameters.Add(new() { Value = ask.Command });
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = ask.Actor });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(new Outcome(rule.Code, about, []), RegisterJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        var at = (DateTime)(await command.ExecuteScalarAsync(CancellationToken.None))!;
        return new(ask.Command, rule, about, 0, [], at, Repeated: false);
    }

    private static Answer Stored(Guid command, NpgsqlDataReader reader)
    {
        var outcome = JsonSerializer.Deserialize<Outcome>(reader.GetString(2), RegisterJson.Options)!;
        var refusal = outcome.Refused is { } code
            ? ConstraintRules.Find(code) ?? new Rule(code, code, code, LegalBasis.Bookkeeping, "", "")
            : null;
        return new(command, refusal, outcome.About, reader.GetInt32(1), outcome.Streams, reader.GetFieldValue<DateTimeOffset>(3), Repeated: true);
    }

    private static Answer Busy(Ask ask) => new(ask.Command, ConstraintRules.RegisterIsBusy, null, 0, [], DateTimeOffset.UtcNow, Repeated: false);

    /// <summary>The hash of a request's content: its kind and its JSON with sorted keys.</summary>
    internal static byte[] HashOf(object request)
    {
        using var content = JsonSerializer.SerializeToDocument(request, request.GetType(), RegisterJson.Options);
        var sorted = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(sorted, new() { Encoder = RegisterJson.Options.Encoder }))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.GetType().Name);
            WriteSorted(writer, content.RootElement);
            writer.WriteEndArray();
        }

        return SHA256.HashData(sorted.WrittenSpan);
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteSorted(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>True when another act was entered on what this one had read or kept the same person, or the database broke a deadlock: read again and decide again.</summary>
    internal static bool IsOvertaken(Exception e) =>
        e is JasperFx.ConcurrencyException or Marten.Exceptions.ExistingStreamIdCollisionException
        || Violation(e) is { } violation
        && (violation.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or "MT003"
            || (violation.SqlState == PostgresErrorCodes.UniqueViolation
                && (violation.TableName is "mt_streams" or "mt_events" || violation.SchemaName == "vault" || violation.ConstraintName == ConstraintRules.CommandIdReused.Code)));

    /// <summary>The violation that an exception carries.</summary>
    internal static PostgresException? Violation(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is PostgresException violation) return violation;
        return null;
    }

    /// <summary>What is in the way. Only texts that our own triggers wrote are passed on; they name codes, never people.</summary>
    internal static string? About(PostgresException violation) =>
        violation.Routine is "exec_stmt_raise" ? violation.MessageText : null;
}

/// <summary>What a receipt stores of an answer.</summary>
internal sealed record Outcome(string? Refused, string? About, IReadOnlyList<string> Streams);
