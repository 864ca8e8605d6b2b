namespace RuralRights.Domain.Registration;

/// <summary>Values that are a list, one thing a line, its parts divided by upright strokes.</summary>
internal static class SettingLines
{
    /// <summary>The lines that say something.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parts of a line.</summary>
    public static string[] Parts(string line) => line.Split('|', StringSplitOptions.TrimEntries);
}
