using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A lost certificate is replaced after the loss was announced (补发); the lost paper no longer counts.</summary>
/// <param name="Right">Code of the right.</param>
public sealed record ReissueCertificate(string Right)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="right">The right.</param>
    /// <param name="household">Its holder.</param>
    /// <param name="county">How long a loss is announced, and on which days offices work.</param>
    /// <param name="paper">The new certificate.</param>
    /// <param name="relatives">Relatives of whoever acts.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(ContractRight right, Household household, County county, NewPaper paper, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (right.Certificate is null) return Refuse(NoCurrentCertificate);
        if (right.Certificate.LossAnnouncedOn is not { } announced || !WaitAfter(announced, county).IsOver(act.Today)) return Refuse(LossNotAnnounced);

        var provenance = act.After([NotTheRegistrar, RightIsUnknown, RightHasEnded, .. Conflict.Checked, NoCurrentCertificate, LossNotAnnounced]);
        return Enter([.. paper.IssueFor(Right, right.Certificate, CertificateOccasion.Reissue, CertificateReason.Lost.Chinese, provenance)]);
    }

    /// <summary>How long a loss that was announced on a day is waited for.</summary>
    public static RunningLimit WaitAfter(DateOnly announced, County county) => county.On(announced).Of(CountySettings.LossStatement).From(announced, county.Calendar);
}
