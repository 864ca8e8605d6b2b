using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using RuralRights.Interchange.Corrections;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Corrections that were made at once, with what they rest on. Sealed as a whole, for values and reasons may name people.</summary>
/// <param name="Id">Random, so that the hash of the sheet gives nothing away of what it says.</param>
/// <param name="Item">Delivered code of the contractor, or of the parcel that nobody holds.</param>
/// <param name="Revision">Number of the sheet of this item, from 1.</param>
/// <param name="By">Who, as facts name actors.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the clerk's own words.</param>
/// <param name="Paper">The paper it rests on.</param>
/// <param name="Changes">The corrections, in order.</param>
public sealed record CorrectionSheet(
    Guid Id, string Item, int Revision, string By, DateTimeOffset At, string Reason, string Paper, IReadOnlyList<Correction> Changes)
{
    /// <summary>Names no value.</summary>
    public override string ToString() => $"{Item}/{Revision}";
}

/// <summary>All sheets of a delivery.</summary>
/// <param name="Layer">What they come to, laid over the delivery.</param>
/// <param name="Hashes">For each item the hashes of its sheets, in order.</param>
public sealed record CorrectionBook(CorrectionLayer Layer, IReadOnlyDictionary<string, IReadOnlyList<string>> Hashes)
{
    /// <summary>Number of the last sheet of an item; 0 when it has none.</summary>
    public int RevisionOf(string item) => Hashes.GetValueOrDefault(item)?.Count ?? 0;

    /// <summary>SHA-256 over the hashes of an item's sheets, one a line; null when it has none.</summary>
    public string? SheetOf(string item) => Hashes.GetValueOrDefault(item) is { Count: > 0 } hashes
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))))
        : null;

    /// <summary>The sheet that each code would be entered with. An item whose corrections were all taken back has none.</summary>
    public IReadOnlyDictionary<string, string> Sheets
    {
        get
        {
            var sheets = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var item in Layer.Items)
                foreach (var code in Layer.CodesOf(item))
                    if (SheetOf(item) is { } sheet) sheets[code] = sheet;
            return sheets;
        }
    }
}

/// <summary>Somebody else corrected the same item in the meantime; nothing was kept.</summary>
public sealed class CorrectedMeanwhileException(string item) : InvalidOperationException($"{item} was corrected by somebody else in the meantime.");

/// <summary>Keeps correction sheets and reads them. They are never changed; a later one takes an earlier one back.</summary>
public sealed class CorrectionSheets(CountyConnections connections, Vault vault, TimeProvider clock)
{
    private const string TakenMeanwhile = "corrected-meanwhile";

    /// <summary>The sheets in force for a delivery.</summary>
    public async Task<CorrectionBook> Of(string county, string sha256, CancellationToken cancel = default)
    {
        var kept = await Kept(county, sha256, null, cancel);
        if (kept.Count == 0) return new(CorrectionLayer.None, new Dictionary<string, IReadOnlyList<string>>());

        var texts = await vault.CompareTexts(county, [.. kept.Select(sheet => Subject(sha256, sheet.Item, sheet.Revision))], cancel);
        return new(
            new(kept.SelectMany(sheet => Read(texts[Subject(sha256, sheet.Item, sheet.Revision)]).Changes)),
            kept.GroupBy(sheet => sheet.Item, StringComparer.Ordinal)
                .ToDictionary(item => item.Key, IReadOnlyList<string> (item) => [.. item.Select(sheet => sheet.Sha256)], StringComparer.Ordinal));
    }

    /// <summary>The sheets of one item in full, for a purpose; the view of them and of the delivered rows stands in the log.</summary>
    public async Task<IReadOnlyList<CorrectionSheet>> Open(string county, string sha256, string item, string viewer, string purpose, CancellationToken cancel = default)
    {
        var kept = await Kept(county, sha256, item, cancel);
        var subjects = kept.Select(sheet => Subject(sha256, item, sheet.Revision)).ToList();
        var texts = await vault.OpenTexts(county, [$"delivery/{sha256}/{item}", .. subjects], viewer, purpose, cancel);
        return [.. subjects.Select(subject => Read(texts[subject]))];
    }

