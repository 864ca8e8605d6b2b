using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The registrar enters that the loss of a certificate was announced (遗失声明), which starts the time before it is reissued.</summary>
/// <remarks>The paper stays the current one until another takes its place: a loss takes nothing from anybody. A later entry corrects the day of an earlier one.</remarks>
/// <param name="Right">Code of the right.</param>
/// <param name="AnnouncedOn">Day on which the loss was announced on the authority's site.</param>
public sealed record AnnounceLoss(string Right, DateOnly AnnouncedOn)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(ContractRight right, Household household, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.Registrar) return Refuse(NotTheRegistrar);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (Conflict.Of(act.Actor, [], [household], relatives) is { } conflict) return conflict;
        if (right.Certificate is not { } current) return Refuse(NoCurrentCertificate);
        if (AnnouncedOn < current.IssuedOn || AnnouncedOn > act.Today) return Refuse(AnnouncementDayIsWrong);

        var provenance = act.After([NotTheRegistrar, RightIsUnknown, RightHasEnded, .. Conflict.Checked, NoCurrentCertificate, AnnouncementDayIsWrong]);
        return Enter(new StreamFact(Streams.Right(Right), new CertificateLossAnnounced(Right, current.Id, AnnouncedOn, provenance)));
    }
}
