using System.Globalization;
using RuralRights.Domain.Law;

namespace RuralRights.Interchange.Generation;

/// <summary>A rectangle of the plane in whole millimetres.</summary>
internal readonly record struct Rectangle(long West, long South, long East, long North)
{
    /// <summary>Its corners, clockwise from the northwest.</summary>
    public Corner[] Corners => [new(West, North), new(East, North), new(East, South), new(West, South)];

    /// <summary>Where the terraces of a group begin, with room for a path around them.</summary>
    public Corner LandOrigin => new(West + 20_000, South + 4_000);

    public decimal SquareMetres => Math.Round((decimal)(East - West) * (North - South) / 1_000_000m, 2);

    public Rectangle Widened(long by) => new(West - by, South - by, East + by, North + by);
}

/// <summary>Where everything lies: groups in villages, villages in townships, townships in the county, each in a rectangular grid.</summary>
internal static class CountyLayout
{
    /// <summary>The 3-degree zone of the county, 103.5 to 106.5 degrees east.</summary>
    public const int Zone = 35;

    /// <summary>Groups in a village and villages in a township.</summary>
    public const int GroupsInVillage = 12, VillagesInTown = 12;

    public const int GroupsInTown = GroupsInVillage * VillagesInTown;

    // Metres of a group's ground, and of the roads between groups, villages and townships.
    private const long GroupWidth = Terraces.MostWidth + 40, GroupHeight = Terraces.MostHeight + 10, Road = 15;
    private const long VillageWidth = 4 * (GroupWidth + Road) + 2 * Road, VillageHeight = 3 * (GroupHeight + Road) + 2 * Road;
    private const long TownWidth = 3 * VillageWidth + 2 * Road, TownHeight = 4 * VillageHeight + 2 * Road;

    private const long CountyWest = 35_381_000, CountySouth = 3_931_000;

    public static Rectangle County(int groups)
    {
        var towns = (groups + GroupsInTown - 1) / GroupsInTown;
        var places = Enumerable.Range(0, towns).Select(Town).ToArray();
        return new Rectangle(places.Min(town => town.West), places.Min(town => town.South), places.Max(town => town.East), places.Max(town => town.North)).Widened(100_000);
    }

    public static Rectangle Town(int town) => Cell(CountyWest, CountySouth, town % 10, town / 10, TownWidth, TownHeight);

    public static Rectangle Village(int town, int village)
    {
        var around = Town(town);
        return Cell(around.West / 1000 + Road, around.South / 1000 + Road, village % 3, village / 3, VillageWidth, VillageHeight);
    }

    public static Rectangle Group(int town, int village, int group)
    {
        var around = Village(town, village);
        var (west, south) = (around.West / 1000 + Road + group % 4 * (GroupWidth + Road), around.South / 1000 + Road + group / 4 * (GroupHeight + Road));
        return new Rectangle(west * 1000, south * 1000, (west + GroupWidth) * 1000, (south + GroupHeight) * 1000);
    }

    /// <summary>A place in a grid whose ground ends a metre before the next begins.</summary>
    private static Rectangle Cell(long west, long south, int column, int row, long width, long height) =>
        new((west + column * width) * 1000, (south + row * height) * 1000, (west + (column + 1) * width - 1) * 1000, (south + (row + 1) * height - 1) * 1000);
}

/// <summary>One group: its codes, names and ground, and those of the village and township around it.</summary>
internal sealed class GroupPlace
{
    public GroupPlace(CountyPlan plan, int index)
    {
        var (town, village, group) = (index / CountyLayout.GroupsInTown, index / CountyLayout.GroupsInVillage % CountyLayout.VillagesInTown, index % CountyLayout.GroupsInVillage);
        (IsFirstOfVillage, IsFirstOfTown) = (group == 0, group == 0 && village == 0);
        (Town, Village, Group) = (CountyLayout.Town(town), CountyLayout.Village(town, village), CountyLayout.Group(town, village, group));
        TownCode = plan.CountyCode + (100 + town).ToString("000", CultureInfo.InvariantCulture);
        VillageCode = TownCode + (200 + village).ToString("000", CultureInfo.InvariantCulture);
        Issuer = VillageCode + (group + 1).ToString("00", CultureInfo.InvariantCulture);
        TownName = Named(town, "安永兴和丰清石柳双高", "宁泰平顺原河坪湾岭川") + "镇";
        VillageName = Named(village * 7 + town, "上下前后东西南北新老", "庄营沟台湾坡岔滩堡寨") + "村";
        GroupName = $"{VillageName}第{ChineseNumber.Write(group + 1)}村民小组";
        FullName = plan.CountyName + TownName + GroupName;
        SketchPath = $"{Deliveries.DeliveryStandard.SketchFolder}/{Issuer}/DKSYT{Issuer}.pdf";
    }

    public bool IsFirstOfTown { get; }

    public bool IsFirstOfVillage { get; }

    public Rectangle Town { get; }

    public Rectangle Village { get; }

    public Rectangle Group { get; }

    public string TownCode { get; }

    public string TownName { get; }

    public string VillageCode { get; }

    public string VillageName { get; }

    /// <summary>Fourteen digits of the group, which is the issuer of its land.</summary>
    public string Issuer { get; }

    public string GroupName { get; }

    public string FullName { get; }

    /// <summary>The sketch map of the group, one sheet for all its households.</summary>
    public string SketchPath { get; }

    private static string Named(int number, string first, string second) => $"{first[number % 10]}{second[number / 10 % 10]}";
}
