namespace RuralRights.Domain.Registration;

/// <summary>A value that a setting was given.</summary>
/// <param name="Key">Name of the setting.</param>
/// <param name="Collective">Issuer code of the collective it holds for; null for the whole county.</param>
/// <param name="Value">The value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on.</param>
public sealed record SettingMade(string Key, string? Collective, string Value, DateOnly From, string Source);

/// <summary>The settings as they hold on one day, for the county or for one of its collectives.</summary>
/// <remarks>
/// The collective's own value comes before the county's, where the setting allows one, and the county's before the standard.
/// The day is the one on which what the setting rules begins: a notice runs as long as was right when it was put up.
/// </remarks>
/// <param name="made">Everything that was ever set.</param>
/// <param name="day">The day.</param>
/// <param name="collective">Issuer code of the collective; null for the county as a whole.</param>
public sealed class Settings(IEnumerable<SettingMade> made, DateOnly day, string? collective = null)
{
    private readonly Dictionary<string, SettingMade> _values = made
        .Where(value => value.From <= day)
        .Where(value => value.Collective is null || (value.Collective == collective && CountySettings.Find(value.Key) is { PerCollective: true }))
        .GroupBy(value => value.Key, StringComparer.Ordinal)
        .ToDictionary(
            values => values.Key,
            values => values.OrderBy(value => value.Collective is null ? 0 : 1).ThenBy(value => value.From).Last(),
            StringComparer.Ordinal);

    /// <summary>The day.</summary>
    public DateOnly Day { get; } = day;

    /// <summary>Nothing is set: the standard of every setting.</summary>
    public static Settings Standard(DateOnly day) => new([], day);

    /// <summary>The value of a setting; throws where there is none, which only settings without a standard can be asked about by <see cref="Has"/>.</summary>
    public T Of<T>(Setting<T> setting) => setting.Read(
        TextOf(setting) ?? throw new InvalidOperationException($"The county has not made the setting {setting.Key}, which has no standard."));

    /// <summary>True when the setting has a value.</summary>
    public bool Has(Setting setting) => TextOf(setting) is not null;

    /// <summary>The value as it is stored; null where there is none.</summary>
    public string? TextOf(Setting setting) => MadeOf(setting)?.Value ?? setting.Standard;

    /// <summary>Who set it, since when and by which document; null while it stands at its standard.</summary>
    public SettingMade? MadeOf(Setting setting) => _values.GetValueOrDefault(setting.Key);
}
