using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Offices;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Public notices: posted and proved by the desk whose turn it is, read by anybody without signing in, printed for the board.</summary>
public static class NoticePages
{
    private const int EntriesOnAPage = 10;
    private const int WaitingOnAPage = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices", List);
        routes.MapGet("/notices/{id:guid}", Show);
        routes.MapGet("/notices/desk", (Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            ShowDesk(null, null, who, office, register, names, cancel));
        routes.MapPost("/notices/desk", Open);
        routes.MapGet("/notices/{id:guid}/desk", (Guid id, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
            Handle(id, NoticeSent.Nothing, who, office, register, cancel));
        routes.MapPost("/notices/{id:guid}/photographs", Photograph).TakesDocuments();
        routes.MapPost("/notices/{id:guid}/close", Close);
        routes.MapGet("/notices/{id:guid}/sheet.pdf", Print);
    }

    private static async Task<IResult> List(Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        Page.Of<NoticesPage>(new { Notices = await NoticeLine.Hanging(register, office.Today, cancel) });

    /// <summary>Anybody reads it while it hangs. Afterwards it only says that it is over: whose household it was is no stranger's business any more.</summary>
    private static async Task<IResult> Show(Guid id, int? page, Visit visit, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await NoticeLine.Of(register, id, cancel) is not { } notice) return Page.Missing;
        if (!notice.Hangs(office.Today)) return Page.Of<NoticePage>(new { Notice = notice, Over = true });

        var pages = Math.Max(1, (notice.Cases + EntriesOnAPage - 1) / EntriesOnAPage);
        var at = Math.Clamp(page ?? 1, 1, pages);
        var entries = await NoticeEntry.Of(office.Desk, register, office.County, id, (at - 1) * EntriesOnAPage, EntriesOnAPage, cancel);
        return Page.Of<NoticePage>(new
        {
            Notice = notice,
            Entries = entries,
            At = at,
            Pages = pages,
            First = ((at - 1) * EntriesOnAPage) + 1,
            Sketch = await Sketch.Of(register, [.. entries.SelectMany(entry => entry.Standing)], [.. entries.SelectMany(entry => entry.Asked).Select(asked => (asked.Code, asked.Boundary))], cancel),
            Code = CertificatePictures.QrCodeSvg(AddressOf(visit, id), Write.Either("公示页面二维码", "Code of this page")),
            Names = await names.Masked(entries.SelectMany(entry => entry.People), cancel),
        });
    }

    private static async Task<IResult> ShowDesk(Answer? answer, string? error, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var served = await Served.By(register, who.Actor!, office.Today, cancel);
        var waiting = await CaseSheet.WaitingForNotice(register, served, cancel);
        return Page.Of<NoticeDeskPage>(
            new
            {
                Waiting = (IReadOnlyList<CaseSheet>)[.. waiting.Take(WaitingOnAPage)],
                More = Math.Max(0, waiting.Count - WaitingOnAPage),
                Notices = await NoticeLine.InCare(register, served, cancel),
                Objections = await ObjectionSheet.OpenIn(register, served, cancel),
                office.Today,
                Error = error,
                Refused = answer?.Refusal,
                answer?.About,
                Names = await names.InFull(who, waiting.Take(WaitingOnAPage).Select(sheet => sheet.Representative).OfType<Guid>(), cancel),
            },
            answer is null && error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Open(
        [FromForm] Guid command, [FromForm] StringValues? cases, Visitor who, Office office, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        string[] chosen = cases is { } ticked ? [.. ticked.OfType<string>()] : [];
        if (chosen.Length == 0) return await ShowDesk(null, T["请至少选一件要公示的"], who, office, register, names, cancel);

        var answer = await office.Desk.Enter(new OpenNotice(chosen), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/notices/{answer.IdOf("notice")}/desk") : await ShowDesk(answer, null, who, office, register, names, cancel);
    }

    private static async Task<IResult> Handle(Guid id, NoticeSent sent, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (await InMyCare(id, who, office, register, cancel) is not { } notice) return Page.Missing;

        var objections = (await ObjectionSheet.OpenIn(register, [notice.Collective], cancel)).Where(one => one.Notice == id).ToList();
        return Page.Of<NoticeHandlingPage>(
            new
            {
                Notice = notice,
                Objections = objections,
                office.Today,
                Sent = sent,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
            },
            sent == NoticeSent.Nothing ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Photograph(
        Guid id, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (await InMyCare(id, who, office, register, cancel) is null) return Page.Missing;

        var photo = await uploads.ReadOne(form, "photo", needed: true, who, cancel);
        if (!Guid.TryParse(form["command"], out var command) || !Enum.TryParse<PostingMoment>(form["moment"], out var moment)) return TypedResults.BadRequest();
        if (photo.Sha256 is not { } document) return await Handle(id, new(Photo: photo.Field, Error: photo.Wrong), who, office, register, cancel);

        var answer = await office.Desk.Enter(new PhotographNotice(id, moment, document), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/notices/{id}/desk") : await Handle(id, new(answer, photo.Field), who, office, register, cancel);
    }

    private static async Task<IResult> Close(Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        var answer = await office.Desk.Enter(new CloseNotice(id), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/notices/{id}/desk") : await Handle(id, new(answer), who, office, register, cancel);
    }

    /// <summary>The sheet for the notice board: the same data as the page, names masked alike.</summary>
    private static async Task<IResult> Print(
        Guid id, Visitor who, Visit visit, Office office, Premises premises, NpgsqlDataSource register, Names names, Places places, CertificateFonts fonts, AuditTrail audit, CancellationToken cancel)
    {
        if (await InMyCare(id, who, office, register, cancel) is not { } notice) return Page.Missing;

        var entries = await NoticeEntry.Of(office.Desk, register, office.County, id, 0, notice.Cases, cancel);
        var book = await names.Masked(entries.SelectMany(entry => entry.People), cancel);
        var called = await places.Of(CaseWords.CollectivesIn(entries.SelectMany(entry => entry.Alterations)));
        var drawings = await NoticeDrawings.Of(register, entries, cancel);
        var sheet = new PostedNotice(
            notice.CollectiveName, new(notice.Procedure.Chinese, notice.Procedure.English), notice.PostedOn, notice.LastDay, premises.CountyName, AddressOf(visit, id),
            [.. entries.Where(entry => entry.OnNotice).Select(entry => new PostedCase(
                entry.Representative is { } head ? book[head] : "—",
                Tail(entry.Household),
                [.. entry.Members.Select(member => book[member.Person])],
                [.. entry.Parcels.Select(parcel => new PostedParcel(Codes.Short(parcel.Code), parcel.Name, parcel.Area))],
                [.. entry.Alterations.Select(one => $"{CaseWords.Shortened(one.Chinese)}：{Value(one.Kind, one.Before, book, called, CertificateWords.Chinese)} → {Value(one.Kind, one.After, book, called, CertificateWords.Chinese)}")]) { Drawn = drawings.Of(entry) })]);
        await audit.Note(who.Actor!.ToString()!, "print", $"notice/{id}", "打印公示 print the notice");
        return new NoticePress(fonts).Print(sheet) switch
        {
            Printing.Printed printed => TypedResults.File(printed.Pdf, "application/pdf", $"notice-{notice.PostedOn:yyyyMMdd}-{id.ToString("N")[..8]}.pdf"),
            Printing.CannotPrint cannot => await Handle(id, new(Obstacles: cannot.Obstacles), who, office, register, cancel),
            _ => Page.Missing,
        };
    }

    /// <summary>A value as strangers may read it: masked names, the tail of a code, area in mu first.</summary>
    internal static string Value(ValueKind kind, string? value, NameBook names, PlaceBook places, Func<DateOnly, string> day) => (kind, value) switch
    {
        (_, null) => "—",
        (ValueKind.Person, _) => names[Guid.Parse(value)],
        (ValueKind.Household, _) => "…" + Tail(value),
        (ValueKind.YesNo or ValueKind.Text or ValueKind.Relation or ValueKind.Boundary or ValueKind.Category or ValueKind.Ownership or ValueKind.Grade or ValueKind.Purpose or ValueKind.LandUse or ValueKind.Collective, _) => CaseWords.Value(kind, value, names, places),
        (ValueKind.Parcel, _) => "…" + Codes.Short(value),
        (ValueKind.Area, _) => Write.Area(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
        (ValueKind.Day, _) => DateOnly.ParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) is { Year: < 9999 } known ? day(known) : Write.TermEnd(DateOnly.MaxValue),
        _ => value,
    };

    /// <summary>The last four digits, by which people know a household.</summary>
    internal static string Tail(string? household) => household is { Length: > 4 } ? household[^4..] : household ?? "";

    private static Uri AddressOf(Visit visit, Guid id) => new($"{visit.Origin}/notices/{id}");

    private static async Task<NoticeLine?> InMyCare(Guid id, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        await NoticeLine.Of(register, id, cancel) is { } notice && (await Served.By(register, who.Actor!, office.Today, cancel)).Contains(notice.Collective, StringComparer.Ordinal) ? notice : null;
}

/// <summary>What was sent on the page of a notice and what became of it.</summary>
public sealed record NoticeSent(Answer? Answer = null, DocumentsSent? Photo = null, string? Error = null, IReadOnlyList<PrintObstacle>? Obstacles = null)
{
    /// <summary>Nothing was sent.</summary>
    public static readonly NoticeSent Nothing = new();
}
