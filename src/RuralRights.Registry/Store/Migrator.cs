using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using JasperFx;
using Marten;
using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>Makes and renews the databases of the register as their owner: the master database and one for each county.</summary>
/// <remarks>
/// A schema file is applied once and never changes after that; a file ending in <c>.repeat.sql</c> holds only functions and
/// grants and is applied again whenever its text changes. Running the migrator twice changes nothing.
/// </remarks>
public sealed class Migrator(RegisterOptions options)
{
    private const string Prefix = "RuralRights.Registry.Store.Schema.";
    private const string Repeat = ".repeat.sql";

    /// <summary>Brings the master database and the given counties, and every county that already stands, up to date.</summary>
    public async Task Migrate(IEnumerable<string> counties, CancellationToken cancel = default)
    {
        await MakeAppRole(cancel);
        await MakeDatabase(options.MasterDatabase, cancel);
        await MigrateMaster(cancel);

        foreach (var county in counties.Select(CountyConnections.CountyCode).Union(await Counties(cancel)).Order(StringComparer.Ordinal))
        {
            await MakeDatabase(options.CountyDatabase(county), cancel);
            await MigrateCounty(county, cancel);
        }
    }

    /// <summary>The counties that the master database knows.</summary>
    public async Task<IReadOnlyList<string>> Counties(CancellationToken cancel = default)
    {
        await using var master = await Open(options.MasterDatabase, cancel);
        await using var command = new NpgsqlCommand("select tenant_id from tenancy.mt_tenant_databases order by tenant_id", master);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counties = new List<string>();
        while (await reader.ReadAsync(cancel)) counties.Add(reader.GetString(0));
        return counties;
    }

    private async Task MakeAppRole(CancellationToken cancel)
    {
        await using var connection = await Open(OwnersDatabase, cancel);
        await using var exists = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection) { Parameters = { new() { Value = RegisterOptions.AppRole } } };
        if (await exists.ExecuteScalarAsync(cancel) is not null) return;

        var app = new NpgsqlConnectionStringBuilder(options.AppConnection);
        var password = app.Username == RegisterOptions.AppRole && app.Password is { Length: > 0 } secret ? $" password {Literal(secret)}" : "";
        await Run(connection, $"create role {RegisterOptions.AppRole} login nosuperuser nocreatedb nocreaterole{password}", cancel);
        // Who gives the owner's connection alone lets the application sign in as the owner and put its own, weaker role on.
        await Run(connection, $"grant {RegisterOptions.AppRole} to current_user", cancel);
    }

    private async Task MakeDatabase(string database, CancellationToken cancel)
    {
        await using var connection = await Open(OwnersDatabase, cancel);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await exists.ExecuteScalarAsync(cancel) is not null) return;

        await Run(connection, $"create database {Identifier(database)}", cancel);
    }

    private async Task MigrateMaster(CancellationToken cancel)
    {
        await using var connection = await Open(options.MasterDatabase, cancel);
        await Exclusively(connection, async () =>
        {
            await Run(connection, """
                create schema if not exists tenancy;
                create table if not exists tenancy.mt_tenant_databases
                (
                    tenant_id         varchar not null primary key,
                    connection_string varchar not null,
                    disabled          boolean not null default false
                );
                """, cancel);
            await MessageTables.Migrate(options, options.MasterDatabase, cancel);
            await Grant(connection, "tenancy", "select", cancel);
            await Grant(connection, RegisterStore.MessageSchema, "select, insert, update, delete", cancel);
        }, cancel);
    }

    private async Task MigrateCounty(string county, CancellationToken cancel)
    {
        var database = options.CountyDatabase(county);
        await using var connection = await Open(database, cancel);
        await Exclusively(connection, async () =>
        {
            await Run(connection, """
                create extension if not exists postgis;
                create extension if not exists btree_gist;
                create schema if not exists ledger;
                create schema if not exists register;
                create table if not exists ledger.schema_file
                (
                    name       text        not null primary key,
                    sha256     bytea       not null,
                    applied_at timestamptz not null default clock_timestamp()
                );
                """, cancel);
            await using (var store = DocumentStore.For(owner =>
            {
                RegisterStore.Configure(owner);
                owner.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                owner.Connection(CountyConnections.AsOwner(options, database));
            }))
            {
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            }

            await MessageTables.Migrate(options, database, cancel);
            await Grant(connection, RegisterStore.MessageSchema, "select, insert, update, delete", cancel);
            foreach (var (name, text) in SchemaFiles()) await Apply(connection, name, text, cancel);
        }, cancel);

        await using var master = await Open(options.MasterDatabase, cancel);
        await using var known = new NpgsqlCommand("""
            insert into tenancy.mt_tenant_databases (tenant_id, connection_string) values ($1, $2)
            on conflict (tenant_id) do nothing
            """, master) { Parameters = { new() { Value = county }, new() { Value = $"Database={database}" } } };
        await known.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Apply(NpgsqlConnection connection, string name, string text, CancellationToken cancel)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        await using var applied = new NpgsqlCommand("select sha256 from ledger.schema_file where name = $1", connection) { Parameters = { new() { Value = name } } };
        if (await applied.ExecuteScalarAsync(cancel) is byte[] before)
        {
            if (before.AsSpan().SequenceEqual(hash)) return;
            if (!name.EndsWith(Repeat, StringComparison.Ordinal))
                throw new InvalidOperationException($"The schema file {name} was changed after it had been applied to {connection.Database}; write a further file instead.");
        }

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, text, cancel);
        await using var record = new NpgsqlCommand("""
            insert into ledger.schema_file (name, sha256) values ($1, $2)
            on conflict (name) do update set sha256 = excluded.sha256, applied_at = clock_timestamp()
            """, connection) { Parameters = { new() { Value = name }, new() { Value = hash } } };
        await record.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task Grant(NpgsqlConnection connection, string schema, string rights, CancellationToken cancel) =>
        await Run(connection, $"""
            grant usage on schema {schema} to {RegisterOptions.AppRole};
            grant {rights} on all tables in schema {schema} to {RegisterOptions.AppRole};
            grant usage on all sequences in schema {schema} to {RegisterOptions.AppRole};
            """, cancel);

    private string OwnersDatabase => new NpgsqlConnectionStringBuilder(options.OwnerConnection).Database ?? "postgres";

    private static IEnumerable<(string Name, string Text)> SchemaFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (resource[Prefix.Length..], reader.ReadToEnd());
        }
    }

    // Two nodes that start together migrate one after the other.
    private static async Task Exclusively(NpgsqlConnection connection, Func<Task> work, CancellationToken cancel)
    {
        await Run(connection, "select pg_advisory_lock(2017302)", cancel);
        try
        {
            await work();
        }
        finally
        {
            await Run(connection, "select pg_advisory_unlock(2017302)", CancellationToken.None);
        }
    }

    private async Task<NpgsqlConnection> Open(string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(CountyConnections.AsOwner(options, database));
        await connection.OpenAsync(cancel);
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';
}
