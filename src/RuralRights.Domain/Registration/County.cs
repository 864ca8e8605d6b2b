using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A county as decisions see it: what it has set, and on which days its offices work.</summary>
/// <param name="Settings">Every value that was set, in the order of the acts.</param>
/// <param name="Calendar">Its working days.</param>
public sealed record County(ImmutableList<SettingMade> Settings, WorkCalendar Calendar) : IState<County>
{
    /// <inheritdoc/>
    public static County Unknown { get; } = new([], WorkCalendar.Unpublished);

    /// <summary>The settings on a day, for the county or for one of its collectives.</summary>
    public Settings On(DateOnly day, string? collective = null) => new(Settings, day, collective);

    /// <inheritdoc/>
    public County Evolve(object fact) => fact switch
    {
        CountySettingMade e => this with { Settings = Settings.Add(new(e.Key, null, e.Value, e.From, e.Source)) },
        CollectiveSettingMade e => this with { Settings = Settings.Add(new(e.Key, e.Collective, e.Value, e.From, e.Source)) },
        WorkCalendarPublished e => this with { Calendar = Calendar.With(new(e.Year, e.RestDays, e.WorkDays, e.Source)) },
        _ => this,
    };
}
