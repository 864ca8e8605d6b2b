using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>A kind of business that a village does household by household at the same time.</summary>
/// <param name="Path">Where it lies under the address of its collective.</param>
/// <param name="Procedure">The business.</param>
public sealed record VillageRun(string Path, Procedure Procedure)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<VillageRun> All { get; } =
        [new("renewals", Procedures.TermRenewal), new("first-registration", Procedures.FirstRegistration), new("homesteads", Procedures.HomesteadRegistration)];

    /// <summary>The run of a kind of business.</summary>
    public static VillageRun Of(Procedure procedure) => All.First(run => run.Procedure == procedure);

    /// <summary>Where it begins for a collective.</summary>
    public string In(string collective) => $"/collectives/{collective}/{Path}";
}

/// <summary>Each step for many cases of a village at once where the law allows it, one paper into all of them, and what became of each.</summary>
/// <remarks>
/// Every household and every case is an act of its own under an id computed from the form's. So a form sent twice, or again
/// after the server was killed half-way, does nothing twice, and what became of each is read from the receipts at any time.
/// Confirmations and the handing over of papers are each holder's own and have no button here.
/// </remarks>
public static class VillageRuns
{
    private static readonly string[] Common = ["plan", "notice-record"];

    private static readonly StepKind[] OneByOne = [StepKind.Confirmed, StepKind.NoticeOver, StepKind.HandedOver, StepKind.Certified, StepKind.MembershipChecked, StepKind.Resolved];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var run in VillageRun.All)
        {
            var path = $"/collectives/{{code:length(14)}}/{run.Path}";
            routes.MapGet($"{path}/cases", (string code, At at, CancellationToken cancel) => Cases(run, code, Sent.Nothing, at, cancel));
            routes.MapPost($"{path}/cases", (string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel) => DoAll(run, code, form, at, T, cancel));
            routes.MapPost($"{path}/papers", (string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel) => FileAll(run, code, form, at, T, cancel)).TakesDocuments();
            routes.MapGet($"{path}/{{form:guid}}", (string code, Guid form, At at, CancellationToken cancel) => Report(run, code, form, at, cancel));
        }
    }

    /// <summary>True for a step that a desk may do for many cases at once.</summary>
    internal static bool IsDoneTogether(StepKind step) => !OneByOne.Contains(step);

    /// <summary>True for a paper that is one for the whole village; identity, contract and confirmation are each household's own.</summary>
    private static bool IsCommon(RequiredPaper paper) => Common.Contains(paper.Code);

    /// <summary>The collective, when the visitor's desk serves it.</summary>
    internal static async Task<CollectiveSheet?> Served(string code, At at, CancellationToken cancel) =>
        (await Registry.Registration.Served.By(at.Register, at.Who.Actor!, at.Office.Today, cancel)).Contains(code, StringComparer.Ordinal)
            ? await CollectiveSheet.Of(at.Register, code, cancel)
            : null;

    private static Task<IReadOnlyList<CaseSheet>> Open(VillageRun run, string code, At at, CancellationToken cancel) =>
        CaseSheet.OfBusiness(at.Register, code, run.Procedure, cancel, onlyOpen: true);

    private static async Task<IResult> Cases(VillageRun run, string code, Sent sent, At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } collective) return Page.Closed;

        var open = await Open(run, code, at, cancel);
        var county = await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel);
        return Page.Of<VillageCasesPage>(
            new
            {
                Run = run,
                Collective = collective,
                Cases = open,
                Unposted = (IReadOnlyCollection<string>)[.. (await CaseSheet.WaitingForNotice(at.Register, [code], cancel)).Select(sheet => sheet.Number)],
                Mine = (IReadOnlyCollection<string>)[.. open.Where(sheet => IsTurnOf(at.Who.Actor!, sheet)).Select(sheet => sheet.Number)],
                Papers = (IReadOnlyList<RequiredPaper>)[.. county.On(at.Office.Today, code).Of(RequiredPapers.For(run.Procedure.PaperList)).Where(IsCommon)],
                Sent = sent,
                Names = await at.Names.InFull(at.Who, open.Select(sheet => sheet.Representative).OfType<Guid>(), cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> DoAll(VillageRun run, string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (!Enum.TryParse<StepKind>(filling.Text("step"), out var step) || run.Procedure.Find(step) is null || !IsDoneTogether(step)) return Page.Missing;
        if (filling.Values("case").Count == 0) filling.Wrong($"case-{step}", T["请至少选一件"]);
        if (!filling.IsComplete) return await Cases(run, code, filling.Back(), at, cancel);

        foreach (var number in filling.Values("case").Distinct())
        {
            var by = at.Office.Submit(FormIds.Of(filling.Command, number), at.Who);
            await (step == StepKind.Entered ? at.Office.Desk.Enter(new EnterCase(number), by, cancel) : at.Office.Desk.Enter(new CompleteStep(number, step, filling.Text("opinion")), by, cancel));
        }

        return Page.See($"{run.In(code)}/{filling.Command}");
    }

    /// <summary>One paper that is the same for every household, such as the plan and the record of the vote, is put into all of their cases.</summary>
    private static async Task<IResult> FileAll(VillageRun run, string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (filling.Text("kind").Length == 0) filling.Wrong("kind", T["请选这是什么材料"]);
        else if (!Common.Contains(filling.Text("kind"))) filling.Wrong("kind", T["这种材料每户不一样，请放进各户自己的案件"]);
        var document = await filling.Paper("paper", needed: true, cancel);
        if (!filling.IsComplete || document is null) return await Cases(run, code, filling.Back(), at, cancel);

        foreach (var sheet in await Open(run, code, at, cancel))
            await at.Office.Desk.Enter(new FileDocument(sheet.Number, filling.Text("kind"), document), at.Office.Submit(FormIds.Of(filling.Command, sheet.Number), at.Who), cancel);
        return Page.See($"{run.In(code)}/{filling.Command}");
    }

    /// <summary>Opens a case for each household of a form, and leads to what became of each.</summary>
    internal static async Task<IResult> OpenEach(Procedure procedure, string code, IEnumerable<(string Household, IChange Change)> asked, Filling filling, At at, CancellationToken cancel)
    {
        foreach (var (household, change) in asked) await at.Office.Desk.Enter(new OpenCase(change), at.Office.Submit(FormIds.Of(filling.Command, household), at.Who), cancel);
        return Page.See($"{VillageRun.Of(procedure).In(code)}/{filling.Command}");
    }

    /// <summary>What became of each household and case of a form, by their receipts.</summary>
    private static async Task<IResult> Report(VillageRun run, string code, Guid form, At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } collective) return Page.Closed;

        var lines = new List<RunReportPage.Line>();
        foreach (var (household, representative) in await HouseholdLine.In(at.Register, code, cancel))
        {
            if (await at.Office.Desk.Receipt(at.Office.County, FormIds.Of(form, household), cancel) is { } opened) lines.Add(new(household, representative, null, opened));
        }

        foreach (var sheet in await CaseSheet.OfBusiness(at.Register, code, run.Procedure, cancel))
        {
            if (await at.Office.Desk.Receipt(at.Office.County, FormIds.Of(form, sheet.Number), cancel) is { } done)
                lines.Add(new(sheet.Household ?? "", sheet.Representative ?? Guid.Empty, sheet.Number, done));
        }

        return lines.Count == 0
            ? Page.Missing
            : Page.Of<RunReportPage>(new { Run = run, Collective = collective, Lines = lines, Names = await at.Names.InFull(at.Who, lines.Select(line => line.Representative), cancel) });
    }
}
