using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>The term of a whole village is renewed in one run, with a case for each household (<see cref="VillageRuns"/>).</summary>
public static class RenewalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives/{code:length(14)}/renewals", (string code, DateOnly? before, At at, CancellationToken cancel) => List(code, before, Sent.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/renewals", OpenAll);
    }

    private static async Task<IResult> List(string code, DateOnly? before, Sent sent, At at, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is not { } collective) return Page.Closed;

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
        if (await VillageRuns.Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        var households = filling.Values("household").Where(household => household.StartsWith(code, StringComparison.Ordinal)).Distinct().ToList();
        if (households.Count == 0) filling.Wrong("household", T["请至少选一户"]);
        if (filling.Day("until") is not { } until || !filling.IsComplete)
            return await List(code, DateOnly.TryParseExact(filling.Text("before"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var before) ? before : null, filling.Back(), at, cancel);

        return await VillageRuns.OpenEach(Procedures.TermRenewal, code, households.Select(household => (household, (IChange)new RenewTerm(household, until))), filling, at, cancel);
    }
}
