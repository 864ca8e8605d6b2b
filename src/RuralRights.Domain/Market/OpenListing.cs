using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Market.MarketRules;

namespace RuralRights.Domain.Market;

/// <summary>A household offers parcels for paid transfer in the room of its own collective (挂牌).</summary>
/// <param name="Right">Code of the right the parcels belong to.</param>
/// <param name="Parcels">Parcels offered together.</param>
/// <param name="DisclosedLeases">Leases the household discloses to whoever takes the offer.</param>
/// <param name="Price">Price in yuan for all of them.</param>
public sealed record OpenListing(string Right, IReadOnlyList<string> Parcels, IReadOnlyList<string> DisclosedLeases, decimal Price)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="right">The right the parcels belong to.</param>
    /// <param name="household">Its holder.</param>
    /// <param name="parcelsOnOffer">Parcels of the right that are listed or under transfer already.</param>
    /// <param name="id">Id of the listing to be opened.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(ContractRight right, Household household, IReadOnlyCollection<string> parcelsOnOffer, Guid id, Act act)
    {
        if (act.Actor is not Actor.Farmer farmer || household.Code != right.Household || !household.MayBeSpokenForBy(farmer)) return Refuse(NotOfTheHousehold);
        if (right.Hindrance(Parcels, DisclosedLeases, act.Today, Disposal.Offer) is { } hindrance) return hindrance;
        if (Parcels.FirstOrDefault(parcelsOnOffer.Contains) is { } listed) return Refuse(ParcelAlreadyListed, listed);
        if (!Money.TryOf(Price, out _)) return Refuse(PriceCannotBePaid);

        string[] leases = [.. right.LeasesOf(Parcels, act.Today).Select(lease => lease.Code)];
        var provenance = act.After([NotOfTheHousehold, .. ContractRight.HindrancesChecked, ParcelAlreadyListed, PriceCannotBePaid]);
        return Enter(new StreamFact(Streams.Listing(id), new ListingOpened(id, Right, right.Household, right.Collective, Parcels, leases, Price, provenance)));
    }
}
