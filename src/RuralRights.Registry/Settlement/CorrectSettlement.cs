using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Settlement;

public static partial class SettlementActs
{
    /// <summary>Puts right what was reported or recorded. The reason is sealed in the vault, in the same transaction.</summary>
    public static Task<Answer> Enter(this Desk desk, CorrectSettlement command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Settlement(command.Person)),
            async read =>
            {
                desk.SealPapers(read, [command.Grounds]);
                var (known, household, collective) = await read.Standing(command.Person, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = await read.DocumentsOnHand(by, [.. command.Scans ?? []], [], cancel);
                return await read.InNewCase(by, act => command.Decide(known, household, collective, relatives, onHand, act), cancel);
            },
            cancel);
}
