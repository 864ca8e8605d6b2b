namespace RuralRights.Domain.Law;

/// <summary>The notices of the State Council that are known here. A county enters them by an act, after comparing them with the notice.</summary>
public static class PublishedHolidays
{
    /// <summary>By year.</summary>
    public static IReadOnlyList<HolidayTable> All { get; } =
    [
        new(
            2025,
            [
                new(2025, 1, 1), .. Days(new(2025, 1, 28), new(2025, 2, 4)), .. Days(new(2025, 4, 4), new(2025, 4, 6)), .. Days(new(2025, 5, 1), new(2025, 5, 5)),
                .. Days(new(2025, 5, 31), new(2025, 6, 2)), .. Days(new(2025, 10, 1), new(2025, 10, 8)),
            ],
            [new(2025, 1, 26), new(2025, 2, 8), new(2025, 4, 27), new(2025, 9, 28), new(2025, 10, 11)],
            "《国务院办公厅关于2025年部分节假日安排的通知》（国办发明电〔2024〕12号）"),
        new(
            2026,
            [
                .. Days(new(2026, 1, 1), new(2026, 1, 3)), .. Days(new(2026, 2, 15), new(2026, 2, 23)), .. Days(new(2026, 4, 4), new(2026, 4, 6)),
                .. Days(new(2026, 5, 1), new(2026, 5, 5)), .. Days(new(2026, 6, 19), new(2026, 6, 21)), .. Days(new(2026, 9, 25), new(2026, 9, 27)),
                .. Days(new(2026, 10, 1), new(2026, 10, 7)),
            ],
            [new(2026, 1, 4), new(2026, 2, 14), new(2026, 2, 28), new(2026, 5, 9), new(2026, 9, 20), new(2026, 10, 10)],
            "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）"),
    ];

    /// <summary>Every day from one to another, both included.</summary>
    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }
}
