using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>A second administrator approves an office that another one proposed (核准).</summary>
/// <param name="Person">Who would hold it.</param>
/// <param name="Grant">Id of the grant.</param>
public sealed record ApproveOffice(Guid Person, Guid Grant)
{
    private static readonly Rule[] Checked = [NotAnAdministrator, GrantIsUnknown, GrantConcernsYourself, SamePersonApproves, GrantIsDecided, GrantHasEnded];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(OfficesHeld offices, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!offices.Grants.TryGetValue(Grant, out var grant) || !grant.Role.HasItsPlaceIn(administrator.County, grant.Place)) return Refuse(GrantIsUnknown);
        if (Person == administrator.Person) return Refuse(GrantConcernsYourself);
        if (administrator.IsSamePersonAs(grant.ProposedBy)) return Refuse(SamePersonApproves);
        if (grant.IsApproved || grant.IsClosed) return Refuse(GrantIsDecided);
        if (grant.IsOverOn(act.Today)) return Refuse(GrantHasEnded);

        return Enter(new StreamFact(Streams.Offices(Person), new OfficeGranted(Grant, Person, act.After(Checked))));
    }
}
