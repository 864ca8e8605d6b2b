using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A dated setting of the county, because law leaves the value open or changes it.</summary>
/// <param name="Key">Name of the setting, see <see cref="CountySettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CountySettingMade(string Key, string Value, DateOnly From, string Source, Provenance Provenance) : IFact;

/// <summary>A survey delivery (汇交成果) was taken into quarantine.</summary>
/// <param name="Delivery">SHA-256 of the package.</param>
/// <param name="County">Six-digit county code of the package.</param>
/// <param name="Year">Survey year.</param>
/// <param name="Households">Contractors in it.</param>
/// <param name="Parcels">Parcels in it.</param>
/// <param name="Errors">Findings of severity error.</param>
/// <param name="Warnings">Findings of severity warning.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record DeliveryReceived(string Delivery, string County, int Year, long Households, long Parcels, long Errors, long Warnings, Provenance Provenance) : IFact;

/// <summary>Names of the dated county settings.</summary>
public static class CountySettings
{
    /// <summary>Office that enters and certifies contract-land rights (登记机关).</summary>
    public const string RegisteringAuthority = "registering-authority";

    /// <summary>Name of the county as certificates print it, such as 榆中县.</summary>
    public const string CountyName = "county-name";

    /// <summary>Short name of the province in certificate serials, such as 甘.</summary>
    public const string ProvinceShortName = "province-short-name";

    /// <summary>Largest overlap of two parcels, in square metres, that counts as survey noise.</summary>
    public const string OverlapTolerance = "overlap-tolerance-square-metres";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [RegisteringAuthority, CountyName, ProvinceShortName, OverlapTolerance];
}
