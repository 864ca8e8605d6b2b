using System.Globalization;
using NetTopologySuite.Geometries;
using RuralRights.Interchange.Certificates;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Tests.Certificates;

/// <summary>A certificate of a household that does not exist, with as many terraced parcels as a test needs.</summary>
internal static class Sample
{
    public const string Url = "https://rights.example/v/620123/2Z6XCXY2XDR3F128HK8HAPCXW8Q";
    public static readonly VerificationToken Token = VerificationToken.FromBytes(Convert.FromHexString("5f3759df0badc0de1122334455667788"));

    public static CertificateContent Certificate(int parcels = 3) => new()
    {
        Number = "620123202213010011J",
        Serial = "甘（2016）榆中县农村土地承包经营权证第000011号",
        RegisteringAuthority = "榆中县人民政府",
        IssuedOn = new DateOnly(2016, 11, 23),
        Issuer = new("榆中县小康营乡小康营村第一村民小组", "62012320221301"),
        Holder = new("王守禄", "620123202213010011", MaskedIdentity.Of("620123195103070036")),
        CoHolders =
        [
            new("王守禄", new("男", "male"), new("户主", "head")),
            new("李桂兰", new("女", "female"), new("配偶", "spouse")),
            new("王建军", new("男", "male"), new("长子", "eldest son"), "2015年迁入城镇落户，承包权保留"),
            new("王梅", new("女", "female"), new("长女", "eldest daughter"), "2012年外嫁"),
        ],
        Term = new(new DateOnly(1998, 12, 31), new DateOnly(2028, 12, 30)),
        Mode = new("家庭承包", "household contracting"),
        Parcels = [.. Enumerable.Range(0, parcels).Select(Parcel)],
        Verification = new(new Uri("https://rights.example/"), "620123", Token),
        TakenFrom = new(18_204, new DateOnly(2026, 11, 23)),
    };

    /// <summary>Terraces that follow a slope: strips of 14 to 26 m, bent once, each sharing its long edges with its neighbours.</summary>
    public static CertifiedParcel Parcel(int index) => new()
    {
        Code = string.Create(CultureInfo.InvariantCulture, $"62012320221301{index + 1:00000}"),
        Name = Names[index % Names.Length],
        Areas = new(1113.20m + index * 17.41m, 1113.33m + index * 17.41m, index % 3 == 0 ? null : 1066.67m),
        Sides = new("水渠", "李家地埂", index % 2 == 0 ? "生产路" : null, "王建国承包地"),
        Grade = new("三等", "grade 3"),
        Use = new("种植业", "crops"),
        IsBasicFarmland = index % 4 != 3,
        IsReserve = index % 10 == 9,
        Share = index % 12 == 11 ? "1/4" : null,
        Boundary = Strip(index),
        BoundaryPoints = string.Join('/', Enumerable.Range(0, 8).Select(place => $"J{(place < 4 ? (index + 3) * 4 + place : (index + 2) * 4 + 7 - place)}")),
        Neighbours =
        [
            new(string.Create(CultureInfo.InvariantCulture, $"62012320221301{index + 101:00000}"), Strip(index + 1)),
            new(string.Create(CultureInfo.InvariantCulture, $"62012320221301{index + 201:00000}"), Strip(index - 1)),
        ],
    };

    private static readonly string[] Names = ["沟沿地", "大墁坪", "庙湾里", "阳坡塄坎", "水窖台"];

    /// <summary>A parcel of the sample's plane, its corners given as metres from a place in it.</summary>
    public static SurveyedBoundary Boundary(params (double East, double North)[] corners) => new(
        new Polygon(new LinearRing([.. corners.Append(corners[0]).Select(corner => new Coordinate(35_417_800 + corner.East, 3_971_200 + corner.North))])),
        CoordinateSystem.ThreeDegreeZone(35, prefixed: true));

    private static SurveyedBoundary Strip(int index)
    {
        return Boundary([.. Enumerable.Range(0, 4).Select(step => Corner(index + 1, step)), .. Enumerable.Range(0, 4).Select(step => Corner(index, 3 - step))]);

        static (double, double) Corner(int line, int step) =>
            (step * 24.5 + 2.5 * Math.Sin(line * 1.7 + step), line * 17 + 4 * Math.Sin(line * 0.9) + step * step * 2.1);
    }
}
