using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;

namespace RuralRights.Domain.Exits;

/// <summary>Either household gives the transfer up, any time before entry (撤回转让). No reason is asked; the listing closes with it.</summary>
/// <param name="Transfer">Id of the transfer.</param>
public sealed record WithdrawTransfer(Guid Transfer)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="transferor">The household that gives the parcels up.</param>
    /// <param name="transferee">The household that takes them.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Transfer transfer, Household transferor, Household transferee, Act act)
    {
        if (transfer.Agreed is null) return Refuse(TransferIsUnknown);
        if (act.Actor is not Actor.Farmer farmer || !(transferor.MayBeSpokenForBy(farmer) || transferee.MayBeSpokenForBy(farmer))) return Refuse(NotOfTheHousehold);
        if (transfer.WhyClosed is { } closed) return Refuse(closed);

        var provenance = act.After(NotOfTheHousehold, TransferIsRegistered, TransferIsWithdrawn);
        return Enter(
            new StreamFact(Streams.Transfer(Transfer), new TransferWithdrawn(Transfer, provenance)),
            new StreamFact(Streams.Listing(transfer.Listing), new ListingClosed(transfer.Listing, ListingEnd.Withdrawn, provenance)));
    }
}
