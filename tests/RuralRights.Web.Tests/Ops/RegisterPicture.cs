using System.Text.RegularExpressions;
using Npgsql;
using Shouldly;

namespace RuralRights.Web.Tests.Ops;

/// <summary>
/// Everything that stands in the register of a county, row by row, in words that do not depend on when it was entered: a person
/// is called by household and place in it, a fact by its stream and place there. Tokens, which rest on a secret of the database, are
/// left out.
/// </summary>
internal sealed partial class RegisterPicture
{
    private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);

    private RegisterPicture()
    {
    }

    /// <summary>Codes of the households in it.</summary>
    public IReadOnlyList<string> Households => [.. _rows["register.household"].Select(row => row.Split('|')[0])];

    /// <summary>Takes the picture, after it has asserted that ledger and receipts agree.</summary>
    public static async Task<RegisterPicture> Of(BreakableCluster cluster, string county)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.Owner) { Database = $"rr_{county}", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await Agree(connection);
        await Run(connection, """
            create temporary table named as
                select person as id, min(household || '/' || position) as name from register.household_member group by 1
                union all select representative, min(code || '/representative') from register.household
                          where representative not in (select person from register.household_member) group by 1;
            create temporary table placed as select seq_id as seq, stream_id || '/' || version as place from ledger.mt_events where stream_id not like 'offices/%';
            create unique index on named (id);
            create unique index on placed (seq);
            """);
        var picture = new RegisterPicture();
        // Who signed in to bring a delivery, and in which office, is no part of what it brought.
        foreach (var (table, row) in (await Tables(connection)).Where(one => one.Item1 != "register.office_grant")) picture._rows[table] = await Rows(connection, $"select {row} from {table} t");
        foreach (var (name, question) in new[]
        {
            ("facts", "select concat_ws('|', place, type) from ledger.mt_events join placed on seq = seq_id"),
            ("receipts", "select concat_ws('|', outcome, fact_count, actor, encode(request_sha256, 'hex')) from ledger.receipt where outcome::text not like '%\"offices/%'"),
            ("kept back", "select concat_ws('|', household, refused, rules, about) from intake.kept_back"),
            ("people", "select count(*)::text from vault.person"),
            ("texts", "select subject from vault.texts where subject ~ '^(collective|household|parcel|right|delivery)/'"),
        }) picture._rows[name] = await Rows(connection, question);
        return picture;
    }

    /// <summary>The same, row for row.</summary>
    public void ShouldBe(RegisterPicture other)
    {
        _rows.Keys.ShouldBe(other._rows.Keys, ignoreOrder: true);
        foreach (var (table, rows) in _rows) rows.ShouldBe(other._rows[table], table);
    }

    /// <summary>Part of a whole: no row that is not in the whole, and of each household either all of its rows or none.</summary>
    public void ShouldBePartOf(RegisterPicture whole)
    {
        var here = Households.ToHashSet(StringComparer.Ordinal);
        foreach (var (table, rows) in _rows.Where(pair => pair.Key.StartsWith("register.", StringComparison.Ordinal)))
        {
            rows.ShouldBeSubsetOf(whole._rows[table], table);
            whole._rows[table].Where(row => Owner().Match(row) is { Success: true } owner && here.Contains(owner.Value)).ShouldBeSubsetOf(rows, table);
        }
    }

    private static async Task Agree(NpgsqlConnection connection)
    {
        (await Rows(connection, """
            select 'receipt ' || command_id from ledger.receipt r
            where fact_count <> (select count(*) from ledger.mt_events where correlation_id = r.command_id::text)
            union all
            select 'fact ' || seq_id from ledger.mt_events e where not exists (select from ledger.receipt where command_id::text = e.correlation_id)
            union all
            select 'stream ' || id from ledger.mt_streams s
            where version <> (select count(*) from ledger.mt_events where stream_id = s.id) or version <> (select max(version) from ledger.mt_events where stream_id = s.id)
            union all
            select 'person ' || id from vault.person p
            where not exists (select from register.household_member where person = p.id) and not exists (select from register.household where representative = p.id)
            """)).ShouldBeEmpty();
    }

    private static async Task<List<(string Table, string Row)>> Tables(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            select 'register.' || table_name,
                   'concat_ws(''|'', ' || string_agg(case
                       when udt_name = 'uuid' then format('coalesce((select name from named where id = t.%1$I), t.%1$I::text, ''-'')', column_name)
                       when column_name like '%\_seq' then format('''#'' || (select place from placed where seq = t.%I)', column_name)
                       else format('coalesce(t.%I::text, ''-'')', column_name) end, ', ' order by ordinal_position) || ')'
            from information_schema.columns
            where table_schema = 'register' and column_name <> 'token' and table_name in (select tablename from pg_tables where schemaname = 'register')
            group by table_name
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync()) tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }

    private static async Task<List<string>> Rows(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection) { CommandTimeout = 120 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("(?<![0-9])[0-9]{18}(?![0-9])")]
    private static partial Regex Owner();
}
