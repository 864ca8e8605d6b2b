using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Opens a case. What is signed for the receipt is the change itself, under its own name.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenCase command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command.Change),
            async read =>
            {
                var books = (await read.BooksFor(command.Change, by.Actor, cancel)).Holding(await read.DocumentsOnHand(by, command.Change.Documents, [], cancel));
                books = await desk.Knowing(read, books, command.Change, by.Today, cancel);
                return await read.InNewCase(by, act => command.Decide(books, act), cancel);
            },
            cancel);

    /// <summary>Writes what a case asks for anew.</summary>
    public static Task<Answer> Enter(this Desk desk, AmendCase command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(new Amended(command.Case, command.Change.GetType().Name, command.Change)),
            async read =>
            {
                var (file, books, act) = await read.CaseWrittenAnew(command, by, cancel);
                return command.Decide(file, await desk.Knowing(read, books, command.Change, by.Today, cancel), act);
            },
            cancel);

    /// <summary>A case with everything that it reads, and that it is to read.</summary>
    internal static async Task<CaseAtHand> CaseWrittenAnew(this Reading read, AmendCase command, Submission by, CancellationToken cancel)
    {
        var at = await read.CaseAtHand(command.Case, command.Change.Documents, by, cancel);
        return at with { Books = (await read.BooksFor(command.Change, by.Actor, cancel)).With(at.Books).Holding(at.Books.OnHand) };
    }

    // Declared as an object, so that the receipt is of everything the change says.
    private sealed record Amended(string Case, string Kind, object Change);
}
