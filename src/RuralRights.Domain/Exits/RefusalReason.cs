using RuralRights.Domain.Law;

namespace RuralRights.Domain.Exits;

/// <summary>A reason for which an issuer may refuse a transfer (不同意转让的法定理由).</summary>
/// <remarks>No statute lists them, so they are dated: a reason is lawful on the days between its first and its last.</remarks>
/// <param name="Code">Name that stays for ever.</param>
/// <param name="Chinese">As an official would say it.</param>
/// <param name="English">The same in English.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it holds.</param>
public sealed record RefusalReason(string Code, string Chinese, string English, LegalBasis Basis, DateOnly From, DateOnly? To = null)
{
    private static readonly DateOnly MeasuresInForce = new(2023, 5, 1);

    /// <summary>All reasons, those no longer lawful included.</summary>
    public static IReadOnlyList<RefusalReason> All { get; } =
    [
        new("transferee-is-outsider", "受让方不是本集体经济组织的农户", "The buyer is not a household of this collective", LegalBasis.RuralLandContractingLaw(34), MeasuresInForce),
        new("consent-is-missing", "有共有人不同意", "A co-holder does not consent", LegalBasis.ContractMeasures(15), MeasuresInForce),
        new("right-is-disputed", "转出方不是权利人，或者权属有争议、被查封", "The seller does not hold the right, or it is disputed or seized", LegalBasis.RegistrationRegulation(22), MeasuresInForce),
        new("term-is-exceeded", "约定期限超过承包期剩余期限", "The term agreed on exceeds what remains", LegalBasis.ContractMeasures(20), MeasuresInForce),
        new("use-would-change", "会改变土地的农业用途", "The land would no longer be farmed", LegalBasis.RuralLandContractingLaw(38), MeasuresInForce),
        new("fraud-or-coercion", "查实存在欺诈、胁迫", "Fraud or coercion was found", LegalBasis.RuralLandContractingLaw(60), MeasuresInForce),
    ];

    /// <summary>The reasons that are lawful on a day.</summary>
    public static IEnumerable<RefusalReason> On(DateOnly day) => All.Where(reason => reason.From <= day && (reason.To is null || day <= reason.To));
}
