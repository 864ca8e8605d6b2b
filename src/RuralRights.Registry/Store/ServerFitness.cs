using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>Why a database server cannot carry the register.</summary>
public enum Unfitness
{
    /// <summary>It does not answer, or does not let the role in.</summary>
    Unreachable,

    /// <summary>Its PostgreSQL is older than the register needs.</summary>
    TooOld,

    /// <summary>PostGIS is not installed on it.</summary>
    WithoutPostgis,

    /// <summary>The role that was given may not do what the register needs there.</summary>
    WithoutRights,
}

/// <summary>The server cannot carry the register, said in words for whoever runs it.</summary>
public sealed class UnfitServerException(Unfitness reason, string chinese, string english, Exception? cause = null) : Exception(english, cause)
{
    /// <summary>What it lacks.</summary>
    public Unfitness Reason { get; } = reason;

    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; } = chinese;

    /// <summary>The sentence in English.</summary>
    public string English { get; } = english;
}

/// <summary>Asks a server, before anything is done on it, whether it can carry the register.</summary>
public static class ServerFitness
{
    /// <summary>Oldest PostgreSQL the register runs on.</summary>
    public const int OldestVersion = 14;

    /// <summary>Throws <see cref="UnfitServerException"/> when the server that the owner's connection leads to is not fit.</summary>
    public static Task Assert(string ownerConnection, CancellationToken cancel = default) => Assert(ownerConnection, null, cancel);

    /// <summary>The same of the server of one county, which is named then.</summary>
    internal static async Task Assert(string ownerConnection, string? county, CancellationToken cancel)
    {
        try
        {
            await Ask(ownerConnection, cancel);
        }
        catch (UnfitServerException unfit) when (county is not null)
        {
            throw new UnfitServerException(unfit.Reason, $"县{county}：{unfit.Chinese}", $"County {county}: {unfit.English}", unfit);
        }
    }

    private static async Task Ask(string ownerConnection, CancellationToken cancel)
    {
        var place = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(place.ConnectionString);
            await connection.OpenAsync(cancel);
            await using var ask = new NpgsqlCommand("""
                select current_setting('server_version_num')::int / 10000,
                       exists (select from pg_available_extensions where name = 'postgis')
                """, connection) { CommandTimeout = place.Timeout };
            await using var answer = await ask.ExecuteReaderAsync(cancel);
            await answer.ReadAsync(cancel);
            Judge(answer.GetInt32(0), answer.GetBoolean(1), place.Host);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new UnfitServerException(
                Unfitness.Unreachable,
                $"数据库（{place.Host}）连接不上：{e.Message}",
                $"The database at {place.Host} cannot be reached: {e.Message}",
                e);
        }
    }

    /// <summary>The judgement itself.</summary>
    public static void Judge(int version, bool hasPostgis, string? host)
    {
        if (version < OldestVersion)
        {
            throw new UnfitServerException(
                Unfitness.TooOld,
                $"数据库（{host}）的 PostgreSQL {version} 太旧，需要 {OldestVersion} 或更新的版本。",
                $"PostgreSQL {version} at {host} is too old; version {OldestVersion} or newer is needed.");
        }

        if (!hasPostgis)
        {
            throw new UnfitServerException(
                Unfitness.WithoutPostgis,
                $"数据库（{host}）没有安装 PostGIS，请管理员安装与 PostgreSQL {version} 对应的 PostGIS。",
                $"PostGIS is not installed on the server at {host}; have its administrator install it for PostgreSQL {version}.");
        }
    }
}
