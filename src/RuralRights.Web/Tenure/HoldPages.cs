using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Tenure;

/// <summary>What was typed to have a right held still.</summary>
public sealed record HoldForm(EncumbranceKind? Kind, IReadOnlyList<string> Parcels, string? Until, string? Document, DocumentsSent Paper, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>Nothing yet.</summary>
    public static readonly HoldForm Empty = new(null, [], null, null, DocumentsSent.Nothing, new Dictionary<string, string>());
}

/// <summary>A right that something may hold still, as the forms need it.</summary>
/// <param name="Code">Code of the right, or of the plot of a homestead.</param>
/// <param name="Household">Contractor code of the holder.</param>
/// <param name="CollectiveName">Name of the collective that owns the land.</param>
/// <param name="Parcels">Its parcels, or the plot, by code, name and the area that is held.</param>
public sealed record HoldableLand(string Code, string Household, string CollectiveName, IReadOnlyList<(string Code, string Name, decimal Area)> Parcels)
{
    /// <summary>Who holds it by the entry itself, whatever the household's list says; nobody for contracted land.</summary>
    public IReadOnlyList<Guid> Holders { get; private init; } = [];

    internal bool IsOf(Visitor who) => who.IsOfHousehold(Household) || (who is { IsPrivate: true, Actor: { } me } && Holders.Contains(me.Person));

    internal static async Task<HoldableLand?> Of(NpgsqlDataSource register, string code, CancellationToken cancel) =>
        LandRight.IsHomestead(code)
            ? await HomesteadSheet.Of(register, code, cancel) is { } homestead ? new(code, homestead.Household, homestead.CollectiveName, [(code, homestead.Place, homestead.RightArea)]) { Holders = homestead.Holders } : null
            : await RightSheet.Of(register, code, cancel) is { } right
                ? new(code, right.Household, right.CollectiveName, [.. right.Held.Select(parcel => (parcel.Parcel, parcel.Name, parcel.ContractArea))])
                : null;
}

