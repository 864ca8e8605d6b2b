using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using JasperFx;
using Marten;
using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>A county was to be added on one server and stands on another.</summary>
public sealed class CountyIsElsewhereException(string county, string place)
    : InvalidOperationException($"County {county} stands at “{place}” already. To move it, stop the register, copy its database to the other server, and name that in the master table.")
{
    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; } = $"县{county}的数据库已经在“{place}”。要搬到别的服务器，请先停下登记系统，把数据库复制过去，再改主库里的登记。";
}

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
    /// <returns>
    /// Why the servers of counties that stand already cannot be worked on. Those counties are passed over, so that the others can work;
    /// nobody works in them before they were brought up to date.
    /// </returns>
    /// <exception cref="UnfitServerException">The server of a county to be made cannot carry it.</exception>
    public Task<IReadOnlyList<UnfitServerException>> Migrate(IEnumerable<string> counties, CancellationToken cancel = default) => Migrate(counties, null, cancel);

    /// <summary>The same, with the given counties on another server than the register's own where they are new.</summary>
    /// <param name="counties">Six-digit county codes.</param>
    /// <param name="server">Host and port of the server; null for the register's own. Its roles are the same, see <c>src/roles.sql</c>.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="CountyIsElsewhereException">One of them stands on a server already, and on another.</exception>
    public async Task<IReadOnlyList<UnfitServerException>> Migrate(IEnumerable<string> counties, string? server, CancellationToken cancel)
    {
        if (server is not null && !CountyDatabases.IsServer(server)) throw new ArgumentException("A server is named by host and port and nothing else.", nameof(server));

        await MakeAppRole(options.MasterPlace, cancel);
        await MakeDatabase(options.MasterPlace, cancel);
        await MigrateMaster(cancel);

        var asked = counties.Select(CountyConnections.CountyCode).ToHashSet(StringComparer.Ordinal);
        var places = await Places(cancel);
        var standing = places.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var county in asked)
        {
            var made = CountyDatabases.New(options, county, server);
            if (!places.TryAdd(county, made) && server is not null && CountyDatabases.ServerOf(places[county]) != CountyDatabases.ServerOf(made))
                throw new CountyIsElsewhereException(county, places[county]);
        }

        var away = new List<UnfitServerException>();
        foreach (var (county, place, unfit) in await Task.WhenAll(places.Select(async one => (one.Key, one.Value, await Unfit(one.Key, one.Value, cancel)))))
        {
            if (unfit is null) await MigrateCounty(county, place, cancel);
            else if (standing.Contains(county)) away.Add(unfit);
            else throw unfit;
        }

        return away;
    }

    /// <summary>True for what names a server, by its host and perhaps its port, and nothing else.</summary>
    public static bool IsServer(string text) => CountyDatabases.IsServer(text);

    /// <summary>The counties that the master database knows.</summary>
    public async Task<IReadOnlyList<string>> Counties(CancellationToken cancel = default) => [.. (await Places(cancel)).Keys];

    private async Task<SortedDictionary<string, string>> Places(CancellationToken cancel)
    {
        await using var master = await Open(options.MasterPlace, cancel);
        await using var command = new NpgsqlCommand("select tenant_id, connection_string from tenancy.mt_tenant_databases", master);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var places = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) places.Add(reader.GetString(0), reader.GetString(1));
        return places;
    }

    private async Task MakeAppRole(string place, CancellationToken cancel)
    {
        await using var connection = await Open(CountyDatabases.Beside(place, OwnersDatabase), cancel);
        await using var membership = new NpgsqlCommand("select pg_has_role(oid, 'member') from pg_roles where rolname = $1", connection) { Parameters = { new() { Value = RegisterOptions.AppRole } } };
        var app = new NpgsqlConnectionStringBuilder(options.AppConnection);
        var signsIn = app.Username == RegisterOptions.AppRole;
        switch (await membership.ExecuteScalarAsync(cancel))
        {
            case true:
            case false when signsIn:
                return;
            case null:
                var password = signsIn && app.Password is { Length: > 0 } secret ? $" password {Literal(secret)}" : "";
                await RunIfAllowed(
                    connection, $"create role {RegisterOptions.AppRole} login nosuperuser nocreatedb nocreaterole{password}",
                    $"建立应用角色 {RegisterOptions.AppRole}", $"make the application's role {RegisterOptions.AppRole}", cancel);
                break;
        }

        // Who gives the owner's connection alone lets the application sign in as the owner and put its own, weaker role on.
        await RunIfAllowed(
            connection, $"grant {RegisterOptions.AppRole} to current_user", $"使用应用角色 {RegisterOptions.AppRole}", $"put on the application's role {RegisterOptions.AppRole}", cancel);
    }

    private async Task MakeDatabase(string place, CancellationToken cancel)
    {
        var database = new NpgsqlConnectionStringBuilder(place).Database!;
        await using var connection = await Open(CountyDatabases.Beside(place, OwnersDatabase), cancel);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await exists.ExecuteScalarAsync(cancel) is not null) return;

        await RunIfAllowed(connection, $"create database {Identifier(database)}", $"建立数据库 {database}", $"make the database {database}", cancel);
    }

    private async Task MigrateMaster(CancellationToken cancel)
    {
        await using var connection = await Open(options.MasterPlace, cancel);
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
            await MessageTables.Migrate(options, options.MasterPlace, cancel);
            await Grant(connection, "tenancy", "select", cancel);
            await Grant(connection, RegisterStore.MessageSchema, "select, insert, update, delete", cancel);
        }, cancel);
    }

    // What the server of a county lacks; that of the master database was asked by whoever came here.
    private async Task<UnfitServerException?> Unfit(string county, string place, CancellationToken cancel)
    {
        if (!CountyDatabases.IsElsewhere(place)) return null;

        try
        {
            var patience = (int)options.CityPatience.TotalSeconds;
            await ServerFitness.Assert(CountyConnections.AsOwner(options, $"{CountyDatabases.Beside(place, OwnersDatabase)};Timeout={patience}"), county, cancel);
            return null;
        }
        catch (UnfitServerException unfit)
        {
            return unfit;
        }
    }

    private async Task MigrateCounty(string county, string place, CancellationToken cancel)
    {
        if (CountyDatabases.IsElsewhere(place)) await MakeAppRole(place, cancel);
        await MakeDatabase(place, cancel);
        await using var connection = await Open(place, cancel);
        await Exclusively(connection, async () =>
        {
            foreach (var extension in new[] { "postgis", "btree_gist" })
                await RunIfAllowed(connection, $"create extension if not exists {extension}", $"在 {connection.Database} 中启用扩展 {extension}", $"add the extension {extension} to {connection.Database}", cancel);
            await Run(connection, """
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
                owner.Connection(CountyConnections.AsOwner(options, place));
            }))
            {
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            }

            await MessageTables.Migrate(options, place, cancel);
            await Grant(connection, RegisterStore.MessageSchema, "select, insert, update, delete", cancel);
            foreach (var (name, text) in SchemaFiles()) await Apply(connection, name, text, cancel);
        }, cancel);

        await using var master = await Open(options.MasterPlace, cancel);
        await using var known = new NpgsqlCommand("""
            insert into tenancy.mt_tenant_databases (tenant_id, connection_string) values ($1, $2)
            on conflict (tenant_id) do nothing
            """, master) { Parameters = { new() { Value = county }, new() { Value = place } } };
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

    /// <summary>The schema files of a county, in the order in which they are applied.</summary>
    internal static IEnumerable<(string Name, string Text)> SchemaFiles()
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

    private Task<NpgsqlConnection> Open(string place, CancellationToken cancel) => CountyConnections.OpenAsOwner(options, place, cancel);

    /// <summary>Runs what only a powerful role may do, and says which role may not.</summary>
    private static async Task RunIfAllowed(NpgsqlConnection connection, string sql, string chinese, string english, CancellationToken cancel)
    {
        try
        {
            await Run(connection, sql, cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new UnfitServerException(
                Unfitness.WithoutRights,
                $"数据库（{connection.Host}）的角色 {connection.UserName} 无权{chinese}。请由这台服务器的超级用户执行一次 psql -d postgres -f src/roles.sql，再用其中的 rr_owner 连接（RR_DB）。",
                $"The role {connection.UserName} at {connection.Host} may not {english}. Have a superuser of that server run psql -d postgres -f src/roles.sql once, and connect as its rr_owner (RR_DB).",
                refused);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';
}
