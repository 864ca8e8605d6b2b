using RuralRights.Interchange.Certificates;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Sheets;

/// <summary>A public notice (公示) as it is posted at the village board: names masked, no identity number, no telephone.</summary>
/// <param name="Collective">Name of the collective in which it is posted.</param>
/// <param name="Business">What it is about.</param>
/// <param name="PostedOn">Day of posting, which does not count.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="County">Name of the county whose register it is.</param>
/// <param name="Address">Page of the notice, which its QR code holds.</param>
/// <param name="Cases">What is posted.</param>
public sealed record PostedNotice(
    string Collective, Wording Business, DateOnly PostedOn, DateOnly LastDay, string County, Uri Address, IReadOnlyList<PostedCase> Cases);

/// <summary>One household on a notice.</summary>
/// <param name="Representative">Masked name of who signs for it.</param>
/// <param name="Tail">Last digits of the household's code.</param>
/// <param name="Members">Masked names of everybody of it.</param>
/// <param name="Parcels">Its parcels.</param>
/// <param name="Alterations">What would be different, one line each.</param>
public sealed record PostedCase(string Representative, string Tail, IReadOnlyList<string> Members, IReadOnlyList<PostedParcel> Parcels, IReadOnlyList<string> Alterations)
{
    /// <summary>Its land as it is or would be, one drawing a parcel.</summary>
    public IReadOnlyList<DrawnParcel> Drawn { get; init; } = [];
}

/// <summary>A parcel on a notice.</summary>
/// <param name="Tail">Last digits of its code.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Area">Confirmed area in square metres.</param>
public sealed record PostedParcel(string Tail, string Name, decimal Area);

/// <summary>A parcel to be drawn: what lies beside it is named by its code alone.</summary>
/// <param name="Code">Nineteen-digit code.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Boundary">Its boundary as surveyed.</param>
/// <param name="Points">Numbers of its boundary points, if the survey gave them.</param>
/// <param name="Former">Where the register has the boundary until now; null when that is not to change.</param>
/// <param name="Neighbours">What lies beside it.</param>
public sealed record DrawnParcel(
    string Code, string Name, SurveyedBoundary Boundary, string? Points, SurveyedBoundary? Former, IReadOnlyList<NeighbourParcel> Neighbours);
