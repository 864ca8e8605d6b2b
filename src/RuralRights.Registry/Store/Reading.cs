using Npgsql;
using NpgsqlTypes;

namespace RuralRights.Registry.Store;

/// <summary>What an act reads before it is decided. Every stream read is expected to stand unchanged when the act is entered.</summary>
public sealed class Reading
{
    private readonly Dictionary<string, List<object>> _streams = new(StringComparer.Ordinal);

    internal Reading(string county, NpgsqlConnection register)
    {
        County = county;
        Register = register;
    }

    /// <summary>The county read in.</summary>
    public string County { get; }

    /// <summary>An open connection to the county's database, for questions to the tables of the register.</summary>
    public NpgsqlConnection Register { get; }

    /// <summary>Statements that go into the same transaction as the act's facts.</summary>
    internal List<(string Sql, object[] Values)> Alongside { get; } = [];

    /// <summary>The state of a stream: what was known of nothing, and every fact since.</summary>
    public async Task<TState> Fold<TState>(string stream, TState unknown, Func<TState, object, TState> evolve, CancellationToken cancel = default) =>
        (await Facts(stream, cancel)).Aggregate(unknown, evolve);

    /// <summary>The facts of a stream in order.</summary>
    public async Task<IReadOnlyList<object>> Facts(string stream, CancellationToken cancel = default)
    {
        if (_streams.TryGetValue(stream, out var known)) return known;

        await using var command = Register.CreateCommand();
        Fill(command, [stream]);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await Take(reader, [stream], cancel);
        return _streams[stream];
    }

    /// <summary>The version a stream had when it was read; null when it was not.</summary>
    internal long? VersionOf(string stream) => _streams.TryGetValue(stream, out var facts) ? facts.Count : null;

    /// <summary>True when a stream has grown since it was read, so that what was read may never have been true all at once.</summary>
    internal async Task<bool> WasOvertaken(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id, version from ledger.mt_streams where id = any($1)", Register);
        command.Parameters.Add(Named([.. _streams.Keys]));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            if (reader.GetInt64(1) != _streams[reader.GetString(0)].Count) return true;
        return false;
    }

    /// <summary>The question for streams.</summary>
    internal static void Fill(NpgsqlCommand command, IReadOnlyList<string> streams)
    {
        command.CommandText = Question;
        command.Parameters.Add(Named(streams));
    }

    /// <inheritdoc cref="Fill(NpgsqlCommand, IReadOnlyList{string})"/>
    internal static NpgsqlBatchCommand Ask(IReadOnlyList<string> streams) => new(Question) { Parameters = { Named(streams) } };

    /// <summary>Takes the answer to the question.</summary>
    internal async Task Take(NpgsqlDataReader reader, IReadOnlyList<string> streams, CancellationToken cancel)
    {
        foreach (var stream in streams) _streams[stream] = [];
        while (await reader.ReadAsync(cancel)) _streams[reader.GetString(0)].Add(Fact.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
    }

    private const string Question = "select stream_id, type, data from ledger.mt_events where stream_id = any($1) order by stream_id, version";

    private static NpgsqlParameter Named(IReadOnlyList<string> streams) =>
        new() { Value = streams as string[] ?? [.. streams], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar };
}
