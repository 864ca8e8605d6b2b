using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Takes a consent back, any time before entry.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawConsent command, Submission by, CancellationToken cancel = default) => desk.Enter(command, null, by, cancel);

    /// <summary>The same act, with the proof from the desk where somebody helped beside it.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawConsent command, Proof? proof, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, proof, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = (await TransferCase.Open(read, command.Transfer, by, cancel)).SignedBy(proof);
                var (from, to) = (await open.Transferor(cancel), await open.Transferee(cancel));
                var withdrawal = await desk.TakenBack(read, command.Ward, from.Code, by, open.Act, act => command.Decide(open.Transfer, from, act), cancel);
                return await read.Supported(withdrawal, proof, open.Transfer.Terms, [from, to], open.Act, cancel);
            },
            cancel);
}
