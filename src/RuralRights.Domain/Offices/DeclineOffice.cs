using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>An administrator turns a proposed office down, or takes the own proposal back (不予核准).</summary>
/// <param name="Person">Whom it concerns.</param>
/// <param name="Grant">Id of the grant.</param>
public sealed record DeclineOffice(Guid Person, Guid Grant)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(OfficesHeld offices, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!offices.Grants.TryGetValue(Grant, out var grant) || !grant.Role.HasItsPlaceIn(administrator.County, grant.Place)) return Refuse(GrantIsUnknown);
        if (Person == administrator.Person) return Refuse(GrantConcernsYourself);
        if (grant.IsApproved || grant.IsClosed) return Refuse(GrantIsDecided);

        return Enter(new StreamFact(Streams.Offices(Person), new OfficeDeclined(Grant, Person, act.After(NotAnAdministrator, GrantIsUnknown, GrantConcernsYourself, GrantIsDecided))));
    }
}
