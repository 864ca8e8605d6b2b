using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Settlement;

/// <summary>Acts about who settled in town.</summary>
public static partial class SettlementActs
{
    /// <summary>Reports that a person settled in town. The names of the papers are sealed in the vault, in the same transaction.</summary>
    public static Task<Answer> Enter(this Desk desk, ReportSettlement command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Settlement(command.Person), Streams.Household(command.Household)),
            async read =>
            {
                desk.SealPapers(read, command.Papers);
                var household = await read.State<Household>(Streams.Household(command.Household), cancel);
                var collective = await read.State<Collective>(Streams.Collective(household.Collective), cancel);
                var known = await read.State<UrbanSettlement>(Streams.Settlement(command.Person), cancel);
                var onHand = await read.DocumentsOnHand(by, [.. command.Scans ?? []], [], cancel);
                var id = Guid.CreateVersion7();
                return await read.InNewCase(by, act => command.Decide(known, household, collective, onHand, id, act), cancel);
            },
            cancel);

    /// <summary>Keeps the names of papers where people's data lie, under the hash that the ledger has of them.</summary>
    private static void SealPapers(this Desk desk, Reading read, IEnumerable<string> papers)
    {
        foreach (var paper in papers.Where(paper => !string.IsNullOrWhiteSpace(paper)))
            desk.Vault.KeepWith(read, SettlementSheet.PaperSubject(Settling.HashOf(paper)), new(Words: paper.Trim()));
    }

    /// <summary>What an act about one person's record reads.</summary>
    internal static async Task<(UrbanSettlement Known, Household Household, Collective Collective)> Standing(this Reading read, Guid person, CancellationToken cancel)
    {
        var known = await read.State<UrbanSettlement>(Streams.Settlement(person), cancel);
        var household = await read.State<Household>(Streams.Household(known.Household), cancel);
        return (known, household, await read.State<Collective>(Streams.Collective(household.Collective), cancel));
    }
}
