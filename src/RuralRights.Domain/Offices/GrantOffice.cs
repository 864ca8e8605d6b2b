using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>An administrator proposes an office for somebody (拟任); a second administrator has to approve it.</summary>
/// <param name="Person">Who would hold it.</param>
/// <param name="Role">The office.</param>
/// <param name="Place">Code of its place: city, county, township, village or collective, as the office asks for.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null when it has none.</param>
public sealed record GrantOffice(Guid Person, OfficeRole Role, string Place, DateOnly From, DateOnly? Until)
{
    private static readonly Rule[] Checked =
        [NotAnAdministrator, GrantConcernsYourself, PlaceIsUnknown, PeriodHasNoDay, AdministratorHoldsNoOffice, OfficeAlreadyGranted];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="grant">Id of the grant.</param>
    /// <param name="offices">What the person holds or is proposed for.</param>
    /// <param name="placeIsKnown">True when the register knows a village, township or collective of that code.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Guid grant, OfficesHeld offices, bool placeIsKnown, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (Person == administrator.Person) return Refuse(GrantConcernsYourself);
        if (!Role.HasItsPlaceIn(administrator.County, Place) || !placeIsKnown) return Refuse(PlaceIsUnknown, Place);
        if (Until < From || Until < act.Today) return Refuse(PeriodHasNoDay);

        var open = offices.Open(act.Today).ToList();
        if (open.Exists(held => (held.Role == OfficeRole.Administrator) != (Role == OfficeRole.Administrator))) return Refuse(AdministratorHoldsNoOffice);
        if (open.Find(held => held.Role == Role && held.Place == Place && held.Meets(From, Until)) is { } standing) return Refuse(OfficeAlreadyGranted, $"{standing.Id}");

        return Enter(new StreamFact(Streams.Offices(Person), new OfficeProposed(grant, Person, Role, Place, From, Until, act.After(Checked))));
    }
}
