using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Opens a dispute and holds its parcels in the same entry. What is claimed is sealed.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenDispute command, Submission by, CancellationToken cancel = default) => desk.Enter(command, null, Guid.CreateVersion7(), by, cancel);

    /// <summary>The same act, with the proof from the desk that wrote down what an heir told.</summary>
    internal static Task<Answer> Enter(this Desk desk, OpenDispute command, Proof? proof, Guid dispute, Submission by, CancellationToken cancel) =>
        desk.Enter(
            by.Ask(command, proof, LandRight.StreamOf(command.Right)),
            async read =>
            {
                if ((await read.Facts(Streams.Dispute(dispute), cancel)).Count > 0) return new Decision.Refused(DisputeRules.DisputeIsOpenAlready, Streams.Dispute(dispute));

                var right = await read.LandRight(command.Right, cancel);
                var claimant = await read.State<Household>(Streams.Household(command.Claimant), cancel);
                var own = command.Own is { } plot ? await read.State<HomesteadRight>(Streams.Homestead(plot), cancel) : HomesteadRight.Unknown;
                var collective = await read.State<Collective>(Streams.Collective(right.Collective), cancel);
                Act? asked = null;
                var decision = await read.InNewCase(by, act => command.Decide(right, claimant, own, collective, dispute, asked = act, proof is not null), cancel);
                decision = await read.Supported(decision, proof, SealedWords.HashOf(command.Text), await read.PartiesTo(right, own, cancel), asked!, cancel);
                if (decision is Decision.Entered) desk.SealWords(read, command.Words);
                return await read.TellingHolders(right, by, decision, cancel);
            },
            cancel);

    // Whoever holds the land in dispute, and whoever holds the claimant's, so that nobody helps or looks on who has a part in it.
    private static async Task<IReadOnlyList<Household>> PartiesTo(this Reading read, ILandRight right, HomesteadRight own, CancellationToken cancel) =>
    [
        await read.State<Household>(Streams.Household(right.Household), cancel),
        .. ((right as HomesteadRight)?.Living ?? []).Concat(own.Living).Distinct().Select(person => Household.Unknown with { Representative = person }),
    ];
}
