using System.Globalization;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Collectives;

/// <summary>The roster of a collective as of a day, and the resolutions by which somebody enters it.</summary>
public static class RosterPages
{
    private const string Reading = "查看成员名册 read the roster of members";
    private const string Printing = "打印成员名册 print the roster of members";
    private const string Exporting = "导出成员名册 export of the roster of members";
    private const int AtMost = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives/{code:length(14)}/members", Show);
        routes.MapGet("/collectives/{code:length(14)}/members.pdf", Print);
        routes.MapGet("/collectives/{code:length(14)}/members.{kind:regex(^(xlsx|csv)$)}", Export);
        routes.MapGet("/collectives/{code:length(14)}/resolutions/new", (string code, At at, CancellationToken cancel) => Ask(code, Sent.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/resolutions/new", Record).TakesDocuments();
        routes.MapPost("/cases/{number}/membership-check", Check).TakesDocuments();
    }

    private static Task<IResult> Show(string code, DateOnly? day, int? page, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        ShowOn(code, day ?? office.Today, Math.Max(1, page ?? 1), [], who, office, register, names, cancel);

    private static async Task<IResult> ShowOn(
        string code, DateOnly asOf, int number, IReadOnlyList<PrintObstacle> obstacles, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, code, cancel) is not { } collective) return Page.Missing;
        if (!await MayRead(code, who, office, register, cancel)) return Page.Closed;

        var members = await Roster.On(register, code, asOf, (number - 1) * RosterPage.PageSize, RosterPage.PageSize, cancel);
        return Page.Of<RosterPage>(new
        {
            Collective = collective,
            Day = asOf,
            Members = members,
            Total = await Roster.Count(register, code, asOf, cancel),
            Number = number,
            MayExport = who.Actor is not (Actor.Farmer or Actor.Auditor),
            Obstacles = obstacles,
            Names = await NamesFor(who, Reading, members, names, cancel),
        }, obstacles.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The whole roster of a day in large type, with names as its reader sees them on the page. It stands in the audit log.</summary>
    private static async Task<IResult> Print(
        string code, DateOnly? day, Visitor who, Office office, NpgsqlDataSource register, Names names, CertificateFonts fonts, AuditTrail trail, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, code, cancel) is not { } collective) return Page.Missing;
        if (!await MayRead(code, who, office, register, cancel)) return Page.Closed;

        var asOf = day ?? office.Today;
        var members = await Roster.On(register, code, asOf, 0, AtMost, cancel);
        var book = await NamesFor(who, Printing, members, names, cancel);
        await trail.Note(who.Actor!.ToString()!, "print", $"roster/{code}", Printing);
        var roster = new PrintedRoster(collective.Name, asOf, office.Today, IsMaskedFor(who), [
            .. members.Select(member => new PrintedMember(
                book[member.Person], member.Since, MembershipWords.OfGround(member.Ground, T).ToString(), $"{MembershipWords.BasisOf(member, T)} {member.Case}")),
        ]);
        return new RosterPress(fonts).Print(roster) switch
        {
            Interchange.Certificates.Printing.Printed printed => TypedResults.File(printed.Pdf, "application/pdf", $"{code}-roster.pdf"),
            Interchange.Certificates.Printing.CannotPrint cannot => await ShowOn(code, asOf, 1, cannot.Obstacles, who, office, register, names, cancel),
            _ => Page.Missing,
        };
    }

