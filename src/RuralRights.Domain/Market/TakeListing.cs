using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Market.MarketRules;

namespace RuralRights.Domain.Market;

/// <summary>A household of the owner collective takes an offer, which opens a transfer (转让); nothing moves yet.</summary>
/// <param name="Listing">Id of the listing.</param>
/// <param name="By">Contractor code of the household that takes it.</param>
public sealed record TakeListing(Guid Listing, string By)
{
    /// <summary>
    /// The order of the rules is the order of the law, with the outsider stopped before anything is said about the offer: the
    /// room of a collective is open to its own households only.
    /// </summary>
    /// <param name="listing">The offer.</param>
    /// <param name="right">The right the parcels belong to.</param>
    /// <param name="taker">The household that takes it.</param>
    /// <param name="transfer">Id of the transfer this opens.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Listing listing, ContractRight right, Household taker, Guid transfer, Act act)
    {
        if (listing.Stage == ListingStage.None) return Refuse(ListingIsUnknown);
        if (act.Actor is not Actor.Farmer farmer || taker.Code != By || !taker.MayBeSpokenForBy(farmer)) return Refuse(NotOfTheHousehold);
        if (!taker.BelongsTo(listing.Collective)) return Refuse(TransfereeIsOutsider, listing.Collective);
        if (taker.Code == listing.Household) return Refuse(OwnListing);
        if (listing.Stage == ListingStage.Closed) return Refuse(ListingIsClosed);
        if (listing.Stage == ListingStage.Taken) return Refuse(ListingIsTaken);
        if (right.Hindrance(listing.Parcels, listing.Leases, act.Today, Disposal.Offer) is { } hindrance) return hindrance;

        var terms = new TransferTerms(
            listing.Right,
            listing.Household,
            By,
            listing.Collective,
            listing.Parcels,
            right.ContractAreaOf(listing.Parcels),
            [.. listing.Parcels.Select(parcel => right.Holdings[parcel].TermTo)],
            listing.Leases,
            listing.Price);
        var provenance = act.After(
            [ListingIsUnknown, NotOfTheHousehold, TransfereeIsOutsider, OwnListing, ListingIsClosed, ListingIsTaken, .. ContractRight.HindrancesChecked]);
        return Enter(
            new StreamFact(Streams.Listing(Listing), new ListingTaken(Listing, By, transfer, provenance)),
            new StreamFact(Streams.Transfer(transfer), terms.Agree(transfer, Listing, provenance)));
    }
}
