using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Opens a case. What is signed for the receipt is the change itself, under its own name.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenCase command, Submission by, CancellationToken cancel = default) => desk.Enter(command, [], by, cancel);

    /// <summary>The same, for a case that brings people who were written otherwise than in a case that was given up.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenCase command, IReadOnlyList<Rewritten> rewritten, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command.Change),
            async read =>
            {
                var books = (await read.BooksFor(command.Change, by.Actor, cancel)).Holding(await read.DocumentsOnHand(by, command.Change.Documents, [], cancel));
                books = await read.Knowing(books, command.Change, by.Today, cancel, rewritten.Ages(by.Today));
                var standing = await read.CaseAbout(command.Change, cancel);
                var opened = await read.InNewCase(
                    by,
                    act => command.Decide(books, act) is var decision && (standing is null || decision is Decision.Refused) ? decision : Decision.Refuse(ConstraintRules.AlreadyInACase, standing),
                    cancel);
                read.Bring(opened, [], command.Change.Newcomers(books), rewritten);
                return opened;
            },
            cancel);

    /// <summary>Writes what a case asks for anew.</summary>
    public static Task<Answer> Enter(this Desk desk, AmendCase command, Submission by, CancellationToken cancel = default) => desk.Enter(command, [], by, cancel);

    /// <summary>The same, where people whom the case brings were written otherwise.</summary>
    public static Task<Answer> Enter(this Desk desk, AmendCase command, IReadOnlyList<Rewritten> rewritten, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(new Amended(command.Case, command.Change.GetType().Name, command.Change)),
            async read =>
            {
                var (file, books, act) = await read.CaseWrittenAnew(command, by, cancel);
                var decision = command.Decide(file, await read.Knowing(books, command.Change, by.Today, cancel, rewritten.Ages(by.Today)), act);
                if (decision is Decision.Entered) read.Bring(decision, file.Change!.Newcomers(books), command.Change.Newcomers(books), rewritten);
                return decision;
            },
            cancel);

    /// <summary>Number of the case that is under way about the same; null when none is. That two come at one moment is stopped by the table.</summary>
    private static async Task<string?> CaseAbout(this Reading read, IChange change, CancellationToken cancel)
    {
        string[] subjects = change switch
        {
            ClaimMembership claim => [Streams.Membership(claim.Person)],
            EndMembership end => [Streams.Membership(end.Person)],
            _ => [.. change.Households.Select(Streams.Household), .. change.Parcels.Select(Streams.Parcel)],
        };
        await using var question = new NpgsqlCommand("select case_number from register.case_subject where live and subject = any ($1) limit 1", read.Register)
        {
            Parameters = { new() { Value = subjects } },
        };
        return (string?)await question.ExecuteScalarAsync(cancel);
    }

    /// <summary>A case with everything that it reads, and that it is to read.</summary>
    internal static async Task<CaseAtHand> CaseWrittenAnew(this Reading read, AmendCase command, Submission by, CancellationToken cancel)
    {
        var at = await read.CaseAtHand(command.Case, command.Change.Documents, by, cancel);
        return at with { Books = (await read.BooksFor(command.Change, by.Actor, cancel)).With(at.Books).Holding(at.Books.OnHand) };
    }

    // Declared as an object, so that the receipt is of everything the change says.
    private sealed record Amended(string Case, string Kind, object Change);
}
