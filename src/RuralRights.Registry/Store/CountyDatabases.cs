using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>A county that the master database does not know was asked for.</summary>
public sealed class CountyIsUnknownException(string county) : InvalidOperationException($"County {county} is not kept here. Add it with rr migrate --county {county}.")
{
    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; } = $"这里没有县{county}。请先执行 rr migrate --county {county}。";
}

/// <summary>Where the database of a county stands: the one answer for acts, pages, work in the background, migration and rebuild.</summary>
/// <remarks>
/// The master database says it, county by county: a database, and a server where that is another than the register's own. Who signs in,
/// and by what password, is the same on all servers and stands in the options of the process, in no table.
/// </remarks>
internal static class CountyDatabases
{
    private const string Question = "select connection_string from tenancy.mt_tenant_databases where tenant_id = $1";

    // What a row may say of a server; anything else, a password above all, belongs to the options.
    private static readonly string[] _ofAServer = ["Host", "Port"];

    /// <summary>Where a county stands, asked of the master database.</summary>
    /// <remarks>Without waiting, because a pool is asked for by code that does not wait; it is asked once for a county in the life of a process.</remarks>
    internal static string Of(NpgsqlDataSource master, string county)
    {
        using var question = master.CreateCommand(Question);
        question.Parameters.Add(new() { Value = county });
        return question.ExecuteScalar() as string ?? throw new CountyIsUnknownException(county);
    }

    /// <summary>A connection to the database of a county as its owner.</summary>
    internal static async Task<NpgsqlConnection> OpenAsOwner(RegisterOptions options, string county, CancellationToken cancel)
    {
        string place;
        await using (var master = await CountyConnections.OpenAsOwner(options, options.MasterPlace, cancel))
        await using (var question = new NpgsqlCommand(Question, master) { Parameters = { new() { Value = CountyConnections.CountyCode(county) } } })
            place = await question.ExecuteScalarAsync(cancel) as string ?? throw new CountyIsUnknownException(county);
        return await CountyConnections.OpenAsOwner(options, place, cancel);
    }

    /// <summary>Where a county is made that nobody has added yet.</summary>
    /// <param name="options">The options.</param>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="server">Host and port of its server; null for the register's own.</param>
    internal static string New(RegisterOptions options, string county, string? server) =>
        new NpgsqlConnectionStringBuilder(server ?? "") { Database = options.DatabasePrefix + county }.ConnectionString;

    /// <summary>True for what names a server and nothing else.</summary>
    internal static bool IsServer(string text)
    {
        try
        {
            var said = new NpgsqlConnectionStringBuilder(text);
            return said.Host is { Length: > 0 } && said.Keys.Cast<string>().All(key => _ofAServer.Contains(key, StringComparer.Ordinal));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Another database on the server of a place.</summary>
    internal static string Beside(string place, string database) => new NpgsqlConnectionStringBuilder(place) { Database = database }.ConnectionString;

    /// <summary>The server of a place.</summary>
    internal static (string? Host, int Port) ServerOf(string place)
    {
        var said = new NpgsqlConnectionStringBuilder(place);
        return (said.Host, said.Port);
    }

    /// <summary>True when the place is on another server than the register's own.</summary>
    internal static bool IsElsewhere(string place) => new NpgsqlConnectionStringBuilder(place) is { Host.Length: > 0 };
}
