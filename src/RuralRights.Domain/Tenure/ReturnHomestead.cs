using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.HomesteadRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// A household gives its homestead back to the collective of its own will (宅基地自愿退出), for money or without, for good or keeping the claim to
/// one for some years.
/// </summary>
/// <remarks>
/// Nobody but the household asks for it, and everybody who holds it or lives in the household confirms, wherever they are. It is no condition of
/// anything. Until the entry anybody takes the confirmation back, and nothing is lost.
/// </remarks>
/// <param name="Household">18-digit contractor code; empty where heirs hold it for themselves.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="ClaimKeptUntil">Last day until which the household may ask for a homestead again (保留资格权); null when it is given up for good.</param>
/// <param name="CompensationYuan">What the agreement says the household is paid, in yuan; null when it asks for nothing.</param>
/// <param name="Agreement">SHA-256 of the agreement with the collective.</param>
/// <param name="Choices">SHA-256 of the information sheet, signed as read.</param>
/// <param name="Deaths">Holders of no list any more who have died, each with the proof; null for none.</param>
public sealed record ReturnHomestead(
    string Household, string Plot, DateOnly? ClaimKeptUntil, decimal? CompensationYuan, string Agreement, string Choices, IReadOnlyList<ProvedDeath>? Deaths = null) : IChange
{
    private static readonly Rule[] Checked =
    [
        HouseholdIsUnknown, HouseholdHasEnded, HomesteadIsNotTheHouseholds, HomesteadHolderMayBeAlive, .. HoldLaw.All.Select(law => law.Rule), CompensationIsNoAmount, ClaimIsNotKept,
        ExitAgreementIsMissing, ChoicesWereNotExplained,
    ];

    Procedure IChange.Procedure => Procedures.HomesteadReturn;

    string IChange.CollectiveOf(Books books) => HomesteadHolders.CollectiveOf(Household, Plot, books);

    IReadOnlyList<string> IChange.Households => HomesteadHolders.Households(Household);

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IReadOnlyList<HandedIn> IChange.Papers =>
        [.. HandedIn.As("exit-agreement", Agreement), .. HandedIn.As("information-sheet", Choices), .. HomesteadHolders.Proofs(Deaths)];

    LandAltered? IChange.Land(Books books) => new([new(Plot, books.Read<HomesteadRight>(Streams.Homestead(Plot)).Entry?.Boundary)], []);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Homestead(Plot)];

    bool IChange.IsOnesOwn(Guid person, Books books) => HomesteadHolders.IsHeir(person, Household, Plot, books);

    /// <summary>Everybody who holds it and everybody who lives in the household: nobody loses a home by what others agree.</summary>
    IEnumerable<Guid> IChange.Holders(Books books) =>
        HomesteadHolders.Asked(Household, Plot, Deaths, books).Concat(HomesteadHolders.Of(Household, books) is { IsRegistered: true } household ? household.People : []).Distinct();

    IEnumerable<Guid> IChange.Losing(Books books) => HomesteadHolders.Dead(Deaths);

    IEnumerable<Household> IChange.Parties(Books books) => HomesteadHolders.Parties(Household, Plot, books);

    /// <summary>What is given up goes to the collective, and to nobody who is asked.</summary>
    IEnumerable<Household> IChange.Gaining(Guid giver, Books books) => [];

    /// <summary>Whoever holds it gives as much as the ward does; a guardian who holds nothing gives nothing.</summary>
    bool IChange.SetsApart(Guid one, Guid other, Books books) =>
        ((IChange)this).Holders(books).ToList() is var asked && asked.Contains(one) != asked.Contains(other);

    IEnumerable<string> IChange.Rights(Books books) => [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var right = books.Read<HomesteadRight>(Streams.Homestead(Plot));
        return
        [
            new("退出的宅基地（连同房屋）", "Homestead that is given back, with its house", ValueKind.Text, Plot, null),
            .. right.Entry is { } known ? [new Alteration("宗地面积", "Area of the plot", ValueKind.Area, known.Area.ToString(CultureInfo.InvariantCulture), null)] : Array.Empty<Alteration>(),
            .. right.Living.Select(person => new Alteration("不再是权利人", "Holds it no more", ValueKind.Person, person.ToString(), null)),
            Alteration.ToWord("补偿", "Compensation", CompensationYuan is { } yuan ? (Yuan(yuan) + " 元", Yuan(yuan) + " yuan") : ("不要补偿", "none is asked for")),
            ClaimKeptUntil is { } until
                ? new("保留再申请宅基地的资格，到", "May ask for a homestead again until", ValueKind.Day, null, until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : Alteration.ToWord("以后再申请宅基地", "A homestead asked for later", ("不能再申请", "none is given")),
            .. right.Certificate is { } paper ? [new Alteration("作废的不动产权证书", "Certificate that becomes void", ValueKind.Text, paper, null)] : Array.Empty<Alteration>(),
            .. HomesteadHolders.Told(Deaths),
        ];
    }

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (HomesteadHolders.WhyNot(Household, Plot, books) is { } wrong) return wrong;
        var (household, right) = (HomesteadHolders.Of(Household, books), books.Read<HomesteadRight>(Streams.Homestead(Plot)));
        if (!HomesteadHolders.AreProved(Deaths, right, household)) return Refuse(HomesteadHolderMayBeAlive);
        if (right.Hold(Disposal.Return, act) is { } held) return held;
        if (CompensationYuan is { } yuan && !Money.TryOf(yuan, out _)) return Refuse(CompensationIsNoAmount);
        if (ClaimKeptUntil <= act.Today) return Refuse(ClaimIsNotKept);
        if (Agreement.Length == 0) return Refuse(ExitAgreementIsMissing);
        if (Choices.Length == 0) return Refuse(ChoicesWereNotExplained);

        var (cause, provenance) = (Streams.Case(act.Case), act.After(Checked) with { Documents = ((IChange)this).Documents });
        return Enter(
        [
            new(Streams.Homestead(Plot), new HomesteadReturned(Plot, Household, CompensationYuan, right.Certificate, cause, provenance)),
            .. Household.Length == 0
                ? Array.Empty<StreamFact>()
                :
                [
                    new(Streams.Household(Household), new HomesteadLeft(Household, Plot, cause, provenance)),
                    new(Streams.Household(Household), new HomesteadGivenUp(Household, Plot, ClaimKeptUntil, provenance)),
                ],
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadReturnProposed(caseNumber, this, provenance);

    private static string Yuan(decimal yuan) => yuan.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>A case asks that a homestead go back to the collective as its holders wish.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadReturnProposed(string Case, ReturnHomestead Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
