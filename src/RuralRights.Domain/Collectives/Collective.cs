using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>Which desks serve a collective from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="Village">12-digit code of the village desk.</param>
/// <param name="Township">Nine-digit code of the township.</param>
public sealed record Placement(DateOnly From, string Village, string Township);

/// <summary>A collective as decisions see it.</summary>
/// <param name="Code">14-digit issuer code.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="Placements">The desks that serve it, by first day.</param>
public sealed record Collective(string Code, string County, ImmutableSortedDictionary<DateOnly, Placement> Placements) : IState<Collective>
{
    private const int VillageDigits = 12;
    private const int TownshipDigits = 9;

    /// <inheritdoc/>
    public static Collective Unknown { get; } = new("", "", ImmutableSortedDictionary<DateOnly, Placement>.Empty);

    /// <summary>True once the collective stands in the register.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <summary>The desks that serve it on a day.</summary>
    public Placement PlacedOn(DateOnly day) => Placements.Values.Last(placement => placement.From <= day || placement == Placements.Values.First());

    /// <summary>True when it is the actor's office to serve this collective on that day.</summary>
    /// <remarks>A code tells the place only on the day it is given; what came after stands in the placements.</remarks>
    public bool IsServedBy(Actor actor, DateOnly day) => IsKnown && actor switch
    {
        Actor.Chair chair => chair.Collective == Code,
        Actor.CollectiveSupervisor supervisor => supervisor.Collective == Code,
        Actor.VillageClerk clerk => clerk.Village == PlacedOn(day).Village,
        Actor.TownshipOfficer officer => officer.Township == PlacedOn(day).Township,
        Actor.Clerk clerk => clerk.County == County,
        Actor.Reviewer reviewer => reviewer.County == County,
        Actor.Registrar registrar => registrar.County == County,
        Actor.Auditor auditor => auditor.County == County,
        Actor.MarketStaff staff => staff.County == County,
        _ => false,
    };

    /// <inheritdoc/>
    public Collective Evolve(object fact) => fact switch
    {
        CollectiveRegistered e => new(
            e.Collective, e.County, Placements.Add(DateOnly.MinValue, new(DateOnly.MinValue, e.Collective[..VillageDigits], e.Collective[..TownshipDigits]))),
        CollectivePlaced e => this with { Placements = Placements.SetItem(e.From, new(e.From, e.Village, e.Township)) },
        _ => this,
    };
}
