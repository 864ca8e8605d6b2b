using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Settlement;

/// <summary>Who settled in town: reported at the desk, checked by another, kept watch over; and what the register says about me.</summary>
public static class SettlementPages
{
    private const string Checking = "核对进城落户情况 check who settled in town";
    private const string Watching = "查看权益保护名单 read the protection list";
    private const string Exporting = "导出权益保护名单 export of the protection list";
    private const string Printing = "打印四种办法告知单 print the information sheets";
    private const string OwnRecord = "本人查看落户情况 own record";
    private const int AtMost = 100_000;

    /// <summary>Households whose sheets one document holds; a pile of paper is handed out collective by collective.</summary>
    internal const int SheetsAtMost = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settlement", List);
        routes.MapGet("/settlement/list.{kind:regex(^(xlsx|csv)$)}", Export);
        routes.MapGet("/settlement/sheets.pdf", PrintSheets);
        routes.MapGet("/settlement/report", AskForReport);
        routes.MapPost("/settlement/report", Report).TakesDocuments();
        routes.MapGet("/settlement/people/{person:guid}", (
            Guid person, Visitor who, Office office, NpgsqlDataSource register, Names names, Vault vault, Documents documents, CancellationToken cancel) =>
            Show(person, Sent.Nothing, who, office, register, names, vault, documents, cancel));
        routes.MapPost("/settlement/people/{person:guid}/check", Check).TakesDocuments();
        routes.MapPost("/settlement/people/{person:guid}/correct", Correct).TakesDocuments();
        routes.MapGet("/my/settlement", (Visitor who, Office office, NpgsqlDataSource register, Vault vault, Documents documents, CancellationToken cancel) =>
            Mine(Sent.Nothing, who, office, register, vault, documents, cancel));
        routes.MapPost("/my/settlement", ReportMyself).TakesDocuments();
        routes.MapPost("/my/settlement/take-back", TakeBack);
    }

    private static async Task<IResult> List(
        string? collective, string? criterion, string? source, bool? ended, int? page, int? waiting, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var filter = Filter(collective, criterion, source, ended, who, office);
        var at = Math.Max(1, page ?? 1);
        var households = await ProtectionList.Of(register, filter, (at - 1) * ProtectionPage.PageSize, ProtectionPage.PageSize, cancel);
        var all = await SettlementSheet.CountWaiting(register, filter.Bound, cancel);
        var waitingAt = Math.Clamp(waiting ?? 1, 1, Math.Max(1, ProtectionPage.PagesOf(all)));
        var reports = await SettlementSheet.Waiting(register, filter.Bound, (waitingAt - 1) * ProtectionPage.PageSize, ProtectionPage.PageSize, cancel);
        var people = People(households).Concat(reports.Select(sheet => sheet.Person));
        return Page.Of<ProtectionPage>(new
        {
            Households = households,
            Counts = await ProtectionList.Count(register, filter, cancel),
            Filter = filter,
            Collectives = await ProtectionList.Collectives(register, filter.Bound, cancel),
            Waiting = reports,
            WaitingCount = all,
            WaitingAt = waitingAt,
            Page = at,
            Names = await NamesFor(who, Watching, people, names, cancel),
        });
    }

    private static async Task<IResult> Export(
        string kind, string? collective, string? criterion, string? source, bool? ended, Visitor who, Office office, NpgsqlDataSource register, Names names, AuditTrail audit, CancellationToken cancel)
    {
        await audit.Note(who.Actor!.ToString()!, "export", "settlement", $"{Exporting}, {kind}");
        var households = await ProtectionList.Of(register, Filter(collective, criterion, source, ended, who, office), 0, AtMost, cancel);
        var book = await names.InFull(who.Actor!.ToString()!, Exporting, People(households), cancel);
        var file = new MemoryStream();
        if (kind == "xlsx") ProtectionFiles.WriteWorkbook(households, person => book[person], file);
        else ProtectionFiles.WriteText(households, person => book[person], file);
        file.Position = 0;
        return kind == "xlsx"
            ? TypedResults.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "protection-list.xlsx")
            : TypedResults.File(file, "text/csv; charset=utf-8", "protection-list.csv");
    }

    /// <summary>A sheet for every right that a household of the list holds today.</summary>
    private static async Task<IResult> PrintSheets(
        string? collective,
        string? criterion,
        string? source,
        bool? ended,
        Visitor who,
        Office office,
        NpgsqlDataSource register,
        Names names,
        CertificateFonts fonts,
        AuditTrail audit,
        CancellationToken cancel)
    {
        var households = await ProtectionList.Of(register, Filter(collective, criterion, source, ended, who, office), 0, SheetsAtMost, cancel);
        var book = await names.InFull(who.Actor!.ToString()!, Printing, households.Select(household => household.Representative), cancel);
        var sheets = new List<ChoicesSheet>();
        foreach (var household in households)
        {
            foreach (var right in await RightSheet.OfHousehold(register, household.Household, cancel))
                if (right.Held.Any())
                    sheets.Add(new(right.Code, right.CollectiveName, book[household.Representative], right.Held.Count(), right.Area, right.Terms));
        }

        if (sheets.Count == 0) return Page.See("/settlement");

        await audit.Note(who.Actor!.ToString()!, "print", "settlement", $"{Printing}, {sheets.Count}");
        return new ChoicesPress(fonts).Print(sheets, office.Today) switch
        {
            Interchange.Certificates.Printing.Printed printed => TypedResults.File(printed.Pdf, "application/pdf", "four-choices.pdf"),
            Interchange.Certificates.Printing.CannotPrint cannot => TypedResults.Text(
                string.Join('\n', cannot.Obstacles.Select(obstacle => Write.Either(obstacle.Chinese, obstacle.English))), statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => Page.Missing,
        };
    }

    private static Task<IResult> AskForReport(
        string? household, Visitor who, Office office, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel) =>
        ReportForm(household?.Trim() ?? "", Sent.Nothing, who, office, register, names, T, cancel);

    private static async Task<IResult> ReportForm(
        string code, Sent sent, Visitor who, Office office, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var household = code.Length > 0 && await Reach.BoundOf(who.Actor, office.Today).Holds(register, code, cancel) ? await HouseholdSheet.Of(register, code, cancel) : null;
        if (household is null)
        {
            // What else is wrong with the form cannot be mended here: the rest of it comes with the household.
            var isSent = sent.Errors.Count > 0 || sent.Answer is not null;
            sent.Errors.Clear();
            if (isSent || code.Length > 0) sent.Errors["household"] = T["您这里没有这个代码的承包方"];
        }

        return Page.Of<ReportPage>(
            new
            {
                HouseholdText = code,
                Household = household,
                Standing = household is null ? [] : await SettlementSheet.OfHousehold(register, code, cancel),
                sent.Person,
                sent.Source,
                Typed = household is null ? null : sent.Typed ?? StatementForm.Empty(await VillageOf(code, office, cancel)),
                Papers = sent.Papers,
                sent.Scan,
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)sent.Errors,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
                Names = household is null ? NameBook.Empty : await NamesFor(who, Checking, household.People, names, cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> Report(
        IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var household = form["household"].ToString();
        var (sent, scan) = await Sent.Of(form).With(form, uploads, who, cancel);
        if (sent.Person == Guid.Empty) sent.Errors["person"] = T["请选一个人"];
        if (!Enum.TryParse<SettlementSource>(sent.Source, out var source)) sent.Errors["source"] = T["请选信息来源"];
        var statement = sent.Typed!.Read(sent.Errors, T);
        if (Lines(sent.Papers).Length == 0 && sent.Scan.Pages.Count == 0) sent.Errors["papers"] = T["请写明看过的材料"];
        if (sent.Errors.Count > 0 || statement is null) return await ReportForm(household, sent, who, office, register, names, T, cancel);

        var answer = await office.Desk.Enter(
            new ReportSettlement(sent.Person, household, statement, source, Lines(sent.Papers), scan), office.Submit(CommandOf(form), who), cancel);
        return answer.IsEntered
            ? Page.See($"/settlement/people/{sent.Person}")
            : await ReportForm(household, sent with { Answer = answer }, who, office, register, names, T, cancel);
    }

    private static async Task<IResult> Show(Guid person, Sent sent, Visitor who, Office office, NpgsqlDataSource register, Names names, Vault vault, Documents documents, CancellationToken cancel)
    {
        if ((await SettlementSheet.OfPerson(register, person, cancel)).FirstOrDefault() is not { } sheet) return Page.Missing;
        if (!await Reach.BoundOf(who.Actor, office.Today).Holds(register, sheet.Household, cancel)) return Page.Closed;

        return Page.Of<SettlementPage>(
            new
            {
                Sheet = sheet,
                Outlook = await SettlementOutlook.Of(office.Desk, office.County, person, office.ActOf(who), cancel),
                Command = Guid.CreateVersion7(),
                CorrectCommand = Guid.CreateVersion7(),
                Papers = who.Actor is Actor.Auditor ? [] : await SettlementSheet.Papers(vault, office.County, sheet.Documents, who.Actor!.ToString()!, Checking, cancel),
                Scans = who.Actor is Actor.Auditor ? [] : await documents.KeptAmong(office.County, sheet.Documents, cancel),
                sent.Scan,
                PapersTyped = sent.Typed is null ? sent.Papers : "",
                sent.Typed,
                sent.Never,
                sent.Grounds,
                Errors = (IReadOnlyDictionary<string, string>)sent.Errors,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
                Names = await NamesFor(who, Checking, [person], names, cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> Check(
        Guid person, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Names names, Vault vault, Documents documents, CancellationToken cancel)
    {
        var (sent, scan) = await (Sent.Nothing with { Papers = form["papers"].ToString() }).With(form, uploads, who, cancel);
        if (sent.Errors.Count > 0) return await Show(person, sent, who, office, register, names, vault, documents, cancel);

        var answer = await office.Desk.Enter(new RecordSettlement(person, Lines(sent.Papers), scan), office.Submit(CommandOf(form), who), cancel);
        return answer.IsEntered
            ? Page.See($"/settlement/people/{person}")
            : await Show(person, sent with { Answer = answer }, who, office, register, names, vault, documents, cancel);
    }

    private static async Task<IResult> Correct(
        Guid person, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Names names, Vault vault, Documents documents, IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var (sent, scan) = await Sent.Of(form).With(form, uploads, who, cancel, "proof");
        var statement = sent.Never ? null : sent.Typed!.Read(sent.Errors, T);
        if (string.IsNullOrWhiteSpace(sent.Grounds)) sent.Errors["grounds"] = T["请写明哪里错了"];
        if (sent.Errors.Count > 0) return await Show(person, sent, who, office, register, names, vault, documents, cancel);

        var answer = await office.Desk.Enter(new CorrectSettlement(person, statement, sent.Grounds, scan), office.Submit(CommandOf(form), who), cancel);
        return answer.IsEntered ? Page.See($"/settlement/people/{person}") : await Show(person, sent with { Answer = answer }, who, office, register, names, vault, documents, cancel);
    }

    private static async Task<IResult> Mine(Sent sent, Visitor who, Office office, NpgsqlDataSource register, Vault vault, Documents documents, CancellationToken cancel)
    {
        var person = who.Actor!.Person;
        var sheet = (await SettlementSheet.OfPerson(register, person, cancel)).Find(one => one.WithdrawnOn is null);
        return Page.Of<MySettlementPage>(
            new
            {
                Sheet = sheet,
                Outlook = sheet is null ? null : await SettlementOutlook.Of(office.Desk, office.County, person, office.ActOf(who), cancel),
                Papers = sheet is null ? [] : await SettlementSheet.Papers(vault, office.County, sheet.Documents, who.Actor.ToString()!, OwnRecord, cancel),
                Scans = sheet is null ? [] : await documents.KeptAmong(office.County, sheet.Documents, cancel),
                sent.Scan,
                Typed = sent.Typed ?? StatementForm.Empty(await VillageOf(who.Household!, office, cancel)),
                office.County,
                PapersTyped = sent.Papers,
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)sent.Errors,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
            },
            sent.Status);
    }

    private static async Task<IResult> ReportMyself(
        IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Vault vault, Documents documents, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var (sent, scan) = await Sent.OfOneself(form, await VillageOf(who.Household!, office, cancel)).With(form, uploads, who, cancel);
        if (sent.Typed!.Read(sent.Errors, T) is not { } statement) return await Mine(sent, who, office, register, vault, documents, cancel);

        var answer = await office.Desk.Enter(
            new ReportSettlement(who.Actor!.Person, who.Household!, statement, SettlementSource.Self, Lines(sent.Papers), scan), office.Submit(CommandOf(form), who), cancel);
        return answer.IsEntered ? Page.See("/my/settlement") : await Mine(sent with { Answer = answer }, who, office, register, vault, documents, cancel);
    }

    private static async Task<IResult> TakeBack(IFormCollection form, Visitor who, Office office, NpgsqlDataSource register, Vault vault, Documents documents, CancellationToken cancel)
    {
        var answer = await office.Desk.Enter(new CorrectSettlement(who.Actor!.Person, null, "本人收回"), office.Submit(CommandOf(form), who), cancel);
        return answer.IsEntered ? Page.See("/my/settlement") : await Mine(Sent.Nothing with { Answer = answer }, who, office, register, vault, documents, cancel);
    }

    private static ProtectionFilter Filter(string? collective, string? criterion, string? source, bool? ended, Visitor who, Office office) => new(
        Reach.BoundOf(who.Actor, office.Today),
        string.IsNullOrEmpty(collective) ? null : collective,
        Enum.TryParse<SettlementCriterion>(criterion, out var met) ? met : null,
        Enum.TryParse<SettlementSource>(source, out var from) ? from : null,
        ended == true);

    private static IEnumerable<Guid> People(IEnumerable<ProtectedHousehold> households) =>
        households.SelectMany(household => household.People.Select(person => person.Person).Append(household.Representative));

    /// <summary>Whole for the desks whose work this is, which is logged; masked for those who only look on.</summary>
    private static Task<NameBook> NamesFor(Visitor who, string purpose, IEnumerable<Guid> people, Names names, CancellationToken cancel) =>
        who.Actor is Actor.Auditor ? names.Masked(people, cancel) : names.InFull(who.Actor!.ToString()!, purpose, people, cancel);

    private static Task<string> VillageOf(string household, Office office, CancellationToken cancel) =>
        SettlementOutlook.VillageOf(office.Desk, office.County, household, office.Today, cancel);

    private static Guid CommandOf(IFormCollection form) => Guid.TryParse(form["command"], out var command) ? command : Guid.CreateVersion7();

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a form brought, and what became of it.</summary>
    private sealed record Sent(Guid Person, string Source, StatementForm? Typed, string Papers, string Grounds, bool Never, Answer? Answer, Dictionary<string, string> Errors, DocumentsSent Scan)
    {
        public static Sent Nothing => new(Guid.Empty, "", null, "", "", false, null, [], DocumentsSent.Nothing);

        public int Status => Answer is null && Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

        /// <summary>What people sent of themselves: they come from the village of their household, which they are not asked for.</summary>
        public static Sent OfOneself(IFormCollection form, string village)
        {
            var sent = Of(form);
            return sent with { Typed = sent.Typed! with { From = village } };
        }

        public static Sent Of(IFormCollection form) => new(
            Guid.TryParse(form["person"], out var person) ? person : Guid.Empty,
            form["source"].ToString(),
            StatementForm.Of(form),
            form["papers"].ToString(),
            form["grounds"].ToString(),
            form["never"] == "true",
            null,
            [],
            DocumentsSent.Nothing);

        /// <summary>The same with the scan that came along, bound to one document; what is wrong with it stands beside its field.</summary>
        public async Task<(Sent Sent, IReadOnlyList<string> Scans)> With(IFormCollection form, DocumentUploads uploads, Visitor who, CancellationToken cancel, string field = "scan")
        {
            var scan = await uploads.ReadOne(form, field, needed: false, who, cancel);
            if (scan.Wrong is { } wrong) Errors[field] = wrong;
            return (this with { Scan = scan.Field }, scan.Sha256 is { } sha256 ? [sha256] : []);
        }
    }
}