/// <summary>Holds on rights: the holder's own lock in one press, and everything else by the registrar on paper.</summary>
public static class HoldPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/rights/{code:length(19)}/lock", Lock);
        routes.MapPost("/rights/{code:length(19)}/holds/{id:guid}/unlock", Unlock);
        routes.MapGet("/rights/{code:length(19)}/holds/new", (string code, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Ask(code, HoldForm.Empty, null, Guid.CreateVersion7(), who, register, names, cancel));
        routes.MapPost("/rights/{code:length(19)}/holds/new", Enter).TakesDocuments();
        routes.MapGet("/rights/{code:length(19)}/holds/{id:guid}", (string code, Guid id, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
            Show(code, id, Sent.Nothing, office, register, cancel));
        routes.MapPost("/rights/{code:length(19)}/holds/{id:guid}/{deed:regex(^(renew|suit|yield|lift)$)}", Do).TakesDocuments();
    }

    /// <summary>Every parcel that is held today, at once: whoever is pressed to sell does not choose among parcels.</summary>
    private static async Task<IResult> Lock(string code, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (await HoldableLand.Of(register, code, cancel) is not { } land || !land.IsOf(who)) return Page.Closed;

        var answer = await office.Desk.Enter(
            new EnterEncumbrance(code, EncumbranceKind.OwnerLock, [.. land.Parcels.Select(parcel => parcel.Code)], null, ""), office.Submit(command, who), cancel);
        return Answered(answer, PageOf(code));
    }

    private static async Task<IResult> Unlock(string code, Guid id, [FromForm] Guid command, Visitor who, Office office, CancellationToken cancel) =>
        Answered(await office.Desk.Enter(new LiftEncumbrance(code, id, ""), office.Submit(command, who), cancel), PageOf(code));

    private static async Task<IResult> Ask(string code, HoldForm typed, Answer? answer, Guid command, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await HoldableLand.Of(register, code, cancel) is not { } land) return Page.Missing;

        var head = (await HouseholdSheet.Representatives(register, [land.Household], cancel)).TryGetValue(land.Household, out var known) ? known : (Guid?)null;
        return Page.Of<HoldFormPage>(
            new { Land = land, Head = head, Names = await names.InFull(who, head is { } one ? [one] : land.Holders, cancel), Typed = typed, Command = command, Refused = answer?.Refusal, answer?.About },
            answer is null && typed.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Enter(
        string code, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var paper = await uploads.ReadOne(form, "paper", needed: true, who, cancel);
        EncumbranceKind? kind = Enum.TryParse<EncumbranceKind>(form["kind"], out var chosen) && Enum.IsDefined(chosen) && chosen != EncumbranceKind.OwnerLock ? chosen : null;
        string[] parcels = [.. form["parcel"].OfType<string>()];
        var (until, document) = ((string?)form["until"], (string?)form["document"]);
        var errors = new Dictionary<string, string>();
        if (kind is null) errors["kind"] = T["请选是什么限制"];
        if (parcels.Length == 0) errors["parcel"] = T["请至少选一块文书写明的地"];
        DateOnly? last = null;
        if (!string.IsNullOrEmpty(until))
        {
            if (DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) last = day;
            else errors["until"] = T["请写成年-月-日"];
        }
        else if (kind == EncumbranceKind.Seizure)
        {
            errors["until"] = T["查封请写明截止日期"];
        }

        if (string.IsNullOrWhiteSpace(document)) errors["document"] = T["请填写文书编号"];
        if (paper.Wrong is { } wrong) errors["paper"] = wrong;
        var typed = new HoldForm(kind, parcels, until, document, paper.Field, errors);
        var command = Guid.TryParse(form["command"], out var id) ? id : Guid.CreateVersion7();
        if (errors.Count > 0) return await Ask(code, typed, null, command, who, register, names, cancel);

        var answer = await office.Desk.Enter(new EnterEncumbrance(code, kind!.Value, parcels, last, document!, paper.Sha256), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See(PageOf(code)) : await Ask(code, typed, answer, Guid.CreateVersion7(), who, register, names, cancel);
    }

    private static async Task<IResult> Show(string code, Guid id, Sent sent, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        if ((await StandingHold.OfRights(register, [code], office.Today, cancel)).Find(hold => hold.Id == id) is not { } hold)
            return sent.Answer is { Refusal: not null } ? Answered(sent.Answer, "") : Page.Missing;

        return Page.Of<HoldPage>(
            new
            {
                Hold = hold,
                UnderWay = await UnderWay.On(register, code, cancel),
                Commands = (IReadOnlyList<Guid>)[Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()],
                Sent = sent.Deed,
                sent.Document,
                Paper = sent.Paper ?? DocumentsSent.Nothing,
                sent.Wrong,
                sent.Until,
                sent.To,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
            },
            sent is { Answer: null, Wrong: null } ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Do(
        string code, Guid id, string deed, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, CancellationToken cancel)
    {
        var (document, until, to) = ((string?)form["document"], (string?)form["until"], (string?)form["to"]);
        var scan = await uploads.ReadOne(form, $"paper-{deed}", needed: true, who, cancel);
        if (scan.Wrong is { } wrong) return await Show(code, id, new(null, deed, document, scan.Field, wrong, until, to), office, register, cancel);

        var by = office.Submit(Guid.TryParse(form["command"], out var command) ? command : Guid.CreateVersion7(), who);
        var paper = document ?? "";
        var answer = deed switch
        {
            // A day that cannot be read is no later day, which is what the law answers.
            "renew" => await office.Desk.Enter(
                new RenewSeizure(code, id, DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue, paper, scan.Sha256), by, cancel),
            "suit" => await office.Desk.Enter(new RecordSuit(code, id, paper, scan.Sha256), by, cancel),
            "yield" => await office.Desk.Enter(new LetHoldYield(code, id, to ?? "", paper, scan.Sha256), by, cancel),
            _ => await office.Desk.Enter(new LiftEncumbrance(code, id, paper, scan.Sha256), by, cancel),
        };
        return answer.IsEntered ? Page.See(PageOf(code)) : await Show(code, id, new(answer, deed, document, scan.Field, null, until, to), office, register, cancel);
    }

    private static IResult Answered(Answer answer, string path) => answer.Refusal is { } rule
        ? Page.Of<RefusedPage>(new { Rule = rule, answer.About }, StatusCodes.Status422UnprocessableEntity)
        : Page.See(path);

    /// <summary>The page of a right, which shows what holds it.</summary>
    internal static string PageOf(string code) => LandRight.IsHomestead(code) ? $"/homesteads/{code}" : $"/rights/{code}";

    private sealed record Sent(Answer? Answer, string? Deed, string? Document, DocumentsSent? Paper, string? Wrong, string? Until, string? To)
    {
        public static readonly Sent Nothing = new(null, null, null, null, null, null, null);
    }
}
