using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>The database of a county has not been brought up to this version of the program, which does not work in it.</summary>
public sealed class CountyIsOutdatedException(string? database, string file)
    : NpgsqlException($"The database {database} was not brought up to date: it lacks {file}. Run rr migrate while its server answers.")
{
    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; } = $"数据库 {database} 还没有更新到当前版本（缺 {file}）。请在它的服务器连得上时执行 rr migrate。";
}

/// <summary>Read back whenever a connection to a county is opened: its tables are those that this program enters facts into.</summary>
/// <remarks>
/// A county whose server is away is passed over by the migration. When it comes back, facts that it has no statements for would stand in
/// its ledger and in none of its tables. A newer database is no matter, so that an older version may be put back.
/// </remarks>
internal static class CountySchema
{
    private const string Question = "select min(name) from unnest($1) as needed (name) where not exists (select from ledger.schema_file f where f.name = needed.name)";

    private static readonly string[] _needed = [.. Migrator.SchemaFiles().Select(file => file.Name)];

    internal static async Task AssertAsync(NpgsqlConnection connection)
    {
        await using var question = Of(connection);
        Judge(connection, await question.ExecuteScalarAsync());
    }

    internal static void Assert(NpgsqlConnection connection)
    {
        using var question = Of(connection);
        Judge(connection, question.ExecuteScalar());
    }

    private static NpgsqlCommand Of(NpgsqlConnection connection) => new(Question, connection) { Parameters = { new() { Value = _needed } } };

    private static void Judge(NpgsqlConnection connection, object? lacks)
    {
        if (lacks is string file) throw new CountyIsOutdatedException(connection.Database, file);
    }
}
