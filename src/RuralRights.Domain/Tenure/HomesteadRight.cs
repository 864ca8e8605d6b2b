using System.Collections.Immutable;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>A right to use a homestead as decisions see it; it has a stream for its plot.</summary>
/// <param name="Code">Plot code; empty when nobody ever held it.</param>
/// <param name="Household">Contractor code of the holder.</param>
/// <param name="Collective">14-digit code of the collective that owns the land.</param>
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

    /// <summary>True while somebody holds it.</summary>
    public bool Stands => Code.Length > 0;

    bool ILandRight.IsKnown => Stands;

    bool ILandRight.HasEnded => false;

    bool ILandRight.Covers(string parcel) => Stands && parcel == Code;

    bool ILandRight.Names(Guid person) => Holders.Contains(person);

    /// <summary>The first hold that stops this; null when none does.</summary>
    public Decision.Refused? Hold(Disposal disposal, Act act) => this.Hold([Code], act.Today, disposal, Streams.Case(act.Case));

    /// <summary>The facts by which it passes to another household.</summary>
    public IEnumerable<StreamFact> PassTo(string household, IReadOnlyList<Guid> holders, HomesteadPassage by, string? excepted, string cause, Provenance provenance) =>
    [
        new(Streams.Homestead(Code), new HomesteadPassed(Code, Household, household, holders, by, excepted, cause, provenance)),
        new(Streams.Household(Household), new HomesteadLeft(Household, Code, cause, provenance)),
        new(Streams.Household(household), new HomesteadTaken(household, Code, provenance)),
    ];

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
        HomesteadPassed e => this with { Household = e.To, Holders = e.Holders, Excepted = e.Excepted },
        HomesteadEntryCorrected e when Entry is not null => this with { Entry = e.Entry.Set(Entry, e.After) },
        HomesteadCertified e => this with { Certificate = e.Number },
        _ => this with { Encumbrances = Encumbrance.After(Encumbrances, fact) },
    };
}

/// <summary>The homesteads of a household as decisions see them, told from its own stream.</summary>
/// <param name="Plots">Plot codes.</param>
public sealed record HomesteadsHeld(ImmutableSortedSet<string> Plots) : IState<HomesteadsHeld>
{
    /// <inheritdoc/>
    public static HomesteadsHeld Unknown { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public HomesteadsHeld Evolve(object fact) => fact switch
    {
        HomesteadTaken e => new(Plots.Add(e.Plot)),
        HomesteadLeft e => new(Plots.Remove(e.Plot)),
        _ => this,
    };

    /// <summary>The homesteads of a household; none while the books do not tell.</summary>
    internal static HomesteadsHeld Of(string household, Books books) => books.Has(Streams.Household(household)) ? books.Read<HomesteadsHeld>(Streams.Household(household)) : Unknown;

    /// <summary>The right on each of them.</summary>
    internal IReadOnlyList<HomesteadRight> Rights(Books books) => [.. Plots.Select(plot => books.Read<HomesteadRight>(Streams.Homestead(plot)))];
}
