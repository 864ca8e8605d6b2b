using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>An administrator takes an office back (免去). One person is enough: to stop somebody must not have to wait for a second.</summary>
/// <param name="Person">Who holds it.</param>
/// <param name="Grant">Id of the grant.</param>
public sealed record RevokeOffice(Guid Person, Guid Grant)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="offices">What the person holds.</param>
    /// <param name="otherAdministrators">How many people would still be administrators today.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(OfficesHeld offices, int otherAdministrators, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!offices.Grants.TryGetValue(Grant, out var grant) || !grant.IsApproved || !grant.Role.HasItsPlaceIn(administrator.County, grant.Place)) return Refuse(GrantIsUnknown);
        if (grant.IsClosed || grant.IsOverOn(act.Today)) return Refuse(GrantHasEnded);
        if (grant.Role == OfficeRole.Administrator && otherAdministrators < 2) return Refuse(TwoAdministratorsAreNeeded);

        return Enter(new StreamFact(Streams.Offices(Person), new OfficeRevoked(Grant, Person, act.After(NotAnAdministrator, GrantIsUnknown, GrantHasEnded, TwoAdministratorsAreNeeded))));
    }
}
