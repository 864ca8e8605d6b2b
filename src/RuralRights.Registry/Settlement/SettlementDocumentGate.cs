using RuralRights.Domain.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Settlement;

/// <summary>Scans that a settlement rests on: for the person themselves and for the desks that check it, not for those who only look on.</summary>
internal sealed class SettlementDocumentGate(CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (stream.Split('/', 2) is not ["settlement", var id] || !Guid.TryParse(id, out var person)) return false;
        if (actor is Actor.Farmer farmer) return farmer.Person == person;
        if (actor is not (Actor.VillageClerk or Actor.TownshipOfficer or Actor.Clerk or Actor.Reviewer or Actor.Registrar)) return false;

        var bound = Reach.BoundOf(actor, Submission.LegalDay(clock));
        foreach (var sheet in await SettlementSheet.OfPerson(connections[county], person, cancel))
            if (await bound.Holds(connections[county], sheet.Household, cancel)) return true;

        return false;
    }
}
