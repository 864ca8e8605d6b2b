using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The certificate of a right that has ended is voided with nothing in its place (注销).</summary>
/// <remarks>A living right never loses its paper this way: a household is not to be talked out of its proof.</remarks>
/// <param name="Right">Code of the right.</param>
public sealed record VoidCertificate(string Right)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(ContractRight right, Household household, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (right.Certificate is not { } current) return Refuse(NoCurrentCertificate);
        if (!right.HasEnded) return Refuse(RightIsAlive, right.Code);

        var provenance = act.After([NotTheRegistrar, RightIsUnknown, .. Conflict.Checked, NoCurrentCertificate, RightIsAlive]);
        return Enter(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, current.Id, CertificateReason.RightEnded.Chinese, provenance)));
    }
}
