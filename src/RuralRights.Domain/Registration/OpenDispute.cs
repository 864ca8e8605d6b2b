using System.Globalization;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DisputeRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Registration;

/// <summary>
/// A household brings a dispute over parcels of a right, in writing or by telling a desk (提出争议). Somebody who inherited a homestead and is of no
/// household of the collective brings one over it, or over a neighbour's plot, for themselves; where the desk writes it down, they prove there
/// that it is theirs.
/// </summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Parcels">The parcels in dispute; no other parcel is held.</param>
/// <param name="Claimant">18-digit code of the household that claims; empty for an heir who claims for themselves.</param>
/// <param name="Matter">What it is about.</param>
/// <param name="KnownOn">Day on which it knew.</param>
/// <param name="Words">What is claimed; only its hash enters the ledger.</param>
/// <param name="Own">Plot code of the homestead that the heir holds; null for a household.</param>
public sealed record OpenDispute(string Right, IReadOnlyList<string> Parcels, string Claimant, DisputeMatter Matter, DateOnly KnownOn, string Words, string? Own = null)
{
    /// <summary>What an heir who told it at a desk confirms, word by word.</summary>
    public string Text =>
        $"""
        登记事项：提出争议
        争议的地：{string.Join('、', Parcels)}
        争的是什么：{NameOf(Matter)}
        什么时候知道的：{KnownOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}
        本人说的：{Words}
        提出以后：争议了结以前，这块地不能转移、更正、退出，也不能改变利用现状。
        可以反悔：本人随时可以撤回，不需要理由。
        """.ReplaceLineEndings("\n");

    /// <summary>The order of the rules: who asks, for whom, about what, and whether it is before somebody already.</summary>
    /// <param name="right">The right.</param>
    /// <param name="claimant">The household that claims; unknown for an heir.</param>
    /// <param name="own">The homestead that the heir holds; unknown for a household.</param>
    /// <param name="collective">The collective that owns the land.</param>
    /// <param name="id">Id of the dispute.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="isWrittenDown">True when an heir told it and the desk wrote it down.</param>
    public Decision Decide(ILandRight right, Household claimant, HomesteadRight own, Collective collective, Guid id, Act act, bool isWrittenDown = false)
    {
        var isHeir = Claimant.Length == 0;
        var told = !isHeir && act.Actor is (Actor.VillageClerk or Actor.TownshipOfficer) && collective.IsServedBy(act.Actor, act.Today);
        var asks = act.Actor is Actor.Farmer farmer && (isHeir ? own.IsHeldBy(farmer.Person) : claimant.MayBeSpokenForBy(farmer));
        if (!told && !asks) return Refuse(NotTheClaimant);
        if (!right.IsKnown) return Refuse(LandRight.IsHomestead(Right) ? HomesteadRules.HomesteadIsUnknown : RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (isHeir ? own.Collective != right.Collective : !claimant.BelongsTo(right.Collective)) return Refuse(ClaimantIsUnknown, isHeir ? own.Code : Claimant);
        if (!ContractRight.AreChosen(Parcels)) return Refuse(NoParcelChosen);
        if (Parcels.FirstOrDefault(parcel => !right.Covers(parcel)) is { } stranger) return Refuse(ParcelNotInRight, stranger);
        if (!DisputeLadder.Fits(Matter, Right)) return Refuse(DisputeIsOfOtherLand);
        if (string.IsNullOrWhiteSpace(Words) || KnownOn > act.Today) return Refuse(ClaimIsIncomplete);
        if (Parcels.FirstOrDefault(parcel => right.Encumbrances.Values.Any(held => held.Kind == EncumbranceKind.Dispute && held.Holds(parcel, act.Today))) is { } open)
            return Refuse(DisputeIsOpenAlready, open);

        var provenance = act.After(
            NotTheClaimant, LandRight.IsHomestead(Right) ? HomesteadRules.HomesteadIsUnknown : RightIsUnknown, RightHasEnded, ClaimantIsUnknown, NoParcelChosen, ParcelNotInRight, DisputeIsOfOtherLand, ClaimIsIncomplete, DisputeIsOpenAlready);
        return Enter(
            new StreamFact(Streams.Dispute(id), new DisputeOpened(
                id, Right, right.Collective, Claimant, Parcels, Matter, KnownOn, told || isWrittenDown, SealedWords.HashOf(Words), provenance, isHeir ? act.Actor.Person : null)),
            new StreamFact(LandRight.StreamOf(Right), new EncumbranceEntered(Right, id, EncumbranceKind.Dispute, Parcels, null, Streams.Dispute(id), provenance)));
    }

    private static string NameOf(DisputeMatter matter) => matter switch
    {
        DisputeMatter.Contract => "承包合同的订立、履行、变更、解除和终止",
        DisputeMatter.Circulation => "转让、互换、出租等流转",
        DisputeMatter.TakingBack => "收回、调整承包地",
        DisputeMatter.Confirmation => "承包经营权归谁",
        DisputeMatter.HomesteadUse => "宅基地使用权归谁",
        DisputeMatter.HomesteadBoundary => "宅基地的界线",
        DisputeMatter.Infringement => "承包地被侵占、损害",
        _ => throw new ArgumentOutOfRangeException(nameof(matter)),
    };
}
