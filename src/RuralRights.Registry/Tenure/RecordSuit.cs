using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Records the suit behind an objection entry.</summary>
    public static Task<Answer> Enter(this Desk desk, RecordSuit command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var county = await read.TheCounty(cancel);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(right, household, county, relatives, act, onHand), cancel);
            },
            cancel);
}
