using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The registrar issues the first certificate of a right (颁发).</summary>
/// <param name="Right">Code of the right.</param>
public sealed record IssueCertificate(string Right)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(ContractRight right, Household household, NewPaper paper, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (right.Certificate is { } current) return Refuse(CertificateIsCurrent, current.Serial);

        var provenance = act.After([NotTheRegistrar, RightIsUnknown, RightHasEnded, .. Conflict.Checked, CertificateIsCurrent]);
        return Enter([.. paper.IssueFor(Right, null, CertificateOccasion.First, null, provenance)]);
    }
}
