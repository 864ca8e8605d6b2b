using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Acts of keeping the register.</summary>
public static partial class RegistrationActs
{
    /// <summary>Fixes a dated setting of the county.</summary>
    public static Task<Answer> Enter(this Desk desk, MakeCountySetting command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command),
            async read =>
            {
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(by.County, act, onHand), cancel);
            },
            cancel);
}
