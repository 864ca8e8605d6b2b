using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace RuralRights.Registry.Store;

/// <summary>What a rebuild did.</summary>
/// <param name="Facts">Facts replayed.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Before">Fingerprint of every table before, by name.</param>
/// <param name="After">Fingerprint of every table after.</param>
public sealed record RebuildResult(long Facts, TimeSpan Took, IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After)
{
    /// <summary>Tables whose rows are no longer what they were; empty unless the tables had drifted from the ledger.</summary>
    public IReadOnlyList<string> Different { get; } = [.. Before.Keys.Where(table => Before[table] != After[table]).Order(StringComparer.Ordinal)];
}

/// <summary>Makes every table of the register anew from the ledger, through the same trigger that made it the first time.</summary>
/// <remarks>
/// It is one transaction of the owner: nobody appends meanwhile, readers wait, and a rebuild that is broken off leaves everything
/// as it was. Constraints, and indexes of all but small tables, are taken off for the time and put back at the end, so that all rows
/// are checked once and together.
/// </remarks>
public sealed class Rebuild(RegisterOptions options)
{
    private const int FactsAtOnce = 20_000;

    /// <summary>With fewer rows than this a table is emptied row by row and keeps its indexes, sooner than it is made anew.</summary>
    private const int FewRows = 1_000;

    /// <summary>Rebuilds all tables of a county.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="compare">Takes fingerprints before and after; off for the bare speed.</param>
    /// <param name="progress">Is told how many facts were replayed.</param>
    /// <param name="cancel">Breaks it off; nothing is changed then.</param>
    public async Task<RebuildResult> Run(string county, bool compare = true, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        await using var connection = new NpgsqlConnection(CountyConnections.AsOwner(options, options.CountyDatabase(CountyConnections.CountyCode(county))));
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, """
            lock table ledger.mt_events in share row exclusive mode;
            set local maintenance_work_mem = '256MB';
            set local work_mem = '64MB';
            set local temp_buffers = '64MB';
            """, cancel);
        var tables = await Tables(connection, cancel);
        var before = compare ? await Fingerprints(connection, tables, cancel) : [];

        var watch = Stopwatch.StartNew();
        var large = await Large(connection, tables, cancel);
        var constraints = await TakeOff(connection, tables, large, cancel);
        // An emptied table gets new files, one for each index, which takes longer than deleting a few rows. What the triggers read
        // of a fact, and its type before its JSON: every statement looks at the type of every fact.
        await Run(connection, $"""
            {string.Concat(tables.Select(table => $"{(large.Contains(table) ? "truncate" : "delete from")} {table};"))}
            create temporary table replayed (seq_id bigint, version bigint, timestamp timestamptz, type varchar, data jsonb, stream_id varchar) on commit drop;
            """, cancel);
        foreach (var trigger in await EnteringTriggers(connection, cancel)) await Run(connection, trigger, cancel);
        var facts = await Replay(connection, progress, cancel);
        // What was put off to the end is checked first: a table that waits for a check cannot be altered.
        await Run(connection, string.Join(";\n", ["set constraints all immediate", .. constraints]), cancel);
        var took = watch.Elapsed;

        var after = compare ? await Fingerprints(connection, tables, cancel) : [];
        await transaction.CommitAsync(CancellationToken.None);
        return new(facts, took, before, after);
    }

    /// <summary>One number for the content of each table of the register, whatever the order of its rows.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Fingerprints(string county, CancellationToken cancel = default)
    {
        await using var connection = new NpgsqlConnection(CountyConnections.AsOwner(options, options.CountyDatabase(CountyConnections.CountyCode(county))));
        await connection.OpenAsync(cancel);
        return await Fingerprints(connection, await Tables(connection, cancel), cancel);
    }

    // The triggers that make the tables, as they stand on the ledger, put on the facts that are replayed.
    private static async Task<IReadOnlyList<string>> EnteringTriggers(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            select format('create trigger %I after insert on replayed referencing new table as facts for each statement execute function %s()', t.tgname, t.tgfoid::regproc)
            from pg_trigger t join pg_proc f on f.oid = t.tgfoid
            where t.tgrelid = 'ledger.mt_events'::regclass and f.pronamespace = 'register'::regnamespace and t.tgnewtable is not null
            order by t.tgname
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var triggers = new List<string>();
        while (await reader.ReadAsync(cancel)) triggers.Add(reader.GetString(0));
        return triggers;
    }

    private static async Task<long> Replay(NpgsqlConnection connection, IProgress<long>? progress, CancellationToken cancel)
    {
        // Facts with gaps in their numbers come in uneven portions; that does not matter to what they add up to.
        await using var next = new NpgsqlCommand("""
            with portion as (
                insert into replayed
                select seq_id, version, timestamp, type, data, stream_id from ledger.mt_events where seq_id > $1 order by seq_id limit $2
                returning seq_id)
            select count(*), max(seq_id) from portion
            """, connection);
        next.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Bigint });
        next.Parameters.Add(new() { Value = FactsAtOnce });
        var (facts, last) = (0L, 0L);
        while (true)
        {
            next.Parameters[0].Value = last;
            await using (var reader = await next.ExecuteReaderAsync(cancel))
            {
                await reader.ReadAsync(cancel);
                if (reader.GetInt64(0) is not (> 0 and var portion)) return facts;

                facts += portion;
                last = reader.GetInt64(1);
            }

            progress?.Report(facts);
            await Run(connection, "truncate replayed", cancel);
        }
    }

    // What the trigger itself relies on stays: primary keys and the unique keys that foreign keys name. What is unique beyond that
    // goes from small tables too: rows of one portion may pass through states that no commit would. Triggers on the tables
    // check overlaps and shares as they do for every act; the rows passed them once, so they rest meanwhile.
    private static async Task<List<string>> TakeOff(NpgsqlConnection connection, IReadOnlyList<string> tables, string[] large, CancellationToken cancel)
    {
        var (off, on) = (new List<string>(), new List<string>());
        await Collect("""
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where connamespace = 'register'::regnamespace and contype in ('f', 'x')
            order by contype desc, conname
            """);
        await Collect("""
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index
            where indrelid in (select oid from pg_class where relnamespace = 'register'::regnamespace)
              and not exists (select from pg_constraint where conindid = indexrelid)
              and (indisunique or indrelid = any ($1::text[]::regclass[]))
            order by 1
            """, [large]);
        foreach (var table in tables)
        {
            off.Add($"alter table {table} disable trigger user");
            on.Add($"alter table {table} enable trigger user");
        }

        await Run(connection, string.Join(";\n", off), cancel);
        on.Reverse();
        return on;

        async Task Collect(string question, params object[] values)
        {
            await using var command = new NpgsqlCommand(question, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                off.Add(reader.GetString(0));
                on.Add(reader.GetString(1));
            }
        }
    }

    private static async Task<string[]> Large(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            string.Join(" union all ", tables.Select(table => $"select '{table}' where exists (select from {table} offset {FewRows})")), connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var large = new List<string>();
        while (await reader.ReadAsync(cancel)) large.Add(reader.GetString(0));
        return [.. large];
    }

    private static async Task<IReadOnlyList<string>> Tables(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select format('register.%I', tablename) from pg_tables where schemaname = 'register' order by 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancel)) tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task<Dictionary<string, string>> Fingerprints(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancel)
    {
        var prints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"select count(*) || '/' || coalesce(sum(hashtextextended(t::text, 302)::numeric), 0) from {table} t", connection);
            prints[table] = (string)(await command.ExecuteScalarAsync(cancel))!;
        }

        return prints;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
