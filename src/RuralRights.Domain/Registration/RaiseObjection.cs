using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>Anybody objects to a case on notice (提出异议), with an account or without one.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Parcel">The parcel it is about; null when it is about the household.</param>
/// <param name="Words">What is wrong; only its hash enters the ledger.</param>
public sealed record RaiseObjection(string Case, string? Parcel, string Words)
{
    /// <summary>The order of the rules: whether the notice hangs, then what is said.</summary>
    /// <param name="file">The case.</param>
    /// <param name="objection">Id of the objection.</param>
    /// <param name="receipt">Receipt number for the objector.</param>
    /// <param name="act">Who objects, and when.</param>
    public Decision Decide(CaseFile file, Guid objection, string receipt, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (file.Notice is not { } notice || file.At != StepKind.NoticeOver || act.Today > file.NoticeLasts) return Refuse(NotOnNotice);
        if (Parcel is not null && !change.Parcels.Contains(Parcel, StringComparer.Ordinal)) return Refuse(ParcelIsNotOfTheCase, Parcel);
        if (string.IsNullOrWhiteSpace(Words)) return Refuse(WordsAreMissing);

        return Enter(new StreamFact(Streams.Case(Case), new ObjectionRaised(
            Case, objection, notice, receipt, Parcel, SealedWords.HashOf(Words), act.After(CaseIsUnknown, NotOnNotice, ParcelIsNotOfTheCase, WordsAreMissing))));
    }
}

/// <summary>The township looked into an objection and answers it (处理异议). One that is upheld sends the case back to where it is written, unless it stands there.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Objection">Id of the objection.</param>
/// <param name="Upheld">True when the objector is right.</param>
/// <param name="Words">The grounds; only their hash enters the ledger.</param>
public sealed record ResolveObjection(string Case, Guid Objection, bool Upheld, string Words)
{
    /// <summary>The order of the rules: the case, whose place, who may not, the objection, the grounds.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.SitsAt(Turn.Township, change, books)) return Refuse(NotThisDesk);
        var objector = file.Objections.GetValueOrDefault(Objection);
        if (Conflict.Of(act.Actor, file.Authors, [.. change.Parties(books), .. PartyOf(objector)], books.Relatives) is { } conflict) return conflict;
        if (objector is null) return Refuse(ObjectionIsUnknown);
        if (string.IsNullOrWhiteSpace(Words)) return Refuse(WordsAreMissing);

        var stream = Streams.Case(Case);
        var words = SealedWords.HashOf(Words);
        var provenance = act.After([CaseIsUnknown, NotThisDesk, .. Conflict.Checked, ObjectionIsUnknown, WordsAreMissing]);
        List<StreamFact> facts = [new(stream, new ObjectionResolved(Case, Objection, Upheld, words, provenance))];
        if (Upheld && file.At is { } at && at != change.Procedure.First.Kind)
            facts.Add(new(stream, new CaseReturned(Case, at, change.Procedure.First.Kind, ["objection-upheld"], words, provenance)));

        return Enter(facts);
    }

    // Whoever objects is a party to it, as an official too.
    private static IEnumerable<Household> PartyOf(string? objector) =>
        objector?.Split('/') is ["person" or "official", var id] ? [Household.Unknown with { Representative = Guid.Parse(id) }] : [];
}
