using Npgsql;
using NpgsqlTypes;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.Store;

/// <summary>What an act reads before it is decided. Every stream read is expected to stand unchanged when the act is entered.</summary>
public sealed class Reading
{
    private readonly Dictionary<string, List<object>> _streams = new(StringComparer.Ordinal);
    private readonly Numbers _numbers;
    private (DateOnly Day, IReadOnlyDictionary<string, string> Values)? _settings;

    private readonly Vault? _vault;

    internal Reading(string county, NpgsqlConnection register, Numbers? numbers = null, Vault? vault = null)
    {
        _numbers = numbers ?? new();
        _vault = vault;
        County = county;
        Register = register;
    }

    /// <summary>The county read in.</summary>
    public string County { get; }

    /// <summary>An open connection to the county's database, for questions to the tables of the register.</summary>
    public NpgsqlConnection Register { get; }

    /// <summary>Whom acts ask on which side of the ages of the law somebody is. Throws <see cref="InvalidOperationException"/> where nothing is read for an act.</summary>
    internal Vault Vault => _vault ?? throw new InvalidOperationException("Only what is read at the desk knows the vault.");

    /// <summary>Statements that go into the same transaction as the act's facts.</summary>
    internal List<(string Sql, object[] Values)> Alongside { get; } = [];

    /// <summary>The state of a stream: what was known of nothing, and every fact since.</summary>
    public async Task<TState> Fold<TState>(string stream, TState unknown, Func<TState, object, TState> evolve, CancellationToken cancel = default) =>
        (await Facts(stream, cancel)).Aggregate(unknown, evolve);

    /// <summary>The facts of a stream in order.</summary>
    public async Task<IReadOnlyList<object>> Facts(string stream, CancellationToken cancel = default)
    {
        if (_streams.TryGetValue(stream, out var known)) return known;

        await using var command = new NpgsqlCommand(Question, Register) { Parameters = { Named(stream) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await Take(reader, stream, cancel);
        return _streams[stream];
    }

    /// <summary>Reads several streams in one round trip, for those who ask for them afterwards.</summary>
    public async Task Fetch(IEnumerable<string> streams, CancellationToken cancel = default)
    {
        string[] wanted = [.. streams.Distinct(StringComparer.Ordinal).Where(stream => !_streams.ContainsKey(stream))];
        if (wanted.Length == 0) return;

        await using var batch = new NpgsqlBatch(Register);
        foreach (var stream in wanted) batch.BatchCommands.Add(Ask(stream));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var stream in wanted)
        {
            await Take(reader, stream, cancel);
            await reader.NextResultAsync(cancel);
        }
    }

    /// <summary>The county's settings as they hold on a day.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Settings(DateOnly day, CancellationToken cancel = default)
    {
        if (_settings is { } known && known.Day == day) return known.Values;

        await using var command = new NpgsqlCommand(SettingsQuestion, Register) { Parameters = { new() { Value = day } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await TakeSettings(reader, day, cancel);
    }

    /// <summary>Takes consecutive numbers of a series, and answers the first.</summary>
    internal Task<int> TakeNumbers(string kind, string period, int many) => _numbers.Take(County, Register, kind, period, many);

    /// <summary>The streams that were read.</summary>
    internal IReadOnlyCollection<string> Streams => _streams.Keys;

    /// <summary>The version a stream had when it was read; null when it was not.</summary>
    internal long? VersionOf(string stream) => _streams.TryGetValue(stream, out var facts) ? facts.Count : null;

    /// <summary>True when a stream has grown since it was read, so that what was read may never have been true all at once.</summary>
    internal async Task<bool> WasOvertaken(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id, version from ledger.mt_streams where id = any($1)", Register);
        command.Parameters.Add(new() { Value = _streams.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            if (reader.GetInt64(1) != _streams[reader.GetString(0)].Count) return true;
        return false;
    }

    /// <summary>The question for a stream. One question for several would be planned anew each time, because its cost depends on how many they are.</summary>
    internal static NpgsqlBatchCommand Ask(string stream) => new(Question) { Parameters = { Named(stream) } };

    /// <summary>Takes the answer to the question for a stream.</summary>
    internal async Task Take(NpgsqlDataReader reader, string stream, CancellationToken cancel)
    {
        var facts = _streams[stream] = [];
        while (await reader.ReadAsync(cancel)) facts.Add(Fact.Read(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
    }

    /// <summary>The question for the settings of a day.</summary>
    internal static NpgsqlBatchCommand AskSettings(DateOnly day) => new(SettingsQuestion) { Parameters = { new() { Value = day } } };

    /// <summary>Takes the answer to the question for settings.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> TakeSettings(NpgsqlDataReader reader, DateOnly day, CancellationToken cancel)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) settings[reader.GetString(0)] = reader.GetString(1);
        _settings = (day, settings);
        return settings;
    }

    private const string Question = "select type, data from ledger.mt_events where stream_id = $1 order by version";

    private const string SettingsQuestion =
        "select distinct on (key) key, value from register.setting where valid_from <= $1 order by key, valid_from desc";

    private static NpgsqlParameter Named(string stream) => new() { Value = stream, NpgsqlDbType = NpgsqlDbType.Varchar };
}
