using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Reissues a lost certificate.</summary>
    public static Task<Answer> Enter(this Desk desk, ReissueCertificate command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Right(command.Right)),
            async read =>
            {
                var right = await read.State<ContractRight>(Streams.Right(command.Right), cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var county = await read.TheCounty(cancel);
                return await read.TellingHolders(right, by, await read.InNewCase(by, papers: 1, (act, papers) => command.Decide(right, household, county, papers[0], relatives, act), cancel), cancel);
            },
            cancel);
}
