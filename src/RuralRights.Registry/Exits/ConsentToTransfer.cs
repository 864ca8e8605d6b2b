using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

/// <summary>Acts of a transfer between agreement and entry.</summary>
public static partial class ExitActs
{
    /// <summary>Gives a consent to exactly the terms shown.</summary>
    public static Task<Answer> Enter(this Desk desk, ConsentToTransfer command, Submission by, CancellationToken cancel = default) => desk.Enter(command, null, by, cancel);

    /// <summary>The same act, with the proof from the desk where somebody helped beside it.</summary>
    public static Task<Answer> Enter(this Desk desk, ConsentToTransfer command, Proof? proof, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, proof, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = (await TransferCase.Open(read, command.Transfer, by, cancel)).SignedBy(proof);
                var (from, to) = (await open.Transferor(cancel), await open.Transferee(cancel));
                var consent = await desk.Spoken(read, command.Ward, from.Code, [to], (_, _) => false, by, open.Act, act => command.Decide(open.Transfer, from, act), false, proof is null, cancel);
                return await read.Supported(consent, proof, open.Transfer.Terms, [from, to], open.Act, cancel);
            },
            cancel);
}
