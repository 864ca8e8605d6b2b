using RuralRights.Interchange.Certificates;

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
public sealed record PostedCase(string Representative, string Tail, IReadOnlyList<string> Members, IReadOnlyList<PostedParcel> Parcels, IReadOnlyList<string> Alterations);

/// <summary>A parcel on a notice.</summary>
/// <param name="Tail">Last digits of its code.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Area">Confirmed area in square metres.</param>
public sealed record PostedParcel(string Tail, string Name, decimal Area);
