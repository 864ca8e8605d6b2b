using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Lifts what held parcels of a right still.</summary>
    public static Task<Answer> Enter(this Desk desk, LiftEncumbrance command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var household = await read.PartyOf(right, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(right, household, relatives, act, onHand), cancel);
            },
            cancel);
}
