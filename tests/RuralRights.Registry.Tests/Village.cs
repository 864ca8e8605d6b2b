using System.Globalization;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests;

/// <summary>
/// A collective of its own for one test, with households and a row of square parcels of one mu that share their edges.
/// Villages lie ten kilometres apart, so that tests running side by side never meet.
/// </summary>
public sealed class Village
{
    public static readonly DateOnly Day = new(2016, 4, 7);
    public static readonly Provenance Paper = new(Day, "official/00000000-0000-0000-0000-00000000c1e4", "榆中县农村土地承包管理办公室", "62012320160407000001", [], []);

    private const double Side = 25.82;

    private static int _founded;

    private readonly TestRegister _register;
    private readonly int _number;

    private Village(TestRegister register, int number)
    {
        _register = register;
        _number = number;
        Collective = string.Create(CultureInfo.InvariantCulture, $"620123{100 + (number / 100):000}{200 + (number % 100):000}01");
    }

    public string Collective { get; }

    /// <summary>Founds a village: its collective, and as many households as asked for.</summary>
    /// <param name="register">Where.</param>
    /// <param name="households">How many households.</param>
    /// <param name="number">Which village it is, in a register that no other test has; null for the next.</param>
    public static async Task<Village> Found(TestRegister register, int households = 2, int? number = null)
    {
        var village = new Village(register, number ?? Interlocked.Increment(ref _founded));
        await village.Enter([
            new($"collective/{village.Collective}", new CollectiveRegistered(village.Collective, "样例村第一组", CollectiveLevel.Group, TestRegister.County, Paper)),
            .. Enumerable.Range(1, households).Select(village.HouseholdFact),
        ]);
        return village;
    }

    public string Household(int number) => string.Create(CultureInfo.InvariantCulture, $"{Collective}{number:0000}");

    public string Right(int household) => Household(household) + "J";

    public string Parcel(int number) => string.Create(CultureInfo.InvariantCulture, $"{Collective}{number:00000}");

    public Guid Person(int household) => Id(household, 1);

    /// <summary>An id that depends only on what it stands for.</summary>
    public Guid Id(int what, int which) => new(_number, (short)what, (short)which, 1, 2, 3, 4, 5, 6, 7, 8);

    public StreamFact HouseholdFact(int number) => new(
        $"household/{Household(number)}",
        new HouseholdRegistered(Household(number), Collective, ContractorKind.Household, Person(number), [new(Person(number), "02", true, null)], Paper));

    /// <summary>A parcel of the row; <paramref name="shift"/> metres to the east of its place.</summary>
    public StreamFact ParcelFact(int number, double shift = 0, string? code = null) => new(
        $"parcel/{code ?? Parcel(number)}",
        new ParcelSurveyed(
            code ?? Parcel(number),
            Collective,
            "小地名",
            Ground((number * Side) + shift, 0),
            666.67m,
            "10",
            "31",
            "013",
            "05",
            "1",
            true,
            null,
            Paper));

    public StreamFact RenamedFact(int number) => new($"parcel/{Parcel(number)}", new ParcelEntryCorrected(Parcel(number), ParcelEntry.Place, null, "大洼地", new string('a', 64), Paper));

    public StreamFact ContractFact(int household, params int[] parcels) => ContractFact(household, [.. parcels.Select(parcel => new ContractParcel(Parcel(parcel), 666.67m, null, null))]);

    public StreamFact ContractFact(int household, params ContractParcel[] parcels) => new(
        $"right/{Right(household)}",
        new ContractConcluded(Right(household), Household(household), Collective, ContractKind.Family, "110", Day, new(2046, 4, 6), Day, parcels, null, Paper));

    public string Plot(int number) => string.Create(CultureInfo.InvariantCulture, $"{Collective[..12]}JC{number:00000}");

    /// <summary>A homestead in a row of its own, a kilometre to the north of the parcels; <paramref name="shift"/> metres to the east of its place.</summary>
    public StreamFact HomesteadFact(int household, int plot, double shift = 0, string? excepted = null, BoundaryOnRecord? boundary = null, string? stream = null) => new(
        $"homestead/{stream ?? Plot(plot)}",
        new HomesteadRegistered(
            Plot(plot), Plot(plot) + "F00010001", Household(household), Collective, [Person(household)], "村东头", boundary ?? Ground((plot * Side) + shift, 1000), 666.67m, 466.67m, "川区",
            new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998),
            excepted is null ? [] : [new(HomesteadRule.OneHousehold, excepted, "deed")], Paper));

    /// <summary>Enters facts as one act.</summary>
    public Task<Answer> Enter(params IReadOnlyList<StreamFact> facts) => Enter(Guid.CreateVersion7(), facts);

    public Task<Answer> Enter(Guid command, params IReadOnlyList<StreamFact> facts) => _register.Desk.Enter(
        new(TestRegister.County, command, Paper.Actor, facts.Select(fact => fact.Stream)),
        _ => Task.FromResult<Decision>(new Decision.Entered(facts)),
        TestContext.Current.CancellationToken);

    /// <summary>A square of one mu, metres to the east and to the north of the village's corner.</summary>
    public BoundaryOnRecord Ground(double east, double north)
    {
        var x = 35_400_000 + ((_number % 10) * 10_000) + east;
        var y = 3_950_000.0 + (_number / 10 * 10_000) + north;
        var ring = new Coordinate[] { new(x, y), new(x + Side, y), new(x + Side, y + Side), new(x, y + Side), new(x, y) };
        return new("EPSG:4523", GeometryFactory.Default.CreatePolygon(ring).ToBinary());
    }
}
