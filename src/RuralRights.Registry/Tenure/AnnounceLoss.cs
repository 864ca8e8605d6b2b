using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Enters that the loss of a certificate was announced.</summary>
    public static Task<Answer> Enter(this Desk desk, AnnounceLoss command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Right(command.Right)),
            async read =>
            {
                var right = await read.State<ContractRight>(Streams.Right(command.Right), cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                return await read.TellingHolders(right, by, await read.InNewCase(by, act => command.Decide(right, household, relatives, act), cancel), cancel);
            },
            cancel);
}
