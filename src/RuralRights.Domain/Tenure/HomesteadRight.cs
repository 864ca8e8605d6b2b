using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>A right to use a homestead as decisions see it; it has a stream for its plot.</summary>
/// <param name="Plot">Plot code; empty when nobody holds it.</param>
/// <param name="Household">Contractor code of the holder.</param>
/// <param name="Certificate">Number of the certificate; null while none was entered.</param>
public sealed record HomesteadRight(string Plot, string Household, string? Certificate) : IState<HomesteadRight>
{
    /// <inheritdoc/>
    public static HomesteadRight Unknown { get; } = new("", "", null);

    /// <summary>True while somebody holds it.</summary>
    public bool Stands => Plot.Length > 0;

    /// <inheritdoc/>
    public HomesteadRight Evolve(object fact) => fact switch
    {
        HomesteadRegistered e => new(e.Plot, e.Household, null),
        HomesteadCertified e => this with { Certificate = e.Number },
        _ => this,
    };
}

/// <summary>The homesteads of a household as decisions see them, told from its own stream.</summary>
/// <param name="Plots">Plot codes.</param>
public sealed record HomesteadsHeld(ImmutableSortedSet<string> Plots) : IState<HomesteadsHeld>
{
    /// <inheritdoc/>
    public static HomesteadsHeld Unknown { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public HomesteadsHeld Evolve(object fact) => fact is HomesteadTaken e ? new(Plots.Add(e.Plot)) : this;
}
