using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A dated setting of the county, because law leaves the value open or changes it.</summary>
/// <param name="Key">Name of the setting, see <see cref="CountySettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CountySettingMade(string Key, string Value, DateOnly From, string Source, Provenance Provenance) : IFact;

/// <summary>A dated setting of one collective, where the law or its charter lets it differ from the county.</summary>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Key">Name of the setting, see <see cref="CountySettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on, such as the charter.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CollectiveSettingMade(string Collective, string Key, string Value, DateOnly From, string Source, Provenance Provenance) : IFact;

/// <summary>The holidays of a year were published (放假调休安排). A later notice for the same year replaces this one whole.</summary>
/// <param name="Year">The year.</param>
/// <param name="RestDays">Days off.</param>
/// <param name="WorkDays">Saturdays and Sundays that are worked instead.</param>
/// <param name="Source">Number and title of the notice.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record WorkCalendarPublished(
    int Year, IReadOnlyList<DateOnly> RestDays, IReadOnlyList<DateOnly> WorkDays, string Source, Provenance Provenance) : IFact;

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