    /// <summary>The whole roster of a day as a file. Names leave the register with it, so it stands in the audit log.</summary>
    private static async Task<IResult> Export(string code, string kind, DateOnly? day, Visitor who, Office office, NpgsqlDataSource register, Names names, AuditTrail trail, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, code, cancel) is null) return Page.Missing;
        if (who.Actor is null or Actor.Farmer or Actor.Auditor || !await MayRead(code, who, office, register, cancel)) return Page.Closed;

        var asOf = day ?? office.Today;
        var members = await Roster.On(register, code, asOf, 0, AtMost, cancel);
        var book = await NamesFor(who, Exporting, members, names, cancel);
        await trail.Note(who.Actor.ToString()!, "export", $"roster/{code}", Exporting);
        var file = new MemoryStream();
        if (kind == "xlsx") RosterFiles.WriteWorkbook(members, asOf, person => book[person], file);
        else RosterFiles.WriteText(members, asOf, person => book[person], file);
        file.Position = 0;
        return kind == "xlsx"
            ? TypedResults.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{code}-roster.xlsx")
            : TypedResults.File(file, "text/csv; charset=utf-8", $"{code}-roster.csv");
    }

    /// <summary>Members see their own roster masked; board, supervisors and the desks that serve it see whole names, and each view is logged.</summary>
    private static Task<NameBook> NamesFor(Visitor who, string purpose, IEnumerable<MembershipLine> members, Names names, CancellationToken cancel) => IsMaskedFor(who)
        ? names.Masked(members.Select(member => member.Person), cancel)
        : names.InFull(who.Actor!.ToString()!, purpose, members.Select(member => member.Person), cancel);

    private static bool IsMaskedFor(Visitor who) => who.Actor is Actor.Farmer or Actor.Auditor;

    private static async Task<bool> MayRead(string code, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) => who.Actor switch
    {
        Actor.Farmer => who.Collective == code,
        { } actor => await register.Serves(actor, code, office.Today, cancel),
        null => false,
    };

    private static async Task<IResult> Ask(string code, Sent sent, At at, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(at.Register, code, cancel) is not { } collective) return Page.Missing;
        if (!await at.Register.Serves(at.Who.Actor, code, at.Office.Today, cancel)) return Page.Closed;

        var waiting = new List<ResolutionForm.Waiting>();
        foreach (var sheet in await CaseSheet.WaitingForResolution(at.Register, code, cancel))
        {
            var person = await at.Office.Desk.Look(at.Office.County, async reading => RecordResolution.PersonOf((await reading.CaseAtHand(sheet.Number, at.Office.Submit(Guid.Empty, at.Who), cancel)).File.Change!), cancel);
            waiting.Add(new(sheet.Number, CaseWords.Of(sheet.Procedure), person));
        }

        return Page.Of<ResolutionForm>(
            new
            {
                Collective = collective,
                Cases = (IReadOnlyList<ResolutionForm.Waiting>)waiting,
                Members = await Roster.Count(at.Register, code, at.Office.Today, cancel),
                Sent = sent,
                Names = await at.Names.InFull(at.Who, waiting.Select(one => one.Person), cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> Record(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (!await at.Register.Serves(at.Who.Actor, code, at.Office.Today, cancel)) return Page.Closed;

        var filling = new Filling(form, at, T);
        var cases = filling.Values("case");
        if (cases.Count == 0) filling.Wrong("case", T["请选表决通过的是哪几件"]);
        var (called, held) = (filling.Day("called"), filling.Day("held"));
        var (voters, without, present, favour) = (Number("voters"), Number("without"), Number("present"), Number("favour"));
        var record = await filling.Paper("record", needed: true, cancel);
        if (!filling.IsComplete || record is null) return await Ask(code, filling.Back(), at, cancel);

        var answer = await at.Office.Desk.Enter(
            new RecordResolution(cases, called!.Value, held!.Value, voters, without, present, favour, record), at.Office.Submit(filling.Command, at.Who), cancel);
        return !answer.IsEntered ? await Ask(code, filling.Back(answer), at, cancel) : Page.See(cases is [var only] ? $"/cases/{only}" : "/cases");

        int Number(string name)
        {
            if (int.TryParse(filling.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;

            filling.Wrong(name, T["请填写人数"]);
            return 0;
        }
    }

    private static async Task<IResult> Check(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        if (!Enum.TryParse<RegisterSeen>(filling.Text("seen"), out var seen)) filling.Wrong("seen", T["请选户籍在哪里"]);
        var servant = filling.Text("servant");
        if (servant is not ("yes" or "no")) filling.Wrong("servant", T["请选是不是公务员"]);
        var letter = await filling.Paper("letter", needed: false, cancel);
        return filling.IsComplete
            ? await at.Do(number, (desk, by) => desk.Enter(new CheckMembership(number, seen, servant == "yes", letter), by, cancel), filling.Command, filling.Back(), cancel)
            : await at.Show(number, filling.Back(), cancel);
    }
}
