using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Parcels.ParcelRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A change of a homestead, after which the real-estate registry issues a certificate.</summary>
public interface IHomesteadChange : IChange
{
    /// <summary>Plot code.</summary>
    string Plot { get; }
}

/// <summary>
/// An entry of a homestead is put right (宅基地更正登记). A wrong word is mended on evidence; an area is put to everybody by a notice first.
/// </summary>
/// <remarks>What lies beyond the approval follows from the two areas and is never typed. Everybody of the household who holds it confirms.</remarks>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Entry">Which entry.</param>
/// <param name="Before">What stands there now; null for an entry of a house where none stands.</param>
/// <param name="After">What is right.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
public sealed record CorrectHomestead(string Household, string Plot, HomesteadEntry Entry, string? Before, string After, string Evidence) : IHomesteadChange
{
    private static readonly Rule[] Checked =
    [
        HouseholdIsUnknown, HouseholdHasEnded, HomesteadIsNotTheHouseholds, .. HoldLaw.All.Select(law => law.Rule), EntryHasChanged, NothingIsCorrected, ValueDoesNotFit, EvidenceIsMissing,
        .. BoundaryChecks.HindrancesChecked, HomesteadSourceIsMissing, HouseDoesNotFit, HomesteadStandardIsUnknown, HomesteadIsAboveTheStandard,
    ];

    Procedure IChange.Procedure => Entry.IsSubstantive() ? Procedures.HomesteadSubstantiveCorrection : Procedures.HomesteadClericalCorrection;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IReadOnlyList<string> IChange.Documents => Evidence.Length == 0 ? [] : [Evidence];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Homestead(Plot)];

    IEnumerable<Guid> IChange.Holders(Books books)
    {
        var household = books.Read<Household>(Streams.Household(Household));
        if (!household.IsRegistered) return [];

        var holding = books.Read<HomesteadRight>(Streams.Homestead(Plot)).Holders.Where(household.Includes).ToList();
        return holding.Count > 0 ? holding : household.CoHolders;
    }

    IEnumerable<string> IChange.Rights(Books books) => [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var known = books.Read<HomesteadRight>(Streams.Homestead(Plot)).Entry;
        var ((chinese, english), kind) = (Entry.Name(), Entry.IsArea() ? ValueKind.Area : Entry == HomesteadEntry.SourceDay ? ValueKind.Day : ValueKind.Text);
        var (before, after) = (Before is null ? (null, null) : Entry.Said(Before), Entry.Said(After));
        return
        [
            new("宗地", "Plot", ValueKind.Text, Plot, Plot),
            new(chinese, english, Entry.MaySay(After) ? kind : ValueKind.Text, before.Item1, after.Chinese) { BeforeInEnglish = before.Item2, AfterInEnglish = after.English },
            .. known is not null && Entry is HomesteadEntry.PlotArea or HomesteadEntry.ApprovedArea && Entry.MaySay(After)
                ?
                [
                    new Alteration("超占面积（不是权利的一部分）", "Area beyond the approval (no part of the right)", ValueKind.Area,
                        known.Excess.ToString(CultureInfo.InvariantCulture), Entry.Set(known, After).Excess.ToString(CultureInfo.InvariantCulture)),
                ]
                : Array.Empty<Alteration>(),
        ];
    }

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = books.Read<Household>(Streams.Household(Household));
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        var right = books.Read<HomesteadRight>(Streams.Homestead(Plot));
        if (right.Entry is not { } known || right.Household != Household) return Refuse(HomesteadIsNotTheHouseholds, Plot);
        if (right.Hold(Disposal.Division, act) is { } held) return held;
        if (Entry.Of(known) != Before) return Refuse(EntryHasChanged);
        if (After == Before) return Refuse(NothingIsCorrected);
        if (!Entry.MaySay(After) || (Entry.IsOfTheHouse() && known.House is null)) return Refuse(ValueDoesNotFit);
        if (Evidence.Length == 0) return Refuse(EvidenceIsMissing);
        var corrected = Entry.Set(known, After);
        if (corrected.Boundary.Hindrance(Plot, corrected.Area) is { } unclear) return unclear;
        if (corrected.Approval.On > act.Today) return Refuse(HomesteadSourceIsMissing);
        if (corrected.House is { } house && !RegisterHomestead.IsOn(house, corrected.Area, act.Today)) return Refuse(HouseDoesNotFit);
        if (Entry == HomesteadEntry.ApprovedArea && WhyNotAllowed(corrected, household, books, act) is { } above) return Refuse(above, Plot);

        var provenance = act.After(Checked) with { Documents = [Evidence] };
        return Enter(new StreamFact(Streams.Homestead(Plot), new HomesteadEntryCorrected(Plot, Entry, Before, After, corrected.Excess, Evidence, provenance)));
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadCorrectionProposed(caseNumber, this, provenance);

    private static Rule? WhyNotAllowed(HomesteadRegistered corrected, Household household, Books books, Act act)
    {
        if (corrected.Exceptions.Any(exception => exception.From == HomesteadRule.Standard)) return null;
        if (books.County.On(act.Today, household.Collective).Of(CountySettings.HomesteadAreaLimits).LimitFor(corrected.Land, household.People.Count()) is not { } standard)
            return HomesteadStandardIsUnknown;
        return corrected.Approval.Area > standard ? HomesteadIsAboveTheStandard : null;
    }
}

/// <summary>A case asks that an entry of a homestead be corrected.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadCorrectionProposed(string Case, CorrectHomestead Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
