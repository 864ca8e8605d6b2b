using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>A parcel and what it becomes.</summary>
/// <param name="Parcel">Parcel that is divided.</param>
/// <param name="Parts">Parcels it becomes.</param>
public sealed record ParcelInParts(string Parcel, IReadOnlyList<NewParcel> Parts);

/// <summary>
/// A household splits, and parcels of which either side takes a part are divided in the same entry (分户并分割地块, item 1052): first the
/// land by the rules of a division (<see cref="DivideParcel"/>), then the household by those of a split (<see cref="SplitHousehold"/>).
/// </summary>
/// <param name="Split">Who goes and with which parcels, parts of the divided ones among them.</param>
/// <param name="Divisions">Parcels that are divided.</param>
public sealed record SplitWithDivision(SplitHousehold Split, IReadOnlyList<ParcelInParts> Divisions) : IChange
{
    Procedure IChange.Procedure => Procedures.HouseholdSplitWithDivision;

    private IChange OfTheHousehold => Split;

    private IReadOnlyList<DivideParcel> OfTheLand => [.. Divisions.Select(one => new DivideParcel(Split.Household, one.Parcel, one.Parts))];

    private IEnumerable<string> NewCodes => Divisions.SelectMany(one => one.Parts).Select(part => part.Code);

    string IChange.CollectiveOf(Books books) => OfTheHousehold.CollectiveOf(books);

    IReadOnlyList<string> IChange.Households => OfTheHousehold.Households;

    IReadOnlyList<string> IChange.Parcels => [.. Divisions.Select(one => one.Parcel).Concat(NewCodes).Concat(Split.Parcels).Distinct(StringComparer.Ordinal)];

    LandAltered? IChange.Land(Books books) => OfTheLand.Select(one => ((IChange)one).Land(books)!).ToList() is var drawn && drawn.Count > 0
        ? new([.. drawn.SelectMany(one => one.Before)], [.. drawn.SelectMany(one => one.After)])
        : null;

    IEnumerable<string> IChange.Reads(Books books) => OfTheHousehold.Reads(books).Concat(OfTheLand.SelectMany(one => ((IChange)one).Reads(books))).Distinct(StringComparer.Ordinal);

    IEnumerable<Guid> IChange.Holders(Books books) => OfTheHousehold.Holders(books);

    IEnumerable<string> IChange.Rights(Books books) => OfTheHousehold.Rights(books);

    bool IChange.SetsApart(Guid one, Guid other, Books books) => OfTheHousehold.SetsApart(one, other, books);

    IReadOnlyList<Alteration> IChange.Alterations(Books books) => [.. OfTheLand.SelectMany(one => ((IChange)one).Alterations(books)), .. OfTheHousehold.Alterations(books)];

    /// <summary>One for either side, because either takes a part.</summary>
    int IChange.PapersNeeded(Books books) => 2;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (Divisions.Count == 0 || NewCodes.Distinct(StringComparer.Ordinal).Count() != NewCodes.Count()) return Refuse(EitherSideTakesAPart);
        foreach (var one in Divisions)
            if (one.Parts.Select(part => Split.Parcels.Contains(part.Code, StringComparer.Ordinal)).Distinct().Count() != 2) return Refuse(EitherSideTakesAPart, one.Parcel);

        var facts = new List<StreamFact>();
        foreach (var one in OfTheLand)
        {
            var decision = one.Divide(books, act);
            if (decision is not Entered divided) return decision;

            facts.AddRange(divided.Facts);
            books = books.After(divided.Facts);
        }

        return OfTheHousehold.Enter(books, papers, act) switch
        {
            Entered split => Enter([.. facts, .. split.Facts]),
            var refused => refused,
        };
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new SplitWithDivisionProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that a household be split and a parcel be divided between its sides.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record SplitWithDivisionProposed(string Case, SplitWithDivision Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
