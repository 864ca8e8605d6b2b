using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Journeys;

/// <summary>A site with one village, in which every procedure finds a household of its own, and with a clock of its own, so that a notice hangs its days at once.</summary>
public sealed class VillageSite(Chromium chromium) : CountySite(chromium)
{
    public const string Group = "62012320221301";

    /// <summary>Side of a parcel in metres, and where the first household's land begins.</summary>
    public const double Side = 30, West = 35_417_800, South = 3_971_030;

    private static readonly DateOnly Day = new(2016, 4, 7);
    private static readonly Provenance Paper = new(Day, "delivery/0", "榆中县农业农村局", "62012320160407000001", [], []);

    // The first of a family is its head; the number behind a name is the relation to the head.
    private static readonly string[][] Families =
    [
        ["王守禄", "李秀英 12", "王建军 20"], ["张万财", "陈桂芳 12"], ["赵德全", "孙玉兰 12", "赵小梅 30"], ["周保田", "吴翠花 12", "周强 20", "郑丽 38"], ["冯长贵", "韩秀珍 12"], ["冯长友"],
        ["欧阳青山"], ["马得福", "马秀兰 12"], ["钱玉珍"], ["何生贵", "杨凤英 12"], ["朱有才"], ["秦万山"], ["许桂兰", "许文斌 20"], ["沈建国", "曹玉梅 12"], ["魏成林", "蒋秀芳 12"], ["贺兰山", "白雪莲 12"],
        ["罗天祥", "梁秀云 12"], ["宋保国", "唐春花 12"],
        ["石广厚", "田玉莲 12"], ["范正明", "金秀兰 12"], ["方有德", "邓彩霞 12"], ["段文华", "雷桂英 12"], ["葛长青", "尹淑兰 12"],
        ["华有年", "关秀珍 12"],
        ["祁万寿", "温月英 12"], ["阎守信", "苗桂花 12", "阎小龙 20"], ["彭志远", "汪秀莲 12"], ["鲁建业", "董春梅 12"], ["苏永安", "姚玉珍 12"], ["康有福", "邱桂香 12"],
        ["毕家兴", "齐凤莲 12", "毕小军 20", "乔艳红 38"],
        ["文国栋", "庞秀英 12"], ["安守田", "樊玉梅 12"], ["施明远", "施小军 20"], ["岳长林", "向春兰 12"], ["佟福来", "路秀芝 12", "佟小燕 30"], ["左世昌", "章月娥 12"], ["柏青山", "窦凤琴 12"],
    ];

    private readonly Calendar _clock = new();
    private readonly Dictionary<(int Household, int Which), Guid> _people = [];
    private readonly Dictionary<(Actor Actor, bool OnPhone, bool Scripts), (IPage Page, TimeSpan? SignedIn)> _pages = [];

    /// <summary>The household that holds no land yet.</summary>
    public const int WithoutLand = 16;

    /// <summary>Households from this number to <see cref="WithHeir"/> hold a homestead as well, with a house and its certificate.</summary>
    public const int WithHomestead = 19;

    /// <summary>The household whose homestead an heir in town holds for herself, because of the house.</summary>
    public const int WithHeir = 24;

    /// <summary>The household that has inherited a second homestead.</summary>
    public const int WithTwoHomesteads = 20;

    /// <summary>Number of the plot of that one.</summary>
    public const int SecondPlot = 40;

    /// <summary>The household whose people stand in the roster of the collective.</summary>
    public const int OnRoster = 27;

    /// <summary>The household whose contract has ended, and left its certificate behind.</summary>
    public const int WithEndedRight = 35;

    /// <summary>Another household whose people stand in the roster.</summary>
    public const int AlsoOnRoster = 36;

    /// <summary>The household of whom the second is a member of <see cref="Elsewhere"/>.</summary>
    public const int MovedIn = 37;

    /// <summary>Another group of the village.</summary>
    public const string Elsewhere = "62012320221302";

    /// <summary>That heir.</summary>
    public Guid Heir { get; private set; }

    /// <summary>The plot of a household that holds a homestead.</summary>
    public static string Plot(int number) => string.Create(CultureInfo.InvariantCulture, $"{Group[..12]}JC{number:00000}");

    public DateOnly Today => Submission.LegalDay(_clock);

    protected override TimeProvider Clock => _clock;

