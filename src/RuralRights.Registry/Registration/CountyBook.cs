using Npgsql;
using RuralRights.Domain.Registration;

namespace RuralRights.Registry.Registration;

/// <summary>A setting on a day: its value, where that comes from, and what would stand without it.</summary>
/// <param name="Key">Name that stays for ever.</param>
/// <param name="Chinese">What it is.</param>
/// <param name="English">The same in English.</param>
/// <param name="Kind">How it is filled in.</param>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="From">First day of the value; null while the standard stands.</param>
/// <param name="Source">Document of the value; null while the standard stands.</param>
/// <param name="Standard">Value when nobody has set it.</param>
/// <param name="Basis">Where the standard comes from.</param>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Least">Least value that the law allows.</param>
/// <param name="Most">Greatest value that the law allows.</param>
/// <param name="PerCollective">True when a collective may have its own.</param>
public sealed record SettingNow(
    string Key, string Chinese, string English, SettingKind Kind, string? Value, DateOnly? From, string? Source, string? Standard, string Basis,
    Certainty Certainty, string? Least, string? Most, bool PerCollective)
{
    /// <summary>Every setting on a day, for the county or for one of its collectives.</summary>
    public static List<SettingNow> All(County county, DateOnly day, string? collective)
    {
        var settings = county.On(day, collective);
        return
        [
            .. CountySettings.All.Select(setting => new SettingNow(
                setting.Key, setting.Chinese, setting.English, setting.Kind, settings.TextOf(setting), settings.MadeOf(setting)?.From, settings.MadeOf(setting)?.Source,
                setting.Standard, setting.Basis.Chinese, setting.Certainty, setting.Least, setting.Most, setting.PerCollective)),
        ];
    }
}

/// <summary>The county's settings and holidays as the tables hold them, for whoever looks on rather than decides.</summary>
public static class CountyBook
{
    /// <summary>Everything that was ever set, in the order of the acts, and the working days.</summary>
    public static async Task<County> Of(NpgsqlDataSource register, CancellationToken cancel = default)
    {
        var settings = await register.All(
            """
            select key, null as collective, value, valid_from, source, entered_seq from register.setting
            union all
            select key, collective, value, valid_from, source, entered_seq from register.collective_setting
            order by entered_seq
            """,
            row => new SettingMade(row.GetString(0), row.Text(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetString(4)),
            cancel);
        var calendar = County.Unknown.Calendar;
        foreach (var table in await Holidays(register, cancel)) calendar = calendar.With(table);
        return new([.. settings], calendar);
    }

    /// <summary>Every notice of holidays, in the order in which they were entered.</summary>
    public static async Task<IReadOnlyList<Domain.Law.HolidayTable>> Holidays(NpgsqlDataSource register, CancellationToken cancel = default) =>
        await register.All(
            "select year, rest_days, work_days, source from register.work_calendar order by entered_seq",
            row => new Domain.Law.HolidayTable(row.GetInt32(0), row.GetFieldValue<DateOnly[]>(1), row.GetFieldValue<DateOnly[]>(2), row.GetString(3)),
            cancel);
}
