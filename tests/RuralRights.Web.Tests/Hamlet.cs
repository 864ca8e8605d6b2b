using System.Globalization;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Households;

namespace RuralRights.Web.Tests;

/// <summary>Two neighbouring groups of one village: seven households in the first, two in the second, two parcels each.</summary>
/// <remarks>
/// Classes that share a site run in any order, so each changes for good only what no other touches: of the first group the transfers
/// over the API have parcels 1/2 and 2/2, those over forms 1/1, 2/1 and 3/2 (and give them back), the silence of exits has 3/1, the assisted
/// desk household 4, holds and disputes household 5 and parcel 6/1, and the accounts opened at the desk are of household 7 and, on one telephone, of household 3. A class that needs more has a site of its own.
/// </remarks>
public static class Hamlet
{
    public const string County = "620123";
    public const string Group = "62012320221301";
    public const string Neighbours = "62012320221302";

    private const double Side = 30;

    private static readonly DateOnly Day = new(2016, 4, 7);
    private static readonly Provenance Paper = new(Day, "delivery/0000000000000000000000000000000000000000000000000000000000000000", "榆中县农业农村局", "62012320160407000001", [], []);

    /// <summary>Code of a household.</summary>
    public static string Household(string collective, int number) => string.Create(CultureInfo.InvariantCulture, $"{collective}{number:0000}");

    /// <summary>Code of the right of a household.</summary>
    public static string Right(string collective, int number) => Household(collective, number) + "J";

    /// <summary>Code of one of the two parcels of a household.</summary>
    public static string Parcel(string collective, int household, int which) => string.Create(CultureInfo.InvariantCulture, $"{collective}{(household * 2) + which - 2:00000}");

    /// <summary>Everybody, as the vault keeps them: names, and computed identity numbers that come from nobody.</summary>
    public static IReadOnlyList<(string Collective, int Household, int Which, Person Person)> People { get; } =
    [
        .. new[]
        {
            (Group, 1, 1, "王守禄"), (Group, 2, 1, "李秀英"), (Group, 2, 2, "张建国"), (Group, 2, 3, "张小梅"), (Group, 3, 1, "赵德全"), (Group, 3, 2, "赵明"),
            (Group, 4, 1, "孙桂兰"), (Group, 5, 1, "周保田"), (Group, 6, 1, "欧阳青山"), (Neighbours, 1, 1, "马得福"), (Neighbours, 2, 1, "马秀兰"),
            (Group, 7, 1, "钱玉珍"),
        }.Select((one, at) => (one.Item1, one.Item2, one.Item3, new Person(one.Item4, RuralRights.Registry.Households.Person.ResidentCard, Number(at)))),
    ];

    /// <summary>Names and identity numbers of everybody of the first group.</summary>
    public static string[] Personal { get; } = [.. People.Where(one => one.Collective == Group).SelectMany(one => new[] { one.Person.Name, one.Person.IdNumber! })];

    /// <summary>Code under which the demonstration signs a head of household in.</summary>
    public static string Farmer(string collective, int household) => $"farmer-{Household(collective, household)}";

    private static string Number(int at)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"62012319600101{900 + at}");
        return body + CitizenId.CheckCharacterOf(body);
    }

    /// <summary>Token of the certificate of a household of the first group.</summary>
    public static string Token(int household) => VerificationToken.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, (byte)household]).ToString();

    /// <summary>Id of the certificate of a household of the first group.</summary>
    public static Guid Certificate(int household) => new(9, 9, (short)household, 1, 2, 3, 4, 5, 6, 7, 8);

    /// <summary>Every fact, in the order of the law.</summary>
    /// <param name="person">Id of a person of a household; the first is its head.</param>
    public static IEnumerable<StreamFact> Facts(Func<string, int, int, Guid> person)
    {
        foreach (var (key, value) in new[] { (CountySettings.RegisteringAuthority, "榆中县农业农村局"), (CountySettings.CountyName, "榆中县"), (CountySettings.ProvinceShortName, "甘") })
            yield return new(Streams.County(County), new CountySettingMade(key, value, new(2000, 1, 1), "样例", Paper));

        foreach (var (collective, name, households) in new[] { (Group, "小康营村第一村民小组", 7), (Neighbours, "小康营村第二村民小组", 2) })
        {
            yield return new(Streams.Collective(collective), new CollectiveRegistered(collective, name, CollectiveLevel.Group, County, Paper));
            for (var household = 1; household <= households; household++)
                foreach (var fact in HouseholdFacts(collective, household, person))
                    yield return fact;
        }
    }

    private static IEnumerable<StreamFact> HouseholdFacts(string collective, int number, Func<string, int, int, Guid> person)
    {
        var (code, right) = (Household(collective, number), Right(collective, number));
        // The second household holds together, the third has a member who does not hold; the others live alone.
        HouseholdMember[] members = (collective == Group ? number : 0) switch
        {
            2 => [new(person(collective, 2, 1), "02", true, null), new(person(collective, 2, 2), "12", true, null), new(person(collective, 2, 3), "32", true, "1")],
            3 => [new(person(collective, 3, 1), "02", true, null), new(person(collective, 3, 2), "20", false, "3")],
            _ => [new(person(collective, number, 1), "02", true, null)],
        };
        yield return new(Streams.Household(code), new HouseholdRegistered(code, collective, ContractorKind.Household, members[0].Person, members, Paper));

        for (var which = 1; which <= 2; which++)
        {
            var parcel = Parcel(collective, number, which);
            yield return new(Streams.Parcel(parcel), new ParcelSurveyed(
                parcel, collective, which == 1 ? "大湾地" : "沟沿地", Boundary(collective, number, which), 900.00m, "10", "31", "013", "05", "1", which == 1, null, Paper));
        }

        ContractParcel[] parcels = [new(Parcel(collective, number, 1), 880.00m, 860.00m, null), new(Parcel(collective, number, 2), 900.00m, null, null)];
        yield return new(Streams.Right(right), new ContractConcluded(right, code, collective, ContractKind.Family, "110", Day, new(2046, 4, 6), Day, parcels, null, Paper));
        var serial = string.Create(CultureInfo.InvariantCulture, $"甘（2016）榆中县农村土地承包经营权证第{(collective == Group ? 0 : 100) + number:000000}号");
        yield return new(Streams.Right(right), new RightRegistered(right, serial, Day, null, Paper));
        if (collective == Group)
            yield return new(Streams.Right(right), new CertificateIssued(right, Certificate(number), serial, Token(number), "榆中县人民政府", Day, CertificateOccasion.First, null, Paper));
    }

    private static BoundaryOnRecord Boundary(string collective, int number, int which)
    {
        var (x, y) = (35_417_800 + (number * Side) + (collective == Group ? 0 : 1000), 3_971_000 + (which * Side));
        return new("EPSG:4523", GeometryFactory.Default.CreatePolygon([new(x, y), new(x + Side, y), new(x + Side, y + Side), new(x, y + Side), new(x, y)]).ToBinary());
    }
}
