using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Registration;
using Wolverine;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Transports.Local;

namespace RuralRights.Registry.Tests.Store;

public sealed class StartupTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<StoreOptions>> Unsafe => new()
    {
        { "change the schema", store => store.AutoCreateSchemaObjects = AutoCreate.All },
        { "wait for each other", store => store.Events.UseExclusiveLockOnConcurrentAppends = false },
        { "stored twice", store => store.Events.EnableUniqueIndexOnEventId = false },
        { "stale state", store => store.Events.UseIdentityMapForAggregates = true },
        { "cannot apply", store => store.Projections.Errors.SkipApplyErrors = true },
        { "cannot read", store => store.Projections.Errors.SkipSerializationErrors = true },
        { "does not know", store => store.Projections.Errors.SkipUnknownEvents = true },
    };

    [Theory]
    [MemberData(nameof(Unsafe), DisableDiscoveryEnumeration = true)]
    public void A_ledger_that_could_lose_facts_does_not_start(string broken, Action<StoreOptions> change)
    {
        var store = new StoreOptions();
        RegisterStore.Configure(store);
        StartupAssertions.Assert(store);

        change(store);

        Should.Throw<UnsafeSettingException>(() => StartupAssertions.Assert(store)).Message.ShouldContain(broken);
    }

    public static TheoryData<string, Action<WolverineOptions>> Careless => new()
    {
        { "kept in the database", messages => messages.Durability.Mode = DurabilityMode.Serverless },
        { "taken up by another", messages => messages.Durability.DurabilityAgentEnabled = false },
        { "known again for seven days", messages => messages.Durability.KeepAfterMessageHandling = TimeSpan.FromMinutes(5) },
        { "nobody handles", messages => messages.Durability.InboxStaleTime = null },
        { "nobody sends", messages => messages.Durability.OutboxStaleTime = null },
        { "does not know is kept", messages => messages.UnknownMessageBehavior = UnknownMessageBehavior.LogOnly },
        { "until somebody looks at it", messages => messages.Durability.DeadLetterQueueExpirationEnabled = true },
    };

    [Theory]
    [MemberData(nameof(Careless), DisableDiscoveryEnumeration = true)]
    public void Messages_that_could_be_lost_are_refused_by_what_no_longer_holds(string broken, Action<WolverineOptions> change)
    {
        var messages = new WolverineOptions();
        RegisterServices.Configure(messages, register.Options);
        StartupAssertions.Assert(messages, register.Options);

        change(messages);

        Should.Throw<UnsafeSettingException>(() => StartupAssertions.Assert(messages, register.Options)).Message.ShouldContain(broken);
    }

    [Fact]
    public async Task A_node_that_could_lose_messages_does_not_start()
    {
        var refusal = await Should.ThrowAsync<UnsafeSettingException>(() =>
            Node.Start(register, DateTimeOffset.UtcNow, [], services => services.ConfigureWolverine(messages => messages.Durability.InboxStaleTime = null)));

        refusal.Message.ShouldContain("nobody handles");
        refusal.Chinese.ShouldBe("登记系统现在的设置不能保证：没有人办的消息会重新拿起来。");
    }

    [Fact]
    public void Messages_that_are_overtaken_and_not_tried_again_are_refused()
    {
        var messages = new WolverineOptions { UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue };
        messages.Durability.Mode = DurabilityMode.Solo;
        messages.Durability.KeepAfterMessageHandling = TimeSpan.FromDays(7);
        messages.Durability.InboxStaleTime = messages.Durability.OutboxStaleTime = TimeSpan.FromMinutes(10);

        Should.Throw<UnsafeSettingException>(() => StartupAssertions.Assert(messages, register.Options)).Message.ShouldContain("overtaken");

        messages.OnException<ConcurrencyException>().RetryTimes(1);
        StartupAssertions.Assert(messages, register.Options);
    }

    [Fact]
    public void A_queue_in_memory_is_refused_by_name()
    {
        var running = register.Host.Services.GetRequiredService<WolverineOptions>().Transports.SelectMany(transport => transport.Endpoints()).ToList();
        running.OfType<LocalQueue>().ShouldContain(queue => queue.Role == EndpointRole.Application);
        StartupAssertions.Assert(running);

        Should.Throw<UnsafeSettingException>(() => StartupAssertions.Assert([.. running, new LocalQueue("forgetful") { Mode = EndpointMode.BufferedInMemory }]))
            .Message.ShouldContain("local://forgetful");
    }

    [Fact]
    public async Task A_transaction_that_may_be_forgotten_is_refused_by_name()
    {
        await using var connection = await register.Connections.Master.OpenConnectionAsync(Cancel);
        await using (var careless = new NpgsqlCommand("set idle_in_transaction_session_timeout = 0", connection)) await careless.ExecuteNonQueryAsync(Cancel);

        var refusal = await Should.ThrowAsync<UnsafeSettingException>(() => ServerPromises.AssertAsync(connection));

        refusal.Message.ShouldContain("idle_in_transaction_session_timeout = 0");
    }

    [Fact]
    public async Task What_a_connection_asks_of_the_server_beside_that_stays()
    {
        var asked = new NpgsqlConnectionStringBuilder(register.Options.AppConnection) { Options = "-c lock_timeout=7s" }.ConnectionString;
        await using var connections = new CountyConnections(register.Options with { AppConnection = asked });
        await using var connection = await connections.Master.OpenConnectionAsync(Cancel);

        await ServerPromises.AssertAsync(connection);
        await using var show = new NpgsqlCommand("show lock_timeout", connection);
        (await show.ExecuteScalarAsync(Cancel)).ShouldBe("7s");
    }

    [Fact]
    public void A_statement_gets_fifteen_seconds_and_one_of_work_on_a_whole_delivery_half_an_hour()
    {
        SecondsOf(register.Connections.Master).ShouldBe(15);
        SecondsOf(register.Connections[TestRegister.County]).ShouldBe(15);
        SecondsOf(register.Connections.AtLength(TestRegister.County)).ShouldBe(30 * 60);

        static int SecondsOf(NpgsqlDataSource pool) => new NpgsqlConnectionStringBuilder(pool.ConnectionString).CommandTimeout;
    }

    [Fact]
    public async Task A_statement_that_was_given_up_is_called_off_in_the_database_and_holds_up_nobody()
    {
        await using var first = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel);
        await using (var take = new NpgsqlCommand("select pg_advisory_lock(7001)", first)) await take.ExecuteNonQueryAsync(Cancel);

        await using (var second = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel))
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock(7002); select pg_advisory_lock(7001)", second) { CommandTimeout = 1 })
            (await Should.ThrowAsync<NpgsqlException>(() => wait.ExecuteNonQueryAsync(Cancel))).InnerException.ShouldBeOfType<TimeoutException>();

        await using var third = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel);
        await using var reach = new NpgsqlCommand("select pg_advisory_lock(7002)", third);
        await reach.ExecuteNonQueryAsync(Cancel);
    }

    [Fact]
    public async Task A_server_that_may_lose_an_acknowledged_entry_is_refused_by_name()
    {
        await using var connection = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel);
        await ServerPromises.AssertAsync(connection);
        await using (var careless = new NpgsqlCommand("set synchronous_commit = off", connection)) await careless.ExecuteNonQueryAsync(Cancel);

        var refusal = await Should.ThrowAsync<UnsafeSettingException>(() => ServerPromises.AssertAsync(connection));

        refusal.Message.ShouldContain("synchronous_commit = off");
        refusal.Chinese.ShouldContain($"的数据库 {connection.Database} 设置了 synchronous_commit = off，登记系统需要 on 或 remote_apply：否则已答复登记的内容可能丢失。");
    }

    [Fact]
    public async Task A_county_whose_database_may_lose_an_acknowledged_entry_is_not_opened_and_nothing_starts_with_it()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var (county, database) = ("620122", $"{own.Options.DatabasePrefix}620122");
        await own.AsOwner($"alter database {database} set synchronous_commit = off");

        await using var connections = new CountyConnections(own.Options);
        var refusals = new[]
        {
            await Should.ThrowAsync<UnsafeSettingException>(async () => await connections[county].OpenConnectionAsync(Cancel)),
            Should.Throw<UnsafeSettingException>(() => connections[county].OpenConnection()),
            await Should.ThrowAsync<UnsafeSettingException>(() => Node.Start(own, DateTimeOffset.UtcNow, [])),
        };

        var server = new NpgsqlConnectionStringBuilder(own.Options.AppConnection).Host;
        foreach (var refusal in refusals) refusal.Message.ShouldStartWith($"PostgreSQL at {server} runs the database {database} with synchronous_commit = off, but the register needs on or remote_apply");
        await (await connections[TestRegister.County].OpenConnectionAsync(Cancel)).DisposeAsync();
        await own.AsOwner($"alter database {database} reset synchronous_commit");
    }

    [Fact]
    public async Task A_county_that_is_away_keeps_no_other_from_starting_and_must_be_safe_when_it_is_back()
    {
        const string Away = "620199";
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var database = own.Options.DatabasePrefix + Away;
        await using (var master = await own.Owner("master"))
        await using (var add = new NpgsqlCommand($"insert into tenancy.mt_tenant_databases (tenant_id, connection_string) values ('{Away}', 'Database={database}')", master))
            await add.ExecuteNonQueryAsync(Cancel);

        await using (var node = await Node.Start(own, DateTimeOffset.UtcNow, ["CountyWatch"]))
        {
            var counties = node.Host.Services.GetRequiredService<AnsweringCounties>();
            counties.Has(TestRegister.County).ShouldBeTrue();
            counties.Has(Away).ShouldBeFalse();

            (await new Migrator(own.Options).Migrate([], Cancel)).ShouldBeEmpty();
            await own.AsOwner($"alter database {database} set synchronous_commit = off");
            (await Should.ThrowAsync<UnsafeSettingException>(() => counties.Look(Cancel))).Message.ShouldContain(database);
            counties.Has(Away).ShouldBeFalse();

            await own.AsOwner($"alter database {database} reset synchronous_commit");
            await counties.Look(Cancel);
            counties.Has(Away).ShouldBeTrue();
        }

        NpgsqlConnection.ClearAllPools();
        await own.AsOwner($"drop database {database} with (force)");
    }

    [Fact]
    public async Task A_county_that_was_not_brought_up_to_date_is_not_worked_in_until_it_is()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        await own.AsOwner("delete from ledger.schema_file where name = '090-grants.repeat.sql'");

        await using var connections = new CountyConnections(own.Options);
        (await Should.ThrowAsync<CountyIsOutdatedException>(async () => await connections[TestRegister.County].OpenConnectionAsync(Cancel))).Message.ShouldContain("090-grants");
        Should.Throw<CountyIsOutdatedException>(() => connections[TestRegister.County].OpenConnection()).Chinese.ShouldContain("rr migrate");
        await (await connections["620122"].OpenConnectionAsync(Cancel)).DisposeAsync();

        (await new Migrator(own.Options).Migrate([], Cancel)).ShouldBeEmpty();
        await (await connections[TestRegister.County].OpenConnectionAsync(Cancel)).DisposeAsync();
    }

    [Fact]
    public void A_county_that_nobody_added_has_no_database()
    {
        Should.Throw<CountyIsUnknownException>(() => register.Connections["620199"]).Message.ShouldContain("rr migrate --county 620199");
        Should.Throw<ArgumentException>(() => register.Connections["620199; drop database rr_master"]);
    }

    [Fact]
    public void Only_the_vault_names_the_tables_of_the_vault()
    {
        var sources = Path.Combine(EnteredSample.Root(), "src");
        var naming = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), @"\b(from|into|update|join|copy)\s+vault\.|\(""vault\."))
            .Select(file => Path.GetFileName(file)!);

        // Documents and the keys of cookies are sealed like people, and archives that leave are logged beside the views.
        naming.ShouldBe(["RotateMasterKey.cs", "Vault.cs", "PersonDrafts.cs", "Newcomers.cs", "ArchiveExport.cs", "Documents.cs", "DocumentCare.cs", "KeyRing.cs"], ignoreOrder: true);
    }
}
