using System.Globalization;

namespace RuralRights.Domain.Parcels;

/// <summary>An entry of a parcel that can be corrected.</summary>
public enum ParcelEntry
{
    /// <summary>Small place name 地块名称.</summary>
    Place,

    /// <summary>Code of table C7 地块类别.</summary>
    Category,

    /// <summary>Code of table C6 所有权性质.</summary>
    Ownership,

    /// <summary>Code of GB/T 21010 土地利用类型.</summary>
    LandUse,

    /// <summary>Code of table C8 地力等级.</summary>
    Grade,

    /// <summary>Code of table C9 土地用途.</summary>
    Purpose,

    /// <summary>Whether it is permanent basic farmland 是否基本农田.</summary>
    BasicFarmland,

    /// <summary>Contract area in square metres 合同面积; it stands in the right and not in the survey.</summary>
    ContractArea,

    /// <summary>Surveyed area in square metres 实测面积.</summary>
    SurveyedArea,
}

/// <summary>What an entry says, and what it may say.</summary>
public static class ParcelEntries
{
    private const string Yes = "true";
    private const string No = "false";
    private const int LandUseDigits = 3;

    /// <summary>
    /// True when a correction of the entry changes what the right covers, whose the land is or what may be done with it, so that everybody
    /// is asked by a notice (实质性更正).
    /// </summary>
    public static bool IsSubstantive(this ParcelEntry entry) =>
        entry is ParcelEntry.SurveyedArea or ParcelEntry.ContractArea or ParcelEntry.BasicFarmland or ParcelEntry.Ownership or ParcelEntry.Category or ParcelEntry.Purpose;

    /// <summary>Name of the entry.</summary>
    public static (string Chinese, string English) Name(this ParcelEntry entry) => entry switch
    {
        ParcelEntry.Place => ("地块名称", "Name of the place"),
        ParcelEntry.Category => ("地块类别", "Category"),
        ParcelEntry.Ownership => ("所有权性质", "Ownership"),
        ParcelEntry.LandUse => ("土地利用类型", "Land use"),
        ParcelEntry.Grade => ("地力等级", "Soil grade"),
        ParcelEntry.Purpose => ("土地用途", "Purpose"),
        ParcelEntry.BasicFarmland => ("是否基本农田", "Permanent basic farmland"),
        ParcelEntry.SurveyedArea => ("实测面积", "Surveyed area"),
        ParcelEntry.ContractArea => ("合同面积", "Contract area"),
        _ => throw NoEntry(entry),
    };

    /// <summary>An area as an entry says it.</summary>
    public static string Written(decimal area) => area.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What stands there, in the survey of the parcel and in the right over it.</summary>
    public static string? Of(this ParcelEntry entry, ParcelSurveyed survey, decimal contractArea) => entry == ParcelEntry.ContractArea ? Written(contractArea) : entry.Of(survey);

    /// <summary>What stands in the survey.</summary>
    public static string? Of(this ParcelEntry entry, ParcelSurveyed survey) => entry switch
    {
        ParcelEntry.Place => survey.Name,
        ParcelEntry.Category => survey.Category,
        ParcelEntry.Ownership => survey.Ownership,
        ParcelEntry.LandUse => survey.LandUse,
        ParcelEntry.Grade => survey.Grade,
        ParcelEntry.Purpose => survey.Purpose,
        ParcelEntry.BasicFarmland => survey.BasicFarmland ? Yes : No,
        ParcelEntry.SurveyedArea => Written(survey.SurveyedArea),
        _ => throw NoEntry(entry),
    };

    /// <summary>True when the entry may say this.</summary>
    public static bool MaySay(this ParcelEntry entry, string? value) => entry switch
    {
        ParcelEntry.Place => value is { Length: > 0 },
        ParcelEntry.LandUse => value is { Length: LandUseDigits } && value.All(char.IsAsciiLetterOrDigit),
        ParcelEntry.BasicFarmland => value is Yes or No,
        ParcelEntry.SurveyedArea or ParcelEntry.ContractArea => TryArea(value, out _),
        ParcelEntry.Category or ParcelEntry.Ownership or ParcelEntry.Grade or ParcelEntry.Purpose => value is { Length: 1 or 2 } && value.All(char.IsAsciiDigit),
        _ => throw NoEntry(entry),
    };

    /// <summary>The survey with the entry put right.</summary>
    public static ParcelSurveyed Set(this ParcelEntry entry, ParcelSurveyed survey, string value) => entry switch
    {
        ParcelEntry.Place => survey with { Name = value },
        ParcelEntry.Category => survey with { Category = value },
        ParcelEntry.Ownership => survey with { Ownership = value },
        ParcelEntry.LandUse => survey with { LandUse = value },
        ParcelEntry.Grade => survey with { Grade = value },
        ParcelEntry.Purpose => survey with { Purpose = value },
        ParcelEntry.BasicFarmland => survey with { BasicFarmland = value == Yes },
        ParcelEntry.SurveyedArea => survey with { SurveyedArea = decimal.Parse(value, CultureInfo.InvariantCulture) },
        _ => throw NoEntry(entry),
    };

    private static ArgumentOutOfRangeException NoEntry(ParcelEntry entry) => new(nameof(entry), entry, "A parcel has no such entry.");

    private static bool TryArea(string? value, out decimal area) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out area) && area > 0 && area == Math.Round(area, 2);
}
