using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Confirms that the whole price arrived: for a child, the guardian does.</summary>
    public static Task<Answer> Enter(this Desk desk, ConfirmPayment command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                var (from, to) = (await open.Transferor(cancel), await open.Transferee(cancel));
                return await desk.Spoken(read, command.Ward, from.Code, [to], (_, _) => false, by, open.Act, act => command.Decide(open.Transfer, from, act), false, false, cancel);
            },
            cancel);
}
