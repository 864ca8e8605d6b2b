using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>Why a member joins or leaves a household's list (家庭成员变更). Moving to town, studying, serving or prison is none of them.</summary>
public enum MemberGround
{
    /// <summary>Born into it 出生.</summary>
    Birth,

    /// <summary>Adopted into it 收养.</summary>
    Adoption,

    /// <summary>Married into it, or out of it 婚嫁.</summary>
    Marriage,

    /// <summary>Divorced 离婚.</summary>
    Divorce,

    /// <summary>Died 死亡.</summary>
    Death,

    /// <summary>The survey left somebody out or listed somebody wrongly 漏列、错列.</summary>
    Omission,
}

/// <summary>One line of a change of members.</summary>
/// <param name="Person">Who.</param>
/// <param name="Joins">True when the person joins the list; false when the person leaves it.</param>
/// <param name="Ground">Why.</param>
/// <param name="Relation">Relation to the head, two digits of GB/T 4761; for somebody who leaves, as listed.</param>
/// <param name="CoHolder">Whether the person shares the right from now on; false for somebody who leaves.</param>
/// <param name="LandElsewhere">
/// SHA-256 of the proof that somebody who leaves alive has contracted land at the new place; null when there is none. Without it a
/// co-holder who married out or divorced keeps the place in the contract.
/// </param>
/// <param name="DeathProof">SHA-256 of the proof of death of this very person; null for anybody else.</param>
public sealed record MemberLine(Guid Person, bool Joins, MemberGround Ground, string Relation, bool CoHolder, string? LandElsewhere = null, string? DeathProof = null)
{
    /// <summary>True for somebody who leaves because they died.</summary>
    internal bool IsOfTheDead => !Joins && Ground == MemberGround.Death;
}

/// <summary>People join or leave a household's list (家庭成员变更, item 1031). The area of the right stays what it is.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Lines">Who joins and who leaves.</param>
/// <param name="Representative">Who signs from now on, when the present representative leaves; otherwise null.</param>
public sealed record ChangeMembers(string Household, IReadOnlyList<MemberLine> Lines, Guid? Representative = null) : IChange
{
    Procedure IChange.Procedure => Procedures.MemberChange;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [];

