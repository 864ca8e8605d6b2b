using System.Collections.Immutable;

namespace RuralRights.Domain.Law;

/// <summary>The holidays of one year as the State Council published them (部分节假日安排的通知).</summary>
/// <param name="Year">The year.</param>
/// <param name="RestDays">Days off, weekends between them included or not.</param>
/// <param name="WorkDays">Saturdays and Sundays that are worked instead (调休上班).</param>
/// <param name="Source">Number and title of the notice.</param>
public sealed record HolidayTable(int Year, IReadOnlyList<DateOnly> RestDays, IReadOnlyList<DateOnly> WorkDays, string Source);

/// <summary>On which days offices work: Monday to Friday, but for what the notice of a year changes.</summary>
/// <remarks>
/// A year without a notice counts Saturdays and Sundays as rest and nothing else, and <see cref="Knows"/> says that this is not
/// the last word. The notice of a year may also name days at the end of the year before.
/// </remarks>
public sealed class WorkCalendar
{
    private readonly ImmutableDictionary<int, HolidayTable> _years;
    private readonly ImmutableDictionary<DateOnly, bool> _works;

    private WorkCalendar(ImmutableDictionary<int, HolidayTable> years)
    {
        _years = years;
        var works = ImmutableDictionary.CreateBuilder<DateOnly, bool>();
        foreach (var table in years.Values.OrderBy(table => table.Year))
        {
            foreach (var day in table.RestDays) works[day] = false;
            foreach (var day in table.WorkDays) works[day] = true;
        }

        _works = works.ToImmutable();
    }

    /// <summary>Weekends only: no year is published.</summary>
    public static WorkCalendar Unpublished { get; } = new(ImmutableDictionary<int, HolidayTable>.Empty);

    /// <summary>The published years, in order.</summary>
    public IEnumerable<HolidayTable> Years => _years.Values.OrderBy(table => table.Year);

    /// <summary>The calendar with a year published; a later notice for the same year replaces the earlier one whole.</summary>
    public WorkCalendar With(HolidayTable table) => new(_years.SetItem(table.Year, table));

    /// <summary>True when the holidays of the day's year are published.</summary>
    public bool Knows(DateOnly day) => _years.ContainsKey(day.Year);

    /// <summary>True when offices work on that day.</summary>
    public bool IsWorkDay(DateOnly day) =>
        _works.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>That day, or the next on which offices work.</summary>
    public DateOnly WorkDayFrom(DateOnly day)
    {
        while (!IsWorkDay(day)) day = day.AddDays(1);
        return day;
    }
}
