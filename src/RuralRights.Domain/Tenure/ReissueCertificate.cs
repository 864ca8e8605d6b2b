using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A lost certificate is replaced after the loss was announced (补发); the lost paper no longer counts.</summary>
/// <remarks>
/// Fifteen working days are counted by the State Council's calendar of the year, which the office keeps: it states the last
/// day. What needs no calendar is judged here: fifteen working days are never fewer than fifteen days.
/// </remarks>
/// <param name="Right">Code of the right.</param>
/// <param name="AnnouncedOn">Day on which the loss was announced on the authority's site.</param>
/// <param name="LastDay">Last of the fifteen working days after it.</param>
public sealed record ReissueCertificate(string Right, DateOnly AnnouncedOn, DateOnly LastDay)
{
    private const int LeastDays = 15;

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(ContractRight right, NewPaper paper, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (right.Certificate is null) return Refuse(NoCurrentCertificate);
        if (LastDay < AnnouncedOn.AddDays(LeastDays) || act.Today <= LastDay) return Refuse(LossNotAnnounced);

        var provenance = act.After(NotTheRegistrar, RightIsUnknown, RightHasEnded, NoCurrentCertificate, LossNotAnnounced);
        return Enter([.. paper.IssueFor(Right, right.Certificate, CertificateOccasion.Reissue, CertificateReason.Lost.Chinese, provenance)]);
    }
}
