using System.Collections.Immutable;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>A right to use a homestead as decisions see it; it has a stream for its plot.</summary>
/// <param name="Code">Plot code; empty while nobody holds it.</param>
/// <param name="Household">Contractor code of the holder; empty while its heirs hold it for themselves.</param>
/// <param name="Collective">14-digit code of the collective that owns the land; empty when nobody ever held it.</param>
/// <param name="Holders">Everybody who holds it together.</param>
/// <param name="Excepted">Ground on which the household may have more than one; null when it needs none.</param>
/// <param name="Certificate">Number of the certificate; null while none was entered.</param>
/// <param name="Encumbrances">What holds it still.</param>
/// <param name="Entry">What stands in its entry, as corrected since; null when nobody ever held it.</param>
public sealed record HomesteadRight(
    string Code,
    string Household,
    string Collective,
    IReadOnlyList<Guid> Holders,
    string? Excepted,
    string? Certificate,
    ImmutableSortedDictionary<Guid, Encumbrance> Encumbrances,
    HomesteadRegistered? Entry) : IState<HomesteadRight>, ILandRight
{
    /// <inheritdoc/>
    public static HomesteadRight Unknown { get; } = new("", "", "", [], null, null, ImmutableSortedDictionary<Guid, Encumbrance>.Empty, null);

    /// <summary>Those of the holders who have died: the others hold it on, and are asked.</summary>
    public ImmutableSortedSet<Guid> Died { get; private init; } = [];

    /// <inheritdoc/>
    public ImmutableList<Encumbrance> LapsedObjections { get; private init; } = [];

    /// <summary>True when its heirs hold it for themselves, and only because of the inherited house.</summary>
    public bool OnlyForTheHouse { get; private init; }

    /// <summary>Number of the case in which its certificate was entered; null while none was.</summary>
    public string? CertifiedIn { get; private init; }

    /// <summary>The holders who are alive, as far as the register knows.</summary>
    public IEnumerable<Guid> Living => Holders.Where(holder => !Died.Contains(holder));

    /// <summary>True while somebody holds it.</summary>
    public bool Stands => Code.Length > 0;

    /// <summary>True for one of the heirs who hold it for themselves, being no household of the collective.</summary>
    public bool IsHeldBy(Guid person) => Stands && Household.Length == 0 && Living.Contains(person);

    bool ILandRight.IsKnown => Stands;

    bool ILandRight.HasEnded => false;

    bool ILandRight.Covers(string parcel) => Stands && parcel == Code;

    bool ILandRight.Names(Guid person) => Living.Contains(person);

    /// <summary>The first hold that stops this; null when none does.</summary>
    public Decision.Refused? Hold(Disposal disposal, Act act) => this.Hold([Code], act.Today, disposal, Streams.Case(act.Case));

    /// <summary>The facts by which it passes to another household.</summary>
    public IEnumerable<StreamFact> PassTo(string household, IReadOnlyList<Guid> holders, HomesteadPassage by, string? excepted, string cause, Provenance provenance) =>
    [
        new(Streams.Homestead(Code), new HomesteadPassed(Code, Household, household, holders, by, excepted, cause, provenance)),
        new(Streams.Household(Household), new HomesteadLeft(Household, Code, cause, provenance)),
        new(Streams.Household(household), new HomesteadTaken(household, Code, provenance)),
    ];

    /// <summary>The facts that those of these people who hold it have died.</summary>
    public IEnumerable<StreamFact> AfterDeathOf(IEnumerable<Guid> people, string cause, Provenance provenance) =>
        Living.Intersect(people).Select(person => new StreamFact(Streams.Homestead(Code), new HomesteadHolderDied(Code, person, cause, provenance)));

    /// <inheritdoc/>
    public HomesteadRight Evolve(object fact) => fact switch
    {
        HomesteadRegistered e => Unknown with
        {
            Entry = e,
            Code = e.Plot,
            Household = e.Household,
            Collective = e.Collective,
            Holders = e.Holders,
            Excepted = e.Exceptions.FirstOrDefault(exception => exception.From == HomesteadRule.OneHousehold)?.Ground,
        },
        HomesteadPassed e => this with { Household = e.To, Holders = e.Holders, Excepted = e.Excepted, Died = Died.Intersect(e.Holders) },
        HomesteadInherited e => this with { Household = e.To ?? "", Holders = e.Holders, Excepted = e.Excepted, Certificate = null, Died = [], OnlyForTheHouse = e.OnlyForTheHouse },
        // The land is the collective's, and its desks file the case by which the right ended.
        HomesteadReturned or HomesteadEndedWithHouse => Unknown with { Collective = Collective },
        HomesteadHolderDied e => this with { Died = Died.Add(e.Person) },
        HomesteadEntryCorrected e when Entry is not null => this with { Entry = e.Entry.Set(Entry, e.After) },
        HomesteadResurveyed e when Entry is not null => this with { Entry = Entry.Resurveyed(e.Boundary, e.Area) },
        HomesteadCertified e => this with { Certificate = e.Number, CertifiedIn = e.Provenance.Case },
        _ => this with { Encumbrances = Encumbrance.After(Encumbrances, fact), LapsedObjections = Encumbrance.Lapsing(Encumbrances, LapsedObjections, fact) },
    };
}

/// <summary>The homesteads of a household as decisions see them, told from its own stream.</summary>
/// <param name="Plots">Plot codes.</param>
public sealed record HomesteadsHeld(ImmutableSortedSet<string> Plots) : IState<HomesteadsHeld>
{
    /// <inheritdoc/>
    public static HomesteadsHeld Unknown { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>What it gave up: the last day until which it may ask for another, or null where it gave it up for good. None while it gave nothing up.</summary>
    public HomesteadGivenUp? GivenUp { get; private init; }

    /// <summary>True when it gave one up and may not ask for another on that day.</summary>
    public bool MayNotAsk(DateOnly today) => GivenUp is { } given && !(given.ClaimKeptUntil >= today);

    /// <inheritdoc/>
    public HomesteadsHeld Evolve(object fact) => fact switch
    {
        HomesteadTaken e => this with { Plots = Plots.Add(e.Plot) },
        HomesteadLeft e => this with { Plots = Plots.Remove(e.Plot) },
        HomesteadGivenUp e => this with { GivenUp = e },
        _ => this,
    };

    /// <summary>The homesteads of a household; none while the books do not tell.</summary>
    internal static HomesteadsHeld Of(string household, Books books) => books.Has(Streams.Household(household)) ? books.Read<HomesteadsHeld>(Streams.Household(household)) : Unknown;

    /// <summary>The right on each of them.</summary>
    internal IReadOnlyList<HomesteadRight> Rights(Books books) => [.. Plots.Select(plot => books.Read<HomesteadRight>(Streams.Homestead(plot)))];
}
