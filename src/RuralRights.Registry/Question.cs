using Npgsql;

namespace RuralRights.Registry;

/// <summary>Asks the tables of the register. Values travel as parameters $1, $2 and so on; null travels as a database null.</summary>
internal static class Question
{
    /// <summary>Every row of the answer.</summary>
    public static async Task<List<T>> All<T>(
        this NpgsqlDataSource register, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object?[] values)
    {
        await using var command = register.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row of the answer, or nothing.</summary>
    public static async Task<T?> First<T>(
        this NpgsqlDataSource register, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object?[] values)
        where T : class => (await register.All(sql, read, cancel, values)).FirstOrDefault();

    /// <summary>A column that may be null.</summary>
    public static T? Maybe<T>(this NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    /// <summary>A member of an enum, from the snake case in which facts and tables write it.</summary>
    public static T Member<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>A text that may be null.</summary>
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
