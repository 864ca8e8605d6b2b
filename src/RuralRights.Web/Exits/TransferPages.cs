using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Exits;

/// <summary>A transfer from agreement to entry: consent, take back, payment, entry. One page shows it to everybody who may see it.</summary>
public static class TransferPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/transfers", List);
        routes.MapGet("/transfers/{id:guid}", (Guid id, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Show(id, Sent.Nothing, who, office, register, names, cancel));
        routes.MapPost("/transfers/{id:guid}/consent", Consent);
        routes.MapPost("/transfers/{id:guid}/consent/withdraw", WithdrawConsent);
        routes.MapPost("/transfers/{id:guid}/payment", ConfirmPayment);
        routes.MapPost("/transfers/{id:guid}/withdraw", Withdraw);
        routes.MapPost("/transfers/{id:guid}/register", Register);
    }

    private static async Task<IResult> List(Visitor who, Office office, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var wards = await WardsOf(who, office, register, cancel);
        IReadOnlyList<TransferSheet> transfers =
            [.. (await TransferSheet.OfHousehold(register, who.Household!, cancel)).Concat(await TransferSheet.OfCoHolders(register, wards, cancel)).DistinctBy(transfer => transfer.Id)];
        return Page.Of<TransfersPage>(new
        {
            Title = T["我的转让"].Value,
            Transfers = transfers,
            Wards = wards,
            Names = await names.InFull(who, transfers.SelectMany(transfer => transfer.Parties), cancel),
        });
    }

    private static async Task<IResult> Show(Guid id, Sent sent, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await TransferSheet.Of(register, id, cancel) is not { } sheet || !await MaySee(who, sheet, office, register, cancel))
            return sent.Answer is { Refusal: { } rule } answer ? Page.Of<RefusedPage>(new { Rule = rule, answer.About }, StatusCodes.Status422UnprocessableEntity) : Page.Missing;

        var outlook = (await office.Desk.Look(office.County, reading => TransferOutlook.Read(reading, id, who.Actor!, cancel), cancel))!;
        return Page.Of<TransferPage>(
            new
            {
                Transfer = sheet,
                Holds = await StandingHold.OfParcels(register, [.. sheet.Parcels.Select(parcel => parcel.Code)], office.Today, cancel),
                Acts = outlook.Next(office.ActOf(who)),
                Wards = await WardsIn(sheet, who, office, register, cancel),
                Terms = outlook.Transfer.Agreed!,
                FromArea = outlook.GivenArea,
                ToArea = outlook.TakingArea,
                Entries = await LedgerBook.OfStreams(register, [Streams.Transfer(id), Streams.Listing(sheet.Listing)], cancel),
                Command = Guid.CreateVersion7(),
                sent.Payment,
                sent.Errors,
                Said = await office.Desk.StatementOn(office.County, sheet, who.Actor!.ToString()!, cancel),
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
                Names = await names.InFull(who, sheet.Parties, cancel),
            },
            sent.Answer is null && sent.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Co-holders for whom the visitor speaks, while anything is still to be said.</summary>
    private static async Task<IReadOnlyList<(Guid, bool)>> WardsIn(TransferSheet sheet, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (!sheet.IsOpen) return [];

        var wards = await WardsOf(who, office, register, cancel);
        return [.. sheet.Consents.Where(consent => wards.Contains(consent.Person)).Select(consent => (consent.Person, consent.Stands))];
    }

    private static async Task<IReadOnlyList<Guid>> WardsOf(Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        who.Actor is Actor.Farmer guardian ? await GuardianLine.WardsOf(office.Desk, register, guardian.Person, office.Today, cancel) : [];

    private static async Task<IResult> Consent(
        Guid id, [FromForm] Guid command, [FromForm] string terms, [FromForm] Guid? ward, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        await Answered(id, await office.Desk.Enter(new ConsentToTransfer(id, terms, ward), office.Submit(command, who), cancel), who, office, register, names, cancel);

    private static async Task<IResult> WithdrawConsent(
        Guid id, [FromForm] Guid command, [FromForm] Guid? ward, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        await Answered(id, await office.Desk.Enter(new WithdrawConsent(id, ward), office.Submit(command, who), cancel), who, office, register, names, cancel);

    private static async Task<IResult> Withdraw(
        Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        await Answered(id, await office.Desk.Enter(new WithdrawTransfer(id), office.Submit(command, who), cancel), who, office, register, names, cancel);

    private static async Task<IResult> Register(
        Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        await Answered(id, await office.Desk.Enter(new RegisterTransfer(id), office.Submit(command, who), cancel), who, office, register, names, cancel);

    private static async Task<IResult> ConfirmPayment(
        Guid id,
        [FromForm] Guid command,
        [FromForm] string? amount,
        [FromForm] Guid? payee,
        [FromForm] string? paid,
        [FromForm] string? voucher,
        [FromForm] Guid? ward,
        Visitor who,
        Office office,
        NpgsqlDataSource register,
        Names names,
        IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var typed = new TransferPage.PaymentTyped(amount, payee, paid, voucher);
        var errors = new Dictionary<string, string>();
        if (!decimal.TryParse(amount?.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan))
            errors["amount"] = T["请写收到的数，比如 12600"];
        if (payee is null) errors["payee"] = T["请选钱到了谁的账上"];
        if (!DateOnly.TryParseExact(paid, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors["paid"] = T["请写到账的日期"];
        if (string.IsNullOrWhiteSpace(voucher)) errors["voucher"] = T["请写银行回单号"];
        if (errors.Count > 0) return await Show(id, new(null, errors, typed), who, office, register, names, cancel);

        var answer = await office.Desk.Enter(new ConfirmPayment(id, yuan, payee!.Value, day, voucher!.Trim(), ward), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/transfers/{id}") : await Show(id, new(answer, Sent.Nothing.Errors, typed), who, office, register, names, cancel);
    }

    private static async Task<IResult> Answered(
        Guid id, Answer answer, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        answer.IsEntered ? Page.See($"/transfers/{id}") : await Show(id, Sent.Nothing with { Answer = answer }, who, office, register, names, cancel);

    private static async Task<bool> MaySee(Visitor who, TransferSheet transfer, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        who.ReadsAll || transfer.Concerns(who.Household) || transfer.Asks(await WardsOf(who, office, register, cancel));

    private sealed record Sent(Answer? Answer, IReadOnlyDictionary<string, string> Errors, TransferPage.PaymentTyped Payment)
    {
        public static readonly Sent Nothing = new(null, new Dictionary<string, string>(), new(null, null, null, null));
    }
}
