using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Exits;

/// <summary>A co-holder takes a consent back, any time before entry (撤回同意). No reason is asked and nothing else changes.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Ward">The holder for whom a guardian speaks; null when the holder speaks.</param>
public sealed record WithdrawConsent(Guid Transfer, Guid? Ward = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Transfer transfer, Household transferor, Act act)
    {
        if (transfer.Agreed is not { } agreed) return Refuse(TransferIsUnknown);
        if (!ConsentToTransfer.IsCoHolder(act.Actor, agreed, transferor, out var holder)) return Refuse(NotACoHolder);
        if (transfer.WhyClosed is { } closed) return Refuse(closed);
        if (!transfer.Consents.Contains(holder.Person)) return Refuse(NoConsentToWithdraw);

        var provenance = act.After(TransferIsUnknown, NotACoHolder, TransferIsRegistered, TransferIsWithdrawn, NoConsentToWithdraw);
        return Enter(new StreamFact(Streams.Transfer(Transfer), new HolderConsentWithdrawn(Transfer, holder.Person, provenance)));
    }
}
