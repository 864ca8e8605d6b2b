using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>Somebody opens a case (立案). It is lawful now or it is not opened; whether it still is when it is entered is asked again then.</summary>
/// <param name="Change">What it asks for.</param>
public sealed record OpenCase(IChange Change)
{
    /// <summary>The order of the rules: whose land it is about, who asks, whether the papers were handed in, then whether the change would be lawful today.</summary>
    public Decision Decide(Books books, Act act)
    {
        if (Change.CollectiveOf(books).Length == 0) return Refuse(HouseholdIsUnknown, Change.Households is [var first, ..] ? first : null);
        if (!act.SitsAtAnyOf(Change.Procedure.OpenedBy, Change, books)) return Refuse(MayNotOpen);
        if (DocumentOnHand.Missing(Change.Documents, books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (Change.Enter(books, NewPaper.Blank(Change.PapersNeeded(books)), act) is Refused refused) return refused;
        if (Change.WhyNotAsked(books, act) is { } hindrance) return hindrance;

        var provenance = act.After([HouseholdIsUnknown, MayNotOpen, DocumentWasNotHandedIn, .. Change.CheckedWhenAsked]) with { Documents = Change.Documents };
        var stream = Streams.Case(act.Case);
        return Decision.Enter(
            [
                new(stream, new CaseOpened(
                    act.Case, Change.Procedure.Code, Change.CollectiveOf(books), Change.Households, Change.Parcels, [.. Change.Holders(books)],
                    Change.Procedure.First.Kind, CaseTerms.Hash(Change, books), provenance, [.. Change.Told(books)])),
                new(stream, Change.Propose(act.Case, provenance)),
                .. HandedIn.File(act.Case, Change.Papers, books.County.On(act.Today, Change.CollectiveOf(books)).Of(RequiredPapers.For(Change.Procedure.PaperList)), provenance),
            ]);
    }
}

/// <summary>What a case asks for is written anew while it stands at its first step (修改申请). Whoever confirmed has to confirm again.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Change">What it asks for now.</param>
public sealed record AmendCase(string Case, IChange Change)
{
    /// <summary>The rule by which this actor writes nothing anew in the case today, whatever it were to be; null when there is none.</summary>
    /// <remarks>The order of the rules: the case, who asks, whose request it is, where it stands.</remarks>
    public static Refused? WhyNot(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } before) return new(CaseIsUnknown);
        if (!act.SitsAtAnyOf(before.Procedure.OpenedBy, before, books)) return new(NotThisDesk);
        if (file.OpenedAt == Turn.Household && !act.SitsAt(Turn.Household, before, books) && !IsDraftedForWards(file, before, books, act)) return new(HouseholdAskedItself);
        if (file.WhyClosed is { } closed) return new(closed);
        return file.At == before.Procedure.First.Kind ? null : new(StepIsNotDue);
    }

    /// <summary>
    /// Where nobody of those who asked acts for themselves and guardians speak for all of them, the village desk drafts, and the guardians
    /// confirm; business that only a household opens is never drafted for it.
    /// </summary>
    private static bool IsDraftedForWards(CaseFile file, IChange before, Books books, Act act) =>
        file.IsStillTheirs && before.Procedure.OpenedBy.Contains(Turn.Village) && before.Procedure.Find(StepKind.Confirmed) is not null
        && act.SitsAt(Turn.Village, before, books) && Applicants.Of(before, books).AreInGuardianship;

    /// <summary>True for whoever sits where the case was opened: names and numbers of people whom it brings are theirs to write.</summary>
    public static bool WritesNewcomers(CaseFile file, Books books, Act act) => file.Change is { } before && act.SitsAt(file.OpenedAt, before, books);

    /// <summary>The order of the rules: whether anything may be written anew, whom it brings, the papers, then the new request.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (WhyNot(file, books, act) is { } hindrance) return hindrance;

        var before = file.Change!;
        if (Change.Procedure != before.Procedure || Change.CollectiveOf(books) != file.Collective || !Change.Households.SequenceEqual(before.Households, StringComparer.Ordinal))
            return Refuse(AmendmentIsOtherBusiness);
        if (!Change.Newcomers(books).ToHashSet().SetEquals(before.Newcomers(books)) && !WritesNewcomers(file, books, act)) return Refuse(NewcomersAreTheAuthors);
        if (DocumentOnHand.Missing(Change.Documents, books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (Change.Enter(books, NewPaper.Blank(Change.PapersNeeded(books)), act) is Refused refused) return refused;
        // What is asked for as before was looked at when it was first asked for.
        if (!Change.Equals(before) && Change.WhyNotAsked(books, act) is { } notAsked) return notAsked;

        var provenance = act.After([CaseIsUnknown, NotThisDesk, HouseholdAskedItself, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, AmendmentIsOtherBusiness, NewcomersAreTheAuthors, DocumentWasNotHandedIn, .. Change.CheckedWhenAsked]) with { Documents = Change.Documents };
        var stream = Streams.Case(Case);
        return Decision.Enter(
        [
            new(stream, Change.Propose(Case, provenance)),
            new(stream, new CaseAmended(Case, Change.Parcels, [.. Change.Holders(books)], CaseTerms.Hash(Change, books), provenance, [.. Change.Told(books)])),
            .. HandedIn.File(Case, Change.Papers.Where(paper => !file.HasDocument(paper.Document)), file.PapersAskedFor(books), provenance),
        ]);
    }
}
