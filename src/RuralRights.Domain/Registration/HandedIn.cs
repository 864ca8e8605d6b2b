namespace RuralRights.Domain.Registration;

/// <summary>A paper that was handed in with what a case asks for, by what it is in the case's list (材料清单).</summary>
/// <param name="Kind">Code of a <see cref="RequiredPaper"/>, or <see cref="FileDocument.Other"/>.</param>
/// <param name="Document">SHA-256 of the document.</param>
public sealed record HandedIn(string Kind, string Document)
{
    /// <summary>Documents of one kind, each once; what was not handed in is left out.</summary>
    public static IReadOnlyList<HandedIn> As(string kind, params IEnumerable<string?> documents) =>
        [.. documents.OfType<string>().Where(document => document.Length > 0).Distinct(StringComparer.Ordinal).Select(document => new HandedIn(kind, document))];

    /// <summary>The facts that papers stand in a case, each once; what the list of its day does not name is another paper.</summary>
    internal static IEnumerable<Law.StreamFact> File(string number, IEnumerable<HandedIn> papers, IReadOnlyList<RequiredPaper> list, Law.Provenance provenance) => papers
        .Select(paper => list.Any(listed => listed.Code == paper.Kind) ? paper : paper with { Kind = FileDocument.Other })
        .Distinct()
        .Select(paper => new Law.StreamFact(Law.Streams.Case(number), new CaseDocumentFiled(number, paper.Kind, paper.Document, provenance with { Documents = [paper.Document] })));
}
