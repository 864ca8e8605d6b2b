using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Law;

/// <summary>What the county has set, what stands where it has not, and the working days: open to anyone who is bound by them.</summary>
public static class SettingPages
{
    /// <summary>A value as it was typed.</summary>
    public sealed record Typed(string Value, string Unit, string From, string Source, string Collective)
    {
        /// <summary>The document it rests on.</summary>
        public DocumentsSent Paper { get; init; } = DocumentsSent.Nothing;
    }

    /// <summary>Holidays as they were typed.</summary>
    public sealed record TypedYear(string Year, string Rest, string Work, string Source);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", async (SettingGroup? group, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
            Page.Of<SettingsPage>(new { Group = group ?? SettingGroup.Notice, Settings = (await CountyBook.Of(register, cancel)).On(office.Today) }));
        routes.MapGet("/settings/{key}", (string key, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
            ShowSetting(key, null, [], null, who, office, register, cancel));
        routes.MapPost("/settings/{key}", Make).TakesDocuments();
        routes.MapGet("/calendar", (int? year, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
            ShowCalendar(Known(year), [], null, who, office, register, cancel));
        routes.MapPost("/calendar", Publish);
    }

    private static async Task<IResult> Make(
        string key, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (CountySettings.Find(key) is not { } setting || !RequiredPapers.IsAskedFor(setting)) return Page.Missing;

        var paper = await uploads.ReadOne(form, "paper", needed: false, who, cancel);
        var typed = new Typed(form["value"].ToString(), form["unit"].ToString(), form["from"].ToString(), form["source"].ToString().ReplaceLineEndings(" "), form["collective"].ToString()) { Paper = paper.Field };
        var stored = setting.Kind == SettingKind.Limit ? $"{typed.Value.Trim()} {typed.Unit}" : typed.Value.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (typed.Value.Trim().Length == 0) errors["value"] = T["请填写内容"];
        else if (!setting.IsReadable(stored)) errors["value"] = T["写法不对，请按下面说明的格式填写"];
        else if (!setting.IsWithinBounds(stored)) errors["value"] = T["超出了法律允许的范围：{0}", SettingWords.Bounds(setting, T) ?? ""];
        if (!DateOnly.TryParseExact(typed.From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors["from"] = T["请填写从哪一天起"];
        if (string.IsNullOrWhiteSpace(typed.Source)) errors["source"] = T["请填写文件名称和文号"];
        if (paper.Wrong is { } wrong) errors["paper"] = wrong;
        if (errors.Count > 0) return await ShowSetting(key, typed, errors, null, who, office, register, cancel);

        var by = office.Submit(Guid.TryParse(form["command"], out var command) ? command : Guid.CreateVersion7(), who);
        var answer = typed.Collective.Length > 0
            ? await office.Desk.Enter(new MakeCollectiveSetting(typed.Collective, key, stored, day, typed.Source.Trim(), paper.Sha256), by, cancel)
            : await office.Desk.Enter(new MakeCountySetting(key, stored, day, typed.Source.Trim(), paper.Sha256), by, cancel);
        return answer.IsEntered ? Page.See($"/settings/{key}") : await ShowSetting(key, typed, errors, answer, who, office, register, cancel);
    }

    private static async Task<IResult> ShowSetting(
        string key, Typed? typed, Dictionary<string, string> errors, Answer? answer, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (CountySettings.Find(key) is not { } setting || !RequiredPapers.IsAskedFor(setting)) return Page.Missing;

        var (book, may) = (await CountyBook.Of(register, cancel), who.Actor is Actor.Registrar && !setting.IsFixed);
        return Page.Of<SettingPage>(
            new
            {
                Setting = setting,
                Settings = book.On(office.Today),
                Papers = who.Actor is null ? [] : await SettingPaper.Of(register, office.County, key, cancel),
                History = book.Settings.Where(made => made.Key == key).Reverse().ToList(),
                Collectives = setting.PerCollective ? await CollectiveSheet.All(register, cancel) : [],
                May = may,
                Typed = typed ?? new Typed("", "", office.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", ""),
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Refused = answer?.Refusal,
                About = answer?.About,
            },
            errors.Count == 0 && answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Publish(
        [FromForm] Guid command, [FromForm] string? year, [FromForm] string? rest, [FromForm] string? work, [FromForm] string? source,
        Visitor who, Office office, NpgsqlDataSource register, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var typed = new TypedYear(year ?? "", rest ?? "", work ?? "", (source ?? "").ReplaceLineEndings(" "));
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!int.TryParse(typed.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 2000 or > 2100) errors["year"] = T["请填写四位数的年份"];
        if (Read(typed.Rest) is not { } restDays) errors["rest"] = T["有一行不是日期，请按下面说明的格式填写"];
        else if (restDays.Count == 0) errors["rest"] = T["请填写放假的日期"];
        if (Read(typed.Work) is null) errors["work"] = T["有一行不是日期，请按下面说明的格式填写"];
        if (string.IsNullOrWhiteSpace(typed.Source)) errors["source"] = T["请填写文件名称和文号"];
        if (errors.Count > 0) return await ShowCalendar(typed, errors, null, who, office, register, cancel);

        var answer = await office.Desk.Enter(
            new PublishWorkCalendar(number, Read(typed.Rest)!, Read(typed.Work)!, typed.Source.Trim()), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See("/calendar") : await ShowCalendar(typed, errors, answer, who, office, register, cancel);
    }

    private static async Task<IResult> ShowCalendar(
        TypedYear? typed, Dictionary<string, string> errors, Answer? answer, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        var calendar = (await CountyBook.Of(register, cancel)).Calendar;
        return Page.Of<CalendarPage>(
            new
            {
                Calendar = calendar,
                office.Today,
                May = who.Actor is Actor.Registrar,
                Known = PublishedHolidays.All.Where(table => calendar.Years.All(year => year.Year != table.Year)).Select(table => table.Year).ToList(),
                Typed = typed ?? new TypedYear("", "", "", ""),
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Refused = answer?.Refusal,
                About = answer?.About,
            },
            errors.Count == 0 && answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A notice that is known here, laid into the form for the registrar to compare.</summary>
    private static TypedYear? Known(int? year) => PublishedHolidays.All.FirstOrDefault(table => table.Year == year) is { } table
        ? new(table.Year.ToString(CultureInfo.InvariantCulture), Typing(table.RestDays), Typing(table.WorkDays), table.Source)
        : null;

    private static string Typing(IReadOnlyList<DateOnly> days) => string.Join('\n', Spans(days).Select(span => span.From == span.To ? $"{span.From:yyyy-MM-dd}" : $"{span.From:yyyy-MM-dd} {span.To:yyyy-MM-dd}"));

    /// <summary>Days that follow each other, as one.</summary>
    internal static IReadOnlyList<(DateOnly From, DateOnly To)> Spans(IEnumerable<DateOnly> days)
    {
        var spans = new List<(DateOnly From, DateOnly To)>();
        foreach (var day in days.Order())
        {
            if (spans.Count > 0 && spans[^1].To.AddDays(1) == day) spans[^1] = (spans[^1].From, day);
            else spans.Add((day, day));
        }

        return spans;
    }

    /// <summary>One day a line, or a first and a last; null when a line is neither.</summary>
    internal static IReadOnlyList<DateOnly>? Read(string text)
    {
        var days = new List<DateOnly>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (first, last) = (Day(parts[0]), Day(parts[^1]));
            if (parts.Length > 2 || first is not { } from || last is not { } to || to < from || to.DayNumber - from.DayNumber > 31) return null;

            days.AddRange(PublishedHolidays.Days(from, to));
        }

        return days;

        static DateOnly? Day(string text) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
