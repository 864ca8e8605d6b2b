using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;
using static RuralRights.Web.Registration.CasePages;
using static RuralRights.Web.Registration.OpeningPages;

namespace RuralRights.Web.Tenure;

/// <summary>Business with the certificate of a right: the forms that open it, and the announcement of a loss.</summary>
internal static class CertificateCasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Form<ReplacementForm>(routes, "certificate-replacement", OpenReplacement, (opening, at, context) => WithPapers(opening, at, context, ended: false));
        Form<ReissueForm>(routes, "certificate-reissue", (opening, filling, at, T, cancel) => Task.FromResult(RightOf(opening, filling, T) is { } right ? new(new ReissueCertificate(right)) : Decided.NotYet), (opening, at, context) => WithPapers(opening, at, context, ended: false));
        Form<VoidingForm>(routes, "certificate-void", (opening, filling, at, T, cancel) => Task.FromResult(RightOf(opening, filling, T) is { } right ? new(new VoidCertificate(right)) : Decided.NotYet), (opening, at, context) => WithPapers(opening, at, context, ended: true));
        routes.MapPost("/cases/{number}/announce-loss", Announce).TakesDocuments();
    }

    /// <summary>What the visitor may ask for a right that stands so: the first certificate at once, everything else by a case.</summary>
    public static IEnumerable<(string Href, string Word)> Possible(Visitor who, string right, bool hasPaper, bool hasEnded, IStringLocalizer<Words> T)
    {
        if (!hasPaper && !hasEnded && who.As == Standing.Registrar) yield return ($"/rights/{right}/certificate/issue", T["颁发证书"]);
        if (!hasPaper || who.Actor is not { } actor || TurnOf(actor) is not { } turn) yield break;

        Procedure[] business = hasEnded ? [Procedures.CertificateVoid] : [Procedures.CertificateReplacement, Procedures.CertificateReissue];
        foreach (var one in business.Where(one => one.OpenedBy.Contains(turn)))
            yield return ($"/cases/new/{one.Code}?household={right[..^1]}&right={right}", CaseWords.Of(one));
    }

    /// <summary>The rights of the household whose certificates count: the one that was asked for, or all to choose from.</summary>
    private static async Task<Opening> WithPapers(Opening opening, At at, HttpContext context, bool ended)
    {
        var asked = AskedFor(opening, context, "right");
        return opening with
        {
            Papers = [.. (await RightSheet.OfHousehold(at.Register, opening.Household.Code, context.RequestAborted))
                .Where(right => right.Current is not null && right.EndedOn is not null == ended && (asked.Length == 0 || right.Code == asked))],
        };
    }

    private static string? RightOf(Opening opening, Filling filling, IStringLocalizer<Words> T)
    {
        if (opening.Papers.FirstOrDefault(right => right.Code == filling.Text("right")) is { } chosen) return chosen.Code;

        filling.Wrong("right", T["请选是哪一本权证"]);
        return null;
    }

    private static Task<Decided> OpenReplacement(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var (right, reason) = (RightOf(opening, filling, T), filling.Text("reason"));
        if (CertificateReason.Find(reason, CertificateOccasion.Replacement) is null) filling.Wrong("reason", T["请选为什么换发"]);
        return Task.FromResult(right is not null && filling.IsComplete ? new(new ReplaceCertificate(right, reason)) : Decided.NotYet);
    }

    /// <summary>The day and the announcement itself, as it appeared on the authority's site.</summary>
    private static async Task<IResult> Announce(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var day = filling.Day("announced");
        var document = await filling.Paper("announcement", needed: true, cancel);
        if (!filling.IsComplete || day is not { } announced || document is null) return await at.Show(number, filling.Back(), cancel);

        var answer = await at.Office.Desk.Enter(new AnnounceLoss(number, announced, document), at.Office.Submit(filling.Command, at.Who), cancel);
        if (answer.IsEntered) return Page.See($"/cases/{number}");
        if (answer.Refusal != TenureRules.AnnouncementDayIsWrong) return await at.Show(number, filling.Back(answer), cancel);

        filling.Wrong("announced", answer.Refusal, answer.About);
        return await at.Show(number, filling.Back(), cancel);
    }
}
