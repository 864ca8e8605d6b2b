using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>A setting of a server or of the ledger is not what the register promises people; it does not work with it.</summary>
public sealed class UnsafeSettingException(string chinese, string english) : InvalidOperationException(english)
{
    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; } = chinese;
}

/// <summary>What the register needs of every PostgreSQL it works with, read back whenever a connection is opened.</summary>
/// <remarks>A database may set otherwise than its server, and a county may have a server of its own; so each is asked, and not the master's alone.</remarks>
public static class ServerPromises
{
    private static readonly (string Chinese, string English) Lost = ("已答复登记的内容可能丢失", "acknowledged entries could be lost");

    private static readonly (string Setting, string[] Values, (string Chinese, string English) Danger)[] Needed =
    [
        ("fsync", ["on"], Lost),
        ("full_page_writes", ["on"], Lost),
        ("synchronous_commit", ["on", "remote_apply"], Lost),
        ("data_checksums", ["on"], Lost),
        ("data_sync_retry", ["off"], Lost),
        ("idle_in_transaction_session_timeout", [$"{CountyConnections.MostMinutesIdle}min"], ("被遗忘的事务会拖住所有等它的操作", "a forgotten transaction could hold up everything that waits for it")),
    ];

    private static readonly string Question = $"select {string.Join(", ", Needed.Select(one => $"current_setting('{one.Setting}')"))}";

    /// <summary>Refuses a server that may lose or damage an acknowledged act.</summary>
    /// <exception cref="UnsafeSettingException">It may; the message names setting, database and server.</exception>
    public static async Task AssertAsync(NpgsqlConnection connection)
    {
        await using var question = new NpgsqlCommand(Question, connection);
        await using var answer = await question.ExecuteReaderAsync();
        await answer.ReadAsync();
        Judge(connection, answer);
    }

    /// <summary>The same, for those who open a connection without waiting.</summary>
    public static void Assert(NpgsqlConnection connection)
    {
        using var question = new NpgsqlCommand(Question, connection);
        using var answer = question.ExecuteReader();
        answer.Read();
        Judge(connection, answer);
    }

    private static void Judge(NpgsqlConnection connection, NpgsqlDataReader answer)
    {
        foreach (var (column, (setting, values, danger)) in Needed.Index())
        {
            var value = answer.GetString(column);
            if (!values.Contains(value, StringComparer.Ordinal))
            {
                throw new UnsafeSettingException(
                    $"PostgreSQL（{connection.Host}）的数据库 {connection.Database} 设置了 {setting} = {value}，登记系统需要 {string.Join(" 或 ", values)}：否则{danger.Chinese}。",
                    $"PostgreSQL at {connection.Host} runs the database {connection.Database} with {setting} = {value}, but the register needs {string.Join(" or ", values)}: {danger.English}.");
            }
        }
    }
}
