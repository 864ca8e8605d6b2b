using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Registry.Store;
using RuralRights.Tests;

[assembly: AssemblyFixture(typeof(RuralRights.Registry.Tests.TestRegister))]

namespace RuralRights.Registry.Tests;

/// <summary>A register of its own on a real PostgreSQL: databases under a name of this run, dropped when the run ends.</summary>
public sealed class TestRegister : IAsyncLifetime
{
    /// <summary>The county that most tests work in.</summary>
    public const string County = "620123";

    private static int _made;

    private readonly string _state = Directory.CreateTempSubdirectory("rr-tests-").FullName;

    public TestRegister()
        : this(options => options)
    {
    }

    private TestRegister(Func<RegisterOptions, RegisterOptions> change)
    {
        var owner = Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: the tests of the register need a PostgreSQL with PostGIS; run tests/run, which starts one.");
        var prefix = $"rrt{Environment.ProcessId}_{Interlocked.Increment(ref _made)}_";
        Options = change(new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = "rr_app", Password = null }.ConnectionString,
            StateFolder = _state,
            DatabasePrefix = prefix,
        });
    }

    public RegisterOptions Options { get; }

    /// <summary>A further register with other options.</summary>
    public static TestRegister With(Func<RegisterOptions, RegisterOptions> change) => new(change);

    /// <summary>The register running in a host, as the web runs it.</summary>
    public IHost Host { get; private set; } = null!;

    public Desk Desk => Host.Services.GetRequiredService<Desk>();

    public CountyConnections Connections => Host.Services.GetRequiredService<CountyConnections>();

    /// <summary>Asks the county's database as the application's role.</summary>
    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var command = Connections[County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>A connection to a database, the county's unless said otherwise, as its owner.</summary>
    public async Task<NpgsqlConnection> Owner(string database = County)
    {
        var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Options.OwnerConnection) { Database = Options.DatabasePrefix + database, Pooling = false }.ConnectionString);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        return owner;
    }

    /// <summary>Does something to the county's database as its owner.</summary>
    public async Task AsOwner(string sql, params object[] values)
    {
        await using var owner = await Owner();
        await using var command = new NpgsqlCommand(sql, owner);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until something holds that nodes do by themselves.</summary>
    public static async Task Until(Func<Task<bool>> holds, string what, int seconds = 60)
    {
        for (var tries = 0; tries < seconds * 5; tries++)
        {
            if (await holds()) return;
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"It did not happen: {what}.");
    }

    public async ValueTask InitializeAsync()
    {
        await MigratedOnce.Make(Options, County, "620122");
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddRegister(Options);
        Host = builder.Build();
        await Host.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.StopAsync();
            await ((IAsyncDisposable)Host).DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        await using var owner = new NpgsqlConnection(Options.OwnerConnection);
        await owner.OpenAsync();
        foreach (var name in new[] { "master", County, "620122" }) await MigratedOnce.WhenNobodyIsThere(owner, $"drop database if exists {Options.DatabasePrefix}{name}");

        Directory.Delete(_state, recursive: true);
    }
}
