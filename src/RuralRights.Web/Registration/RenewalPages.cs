using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>The term of a whole village is renewed in one run: a case for each household, and each step for many cases at once where the law allows it.</summary>
/// <remarks>
/// Every household and every case is an act of its own under an id computed from the form's. So a form sent twice, or again
/// after the server was killed half-way, does nothing twice, and what became of each is read from the receipts at any time.
/// Confirmations and the handing over of papers are each holder's own and have no button here.
/// </remarks>
public static class RenewalPages
{
    private static readonly StepKind[] OneByOne = [StepKind.Confirmed, StepKind.NoticeOver, StepKind.HandedOver];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives/{code:length(14)}/renewals", (string code, DateOnly? before, At at, CancellationToken cancel) => List(code, before, Sent.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/renewals", OpenAll);
        routes.MapGet("/collectives/{code:length(14)}/renewals/cases", (string code, At at, CancellationToken cancel) => Cases(code, Sent.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/renewals/cases", DoAll);
        routes.MapPost("/collectives/{code:length(14)}/renewals/papers", FileAll).TakesDocuments();
        routes.MapGet("/collectives/{code:length(14)}/renewals/{form:guid}", Report);
    }

    /// <summary>True for a step that a desk may do for many cases at once.</summary>
    internal static bool IsDoneTogether(StepKind step) => !OneByOne.Contains(step);

    private static async Task<CollectiveSheet?> Served(string code, At at, CancellationToken cancel) =>
        (await Registry.Registration.Served.By(at.Register, at.Who.Actor!, at.Office.Today, cancel)).Contains(code, StringComparer.Ordinal)
            ? await CollectiveSheet.Of(at.Register, code, cancel)
            : null;

    private static Task<IReadOnlyList<CaseSheet>> Open(string code, At at, CancellationToken cancel) =>
        CaseSheet.OfBusiness(at.Register, code, Procedures.TermRenewal, cancel, onlyOpen: true);

    private static async Task<IResult> List(string code, DateOnly? before, Sent sent, At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } collective) return Page.Closed;

        // At first every contract that ends within three years is shown, which is when villages begin to prepare.
        var until = before ?? at.Office.Today.AddYears(3);
        var ending = await EndingTerm.Of(at.Register, code, until, cancel);
        var last = ending.Count == 0 ? (DateOnly?)null : await OpeningPages.LongestRenewal(at, ending.Min(one => one.TermTo), cancel);
        return Page.Of<RenewalsPage>(
            new
            {
                Collective = collective,
                Before = until,
                Until = last,
                Ending = ending,
                Sent = sent,
                Command = Guid.CreateVersion7(),
                Names = await at.Names.InFull(at.Who, ending.Select(one => one.Representative), cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> OpenAll(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        var households = filling.Values("household").Where(household => household.StartsWith(code, StringComparison.Ordinal)).Distinct().ToList();
        if (households.Count == 0) filling.Wrong("household", T["请至少选一户"]);
        if (filling.Day("until") is not { } until || !filling.IsComplete)
            return await List(code, DateOnly.TryParseExact(filling.Text("before"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var before) ? before : null, filling.Back(), at, cancel);

        foreach (var household in households)
            await at.Office.Desk.Enter(new OpenCase(new RenewTerm(household, until)), at.Office.Submit(FormIds.Of(filling.Command, household), at.Who), cancel);
        return Page.See($"/collectives/{code}/renewals/{filling.Command}");
    }

    private static async Task<IResult> Cases(string code, Sent sent, At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } collective) return Page.Closed;

        var open = await Open(code, at, cancel);
        var county = await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel);
        return Page.Of<RenewalCasesPage>(
            new
            {
                Collective = collective,
                Cases = open,
                Mine = (IReadOnlyCollection<string>)[.. open.Where(sheet => IsTurnOf(at.Who.Actor!, sheet)).Select(sheet => sheet.Number)],
                Papers = county.On(at.Office.Today, code).Of(RequiredPapers.For(Procedures.TermRenewal.PaperList)),
                Sent = sent,
                Names = await at.Names.InFull(at.Who, open.Select(sheet => sheet.Representative).OfType<Guid>(), cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> DoAll(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (!Enum.TryParse<StepKind>(filling.Text("step"), out var step) || !IsDoneTogether(step)) return Page.Missing;
        if (filling.Values("case").Count == 0) filling.Wrong($"case-{step}", T["请至少选一件"]);
        if (!filling.IsComplete) return await Cases(code, filling.Back(), at, cancel);

        foreach (var number in filling.Values("case").Distinct())
        {
            var by = at.Office.Submit(FormIds.Of(filling.Command, number), at.Who);
            await (step == StepKind.Entered ? at.Office.Desk.Enter(new EnterCase(number), by, cancel) : at.Office.Desk.Enter(new CompleteStep(number, step), by, cancel));
        }

        return Page.See($"/collectives/{code}/renewals/{filling.Command}");
    }

    /// <summary>One paper that is the same for every household, such as the plan and the record of the vote, is put into all of their cases.</summary>
    private static async Task<IResult> FileAll(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (filling.Text("kind").Length == 0) filling.Wrong("kind", T["请选这是什么材料"]);
        var document = await filling.Paper("paper", needed: true, cancel);
        if (!filling.IsComplete || document is null) return await Cases(code, filling.Back(), at, cancel);

        foreach (var sheet in await Open(code, at, cancel))
            await at.Office.Desk.Enter(new FileDocument(sheet.Number, filling.Text("kind"), document), at.Office.Submit(FormIds.Of(filling.Command, sheet.Number), at.Who), cancel);
        return Page.See($"/collectives/{code}/renewals/{filling.Command}");
    }

    /// <summary>What became of each household and case of a form, by their receipts.</summary>
    private static async Task<IResult> Report(string code, Guid form, At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } collective) return Page.Closed;

        var lines = new List<RunReportPage.Line>();
        foreach (var one in await EndingTerm.Of(at.Register, code, DateOnly.MaxValue, cancel))
        {
            if (await at.Office.Desk.Receipt(at.Office.County, FormIds.Of(form, one.Household), cancel) is { } opened) lines.Add(new(one.Household, one.Representative, opened));
        }

        foreach (var sheet in await CaseSheet.OfBusiness(at.Register, code, Procedures.TermRenewal, cancel))
        {
            if (await at.Office.Desk.Receipt(at.Office.County, FormIds.Of(form, sheet.Number), cancel) is { } done)
                lines.Add(new(sheet.Household ?? "", sheet.Representative ?? Guid.Empty, done));
        }

        return lines.Count == 0
            ? Page.Missing
            : Page.Of<RunReportPage>(new { Collective = collective, Lines = lines, Names = await at.Names.InFull(at.Who, lines.Select(line => line.Representative), cancel) });
    }
}
