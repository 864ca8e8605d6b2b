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
