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
internal sealed record BulkAct(Guid Command, byte[] Request, string Actor, IReadOnlyList<StreamFact> Facts);

/// <summary>
/// Enters many acts in one transaction by COPY into the tables of the ledger. The same trigger makes the tables of the register
/// of them, and the same constraints hold, as for a single act.
/// </summary>
internal static class BulkEntry
{
    /// <summary>Writes the acts inside the caller's transaction. All their streams must be new.</summary>
    public static async Task Write(NpgsqlConnection connection, string county, IReadOnlyList<BulkAct> acts, DateTime at, CancellationToken cancel)
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var facts = new List<(BulkAct Act, StreamFact Fact, long Version)>();
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
        await CopyStreams(connection, county, versions, at, cancel);
        await CopyFacts(connection, county, facts, numbers, at, cancel);
        await CopyReceipts(connection, acts, at, cancel);
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
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(county, NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancel);
        }

        await copy.CompleteAsync(cancel);
    }

    private static async Task CopyFacts(
        NpgsqlConnection connection, string county, List<(BulkAct Act, StreamFact Fact, long Version)> facts, long[] numbers, DateTime at, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            copy ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, is_archived)
            from stdin (format binary)
            """, cancel);
        for (var index = 0; index < facts.Count; index++)
        {
            var (act, fact, version) = facts[index];
            var type = fact.Fact.GetType();
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(numbers[index], NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(fact.Stream, NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(Fact.Write(fact.Fact), NpgsqlDbType.Jsonb, cancel);
            await copy.WriteAsync(FactNames.Of(type), NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(county, NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(Fact.DotNetName(type), NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(act.Command.ToString(), NpgsqlDbType.Varchar, cancel);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancel);
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
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(act.Command, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(act.Request, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(act.Actor, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(act.Facts.Count, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(outcome, RegisterJson.Options), NpgsqlDbType.Jsonb, cancel);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancel);
        }

        await copy.CompleteAsync(cancel);
    }
}
