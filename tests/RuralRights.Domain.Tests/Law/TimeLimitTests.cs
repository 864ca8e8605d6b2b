using System.Globalization;
using CsCheck;
using RuralRights.Domain.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Law.TimeLimit;

namespace RuralRights.Domain.Tests.Law;

public sealed class TimeLimitTests
{
    private static readonly WorkCalendar Calendar = PublishedHolidays.All.Aggregate(WorkCalendar.Unpublished, (calendar, table) => calendar.With(table));

    [Theory]
    [InlineData("2026-03-02", "7 days", "2026-03-09", "the first day does not count, the last does")]
    [InlineData("2026-03-06", "7 days", "2026-03-13", "a Friday")]
    [InlineData("2026-03-07", "7 days", "2026-03-16", "a last day on a Saturday moves to Monday")]
    [InlineData("2026-09-24", "7 days", "2026-10-08", "a last day on National Day moves past the holidays")]
    [InlineData("2026-02-07", "7 days", "2026-02-14", "a last day on a Saturday that is worked stays")]
    [InlineData("2026-02-09", "7 days", "2026-02-24", "a last day in the Spring Festival moves past all nine days")]
    [InlineData("2026-09-30", "1 working-days", "2026-10-08", "the day before a holiday")]
    [InlineData("2026-10-08", "2 working-days", "2026-10-10", "a worked Saturday counts")]
    [InlineData("2026-04-30", "30 working-days", "2026-06-15", "no day of the Labour Day holidays counts, the worked Saturday does")]
    [InlineData("2025-08-31", "6 months", "2026-02-28", "no 31 February: its last day, which is a worked Saturday")]
    [InlineData("2025-12-31", "2 months", "2026-02-28", "the same from December")]
    [InlineData("2025-03-15", "6 months", "2025-09-15", "the same day of the month")]
    [InlineData("2025-07-31", "15 working-days", "2025-08-21", "fifteen working days are three weeks")]
    [InlineData("2025-12-26", "4 working-days", "2026-01-04", "over New Year: the Sunday that is worked instead")]
    public void A_limit_ends_as_the_civil_code_counts(string from, string limit, string last, string why)
    {
        TryRead(limit, out var length).ShouldBeTrue();
        var running = length.From(Day(from), Calendar);

        running.LastDay.ShouldBe(Day(last), why);
        running.DayAfter.ShouldBe(Day(last).AddDays(1), why);
        running.FirstDay.ShouldBe(Day(from).AddDays(1));
        running.IsProvisional.ShouldBeFalse(why);
        running.IsOver(running.LastDay).ShouldBeFalse("everything may still be done on the last day");
        running.IsOver(running.DayAfter).ShouldBeTrue();
        running.DaysLeft(running.LastDay).ShouldBe(0);
        running.DaysLeft(Day(from)).ShouldBe(running.LastDay.DayNumber - Day(from).DayNumber);
    }

    [Theory]
    [InlineData("2027-08-31", "2028-02-29")]
    [InlineData("2026-08-31", "2027-03-01")]
    [InlineData("2027-08-29", "2028-02-29")]
    [InlineData("2027-08-28", "2028-02-28")]
    public void Half_a_year_from_the_end_of_August_ends_with_February_in_a_leap_year_too(string from, string last) =>
        Months(6).LastDay(Day(from), WorkCalendar.Unpublished).ShouldBe(Day(last));

    [Fact]
    public void A_limit_into_a_year_without_a_notice_says_that_it_may_still_move_and_moves()
    {
        var before = WorkingDays(2).From(new(2026, 12, 30), Calendar);
        (before.LastDay, before.IsProvisional).ShouldBe((new DateOnly(2027, 1, 1), true));

        var published = Calendar.With(new(2027, [new(2027, 1, 1), new(2027, 1, 2), new(2027, 1, 3)], [], "样例通知"));
        var after = WorkingDays(2).From(new(2026, 12, 30), published);
        (after.LastDay, after.IsProvisional).ShouldBe((new DateOnly(2027, 1, 4), false));
    }

    [Fact]
    public void A_later_notice_for_a_year_replaces_the_earlier_one_whole()
    {
        var corrected = Calendar.With(new(2026, [new(2026, 1, 1)], [], "更正"));

        corrected.IsWorkDay(new(2026, 10, 1)).ShouldBeTrue();
        corrected.IsWorkDay(new(2026, 2, 14)).ShouldBeFalse();
        corrected.IsWorkDay(new(2025, 10, 1)).ShouldBeFalse();
    }

    [Fact]
    public void The_notices_that_are_known_have_as_many_days_as_the_law_gives()
    {
        foreach (var table in PublishedHolidays.All)
        {
            // Thirteen days of holidays; every further weekday off is paid by a weekend that is worked.
            var weekdaysOff = table.RestDays.Count(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            table.WorkDays.ShouldAllBe(day => day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday);
            table.RestDays.Concat(table.WorkDays).ShouldBeUnique();
            table.RestDays.Concat(table.WorkDays).ShouldAllBe(day => day.Year == table.Year);
            table.Source.ShouldContain($"{table.Year}年");
            weekdaysOff.ShouldBe(table.Year == 2025 ? 18 : 19);
            table.WorkDays.Count.ShouldBe(table.Year == 2025 ? 5 : 6);
        }
    }

    [Fact]
    public void A_limit_never_ends_on_a_day_of_rest_nor_before_its_length_and_grows_with_it() =>
        Gen.Select(Gen.Int[0, 1095], Gen.Int[1, 60], Gen.Int[0, 2].Select(unit => (LimitUnit)unit)).Sample((start, count, unit) =>
        {
            var from = new DateOnly(2024, 6, 1).AddDays(start);
            var (limit, longer) = (new TimeLimit(count, unit), new TimeLimit(count + 1, unit));
            var last = limit.LastDay(from, Calendar);
            Calendar.IsWorkDay(last).ShouldBeTrue();
            last.ShouldBeGreaterThan(from);
            longer.LastDay(from, Calendar).ShouldBeGreaterThanOrEqualTo(last);
            if (unit != LimitUnit.Months) last.ShouldBeGreaterThanOrEqualTo(from.AddDays(count));
            limit.LastDay(from.AddDays(1), Calendar).ShouldBeGreaterThanOrEqualTo(last);
        });

    [Theory]
    [InlineData("7 days", true)]
    [InlineData("30 working-days", true)]
    [InlineData("6 months", true)]
    [InlineData("0 days", false)]
    [InlineData("-1 days", false)]
    [InlineData("7", false)]
    [InlineData("7 weeks", false)]
    [InlineData("7  days", false)]
    [InlineData("99999 days", false)]
    public void A_limit_is_written_as_it_is_read(string text, bool readable)
    {
        TryRead(text, out var limit).ShouldBe(readable);
        if (readable) limit.ToString().ShouldBe(text);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
