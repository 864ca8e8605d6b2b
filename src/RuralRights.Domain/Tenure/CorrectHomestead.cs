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

/// <summary>A change after which the real-estate registry issues certificates of homesteads.</summary>
public interface ICertifiedElsewhere : IChange
{
    /// <summary>Plot codes of the homesteads.</summary>
    IReadOnlyList<string> Plots { get; }
}

/// <summary>A change of a homestead, after which the real-estate registry issues a certificate.</summary>
public interface IHomesteadChange : ICertifiedElsewhere
{
    /// <summary>Plot code.</summary>
    string Plot { get; }

    IReadOnlyList<string> ICertifiedElsewhere.Plots => [Plot];
}

/// <summary>What stands of a homestead is put right. Everybody who holds it is asked, and nobody gains what another gives.</summary>
public interface IHomesteadCorrection : IHomesteadChange
{
    /// <summary>18-digit contractor code; empty where heirs hold it for themselves.</summary>
    string Household { get; }

    /// <summary>Holders of no list any more who have died, each with the proof; null for none.</summary>
    IReadOnlyList<ProvedDeath>? Deaths { get; }

    string IChange.CollectiveOf(Books books) => HomesteadHolders.CollectiveOf(Household, Plot, books);

    IReadOnlyList<string> IChange.Households => HomesteadHolders.Households(Household);

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Homestead(Plot)];

    bool IChange.IsOnesOwn(Guid person, Books books) => HomesteadHolders.IsHeir(person, Household, Plot, books);

    IEnumerable<Guid> IChange.Holders(Books books) => HomesteadHolders.Asked(Household, Plot, Deaths, books);

    IEnumerable<Guid> IChange.Losing(Books books) => HomesteadHolders.Dead(Deaths);

    IEnumerable<Household> IChange.Parties(Books books) => HomesteadHolders.Parties(Household, Plot, books);

    /// <summary>What is put right is the same for everybody who holds it.</summary>
    IEnumerable<Household> IChange.Gaining(Guid giver, Books books) => [];

    IEnumerable<string> IChange.Rights(Books books) => [];
}

/// <summary>
/// An entry of a homestead is put right (宅基地更正登记). A wrong word is mended on evidence; an area is put to everybody by a notice first.
/// </summary>
/// <remarks>
/// What lies beyond the approval follows from the two areas and is never typed. Everybody who holds it confirms, whoever has married out
/// or is of another household by now among them; of those who died a paper says so.
/// </remarks>
/// <param name="Household">18-digit contractor code; empty where heirs hold it for themselves.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Entry">Which entry.</param>
/// <param name="Before">What stands there now; null for an entry of a house where none stands.</param>
/// <param name="After">What is right.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
/// <param name="Deaths">Holders of no list any more who have died, each with the proof; null for none.</param>
public sealed record CorrectHomestead(
    string Household, string Plot, HomesteadEntry Entry, string? Before, string After, string Evidence, IReadOnlyList<ProvedDeath>? Deaths = null) : IHomesteadCorrection
{
    private static readonly Rule[] Checked =
    [
        HouseholdIsUnknown, HouseholdHasEnded, HomesteadIsNotTheHouseholds, HomesteadHolderMayBeAlive, .. HoldLaw.All.Select(law => law.Rule), EntryHasChanged, NothingIsCorrected, ValueDoesNotFit, EvidenceIsMissing,
        .. BoundaryChecks.HindrancesChecked, HomesteadSourceIsMissing, HouseDoesNotFit, HomesteadStandardIsUnknown, HomesteadIsAboveTheStandard,
    ];

    Procedure IChange.Procedure => Entry.IsSubstantive() ? Procedures.HomesteadSubstantiveCorrection : Procedures.HomesteadClericalCorrection;

    IReadOnlyList<HandedIn> IChange.Papers => [.. HandedIn.As("error-proof", Evidence), .. HomesteadHolders.Proofs(Deaths)];

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
            .. HomesteadHolders.Told(Deaths),
        ];
    }

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (HomesteadHolders.WhyNot(Household, Plot, books) is { } wrong) return wrong;
        var (household, right) = (HomesteadHolders.Of(Household, books), books.Read<HomesteadRight>(Streams.Homestead(Plot)));
        var known = right.Entry!;
        if (!HomesteadHolders.AreProved(Deaths, right, household)) return Refuse(HomesteadHolderMayBeAlive);
        if (right.Hold(Disposal.Division, act) is { } held) return held;
        if (Entry.Of(known) != Before) return Refuse(EntryHasChanged);
        if (After == Before) return Refuse(NothingIsCorrected);
        if (!Entry.MaySay(After) || (Entry.IsOfTheHouse() && known.House is null)) return Refuse(ValueDoesNotFit);
        if (Evidence.Length == 0) return Refuse(EvidenceIsMissing);
        var corrected = Entry.Set(known, After);
        if (corrected.Boundary.Hindrance(Plot, corrected.Area) is { } unclear) return unclear;
        if (corrected.Approval.On > act.Today) return Refuse(HomesteadSourceIsMissing);
        if (corrected.House is { } house && !RegisterHomestead.IsOn(house, corrected.Area, act.Today)) return Refuse(HouseDoesNotFit);
        if (Entry == HomesteadEntry.ApprovedArea && WhyNotAllowed(corrected, right, household, books, act) is { } above) return Refuse(above, Plot);

        var provenance = act.After(Checked) with { Documents = ((IChange)this).Documents };
        return Enter(
        [
            new(Streams.Homestead(Plot), new HomesteadEntryCorrected(Plot, Entry, Before, After, corrected.Excess, Evidence, provenance)),
            .. right.AfterDeathOf((Deaths ?? []).Select(death => death.Person), Streams.Case(act.Case), provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadCorrectionProposed(caseNumber, this, provenance);

    private static Rule? WhyNotAllowed(HomesteadRegistered corrected, HomesteadRight right, Household household, Books books, Act act)
    {
        if (corrected.Exceptions.Any(exception => exception.From == HomesteadRule.Standard)) return null;
        if (books.County.On(act.Today, right.Collective).Of(CountySettings.HomesteadAreaLimits).LimitFor(corrected.Land, household.IsRegistered ? household.People.Count() : right.Living.Count()) is not { } standard)
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
