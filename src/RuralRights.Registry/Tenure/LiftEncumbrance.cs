using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
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
                var household = await read.State<Household>(Streams.Household(right.Household), cancel);
                return await read.InNewCase(by, act => command.Decide(right, household, act), cancel);
            },
            cancel);
}
