using System.Collections.Concurrent;
using Npgsql;
using Weasel.Postgresql.Connections;

namespace RuralRights.Registry.Store;

/// <summary>One pool of connections per database, shared by the ledger, the desk and the vault.</summary>
/// <remarks>
/// The master database stores only what tells a county apart, its database and perhaps its host; role and password come from
/// the options of this process and stand in no table.
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

    /// <summary>The same for work on a whole county, which nobody waits for at a page.</summary>
    internal const int LongestStatementAtLength = 30 * 60;

    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _pools = new(StringComparer.Ordinal);

    /// <summary>The pool of a county.</summary>
    public NpgsqlDataSource this[string county] => Create($"Database={options.CountyDatabase(CountyCode(county))}");

    /// <summary>The pool of a county for what reads or writes a whole delivery.</summary>
    public NpgsqlDataSource AtLength(string county) =>
        Create($"Database={options.CountyDatabase(CountyCode(county))};Command Timeout={LongestStatementAtLength}");

    /// <summary>The pool of the master database.</summary>
    public NpgsqlDataSource Master => Create($"Database={options.MasterDatabase}");

    /// <summary>The counties that the master database knows and that are not switched off.</summary>
    public Task<List<string>> Counties(CancellationToken cancel) =>
        Master.All("select tenant_id from tenancy.mt_tenant_databases where not disabled order by tenant_id", row => row.GetString(0), cancel);

    /// <inheritdoc/>
    public NpgsqlDataSource Create(string connectionString)
    {
        var connection = Complete(options.AppConnection, connectionString);
        return _pools.GetOrAdd(connection, text => new(() => Build(text))).Value;
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

    /// <summary>A connection as the owner, for migration and rebuild.</summary>
    internal static string AsOwner(RegisterOptions options, string database) =>
        Complete(options.OwnerConnection, $"Database={database};Pooling=false;Command Timeout=0");

    /// <summary>Six digits and nothing else may become part of the name of a database.</summary>
    internal static string CountyCode(string county) =>
        county.Length == 6 && county.All(char.IsAsciiDigit)
            ? county
            : throw new ArgumentException("A county code has six digits.", nameof(county));

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
        // Said as the connection opens, so that it outlives the reset of a connection that goes back to the pool.
        connection.Options = $"{connection.Options} -c idle_in_transaction_session_timeout={MostMinutesIdle}min".TrimStart();
        return connection.ConnectionString;
    }

    private static NpgsqlDataSource Build(string connection) => new NpgsqlDataSourceBuilder(connection)
        .UseNetTopologySuite()
        .UsePhysicalConnectionInitializer(ServerPromises.Assert, ServerPromises.AssertAsync)
        .Build();
}
