using System.Collections.Concurrent;
using Npgsql;
using Weasel.Postgresql.Connections;

namespace RuralRights.Registry.Store;

/// <summary>One pool of connections per database, shared by the ledger, the desk and the vault.</summary>
/// <remarks>
/// Where the database of a county stands, <see cref="CountyDatabases"/> says; role and password come from the options of this process. A
/// county that is moved is found by a process that starts after that.
/// </remarks>
public sealed class CountyConnections(RegisterOptions options) : INpgsqlDataSourceFactory, IAsyncDisposable
{
    /// <summary>
    /// How long a transaction may wait for this program before the database ends it. Between two statements of the longest bulk entry
    /// the program works for seconds; a transaction that somebody forgot holds locks, and holds up what reads the ledger in its order.
    /// </summary>
    internal const int MostMinutesIdle = 10;

    /// <summary>How long whoever waits for an act or a page is kept waiting by one statement, in seconds.</summary>
    internal const int LongestStatement = 15;

    /// <summary>
    /// How long a statement waits for what another transaction holds, in seconds: less than its sender waits for the statement, because
    /// the database, asked first, knows that nothing was entered.
    /// </summary>
    internal const int LongestWait = 10;

    /// <summary>The same for work on a whole county, which nobody waits for at a page.</summary>
    internal const int LongestStatementAtLength = 30 * 60;

    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string County, bool AtLength), NpgsqlDataSource> _counties = new();

    /// <summary>The pool of a county.</summary>
    /// <exception cref="CountyIsUnknownException">The master database does not know it.</exception>
    public NpgsqlDataSource this[string county] => PoolOf((county, false));

    /// <summary>The pool of a county for what reads or writes a whole delivery.</summary>
    /// <exception cref="CountyIsUnknownException">The master database does not know it.</exception>
    public NpgsqlDataSource AtLength(string county) => PoolOf((county, true));

    /// <summary>The pool of the master database.</summary>
    public NpgsqlDataSource Master => Create(options.MasterPlace);

    /// <summary>The counties that the master database knows and that are not switched off.</summary>
    public Task<List<string>> Counties(CancellationToken cancel) =>
        Master.All("select tenant_id from tenancy.mt_tenant_databases where not disabled order by tenant_id", row => row.GetString(0), cancel);

    /// <inheritdoc/>
    public NpgsqlDataSource Create(string connectionString)
    {
        var connection = Complete(options.AppConnection, connectionString);
        return _pools.GetOrAdd(connection, text => new(() => Build(text, isCounty: DatabaseOf(text) != DatabaseOf(options.MasterPlace)))).Value;
    }

    /// <inheritdoc/>
    public NpgsqlDataSource Create() => Master;

    /// <inheritdoc/>
    public bool OwnsDataSource(NpgsqlDataSource dataSource) => false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values) await pool.Value.DisposeAsync();
    }

    /// <summary>How the owner connects, for migration and rebuild.</summary>
    internal static string AsOwner(RegisterOptions options, string place) => Complete(options.OwnerConnection, $"{place};Pooling=false;Command Timeout=0");

    /// <summary>A connection as the owner.</summary>
    internal static async Task<NpgsqlConnection> OpenAsOwner(RegisterOptions options, string place, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(AsOwner(options, place));
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Six digits and nothing else may become part of the name of a database.</summary>
    internal static string CountyCode(string county) =>
        county.Length == 6 && county.All(char.IsAsciiDigit)
            ? county
            : throw new ArgumentException("A county code has six digits.", nameof(county));

    private NpgsqlDataSource PoolOf((string County, bool AtLength) asked)
    {
        if (_counties.TryGetValue(asked, out var pool)) return pool;

        var place = CountyDatabases.Of(Master, CountyCode(asked.County));
        return _counties.GetOrAdd(asked, Create(asked.AtLength ? $"{place};Command Timeout={LongestStatementAtLength}" : place));
    }

    // Auto-prepare is the largest single gain on the path of an act. A cancelled commit must break the connection rather than
    // be trusted, hence the cancellation timeout.
    private static string Complete(string role, string place)
    {
        var connection = new NpgsqlConnectionStringBuilder(role)
        {
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            CancellationTimeout = -1,
            CommandTimeout = LongestStatement,
            TcpKeepAlive = true,
            ApplicationName = "ruralrights",
        };
        var database = new NpgsqlConnectionStringBuilder(place);
        foreach (var key in database.Keys.Cast<string>()) connection[key] = database[key];
        // What may take long may wait long.
        var wait = connection.CommandTimeout == LongestStatement ? LongestWait : 0;
        // Said as the connection opens, so that it outlives the reset of a connection that goes back to the pool. What is said last holds.
        connection.Options = $"-c idle_in_transaction_session_timeout={MostMinutesIdle}min -c lock_timeout={wait}s {connection.Options}".TrimEnd();
        return connection.ConnectionString;
    }

    private static string? DatabaseOf(string place) => new NpgsqlConnectionStringBuilder(place).Database;

    private static NpgsqlDataSource Build(string connection, bool isCounty) => new NpgsqlDataSourceBuilder(connection)
        .UseNetTopologySuite()
        .UsePhysicalConnectionInitializer(
            opened =>
            {
                ServerPromises.Assert(opened);
                if (isCounty) CountySchema.Assert(opened);
            },
            async opened =>
            {
                await ServerPromises.AssertAsync(opened);
                if (isCounty) await CountySchema.AssertAsync(opened);
            })
        .Build();
}
