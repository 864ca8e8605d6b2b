using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>The register itself finds that the time of a step is over (超期). It takes the turn from nobody and decides nothing for them.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Step">The step.</param>
/// <param name="Since">Day since which the case stands there, so that a later stay at the same step is not meant.</param>
public sealed record MarkOverdue(string Case, StepKind Step, DateOnly Since)
{
    /// <summary>The order of the rules: the case, that nobody says it of another, where it stands, whether the time is over.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is null) return Refuse(CaseIsUnknown);
        if (act.Actor is not Actor.Register) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != Step || file.Since != Since) return Refuse(StepIsNotDue);
        if (file.OverdueOn is not null || file.Limit(books) is not { } limit || !limit.IsOver(act.Today)) return Refuse(StepIsNotOverdue);

        return Enter(new StreamFact(Streams.Case(Case), new CaseStepOverdue(
            Case, Step, Since, limit.Limit.ToString(), act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, StepIsNotOverdue))));
    }
}
