using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

/// <summary>Acts of a transfer between agreement and entry.</summary>
public static partial class ExitActs
{
    /// <summary>Gives a consent to exactly the terms shown.</summary>
    public static Task<Answer> Enter(this Desk desk, ConsentToTransfer command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                return command.Decide(open.Transfer, await open.Transferor(cancel), open.Act);
            },
            cancel);
}
