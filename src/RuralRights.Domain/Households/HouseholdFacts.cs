using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>A person of a household as the survey lists them.</summary>
/// <param name="Person">Opaque id in the people vault.</param>
/// <param name="Relation">Relation to the head, two digits of GB/T 4761.</param>
/// <param name="CoHolder">True when the person shares the right (共有人).</param>
/// <param name="Mark">Member remark code of table C18, such as 1 for a married-out daughter; null when none. It never ends a right.</param>
public sealed record HouseholdMember(Guid Person, string Relation, bool CoHolder, string? Mark);

/// <summary>A contractor (承包方) and its people entered the register.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Collective">14-digit code of the collective it belongs to.</param>
/// <param name="Kind">Household, person or unit.</param>
/// <param name="Representative">Who signs for it (承包方代表); the right-holder is the household.</param>
/// <param name="Members">Family members in the order of the survey.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HouseholdRegistered(
    string Household,
    string Collective,
    ContractorKind Kind,
    Guid Representative,
    IReadOnlyList<HouseholdMember> Members,
    Provenance Provenance) : IFact;

/// <summary>Another of the household signs for it from now on (承包方代表变更).</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Representative">Who signs.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RepresentativeChanged(string Household, Guid Representative, Provenance Provenance) : IFact;

/// <summary>The list of a household's people changed (家庭成员变更); it is given whole, as it stands from now on.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Members">Everybody on the list.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HouseholdMembersChanged(string Household, IReadOnlyList<HouseholdMember> Members, Provenance Provenance) : IFact;

/// <summary>A household is one no longer: it joined another, or nobody of it is alive.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Cause">Stream of the act that ended it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HouseholdEnded(string Household, string Cause, Provenance Provenance) : IFact;

/// <summary>A household that returned land of its own will is contracted no new land before this term is over (承包期内不得再要求承包土地).</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Until">Last day of the bar.</param>
/// <param name="Cause">Stream of the act that brought it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HouseholdBarred(string Household, DateOnly Until, string Cause, Provenance Provenance) : IFact;

/// <summary>A name or an identity number of somebody was put right (更正). Neither stands here: the people vault holds both the old and the new.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Person">Who.</param>
/// <param name="Correction">What was put right, and why.</param>
/// <param name="Draft">Id under which the vault keeps what was entered.</param>
/// <param name="Evidence">SHA-256 of the household register or identity card.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record PersonCorrected(string Household, Guid Person, PersonCorrection Correction, Guid Draft, string Evidence, Provenance Provenance) : IFact;
