using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Enters a transfer in the register: both rights, both certificates and the listing change in one transaction.</summary>
    public static Task<Answer> Enter(this Desk desk, RegisterTransfer command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Transfer(command.Transfer)),
            async read =>
            {
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                var given = await open.Given(cancel);
                var (transferor, transferee, taking) = (await open.Transferor(cancel), await open.Transferee(cancel), await open.Taking(cancel));
                var relatives = await open.Relatives(cancel);
                return await read.Certifying(
                    RegisterTransfer.PapersNeeded(open.Transfer, given),
                    by.Today,
                    papers => command.Decide(open.Transfer, transferor, transferee, given, taking, relatives, papers, open.Act),
                    cancel);
            },
            cancel);
}
