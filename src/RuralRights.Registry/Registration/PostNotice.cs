using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Posts cases on one public notice.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenNotice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, [.. command.Cases.Select(Streams.Case)]),
            async read =>
            {
                var (files, books) = (new List<CaseFile>(), Books.Closed);
                foreach (var number in command.Cases)
                {
                    var (file, ofCase, _) = await read.CaseAtHand(number, by, cancel);
                    files.Add(file);
                    books = books.ReadIn(ofCase.County, ofCase.Relatives).With(ofCase);
                }

                var id = Guid.CreateVersion7();
                return command.Decide(files, books, id, by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), files is [var only] ? only.Number : ""));
            },
            cancel);

    /// <summary>Photographs the posting.</summary>
    public static Task<Answer> Enter(this Desk desk, PhotographNotice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Notice(command.Notice)),
            async read =>
            {
                var notice = await read.State<Notice>(Streams.Notice(command.Notice), cancel);
                var onHand = await read.DocumentsOnHand(by, [command.Document], [Streams.Notice(command.Notice)], cancel);
                return command.Decide(notice, await read.State<Collective>(Streams.Collective(notice.Collective), cancel), onHand, await read.AtNotice(by, cancel));
            },
            cancel);

    /// <summary>Closes a notice that ran to its end.</summary>
    public static Task<Answer> Enter(this Desk desk, CloseNotice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Notice(command.Notice)),
            async read =>
            {
                var notice = await read.State<Notice>(Streams.Notice(command.Notice), cancel);
                var files = new List<CaseFile>();
                foreach (var number in notice.Cases) files.Add(await read.State<CaseFile>(Streams.Case(number), cancel));
                return command.Decide(notice, await read.State<Collective>(Streams.Collective(notice.Collective), cancel), files, await read.TheCounty(cancel), await read.AtNotice(by, cancel));
            },
            cancel);

    /// <summary>Takes an objection in. What is said, and how to reach whoever said it, is sealed.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="command">The objection.</param>
    /// <param name="contact">How to reach the objector; null when they did not say.</param>
    /// <param name="by">Who objects.</param>
    /// <param name="cancel">Breaks it off.</param>
    public static Task<Answer> Enter(this Desk desk, RaiseObjection command, string? contact, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(new Objected(command, contact), Streams.Case(command.Case)),
            async read =>
            {
                var file = await read.State<CaseFile>(Streams.Case(command.Case), cancel);
                var act = by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), command.Case);
                if (command.Decide(file, Guid.Empty, "", act) is Decision.Refused refused) return refused;

                var objection = Guid.CreateVersion7();
                desk.SealWords(read, command.Words);
                if (!string.IsNullOrWhiteSpace(contact)) desk.Vault.KeepWith(read, $"objection/{objection}", new(Contact: contact));
                return command.Decide(file, objection, await read.ObjectionReceipt(by.Today), act);
            },
            cancel);

    private static async Task<Act> AtNotice(this Reading read, Submission by, CancellationToken cancel) =>
        by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), "");

    private sealed record Objected(RaiseObjection Objection, string? Contact);
}
