using RuralRights.Domain.Law;

namespace RuralRights.Domain.Settlement;

/// <summary>Where the register has it from that somebody settled in town.</summary>
public enum SettlementSource
{
    /// <summary>Data of the public security organs 公安机关数据.</summary>
    PublicSecurity,

    /// <summary>The person's own word 本人申报.</summary>
    Self,

    /// <summary>The village, which knows its people 村级登记.</summary>
    Village,
}

/// <summary>The three criteria of the city's founding policy, measure (十二); any one of them is enough.</summary>
public enum SettlementCriterion
{
    /// <summary>Lives or studies in town 在城镇居住或就学.</summary>
    LivesOrStudiesInTown,

    /// <summary>Works in town 在城镇就业.</summary>
    WorksInTown,

    /// <summary>Enjoys the services of the town 享有城镇公共服务.</summary>
    EnjoysTownServices,
}

/// <summary>What is said of one person's settling in town.</summary>
/// <param name="SettledOn">Day on which the person settled.</param>
/// <param name="FromDivision">Division left, 6, 9 or 12 digits.</param>
/// <param name="ToDivision">Division moved to, 6, 9 or 12 digits.</param>
/// <param name="ResidencePermit">True when it rests on a residence permit (居住证) rather than on a household registration moved.</param>
/// <param name="Criteria">Which criteria are met.</param>
public sealed record SettlementStatement(
    DateOnly SettledOn,
    string FromDivision,
    string ToDivision,
    bool ResidencePermit,
    IReadOnlyList<SettlementCriterion> Criteria);

/// <summary>Somebody reported that a person settled in town; nobody has checked it yet.</summary>
/// <param name="Settlement">Id of the report, which the record keeps.</param>
/// <param name="Person">Who settled.</param>
/// <param name="Household">18-digit contractor code of the person's household.</param>
/// <param name="Statement">What is said.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Provenance">Day, actor, authority, case; the papers it rests on are its documents.</param>
public sealed record UrbanSettlementReported(
    Guid Settlement, Guid Person, string Household, SettlementStatement Statement, SettlementSource Source, Provenance Provenance) : IFact;

/// <summary>
/// A person settled in town (进城落户), and somebody other than the reporter compared it with the papers. It protects: it changes
/// no right, no membership and no case, and no act follows from it.
/// </summary>
/// <param name="Settlement">Id of the record.</param>
/// <param name="Person">Who settled.</param>
/// <param name="Household">18-digit contractor code of the person's household.</param>
/// <param name="Statement">What stands.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Checker">Who compared it with the papers.</param>
/// <param name="Provenance">Day, actor, authority, case; every paper seen so far is among its documents.</param>
public sealed record UrbanSettlementRecorded(
    Guid Settlement, Guid Person, string Household, SettlementStatement Statement, SettlementSource Source, string Checker, Provenance Provenance) : IFact;

/// <summary>A report or record of a settlement was wrong, and this is what is right instead.</summary>
/// <param name="Settlement">Id of what was wrong.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Household">18-digit contractor code of the person's household.</param>
/// <param name="Before">What it said.</param>
/// <param name="After">What is right; null when the person did not settle at all.</param>
/// <param name="Checker">Who answers for what is right; null while it still has to be checked, or when nothing is left to check.</param>
/// <param name="Grounds">SHA-256 of the reason as it was written.</param>
/// <param name="Provenance">Day, actor, authority, case; every paper seen so far is among its documents.</param>
public sealed record UrbanSettlementCorrected(
    Guid Settlement,
    Guid Person,
    string Household,
    SettlementStatement Before,
    SettlementStatement? After,
    string? Checker,
    string Grounds,
    Provenance Provenance) : IFact;
