using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Holds parcels of a right still.</summary>
    public static Task<Answer> Enter(this Desk desk, EnterEncumbrance command, Submission by, CancellationToken cancel = default)
    {
        var encumbrance = Guid.CreateVersion7();
        return desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var household = await read.State<Household>(Streams.Household(right.Household), cancel);
                var settings = (await read.TheCounty(cancel)).On(by.Today, right.Collective);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(right, household, settings, encumbrance, act, onHand), cancel);
            },
            cancel);
    }
}
