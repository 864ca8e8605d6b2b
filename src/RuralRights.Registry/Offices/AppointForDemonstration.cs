using System.Security.Cryptography;
using System.Text;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    /// <summary>Gives somebody of the invented county an office in the county's own name; asked again it changes nothing.</summary>
    public static Task<Answer> AppointForDemonstration(
        this Desk desk, string county, Guid person, OfficeRole role, string place, DateOnly from, CancellationToken cancel = default)
    {
        var grant = DemonstrationGrant(person, role, place);
        var command = new AppointForDemonstration(person, role, place, from);
        return desk.Enter(
            new(county, grant, $"office/{county}", command) { Reads = [Streams.Offices(person)] },
            async read => command.Decide(county, grant, await read.State<OfficesHeld>(Streams.Offices(person), cancel)),
            cancel);
    }

    /// <summary>Id of the grant, which follows from what is granted, so that a second click grants nothing twice.</summary>
    public static Guid DemonstrationGrant(Guid person, OfficeRole role, string place) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration|{person}|{role}|{place}")).AsSpan(0, 16));
}
