using RuralRights.Domain.Law;

namespace RuralRights.Domain.Market;

/// <summary>What can stand in the way in a collective's room.</summary>
public static class MarketRules
{
    /// <summary>No such listing.</summary>
    public static readonly Rule ListingIsUnknown = new(
        "listing-is-unknown",
        "没有这个挂牌。",
        "There is no such listing.",
        LegalBasis.Bookkeeping,
        "请回到本集体的交易大厅重新选择。",
        "Go back to the room of your collective and choose again.");

    /// <summary>A parcel is offered once at a time.</summary>
    public static readonly Rule ParcelAlreadyListed = new(
        "parcel-already-listed",
        "这块地已经在挂牌，或者已经约定转让给他人。",
        "This parcel is on offer already, or agreed to somebody.",
        LegalBasis.Bookkeeping,
        "请先撤回原来的挂牌或转让。",
        "Withdraw the earlier listing or transfer first.");

    /// <summary>The price is an amount that can be paid.</summary>
    public static readonly Rule PriceCannotBePaid = new(
        "price-cannot-be-paid",
        "价款必须大于零，最多两位小数。",
        "The price must be more than zero, with at most two decimals.",
        LegalBasis.RuralLandContractingLaw(39),
        "请填写元为单位的金额，例如 12600.00。",
        "Write an amount in yuan, such as 12600.00.");

    /// <summary>The land stays within the collective that owns it; a neighbour group is another collective.</summary>
    public static readonly Rule TransfereeIsOutsider = new(
        "transferee-is-outsider",
        "受让方不是该地块所属集体经济组织的农户。",
        "The buyer is not a household of the collective that owns this parcel.",
        LegalBasis.RuralLandContractingLaw(34),
        "只能转让给同一集体经济组织的农户；其他人可以依法租用土地经营权。",
        "It can pass only to a household of the same collective; others may lease the management right.");

    /// <summary>Nobody buys from himself.</summary>
    public static readonly Rule OwnListing = new(
        "own-listing",
        "不能受让本户自己挂牌的地块。",
        "A household cannot take its own listing.",
        LegalBasis.RuralLandContractingLaw(34),
        "如果不想转让了，请撤回挂牌。",
        "If you have changed your mind, withdraw the listing.");

    /// <summary>The listing was taken back or is entered.</summary>
    public static readonly Rule ListingIsClosed = new(
        "listing-is-closed",
        "这个挂牌已经结束。",
        "This listing is closed.",
        LegalBasis.Bookkeeping,
        "请选择其他挂牌；本户的地块可以重新挂牌。",
        "Choose another; a household may list its parcels again.");

    /// <summary>Somebody has it already.</summary>
    public static readonly Rule ListingIsTaken = new(
        "listing-is-taken",
        "这个挂牌已有农户受让，正在办理转让。",
        "A household has taken this listing; its transfer is under way.",
        LegalBasis.Bookkeeping,
        "要停止，请撤回这笔转让；登簿之前任何时候都可以，不需要理由。",
        "To stop it, withdraw the transfer: possible at any time before entry, without a reason.");
}
