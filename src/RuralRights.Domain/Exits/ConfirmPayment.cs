using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Exits;

/// <summary>The transferor confirms that the whole price arrived (确认收款). Nobody else can say so for it.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Amount">Amount received, in yuan.</param>
/// <param name="Payee">Co-holder on whose account it arrived.</param>
/// <param name="PaidOn">Day of payment.</param>
/// <param name="Voucher">Number of the bank voucher.</param>
/// <param name="Ward">The holder for whom a guardian speaks; null when the holder speaks.</param>
public sealed record ConfirmPayment(Guid Transfer, decimal Amount, Guid Payee, DateOnly PaidOn, string Voucher, Guid? Ward = null)
{
    private const int LongestVoucher = 64;

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Transfer transfer, Household transferor, Act act)
    {
        if (transfer.Agreed is not { } agreed) return Refuse(TransferIsUnknown);
        if (!ConsentToTransfer.IsCoHolder(act.Actor, agreed, transferor, out _)) return Refuse(NotACoHolder);
        if (transfer.WhyClosed is { } closed) return Refuse(closed);
        if (!transfer.EveryHolderConsented(transferor)) return Refuse(HolderHasNotConsented);
        if (transfer.Answer != IssuerAnswer.Consented) return Refuse(IssuerHasNotConsented);
        if (transfer.Paid) return Refuse(PaymentAlreadyConfirmed);
        if (!transferor.CoHolders.Contains(Payee)) return Refuse(PayeeIsNotTransferor);
        if (Amount != agreed.Price) return Refuse(AmountIsNotThePrice);
        if (PaidOn < transfer.AgreedOn || PaidOn > act.Today || !IsNumber(Voucher)) return Refuse(PaymentHasNoProof);

        var provenance = act.After(
            NotACoHolder,
            TransferIsRegistered,
            TransferIsWithdrawn,
            HolderHasNotConsented,
            IssuerHasNotConsented,
            PaymentAlreadyConfirmed,
            PayeeIsNotTransferor,
            AmountIsNotThePrice,
            PaymentHasNoProof);
        return Enter(new StreamFact(Streams.Transfer(Transfer), new PaymentConfirmed(Transfer, Amount, Payee, PaidOn, Voucher, provenance)));
    }

    /// <summary>True for a number such as banks give: the ledger has no place for a name.</summary>
    private static bool IsNumber(string voucher) => voucher is { Length: > 0 and <= LongestVoucher } && voucher.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
}
