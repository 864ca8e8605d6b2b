using Npgsql;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>Wraps every key of every county's vault anew under a new master key; what the keys sealed is not touched.</summary>
/// <remarks>It may be stopped and run again at any time: each row says which master key wraps it, and a key is kept until no row needs it.</remarks>
public sealed class RotateMasterKey(RegisterOptions options, MasterKey master, Migrator migrator)
{
    private const int Page = 5000;

    private readonly Seal _seal = new(master);

    /// <summary>Rotates. Returns how many keys were wrapped anew.</summary>
    /// <exception cref="InvalidOperationException">The key comes from the environment and was not given its successor there.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is another register's, or a row was altered. Every key is kept.</exception>
    public async Task<long> Run(IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var predecessor = master.BeginRotation();
        var done = 0L;
        foreach (var county in await migrator.Counties(cancel))
        {
            await using var connection = await CountyDatabases.OpenAsOwner(options, county, cancel);
            // Each table, its key, and what a row's key is wrapped for.
            foreach (var (table, key, belongsTo) in new[]
            {
                ("vault.secret", "purpose", $"'secret/{county}/' || purpose"), ("vault.person", "id", "'person/' || id"), ("vault.person_draft", "id", "'person/' || person"),
                ("vault.person_before", "draft", "'person/' || person"), ("vault.texts", "subject", "subject"), ("vault.document", "sha256", "'document/' || sha256"),
                ("intake.delivery", "sha256", "'package/' || sha256"),
            })
            {
                while (await Rewrap(connection, table, key, belongsTo, cancel) is var page and > 0)
                {
                    done += page;
                    progress?.Report(done);
                }
            }
        }

        master.EndRotation(predecessor);
        return done;
    }

    private async Task<int> Rewrap(NpgsqlConnection connection, string table, string key, string belonging, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (keys, wrapped) = (new List<string>(), new List<byte[]>());
        await using (var read = new NpgsqlCommand($"select {key}::text, master_key, wrapped, {belonging} from {table} where master_key <> $1 limit {Page} for update", connection) { Parameters = { new() { Value = master.Current } } })
        await using (var reader = await read.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                var belongsTo = reader.GetString(3);
                keys.Add(reader.GetString(0));
                wrapped.Add(_seal.Wrap(master.Current, belongsTo, _seal.Unwrap(reader.GetInt16(1), belongsTo, reader.GetFieldValue<byte[]>(2))));
            }
        }

        if (keys.Count > 0)
        {
            await using var write = new NpgsqlCommand($"""
                update {table} t set master_key = $1, wrapped = n.wrapped
                from unnest($2::text[], $3::bytea[]) as n(key, wrapped)
                where t.{key} = n.key::{(key is "id" or "draft" ? "uuid" : "text")}
                """, connection) { Parameters = { new() { Value = master.Current }, new() { Value = keys.ToArray() }, new() { Value = wrapped.ToArray() } } };
            await write.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return keys.Count;
    }
}
