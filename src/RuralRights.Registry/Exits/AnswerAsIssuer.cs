using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

public static partial class ExitActs
{
    /// <summary>Answers for the issuer. The board's own words may name people: they are sealed in the vault, in the same transaction.</summary>
    public static Task<Answer> Enter(this Desk desk, AnswerAsIssuer command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Transfer(command.Transfer)),
            async read =>
            {
                if (command.Statement is { } words) desk.Vault.KeepWith(read, $"statement/{AnswerAsIssuer.HashOf(words)}", new(Words: words));
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                return command.Decide(open.Transfer, await open.Transferor(cancel), await open.Transferee(cancel), await open.Relatives(cancel), open.Act);
            },
            cancel);
}