    /// <summary>Days pass; whoever was signed in has to sign in anew.</summary>
    public void Wait(int days) => _clock.Ahead += TimeSpan.FromDays(days);

    public static string Household(int number) => string.Create(CultureInfo.InvariantCulture, $"{Group}{number:0000}");

    public static string Right(int number) => ContractRight.CodeOfFamilyContract(Household(number));

    /// <summary>Code of one of the two parcels of a household; the second lies north of the first.</summary>
    public static string Parcel(int household, int which) => string.Create(CultureInfo.InvariantCulture, $"{Group}{(household * 2) + which - 2:00000}");

    public Guid Person(int household, int which) => _people[(household, which)];

    public static string NumberOf(string birthAndSequence)
    {
        var body = $"620123{birthAndSequence}";
        return body + CitizenId.CheckCharacterOf(body);
    }

    /// <summary>
    /// The page of somebody who acts in an office or for a household. There is one of each for all walks, as there is one on a desk, and
    /// whoever comes back to it after days have passed signs in anew.
    /// </summary>
    public async Task<IPage> PageOf(Actor actor, string name, bool onPhone, bool scripts)
    {
        var key = (actor, onPhone, scripts);
        if (!_pages.TryGetValue(key, out var known) || known.Page.IsClosed)
        {
            var page = await Open(null, new()
            {
                JavaScriptEnabled = scripts, HasTouch = onPhone, IsMobile = onPhone, ViewportSize = onPhone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 900 },
            });
            known = (page, null);
        }

