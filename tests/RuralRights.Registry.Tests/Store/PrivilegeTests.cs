using Npgsql;

namespace RuralRights.Registry.Tests.Store;

public sealed class PrivilegeTests(TestRegister register)
{
    [Theory]
    [InlineData("update ledger.mt_events set data = '{}'")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("truncate ledger.mt_events")]
    [InlineData("update ledger.receipt set fact_count = 0")]
    [InlineData("delete from ledger.receipt")]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("insert into register.collective values ('1', '1', '1', '1', 1)")]
    [InlineData("update register.holding set household = '1'")]
    [InlineData("delete from register.parcel")]
    [InlineData("update vault.person set corrected = corrected + 1")]
    [InlineData("update vault.person_draft set sealed = ''")]
    [InlineData("insert into vault.person_before (draft, person, corrected, case_number, name_runs, master_key, wrapped, sealed) select id, id, 0, '1', name_runs, 1, '', '' from vault.person")]
    [InlineData("delete from vault.person_before")]
    [InlineData("truncate register.certificate")]
    [InlineData("alter table ledger.mt_events disable trigger all")]
    [InlineData("drop table register.parcel")]
    [InlineData("create table register.mine (id integer)")]
    [InlineData("create table public.mine (id integer)")]
    [InlineData("set session_replication_role = replica")]
    public async Task The_application_may_not(string statement)
    {
        await using var command = register.Connections[TestRegister.County].CreateCommand(statement);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("update ledger.mt_events set data = '{}'")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("truncate ledger.mt_events")]
    [InlineData("update ledger.receipt set fact_count = 0")]
    [InlineData("truncate ledger.receipt")]
    [InlineData("delete from ledger.mt_streams")]
    public async Task Not_even_the_owner_rewrites_the_ledger(string statement)
    {
        await using var owner = await register.Owner();
        await using var command = new NpgsqlCommand(statement, owner);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        refusal.ConstraintName.ShouldBe("ledger-is-append-only");
    }

    [Fact]
    public async Task A_receipt_that_speaks_of_facts_that_are_not_there_is_refused_at_the_commit()
    {
        await using var command = register.Connections[TestRegister.County].CreateCommand("""
            insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome)
            values (gen_random_uuid(), sha256('x'), 'official/1', 1, '{}')
            """);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        refusal.ConstraintName.ShouldBe("receipt-matches-facts");
    }

    [Fact]
    public async Task Facts_that_no_receipt_speaks_of_are_refused()
    {
        await Village.Found(register);
        await using var command = register.Connections[TestRegister.County].CreateCommand("""
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('ledger.mt_events_sequence'), gen_random_uuid(), id, version + 1, '{}', 'nobody-knows', now(), '620123', 'none', false
            from ledger.mt_streams
            order by timestamp
            limit 1
            """);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        refusal.ConstraintName.ShouldBe("receipt-matches-facts");
    }

    [Fact]
    public async Task Every_table_of_the_register_can_be_read_and_none_written()
    {
        var writable = await register.Ask<string[]>("""
            select coalesce(array_agg(table_schema || '.' || table_name || ' ' || privilege_type order by 1), '{}')
            from information_schema.role_table_grants
            where grantee in ('rr_app', 'PUBLIC')
              and table_schema in ('register', 'ledger')
              and privilege_type <> 'SELECT'
            """);

        writable.Order(StringComparer.Ordinal).ShouldBe(
        [
            "ledger.mt_doc_deadletterevent DELETE",
            "ledger.mt_doc_deadletterevent INSERT",
            "ledger.mt_doc_deadletterevent UPDATE",
            "ledger.mt_event_progression DELETE",
            "ledger.mt_event_progression INSERT",
            "ledger.mt_event_progression UPDATE",
            "ledger.mt_events INSERT",
            "ledger.mt_high_water_skips DELETE",
            "ledger.mt_high_water_skips INSERT",
            "ledger.mt_high_water_skips UPDATE",
            "ledger.mt_streams INSERT",
            "ledger.mt_streams UPDATE",
            "ledger.print_log INSERT",
            "ledger.receipt INSERT",
        ]);
    }

    [Fact]
    public async Task Grants_that_are_made_once_more_take_nothing_away()
    {
        // Tables and functions, each with what the application may do with it.
        Task<string[]> Held() => register.Ask<string[]>("""
            select array_agg(held.what)
            from (select c.oid::regclass || ' ' || p.privilege as what
            from pg_class c, unnest(array ['select', 'insert', 'update', 'delete']) as p(privilege)
            where c.relnamespace::regnamespace::text in ('ledger', 'register', 'vault', 'intake', 'identity', 'oversight', 'outbox', 'city')
              and c.relkind in ('r', 'v', 'p')
              and has_table_privilege('rr_app', c.oid, p.privilege)
            union all
            select f.oid::regprocedure::text
            from pg_proc f
            where f.pronamespace::regnamespace::text in ('ledger', 'register', 'vault', 'intake', 'identity', 'oversight', 'outbox', 'city')
              and has_function_privilege('rr_app', f.oid, 'execute')) as held
            """);
        var before = await Held();
        before.Length.ShouldBeGreaterThan(100);
        var grants = typeof(RuralRights.Registry.Store.Migrator).Assembly.GetManifestResourceStream("RuralRights.Registry.Store.Schema.090-grants.repeat.sql")!;
        using var script = new StreamReader(grants);
        await register.AsOwner(await script.ReadToEndAsync(TestContext.Current.CancellationToken));

        before.Except(await Held()).ShouldBeEmpty();
    }
}
