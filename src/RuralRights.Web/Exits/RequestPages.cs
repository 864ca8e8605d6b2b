using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Exits;

/// <summary>What a board is asked: its list, and one page a case.</summary>
public static class RequestPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/requests/{id:guid}", (Guid id, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Show(id, new(null, null, null, []), who, office, register, names, cancel));
        routes.MapPost("/requests/{id:guid}", Answer);
    }

    /// <summary>The chair's home.</summary>
    internal static async Task<IResult> List(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var transfers = await TransferSheet.OfCollective(register, who.Collective!, cancel);
        var county = await CountyBook.Of(register, cancel);
        var own = new List<Guid>();
        foreach (var transfer in transfers.Where(transfer => TransferTurn.IsOf(who, transfer, [])))
        {
            var outlook = (await office.Desk.Look(office.County, reading => TransferOutlook.Read(reading, transfer.Id, who.Actor!, cancel), cancel))!;
            if (IsTheirOwn(outlook.Next(office.ActOf(who)))) own.Add(transfer.Id);
        }

        return Page.Of<RequestsPage>(new
        {
            ForOthers = (IReadOnlyCollection<Guid>)own,
            Transfers = transfers,
            DaysLeft = (Func<TransferSheet, int?>)(transfer => DueOf(transfer, county)?.DaysLeft(office.Today)),
            Waiting = await CasePages.WaitingAt(who, office, register, cancel),
            Names = await names.InFull(who, transfers.SelectMany(transfer => transfer.Parties), cancel),
        });
    }

    /// <summary>True where the chair, or a relative, is of one of the two households.</summary>
    internal static bool IsTheirOwn(IEnumerable<NextAct> acts) =>
        acts.Any(next => next.Act == MarketAct.AgreeAsIssuer && next.Hindrance?.Rule is { } rule && (rule == Conflict.ApprovesOwnCase || rule == Conflict.ApprovesRelativesCase));

    /// <summary>How long the board has got to refuse, as the county's setting was when it was asked; null before that, and once it answered.</summary>
    private static RunningLimit? DueOf(TransferSheet sheet, County county) =>
        sheet is { IsOpen: true, IssuerAnswer: null, AskedOn: { } asked } ? county.On(asked, sheet.Collective).Of(CountySettings.IssuerAnswer).From(asked, county.Calendar) : null;

    private static async Task<IResult> Show(Guid id, Sent sent, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await TransferSheet.Of(register, id, cancel) is not { } sheet || sheet.Collective != who.Collective) return Page.Missing;

        var outlook = (await office.Desk.Look(office.County, reading => TransferOutlook.Read(reading, id, who.Actor!, cancel), cancel))!;
        return Page.Of<RequestPage>(
            new
            {
                Transfer = sheet,
                Holds = await StandingHold.OfParcels(register, [.. sheet.Parcels.Select(parcel => parcel.Code)], office.Today, cancel),
                Acts = outlook.Next(office.ActOf(who)),
                Reasons = RefusalReason.On(office.Today).ToList(),
                Terms = outlook.Transfer.Agreed!,
                BuyerSince = (await HouseholdSheet.Of(register, sheet.To, cancel))!.LegalDay,
                Command = Guid.CreateVersion7(),
                RefuseCommand = Guid.CreateVersion7(),
                sent.Reason,
                sent.Statement,
                Errors = (IReadOnlyDictionary<string, string>)sent.Errors,
                Due = DueOf(sheet, await CountyBook.Of(register, cancel)),
                office.Today,
                Said = await office.Desk.StatementOn(office.County, sheet, who.Actor!.ToString()!, cancel),
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
                Sketch = await Sketch.Of(register, [.. sheet.Parcels.Select(parcel => parcel.Code)], cancel),
                Names = await names.InFull(who, sheet.Parties, cancel),
            },
            sent.Answer is null && sent.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Answer(
        Guid id,
        [FromForm] Guid command,
        [FromForm] bool agrees,
        [FromForm] string? reason,
        [FromForm] string? statement,
        Visitor who,
        Office office,
        NpgsqlDataSource register,
        Names names,
        IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        if (!agrees && string.IsNullOrEmpty(reason)) errors["reason"] = T["请选一条法律写明的理由"];
        if (!agrees && string.IsNullOrWhiteSpace(statement)) errors["statement"] = T["请说清楚是怎么回事"];
        if (errors.Count > 0) return await Show(id, new(null, reason ?? "", statement, errors), who, office, register, names, cancel);

        var answer = await office.Desk.Enter(
            agrees ? new AnswerAsIssuer(id, true) : new AnswerAsIssuer(id, false, reason, statement), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/requests/{id}") : await Show(id, new(answer, reason, statement, []), who, office, register, names, cancel);
    }

    private sealed record Sent(Answer? Answer, string? Reason, string? Statement, Dictionary<string, string> Errors);
}
