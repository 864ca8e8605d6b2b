using Npgsql;
using RuralRights.Registry.Store;

[assembly: AssemblyFixture(typeof(RuralRights.Registry.Tests.TestRegister))]

namespace RuralRights.Registry.Tests;

/// <summary>A register of its own on a real PostgreSQL: databases under a name of this run, dropped when the run ends.</summary>
public sealed class TestRegister : IAsyncLifetime
{
    /// <summary>The county that most tests work in.</summary>
    public const string County = "620123";

    private readonly string _state = Directory.CreateTempSubdirectory("rr-tests-").FullName;

    public TestRegister()
    {
        var owner = Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: the tests of the register need a PostgreSQL with PostGIS; run tests/run, which starts one.");
        var prefix = $"rrt{Environment.ProcessId}_";
        Options = new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = "rr_app", Password = null }.ConnectionString,
            StateFolder = _state,
            DatabasePrefix = prefix,
        };
    }

    public RegisterOptions Options { get; }

    public async ValueTask InitializeAsync()
    {
        await new Migrator(Options).Migrate([County, "620122"], TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var owner = new NpgsqlConnection(Options.OwnerConnection);
        await owner.OpenAsync();
        foreach (var name in new[] { "master", County, "620122" })
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {Options.DatabasePrefix}{name} with (force)", owner);
            await drop.ExecuteNonQueryAsync();
        }

        Directory.Delete(_state, recursive: true);
    }
}
