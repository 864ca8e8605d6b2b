using RuralRights.Domain.Law;
using static RuralRights.Domain.Tenure.EncumbranceKind;

namespace RuralRights.Domain.Tenure;

/// <summary>What can be done with parcels of a right that something may hold still. A lease is none of it: it leaves the contractor what they are.</summary>
public enum Disposal
{
    /// <summary>They are offered, or an offer of them is taken 挂牌、应牌.</summary>
    Offer,

    /// <summary>They pass to another household 转让、互换登簿.</summary>
    Transfer,

    /// <summary>They move between contracts of the same people 分户、合户.</summary>
    FamilyMove,

    /// <summary>They are divided or joined with others 地块分割、合并.</summary>
    Division,

    /// <summary>They go back to the collective, of the holder's own will or because the house that gave the right is gone 自愿交回、房屋灭失.</summary>
    Return,

    /// <summary>A homestead passes with its house to the heirs 继承登记.</summary>
    Inheritance,
}

/// <summary>What a hold gives way to.</summary>
public enum HoldYields
{
    /// <summary>To no paper: it is lifted, lapses, or stands.</summary>
    ToNothing,

    /// <summary>To the written consent of whom it protects, for one act or for all.</summary>
    ToConsent,

    /// <summary>To a statement of those who ask for one act that they know of it and bear the risk.</summary>
    ToStatementForOneAct,
}

/// <summary>What the law says of one kind of hold: what it stops and what it gives way to.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Yields">What it gives way to.</param>
/// <param name="Stops">What it stops; everything else goes on.</param>
public sealed record HoldLaw(EncumbranceKind Kind, HoldYields Yields, IReadOnlyList<Disposal> Stops)
{
    private static readonly Disposal[] Everything = Enum.GetValues<Disposal>();

    /// <summary>Every kind, in the order in which the law asks: the courts first, the holder's own lock last.</summary>
    /// <remarks>
    /// A court's seizure and an open dispute keep the parcels exactly as they are. An objection entry warns: whoever still wants an
    /// entry states in writing that they know of it (Implementing Rules, article 84), so an offer is open to all who read the
    /// warning. A registry refuses what it knows to be disputed (Interim Regulation on Registration, article 22), so neither is a
    /// disputed parcel divided. A mortgage follows the land, but changes of its holder or its bounds touch the creditor, who consents first. An
    /// expropriation notice keeps the land from passing to others for the compensation, and says nothing of what a family does
    /// among itself, nor of the measuring that the expropriation itself needs. The holder's lock stops all that the holder could
    /// do, so that nobody can make them do it; it does not outlive them, so it stops no heir. Inheritance is nobody's disposal, and waits only
    /// for a court or for a dispute. None of them stops a renewal of the term, a death, a changed certificate or a lease.
    /// </remarks>
    public static IReadOnlyList<HoldLaw> All { get; } =
    [
        new(Seizure, HoldYields.ToNothing, Everything),
        new(Dispute, HoldYields.ToNothing, Everything),
        new(Objection, HoldYields.ToStatementForOneAct, [Disposal.Transfer, Disposal.FamilyMove, Disposal.Return]),
        new(Expropriation, HoldYields.ToNothing, [Disposal.Offer, Disposal.Transfer]),
        new(Mortgage, HoldYields.ToConsent, Everything),
        new(OwnerLock, HoldYields.ToNothing, [.. Everything.Where(disposal => disposal != Disposal.Inheritance)]),
    ];

    /// <summary>The rule by which it stops.</summary>
    public Rule Rule => Kind switch
    {
        Seizure => TenureRules.RightIsSeized,
        Dispute => TenureRules.RightIsInDispute,
        Objection => TenureRules.ObjectionEntryStands,
        Expropriation => TenureRules.ExpropriationIsAnnounced,
        Mortgage => TenureRules.RightIsMortgaged,
        OwnerLock => TenureRules.HolderLockedTheRight,
        _ => throw new InvalidOperationException($"No rule is known by which {Kind} stops."),
    };

    /// <summary>The law of a kind.</summary>
    public static HoldLaw Of(EncumbranceKind kind) => All.First(law => law.Kind == kind);
}
