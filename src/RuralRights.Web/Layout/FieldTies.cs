namespace RuralRights.Web.Layout;

/// <summary>Ties a field to what stands beside it, so that whoever hears the page instead of seeing it is told of both together.</summary>
/// <remarks>Of one question with several answers the fieldset is the field.</remarks>
public static class FieldTies
{
    /// <summary>Id of the line that says what is wrong with a field.</summary>
    public static string ErrorOf(string name) => $"{name}-error";

    /// <summary>Attributes of a field: where its hint and its error are, and that it is wrong.</summary>
    /// <param name="errors">What is wrong, by the names of the fields.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="hint">Id of its hint; null where it has none.</param>
    public static IReadOnlyDictionary<string, object> Tie(this IReadOnlyDictionary<string, string> errors, string name, string? hint = null)
    {
        var ties = new Dictionary<string, object>(StringComparer.Ordinal);
        if (errors.Describe(name, hint) is { } described) ties["aria-describedby"] = described;
        if (errors.ContainsKey(name)) ties["aria-invalid"] = "true";
        return ties;
    }

    /// <summary>What describes something that cannot itself be wrong, such as a button: its hint and the error beside it.</summary>
    public static string? Describe(this IReadOnlyDictionary<string, string> errors, string name, string? hint = null) =>
        (hint, errors.ContainsKey(name)) switch
        {
            ({ } said, true) => $"{said} {ErrorOf(name)}",
            (null, true) => ErrorOf(name),
            _ => hint,
        };
}
