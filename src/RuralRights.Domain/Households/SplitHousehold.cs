using System.Collections.Immutable;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>A person who goes to the new household, and how they are related to its head.</summary>
/// <param name="Person">Who.</param>
/// <param name="Relation">Relation to the new head, two digits of GB/T 4761.</param>
public sealed record SplitMember(Guid Person, string Relation);

/// <summary>
/// Part of a household becomes a household of its own with some of the parcels (分户, item 1051). What the household
/// registration says does not split a contract; the agreement of all holders does. The terms stay what they are.
/// </summary>
/// <param name="Household">The household that is split.</param>
/// <param name="NewHousehold">18-digit code of the new one.</param>
/// <param name="Members">Who goes, the new representative first.</param>
/// <param name="Parcels">Parcels that go along, none where the land stays or there is none. Of a parcel that is divided in the same case (<see cref="SplitWithDivision"/>) its parts.</param>
/// <param name="Remaining">Who signs for those who stay, when the present representative goes; otherwise null.</param>
/// <param name="Homesteads">
/// Plot codes of homesteads that go along, each with its house; null for none. Whoever goes holds them then, and whoever of the household
/// held them agrees to it. A homestead that stays is held on by all who held it, those who go among them.
/// </param>
public sealed record SplitHousehold(
    string Household, string NewHousehold, IReadOnlyList<SplitMember> Members, IReadOnlyList<string> Parcels, Guid? Remaining = null, IReadOnlyList<string>? Homesteads = null) : IChange
{
    /// <summary>Family contracting, code of table C10.</summary>
    private const string FamilyContracting = "110";

    Procedure IChange.Procedure => Procedures.HouseholdSplit;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => Parcels;

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    private string NewRight => ContractRight.CodeOfFamilyContract(NewHousehold);

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Household(Household), Streams.Household(NewHousehold), Streams.Right(Right), Streams.Right(NewRight), .. Going(books).Select(Streams.Homestead)];

    IEnumerable<Guid> IChange.Holders(Books books) =>
        Of(books) is { IsRegistered: true } household ? household.CoHolders.Concat(GoingRights(books).SelectMany(right => right.Living).Where(household.Includes)).Distinct() : [];

    IEnumerable<string> IChange.Rights(Books books) => Parcels.Count == 0 ? [] : [Right, NewRight];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var household = Of(books);
        return
        [
            new("新的一户", "New household", ValueKind.Household, null, NewHousehold),
            .. Members.Select(member => new Alteration("到新户的成员", "Member who goes", ValueKind.Person, null, member.Person.ToString())),
            .. Parcels.Select(parcel => new Alteration("到新户的地块", "Parcel that goes", ValueKind.Parcel, null, parcel)),
            .. (Homesteads ?? []).Select(plot => new Alteration("到新户的宅基地（连同房屋）", "Homestead that goes, with its house", ValueKind.Text, null, plot)),
            .. HomesteadsHeld.Of(Household, books).Plots.Except(Homesteads ?? [], StringComparer.Ordinal).Select(plot => new Alteration(
                "留在原户的宅基地（共有人不变）", "Homestead that stays (its holders stay the same)", ValueKind.Text, plot, plot)),
            .. Remaining is { } next ? [new Alteration("原户代表", "Representative of those who stay", ValueKind.Person, household.Representative.ToString(), next.ToString())] : Array.Empty<Alteration>(),
        ];
    }

    bool IChange.SetsApart(Guid one, Guid other, Books books) => Members.Any(member => member.Person == one) != Members.Any(member => member.Person == other);

    int IChange.PapersNeeded(Books books) => Parcels.Count == 0 ? 0 : 1 + (KeepsLand(books.Read<ContractRight>(Streams.Right(Right))) ? 1 : 0);

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Of(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (!ContractorCode.TryParse(NewHousehold, out var code) || code.Kind != ContractorKind.Household || code.Issuer.ToString() != household.Collective)
            return Refuse(NewCodeIsNotOfTheIssuer, NewHousehold);
        if (books.Read<Household>(Streams.Household(NewHousehold)).IsRegistered) return Refuse(HouseholdCodeIsTaken, NewHousehold);
        if (Members.Count == 0 || Members.Select(member => member.Person).Distinct().Count() != Members.Count) return Refuse(NobodyIsNamed);
        if (Members.Any(member => !household.Includes(member.Person))) return Refuse(PersonIsNotOfTheHousehold);
        if (!Members.All(member => MemberCodes.IsRelation(member.Relation))) return Refuse(RelationIsNoCode);

        var staying = household.MembersAsHolders.Where(member => Members.All(going => going.Person != member.Person)).ToList();
        if (staying.Count == 0) return Refuse(NobodyIsLeft);
        var representative = Remaining ?? household.Representative;
        if (staying.All(member => member.Person != representative)) return Refuse(RepresentativeLeaves);

        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (Parcels.Count > 0 && right.Hindrance(Parcels, [.. right.Leases.Keys], act.Today, Disposal.FamilyMove, Streams.Case(act.Case)) is { } hindrance) return hindrance;

        if ((Homesteads ?? []).FirstOrDefault(plot => !HomesteadsHeld.Of(Household, books).Plots.Contains(plot)) is { } stranger) return Refuse(HomesteadRules.HomesteadIsNotTheHouseholds, stranger);
        if (GoingRights(books).Select(homestead => homestead.Hold(Disposal.FamilyMove, act)).FirstOrDefault(held => held is not null) is { } still) return still;

        var provenance = act.After(
            [HouseholdIsUnknown, HouseholdHasEnded, NewCodeIsNotOfTheIssuer, HouseholdCodeIsTaken, NobodyIsNamed, PersonIsNotOfTheHousehold, RelationIsNoCode, NobodyIsLeft, RepresentativeLeaves,
                .. ContractRight.HindrancesChecked, HomesteadRules.HomesteadIsNotTheHouseholds]);
        return Enter([.. People(household, staying, representative, act, provenance), .. Parcels.Count == 0 ? [] : Land(household, right, papers, act, provenance), .. Homes(household, books, act, provenance)]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new SplitProposed(caseNumber, this, provenance);

    private IEnumerable<StreamFact> People(Household household, IReadOnlyList<HouseholdMember> staying, Guid representative, Act act, Provenance provenance)
    {
        yield return new(Streams.Household(NewHousehold), new HouseholdRegistered(
            NewHousehold, household.Collective, ContractorKind.Household, Members[0].Person,
            [.. Members.Select(going => household.MembersAsHolders.First(member => member.Person == going.Person) with { Relation = going.Relation })], provenance));
        yield return new(Streams.Household(Household), new HouseholdMembersChanged(Household, staying, provenance));
        if (representative != household.Representative)
            yield return new(Streams.Household(Household), new RepresentativeChanged(Household, representative, provenance));
        if (household.BarredUntil is { } barred)
            yield return new(Streams.Household(NewHousehold), new HouseholdBarred(NewHousehold, barred, Streams.Case(act.Case), provenance));
    }

    private IEnumerable<StreamFact> Land(Household household, ContractRight right, IReadOnlyList<NewPaper> papers, Act act, Provenance provenance)
    {
        var cause = Streams.Case(act.Case);
        foreach (var parcel in Parcels) yield return new(Streams.Right(Right), new ParcelLeft(Right, parcel, cause, provenance));

        if (!KeepsLand(right)) yield return new(Streams.Right(Right), new ContractEnded(Right, cause, provenance));

        // A contract has one term: it is concluded for the parcels whose term ends first, and the others join with the end they have.
        var term = right.TermOf(Parcels);
        var moved = Parcels.Select(parcel => right.Holdings[parcel]).ToLookup(holding => holding.TermTo == term);
        yield return new(Streams.Right(NewRight), new ContractConcluded(
            NewRight, NewHousehold, household.Collective, ContractKind.Family, FamilyContracting, provenance.LegalDay, term, provenance.LegalDay,
            [.. moved[true].Select(holding => holding.Parcel)], Right, provenance));
        yield return new(Streams.Right(NewRight), new RightRegistered(NewRight, papers[0].Serial, provenance.LegalDay, null, provenance));
        foreach (var holding in moved[false])
            yield return new(Streams.Right(NewRight), new ParcelJoined(NewRight, NewHousehold, household.Collective, holding.Parcel, holding.TermTo, cause, provenance));
        foreach (var fact in right.LeasesContinued(Parcels, NewRight, provenance)) yield return fact;
        foreach (var fact in right.HoldsContinued(Parcels, NewRight, provenance)) yield return fact;
        foreach (var fact in papers[0].IssueFor(NewRight, null, CertificateOccasion.First, null, provenance)) yield return fact;

        if (KeepsLand(right))
        {
            foreach (var fact in papers[1].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance)) yield return fact;
        }
        else if (right.Certificate is { } old)
        {
            yield return new(Streams.Right(Right), new CertificateVoided(Right, old.Id, CertificateReason.RightEnded.Chinese, provenance));
        }
    }

    /// <summary>Somebody who left the household before and still holds it loses nothing by what the household agrees.</summary>
    private IEnumerable<StreamFact> Homes(Household household, Books books, Act act, Provenance provenance) => GoingRights(books).SelectMany(homestead => homestead.PassTo(
        NewHousehold,
        [.. Members.Select(member => member.Person).Concat(homestead.Living.Where(holder => !household.Includes(holder)))],
        HomesteadPassage.Split,
        homestead.Excepted,
        Streams.Case(act.Case),
        provenance));

    private ImmutableSortedSet<string> Going(Books books) => HomesteadsHeld.Of(Household, books).Plots.Intersect(Homesteads ?? []);

    private IEnumerable<HomesteadRight> GoingRights(Books books) => Going(books).Select(plot => books.Read<HomesteadRight>(Streams.Homestead(plot)));

    private bool KeepsLand(ContractRight right) => right.Holdings.Keys.Except(Parcels, StringComparer.Ordinal).Any();

    private Household Of(Books books) => books.Read<Household>(Streams.Household(Household));
}

/// <summary>A case asks that a household be split.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record SplitProposed(string Case, SplitHousehold Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