        if (known.SignedIn != _clock.Ahead) await this.SignInAs(known.Page, actor, name, Group);
        _pages[key] = (known.Page, _clock.Ahead);
        return known.Page;
    }

    /// <summary>Farmers go home when a walk is over; the desks stay.</summary>
    public async Task SendFarmersHome()
    {
        foreach (var (key, (page, _)) in _pages.Where(one => one.Key.Actor is Actor.Farmer).ToList())
        {
            await page.Context.CloseAsync();
            _pages.Remove(key);
        }
    }

    protected override async Task Fill()
    {
        var members = Families.SelectMany((family, at) => family.Select((name, which) => (Household: at + 1, Which: which + 1, Name: name.Split(' ')[0]))).ToList();
        var ids = await Services.GetRequiredService<Vault>().Keep(
            County,
            [.. members.Select((one, at) => new Person(one.Name, RuralRights.Registry.Households.Person.ResidentCard, NumberOf(string.Create(CultureInfo.InvariantCulture, $"19600101{900 + at}"))))],
            TestContext.Current.CancellationToken);
        foreach (var (one, id) in members.Zip(ids)) _people[(one.Household, one.Which)] = id;
        Heir = (await Services.GetRequiredService<Vault>().Keep(
            County, [new Person("华小妹", RuralRights.Registry.Households.Person.ResidentCard, NumberOf("19850101990"))], TestContext.Current.CancellationToken)).Single();
        List<StreamFact> facts =
        [
            new(Streams.Collective(Group), new CollectiveRegistered(Group, "小康营村第一村民小组", CollectiveLevel.Group, County, Paper)),
            .. Families.SelectMany((family, at) => FactsOf(at + 1, family)),
            new(Streams.Collective(Elsewhere), new CollectiveRegistered(Elsewhere, "小康营村第二村民小组", CollectiveLevel.Group, County, Paper)),
            new(Streams.Membership(Person(MovedIn, 2)), new MemberConfirmed(Person(MovedIn, 2), Elsewhere, null, MembershipGround.Reform, Day, null, Paper)),
        ];
        (await Services.GetRequiredService<Desk>().Enter(
            new(County, new("00000000-0000-7000-8000-000000000001"), "delivery/0", "village"), _ => Task.FromResult<Decision>(Decision.Enter(facts)), TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
    }

    private IEnumerable<StreamFact> FactsOf(int number, string[] family)
    {
        var (code, right) = (Household(number), Right(number));
        HouseholdMember[] members = [.. family.Select((name, at) => new HouseholdMember(Person(number, at + 1), at == 0 ? "02" : name.Split(' ')[1], true, null))];
        yield return new(Streams.Household(code), new HouseholdRegistered(code, Group, ContractorKind.Household, members[0].Person, members, Paper));
        if (number == WithoutLand) yield break;

        for (var which = 1; which <= 2; which++)
            yield return new(Streams.Parcel(Parcel(number, which)), new ParcelSurveyed(
                Parcel(number, which), Group, which == 1 ? "大湾地" : "沟沿地", Boundary(number, which), 900.00m, "10", "31", "013", "05", "1", which == 1, null, Paper));

        ContractParcel[] parcels = [new(Parcel(number, 1), 880.00m, 860.00m, null), new(Parcel(number, 2), 900.00m, null, null)];
        yield return new(Streams.Right(right), new ContractConcluded(right, code, Group, ContractKind.Family, "110", Day, new(2046, 4, 6), Day, parcels, null, Paper));
        var serial = string.Create(CultureInfo.InvariantCulture, $"甘（2016）榆中县农村土地承包经营权证第{number:000000}号");
        yield return new(Streams.Right(right), new RightRegistered(right, serial, Day, null, Paper));
        yield return new(Streams.Right(right), new CertificateIssued(
            right, new Guid(9, 9, (short)number, 1, 2, 3, 4, 5, 6, 7, 8), serial, VerificationToken.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, (byte)number]).ToString(),
            "榆中县人民政府", Day, CertificateOccasion.First, null, Paper));
        if (number == WithEndedRight) yield return new(Streams.Right(right), new ContractEnded(right, "court/1", Paper));
        if (number is OnRoster or AlsoOnRoster)
            foreach (var member in members)
                yield return new(Streams.Membership(member.Person), new MemberConfirmed(member.Person, Group, code, MembershipGround.Reform, Day, null, Paper));
        if (number is < WithHomestead or > WithHeir) yield break;

        foreach (var at in number == WithTwoHomesteads ? new[] { number, SecondPlot } : [number])
        {
            yield return new(Streams.Homestead(Plot(at)), new HomesteadRegistered(
                Plot(at), Plot(at) + "F00010001", code, Group, [.. members.Select(member => member.Person)], at == SecondPlot ? "老院子" : "村东头第三排", Yard(at), 200, 20, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998),
                at == SecondPlot ? [new(HomesteadRule.OneHousehold, "继承房屋", "deed")] : [], Paper));
            yield return new(Streams.Household(code), new HomesteadTaken(code, Plot(at), Paper));
            yield return new(Streams.Homestead(Plot(at)), new HomesteadCertified(
                Plot(at), string.Create(CultureInfo.InvariantCulture, $"甘（2016）榆中县不动产权第{at:0000000}号"), "榆中县不动产登记事务中心", Day, "copy", members[0].Person, false, "receipt", Paper));
        }

        if (number != WithHeir) yield break;

        yield return new(Streams.Homestead(Plot(number)), new HomesteadInherited(Plot(number), code, null, [.. members.Select(member => member.Person)], [Heir], null, true, null, "case/0", Paper));
        yield return new(Streams.Household(code), new HomesteadLeft(code, Plot(number), "case/0", Paper));
    }

    /// <summary>Corners of a homestead of ten metres by twenty, as a form takes them; <paramref name="width"/> metres wide.</summary>
    public static string Corners(int number, double width)
    {
        var west = West + 1000 + (number * 40);
        return FormattableString.Invariant($"{west} {South + 500}\n{west + width} {South + 500}\n{west + width} {South + 520}\n{west} {South + 520}");
    }

    private static BoundaryOnRecord Yard(int number)
    {
        var (x, y) = (West + 1000 + (number * 40), South + 500);
        return new("EPSG:4523", GeometryFactory.Default.CreatePolygon([new(x, y), new(x + 10, y), new(x + 10, y + 20), new(x, y + 20), new(x, y)]).ToBinary());
    }

    private static BoundaryOnRecord Boundary(int number, int which)
    {
        var (x, y) = (West + (number * Side), South + ((which - 1) * Side));
        return new("EPSG:4523", GeometryFactory.Default.CreatePolygon([new(x, y), new(x + Side, y), new(x + Side, y + Side), new(x, y + Side), new(x, y)]).ToBinary());
    }

    /// <summary>A clock that begins on a Monday of a year whose holidays are known, and goes ahead when it is told to.</summary>
    private sealed class Calendar : TimeProvider
    {
        private static readonly TimeSpan SinceThen = System.GetUtcNow() - new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(8));

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - SinceThen + Ahead;
    }
}
