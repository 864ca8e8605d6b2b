using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Enters a consent that was proved at a desk: the same act as on the own telephone, with the proof beside it.</summary>
    public static Task<Answer> Enter(this Desk desk, ConsentToTransfer command, Proof proof, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(new Proven(command, proof.Id), Streams.Transfer(command.Transfer), Streams.Proof(proof.Id)),
            async read =>
            {
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                var from = await open.Transferor(cancel);
                var consent = await desk.Spoken(read, null, from.Code, [], (_, _) => false, by, open.Act, act => command.Decide(open.Transfer, from, act), false, cancel);
                return proof.Support(consent, open.Transfer.Terms, open.Act);
            },
            cancel);

    private sealed record Proven(ConsentToTransfer Consent, Guid Proof);
}
