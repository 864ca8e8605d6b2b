using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Files a document in the folder of a household.</summary>
    public static Task<Answer> Enter(this Desk desk, FileInFolder command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Household(command.Household)),
            async read =>
            {
                var folder = await read.State<DocumentFolder>(Streams.Household(command.Household), cancel);
                var onHand = await read.DocumentsOnHand(by, [command.Document], [], cancel);
                return await read.InNewCase(by, act => command.Decide(by.County, folder, onHand.SingleOrDefault(), act), cancel);
            },
            cancel);

    /// <summary>What of the documents that an act names it may name: those its actor handed in, and those that these streams already rest on.</summary>
    /// <param name="reading">What the act reads.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="named">Hashes that the act names.</param>
    /// <param name="streams">Streams whose documents the act may name again, such as that of its own case.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<IReadOnlyList<DocumentOnHand>> DocumentsOnHand(
        this Reading reading, Submission by, IReadOnlyCollection<string> named, IReadOnlyCollection<string> streams, CancellationToken cancel) =>
        Documents.OnHand(reading, by.Actor, named, streams, cancel);
}
