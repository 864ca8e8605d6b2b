using RuralRights.Domain.Law;

namespace RuralRights.Domain.Parcels;

/// <summary>A boundary exactly as surveyed.</summary>
/// <param name="Crs">Coordinate system: <c>EPSG:4523</c> or a PROJ string.</param>
/// <param name="Wkb">Well-known binary, easting or longitude first.</param>
public sealed record BoundaryOnRecord(string Crs, byte[] Wkb);

/// <summary>A parcel (承包地块) was surveyed.</summary>
/// <param name="Parcel">19-digit parcel code.</param>
/// <param name="Collective">14-digit code of the collective that owns the land.</param>
/// <param name="Name">Small place name (地块名称).</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="SurveyedArea">Surveyed area (实测面积) in square metres; the legal figure, never recomputed.</param>
/// <param name="Category">Code of table C7: 10 contracted, 22 reserve land and so on.</param>
/// <param name="Ownership">Code of table C6.</param>
/// <param name="LandUse">Code of GB/T 21010, three characters.</param>
/// <param name="Grade">Soil grade, code of table C8.</param>
/// <param name="Purpose">Use, code of table C9.</param>
/// <param name="BasicFarmland">Whether it is permanent basic farmland (基本农田).</param>
/// <param name="BoundaryPoints">Key boundary point numbers, clockwise, joined by a stroke (空间坐标).</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelSurveyed(
    string Parcel,
    string Collective,
    string Name,
    BoundaryOnRecord Boundary,
    decimal SurveyedArea,
    string Category,
    string? Ownership,
    string? LandUse,
    string? Grade,
    string? Purpose,
    bool BasicFarmland,
    string? BoundaryPoints,
    Provenance Provenance) : IFact;

/// <summary>A parcel was divided (地块分割); its code is retired for good.</summary>
/// <param name="Parcel">Parcel that was divided.</param>
/// <param name="Into">Parcels it became.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelDivided(string Parcel, IReadOnlyList<string> Into, Provenance Provenance) : IFact;

/// <summary>A parcel was joined to others (地块合并); its code is retired for good.</summary>
/// <param name="Parcel">Parcel that was joined.</param>
/// <param name="Into">Parcel it became part of.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelConsolidated(string Parcel, string Into, Provenance Provenance) : IFact;

/// <summary>The boundary of a parcel was surveyed anew (界线更正).</summary>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Boundary">Boundary as surveyed now.</param>
/// <param name="SurveyedArea">Surveyed area in square metres.</param>
/// <param name="BoundaryPoints">Key boundary point numbers, clockwise, joined by a stroke.</param>
/// <param name="Provenance">Day, actor, authority, case, and the neighbours' confirmation as a document.</param>
public sealed record ParcelResurveyed(string Parcel, BoundaryOnRecord Boundary, decimal SurveyedArea, string? BoundaryPoints, Provenance Provenance) : IFact;

/// <summary>An entry of a parcel was put right (更正): what stood there, what stands there now, and the evidence.</summary>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Entry">Which entry.</param>
/// <param name="Before">What stood there; null when nothing did.</param>
/// <param name="After">What stands there now.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelEntryCorrected(string Parcel, ParcelEntry Entry, string? Before, string After, string Evidence, Provenance Provenance) : IFact;
