using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Registration.RegistrationRules;

namespace RuralRights.Domain.Registration;

/// <summary>The registrar enters the holidays of a year from the State Council's notice. A second notice for the same year replaces the first.</summary>
/// <param name="Year">The year.</param>
/// <param name="RestDays">Days off.</param>
/// <param name="WorkDays">Saturdays and Sundays that are worked instead.</param>
/// <param name="Source">Number and title of the notice.</param>
public sealed record PublishWorkCalendar(int Year, IReadOnlyList<DateOnly> RestDays, IReadOnlyList<DateOnly> WorkDays, string Source)
{
    private const int December = 12;

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(string county, Act act)
    {
        if (act.Actor is not Actor.Registrar registrar || registrar.County != county) return Refuse(NotTheRegistrar);
        if (FirstContradiction() is { } day) return Refuse(CalendarIsContradictory, day);
        if (string.IsNullOrWhiteSpace(Source)) return Refuse(CalendarHasNoSource);

        var provenance = act.After(NotTheRegistrar, CalendarIsContradictory, CalendarHasNoSource);
        return Enter(new StreamFact(
            Streams.County(county), new WorkCalendarPublished(Year, [.. RestDays.Order()], [.. WorkDays.Order()], Source, provenance)));
    }

    private string? FirstContradiction()
    {
        if (RestDays.Count == 0) return $"{Year}";

        var seen = new HashSet<DateOnly>();
        foreach (var day in RestDays.Concat(WorkDays))
            if (!seen.Add(day) || !IsOfTheYear(day)) return $"{day:yyyy-MM-dd}";
        foreach (var day in WorkDays)
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return $"{day:yyyy-MM-dd}";

        return null;
    }

    private bool IsOfTheYear(DateOnly day) => day.Year == Year || (day.Year == Year - 1 && day.Month == December);
}
