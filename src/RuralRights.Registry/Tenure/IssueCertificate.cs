using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>Acts on a right, its certificates and what holds it still.</summary>
public static partial class TenureActs
{
    /// <summary>Issues the first certificate of a right.</summary>
    public static Task<Answer> Enter(this Desk desk, IssueCertificate command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Right(command.Right)),
            async read =>
            {
                var right = await read.State<ContractRight>(Streams.Right(command.Right), cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                return await read.TellingHolders(right, by, await read.InNewCase(by, papers: 1, (act, papers) => command.Decide(right, household, papers[0], relatives, act), cancel), cancel);
            },
            cancel);
}
