using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    /// <summary>Approves a proposed office.</summary>
    public static Task<Answer> Enter(this Desk desk, ApproveOffice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Offices(command.Person)),
            async read =>
            {
                read.Note(by.Actor.ToString()!, "office", $"offices/{command.Person}", $"approve {command.Grant}");
                return command.Decide(await read.State<OfficesHeld>(Streams.Offices(command.Person), cancel), await read.InCaseOfOffice(command.Person, by, cancel));
            },
            cancel);
}
