using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>Whoever's turn it is sends the case back to an earlier step, with everything that is wrong in one list (退回补正).</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="To">The step it goes back to.</param>
/// <param name="Reasons">Codes of <see cref="ReturnReason"/>.</param>
/// <param name="Words">What is to be mended, in words; only its hash enters the ledger.</param>
public sealed record SendBack(string Case, StepKind To, IReadOnlyList<string> Reasons, string Words)
{
    /// <summary>The order of the rules: the case, whose turn, where it stands, then the list.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.IsEntered) return Refuse(CaseIsEntered);
        if (file.Step is not { MaySendBack: true } step || !act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (step.Approves && act.MayNotApprove(file with { Authors = [], Approvals = file.Approvals.Clear() }, change, books) is { } conflict) return conflict;
        if (!change.Procedure.IsBefore(To, step.Kind)) return Refuse(NotAnEarlierStep);
        if (Reasons.Count == 0 || Reasons.Any(code => ReturnReason.All.All(reason => reason.Code != code))) return Refuse(ReasonIsUnknown);
        if (string.IsNullOrWhiteSpace(Words)) return Refuse(WordsAreMissing);

        var provenance = act.After(
            [CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, CaseIsEntered, .. Conflict.Checked, NotAnEarlierStep, ReasonIsUnknown, WordsAreMissing]);
        return Enter(new StreamFact(Streams.Case(Case), new CaseReturned(Case, step.Kind, To, Reasons, SealedWords.HashOf(Words), provenance)));
    }
}
