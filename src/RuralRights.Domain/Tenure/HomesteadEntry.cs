using System.Globalization;
using RuralRights.Domain.Parcels;

namespace RuralRights.Domain.Tenure;

/// <summary>An entry of a homestead that can be corrected.</summary>
public enum HomesteadEntry
{
    /// <summary>Where it lies 坐落.</summary>
    Place,

    /// <summary>Number of the paper it rests on 来源材料编号.</summary>
    SourceNumber,

    /// <summary>Day of that paper 来源材料日期.</summary>
    SourceDay,

    /// <summary>Of what the house is built 房屋结构.</summary>
    Structure,

    /// <summary>Storeys above ground 层数.</summary>
    Storeys,

    /// <summary>Year in which the house was finished 建成年份.</summary>
    BuiltIn,

    /// <summary>Surveyed area of the plot 宗地面积.</summary>
    PlotArea,

    /// <summary>Approved area 批准面积.</summary>
    ApprovedArea,

    /// <summary>Ground that the house covers 房屋占地面积.</summary>
    Footprint,

    /// <summary>Floor area of the house 建筑面积.</summary>
    FloorArea,
}

/// <summary>What an entry of a homestead says, and what it may say.</summary>
public static class HomesteadEntries
{
    private const int LongestNumber = 60;
    private const int LongestPlace = 100;

    /// <summary>True when a correction of the entry changes what the right or the house covers, so that everybody is asked by a notice (实质性更正).</summary>
    public static bool IsSubstantive(this HomesteadEntry entry) => entry.IsArea();

    /// <summary>True for an entry in square metres.</summary>
    public static bool IsArea(this HomesteadEntry entry) => entry is HomesteadEntry.PlotArea or HomesteadEntry.ApprovedArea or HomesteadEntry.Footprint or HomesteadEntry.FloorArea;

    /// <summary>True for an entry of the house, which a plot without one does not have.</summary>
    public static bool IsOfTheHouse(this HomesteadEntry entry) =>
        entry is HomesteadEntry.Structure or HomesteadEntry.Storeys or HomesteadEntry.BuiltIn or HomesteadEntry.Footprint or HomesteadEntry.FloorArea;

    /// <summary>Name of the entry.</summary>
    public static (string Chinese, string English) Name(this HomesteadEntry entry) => entry switch
    {
        HomesteadEntry.Place => ("坐落", "Place"),
        HomesteadEntry.SourceNumber => ("来源材料编号", "Number of the source"),
        HomesteadEntry.SourceDay => ("来源材料日期", "Day of the source"),
        HomesteadEntry.Structure => ("房屋结构", "Structure of the house"),
        HomesteadEntry.Storeys => ("层数", "Storeys"),
        HomesteadEntry.BuiltIn => ("建成年份", "Finished in"),
        HomesteadEntry.PlotArea => ("宗地面积", "Area of the plot"),
        HomesteadEntry.ApprovedArea => ("批准面积", "Approved area"),
        HomesteadEntry.Footprint => ("房屋占地面积", "Ground covered by the house"),
        HomesteadEntry.FloorArea => ("建筑面积", "Floor area"),
        _ => throw NoEntry(entry),
    };

    /// <summary>What stands there; null for an entry of a house where none stands.</summary>
    public static string? Of(this HomesteadEntry entry, HomesteadRegistered known) => entry switch
    {
        HomesteadEntry.Place => known.Place,
        HomesteadEntry.SourceNumber => known.Approval.Number,
        HomesteadEntry.SourceDay => known.Approval.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        HomesteadEntry.Structure => known.House?.Structure.ToString(),
        HomesteadEntry.Storeys => known.House?.Storeys.ToString(CultureInfo.InvariantCulture),
        HomesteadEntry.BuiltIn => known.House?.BuiltIn.ToString(CultureInfo.InvariantCulture),
        HomesteadEntry.PlotArea => Metres(known.Area),
        HomesteadEntry.ApprovedArea => Metres(known.Approval.Area),
        HomesteadEntry.Footprint => known.House is { } house ? Metres(house.Footprint) : null,
        HomesteadEntry.FloorArea => known.House is { } house ? Metres(house.FloorArea) : null,
        _ => throw NoEntry(entry),
    };

    /// <summary>True when the entry may say this.</summary>
    public static bool MaySay(this HomesteadEntry entry, string? value) => entry switch
    {
        HomesteadEntry.Place => value is { Length: > 0 and <= LongestPlace } && !value.Any(char.IsControl),
        HomesteadEntry.SourceNumber => value is { Length: > 0 and <= LongestNumber } && !value.Any(char.IsControl),
        HomesteadEntry.SourceDay => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        HomesteadEntry.Structure => Enum.GetNames<HouseStructure>().Contains(value, StringComparer.Ordinal),
        HomesteadEntry.Storeys or HomesteadEntry.BuiltIn => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is > 0 and < 10_000,
        _ => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var area) && area > 0 && area < 1_000_000 && area == Math.Round(area, 2),
    };

    /// <summary>The homestead with the entry put right; what is beyond the approval follows.</summary>
    public static HomesteadRegistered Set(this HomesteadEntry entry, HomesteadRegistered known, string value)
    {
        var set = entry switch
        {
            HomesteadEntry.Place => known with { Place = value },
            HomesteadEntry.SourceNumber => known with { Approval = known.Approval with { Number = value } },
            HomesteadEntry.SourceDay => known with { Approval = known.Approval with { On = DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture) } },
            HomesteadEntry.PlotArea => known with { Area = Metres(value) },
            HomesteadEntry.ApprovedArea => known with { Approval = known.Approval with { Area = Metres(value) } },
            HomesteadEntry.Structure => known with { House = known.House! with { Structure = Enum.Parse<HouseStructure>(value) } },
            HomesteadEntry.Storeys => known with { House = known.House! with { Storeys = int.Parse(value, CultureInfo.InvariantCulture) } },
            HomesteadEntry.BuiltIn => known with { House = known.House! with { BuiltIn = int.Parse(value, CultureInfo.InvariantCulture) } },
            HomesteadEntry.Footprint => known with { House = known.House! with { Footprint = Metres(value) } },
            HomesteadEntry.FloorArea => known with { House = known.House! with { FloorArea = Metres(value) } },
            _ => throw NoEntry(entry),
        };
        return Measured(set);
    }

    /// <summary>The homestead as it was surveyed anew; what is beyond the approval follows.</summary>
    public static HomesteadRegistered Resurveyed(this HomesteadRegistered known, BoundaryOnRecord boundary, decimal area) => Measured(known with { Boundary = boundary, Area = area });

    private static HomesteadRegistered Measured(HomesteadRegistered set) => set with { Excess = Math.Max(0, set.Area - set.Approval.Area) };

    /// <summary>What an entry says, as people read it.</summary>
    public static (string Chinese, string English) Said(this HomesteadEntry entry, string value) =>
        entry == HomesteadEntry.Structure && Enum.TryParse<HouseStructure>(value, out var structure) ? HomesteadWords.Of(structure) : (value, value);

    private static string Metres(decimal area) => area.ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Metres(string area) => decimal.Parse(area, CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException NoEntry(HomesteadEntry entry) => new(nameof(entry), entry, "A homestead has no such entry.");
}
