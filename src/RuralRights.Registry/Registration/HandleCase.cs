using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Does the step a case stands at. The opinion may name people: it is sealed.</summary>
    public static Task<Answer> Enter(this Desk desk, CompleteStep command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, command.Opinion, (at) => command.Decide(at.File, at.Books, at.Act), cancel);

    /// <summary>Sends a case back.</summary>
    public static Task<Answer> Enter(this Desk desk, SendBack command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, command.Words, at => command.Decide(at.File, at.Books, at.Act), cancel);

    /// <summary>Confirms as holder.</summary>
    public static Task<Answer> Enter(this Desk desk, ConfirmCase command, Submission by, CancellationToken cancel = default) => desk.Enter(command, null, by, cancel);

    /// <summary>The same act, with the proof from the desk where somebody helped beside it.</summary>
    public static Task<Answer> Enter(this Desk desk, ConfirmCase command, Proof? proof, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, proof, command.Case, by, (read, at) => desk.Spoken(
            read, command.Ward, at.HouseholdOf(command.Ward), at.Against(command.Ward), (ward, guardian) => at.File.Change?.SetsApart(ward, guardian, at.Books) == true,
            by, at.Act, act => command.Decide(at.File, at.Books, proof, act), at.File.Change?.OnlyGives == true, proof is null, cancel), cancel);

    /// <summary>Takes a confirmation back.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawConfirmation command, Submission by, CancellationToken cancel = default) => desk.Enter(command, null, by, cancel);

    /// <summary>The same act, with the proof from the desk where somebody helped beside it.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawConfirmation command, Proof? proof, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, proof, command.Case, by, (read, at) => desk.TakenBack(
            read, command.Ward, at.HouseholdOf(command.Ward), by, at.Act, act => command.Decide(at.File, act), cancel), cancel);

    /// <summary>Gives a case up. Whoever is said to have died is told, so that nobody is in silence.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawCase command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Case(command.Case)),
            async read =>
            {
                desk.SealWords(read, command.Words);
                var at = await read.CaseAtHand(command.Case, [.. command.Deaths?.Select(death => death.Document) ?? []], by, cancel);
                var decision = command.Decide(at.File, at.Books, at.Act);
                if (at.File.OpenedAt == Turn.Household && by.Actor is Actor.VillageClerk) read.Tell(decision, Message.CaseGivenUp, at.File.Collective, command.Deaths?.Select(death => death.Person) ?? [], by);
                return decision;
            },
            cancel);

    /// <summary>Puts a paper into a case.</summary>
    public static Task<Answer> Enter(this Desk desk, FileDocument command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel, [command.Document]);

    /// <summary>Takes a wrong paper out of the checklist.</summary>
    public static Task<Answer> Enter(this Desk desk, StrikeDocument command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel);

    /// <summary>Records that a holder was told, or could not be.</summary>
    public static Task<Answer> Enter(this Desk desk, ReachHolder command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Case(command.Case)),
            async read =>
            {
                var at = await read.CaseAtHand(command.Case, command.Document is { } record ? [record] : [], by, cancel);
                if ((at.File.WhyClosed is null && at.File.Unreached.Contains(command.Person)) || await read.Undelivered(command.Case, command.Person, cancel) is not { } message) return command.Decide(at.File, at.Books, at.Act);

                await read.Facts(message.Stream, cancel);
                var decision = command.Decide(message.Stream, await read.State<Collective>(Streams.Collective(message.Collective), cancel), at.Books.OnHand, at.Act);
                if (decision is Decision.Entered) read.NoteReached(message, by.Today);
                return decision;
            },
            cancel);

    /// <summary>Records that the time of a step is over.</summary>
    public static Task<Answer> Enter(this Desk desk, MarkOverdue command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel);

    /// <summary>Hands certificates over.</summary>
    public static Task<Answer> Enter(this Desk desk, HandOverCertificates command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel, [.. command.Papers.Select(paper => paper.Receipt)]);

    /// <summary>Enters the certificate of a homestead and hands it over.</summary>
    public static Task<Answer> Enter(this Desk desk, HandOverHomestead command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel, command.Copy, command.Receipt);

    /// <summary>Enters that the loss of a certificate was announced.</summary>
    public static Task<Answer> Enter(this Desk desk, AnnounceLoss command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, null, at => command.Decide(at.File, at.Books, at.Act), cancel, command.Document);

    /// <summary>Answers an objection.</summary>
    public static Task<Answer> Enter(this Desk desk, ResolveObjection command, Submission by, CancellationToken cancel = default) =>
        desk.InCase(command, command.Case, by, command.Words, at => command.Decide(at.File, at.Books, at.Act), cancel);

    /// <summary>Enters what a case asks for, and tells those who lost by it without being asked. Serials are taken only once nothing stands in the way.</summary>
    public static Task<Answer> Enter(this Desk desk, EnterCase command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Case(command.Case)),
            async read =>
            {
                var (file, books, act) = await read.CaseAtHand(command.Case, by, cancel);
                var decision = await read.Certifying(file.Change?.PapersNeeded(books) ?? 0, by.Today, papers => command.Decide(file, books, papers, act), cancel);
                if (decision is Decision.Entered)
                {
                    read.Correct(file.Change!.Drafts, command.Case);
                    read.TakeIn(file.Change.Newcomers(books));
                }

                read.Tell(decision, Message.CaseEntered, file.Collective, file.Told, by);
                return decision;
            },
            cancel);

    private static Task<Answer> InCase(
        this Desk desk, object command, Proof? proof, string number, Submission by, Func<Reading, CaseAtHand, Task<Decision>> decide, CancellationToken cancel) =>
        desk.Enter(
            by.Ask(command, proof, Streams.Case(number)),
            async read =>
            {
                var at = await read.CaseAtHand(number, by, cancel);
                at = at with { Act = at.Act with { Signature = proof?.Document } };
                return await read.Supported(await decide(read, at), proof, at.File.Terms, at.Parties, at.Act, cancel);
            },
            cancel);

    private static Task<Answer> InCase(
        this Desk desk, object command, string number, Submission by, string? words, Func<CaseAtHand, Decision> decide, CancellationToken cancel,
        params IReadOnlyCollection<string> documents) =>
        desk.Enter(
            by.Ask(command, Streams.Case(number)),
            async read =>
            {
                desk.SealWords(read, words);
                return decide(await read.CaseAtHand(number, documents, by, cancel));
            },
            cancel);
}
