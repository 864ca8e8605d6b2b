using Npgsql;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>What a look through a county's documents found.</summary>
/// <param name="Checked">How many documents were opened and held against their hash.</param>
/// <param name="Missing">Documents whose file is not there, or that facts name and nobody keeps.</param>
/// <param name="Damaged">Documents whose file is not what was kept.</param>
/// <param name="Unfinished">Files that a process had begun when it ended; they were removed.</param>
/// <param name="Strays">Files that no document owns; they were removed.</param>
/// <param name="Forgotten">Documents that nobody named within the time; they were removed.</param>
public sealed record DocumentsFound(long Checked, IReadOnlyList<string> Missing, IReadOnlyList<string> Damaged, int Unfinished, int Strays, int Forgotten)
{
    /// <summary>True when every document that should be there is there and whole.</summary>
    public bool IsWhole => Missing.Count == 0 && Damaged.Count == 0;
}

/// <summary>Looks after the store of documents: opens every one, names what is lost, removes what nobody needs.</summary>
/// <remarks>
/// It runs beside the register. A document that nobody has named thirty days after it was handed in is condemned, may not be
/// named from then on unless it is handed in again, and is removed a day later: no act takes a day, so none can name what goes.
/// </remarks>
public sealed class DocumentCare(RegisterOptions options, Documents store, TimeProvider clock)
{
    /// <summary>How long a document waits to be named.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);
    private static readonly TimeSpan Writing = TimeSpan.FromHours(1);

    private const int Page = 1000;

    /// <summary>Looks through the documents of a county.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="progress">Is told how many documents were opened.</param>
    /// <param name="cancel">Stops it; nothing is half done then.</param>
    public async Task<DocumentsFound> Check(string county, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        await using var connection = await CountyDatabases.OpenAsOwner(options, county, cancel);
        var unfinished = store.Files.SweepUnfinished(county, clock.GetUtcNow().UtcDateTime - Writing);
        var forgotten = await Forget(connection, county, cancel);
        var strays = await RemoveStrays(connection, county, cancel);

        var (seen, last) = (0L, "");
        var (missing, damaged) = (await NamedOnly(connection, cancel), new List<string>());
        while (await After(connection, last, cancel) is { Count: > 0 } page)
        {
            foreach (var sha256 in page)
            {
                if (!await store.IsWhole(county, sha256, cancel)) (File.Exists(store.Files.PathOf(county, sha256)) ? damaged : missing).Add(sha256);
                seen++;
                progress?.Report(seen);
            }

            last = page[^1];
        }

        return new(seen, missing, damaged, unfinished, strays, forgotten);
    }

    private async Task<int> Forget(NpgsqlConnection connection, string county, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow();
        await using (var condemn = new NpgsqlCommand("""
            update vault.document d set condemned_at = $1
            where not exists (select from register.document_use u where u.document = d.sha256)
              and not exists (select from vault.document_hand h where h.document = d.sha256 and h.at > $2)
              and (d.condemned_at is null or exists (select from vault.document_hand h where h.document = d.sha256 and h.at > d.condemned_at))
            """, connection) { Parameters = { new() { Value = now.UtcDateTime }, new() { Value = (now - WaitsFor).UtcDateTime } } })
            await condemn.ExecuteNonQueryAsync(cancel);

        await using var remove = new NpgsqlCommand("""
            delete from vault.document d
            where d.condemned_at < $1
              and not exists (select from register.document_use u where u.document = d.sha256)
              and not exists (select from vault.document_hand h where h.document = d.sha256 and h.at > d.condemned_at)
            returning sha256
            """, connection) { Parameters = { new() { Value = (now - Grace).UtcDateTime } } };
        var gone = await Texts(remove, cancel);

        // Whoever hands one in at this moment waits for this transaction and then writes the file anew.
        foreach (var sha256 in gone) store.Files.Remove(county, sha256);
        await transaction.CommitAsync(CancellationToken.None);
        return gone.Count;
    }

    private async Task<int> RemoveStrays(NpgsqlConnection connection, string county, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().UtcDateTime - Writing;
        var removed = 0;
        foreach (var files in store.Files.All(county).Where(file => file.PlacedAt < before).Chunk(Page))
        {
            await using var question = new NpgsqlCommand("select sha256 from vault.document where sha256 = any ($1)", connection) { Parameters = { new() { Value = files.Select(file => file.Sha256).ToArray() } } };
            var owned = (await Texts(question, cancel)).ToHashSet(StringComparer.Ordinal);
            foreach (var (sha256, _) in files.Where(file => !owned.Contains(file.Sha256)))
            {
                store.Files.Remove(county, sha256);
                removed++;
            }
        }

        return removed;
    }

    private static async Task<List<string>> NamedOnly(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand(
            "select distinct document from register.document_use u where not exists (select from vault.document d where d.sha256 = u.document) order by document", connection);
        return await Texts(question, cancel);
    }

    private static async Task<List<string>> After(NpgsqlConnection connection, string last, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("select sha256 from vault.document where sha256 > $1 order by sha256 limit $2", connection) { Parameters = { new() { Value = last }, new() { Value = Page } } };
        return await Texts(question, cancel);
    }

    private static async Task<List<string>> Texts(NpgsqlCommand question, CancellationToken cancel)
    {
        await using var reader = await question.ExecuteReaderAsync(cancel);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancel)) texts.Add(reader.GetString(0));
        return texts;
    }
}
