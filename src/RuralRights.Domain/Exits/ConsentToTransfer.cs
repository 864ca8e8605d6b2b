using System.Diagnostics.CodeAnalysis;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Exits;

/// <summary>A co-holder of the transferor consents to exactly the terms shown (同意转让).</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Terms">Hash of the terms as shown, see <see cref="TransferTerms.Hash"/>.</param>
/// <param name="Ward">The holder for whom a guardian speaks; null when the holder speaks.</param>
public sealed record ConsentToTransfer(Guid Transfer, string Terms, Guid? Ward = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Transfer transfer, Household transferor, Act act)
    {
        if (transfer.Agreed is not { } agreed) return Refuse(TransferIsUnknown);
        if (!IsCoHolder(act.Actor, agreed, transferor, out var holder)) return Refuse(NotACoHolder);
        if (transfer.WhyClosed is { } closed) return Refuse(closed);
        if (Terms != transfer.Terms) return Refuse(TermsDiffer);
        if (transfer.Consents.Contains(holder.Person)) return Refuse(ConsentAlreadyGiven);

        var provenance = act.After(TransferIsUnknown, NotACoHolder, TransferIsRegistered, TransferIsWithdrawn, TermsDiffer, ConsentAlreadyGiven);
        return Enter(new StreamFact(Streams.Transfer(Transfer), new HolderConsented(Transfer, holder.Person, Terms, provenance)));
    }

    /// <summary>True for a co-holder of the transferor acting in person; the representative alone does not hold the right of the others.</summary>
    internal static bool IsCoHolder(Actor actor, TransferTerms agreed, Household transferor, [NotNullWhen(true)] out Actor.Farmer? holder)
    {
        holder = actor as Actor.Farmer;
        return holder is not null
            && transferor.Code == agreed.From
            && holder.Household == agreed.From
            && transferor.CoHolders.Contains(holder.Person);
    }
}
