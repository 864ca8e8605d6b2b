using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Store;

/// <summary>One act among many that are entered together: the facts of one household, with a receipt of its own.</summary>
/// <param name="Command">Id of the command, the same whenever the same delivery is entered.</param>
/// <param name="Request">SHA-256 of what was asked.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Facts">Facts on new streams, in order.</param>
internal sealed record BulkAct(Guid Command, byte[] Request, string Actor, IReadOnlyList<WrittenFact> Facts);

/// <summary>A fact as it will stand in the ledger; it is written before the transaction that enters it begins.</summary>
/// <param name="Stream">Stream it extends.</param>
/// <param name="Type">Its type.</param>
/// <param name="Json">Its JSON.</param>
internal readonly record struct WrittenFact(string Stream, Type Type, byte[] Json)
{
    /// <summary>Writes a fact.</summary>
    public static WrittenFact Of(StreamFact fact) => new(fact.Stream, fact.Fact.GetType(), Fact.Write(fact.Fact));
}

/// <summary>
/// Enters many acts in one transaction by COPY into the tables of the ledger. The same trigger makes the tables of the register
/// of them, and the same constraints hold, as for a single act.
/// </summary>
/// <remarks>Values go into the buffer of the connection one by one, so they are written without waiting; only what waits for the database does.</remarks>
internal static class BulkEntry
{
    /// <summary>Writes the acts inside the caller's transaction. All their streams must be new.</summary>
    public static async Task Write(NpgsqlConnection connection, string county, IReadOnlyList<BulkAct> acts, DateTime at, CancellationToken cancel)
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var facts = new List<(BulkAct Act, WrittenFact Fact, long Version)>();
        foreach (var act in acts)
        {
            foreach (var fact in act.Facts)
            {
                var version = versions.GetValueOrDefault(fact.Stream) + 1;
                versions[fact.Stream] = version;
                facts.Add((act, fact, version));
            }
        }

        var numbers = await Numbers(connection, facts.Count, cancel);
        await CopyReceipts(connection, acts, at, cancel);
        await CopyStreams(connection, county, versions, at, cancel);
        await CopyFacts(connection, county, facts, numbers, at, cancel);
    }

    private static async Task<long[]> Numbers(NpgsqlConnection connection, int many, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select array(select nextval('ledger.mt_events_sequence') from generate_series(1, $1))", connection);
        command.Parameters.Add(new() { Value = many });
        return (long[])(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task CopyStreams(NpgsqlConnection connection, string county, Dictionary<string, long> versions, DateTime at, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ledger.mt_streams (id, version, timestamp, created, tenant_id, is_archived) from stdin (format binary)", cancel);
        foreach (var (stream, version) in versions)
        {
            copy.StartRow();
            copy.Write(stream, NpgsqlDbType.Varchar);
            copy.Write(version, NpgsqlDbType.Bigint);
            copy.Write(at, NpgsqlDbType.TimestampTz);
            copy.Write(at, NpgsqlDbType.TimestampTz);
            copy.Write(county, NpgsqlDbType.Varchar);
            copy.Write(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync(cancel);
    }

    private static async Task CopyFacts(
        NpgsqlConnection connection, string county, List<(BulkAct Act, WrittenFact Fact, long Version)> facts, long[] numbers, DateTime at, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            copy ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, is_archived)
            from stdin (format binary)
            """, cancel);
        for (var index = 0; index < facts.Count; index++)
        {
            var (act, fact, version) = facts[index];
            copy.StartRow();
            copy.Write(numbers[index], NpgsqlDbType.Bigint);
            copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            copy.Write(fact.Stream, NpgsqlDbType.Varchar);
            copy.Write(version, NpgsqlDbType.Bigint);
            copy.Write(fact.Json, NpgsqlDbType.Jsonb);
            copy.Write(FactNames.Of(fact.Type), NpgsqlDbType.Varchar);
            copy.Write(at, NpgsqlDbType.TimestampTz);
            copy.Write(county, NpgsqlDbType.Varchar);
            copy.Write(Fact.DotNetName(fact.Type), NpgsqlDbType.Varchar);
            copy.Write(act.Command.ToString(), NpgsqlDbType.Varchar);
            copy.Write(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync(cancel);
    }

    private static async Task CopyReceipts(NpgsqlConnection connection, IReadOnlyList<BulkAct> acts, DateTime at, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ledger.receipt (command_id, request_sha256, actor, fact_count, outcome, at) from stdin (format binary)", cancel);
        foreach (var act in acts)
        {
            var outcome = new Outcome(null, null, [.. act.Facts.Select(fact => fact.Stream).Distinct(StringComparer.Ordinal)]);
            copy.StartRow();
            copy.Write(act.Command, NpgsqlDbType.Uuid);
            copy.Write(act.Request, NpgsqlDbType.Bytea);
            copy.Write(act.Actor, NpgsqlDbType.Text);
            copy.Write(act.Facts.Count, NpgsqlDbType.Integer);
            copy.Write(JsonSerializer.SerializeToUtf8Bytes(outcome, RegisterJson.Options), NpgsqlDbType.Jsonb);
            copy.Write(at, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync(cancel);
    }
}
