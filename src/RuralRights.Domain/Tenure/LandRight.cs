using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>A right to land that something may hold still: to contracted land, or to a homestead.</summary>
public interface ILandRight
{
    /// <summary>Code of the contract right, or of the plot of a homestead.</summary>
    string Code { get; }

    /// <summary>Contractor code of the holder.</summary>
    string Household { get; }

    /// <summary>14-digit code of the collective that owns the land.</summary>
    string Collective { get; }

    /// <summary>True once it was entered, even if it ended since.</summary>
    bool IsKnown { get; }

    /// <summary>True once it ended.</summary>
    bool HasEnded { get; }

    /// <summary>What holds its land still, by the id of the entry.</summary>
    ImmutableSortedDictionary<Guid, Encumbrance> Encumbrances { get; }

    /// <summary>Objection entries that lapsed: on the same ground none is entered again.</summary>
    ImmutableList<Encumbrance> LapsedObjections { get; }

    /// <summary>True while the parcel, or the plot, is in it.</summary>
    bool Covers(string parcel);

    /// <summary>True for somebody whom the entry itself names as a holder, whatever the household's list says.</summary>
    bool Names(Guid person);
}

/// <summary>What rights to land of every kind have in common.</summary>
public static class LandRight
{
    /// <summary>True for the code of a homestead's plot; a contract right has a code of digits and a letter at the end.</summary>
    public static bool IsHomestead(string code) => RealEstateUnit.IsPlotOfHomestead(code);

    /// <summary>The stream of a right of either kind, by its code.</summary>
    public static string StreamOf(string code) => IsHomestead(code) ? Streams.Homestead(code) : Streams.Right(code);

    /// <summary>The first hold that stops this, by the order of the kinds; null when none does.</summary>
    /// <param name="right">The right.</param>
    /// <param name="parcels">Parcels, or the plot, of it.</param>
    /// <param name="today">The legal day.</param>
    /// <param name="disposal">What would be done with them.</param>
    /// <param name="act">Stream of the act that would do it, for holds that gave way to just that one.</param>
    public static Decision.Refused? Hold(this ILandRight right, IReadOnlyList<string> parcels, DateOnly today, Disposal disposal, string? act) => HoldLaw.All
        .Select(law => parcels.FirstOrDefault(parcel => right.Encumbrances.Values.Any(held => held.Kind == law.Kind && held.Holds(parcel, today) && held.Stops(disposal, act))) is { } still
            ? new Decision.Refused(law.Rule, still)
            : null)
        .FirstOrDefault(refused => refused is not null);
}
