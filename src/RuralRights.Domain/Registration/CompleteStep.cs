using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Registration;

/// <summary>Whoever's turn it is does a step, with an opinion in words where there is something to say (办结本步).</summary>
/// <remarks>
/// Steps that are more than a signature have acts of their own: <see cref="ConfirmCase"/>, <see cref="CloseNotice"/>,
/// <see cref="Collectives.CheckMembership"/>, <see cref="Collectives.RecordResolution"/>, <see cref="EnterCase"/>, <see cref="HandOverCertificates"/>,
/// <see cref="HandOverHomestead"/>.
/// </remarks>
/// <param name="Case">Number of the case.</param>
/// <param name="Step">The step, so that a page that is out of date does not do another.</param>
/// <param name="Opinion">Opinion in words, or why a request stays as it is although an objection to it was upheld; only its hash enters the ledger.</param>
public sealed record CompleteStep(string Case, StepKind Step, string? Opinion = null)
{
    /// <summary>The order of the rules: the case, whose turn, where it stands, who may not approve, what was upheld, what is missing.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.Step is not { } step || step.Kind != Step || Step is StepKind.Confirmed or StepKind.MembershipChecked or StepKind.Resolved or StepKind.Entered or StepKind.HandedOver or StepKind.Certified) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (step.Approves && act.MayNotApprove(file, change, books) is { } conflict) return conflict;
        if (file.AwaitsCorrection && string.IsNullOrWhiteSpace(Opinion)) return Refuse(ObjectionWasUpheld);
        if (Step == StepKind.NoticeOver && NoticeHindrance(file, books, act.Today) is { } notice) return Refuse(notice);
        if (Step == StepKind.LossAnnounced && change.TimeAfterLoss(books)?.IsOver(act.Today) != true) return Refuse(LossNotAnnounced);
        if (NeedsPapers(step, change.Procedure) && Missing(file, books) is { Length: > 0 } missing) return Refuse(PaperIsMissing, missing);

        var provenance = act.After(
            [CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, .. Conflict.Checked, ObjectionWasUpheld, NotOnNotice, NoticeIsRunning, NoticeIsNotClosed, ObjectionIsOpen, LossNotAnnounced, PaperIsMissing]);
        return Decision.Enter(new StreamFact(Streams.Case(Case), new CaseStepDone(
            Case, Step, change.Procedure.After(Step)?.Kind, string.IsNullOrWhiteSpace(Opinion) ? null : SealedWords.HashOf(Opinion), provenance)));
    }

    /// <summary>Papers are looked at when the county takes the case in, and where it does not, when it is handed in.</summary>
    private static bool NeedsPapers(Step step, Procedure procedure) =>
        step.Kind == StepKind.Accepted || (step == procedure.First && procedure.Find(StepKind.Accepted) is null);

    private static string Missing(CaseFile file, Books books) =>
        string.Join(' ', file.PapersAskedFor(books).Where(paper => paper.Always).Select(paper => paper.Code).Where(kind => !file.HasKind(kind)));

    /// <summary>A case nobody objects to passes with its notice (<see cref="CloseNotice"/>); one that waited for its objections passes by itself.</summary>
    private static Rule? NoticeHindrance(CaseFile file, Books books, DateOnly today) =>
        file.Notice is not { } notice ? NotOnNotice
        : today <= file.NoticeLasts ? NoticeIsRunning
        : !books.Read<Notice>(Streams.Notice(notice)).IsClosed ? NoticeIsNotClosed
        : file.Objections.IsEmpty ? null
        : ObjectionIsOpen;
}
