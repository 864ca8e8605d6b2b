using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Fixes a dated setting of one collective.</summary>
    public static Task<Answer> Enter(this Desk desk, MakeCollectiveSetting command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Collective(command.Collective)),
            async read =>
            {
                var collective = await read.State<Collective>(Streams.Collective(command.Collective), cancel);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(by.County, collective, act, onHand), cancel);
            },
            cancel);
}
