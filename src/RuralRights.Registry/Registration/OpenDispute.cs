using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Opens a dispute and holds its parcels in the same entry. What is claimed is sealed.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenDispute command, Submission by, CancellationToken cancel = default)
    {
        var dispute = Guid.CreateVersion7();
        return desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var claimant = await read.State<Household>(Streams.Household(command.Claimant), cancel);
                var own = command.Own is { } plot ? await read.State<HomesteadRight>(Streams.Homestead(plot), cancel) : HomesteadRight.Unknown;
                var collective = await read.State<Collective>(Streams.Collective(right.Collective), cancel);
                var decision = await read.InNewCase(by, act => command.Decide(right, claimant, own, collective, dispute, act), cancel);
                if (decision is Decision.Entered) desk.SealWords(read, command.Words);
                return await read.TellingHolders(right, by, decision, cancel);
            },
            cancel);
    }
}
