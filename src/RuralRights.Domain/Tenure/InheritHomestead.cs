using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>On what it rests who inherits (继承依据).</summary>
public enum InheritanceProof
{
    /// <summary>Papers of kinship and the agreement of all heirs 亲属关系证明和继承协议.</summary>
    Kinship,

    /// <summary>A notary's deed 继承权公证书.</summary>
    NotarialDeed,

    /// <summary>A judgment or another paper of a court 生效法律文书.</summary>
    Judgment,
}

/// <summary>Somebody called to inherit.</summary>
/// <param name="Person">Who; of a household of the register or of none.</param>
/// <param name="Renunciation">SHA-256 of the written renunciation (放弃继承); null for somebody who inherits and confirms it.</param>
public sealed record HomesteadHeir(Guid Person, string? Renunciation = null)
{
    /// <summary>True for somebody who does not give it up.</summary>
    internal bool Inherits => Renunciation is null;
}

/// <summary>
/// A homestead whose holders died passes with the house to the heirs (宅基地继承登记，房地一体). The house is inherited, and the right
/// follows it; a plot on which nothing stands is not inherited.
/// </summary>
/// <remarks>
/// While one of the household who holds it is alive, the household goes on holding it and nothing passes. Whoever holds it from elsewhere
/// goes on holding it with the heirs. Heirs who are one household of the collective take it as such, be it their second: inheritance is the
/// exception that the law itself makes. Any others hold it for themselves and only because of the house, and the register says so.
/// </remarks>
/// <param name="Household">18-digit code of the household that held it; empty where heirs held it.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Deaths">Holders who died, each with the proof; whoever is known to have died need not be named again.</param>
/// <param name="Heirs">Everybody called to inherit, those who renounced among them.</param>
/// <param name="By">On what it rests who inherits.</param>
/// <param name="Proof">SHA-256 of that paper.</param>
/// <param name="Agreement">SHA-256 of the agreement among the heirs; null where a notary or a court settled it, or where there is one heir.</param>
/// <param name="To">18-digit code of the household of the collective that all who hold it then are of; null when they hold it for themselves.</param>
public sealed record InheritHomestead(
    string Household, string Plot, IReadOnlyList<ProvedDeath> Deaths, IReadOnlyList<HomesteadHeir> Heirs, InheritanceProof By, string Proof, string? Agreement, string? To) : IHomesteadChange
{
    /// <summary>Ground of the exception from one household, one homestead, as the standard list of the county has it.</summary>
    public const string Ground = "因继承房屋占用";

    private static readonly Rule[] Checked =
    [
        HomesteadIsNotTheHouseholds, NoHouseIsInherited, HomesteadHolderMayBeAlive, HouseholdHoldsOn, .. HoldLaw.All.Select(law => law.Rule), NobodyInherits, RenunciationIsNotWritten,
        InheritanceIsNotProved, HeirsHaveNotAgreed, HouseholdIsUnknown, HouseholdHasEnded, HouseholdIsOfAnotherCollective, HeirsAreNotOfTheHousehold,
    ];

    Procedure IChange.Procedure => Procedures.HomesteadInheritance;

    string IChange.CollectiveOf(Books books) => books.Has(Streams.Homestead(Plot)) ? Right(books).Collective : "";

    IReadOnlyList<string> IChange.Households => [.. new[] { Household, To ?? "" }.Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)];

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IReadOnlyList<HandedIn> IChange.Papers =>
    [
        .. HandedIn.As("death-proof", [.. Deaths.Select(death => death.Document)]), .. HandedIn.As("renunciation", [.. Heirs.Select(heir => heir.Renunciation)]),
        .. HandedIn.As("kinship", Proof), .. HandedIn.As("heirs-agreement", Agreement),
    ];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Homestead(Plot)];

    IEnumerable<Guid> IChange.Holders(Books books) => After(books);

    /// <summary>Whoever is said to have died, whoever renounced, and those of the household that held it who may be heirs and are named as none.</summary>
    IEnumerable<Guid> IChange.Losing(Books books) =>
        Deaths.Select(death => death.Person)
            .Concat(Heirs.Where(heir => !heir.Inherits).Select(heir => heir.Person))
            .Concat(HomesteadHolders.Of(Household, books).People)
            .Except(Right(books).Died)
            .Except(After(books))
            .Distinct();

    IEnumerable<Household> IChange.Parties(Books books) =>
    [
        .. ((IChange)this).Households.Select(code => books.Read<Household>(Streams.Household(code))),
        .. Right(books).Holders.Concat(Heirs.Select(heir => heir.Person)).Distinct().Select(person => Households.Household.Unknown with { Representative = person }),
    ];

    /// <summary>Heirs hold together and none gives another anything: whoever gives up does so on paper, and no ward does.</summary>
    IEnumerable<Household> IChange.Gaining(Guid giver, Books books) => [];

    IEnumerable<Guid> IChange.Spoken => Heirs.Where(heir => !heir.Inherits).Select(heir => heir.Person);

    Refused? IChange.WhyNotAsked(Books books, Act act) =>
        ((IChange)this).Spoken.Select(books.CapacityOf).Any(one => one.HasGuardian || (one.IsMinor && !one.LivesOnOwnLabour)) ? new(WardDoesNotRenounce) : null;

    IReadOnlyList<Rule> IChange.CheckedWhenAsked => [WardDoesNotRenounce];

    IEnumerable<Guid> IChange.Newcomers(Books books) => Heirs.Select(heir => heir.Person);

    IEnumerable<string> IChange.Rights(Books books) => [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var right = Right(books);
        return
        [
            new("宅基地（连同房屋）", "Homestead, with its house", ValueKind.Text, Plot, Plot),
            .. Deceased(right).Select(person => new Alteration("已去世的共有人", "Co-holder who died", ValueKind.Person, person.ToString(), null)),
            .. After(books).Select(person => new Alteration("以后的权利人", "Holder from then on", ValueKind.Person, right.Living.Contains(person) ? person.ToString() : null, person.ToString())),
            .. Heirs.Where(heir => !heir.Inherits).Select(heir => new Alteration("放弃继承的人", "Heir who renounced", ValueKind.Person, heir.Person.ToString(), null)),
            Alteration.ToWord("继承依据", "On what it rests", HomesteadWords.Of(By)),
            .. To is { } household ? [new Alteration("归入的一户", "Household that takes it", ValueKind.Household, null, household)] : Array.Empty<Alteration>(),
            .. Excepted(books) is { } ground ? [new Alteration("一户一宅的例外", "Exception from one household, one homestead", ValueKind.Text, null, ground)] : Array.Empty<Alteration>(),
            .. To is null ? [Alteration.ToWord("附记", "Note in the register and on the certificate", HomesteadWords.OnlyForTheHouse)] : Array.Empty<Alteration>(),
            .. right.Certificate is { } paper ? [new Alteration("作废的不动产权证书", "Certificate that becomes void", ValueKind.Text, paper, null)] : Array.Empty<Alteration>(),
        ];
    }

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = Right(books);
        if (right.Entry is not { } known || right.Household != Household) return Refuse(HomesteadIsNotTheHouseholds, Plot);
        if (known.House is null) return Refuse(NoHouseIsInherited, Plot);
        if (Deaths.DistinctBy(death => death.Person).Count() != Deaths.Count || Deaths.Any(death => death.Document.Length == 0 || !right.Holders.Contains(death.Person))) return Refuse(HomesteadHolderMayBeAlive);
        var deceased = Deceased(right);
        if (deceased.Count == 0) return Refuse(HomesteadHolderMayBeAlive);
        if (Household.Length > 0 && books.Read<Household>(Streams.Household(Household)) is { HasEnded: false } goesOn && right.Holders.Except(deceased).Any(goesOn.Includes)) return Refuse(HouseholdHoldsOn, Household);
        if (right.Hold(Disposal.Inheritance, act) is { } held) return held;
        if (!Heirs.Any(heir => heir.Inherits) || Heirs.DistinctBy(heir => heir.Person).Count() != Heirs.Count || Heirs.Any(heir => heir.Person == Guid.Empty || deceased.Contains(heir.Person)))
            return Refuse(NobodyInherits);
        if (Heirs.Any(heir => heir.Renunciation is "")) return Refuse(RenunciationIsNotWritten);
        if (Proof.Length == 0) return Refuse(InheritanceIsNotProved);
        if (By == InheritanceProof.Kinship && Heirs.Count > 1 && string.IsNullOrEmpty(Agreement)) return Refuse(HeirsHaveNotAgreed);
        if (To is { } code && WhyNotTo(books.Read<Household>(Streams.Household(code)), right, books) is { } wrong) return Refuse(wrong, code);

        var provenance = act.After(Checked) with { Documents = ((IChange)this).Documents };
        return Enter(
        [
            new(Streams.Homestead(Plot), new HomesteadInherited(
                Plot, Household, To, [.. deceased], [.. After(books)], Excepted(books), To is null, right.Certificate, Streams.Case(act.Case), provenance)),
            .. Household.Length > 0 && Household != To ? [new(Streams.Household(Household), new HomesteadLeft(Household, Plot, Streams.Case(act.Case), provenance))] : Array.Empty<StreamFact>(),
            .. To is { } taking && taking != Household ? [new(Streams.Household(taking), new HomesteadTaken(taking, Plot, provenance))] : Array.Empty<StreamFact>(),
            .. right.Encumbrances.Values
                .Where(hold => hold.Kind == EncumbranceKind.OwnerLock && deceased.Any(person => hold.By == $"person/{person}"))
                .Select(hold => new StreamFact(Streams.Homestead(Plot), new EncumbranceLifted(Plot, hold.Id, Streams.Case(act.Case), provenance))),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadInheritanceProposed(caseNumber, this, provenance);

    private HomesteadRight Right(Books books) => books.Read<HomesteadRight>(Streams.Homestead(Plot));

    private List<Guid> Deceased(HomesteadRight right) => [.. right.Holders.Where(holder => right.Died.Contains(holder) || Deaths.Any(death => death.Person == holder))];

    /// <summary>Whoever holds it then: the holders who are alive, and the heirs who did not renounce.</summary>
    private List<Guid> After(Books books) => Right(books) is var right
        ? [.. right.Holders.Except(Deceased(right)).Concat(Heirs.Where(heir => heir.Inherits).Select(heir => heir.Person)).Distinct()]
        : [];

    private string? Excepted(Books books) => To is null ? null
        : To == Household ? Right(books).Excepted
        : HomesteadsHeld.Of(To, books).Plots.IsEmpty ? null
        : Ground;

    private Rule? WhyNotTo(Household taking, HomesteadRight right, Books books) =>
        !taking.IsRegistered ? HouseholdIsUnknown
        : taking.HasEnded ? HouseholdHasEnded
        : !taking.BelongsTo(right.Collective) ? HouseholdIsOfAnotherCollective
        : After(books).All(taking.Includes) ? null
        : HeirsAreNotOfTheHousehold;
}

/// <summary>A case asks that a homestead pass to the heirs of its house.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadInheritanceProposed(string Case, InheritHomestead Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
