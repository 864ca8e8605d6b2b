using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>A table of the register beside what the ledger says of it.</summary>
/// <param name="Rows">Rows by the ledger, which the table has now.</param>
/// <param name="Wrong">Rows that the table had and the ledger does not know.</param>
/// <param name="Missing">Rows by the ledger that the table did not have; a row with other content counts here and as wrong.</param>
public sealed record RebuiltTable(long Rows, long Wrong, long Missing);

/// <summary>What a rebuild did.</summary>
/// <param name="Facts">Facts replayed.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Tables">Every table of the register, by name.</param>
public sealed record RebuildResult(long Facts, TimeSpan Took, IReadOnlyDictionary<string, RebuiltTable> Tables)
{
    /// <summary>Tables that had drifted from the ledger.</summary>
    public IReadOnlyList<string> Different { get; } = [.. Tables.Where(table => table.Value is not { Wrong: 0, Missing: 0 }).Select(table => table.Key).Order(StringComparer.Ordinal)];
}

/// <summary>Makes every table of the register anew from the ledger, by the same statements that made it the first time.</summary>
/// <remarks>
/// <para>
/// The ledger is replayed into temporary tables, then each table is compared with its own row by row, byte by byte, and what
/// differs is put right. Readers go on meanwhile, and wait only while a table that drifted is mended; nobody appends.
/// </para>
/// <para>It is one transaction of the owner: a rebuild that is broken off leaves everything as it was.</para>
/// </remarks>
public sealed class Rebuild(RegisterOptions options)
{
    private const int FactsAtOnce = 60_000;

    /// <summary>A table of which more rows than this differ is written anew without its indexes, sooner than row by row.</summary>
    private const int FewRows = 500;

