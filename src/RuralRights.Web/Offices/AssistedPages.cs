using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Offices;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Offices;

/// <summary>
/// The assisted desk: the village fills in and shows, the farmer confirms with the code on their own telephone or signs before a
/// witness of another organisation. The consent is entered as the farmer's act; whoever helped and whoever looked on stand beside it.
/// </summary>
public static class AssistedPages
{
    private const long LargestForm = 4 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assisted", List);
        routes.MapGet("/assisted/transfers/{id:guid}", (Guid id, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Show(id, [], who, office, register, names, cancel));
        routes.MapPost("/assisted/transfers/{id:guid}", Begin)
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm)).WithFormOptions(multipartBodyLengthLimit: LargestForm);
        routes.MapGet("/assisted/{id:guid}", (Guid id, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, CancellationToken cancel) =>
            Confirm(id, [], null, who, office, register, confirmations, names, cancel));
        routes.MapPost("/assisted/{id:guid}/code", ByCode).RequireRateLimiting(SignInPages.Limit);
        routes.MapPost("/assisted/{id:guid}/witness", ByWitness);
    }

    private static async Task<IResult> List(Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, CancellationToken cancel)
    {
        var transfers = await TransferSheet.OpenIn(register, await Registry.Registration.Served.By(register, who.Actor!, office.Today, cancel), cancel);
        var signatures = from signature in await confirmations.WaitingForWitness(cancel)
                         join transfer in transfers on signature.Subject equals Streams.Transfer(transfer.Id)
                         select (signature, transfer);
        return Page.Of<AssistedDeskPage>(new
        {
            Transfers = transfers,
            Signatures = (IReadOnlyList<(Confirmation, TransferSheet)>)[.. signatures],
            Names = await names.Masked(transfers.SelectMany(transfer => transfer.Parties), cancel),
        });
    }

    private static async Task<IResult> Show(
        Guid id, Dictionary<string, string> errors, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await Served(id, who, office, register, cancel) is not { } sheet) return Page.Missing;

        var outlook = (await office.Desk.Look(office.County, read => TransferOutlook.Read(read, id, who.Actor!, cancel), cancel))!;
        return Page.Of<AssistedPage>(
            new
            {
                Transfer = sheet,
                Terms = outlook.Transfer.Agreed!,
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Names = await names.Masked(sheet.Consents.Select(consent => consent.Person), cancel),
            },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Begin(
        Guid id, [FromForm] Guid person, HttpRequest request, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names,
        IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(id, who, office, register, cancel) is not { } sheet || sheet.Consents.All(consent => consent.Person != person)) return Page.Missing;

        var terms = (await office.Desk.Look(office.County, read => TransferOutlook.Read(read, id, who.Actor!, cancel), cancel))!.Transfer.Terms;
        var farmer = new Actor.Farmer(person, sheet.From);
        if (request.Form.Files["signature"] is not { Length: > 0 } signature)
        {
            var asked = await confirmations.AskForCode(
                Streams.Transfer(id), farmer, terms, who.Actor!,
                T["【三权登记簿】确认码 {0}：用来确认您在办理点看过的转让条款。没有看过、不想办，就不要给任何人。", "{0}"], cancel);
            return Page.See($"/assisted/{asked}");
        }

        using var picture = new MemoryStream();
        await signature.CopyToAsync(picture, cancel);
        return await confirmations.AskForWitness(Streams.Transfer(id), farmer, terms, who.Actor!, picture.ToArray(), cancel) is { } opened
            ? Page.See($"/assisted/{opened}")
            : await Show(id, new() { ["signature"] = T["签名要是照片或者签名板的图，不超过 2 兆"] }, who, office, register, names, cancel);
    }

    private static async Task<IResult> Confirm(
        Guid id, Dictionary<string, string> errors, Answer? answer, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, CancellationToken cancel)
    {
        if (await Open(id, who, office, register, confirmations, cancel) is not var (confirmation, sheet)) return Page.Missing;

        var outlook = (await office.Desk.Look(office.County, read => TransferOutlook.Read(read, sheet.Id, who.Actor!, cancel), cancel))!;
        return Page.Of<ConfirmPage>(
            new
            {
                Confirmation = confirmation,
                Terms = outlook.Transfer.Agreed!,
                Given = outlook.Transfer.Consents.Contains(confirmation.Person),
                IsAssistant = who.Actor!.Person == confirmation.Assistant.Person,
                Command = Guid.CreateVersion7(),
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Refused = answer?.Refusal,
                Names = await names.Masked([confirmation.Person], cancel),
            },
            errors.Count == 0 && answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ByCode(
        Guid id, [FromForm] Guid command, [FromForm] string? code, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, TimeProvider clock,
        IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Open(id, who, office, register, confirmations, cancel) is not var (confirmation, sheet)) return Page.Missing;
        if (await confirmations.ProveByCode(confirmation, code ?? "", cancel) is not { } proof)
            return await Confirm(id, new() { ["code"] = T["确认码不对，或者已经过期"] }, null, who, office, register, confirmations, names, cancel);

        return await Enter(proof, confirmation, sheet, command, who, office, register, confirmations, names, clock, cancel);
    }

    private static async Task<IResult> ByWitness(
        Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, TimeProvider clock, CancellationToken cancel)
    {
        if (await Open(id, who, office, register, confirmations, cancel) is not var (confirmation, sheet) || confirmation.Document is null) return Page.Missing;

        return await Enter(Confirmations.ProveByWitness(confirmation, who.Actor!), confirmation, sheet, command, who, office, register, confirmations, names, clock, cancel);
    }

    private static async Task<IResult> Enter(
        Proof proof, Confirmation confirmation, TransferSheet sheet, Guid command, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, Names names, TimeProvider clock,
        CancellationToken cancel)
    {
        var answer = await office.Desk.Enter(
            new ConsentToTransfer(sheet.Id, confirmation.Terms), proof, Registry.Submission.Now(office.County, command, confirmation.Farmer, clock), cancel);
        return answer.IsEntered ? Page.See($"/assisted/{confirmation.Id}") : await Confirm(confirmation.Id, [], answer, who, office, register, confirmations, names, cancel);
    }

    /// <summary>The transfer, when it is of a collective that the reader's desk serves.</summary>
    private static async Task<TransferSheet?> Served(Guid id, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        await TransferSheet.Of(register, id, cancel) is { } sheet && await register.Serves(who.Actor, sheet.Collective, office.Today, cancel) ? sheet : null;

    private static async Task<(Confirmation, TransferSheet)?> Open(
        Guid id, Visitor who, Office office, NpgsqlDataSource register, Confirmations confirmations, CancellationToken cancel) =>
        await confirmations.Find(id, cancel) is { } confirmation
        && confirmation.Subject.Split('/') is ["transfer", var transfer]
        && await Served(Guid.Parse(transfer), who, office, register, cancel) is { } sheet
            ? (confirmation, sheet)
            : null;
}
