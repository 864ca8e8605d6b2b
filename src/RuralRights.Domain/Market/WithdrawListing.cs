using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Market.MarketRules;

namespace RuralRights.Domain.Market;

/// <summary>The household takes its offer back; no reason is asked.</summary>
/// <param name="Listing">Id of the listing.</param>
public sealed record WithdrawListing(Guid Listing)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Listing listing, Household household, Act act)
    {
        if (listing.Stage == ListingStage.None) return Refuse(ListingIsUnknown);
        if (act.Actor is not Actor.Farmer farmer || household.Code != listing.Household || !household.MayBeSpokenForBy(farmer)) return Refuse(NotOfTheHousehold);
        if (listing.Stage == ListingStage.Closed) return Refuse(ListingIsClosed);
        if (listing.Stage == ListingStage.Taken) return Refuse(ListingIsTaken);

        var provenance = act.After(ListingIsUnknown, NotOfTheHousehold, ListingIsClosed, ListingIsTaken);
        return Enter(new StreamFact(Streams.Listing(Listing), new ListingClosed(Listing, ListingEnd.Withdrawn, provenance)));
    }
}
