using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

/// <summary>Acts about offices and those who hold them.</summary>
public static partial class OfficeActs
{
    /// <summary>Declares a relative.</summary>
    public static Task<Answer> Enter(this Desk desk, DeclareRelative command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Relatives(by.Actor.Person)),
            async read =>
            {
                var relatives = await read.State<Relatives>(Streams.Relatives(by.Actor.Person), cancel);
                return await read.InNewCase(by, act => command.Decide(relatives, act), cancel);
            },
            cancel);
}
