using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>Somebody with a part in the case puts a paper into it (收材料).</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Kind">Code of a <see cref="RequiredPaper"/> of the case, or <see cref="Other"/>.</param>
/// <param name="Document">SHA-256 of the document as kept.</param>
public sealed record FileDocument(string Case, string Kind, string Document)
{
    /// <summary>A paper that no list asks for.</summary>
    public const string Other = "other";

    /// <summary>A written authority (委托书); anybody may send somebody else, whatever the list says.</summary>
    public const string Proxy = "proxy";

    /// <summary>The order of the rules: the case, who asks, the kind, whether it was handed in, and whether the case has it.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (Kind is not (Other or Proxy) && file.PapersAskedFor(books).All(paper => paper.Code != Kind)) return Refuse(PaperKindIsUnknown, Kind);
        if (DocumentOnHand.Missing([Document], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (file.Has(new(Kind, Document))) return Refuse(DocumentFiledTwice);

        return Enter(new StreamFact(Streams.Case(Case), new CaseDocumentFiled(
            Case, Kind, Document, act.After(CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, PaperKindIsUnknown, DocumentWasNotHandedIn, DocumentFiledTwice) with { Documents = [Document] })));
    }
}

/// <summary>A wrong paper is taken out of the checklist again (撤下材料); it is kept, and the history shows it.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Document">SHA-256 of the document.</param>
public sealed record StrikeDocument(string Case, string Document)
{
    /// <summary>The order of the rules: the case, whose turn, whether the entry rests on its papers by now, the paper, and whether the request rests on it.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasTurn(file, change, books)) return Refuse(file.WhyClosed ?? NotThisDesk);
        if (file.IsEntered) return Refuse(CaseIsEntered);
        if (!file.HasDocument(Document)) return Refuse(PaperIsNotInTheCase);
        if (change.Documents.Contains(Document, StringComparer.Ordinal)) return Refuse(RequestRestsOnPaper);

        return Enter(new StreamFact(Streams.Case(Case), new CaseDocumentStruck(Case, Document, act.After(CaseIsUnknown, NotThisDesk, CaseIsEntered, PaperIsNotInTheCase, RequestRestsOnPaper))));
    }
}
