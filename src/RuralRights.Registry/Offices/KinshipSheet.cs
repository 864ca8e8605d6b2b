using Npgsql;

namespace RuralRights.Registry.Offices;

/// <summary>A declaration of kinship as pages show it.</summary>
/// <param name="Person">Who declared.</param>
/// <param name="Relative">Whom.</param>
/// <param name="DeclaredOn">When.</param>
/// <param name="QuestionedOn">When an administrator asked to strike it out; null when nobody did.</param>
/// <param name="Words">Hash of the reason.</param>
/// <param name="StruckOn">When a second one struck it out.</param>
public sealed record KinshipSheet(Guid Person, Guid Relative, DateOnly DeclaredOn, DateOnly? QuestionedOn, string? Words, DateOnly? StruckOn)
{
    private const string Columns = "select person, relative, declared_on, questioned_on, words, struck_on from register.kinship";

    /// <summary>True while a question waits for a second person.</summary>
    public bool Waits => QuestionedOn is not null && StruckOn is null;

    /// <summary>What a person declared and what was declared of them, the most recent first.</summary>
    public static Task<List<KinshipSheet>> Of(NpgsqlDataSource register, Guid person, CancellationToken cancel) =>
        register.All($"{Columns} where person = $1 or relative = $1 order by entered_seq desc", Read, cancel, person);

    /// <summary>What waits for a second person, the longest first.</summary>
    public static Task<List<KinshipSheet>> Waiting(NpgsqlDataSource register, CancellationToken cancel) =>
        register.All($"{Columns} where questioned_on is not null and struck_on is null order by questioned_on, entered_seq", Read, cancel);

    /// <summary>Under which the reason of a question lies in the people vault.</summary>
    /// <param name="hash">Its hash.</param>
    public static string SubjectOf(string hash) => $"relative-questioned/{hash}";

    private static KinshipSheet Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2), row.Maybe<DateOnly>(3), row.Text(4), row.Maybe<DateOnly>(5));
}