    /// <summary>Rebuilds all tables of a county.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="progress">Is told how many facts were replayed.</param>
    /// <param name="cancel">Breaks it off; nothing is changed then.</param>
    public async Task<RebuildResult> Run(string county, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        await using var connection = await CountyDatabases.OpenAsOwner(options, county, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var watch = Stopwatch.StartNew();
        await Execute(connection, """
            set local maintenance_work_mem = '256MB';
            set local work_mem = '256MB';
            set local temp_buffers = '256MB';
            set local jit = off;
            lock table ledger.mt_events in share row exclusive mode;
            """, cancel);
        await Stage(connection, cancel);
        var facts = await Replay(connection, progress, cancel);
        var tables = await Compare(connection, cancel);
        await Mend(connection, [.. tables.Where(table => table.Drifted)], cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return new(facts, watch.Elapsed, tables.ToDictionary(table => $"register.{table.Name}", table => table.Rebuilt, StringComparer.Ordinal));
    }

    // The tables once more, empty, without the columns that the database computes and no statement reads, and with no more than their
    // keys, these only where there are rows or a statement names the key; the statements that enter facts, with these tables in place of
    // the register's; and a table that says when a portion of the ledger is to be entered.
    private const string Staging = """
        with tables as (select oid, relname as name from pg_class where relnamespace = 'register'::regnamespace and relkind = 'r'),
             enters as (select t.tgname as name, f.oid, f.proname as function, f.prosrc as source
                        from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                        where t.tgrelid = 'ledger.mt_events'::regclass and f.pronamespace = 'register'::regnamespace and t.tgnewtable is not null)
        select format('create temporary table %I (like register.%1$I including defaults including generated) on commit drop', name), name, false, 1 as place
        from tables
        union all
        select format('alter table pg_temp.%I drop column %I', name, attname), null, false, 2
        from tables join pg_attribute on attrelid = oid and attgenerated <> '' and not attisdropped
        where not exists (select from enters where source ~ format('\m%s\M', attname))
        union all
        select format('alter table pg_temp.%I add constraint %I %s', tables.name, conname, pg_get_constraintdef(k.oid)), null, false, 2
        from tables join pg_constraint k on k.conrelid = tables.oid and k.contype = 'p'
        where pg_relation_size(tables.oid) > 0 or exists (select from enters where strpos(source, conname) > 0)
        union all
        select pg_get_functiondef(oid), function, true, 2
        from enters
        union all
        select 'create temporary table portion () on commit drop', null, false, 2
        union all
        select format('create trigger %I after insert on pg_temp.portion for each statement execute function pg_temp.%I()', name, function), null, false, 3
        from enters
        order by place
        """;

    private static async Task Stage(NpgsqlConnection connection, CancellationToken cancel)
    {
        var staging = await Ask(connection, Staging, row => (Statement: row.GetString(0), Made: row.Text(1), Enters: row.GetBoolean(2)), cancel);
        var theirs = new Regex($@"\bregister\.({string.Join('|', staging.Select(each => each.Made).OfType<string>())})\b", RegexOptions.ExplicitCapture);
        await Execute(connection, Statements(staging.Select(each => each.Enters ? theirs.Replace(each.Statement, match => "pg_temp." + match.Value["register.".Length..]) : each.Statement)), cancel);
    }

    // The statements find a portion under the name of the facts just appended. It is a view of its own each time, so that they are
    // planned for as many facts as it has.
    private static async Task<long> Replay(NpgsqlConnection connection, IProgress<long>? progress, CancellationToken cancel)
    {
        var last = (await Ask(connection, "select coalesce(max(seq_id), 0) from ledger.mt_events", row => row.GetInt64(0), cancel))[0];
        var facts = 0L;
        // Numbers have gaps, so portions are uneven; that does not matter to what they add up to.
        for (var after = 0L; after < last; after += FactsAtOnce)
        {
            await Execute(connection, string.Create(CultureInfo.InvariantCulture, $"""
                create or replace temporary view facts as select * from ledger.mt_events where seq_id > {after} and seq_id <= {after + FactsAtOnce};
                insert into pg_temp.portion default values;
                """), cancel);
            facts += (await Ask(connection, "select count(*) from pg_temp.facts", row => row.GetInt64(0), cancel))[0];
            progress?.Report(facts);
        }

        await Execute(connection, "drop view if exists pg_temp.facts", cancel);
        return facts;
    }

    private static async Task<List<Table>> Compare(NpgsqlConnection connection, CancellationToken cancel)
    {
        // Values that are equal but not the same, 1.0 and 1.00, differ here: the comparison is by bytes. What the database computes from
        // a row, and takes from nobody, cannot drift from it.
        var questions = await Ask(connection, """
            select c.relname,
                   pg_relation_size(c.oid) + pg_relation_size(format('pg_temp.%I', c.relname)::regclass) > 0,
                   format(
                       'select count(has), count(had) filter (where same is not true), count(has) filter (where same is not true) from (select n.ctid as has, o.ctid as had, record_image_eq(row(%2$s), row(%3$s)) as same from register.%1$I o full join pg_temp.%1$I n on %4$s offset 0) as rows',
                       c.relname, string_agg(format('o.%I', attname), ', ' order by attnum), string_agg(format('n.%I', attname), ', ' order by attnum),
                       string_agg(format('o.%1$I = n.%1$I', attname), ' and ') filter (where attnum = any (k.conkey)))
            from pg_class c
                     join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
                     left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
            where c.relnamespace = 'register'::regnamespace and c.relkind = 'r'
            group by c.oid, c.relname
            order by c.relname
            """, row => (Table: row.GetString(0), HasRows: row.GetBoolean(1), Question: row.GetString(2)), cancel);
        var tables = questions.Where(each => !each.HasRows).Select(each => new Table(each.Table, new(0, 0, 0))).ToList();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var each in questions.Where(each => each.HasRows)) batch.BatchCommands.Add(new(each.Question));
        if (batch.BatchCommands.Count == 0) return tables;

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var each in questions.Where(each => each.HasRows))
        {
            await reader.ReadAsync(cancel);
            tables.Add(new(each.Table, new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2))));
            await reader.NextResultAsync(cancel);
        }

        return tables;
    }

    // Foreign keys are off meanwhile and put back at the end, so that all rows are checked once and together; what is deferred is
    // checked before that, because a table that waits for a check cannot be altered. Triggers on the tables check overlaps and
    // shares as they do for every act; the rows passed them once, so they rest.
    private static async Task Mend(NpgsqlConnection connection, IReadOnlyList<Table> drifted, CancellationToken cancel)
    {
        if (drifted.Count == 0) return;

        string[] names = [.. drifted.Select(table => table.Name)], anew = [.. drifted.Where(table => table.ManyRows).Select(table => table.Name)];
        var taken = await Ask(connection, """
            with tables as (select oid, oid::regclass as name, relname = any ($2) as anew
                            from pg_class where relnamespace = 'register'::regnamespace and relname = any ($1))
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), 1 as place
            from pg_constraint
            where connamespace = 'register'::regnamespace
              and (contype = 'f' or contype = 'x' and conrelid in (select oid from tables where anew))
            union all
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 2
            from pg_index
            where indrelid in (select oid from tables where anew) and not exists (select from pg_constraint where conindid = indexrelid)
            union all
            select format('alter table %s disable trigger user', name), format('alter table %s enable trigger user', name), 3
            from tables
            order by place
            """, row => (Off: row.GetString(0), On: row.GetString(1)), cancel, names, anew);
        var changes = await Texts(connection, """
            select case when c.relname = any ($2) then format('truncate register.%I; insert into register.%1$I (%s) select %2$s from pg_temp.%1$I', c.relname, columns.named)
                        else format('delete from register.%I o where not exists (select from pg_temp.%1$I n where %s and record_image_eq(row(%s), row(%s))); insert into register.%1$I (%5$s) select %5$s from pg_temp.%1$I n where not exists (select from register.%1$I o where %2$s)',
                                    c.relname, key.joined, columns.had, columns.has, columns.named) end
            from pg_class c,
                 lateral (select string_agg(quote_ident(attname), ', ' order by attnum) as named,
                                 string_agg(format('o.%I', attname), ', ' order by attnum) as had, string_agg(format('n.%I', attname), ', ' order by attnum) as has
                          from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
                 lateral (select string_agg(format('o.%1$I = n.%1$I', attname), ' and ') as joined
                          from pg_constraint k join pg_attribute on attrelid = c.oid and attnum = any (k.conkey)
                          where k.conrelid = c.oid and k.contype = 'p') as key
            where c.relnamespace = 'register'::regnamespace and c.relname = any ($1)
            """, cancel, names, anew);
        await Execute(connection, Statements(
            [.. taken.Select(each => each.Off), .. changes, "set constraints all immediate", .. taken.Select(each => each.On).Reverse()]), cancel);
    }

    private static string Statements(IEnumerable<string> statements) => string.Join(";\n", statements);

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static Task<List<string>> Texts(NpgsqlConnection connection, string question, CancellationToken cancel, params object[] values) =>
        Ask(connection, question, row => row.GetString(0), cancel, values);

    private static async Task<List<T>> Ask<T>(NpgsqlConnection connection, string question, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(question, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var answers = new List<T>();
        while (await reader.ReadAsync(cancel)) answers.Add(read(reader));
        return answers;
    }

    private sealed record Table(string Name, RebuiltTable Rebuilt)
    {
        public bool Drifted => Rebuilt is not { Wrong: 0, Missing: 0 };

        public bool ManyRows => Rebuilt.Wrong + Rebuilt.Missing > FewRows;
    }
}
