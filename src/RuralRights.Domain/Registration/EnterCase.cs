using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

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

/// <summary>
/// The household gives the case up before entry (撤回申请), or the desk that opened it does before anybody confirmed it; nothing has changed.
/// What a household asked for itself its guardians give up where nobody of it acts, and the village desk where nobody is left at all.
/// </summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Words">Why, in words, of which only the hash enters the ledger; the village desk says it for a household of which nobody is left, everybody else may.</param>
/// <param name="Deaths">Who of the applicants died, each with the proof, where the village desk takes it back for that; null for none.</param>
public sealed record WithdrawCase(string Case, string? Words = null, IReadOnlyList<ProvedDeath>? Deaths = null)
{
    private static readonly Rule[] Checked = [CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, CaseIsEntered];

    /// <summary>The order of the rules: the case, who asks, whether it is too late, and for a household of which nobody is left, whether that is so and why it is taken back.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        var isTheirs = act.SitsAt(Turn.Household, change, books) || IsStillOfTheDesk(file, change, books, act) || IsOfAGuardian(file, change, books, act);
        if (!isTheirs && !(file.OpenedAt == Turn.Household && act.SitsAt(Turn.Village, change, books))) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.IsEntered) return Refuse(CaseIsEntered);

        var words = string.IsNullOrWhiteSpace(Words) ? null : SealedWords.HashOf(Words);
        if (isTheirs) return Enter(new StreamFact(Streams.Case(Case), new CaseWithdrawn(Case, act.After(Checked), words)));

        var deaths = Deaths ?? [];
        if (!Applicants.Of(change, books).AreGone(deaths)) return Refuse(HouseholdStillActs);
        string[] proofs = [.. deaths.Select(death => death.Document).Distinct(StringComparer.Ordinal)];
        if (DocumentOnHand.Missing(proofs, books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (words is null) return Refuse(WordsAreMissing);

        return Enter(new StreamFact(Streams.Case(Case), new CaseWithdrawn(
            Case, act.After([.. Checked, HouseholdStillActs, DocumentWasNotHandedIn, WordsAreMissing]) with { Documents = proofs }, words, deaths.Count == 0 ? null : deaths)));
    }

    /// <summary>Where nobody of those who asked acts for themselves, whoever speaks for one of them.</summary>
    private static bool IsOfAGuardian(CaseFile file, IChange change, Books books, Act act) =>
        file.IsStillTheirs && act.Actor is Actor.Farmer && Applicants.Of(change, books).Guardians.Contains(act.Actor.Person);

    /// <summary>
    /// The desk that opened it, whoever sits there now, takes it back while no holder has confirmed it: from then on it is the household's.
    /// What the household asked for itself no desk takes back.
    /// </summary>
    private static bool IsStillOfTheDesk(CaseFile file, IChange change, Books books, Act act) =>
        file.OpenedAt != Turn.Household && file.Confirmed.IsEmpty && act.SitsAt(file.OpenedAt, change, books);
}
