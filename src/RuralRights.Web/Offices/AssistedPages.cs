using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Offices;

/// <summary>
/// The assisted desk: the village fills in and shows, the farmer confirms with the code on their own telephone or signs before a
/// witness of another organisation, and takes it back in the same way. What is entered is the farmer's act, or their guardian's;
/// whoever helped and whoever looked on stand beside it.
/// </summary>
public static class AssistedPages
{
    private const long LargestForm = 4 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assisted", List);
        routes.MapGet("/assisted/transfers/{id:guid}", (Guid id, CasePages.At at, CancellationToken cancel) => Show(Streams.Transfer(id), [], at, cancel));
        TakesSignatures(routes.MapPost("/assisted/transfers/{id:guid}", (Guid id, [FromForm] Guid person, [FromForm] bool? withdraws, HttpRequest request, CasePages.At at, Confirmations confirmations, IStringLocalizer<Words> T, CancellationToken cancel) =>
            Begin(Streams.Transfer(id), person, withdraws == true, request, at, confirmations, T, cancel)));
        routes.MapGet("/assisted/cases/{number:length(20)}", (string number, CasePages.At at, CancellationToken cancel) => Show(Streams.Case(number), [], at, cancel));
        TakesSignatures(routes.MapPost("/assisted/cases/{number:length(20)}", (string number, [FromForm] Guid person, [FromForm] bool? withdraws, HttpRequest request, CasePages.At at, Confirmations confirmations, IStringLocalizer<Words> T, CancellationToken cancel) =>
            Begin(Streams.Case(number), person, withdraws == true, request, at, confirmations, T, cancel)));
        routes.MapGet("/assisted/disputes/{id:guid}", (Guid id, CasePages.At at, CancellationToken cancel) => Show(Streams.Dispute(id), [], at, cancel));
        TakesSignatures(routes.MapPost("/assisted/disputes/{id:guid}", (Guid id, [FromForm] Guid person, HttpRequest request, CasePages.At at, Confirmations confirmations, IStringLocalizer<Words> T, CancellationToken cancel) =>
            Begin(Streams.Dispute(id), person, withdraws: false, request, at, confirmations, T, cancel)));
        routes.MapGet("/assisted/{id:guid}", (Guid id, CasePages.At at, Confirmations confirmations, CancellationToken cancel) => Confirm(id, [], null, at, confirmations, cancel));
        routes.MapPost("/assisted/{id:guid}/code", ByCode).RequireRateLimiting(SignInPages.Limit);
        routes.MapPost("/assisted/{id:guid}/witness", ByWitness);
    }

    private static void TakesSignatures(RouteHandlerBuilder route) =>
        route.WithMetadata(new RequestSizeLimitAttribute(LargestForm)).WithFormOptions(multipartBodyLengthLimit: LargestForm);

    private static async Task<IResult> List(string? q, int? page, int? transfer, CasePages.At at, Confirmations confirmations, Vault vault, CancellationToken cancel)
    {
        var collectives = await Registry.Registration.Served.By(at.Register, at.Who.Actor!, at.Office.Today, cancel);
        var asked = await CasePages.Asked(q, at.Office.County, collectives, vault, cancel);
        var waiting = (await TransferSheet.OpenIn(at.Register, collectives, cancel)).Where(one => !one.AllConsented && IsAsked(one, asked)).ToList();
        var transfers = waiting.Skip((Math.Max(1, transfer ?? 1) - 1) * AssistedDeskPage.PageSize).Take(AssistedDeskPage.PageSize).ToList();
        var cases = await CaseSheet.WaitingForHolders(at.Register, collectives, asked, (Math.Max(1, page ?? 1) - 1) * AssistedDeskPage.PageSize, AssistedDeskPage.PageSize, cancel);
        var signatures = new List<(Confirmation, DeskSubject)>();
        foreach (var signature in await confirmations.WaitingForWitness(cancel))
            if (await Served(signature.Subject, at, cancel) is { } subject) signatures.Add((signature, subject));

        return Page.Of<AssistedDeskPage>(new
        {
            Asked = q?.Trim() ?? "",
            Transfers = transfers,
            TransferPage = Math.Max(1, transfer ?? 1),
            AllTransfers = (long)waiting.Count,
            Cases = cases,
            CasePage = Math.Max(1, page ?? 1),
            AllCases = await CaseSheet.CountWaitingForHolders(at.Register, collectives, asked, cancel),
            Signatures = (IReadOnlyList<(Confirmation, DeskSubject)>)signatures,
            Names = await at.Names.Masked(
                [
                    .. transfers.SelectMany(transfer => transfer.Parties),
                    .. cases.Select(one => one.Representative).OfType<Guid>(),
                    .. signatures.SelectMany(pair => pair.Item2.People.Append(pair.Item1.Holder)),
                ],
                cancel),
        });
    }

    private static bool IsAsked(TransferSheet transfer, CasesAsked? asked) => asked switch
    {
        null => true,
        { Digits: { } digits } => transfer.From.StartsWith(digits, StringComparison.Ordinal) || transfer.To.StartsWith(digits, StringComparison.Ordinal),
        _ => asked.Households!.Contains(transfer.From) || asked.Households!.Contains(transfer.To),
    };

    private static async Task<IResult> Show(string stream, Dictionary<string, string> errors, CasePages.At at, CancellationToken cancel) =>
        await Served(stream, at, cancel) is { } subject
            ? Page.Of<AssistedPage>(
                new
                {
                    Subject = subject,
                    Errors = (IReadOnlyDictionary<string, string>)errors,
                    Names = await at.Names.InFull(at.Who, subject.People, cancel),
                },
                errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Page.Missing;

    private static async Task<IResult> Begin(
        string stream, Guid person, bool withdraws, HttpRequest request, CasePages.At at, Confirmations confirmations, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(stream, at, cancel) is not { } subject || subject.Holders.FirstOrDefault(one => one.Person == person) is not { } holder) return Page.Missing;
        if (subject.Dispute is not null && holder.Stands) return await Show(stream, [], at, cancel);

        // A form sent without its picture names the field and brings no file.
        var signature = request.Form.Files["signature"];
        if (signature is null && !request.Form.ContainsKey("signature"))
        {
            var asked = await confirmations.AskForCode(
                subject, holder, withdraws, at.Who.Actor!,
                withdraws
                    ? T["【三权登记簿】确认码 {0}：用来收回您以前作出的同意或者确认。您没有要收回，就不要给任何人。", "{0}"]
                    : subject.Dispute is not null ? T["【三权登记簿】确认码 {0}：用来确认您在办理点说的争议。没有说过、不想办，就不要给任何人。", "{0}"]
                    : subject.Case is null
                        ? T["【三权登记簿】确认码 {0}：用来确认您在办理点看过的转让条款。没有看过、不想办，就不要给任何人。", "{0}"]
                        : T["【三权登记簿】确认码 {0}：用来确认您在办理点看过的登记事项。没有看过、不想办，就不要给任何人。", "{0}"],
                cancel);
            return Page.See($"/assisted/{asked}");
        }

        using var picture = new MemoryStream();
        if (signature is not null) await signature.CopyToAsync(picture, cancel);
        var (opened, refused) = await confirmations.AskForWitness(subject, holder, withdraws, at.Who.Actor!, picture.ToArray(), cancel);
        return opened is { } confirmation
            ? Page.See($"/assisted/{confirmation}")
            : await Show(stream, new() { [$"signature-{person}"] = at.Uploads.WhyNoSignature(refused) }, at, cancel);
    }

    private static async Task<IResult> Confirm(Guid id, Dictionary<string, string> errors, Answer? answer, CasePages.At at, Confirmations confirmations, CancellationToken cancel)
    {
        if (await Open(id, at, confirmations, cancel) is not var (confirmation, subject)) return Page.Missing;

        return Page.Of<ConfirmPage>(
            new
            {
                Confirmation = confirmation,
                Subject = subject,
                IsAssistant = at.Who.Actor!.Person == confirmation.Assistant.Person,
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Refused = answer?.Refusal,
                answer?.About,
                Names = await at.Names.InFull(at.Who, [.. subject.People, confirmation.Holder, confirmation.Person], cancel),
            },
            errors.Count == 0 && answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ByCode(
        Guid id, [FromForm] Guid command, [FromForm] string? code, CasePages.At at, Confirmations confirmations, TimeProvider clock, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Open(id, at, confirmations, cancel) is not var (confirmation, _)) return Page.Missing;
        return await confirmations.ProveByCode(confirmation, code ?? "", cancel) is { } proof
            ? await Enter(proof, confirmation, command, at, confirmations, clock, cancel)
            : await Confirm(id, new() { ["code"] = T["确认码不对，或者已经过期"] }, null, at, confirmations, cancel);
    }

    private static async Task<IResult> ByWitness(Guid id, [FromForm] Guid command, CasePages.At at, Confirmations confirmations, TimeProvider clock, CancellationToken cancel) =>
        await Open(id, at, confirmations, cancel) is var (confirmation, _) && confirmation.Document is not null
            ? await Enter(Confirmations.ProveByWitness(confirmation, at.Who.Actor!), confirmation, command, at, confirmations, clock, cancel)
            : Page.Missing;

    private static async Task<IResult> Enter(
        Proof proof, Confirmation confirmation, Guid command, CasePages.At at, Confirmations confirmations, TimeProvider clock, CancellationToken cancel)
    {
        var answer = await at.Office.Desk.Enter(confirmation, proof, Registry.Submission.Now(at.Office.County, command, confirmation.Farmer, clock), cancel);
        return answer.IsEntered ? Page.See($"/assisted/{confirmation.Id}") : await Confirm(confirmation.Id, [], answer, at, confirmations, cancel);
    }

    /// <summary>The transfer or case, when it is of a collective that the reader's desk serves.</summary>
    private static async Task<DeskSubject?> Served(string stream, CasePages.At at, CancellationToken cancel) =>
        await DeskSubject.Of(at.Office.Desk, at.Register, at.Office.County, stream, at.Office.Today, cancel) is { } subject
        && await at.Register.Serves(at.Who.Actor, subject.Collective, at.Office.Today, cancel)
            ? subject
            : null;

    private static async Task<(Confirmation, DeskSubject)?> Open(Guid id, CasePages.At at, Confirmations confirmations, CancellationToken cancel) =>
        await confirmations.Find(id, cancel) is { } confirmation && await Served(confirmation.Subject, at, cancel) is { } subject ? (confirmation, subject) : null;
}
