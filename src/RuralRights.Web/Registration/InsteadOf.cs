using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>A case that was given up because it was of the wrong kind or household, and its papers: another that is opened in its place takes them without their being sent again.</summary>
/// <param name="Number">Number of the case that was given up.</param>
/// <param name="Papers">Papers that stand in it.</param>
/// <param name="Kinds">Its list of papers, by which they are named.</param>
public sealed record InsteadOf(string Number, IReadOnlyList<DocumentLine> Papers, IReadOnlyList<RequiredPaper> Kinds)
{
    /// <summary>Names of the fields: the case that was given up, and the papers that go along.</summary>
    public const string Field = "instead", PapersField = "carry";

    /// <summary>The case that was given up, for whoever may see it and asks in the same collective; null for anybody else, and for what was not given up.</summary>
    internal static async Task<InsteadOf?> Of(string? number, string collective, At at, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(number) || at.Who.Actor is not { } actor || await CaseSheet.Of(at.Register, number, cancel) is not { State: "withdrawn" } sheet || sheet.Collective != collective) return null;
        if (!await Sight.Allows(at.Office.Desk, at.Register, actor, sheet, at.Office.Today, cancel)) return null;

        var county = await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel);
        return new(
            number,
            [.. sheet.Documents.Where(paper => paper.StruckOn is null).DistinctBy(paper => (paper.Kind, paper.Document))],
            county.On(sheet.OpenedOn, collective).Of(RequiredPapers.For(sheet.Procedure.PaperList)));
    }

    /// <summary>Files in the new case the papers that were ticked; what its list does not name is another paper.</summary>
    internal async Task Carry(string opened, Filling filling, At at, CancellationToken cancel)
    {
        var ticked = filling.Values(PapersField);
        foreach (var paper in Papers.Where(paper => ticked.Contains(NameOf(paper), StringComparer.Ordinal)))
        {
            if (!await at.Uploads.HandOn(paper.Document, at.Who, cancel)) continue;

            var answer = await File(paper.Kind);
            if (answer.Refusal == CaseRules.PaperKindIsUnknown) await File(FileDocument.Other);

            Task<Answer> File(string kind) => at.Office.Desk.Enter(
                new FileDocument(opened, kind, paper.Document), at.Office.Submit(FormIds.Of(filling.Command, $"{kind}/{paper.Document}"), at.Who), cancel);
        }
    }

    /// <summary>A paper as a field names it: one document may be several.</summary>
    public static string NameOf(DocumentLine paper) => $"{paper.Kind}/{paper.Document}";
}
