using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Settlement.SettlementRules;

namespace RuralRights.Domain.Settlement;

/// <summary>A person, or a desk that serves the person's collective, reports that the person settled in town (进城落户申报).</summary>
/// <param name="Person">Who settled.</param>
/// <param name="Household">18-digit contractor code of the person's household.</param>
/// <param name="Statement">What is said.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Papers">Papers it rests on, by name and number. They may name people, so only their hashes enter the ledger.</param>
/// <param name="Scans">SHA-256 of scans of them, as they were handed in; null for none.</param>
public sealed record ReportSettlement(
    Guid Person, string Household, SettlementStatement Statement, SettlementSource Source, IReadOnlyList<string> Papers, IReadOnlyList<string>? Scans = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(UrbanSettlement known, Household household, Collective collective, IReadOnlyCollection<DocumentOnHand> onHand, Guid id, Act act)
    {
        if (!MayReport(household, collective, act)) return Refuse(NotYoursToReport);
        if (!household.Includes(Person)) return Refuse(PersonIsNotOfTheHousehold);
        if (!Enum.IsDefined(Source) || act.Actor is Actor.Farmer != (Source == SettlementSource.Self)) return Refuse(SourceDoesNotFit);
        if (known.Stands) return Refuse(SettlementAlreadyStands, $"{known.Id}");
        if (Settling.Fault(Statement, collective, act.Today) is { } fault) return Refuse(fault);
        var papers = Settling.Hashes(Papers, Scans);
        if (act.Actor is not Actor.Farmer && papers.Count == 0) return Refuse(SettlementHasNoPaper);
        if (DocumentOnHand.Missing(Scans ?? [], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(
            [NotYoursToReport, PersonIsNotOfTheHousehold, SourceDoesNotFit, SettlementAlreadyStands, .. Settling.FaultsChecked, SettlementHasNoPaper, DocumentWasNotHandedIn]);
        return Enter(new StreamFact(
            Streams.Settlement(Person),
            new UrbanSettlementReported(
                id, Person, Household, Settling.InOrder(Statement), Source, provenance with { Documents = papers })));
    }

    private bool MayReport(Household household, Collective collective, Act act) => act.Actor switch
    {
        Actor.Farmer farmer => farmer.Person == Person && farmer.Household == Household && household.Code == Household,
        Actor.VillageClerk or Actor.TownshipOfficer or Actor.Clerk => collective.IsServedBy(act.Actor, act.Today),
        _ => false,
    };
}

/// <summary>What all acts about settling hold a statement to.</summary>
public static class Settling
{
    private const int County = 6;
    private const int Township = 9;
    private const int Village = 12;

    /// <summary>The rules of <see cref="Fault"/>, for the provenance of acts that checked them.</summary>
    internal static IReadOnlyList<Rule> FaultsChecked { get; } = [SettledDayIsAhead, DivisionIsMalformed, OnlyTheVillageWasRenamed, NoCriterionIsMet];

    /// <summary>
    /// What is wrong with a statement; null when nothing is. That a village bears another code today, or has become a residents'
    /// committee, is known from the collective's own places, and is never a settlement of its people.
    /// </summary>
    internal static Rule? Fault(SettlementStatement statement, Collective collective, DateOnly today)
    {
        if (statement.SettledOn > today) return SettledDayIsAhead;
        if (!IsDivision(statement.FromDivision) || !IsDivision(statement.ToDivision)) return DivisionIsMalformed;
        if (statement.ToDivision == statement.FromDivision || collective.Placements.Values.Any(place => place.Village == statement.ToDivision)) return OnlyTheVillageWasRenamed;
        return statement.Criteria.Count == 0 || !statement.Criteria.All(Enum.IsDefined) ? NoCriterionIsMet : null;
    }

    /// <summary>A statement with each criterion once, in the order of the policy.</summary>
    internal static SettlementStatement InOrder(SettlementStatement statement) => statement with { Criteria = [.. statement.Criteria.Distinct().Order()] };

    /// <summary>True when two statements say the same.</summary>
    internal static bool AreSame(SettlementStatement one, SettlementStatement other) =>
        one.Criteria.Distinct().Order().SequenceEqual(other.Criteria.Distinct().Order()) && one with { Criteria = other.Criteria } == other;

    /// <summary>What the ledger keeps of papers: their names by their hashes, and the hashes of their scans, each once.</summary>
    internal static IReadOnlyList<string> Hashes(IEnumerable<string> papers, IEnumerable<string>? scans) =>
        [.. papers.Where(paper => !string.IsNullOrWhiteSpace(paper)).Select(HashOf).Concat(scans ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>What the ledger keeps of words that may name people: SHA-256 of the trimmed UTF-8 text, lower-case hexadecimal.</summary>
    public static string HashOf(string words) => SealedWords.HashOf(words.Trim());

    private static bool IsDivision(string code) => code.Length is County or Township or Village && code.All(char.IsAsciiDigit);
}
