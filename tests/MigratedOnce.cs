using Npgsql;
using RuralRights.Registry;
using RuralRights.Registry.Store;

[assembly: Xunit.AssemblyFixture(typeof(RuralRights.Tests.MigratedOnce))]

namespace RuralRights.Tests;

/// <summary>Makes the databases of a register as copies of some that are migrated once for each program of tests: to migrate takes seconds, to copy a moment.</summary>
public sealed class MigratedOnce : IAsyncDisposable
{
    private const string Master = "master", County = "000000";

    private static readonly SemaphoreSlim _turn = new(1);
    private static readonly string? _server = Environment.GetEnvironmentVariable("RR_TEST_DB");
    private static readonly string _prefix = $"rrm{Environment.ProcessId}_";
    private static bool _isMigrated;

    /// <summary>Makes the master database and those of some counties; on a server of a test's own by migrating them.</summary>
    public static async Task Make(RegisterOptions options, params string[] counties)
    {
        var cancel = Xunit.TestContext.Current.CancellationToken;
        if (options.OwnerConnection != _server)
        {
            await new Migrator(options).Migrate(counties, cancel);
            return;
        }

        await _turn.WaitAsync(cancel);
        try
        {
            if (!_isMigrated) await new Migrator(options with { DatabasePrefix = _prefix }).Migrate([County], cancel);
            _isMigrated = true;
            await using (var owner = await Open("postgres"))
                foreach (var name in counties.Prepend(Master)) await WhenNobodyIsThere(owner, $"create database {options.DatabasePrefix}{name} template {_prefix}{(name == Master ? Master : County)}");
            await using var master = await Open(options.DatabasePrefix + Master);
            await using var known = new NpgsqlCommand(
                "with others as (delete from tenancy.mt_tenant_databases) insert into tenancy.mt_tenant_databases (tenant_id, connection_string) select code, 'Database=' || $2 || code from unnest($1) as code", master)
            {
                Parameters = { new() { Value = counties }, new() { Value = options.DatabasePrefix } },
            };
            await known.ExecuteNonQueryAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isMigrated) return;

        await using var owner = await Open("postgres");
        foreach (var name in new[] { Master, County }) await WhenNobodyIsThere(owner, $"drop database if exists {_prefix}{name}");
    }

    /// <summary>Does something to a database to which nobody may be connected; a session that is just closing still counts for a moment.</summary>
    internal static async Task WhenNobodyIsThere(NpgsqlConnection owner, string sql)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, owner);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse && attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<NpgsqlConnection> Open(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
