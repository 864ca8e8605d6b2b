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
                if (command.Statement is { } words) desk.Vault.KeepWith(read, SubjectOf(SealedWords.HashOf(words)), new(Words: words));
                var open = await TransferCase.Open(read, command.Transfer, by, cancel);
                return command.Decide(open.Transfer, await open.Transferor(cancel), await open.Transferee(cancel), await open.Relatives(cancel), open.Act);
            },
            cancel);

    /// <summary>What the board wrote to a refusal that stands; whoever sees the transfer may read it, and that is logged.</summary>
    public static async Task<string?> StatementOn(this Desk desk, string county, TransferSheet sheet, string viewer, CancellationToken cancel = default) =>
        sheet is { IsOpen: true, Statement: { } hash }
            ? (await desk.Vault.OpenTexts(county, [SubjectOf(hash)], viewer, "集体不同意的说明 why the board does not agree", cancel)).GetValueOrDefault(SubjectOf(hash))?.Words
            : null;

    private static string SubjectOf(string hash) => $"statement/{hash}";
}