    IReadOnlyList<HandedIn> IChange.Papers =>
        [.. HandedIn.As("event-proof", [.. Lines.Select(line => line.DeathProof)]), .. HandedIn.As("land-elsewhere", [.. Lines.Select(line => line.LandElsewhere)])];

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Household(Household), Streams.Right(Right), .. Dead.Any() ? HomesteadsHeld.Of(Household, books).Plots.Select(Streams.Homestead) : []];

    private IEnumerable<Guid> Dead => Lines.Where(line => line.IsOfTheDead).Select(line => line.Person);

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var household = Of(books);
        List<Alteration> lines =
        [
            .. Lines.SelectMany(line => line.Joins ? Joining(line) : Leaving(line, household)),
        ];
        if (Representative is { } next)
            lines.Add(new("承包方代表", "Representative", ValueKind.Person, household.Representative.ToString(), next.ToString()));
        return lines;
    }

    /// <summary>Everyone alive who shares the right confirms, whoever is to leave first of all; when nobody of them is alive, whoever shares it from now on.</summary>
    IEnumerable<Guid> IChange.Holders(Books books)
    {
        var household = Of(books);
        List<Guid> alive = [.. household.CoHolders.Except(Dead)];
        return alive.Count > 0 ? alive : (household with { Members = MembersFrom(household), Representative = Representative ?? household.Representative }).CoHolders;
    }

    IEnumerable<Guid> IChange.Newcomers(Books books) => Lines.Where(line => line.Joins).Select(line => line.Person);

    IEnumerable<Guid> IChange.Losing(Books books) => Lines.Where(line => !line.Joins).Select(line => line.Person);

    /// <summary>Nobody is reported dead without a paper of their own that says so.</summary>
    Refused? IChange.WhyNotAsked(Books books, Act act) =>
        Lines.FirstOrDefault(line => line.IsOfTheDead && string.IsNullOrEmpty(line.DeathProof)) is null ? null : new(DeathIsNotProven);

    IReadOnlyList<Rule> IChange.CheckedWhenAsked => [DeathIsNotProven];

    bool IChange.SetsApart(Guid one, Guid other, Books books) => LeavesAlive(one) != LeavesAlive(other);

    int IChange.PapersNeeded(Books books) => books.Read<ContractRight>(Streams.Right(Right)).Certificate is null ? 0 : 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Of(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (Lines.Count == 0 || Lines.Select(line => line.Person).Distinct().Count() != Lines.Count) return Refuse(NobodyIsNamed);
        if (Lines.Any(line => line.Joins && household.Includes(line.Person))) return Refuse(PersonIsListedAlready);
        if (Lines.Any(line => !line.Joins && !household.Includes(line.Person))) return Refuse(PersonIsNotOfTheHousehold);
        if (Lines.Any(line => !MemberCodes.IsRelation(line.Relation) && !IsAsListed(line, household))) return Refuse(RelationIsNoCode);
        if (Lines.Any(line => !GroundFits(line))) return Refuse(GroundDoesNotFit);
        if (Lines.Any(line => !line.Joins && KeepsTheLand(line, household))) return Refuse(LandElsewhereIsNotProven);

        var members = MembersFrom(household);
        if (members.Count == 0) return Refuse(NobodyIsLeft);

        var representative = Representative ?? household.Representative;
        if (members.All(member => member.Person != representative)) return Refuse(RepresentativeLeaves);

        var right = books.Read<ContractRight>(Streams.Right(Right));
        var provenance = act.After(
            HouseholdIsUnknown, HouseholdHasEnded, NobodyIsNamed, PersonIsListedAlready, PersonIsNotOfTheHousehold, RelationIsNoCode, GroundDoesNotFit, LandElsewhereIsNotProven,
            NobodyIsLeft, RepresentativeLeaves) with { Documents = ((IChange)this).Documents };
        var stream = Streams.Household(Household);
        List<StreamFact> facts = [new(stream, new HouseholdMembersChanged(Household, members, provenance))];
        if (representative != household.Representative) facts.Add(new(stream, new RepresentativeChanged(Household, representative, provenance)));
        if (right.Certificate is not null)
            facts.AddRange(papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance));
        if (Dead.Any()) facts.AddRange(HomesteadsHeld.Of(Household, books).Rights(books).SelectMany(homestead => homestead.AfterDeathOf(Dead, Streams.Case(act.Case), provenance)));
        return Enter(facts);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new MembersProposed(caseNumber, this, provenance);

    private Household Of(Books books) => books.Read<Household>(Streams.Household(Household));

    /// <summary>What every holder reads of somebody who joins: why, whether they share the right from now on, and how they are related.</summary>
    private static IEnumerable<Alteration> Joining(MemberLine line)
    {
        var (why, whyEnglish) = Name(line);
        yield return line.CoHolder
            ? new($"加入的成员（{why}，是共有人）", $"Member who joins ({whyEnglish}; shares the right)", ValueKind.Person, null, line.Person.ToString())
            : new($"加入的成员（{why}，不是共有人）", $"Member who joins ({whyEnglish}; does not share the right)", ValueKind.Person, null, line.Person.ToString());
        yield return new("与户主的关系", "Relation to the head", ValueKind.Relation, null, line.Relation);
    }

    /// <summary>What every holder reads of somebody who leaves: why, whether they shared the right until now, and what proves land elsewhere.</summary>
    private static IEnumerable<Alteration> Leaving(MemberLine line, Household household)
    {
        var (why, whyEnglish) = Name(line);
        yield return household.CoHolders.Contains(line.Person)
            ? new($"离开的成员（{why}，不再是共有人）", $"Member who leaves ({whyEnglish}; shares the right no longer)", ValueKind.Person, line.Person.ToString(), null)
            : new($"离开的成员（{why}）", $"Member who leaves ({whyEnglish})", ValueKind.Person, line.Person.ToString(), null);
        if (line.DeathProof is { Length: > 0 } death) yield return new("死亡证明", "Proof of death", ValueKind.Text, null, death);
        if (line.LandElsewhere is { Length: > 0 } proof) yield return new("新居住地有承包地的证明", "Proof of land at the new place", ValueKind.Text, null, proof);
    }

    private static (string Chinese, string English) Name(MemberLine line) => line.Ground switch
    {
        MemberGround.Birth => ("出生", "birth"),
        MemberGround.Adoption => ("收养", "adoption"),
        MemberGround.Marriage => ("婚嫁", "marriage"),
        MemberGround.Divorce => ("离婚", "divorce"),
        MemberGround.Death => ("去世", "death"),
        MemberGround.Omission => line.Joins ? ("漏列", "left out by mistake") : ("错列", "listed by mistake"),
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    private List<HouseholdMember> MembersFrom(Household household) =>
    [
        .. household.MembersAsHolders.Where(member => Lines.All(line => line.Joins || line.Person != member.Person)),
        .. Lines.Where(line => line.Joins).Select(line => new HouseholdMember(line.Person, line.Relation, line.CoHolder, MarkOf(line))),
    ];

    /// <summary>Whatever a delivery listed does not keep somebody on the list.</summary>
    private static bool IsAsListed(MemberLine line, Household household) =>
        !line.Joins && household.Members.Any(member => member.Person == line.Person && member.Relation == line.Relation);

    private bool LeavesAlive(Guid person) => Lines.Any(line => line is { Joins: false, Ground: not MemberGround.Death } && line.Person == person);

    private static bool GroundFits(MemberLine line) => line.Joins
        ? line.Ground is MemberGround.Birth or MemberGround.Adoption or MemberGround.Marriage or MemberGround.Omission
        : line.Ground is MemberGround.Death or MemberGround.Marriage or MemberGround.Divorce or MemberGround.Omission;

    /// <summary>Whoever shares the right and leaves alive keeps it until land at the new place is proven (article 31).</summary>
    private static bool KeepsTheLand(MemberLine line, Household household) =>
        line.Ground is MemberGround.Marriage or MemberGround.Divorce && string.IsNullOrEmpty(line.LandElsewhere) && household.CoHolders.Contains(line.Person);

    private static string? MarkOf(MemberLine line) => line.Ground == MemberGround.Birth ? "6" : null;
}

/// <summary>A case asks that people join or leave a household's list.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembersProposed(string Case, ChangeMembers Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
