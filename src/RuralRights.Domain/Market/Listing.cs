using RuralRights.Domain.Law;

namespace RuralRights.Domain.Market;

/// <summary>How far a listing is.</summary>
public enum ListingStage
{
    /// <summary>Nothing was listed.</summary>
    None,

    /// <summary>On offer.</summary>
    Open,

    /// <summary>Taken by a household; reserved for it.</summary>
    Taken,

    /// <summary>Withdrawn, or its transfer entered.</summary>
    Closed,
}

/// <summary>An offer in a collective's own room (挂牌) as decisions see it.</summary>
public sealed record Listing(
    Guid Id,
    string Right,
    string Household,
    string Collective,
    IReadOnlyList<string> Parcels,
    IReadOnlyList<string> Leases,
    decimal Price,
    ListingStage Stage) : IState<Listing>
{
    /// <inheritdoc/>
    public static Listing Unknown { get; } = new(Guid.Empty, "", "", "", [], [], 0, ListingStage.None);

    /// <inheritdoc/>
    public Listing Evolve(object fact) => fact switch
    {
        ListingOpened e => new(e.Listing, e.Right, e.Household, e.Collective, e.Parcels, e.Leases, e.Price, ListingStage.Open),
        ListingTaken => this with { Stage = ListingStage.Taken },
        ListingClosed => this with { Stage = ListingStage.Closed },
        _ => this,
    };
}
