using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Tenure;

/// <summary>What came of a print that did not succeed.</summary>
/// <param name="Why">Reasons in sentences; empty when nothing was tried.</param>
/// <param name="Ticked">Papers that were ticked.</param>
/// <param name="Without">Papers that cannot be printed, which the next print leaves out.</param>
public sealed record Unprinted(IReadOnlyList<string> Why, IReadOnlySet<Guid> Ticked, IReadOnlySet<Guid> Without)
{
    /// <summary>Nothing was tried.</summary>
    public static readonly Unprinted Nothing = new([], new HashSet<Guid>(), new HashSet<Guid>());
}

/// <summary>The certificate desk: what waits, collective by collective; many printed at once; a first one issued by a form; what else befalls a certificate goes by a case.</summary>
public static class CertificateDeskPages
{
    private const int CollectivesOnAPage = 50;
    private const int LinesOnAPage = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/certificates", ShowCounty);
        routes.MapGet("/collectives/{code:length(14)}/certificates", (string code, string? show, int? page, At at, CancellationToken cancel) =>
            Show(code, KindOf(show), page, Unprinted.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/certificates", Print);
        routes.MapGet("/rights/{code:length(19)}/certificate/issue", (string code, At at, CancellationToken cancel) => Ask(code, Sent.Nothing, at, cancel));
        routes.MapPost("/rights/{code:length(19)}/certificate/issue", Issue);
    }

    private static CertificatesThat KindOf(string? show) => Enum.TryParse<CertificatesThat>(show, out var kind) && Enum.IsDefined(kind) ? kind : CertificatesThat.WaitForPrint;

    private static async Task<IResult> ShowCounty(int? page, At at, CancellationToken cancel)
    {
        var number = Math.Max(1, page ?? 1);
        return Page.Of<CertificateDeskPage>(new
        {
            Counts = await CertificateDesk.Counts(at.Register, (number - 1) * CollectivesOnAPage, CollectivesOnAPage, cancel),
            Number = number,
            Pages = PagesOf(await CertificateDesk.Collectives(at.Register, cancel), CollectivesOnAPage),
        });
    }

    private static async Task<IResult> Show(string code, CertificatesThat kind, int? page, Unprinted unprinted, At at, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(at.Register, code, cancel) is not { } collective) return Page.Missing;

        var counts = await CertificateDesk.CountsOf(at.Register, code, cancel);
        var pages = PagesOf(counts[kind], LinesOnAPage);
        // After waiting papers were printed, there may be a page less.
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, pages));
        var lines = await CertificateDesk.In(at.Register, code, kind, (number - 1) * LinesOnAPage, LinesOnAPage, cancel);
        var elsewhere = await CaseSheet.WaitingForPropertyCertificate(at.Register, code, LinesOnAPage, cancel);
        var county = await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel);
        return Page.Of<CertificatesPage>(
            new
            {
                Collective = collective,
                Counts = counts,
                Kind = kind,
                Lines = lines,
                Elsewhere = elsewhere,
                Files = (IReadOnlyList<string[]>)[.. (await CertificateDesk.RightsIn(at.Register, code, kind, cancel)).Chunk(PrintCertificate.MostTogether)],
                Waits = (IReadOnlyDictionary<string, RunningLimit>)lines.Where(line => line.LossAnnouncedOn is not null)
                    .ToDictionary(line => line.Right, line => ReissueCertificate.WaitAfter(line.LossAnnouncedOn!.Value, county)),
                Number = number,
                Pages = pages,
                Unprinted = unprinted,
                at.Office.Today,
                Names = await at.Names.For(at.Who, [.. lines.Select(line => line.Representative), .. elsewhere.Select(one => one.Representative).OfType<Guid>()], cancel),
            },
            unprinted.Why.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What is ticked, or all that one file holds, as one document. When anything is in the way of one, nothing is printed, and the next press leaves that one out.</summary>
    private static async Task<IResult> Print(
        string code, IFormCollection form, At at, Visit visit, PrintCertificate press, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var kind = KindOf(form["show"]);
        var page = int.TryParse(form["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var (ticked, without) = (Ids(form, "paper"), Ids(form, "without"));
        var listed = form["file"].ToString().Split('-') is [var first, var last]
            ? await CertificateDesk.Between(at.Register, code, kind, first, last, cancel)
            : await CertificateDesk.Among(at.Register, code, ticked, cancel);
        var papers = listed.Where(paper => paper.Certificate is { } id && !without.Contains(id)).ToList();
        if (papers.Count == 0) return await Again([T["请至少选一本现行有效的证书"]], []);
        if (papers.Count > PrintCertificate.MostTogether)
        {
            return await Again(
                [T["一个文件最多 {0} 本。这些要放到下一个文件：{1}", PrintCertificate.MostTogether, Write.List(papers.Skip(PrintCertificate.MostTogether).Select(paper => paper.Serial!))]], []);
        }

        return await press.Print(at.Office.County, [.. papers.Select(paper => paper.Certificate!.Value)], new(visit.Origin), at.Who.Actor!.ToString()!, at.Office.Today, cancel) switch
        {
            Printing.Printed printed => TypedResults.File(
                printed.Pdf, "application/pdf", string.Create(CultureInfo.InvariantCulture, $"certificates-{code}-{at.Office.Today:yyyyMMdd}-{papers.Count}.pdf")),
            Printing.CannotPrint cannot => await Again(
                [.. cannot.Obstacles.Select(obstacle => Write.Either(obstacle.Chinese, obstacle.English)), T["再按一次，就打印别的，不打印这些"]],
                papers.Where(paper => cannot.Obstacles.OfType<PrintObstacle.OfOne>().Any(obstacle => obstacle.Serial == paper.Serial))),
            _ => await Again([T["请至少选一本现行有效的证书"]], []),
        };

        Task<IResult> Again(IReadOnlyList<string> why, IEnumerable<CertificateAtDesk> obstructed) =>
            Show(code, kind, page, new(why, ticked, without.Concat(obstructed.Select(paper => paper.Certificate!.Value)).ToHashSet()), at, cancel);
    }

    private static HashSet<Guid> Ids(IFormCollection form, string name) => [.. form[name].Select(id => Guid.TryParse(id, out var paper) ? paper : Guid.Empty)];

    private static async Task<IResult> Ask(string code, Sent sent, At at, CancellationToken cancel)
    {
        if (await RightSheet.Of(at.Register, code, cancel) is not { } right) return Page.Missing;

        var representative = (await HouseholdSheet.Representatives(at.Register, [right.Household], cancel))[right.Household];
        var holds = await StandingHold.OfRights(at.Register, [code], at.Office.Today, cancel);
        return Page.Of<CertificateIssuePage>(
            new
            {
                Right = right,
                Holds = holds,
                Sent = sent,
                Representative = representative,
                Command = Guid.CreateVersion7(),
                Names = await at.Names.For(at.Who, right.Household, [representative, .. holds.Select(hold => hold.Setter).OfType<Guid>()], cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> Issue(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var answer = await at.Office.Desk.Enter(new IssueCertificate(code), at.Office.Submit(filling.Command, at.Who), cancel);
        return answer.IsEntered ? Page.See($"/rights/{code}") : await Ask(code, filling.Back(answer), at, cancel);
    }

    private static int PagesOf(long many, int onAPage) => (int)((many + onAPage - 1) / onAPage);
}
