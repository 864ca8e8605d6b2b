using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>The registrar enters what a case asks for (登簿). The register changes in one transaction, or not at all.</summary>
/// <param name="Case">Number of the case.</param>
public sealed record EnterCase(string Case)
{
    private static readonly Rule[] Checked =
    [
        CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, .. Conflict.Checked, CaseTermsDiffer, HolderHasNotConfirmed, ObjectionIsOpen, HolderWasNotReached,
        TooEarlyToEnter,
    ];

    /// <summary>The order of the rules: the case, whose turn, who may not, what must have been said by whom, then the change itself.</summary>
    /// <param name="file">The case.</param>
    /// <param name="books">What it reads, as it stands now.</param>
    /// <param name="papers">Blank certificates, as many as the change needs.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(CaseFile file, Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != StepKind.Entered) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (act.MayNotApprove(file, change, books) is { } conflict) return conflict;
        if (change.Procedure.Find(StepKind.Confirmed) is not null)
        {
            if (CaseTerms.Hash(change, books) != file.Terms) return Refuse(CaseTermsDiffer);
            if (file.StillToConfirm(change.Holders(books)).Any()) return Refuse(HolderHasNotConfirmed);
        }

        if (!file.Objections.IsEmpty) return Refuse(ObjectionIsOpen);
        if (file.Unreached.Any()) return Refuse(HolderWasNotReached);
        if (change.NotEnteredBefore(books) is { } first && act.Today < first) return Refuse(TooEarlyToEnter);

        return change.Enter(books, papers, act with { ContractedOn = file.ContractedOn }) switch
        {
            Entered entered => Enter(
            [
                .. entered.Facts,
                new(Streams.Case(Case), new CaseEntered(Case, change.Procedure.After(StepKind.Entered)?.Kind, act.After(Checked))),
            ]),
            var refused => refused,
        };
    }
}

/// <summary>The household gives the case up before entry (撤回申请), or the desk that opened it does before anybody confirmed it; nothing has changed.</summary>
/// <param name="Case">Number of the case.</param>
public sealed record WithdrawCase(string Case)
{
    /// <summary>The order of the rules: the case, who asks, whether it is too late.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.SitsAt(Turn.Household, change, books) && !IsStillOfTheDesk(file, change, books, act)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.IsEntered) return Refuse(CaseIsEntered);

        return Enter(new StreamFact(
            Streams.Case(Case), new CaseWithdrawn(Case, act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, CaseIsEntered))));
    }

    /// <summary>
    /// The desk that opened it, whoever sits there now, takes it back while no holder has confirmed it: from then on it is the household's.
    /// What the household asked for itself no desk takes back.
    /// </summary>
    private static bool IsStillOfTheDesk(CaseFile file, IChange change, Books books, Act act) =>
        file.OpenedAt != Turn.Household && file.Confirmed.IsEmpty && act.SitsAt(file.OpenedAt, change, books);
}
