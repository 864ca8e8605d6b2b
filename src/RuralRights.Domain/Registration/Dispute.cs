using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A dispute as decisions see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Right">Code of the right.</param>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Claimant">18-digit code of the household that claims; empty for an heir who claims for themselves.</param>
/// <param name="Parcels">The parcels in dispute.</param>
/// <param name="KnownOn">Day from which the limitation runs.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="On">The day from which what runs there runs.</param>
/// <param name="Extended">True once the commission took more time.</param>
public sealed record Dispute(
    Guid Id, string Right, string Collective, string Claimant, IReadOnlyList<string> Parcels, DateOnly KnownOn, DisputeStage Stage, DateOnly On, bool Extended) : IState<Dispute>
{
    /// <inheritdoc/>
    public static Dispute Unknown { get; } = new(Guid.Empty, "", "", "", [], default, DisputeStage.None, default, false);

    /// <summary>Who claims for themselves; null for a household.</summary>
    public Guid? Heir { get; private init; }

    /// <summary>Who brought it or wrote it down, as facts name them.</summary>
    public IReadOnlyList<string> Authors { get; private init; } = [];

    /// <summary>The same, written down by whoever helped the heir who told it.</summary>
    public Dispute WrittenDownBy(string official) => this with { Authors = [.. Authors, official] };

    /// <summary>Whoever claims, as a party: the household, or the heir alone.</summary>
    public Household PartyOf(Household claimant) => Heir is { } heir ? Household.Unknown with { Representative = heir } : claimant;

    /// <summary>True when the farmer speaks for whoever claims.</summary>
    public bool IsSpokenForBy(Actor.Farmer farmer, Household claimant) => Heir is { } heir ? farmer.Person == heir : claimant.MayBeSpokenForBy(farmer);

    /// <inheritdoc/>
    public Dispute Evolve(object fact) => fact switch
    {
        DisputeOpened e => new(e.Dispute, e.Right, e.Collective, e.Claimant, e.Parcels, e.KnownOn, DisputeStage.Opened, e.Provenance.LegalDay, false) { Heir = e.Heir, Authors = [e.Provenance.Actor] },
        DisputeAdvanced { Step: DisputeStep.Extend } => this with { Extended = true },
        DisputeAdvanced e => this with { Stage = e.To, On = e.On, Extended = false },
        _ => this,
    };
}
