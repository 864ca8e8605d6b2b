using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>Puts a message into the line for everybody who holds a right (告知权利人), in the same transaction as what was opened on it.</summary>
internal static class ReadingHolders
{
    /// <summary>Nobody is told of what they did themselves. What is refused is told to nobody.</summary>
    public static async Task<Decision> TellingHolders(this Reading reading, ILandRight right, Submission by, Decision decision, CancellationToken cancel)
    {
        if (right.Code.Length == 0) return decision;

        var household = await reading.State<Household>(Streams.Household(right.Household), cancel);
        reading.Tell(
            decision, Message.OnRight, right.Collective, household.CoHolders.Concat((right as HomesteadRight)?.Living ?? []).Where(holder => holder != by.Actor.Person), by, right.Code);
        return decision;
    }
}
