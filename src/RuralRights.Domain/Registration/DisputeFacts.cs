using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>
/// What a dispute is about: contracted land (article 2 of the law on such disputes; compensation for expropriation is none of them), or a
/// homestead (article 14 of the Land Administration Law).
/// </summary>
public enum DisputeMatter
{
    /// <summary>Concluding, performing, changing or ending a contract 承包合同.</summary>
    Contract,

    /// <summary>Passing land or its use to others 流转.</summary>
    Circulation,

    /// <summary>Taking land back or adjusting it 收回、调整承包地.</summary>
    TakingBack,

    /// <summary>Who holds the right 确认承包经营权.</summary>
    Confirmation,

    /// <summary>Who may use a homestead 宅基地使用权归谁.</summary>
    HomesteadUse,

    /// <summary>Where the boundary of a homestead runs 宅基地界线.</summary>
    HomesteadBoundary,

    /// <summary>Infringement of the right 侵害承包经营权.</summary>
    Infringement,
}

/// <summary>A dispute over parcels of a right was opened; it holds exactly these parcels while it is open.</summary>
/// <param name="Dispute">Its id, which is also that of its hold.</param>
/// <param name="Right">Code of the right.</param>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Claimant">18-digit code of the household that claims; empty for an heir who claims for themselves.</param>
/// <param name="Parcels">The parcels in dispute.</param>
/// <param name="Matter">What it is about.</param>
/// <param name="KnownOn">Day on which the claimant knew or should have known, from which the limitation runs.</param>
/// <param name="Oral">True when the request was spoken and the desk wrote it down.</param>
/// <param name="Words">SHA-256 of what is claimed.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Heir">Who claims for themselves; null for a household.</param>
public sealed record DisputeOpened(
    Guid Dispute,
    string Right,
    string Collective,
    string Claimant,
    IReadOnlyList<string> Parcels,
    DisputeMatter Matter,
    DateOnly KnownOn,
    bool Oral,
    string Words,
    Provenance Provenance,
    Guid? Heir = null) : IFact;

/// <summary>A dispute went a step of its ladder.</summary>
/// <param name="Dispute">Its id.</param>
/// <param name="Step">The step.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="On">The day that counts: of acceptance, of service, of filing.</param>
/// <param name="Document">Number of the paper; empty where the step needs none.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record DisputeAdvanced(Guid Dispute, DisputeStep Step, DisputeStage To, DateOnly On, string Document, Provenance Provenance) : IFact;
