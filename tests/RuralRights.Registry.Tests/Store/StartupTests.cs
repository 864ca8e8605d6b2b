using JasperFx;
using Marten;
using Npgsql;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Registration;

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

    [Fact]
    public async Task A_server_that_may_lose_an_acknowledged_entry_is_refused_by_name()
    {
        await using var connection = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel);
        await StartupAssertions.Assert(connection, Cancel);
        await using (var careless = new NpgsqlCommand("set synchronous_commit = off", connection)) await careless.ExecuteNonQueryAsync(Cancel);

        var refusal = await Should.ThrowAsync<UnsafeSettingException>(() => StartupAssertions.Assert(connection, Cancel));

        refusal.Message.ShouldContain("synchronous_commit = off");
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
        naming.ShouldBe(["RotateMasterKey.cs", "Vault.cs", "PersonDrafts.cs", "ArchiveExport.cs", "Documents.cs", "DocumentCare.cs", "KeyRing.cs"], ignoreOrder: true);
    }
}
