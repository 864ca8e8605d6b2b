using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Takes a consent back, any time before entry.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawConsent command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                var from = await open.Transferor(cancel);
                return await desk.TakenBack(read, command.Ward, from.Code, by, open.Act, act => command.Decide(open.Transfer, from, act), cancel);
            },
            cancel);
}
