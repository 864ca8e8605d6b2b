using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// The house that heirs from outside the collective inherited is gone, and with it ends their right to its plot (房屋灭失注销): the village reports it
/// with photographs, everybody is asked by a notice, and every heir confirms.
/// </summary>
/// <remarks>
/// Only what is held for the sake of an inherited house ends this way; a household of the collective goes on holding its plot and builds
/// again. An heir who says that the house stands does not confirm, objects or brings a dispute, and each of them stops it.
/// </remarks>
/// <param name="Plot">Plot code.</param>
/// <param name="GoneOn">Day since which the house is gone.</param>
/// <param name="Photographs">SHA-256 of the photographs of the place as it is.</param>
/// <param name="Deaths">Heirs who have died since, each with the proof; null for none.</param>
public sealed record EndWithHouse(string Plot, DateOnly GoneOn, string Photographs, IReadOnlyList<ProvedDeath>? Deaths = null) : IChange
{
    private const string NoHousehold = "";

    private static readonly Rule[] Checked =
        [HomesteadIsUnknown, HomesteadOutlastsItsHouse, HomesteadHolderMayBeAlive, NoHeirIsLeftToAsk, .. HoldLaw.All.Select(law => law.Rule), HouseMayStand];

    Procedure IChange.Procedure => Procedures.HomesteadHouseGone;

    string IChange.CollectiveOf(Books books) => HomesteadHolders.CollectiveOf(NoHousehold, Plot, books);

    IReadOnlyList<string> IChange.Households => [];

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IReadOnlyList<HandedIn> IChange.Papers => [.. HandedIn.As("house-gone", Photographs), .. HomesteadHolders.Proofs(Deaths)];

    LandAltered? IChange.Land(Books books) => new([new(Plot, books.Read<HomesteadRight>(Streams.Homestead(Plot)).Entry?.Boundary)], []);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Homestead(Plot)];

    bool IChange.IsOnesOwn(Guid person, Books books) => books.Read<HomesteadRight>(Streams.Homestead(Plot)).IsHeldBy(person);

    IEnumerable<Guid> IChange.Holders(Books books) => HomesteadHolders.Asked(NoHousehold, Plot, Deaths, books);

    IEnumerable<Guid> IChange.Losing(Books books) => HomesteadHolders.Dead(Deaths);

    IEnumerable<Household> IChange.Parties(Books books) => HomesteadHolders.Parties(NoHousehold, Plot, books);

    /// <summary>The plot goes to the collective, and to nobody who is asked.</summary>
    IEnumerable<Household> IChange.Gaining(Guid giver, Books books) => [];

    /// <summary>Whoever holds it loses as much as the ward does; a guardian who holds nothing loses nothing.</summary>
    bool IChange.SetsApart(Guid one, Guid other, Books books) =>
        ((IChange)this).Holders(books).ToList() is var asked && asked.Contains(one) != asked.Contains(other);

    IEnumerable<string> IChange.Rights(Books books) => [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var right = books.Read<HomesteadRight>(Streams.Homestead(Plot));
        return
        [
            new("随房屋灭失而注销的宅基地", "Homestead that ends with its house", ValueKind.Text, Plot, null),
            new("房屋灭失的日期", "Day since which the house is gone", ValueKind.Day, null, GoneOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            .. right.Living.Select(person => new Alteration("不再是权利人", "Holds it no more", ValueKind.Person, person.ToString(), null)),
            .. right.Certificate is { } paper ? [new Alteration("作废的不动产权证书", "Certificate that becomes void", ValueKind.Text, paper, null)] : Array.Empty<Alteration>(),
            .. HomesteadHolders.Told(Deaths),
        ];
    }

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = books.Read<HomesteadRight>(Streams.Homestead(Plot));
        if (!right.Stands) return Refuse(HomesteadIsUnknown, Plot);
        if (!right.OnlyForTheHouse || right.Household.Length > 0) return Refuse(HomesteadOutlastsItsHouse, Plot);
        if (!HomesteadHolders.AreProved(Deaths, right, Household.Unknown)) return Refuse(HomesteadHolderMayBeAlive);
        if (!((IChange)this).Holders(books).Any()) return Refuse(NoHeirIsLeftToAsk, Plot);
        if (right.Hold(Disposal.Return, act) is { } held) return held;
        if (Photographs.Length == 0 || GoneOn > act.Today || GoneOn.Year < right.Entry?.House?.BuiltIn) return Refuse(HouseMayStand);

        return Enter(new StreamFact(Streams.Homestead(Plot), new HomesteadEndedWithHouse(
            Plot, GoneOn, right.Certificate, Streams.Case(act.Case), act.After(Checked) with { Documents = ((IChange)this).Documents })));
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new EndWithHouseProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that the right of heirs end with the house.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record EndWithHouseProposed(string Case, EndWithHouse Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
