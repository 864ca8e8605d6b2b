using System.Globalization;

namespace RuralRights.Domain.Law;

/// <summary>What a limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>Calendar days (日).</summary>
    Days,

    /// <summary>Days on which offices work (工作日).</summary>
    WorkingDays,

    /// <summary>Months by the calendar (月); a year is twelve.</summary>
    Months,
}

/// <summary>A length of time that a law or a setting gives: fifteen days, thirty working days, six months.</summary>
/// <remarks>
/// Counted as articles 200 to 203 and 1259 of the Civil Code say. The day on which a limit begins does not count, the last day
/// does (以内 is inclusive). A limit in months ends on the day of the same number, or on the last day of a month that has no
/// such day. A last day on which nobody works moves to the next on which somebody does. The last day ends at midnight, or when
/// the office closes; the register receives until midnight, so a limit is over on the day after its last.
/// Only the length and the first day are ever stored: when it ends follows from the calendar of the day on which one asks.
/// </remarks>
/// <param name="Count">How many; at least one.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct TimeLimit(int Count, LimitUnit Unit)
{
    /// <summary>So many calendar days.</summary>
    public static TimeLimit Days(int count) => new(count, LimitUnit.Days);

    /// <summary>So many working days.</summary>
    public static TimeLimit WorkingDays(int count) => new(count, LimitUnit.WorkingDays);

    /// <summary>So many months.</summary>
    public static TimeLimit Months(int count) => new(count, LimitUnit.Months);

    /// <summary>This limit running from a day, which itself does not count.</summary>
    public RunningLimit From(DateOnly day, WorkCalendar calendar) => new(this, day, calendar);

    /// <summary>The last day of the limit.</summary>
    public DateOnly LastDay(DateOnly from, WorkCalendar calendar) => From(from, calendar).LastDay;

    /// <summary>The first day on which the limit is over.</summary>
    public DateOnly DayAfter(DateOnly from, WorkCalendar calendar) => From(from, calendar).DayAfter;

    /// <summary>As settings store it: <c>7 days</c>, <c>30 working-days</c>, <c>6 months</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} {NameOf(Unit)}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, out TimeLimit limit)
    {
        limit = default;
        var parts = text.Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostUnits)
            return false;

        foreach (var unit in Enum.GetValues<LimitUnit>())
        {
            if (NameOf(unit) != parts[1]) continue;

            limit = new(count, unit);
            return true;
        }

        return false;
    }

    /// <summary>Name of a unit as settings store it.</summary>
    public static string NameOf(LimitUnit unit) => unit switch
    {
        LimitUnit.Days => "days",
        LimitUnit.WorkingDays => "working-days",
        LimitUnit.Months => "months",
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    // A limit is a matter of days to years; more is a slip of the hand.
    private const int MostUnits = 4000;
}

/// <summary>A limit that runs from a day: when it ends, by the calendar known now.</summary>
public readonly record struct RunningLimit
{
    /// <summary>Starts a limit.</summary>
    public RunningLimit(TimeLimit limit, DateOnly from, WorkCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Count, 1, nameof(limit));
        (Limit, From) = (limit, from);

        if (limit.Unit == LimitUnit.WorkingDays)
        {
            LastDay = from;
            for (var left = limit.Count; left > 0;)
            {
                LastDay = LastDay.AddDays(1);
                if (calendar.IsWorkDay(LastDay)) left--;
                IsProvisional |= !calendar.Knows(LastDay);
            }
        }
        else
        {
            var counted = limit.Unit == LimitUnit.Months ? from.AddMonths(limit.Count) : from.AddDays(limit.Count);
            LastDay = calendar.WorkDayFrom(counted);
            IsProvisional = !calendar.Knows(counted) || !calendar.Knows(LastDay);
        }
    }

    /// <summary>How long it is.</summary>
    public TimeLimit Limit { get; }

    /// <summary>The day that started it and does not count.</summary>
    public DateOnly From { get; }

    /// <summary>The first day that counts.</summary>
    public DateOnly FirstDay => From.AddDays(1);

    /// <summary>The last day, on which everything may still be done.</summary>
    public DateOnly LastDay { get; }

    /// <summary>The first day on which it is over.</summary>
    public DateOnly DayAfter => LastDay.AddDays(1);

    /// <summary>True while the end rests on a year whose holidays are not published: the notice may still move it.</summary>
    public bool IsProvisional { get; }

    /// <summary>True from the day after the last day on.</summary>
    public bool IsOver(DateOnly today) => today > LastDay;

    /// <summary>Days left after today: 0 on the last day itself, less than 0 once it is over.</summary>
    public int DaysLeft(DateOnly today) => LastDay.DayNumber - today.DayNumber;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Limit} from {From:yyyy-MM-dd}: {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}");
}
