using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>Two households of one collective become one (合户, item 1061): people, parcels and homestead of the second join the first.</summary>
/// <remarks>
/// A homestead is not lost by it: where both had one, the one that joins stands on as an exception with its ground, and the household
/// is given no further one. Whoever held a homestead goes on holding it, and nobody else joins them.
/// </remarks>
/// <param name="Into">The household that stays.</param>
/// <param name="From">The household that ends.</param>
/// <param name="Members">Everyone of the second with their relation to the head of the first.</param>
public sealed record MergeHouseholds(string Into, string From, IReadOnlyList<SplitMember> Members) : IChange
{
    private const string EachHadOne = "合户前两户各有一处";

    Procedure IChange.Procedure => Procedures.HouseholdMerge;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Into);

    IReadOnlyList<string> IChange.Households => [Into, From];

    IReadOnlyList<string> IChange.Parcels => [];

    private string Right => ContractRight.CodeOfFamilyContract(Into);

    private string OldRight => ContractRight.CodeOfFamilyContract(From);

    IEnumerable<string> IChange.Reads(Books books) => 
        [Streams.Household(Into), Streams.Household(From), Streams.Right(Right), Streams.Right(OldRight), .. HomesteadsHeld.Of(From, books).Plots.Select(Streams.Homestead)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        new("并入的一户", "Household that joins", ValueKind.Household, From, null),
        .. Members.Select(member => new Alteration("并入的成员", "Member who joins", ValueKind.Person, null, member.Person.ToString())),
        .. Land(books, OldRight).Holdings.Keys.Select(parcel => new Alteration("并入的地块", "Parcel that joins", ValueKind.Parcel, null, parcel)),
        .. HomesteadsHeld.Of(From, books).Rights(books).Select(homestead => new Alteration(
            "并入的宅基地", "Homestead that joins", ValueKind.Text, null, ExceptedIn(books, homestead) is { } ground ? $"{homestead.Code}（{ground}）" : homestead.Code)),
    ];

    IEnumerable<string> IChange.Rights(Books books) => [Right];

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var (into, from) = (Of(books, Into), Of(books, From));
        if (!into.IsRegistered) return Refuse(HouseholdIsUnknown, Into);
        if (!from.IsRegistered || Into == From) return Refuse(HouseholdIsUnknown, From);
        if (into.HasEnded) return Refuse(HouseholdHasEnded, Into);
        if (from.HasEnded) return Refuse(HouseholdHasEnded, From);
        if (!from.BelongsTo(into.Collective)) return Refuse(HouseholdIsOfAnotherCollective, From);
        if (!Members.Select(member => member.Person).Order().SequenceEqual(from.People.Order())) return Refuse(EveryMemberMovesOnce);
        if (!Members.All(member => MemberCodes.IsRelation(member.Relation))) return Refuse(RelationIsNoCode);

        var (right, old) = (Land(books, Right), Land(books, OldRight));
        string[] parcels = [.. old.Holdings.Keys];
        if (parcels.Length > 0 && old.Hindrance(parcels, [.. old.Leases.Keys], act.Today, Disposal.FamilyMove, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (parcels.Length > 0 && !right.Stands) return Refuse(NoContractToJoin, Right);
        var homesteads = HomesteadsHeld.Of(From, books).Rights(books);
        if (homesteads.Select(homestead => homestead.Hold(Disposal.FamilyMove, act)).FirstOrDefault(held => held is not null) is { } still) return still;

        var provenance = act.After(
            [HouseholdIsUnknown, HouseholdHasEnded, HouseholdIsOfAnotherCollective, EveryMemberMovesOnce, RelationIsNoCode, NoContractToJoin, .. ContractRight.HindrancesChecked]);
        return Enter(
        [
            new(Streams.Household(Into), new HouseholdMembersChanged(Into, Together(into, from), provenance)),
            new(Streams.Household(From), new HouseholdEnded(From, Streams.Case(act.Case), provenance)),
            .. from.BarredUntil is { } barred && (into.BarredUntil is not { } standing || barred > standing)
                ? [new StreamFact(Streams.Household(Into), new HouseholdBarred(Into, barred, Streams.Case(act.Case), provenance))]
                : Array.Empty<StreamFact>(),
            .. parcels.Length == 0 ? [] : Joined(into, right, old, papers[0], act, provenance),
            .. homesteads.SelectMany(homestead => homestead.PassTo(Into, homestead.Holders, HomesteadPassage.Merger, ExceptedIn(books, homestead), Streams.Case(act.Case), provenance)),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new MergeProposed(caseNumber, this, provenance);

    /// <summary>One list of both: somebody whom both list, as surveys do with those who married, stands in it once and shares the right if they did in either.</summary>
    private IReadOnlyList<HouseholdMember> Together(Household into, Household from)
    {
        var joining = from.MembersAsHolders.ToDictionary(member => member.Person);
        return
        [
            .. into.MembersAsHolders.Select(member => member with { CoHolder = member.CoHolder || (joining.TryGetValue(member.Person, out var same) && same.CoHolder) }),
            .. Members.Where(member => !into.Includes(member.Person)).Select(member => joining[member.Person] with { Relation = member.Relation }),
        ];
    }

    private IEnumerable<StreamFact> Joined(Household into, ContractRight right, ContractRight old, NewPaper paper, Act act, Provenance provenance)
    {
        var cause = Streams.Case(act.Case);
        foreach (var fact in old.End(cause, provenance)) yield return fact;

        foreach (var holding in old.Holdings.Values)
            yield return new(Streams.Right(Right), new ParcelJoined(Right, Into, into.Collective, holding.Parcel, holding.TermTo, cause, provenance));
        foreach (var fact in old.LeasesContinued([.. old.Holdings.Keys], Right, provenance)) yield return fact;
        foreach (var fact in old.HoldsContinued([.. old.Holdings.Keys], Right, provenance)) yield return fact;
        foreach (var fact in paper.IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance)) yield return fact;
    }

    /// <summary>The ground on which the household may have this one besides another; null when it needs none.</summary>
    private string? ExceptedIn(Books books, HomesteadRight homestead) => homestead.Excepted ?? (HomesteadsHeld.Of(Into, books).Plots.IsEmpty ? null : EachHadOne);

    private static Household Of(Books books, string code) => books.Read<Household>(Streams.Household(code));

    private static ContractRight Land(Books books, string right) => books.Read<ContractRight>(Streams.Right(right));
}

/// <summary>A case asks that two households become one.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MergeProposed(string Case, MergeHouseholds Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
