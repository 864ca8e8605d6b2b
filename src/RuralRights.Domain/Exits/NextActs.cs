using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Exits;

/// <summary>An act in a listing or a transfer.</summary>
public enum MarketAct
{
    /// <summary>Withdraw the listing.</summary>
    WithdrawListing,

    /// <summary>Take the listing.</summary>
    TakeListing,

    /// <summary>Consent to the terms.</summary>
    Consent,

    /// <summary>Take the consent back.</summary>
    WithdrawConsent,

    /// <summary>Agree as issuer.</summary>
    AgreeAsIssuer,

    /// <summary>Refuse as issuer.</summary>
    RefuseAsIssuer,

    /// <summary>Confirm that the price arrived.</summary>
    ConfirmPayment,

    /// <summary>Enter the transfer.</summary>
    Register,

    /// <summary>Give the transfer up.</summary>
    WithdrawTransfer,
}

/// <summary>An act and what forbids it to this actor today.</summary>
/// <param name="Act">The act.</param>
/// <param name="Hindrance">The first rule in its way and what that is about; null when it can be done now.</param>
public sealed record NextAct(MarketAct Act, Decision.Refused? Hindrance)
{
    /// <summary>True when the act would be entered if asked for now.</summary>
    public bool IsAvailable => Hindrance is null;
}

/// <summary>What may be done next, as data: it feeds buttons, links of the API and tests.</summary>
/// <remarks>There is no second copy of the law here: each act is asked whether it would be entered.</remarks>
public static class NextActs
{
    private static readonly IReadOnlyList<NewPaper> SomePapers = NewPaper.Blank(2);

    /// <summary>What this actor may do with a listing.</summary>
    public static IReadOnlyList<NextAct> For(Listing listing, ContractRight right, Household owner, Household actorsOwn, Act act) =>
    [
        Asked(MarketAct.WithdrawListing, new WithdrawListing(listing.Id).Decide(listing, owner, act)),
        Asked(MarketAct.TakeListing, new TakeListing(listing.Id, actorsOwn.Code).Decide(listing, right, actorsOwn, Guid.Empty, act)),
    ];

    /// <summary>What this actor may do in a transfer, every act with what forbids it.</summary>
    public static IReadOnlyList<NextAct> For(
        Transfer transfer, Household transferor, Household transferee, ContractRight given, ContractRight taking, Relatives relatives, Act act) =>
    [
        Asked(MarketAct.Consent, new ConsentToTransfer(transfer.Id, transfer.Terms).Decide(transfer, transferor, act)),
        Asked(MarketAct.WithdrawConsent, new WithdrawConsent(transfer.Id).Decide(transfer, transferor, act)),
        Asked(MarketAct.AgreeAsIssuer, new AnswerAsIssuer(transfer.Id, true).Decide(transfer, transferor, transferee, relatives, act)),
        Asked(MarketAct.RefuseAsIssuer, AnyRefusal(transfer, act).Decide(transfer, transferor, transferee, relatives, act)),
        Asked(MarketAct.ConfirmPayment, FullPayment(transfer, transferor, act).Decide(transfer, transferor, act)),
        Asked(MarketAct.Register, new RegisterTransfer(transfer.Id).Decide(transfer, transferor, transferee, given, taking, relatives, SomePapers, act)),
        Asked(MarketAct.WithdrawTransfer, new WithdrawTransfer(transfer.Id).Decide(transfer, transferor, transferee, act)),
    ];

    private static NextAct Asked(MarketAct act, Decision decision) => new(act, decision as Decision.Refused);

    private static AnswerAsIssuer AnyRefusal(Transfer transfer, Act act) =>
        new(transfer.Id, false, RefusalReason.On(act.Today).Select(reason => reason.Code).FirstOrDefault(), "…");

    private static ConfirmPayment FullPayment(Transfer transfer, Household transferor, Act act) =>
        new(transfer.Id, transfer.Agreed?.Price ?? 0, transferor.CoHolders.First(), act.Today, "0");
}
