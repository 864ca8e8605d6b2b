using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>The county names its first two administrators at its own machine; from then on every office needs two of them.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
public sealed record AppointAdministrators(Guid First, Guid Second)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="county">Six-digit code of the county.</param>
    /// <param name="grants">Ids of the two grants.</param>
    /// <param name="someoneIs">True when somebody was made administrator before.</param>
    /// <param name="today">The legal day.</param>
    /// <param name="caseNumber">Business serial number of the case.</param>
    public Decision Decide(string county, (Guid First, Guid Second) grants, bool someoneIs, DateOnly today, string caseNumber)
    {
        if (someoneIs) return Refuse(AdministratorsAreAppointed);
        if (First == Second) return Refuse(TwoAdministratorsAreNeeded);

        var provenance = new Provenance(today, $"office/{county}", county, caseNumber, [AdministratorsAreAppointed.Code, TwoAdministratorsAreNeeded.Code], []);
        return Enter([.. Of(First, grants.First), .. Of(Second, grants.Second)]);

        IEnumerable<StreamFact> Of(Guid person, Guid grant) =>
        [
            new(Streams.Offices(person), new OfficeProposed(grant, person, OfficeRole.Administrator, county, today, null, provenance)),
            new(Streams.Offices(person), new OfficeGranted(grant, person, provenance)),
        ];
    }
}
