using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;

namespace RuralRights.Domain.Exits;

/// <summary>The issuer agrees to a transfer, or refuses it for a reason the law knows (发包方答复).</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Agrees">True to agree.</param>
/// <param name="Reason">Code of a <see cref="RefusalReason"/>; null when agreeing.</param>
/// <param name="Statement">The grounds in the board's own words; null when agreeing. Only its hash enters the ledger.</param>
public sealed record AnswerAsIssuer(Guid Transfer, bool Agrees, string? Reason = null, string? Statement = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Transfer transfer, Household transferor, Household transferee, Relatives relatives, Act act)
    {
        if (transfer.Agreed is not { } agreed) return Refuse(TransferIsUnknown);
        if (act.Actor is not Actor.Chair chair || chair.Collective != agreed.Collective) return Refuse(NotTheChair);
        if (Conflict.Of(chair, [], [transferor, transferee], relatives) is { } conflict) return conflict;
        if (transfer.WhyClosed is { } closed) return Refuse(closed);
        if (!transfer.EveryHolderConsented(transferor)) return Refuse(HolderHasNotConsented);
        if (transfer.Answer == IssuerAnswer.Consented || (transfer.Answer == IssuerAnswer.Refused && !Agrees)) return Refuse(IssuerHasAnswered);

        var provenance = act.After([NotTheChair, .. Conflict.Checked, TransferIsRegistered, TransferIsWithdrawn, HolderHasNotConsented, IssuerHasAnswered]);
        if (Agrees) return Enter(new StreamFact(Streams.Transfer(Transfer), new IssuerConsented(Transfer, provenance)));
        if (Reason is null || RefusalReason.On(act.Today).All(reason => reason.Code != Reason)) return Refuse(ReasonIsNotLawful);
        if (string.IsNullOrWhiteSpace(Statement)) return Refuse(RefusalHasNoStatement);

        return Enter(new StreamFact(Streams.Transfer(Transfer), new IssuerRefused(Transfer, Reason, SealedWords.HashOf(Statement), provenance)));
    }
}