    /// <summary>Logs that the delivered rows of items are looked at in full, for a purpose.</summary>
    public Task Log(string county, string sha256, IEnumerable<string> items, string viewer, string purpose, CancellationToken cancel = default) =>
        vault.OpenTexts(county, [.. items.Select(item => $"delivery/{sha256}/{item}")], viewer, purpose, cancel);

    /// <summary>Keeps a sheet on top of the one its maker saw.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="item">Whose it is.</param>
    /// <param name="seen">Number of the last sheet its maker saw.</param>
    /// <param name="changes">The corrections.</param>
    /// <param name="reason">Why.</param>
    /// <param name="paper">What it rests on.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="CorrectedMeanwhileException">Somebody else was faster.</exception>
    public async Task Keep(
        string county, string sha256, string item, int seen, IReadOnlyList<Correction> changes, string reason, string paper, string by, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(paper);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Keep(connection, sha256, item, seen, changes, reason, paper, by, cancel);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Keeps sheets of several items, all or none.</summary>
    public async Task KeepAll(
        string county, string sha256, IReadOnlyDictionary<string, int> seen, IReadOnlyList<Correction> changes, string reason, string paper, string by, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var item in changes.GroupBy(change => change.Item, StringComparer.Ordinal).OrderBy(item => item.Key, StringComparer.Ordinal))
            await Keep(connection, sha256, item.Key, seen.GetValueOrDefault(item.Key), [.. item], reason, paper, by, cancel);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Consecutive numbers for rows that are to be added; gives back the first. Whoever takes some takes them whole, one after another.</summary>
    public async Task<long> NumbersForAddedRows(string county, int many, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('intake.added_row', 0))", connection)) await wait.ExecuteNonQueryAsync(cancel);
        await using var take = new NpgsqlCommand("select min(nextval('intake.added_row')) from generate_series(1, $1)", connection) { Parameters = { new() { Value = many } } };
        var first = (long)(await take.ExecuteScalarAsync(cancel))!;
        await transaction.CommitAsync(CancellationToken.None);
        return first;
    }

    private static string Subject(string sha256, string item, int revision) => $"correction/{sha256}/{item}/{revision}";

    private static CorrectionSheet Read(SealedTexts texts) => JsonSerializer.Deserialize<CorrectionSheet>(texts.Words!, RegisterJson.Options)!;

    private async Task Keep(
        NpgsqlConnection connection, string sha256, string item, int seen, IReadOnlyList<Correction> changes, string reason, string paper, string by, CancellationToken cancel)
    {
        var sheet = new CorrectionSheet(Guid.NewGuid(), item, seen + 1, by, clock.GetUtcNow(), reason.Trim(), paper.Trim(), changes);
        var words = JsonSerializer.Serialize(sheet, RegisterJson.Options);
        await using var insert = new NpgsqlCommand("""
            insert into intake.correction (delivery, item, revision, by_whom, changes, sha256, at) values ($1, $2, $3, $4, $5, $6, $7)
            """, connection);
        foreach (var value in new object[]
        {
            sha256, item, sheet.Revision, by, changes.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))), sheet.At.UtcDateTime,
        }) insert.Parameters.Add(new() { Value = value });
        try
        {
            await insert.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException taken) when (taken.ConstraintName == TakenMeanwhile)
        {
            throw new CorrectedMeanwhileException(item);
        }

        await Vault.KeepTexts(connection, vault.Prepare([KeyValuePair.Create(Subject(sha256, item, sheet.Revision), new SealedTexts(Words: words))]), cancel);
    }

    private async Task<List<(string Item, int Revision, string Sha256)>> Kept(string county, string sha256, string? item, CancellationToken cancel)
    {
        await using var command = connections[county].CreateCommand("""
            select item, revision, sha256 from intake.correction where delivery = $1 and ($2::text is null or item = $2) order by at, item, revision
            """);
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = (object?)item ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var kept = new List<(string, int, string)>();
        while (await reader.ReadAsync(cancel)) kept.Add((reader.GetString(0), reader.GetInt32(1), reader.GetString(2)));
        return kept;
    }
}
