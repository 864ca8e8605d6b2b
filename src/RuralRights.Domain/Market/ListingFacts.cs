using RuralRights.Domain.Law;

namespace RuralRights.Domain.Market;

/// <summary>A household offers parcels for paid transfer in the room of its own collective (挂牌).</summary>
/// <param name="Listing">Id of the listing.</param>
/// <param name="Right">Code of the right the parcels belong to.</param>
/// <param name="Household">The household that offers.</param>
/// <param name="Collective">Collective that owns the parcels; only its households see the listing.</param>
/// <param name="Parcels">Parcel codes.</param>
/// <param name="Leases">Running leases of these parcels that the household discloses; they go with the land.</param>
/// <param name="Price">Asking price in yuan, for all parcels together.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ListingOpened(
    Guid Listing,
    string Right,
    string Household,
    string Collective,
    IReadOnlyList<string> Parcels,
    IReadOnlyList<string> Leases,
    decimal Price,
    Provenance Provenance) : IFact;

/// <summary>A household of the collective takes the listing; the parcels are reserved for it.</summary>
/// <param name="Listing">Id of the listing.</param>
/// <param name="By">The household that takes it.</param>
/// <param name="Transfer">The transfer this opens.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ListingTaken(Guid Listing, string By, Guid Transfer, Provenance Provenance) : IFact;

/// <summary>Why a listing closed.</summary>
public enum ListingEnd
{
    /// <summary>The transfer was entered in the register.</summary>
    Registered,

    /// <summary>The household took it back.</summary>
    Withdrawn,
}

/// <summary>A listing closed.</summary>
/// <param name="Listing">Id of the listing.</param>
/// <param name="End">How it ended.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ListingClosed(Guid Listing, ListingEnd End, Provenance Provenance) : IFact;
