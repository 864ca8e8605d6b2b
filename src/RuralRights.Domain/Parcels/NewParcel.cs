using System.Globalization;
using System.Security.Cryptography;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Parcels;

/// <summary>A parcel as a survey hands it in with a case.</summary>
/// <param name="Code">19-digit parcel code, the issuer's 14 digits first.</param>
/// <param name="Place">Small place name (地块名称).</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="SurveyedArea">Surveyed area in square metres.</param>
/// <param name="Category">Code of table C7.</param>
/// <param name="Ownership">Code of table C6.</param>
/// <param name="LandUse">Code of GB/T 21010, three characters.</param>
/// <param name="Grade">Soil grade, code of table C8.</param>
/// <param name="Purpose">Use, code of table C9.</param>
/// <param name="BasicFarmland">Whether it is permanent basic farmland.</param>
/// <param name="BoundaryPoints">Key boundary point numbers, clockwise, joined by a stroke.</param>
public sealed record NewParcel(
    string Code,
    string Place,
    BoundaryOnRecord Boundary,
    decimal SurveyedArea,
    string Category,
    string? Ownership,
    string? LandUse,
    string? Grade,
    string? Purpose,
    bool BasicFarmland,
    string? BoundaryPoints)
{
    /// <summary>The fact that it stands in the register.</summary>
    internal StreamFact Enter(string collective, Provenance provenance) => new(
        Streams.Parcel(Code),
        new ParcelSurveyed(Code, collective, Place, Boundary, SurveyedArea, Category, Ownership, LandUse, Grade, Purpose, BasicFarmland, BoundaryPoints, provenance));

    /// <summary>What keeps it from the register: its number, an entry, or its boundary; null when nothing does. Overlap is for the database to judge.</summary>
    internal Decision.Refused? Hindrance(Parcel known, string collective) =>
        !ParcelCode.TryParse(Code, out var code) || code.Issuer.ToString() != collective ? new(ParcelCodeIsNotOfTheIssuer, Code)
        : known.Code.Length > 0 ? new(ParcelIsKnown, Code)
        : !SaysWhatItMay ? new(ValueDoesNotFit, Code)
        : Boundary.Hindrance(Code, SurveyedArea);

    /// <summary>True when every entry is one of its table, as a correction of it would have to be.</summary>
    private bool SaysWhatItMay =>
        ParcelEntry.Place.MaySay(Place) && ParcelEntry.Category.MaySay(Category)
        && (Ownership is null || ParcelEntry.Ownership.MaySay(Ownership)) && (LandUse is null || ParcelEntry.LandUse.MaySay(LandUse))
        && (Grade is null || ParcelEntry.Grade.MaySay(Grade)) && (Purpose is null || ParcelEntry.Purpose.MaySay(Purpose))
        && Parcels.BoundaryPoints.AreNumbers(BoundaryPoints);

    /// <summary>How the review shows it: code, area and boundary, so that a confirmation is of exactly this shape.</summary>
    internal IEnumerable<Alteration> Alterations() =>
    [
        new("新地块", "New parcel", ValueKind.Parcel, null, Code),
        new($"{Code} 地名", $"{Code} place", ValueKind.Text, null, Place),
        new($"{Code} 实测面积", $"{Code} surveyed area", ValueKind.Area, null, SurveyedArea.ToString(CultureInfo.InvariantCulture)),
        new($"{Code} 界线", $"{Code} boundary", ValueKind.Boundary, null, Boundary.Mark()),
        new($"{Code} 类别", $"{Code} category", ValueKind.Category, null, Category),
    ];

    /// <summary>The rules of <see cref="Hindrance"/>, for the provenance of acts that checked them.</summary>
    internal static IReadOnlyList<Rule> HindrancesChecked { get; } = [ParcelCodeIsNotOfTheIssuer, ParcelIsKnown, ValueDoesNotFit, .. BoundaryChecks.HindrancesChecked];
}

/// <summary>What every boundary is checked for, whichever act brings it.</summary>
internal static class BoundaryChecks
{
    /// <summary>The rules of <see cref="Hindrance"/>.</summary>
    public static IReadOnlyList<Rule> HindrancesChecked { get; } = [CoordinateSystemIsNotRecognised, BoundaryIsNotAnArea, AreaIsNotOfTheBoundary];

    /// <summary>What is wrong with a boundary and the area recorded for it; null when nothing is.</summary>
    public static Decision.Refused? Hindrance(this BoundaryOnRecord boundary, string parcel, decimal surveyedArea)
    {
        if (CoordinateSystem.FromId(boundary.Crs) is not CoordinateSystemReading.Recognised) return new(CoordinateSystemIsNotRecognised, boundary.Crs);
        if (boundary.Read() is not { } read) return new(BoundaryIsNotAnArea, parcel);
        return (double)Math.Abs(read.PlanarArea - surveyedArea) > SurveyTolerance.Default.AreaDifference((double)read.PlanarArea) ? new(AreaIsNotOfTheBoundary, parcel) : null;
    }

    /// <summary>The boundary as a shape; null when it is none.</summary>
    public static SurveyedBoundary? Read(this BoundaryOnRecord boundary)
    {
        try
        {
            return CoordinateSystem.FromId(boundary.Crs) is CoordinateSystemReading.Recognised { System: var system } ? SurveyedBoundary.FromWkb(boundary.Wkb, system) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A short mark of exactly this boundary: its system and the beginning of the SHA-256 of its bytes.</summary>
    public static string Mark(this BoundaryOnRecord boundary) => $"{boundary.Crs} {Convert.ToHexStringLower(SHA256.HashData(boundary.Wkb))[..16]}";
}
