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

/// <summary>
/// The boundary of a homestead is surveyed anew (宅基地界线更正), the neighbours pointing it out, and put to everybody by a notice. The approved
/// area stays: it was approved, and a new measurement does not change it; what lies beyond it follows.
/// </summary>
/// <param name="Household">18-digit code of the household that holds it; empty where heirs hold it for themselves.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Boundary">Boundary as surveyed now.</param>
/// <param name="Area">Surveyed area in square metres.</param>
/// <param name="Neighbours">SHA-256 of the paper on which the neighbours confirmed it.</param>
/// <param name="Deaths">Holders of no list any more who have died, each with the proof; null for none.</param>
public sealed record CorrectHomesteadBoundary(
    string Household, string Plot, BoundaryOnRecord Boundary, decimal Area, string Neighbours, IReadOnlyList<ProvedDeath>? Deaths = null) : IHomesteadCorrection
{
    private static readonly Rule[] Checked =
    [
        HouseholdIsUnknown, HouseholdHasEnded, HomesteadIsNotTheHouseholds, HomesteadHolderMayBeAlive, .. HoldLaw.All.Select(law => law.Rule), .. BoundaryChecks.HindrancesChecked,
        NothingIsCorrected, HouseDoesNotFit, NeighboursHaveNotSigned,
    ];

    Procedure IChange.Procedure => Procedures.HomesteadBoundaryCorrection;

    IReadOnlyList<HandedIn> IChange.Papers => [.. HandedIn.As(FileDocument.Other, Neighbours), .. HomesteadHolders.Proofs(Deaths)];

    LandAltered? IChange.Land(Books books) => new([new(Plot, books.Read<HomesteadRight>(Streams.Homestead(Plot)).Entry?.Boundary)], [new(Plot, Boundary)]);

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var known = books.Read<HomesteadRight>(Streams.Homestead(Plot)).Entry;
        return
        [
            new("宗地", "Plot", ValueKind.Text, Plot, Plot),
            new("宗地界线", "Boundary of the plot", ValueKind.Boundary, known?.Boundary.Mark(), Boundary.Mark()),
            new("宗地面积", "Area of the plot", ValueKind.Area, Number(known?.Area), Number(Area)),
            .. known is null
                ? Array.Empty<Alteration>()
                :
                [
                    new("批准面积", "Approved area", ValueKind.Area, Number(known.Approval.Area), Number(known.Approval.Area)),
                    new("超占面积（不是权利的一部分）", "Area beyond the approval (no part of the right)", ValueKind.Area, Number(known.Excess), Number(Resurveyed(known).Excess)),
                ],
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
        if (Boundary.Hindrance(Plot, Area) is { } unclear) return unclear;
        if (known.Boundary.Crs == Boundary.Crs && known.Boundary.Wkb.AsSpan().SequenceEqual(Boundary.Wkb) && known.Area == Area) return Refuse(NothingIsCorrected);
        if (known.House is { } house && !RegisterHomestead.IsOn(house, Area, act.Today)) return Refuse(HouseDoesNotFit);
        if (Neighbours.Length == 0) return Refuse(NeighboursHaveNotSigned);

        var provenance = act.After(Checked) with { Documents = ((IChange)this).Documents };
        return Enter(
        [
            new(Streams.Homestead(Plot), new HomesteadResurveyed(Plot, Boundary, Area, Resurveyed(known).Excess, Neighbours, provenance)),
            .. right.AfterDeathOf((Deaths ?? []).Select(death => death.Person), Streams.Case(act.Case), provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadBoundaryProposed(caseNumber, this, provenance);

    private HomesteadRegistered Resurveyed(HomesteadRegistered known) => known.Resurveyed(Boundary, Area);

    private static string? Number(decimal? area) => area?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A case asks that the boundary of a homestead be corrected.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadBoundaryProposed(string Case, CorrectHomesteadBoundary Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
