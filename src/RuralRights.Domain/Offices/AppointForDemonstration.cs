using RuralRights.Domain.Law;

namespace RuralRights.Domain.Offices;

/// <summary>Somebody of the invented county gets an office in the county's own name; only where the demonstration is switched on.</summary>
/// <param name="Person">Who holds it.</param>
/// <param name="Role">The office.</param>
/// <param name="Place">Code of its place.</param>
/// <param name="From">First day.</param>
public sealed record AppointForDemonstration(Guid Person, OfficeRole Role, string Place, DateOnly From)
{
    /// <summary>Nobody is asked and nothing refuses it, except that it was done before.</summary>
    /// <param name="county">Six-digit code of the county.</param>
    /// <param name="grant">Id of the grant, which follows from what is granted.</param>
    /// <param name="offices">What the person holds or is proposed for.</param>
    public Decision Decide(string county, Guid grant, OfficesHeld offices)
    {
        if (offices.Grants.ContainsKey(grant)) return Decision.Refuse(OfficeRules.OfficeAlreadyGranted);

        var provenance = new Provenance(From, $"office/{county}", county, "", [], []);
        return Decision.Enter(
            new StreamFact(Streams.Offices(Person), new OfficeProposed(grant, Person, Role, Place, From, null, provenance)),
            new StreamFact(Streams.Offices(Person), new OfficeGranted(grant, Person, provenance)));
    }
}
