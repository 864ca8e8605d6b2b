using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A damaged or outdated certificate is taken back and another takes its place (换发).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Reason">Code of a <see cref="CertificateReason"/>.</param>
public sealed record ReplaceCertificate(string Right, string Reason)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(ContractRight right, Household household, NewPaper paper, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (right.Certificate is null) return Refuse(NoCurrentCertificate);
        if (CertificateReason.Find(Reason, CertificateOccasion.Replacement) is not { } reason) return Refuse(ReasonIsNotListed);

        var provenance = act.After([NotTheRegistrar, RightIsUnknown, RightHasEnded, .. Conflict.Checked, NoCurrentCertificate, ReasonIsNotListed]);
        return Enter([.. paper.IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, reason.Chinese, provenance)]);
    }
}
