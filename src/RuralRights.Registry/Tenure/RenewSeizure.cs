using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Renews a seizure before it ends.</summary>
    public static Task<Answer> Enter(this Desk desk, RenewSeizure command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var settings = (await read.TheCounty(cancel)).On(by.Today, right.Collective);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(right, household, settings, relatives, act, onHand), cancel);
            },
            cancel);
}
