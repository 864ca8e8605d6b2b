using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Market;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Market;

/// <summary>The room of a collective: list, look, take, take back.</summary>
public static class MarketPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/room", ShowRoom);
        routes.MapGet("/listings/{id:guid}", ShowOffer);
        routes.MapGet("/rights/{code:length(19)}/list", AskForListing);
        routes.MapPost("/rights/{code:length(19)}/list", OpenListing);
        routes.MapPost("/listings/{id:guid}/take", Take);
        routes.MapPost("/listings/{id:guid}/withdraw", Withdraw);
    }

    private static async Task<IResult> ShowRoom(Visitor who, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, who.Collective ?? "", cancel) is not { } collective) return Page.Missing;

        return Page.Of<RoomPage>(new { CollectiveName = collective.Name, Offers = await Room.Of(register, collective.Code, cancel) });
    }

    private static async Task<IResult> ShowOffer(Guid id, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        await Offer(id, who, office, register, names, null, StatusCodes.Status200OK, cancel);

    private static async Task<IResult> Offer(Guid id, Visitor who, Office office, NpgsqlDataSource register, Names names, Answer? refused, int status, CancellationToken cancel)
    {
        // To an outsider the room does not exist: not even that there is an offer is said.
        if (await Room.Find(register, id, cancel) is not { } offer || !MaySee(who, offer))
        {
            return refused is null ? Page.Missing : Page.Of<RefusedPage>(new { Rule = refused.Refusal, About = refused.About }, status);
        }

        var holds = offer.State is "open" or "taken" ? await StandingHold.OfParcels(register, [.. offer.Parcels.Select(parcel => parcel.Code)], office.Today, cancel) : [];
        return Page.Of<OfferPage>(
            new
            {
                Offer = offer,
                Holds = (IReadOnlyList<StandingHold>)[.. holds.Where(hold => hold.Right == offer.Right)],
                Names = await names.For(who, offer.Household, holds.Select(hold => hold.Setter).OfType<Guid>(), cancel),
                Command = Guid.CreateVersion7(),
                Sketch = await Sketch.Of(register, [.. offer.Parcels.Select(parcel => parcel.Code)], cancel),
                Refused = refused?.Refusal,
                refused?.About,
            },
            status);
    }

    /// <summary>True for the households of the room, and for those who read the whole register.</summary>
    internal static bool MaySee(Visitor who, Offer offer) => who.ReadsAll || who.Collective == offer.Collective;

    private static async Task<IResult> AskForListing(
        string code, int? step, string[] parcel, string? price, string[] lease, Visitor who, NpgsqlDataSource register, IStringLocalizer<Words> T, CancellationToken cancel) =>
        await Form(new(code, step ?? 1, parcel, lease, price ?? ""), null, who, register, T, cancel);

    private static async Task<IResult> Form(Typed typed, Answer? refused, Visitor who, NpgsqlDataSource register, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await RightSheet.Of(register, typed.Right, cancel) is not { } right) return Page.Missing;
        if (right.Household != who.Household) return Page.Closed;

        var chosen = right.Held.Where(held => typed.Parcels.Contains(held.Parcel) && held.Listing is null && held.SharePart is null).Select(held => held.Parcel).ToList();
        var leases = right.Leases.Where(lease => lease.Parcels.Count == 0 || lease.Parcels.Any(chosen.Contains)).ToList();
        var errors = new Dictionary<string, string>();
        var step = Math.Clamp(typed.Step, 1, 3);
        // Whoever comes back to the form after the parcels were listed is told that, and not to choose what can be chosen no more.
        var listed = refused?.Refusal is null && chosen.Count == 0 ? right.Held.FirstOrDefault(held => typed.Parcels.Contains(held.Parcel) && held.Listing is not null)?.Parcel : null;
        if (step > 1 && chosen.Count == 0)
        {
            if (listed is null && refused is null) errors["parcel"] = T["请至少选一块地"];
            step = 1;
        }

        var priceGiven = TryReadPrice(typed.Price, out var price);
        if (step > 2)
        {
            if (!priceGiven || !Money.TryOf(price, out _)) errors["price"] = T["请写一个大于零的数，最多到分，比如 12600 或 12600.50"];
            if (leases.Any(lease => !typed.Leases.Contains(lease.Code))) errors["lease"] = T["请勾选，把租约告诉要接的人"];
            if (errors.Count > 0) step = 2;
        }

        return Page.Of<ListForm>(
            new
            {
                Right = right,
                Step = step,
                Chosen = chosen,
                Disclosed = typed.Leases,
                Leases = leases,
                PriceText = typed.Price,
                Price = price,
                Command = Guid.CreateVersion7(),
                Sketch = step == 1 ? await Sketch.Of(register, [.. right.Held.Select(held => held.Parcel)], cancel) : null,
                Errors = errors,
                Refused = listed is null ? refused?.Refusal : MarketRules.ParcelAlreadyListed,
                About = listed ?? refused?.About,
            },
            refused is null && errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> OpenListing(
        string code,
        [FromForm] Guid command,
        [FromForm] string? price,
        [FromForm] StringValues? parcel,
        [FromForm] StringValues? lease,
        Visitor who,
        Office office,
        NpgsqlDataSource register,
        IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var typed = new Typed(code, 3, Chosen(parcel), Chosen(lease), price ?? "");
        if (!TryReadPrice(typed.Price, out var yuan)) return await Form(typed, null, who, register, T, cancel);

        var answer = await office.Desk.Enter(new OpenListing(code, typed.Parcels, typed.Leases, yuan), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/listings/{answer.IdOf("listing")}") : await Form(typed, answer, who, register, T, cancel);
    }

    private static async Task<IResult> Take(
        Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var answer = await office.Desk.Enter(new TakeListing(id, who.Household!), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/transfers/{answer.IdOf("transfer")}") : await Offer(id, who, office, register, names, answer, StatusCodes.Status422UnprocessableEntity, cancel);
    }

    private static async Task<IResult> Withdraw(
        Guid id, [FromForm] Guid command, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var answer = await office.Desk.Enter(new WithdrawListing(id), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/listings/{id}") : await Offer(id, who, office, register, names, answer, StatusCodes.Status422UnprocessableEntity, cancel);
    }

    private static string[] Chosen(StringValues? boxes) => boxes is { } ticked ? [.. ticked.OfType<string>()] : [];

    private static bool TryReadPrice(string typed, out decimal price) =>
        decimal.TryParse(typed.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out price);

    private sealed record Typed(string Right, int Step, string[] Parcels, string[] Leases, string Price);
}
