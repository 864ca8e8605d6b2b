using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>A holder confirms exactly what was shown (共有人确认). With the last confirmation that is needed the case goes on.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Terms">Hash of what was shown, see <see cref="CaseTerms"/>.</param>
/// <param name="Ward">The holder for whom a guardian speaks; null when the holder speaks.</param>
public sealed record ConfirmCase(string Case, string Terms, Guid? Ward = null)
{
    /// <summary>The order of the rules: the case, whether it is the holder's own, where it stands, the wording as it was shown and as it reads today.</summary>
    public Decision Decide(CaseFile file, Books books, Act act) => Decide(file, books, null, act);

    /// <summary>The same with the proof from the desk where somebody helped; null for whoever signed in themselves.</summary>
    public Decision Decide(CaseFile file, Books books, Proof? proof, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (act.Actor is not Actor.Farmer holder || !file.Holders.Contains(holder.Person)) return Refuse(NotAHolderOfTheCase);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.IsEntered) return Refuse(CaseIsEntered);
        if (!IsAskedFor(file, change)) return Refuse(StepIsNotDue);
        if (Terms != file.Terms || CaseTerms.Hash(change, books) != file.Terms) return Refuse(CaseTermsDiffer);
        if (file.Confirmed.Contains(holder.Person)) return Refuse(AlreadyConfirmed);

        var provenance = act.After(CaseIsUnknown, NotAHolderOfTheCase, CaseIsArchived, CaseIsWithdrawn, CaseIsEntered, StepIsNotDue, CaseTermsDiffer, AlreadyConfirmed);
        return Enter([.. Confirmed(file, change, holder.Person, MeansOf(proof), proof?.Witness?.ToString(), proof?.Document, provenance)]);
    }

    /// <summary>The facts of a confirmation, and of the step when it was the last one missing.</summary>
    internal static IEnumerable<StreamFact> Confirmed(
        CaseFile file, IChange change, Guid person, ConfirmationMeans means, string? witness, string? document, Provenance provenance)
    {
        var stream = Streams.Case(file.Number);
        yield return new(stream, new CaseConfirmed(file.Number, person, file.Terms, means, witness, document, provenance));
        if (file.At == StepKind.Confirmed && !(file with { Confirmed = file.Confirmed.Add(person) }).Unconfirmed.Any())
            yield return new(stream, new CaseStepDone(file.Number, StepKind.Confirmed, change.Procedure.After(StepKind.Confirmed)?.Kind, null, provenance));
    }

    private static ConfirmationMeans MeansOf(Proof? proof) => proof?.Means switch
    {
        null => ConfirmationMeans.SignedIn,
        ProofMeans.CodeAtDesk => ConfirmationMeans.OwnCode,
        ProofMeans.SignatureBeforeWitness => ConfirmationMeans.BeforeWitness,
        _ => throw new ArgumentOutOfRangeException(nameof(proof)),
    };

    /// <summary>Confirmations are asked for from their step on, so that one taken back can be given again.</summary>
    internal static bool IsAskedFor(CaseFile file, IChange change) =>
        file.At is { } at && change.Procedure.Find(StepKind.Confirmed) is not null && !change.Procedure.IsBefore(at, StepKind.Confirmed);
}

/// <summary>A holder takes the confirmation back (撤回确认); no reason is asked, and it stands until entry.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Ward">The holder for whom a guardian speaks; null when the holder speaks.</param>
public sealed record WithdrawConfirmation(string Case, Guid? Ward = null)
{
    /// <summary>The order of the rules: the case, whether it is the holder's own, whether it is too late.</summary>
    public Decision Decide(CaseFile file, Act act)
    {
        if (file.Change is null) return Refuse(CaseIsUnknown);
        if (act.Actor is not Actor.Farmer holder || !file.Holders.Contains(holder.Person)) return Refuse(NotAHolderOfTheCase);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.IsEntered) return Refuse(CaseIsEntered);
        if (!file.Confirmed.Contains(holder.Person)) return Refuse(NothingConfirmed);

        var provenance = act.After(CaseIsUnknown, NotAHolderOfTheCase, CaseIsArchived, CaseIsWithdrawn, CaseIsEntered, NothingConfirmed);
        return Enter(new StreamFact(Streams.Case(Case), new CaseConfirmationWithdrawn(Case, holder.Person, provenance)));
    }
}
