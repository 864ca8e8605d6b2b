using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>The desk whose turn it is posts cases of one collective together (张贴公示).</summary>
/// <param name="Cases">Numbers of the cases.</param>
public sealed record OpenNotice(IReadOnlyList<string> Cases)
{
    /// <summary>The order of the rules: each case, whose turn, where it stands; then whether they belong together.</summary>
    /// <param name="files">The cases, in the order in which they were named.</param>
    /// <param name="books">What they read.</param>
    /// <param name="notice">Id of the notice.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(IReadOnlyList<CaseFile> files, Books books, Guid notice, Act act)
    {
        if (files.Count == 0 || !files.Select(file => file.Number).SequenceEqual(Cases, StringComparer.Ordinal)) return Refuse(CaseIsUnknown);
        foreach (var file in files)
        {
            if (file.Change is not { } change) return Refuse(CaseIsUnknown);
            if (!act.HasPart(change, books)) return Refuse(NotThisDesk, file.Number);
            if (file.WhyClosed is { } closed) return Refuse(closed, file.Number);
            if (file.At != StepKind.NoticeOver) return Refuse(StepIsNotDue, file.Number);
            if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk, file.Number);
            if (file.Notice is not null) return Refuse(AlreadyOnNotice, file.Number);
        }

        if (files.Select(file => (file.Collective, file.Change!.Procedure)).Distinct().Count() > 1) return Refuse(NoticeIsMixed);

        var (collective, procedure) = (files[0].Collective, files[0].Change!.Procedure);
        var lastDay = books.County.On(act.Today, collective).Of(procedure.NoticePeriod!).LastDay(act.Today, books.County.Calendar);
        var provenance = act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, AlreadyOnNotice, NoticeIsMixed);
        return Enter(
        [
            new(Streams.Notice(notice), new NoticeOpened(
                notice, procedure.Code, collective, [.. files.Select(file => file.Number)], act.Today, lastDay, provenance)),
            .. files.Select(file => new StreamFact(Streams.Case(file.Number), new CasePutOnNotice(file.Number, notice, lastDay, provenance))),
        ]);
    }
}

/// <summary>The posting is photographed at the notice board (公示拍照), once when it goes up and once when it comes down.</summary>
/// <param name="Notice">Id of the notice.</param>
/// <param name="Moment">When.</param>
/// <param name="Document">SHA-256 of the photograph as kept.</param>
public sealed record PhotographNotice(Guid Notice, PostingMoment Moment, string Document)
{
    /// <summary>The order of the rules: the notice, whose place, whether it is over, whether the photograph was handed in.</summary>
    public Decision Decide(Notice notice, Collective collective, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (!notice.IsOpen) return Refuse(NoticeIsUnknown);
        if (act.Actor is not (Actor.VillageClerk or Actor.TownshipOfficer) || !collective.IsServedBy(act.Actor, act.Today)) return Refuse(NotThisDesk);
        if (Moment == PostingMoment.End && act.Today < notice.LastDay) return Refuse(NoticeIsRunning);
        if (Moment == PostingMoment.Start && act.Today > notice.FirstDay) return Refuse(PostingWasPhotographedLate);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(NoticeIsUnknown, NotThisDesk, NoticeIsRunning, PostingWasPhotographedLate, DocumentWasNotHandedIn) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Notice(Notice), new NoticePhotographed(Notice, Moment, Document, provenance)));
    }
}

/// <summary>The notice ran to its end (公示期满): cases nobody objects to go on, the others wait for their objections.</summary>
/// <param name="Notice">Id of the notice.</param>
public sealed record CloseNotice(Guid Notice)
{
    /// <summary>The order of the rules: the notice, whose place, whether it ran its whole time and was really posted.</summary>
    public Decision Decide(Notice notice, Collective collective, IReadOnlyList<CaseFile> files, County county, Act act)
    {
        if (!notice.IsOpen) return Refuse(NoticeIsUnknown);
        if (act.Actor is not (Actor.VillageClerk or Actor.TownshipOfficer) || !collective.IsServedBy(act.Actor, act.Today)) return Refuse(NotThisDesk);
        if (act.Today <= notice.LastDay) return Refuse(NoticeIsRunning);
        if (county.On(act.Today, notice.Collective).Of(CountySettings.NoticeNeedsPhotos) && !(notice.AtStart && notice.AtEnd)) return Refuse(PostingIsNotProved);

        // A case that was withdrawn or sent back meanwhile has left the notice.
        var waiting = files.Where(file => file.Notice == Notice && file.At == StepKind.NoticeOver).ToList();
        var provenance = act.After(NoticeIsUnknown, NotThisDesk, NoticeIsRunning, PostingIsNotProved);
        return Enter(
        [
            new(Streams.Notice(Notice), new NoticeClosed(Notice, Numbers(waiting, undisputed: true), Numbers(waiting, undisputed: false), provenance)),
            .. waiting.Where(file => file.Objections.IsEmpty).Select(file => new StreamFact(Streams.Case(file.Number), new CaseStepDone(
                file.Number, StepKind.NoticeOver, file.Change!.Procedure.After(StepKind.NoticeOver)?.Kind, null, provenance))),
        ]);
    }

    private static IReadOnlyList<string> Numbers(IEnumerable<CaseFile> files, bool undisputed) =>
        [.. files.Where(file => file.Objections.IsEmpty == undisputed).Select(file => file.Number)];
}
