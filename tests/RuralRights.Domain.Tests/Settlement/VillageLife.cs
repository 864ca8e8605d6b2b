using System.Globalization;
using CsCheck;
using NetTopologySuite.IO;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;

namespace RuralRights.Domain.Tests.Settlement;

/// <summary>An act, and what the law said to it.</summary>
internal sealed record Said(Type Act, Decision Decision);

/// <summary>What somebody does of their own; only whether it is about settling in town is told. Each reads the register as it stands when its turn comes.</summary>
internal sealed record Deed(bool OfSettling, Func<Scene, IEnumerable<Said>> Do);

/// <summary>The dice of one deed: which household, who of it, which parcel, and how.</summary>
internal readonly record struct Dice(int Household, int Member, int Parcel, int Way);

/// <summary>
/// The life of a small village in which everything happens that the law knows: every kind of business and every act. Cases are pushed on by
/// whoever's turn it is, so that they reach their entry, and everybody disturbs them besides.
/// </summary>
internal static class VillageLife
{
    private const string County = "620123";
    private const string Village = "620123202213";

    /// <summary>The household of the neighbour group.</summary>
    private const int Outsider = 4;

    private const int Households = 9;
    private const decimal Depth = 25;
    private const double Corner = 35_417_000;

    private static readonly Actor.VillageClerk VillageClerk = new(Scene.Id("village clerk"), Village);
    private static readonly Actor.Chair Chair = new(Scene.Chair, Scene.Group);
    private static readonly Actor.CollectiveSupervisor Supervisor = new(Scene.Id("supervisor"), Scene.Group);
    private static readonly Actor.TownshipOfficer Surveyor = new(Scene.Id("survey officer"), Village[..9]);
    private static readonly Actor.TownshipOfficer Township = new(Scene.Id("township officer"), Village[..9]);
    private static readonly Actor.Clerk Clerk = new(Scene.Id("county clerk"), County);
    private static readonly Actor.Reviewer Reviewer = new(Scene.Id("reviewer"), County);
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, County);
    private static readonly Actor.Register Register = new(County);
    private static readonly Actor.Administrator Administrator = new(Scene.Id("administrator"), County);

    private static readonly Guid Child = Scene.Person(5, 3), Youth = Scene.Person(6, 2), Grown = Scene.Person(7, 2), Baby = Scene.Id("baby");

    private static readonly Gen<Dice> Rolls = Gen.Select(Gen.Int[1, 20], Gen.Int[1, 3], Gen.Int[1, 30], Gen.Int[0, 999], (household, member, parcel, way) => new Dice(household, member, parcel, way));

    /// <summary>Deeds, the likelier the more they lead on.</summary>
    public static readonly Gen<Deed> Deeds = Gen.Frequency(
        (40, Rolls.Select(dice => Of(scene => PushOn(scene, dice)))),
        (16, Gen.Select(Gen.Int[0, Requests.Length - 1], Rolls).Select(rolled => Of(scene => Open(scene, Requests[rolled.Item1], rolled.Item2)))),
        (16, RandomHistoryTests.Steps.Array[12].Select(steps => Of(scene => steps.Select(step => Transfer(scene, step))))),
        (8, Rolls.Select(dice => Of(scene => Disturb(scene, dice)))),
        (7, Rolls.Select(dice => Of(scene => Hold(scene, dice)))),
        (7, Rolls.Select(dice => Of(scene => Quarrel(scene, dice)))),
        (4, Rolls.Select(dice => Of(scene => Guard(scene, dice)))),
        (6, Rolls.Select(dice => Of(scene => Govern(scene, dice)))),
        (12, Rolls.Select(dice => new Deed(true, scene => Settle(scene, dice)))));

    /// <summary>Every way of asking for every kind of business; null where there is nobody to ask.</summary>
    private static Func<Scene, Dice, (IChange Change, Actor By)?>[] Requests =>
    [
        NewRepresentative, Members, Members, Split, SplitAndDivide, Merge, Close, Renew, First, First, Homestead, CorrectHomesteadEntry, ResurveyHomestead, Inherit, GiveHomesteadBack, HouseGone,
        Divide, Consolidate, Resurvey, CorrectParcelEntry, Rename, Expropriate, GiveLandBack, Replace, Reissue, Void, Claim, Claim, EndOfMembership, EndOfMembership,
    ];

    /// <summary>Three households with land and one of the neighbour group, as in every transfer; five more, with homesteads, wards and members, and a right that ended.</summary>
    public static Scene Start()
    {
        var scene = RandomHistoryTests.Village().GivenCollective().GivenCollective(Scene.NeighbourGroup)
            .GivenHousehold(5, 3).GivenHousehold(6, 2).GivenHousehold(7, 2).GivenHousehold(8, 2).GivenHousehold(9, 2)
            .GivenContract(5, 7, 8).GivenContract(6, 9, 10).GivenContract(9, 11);
        scene.CountsRules = false;
        var paper = scene.Paper;
        foreach (var parcel in Enumerable.Range(1, 12)) scene.Given(ParcelChangeTests.Stood(parcel, ParcelChangeTests.Rectangle((parcel - 1) * Depth, Depth)));
        scene.Given(
            new StreamFact(Streams.Right(Scene.RightCode(8)), new ContractConcluded(
                Scene.RightCode(8), Scene.HouseholdCode(8), Scene.Group, ContractKind.Family, "110", new(1999, 1, 1), new(2028, 12, 31), new(1999, 1, 1), [new(Scene.ParcelCode(12), 666.67m, 640m, null)], null, paper)),
            new StreamFact(Streams.Right(Scene.RightCode(9)), new ContractEnded(Scene.RightCode(9), "court/1", paper)));
        GiveHomestead(scene, 1, 5, Scene.Person(5), Scene.Person(5, 2));
        GiveHomestead(scene, 2, 6, Scene.Person(6));
        GiveHomestead(scene, 3, 8, Scene.Person(8), Scene.Person(8, 2));
        scene.Given(
            new StreamFact(Streams.Homestead(Plot(3)), new HomesteadInherited(
                Plot(3), Scene.HouseholdCode(8), null, [Scene.Person(8), Scene.Person(8, 2)], [Scene.Id("daughter in town"), Scene.Id("son abroad")], null, true, null, "case/0", paper)),
            new StreamFact(Streams.Household(Scene.HouseholdCode(8)), new HomesteadLeft(Scene.HouseholdCode(8), Plot(3), "case/0", paper)));
        foreach (var household in Enumerable.Range(1, Households))
            foreach (var member in new[] { 1, 2 })
                scene.Given(new StreamFact(Streams.Membership(Scene.Person(household, member)), new MemberConfirmed(
                    Scene.Person(household, member), CollectiveOf(household), null, MembershipGround.Reform, new(2019, 6, 1), null, paper)));
        foreach (var person in Enumerable.Range(1, Households).SelectMany(household => new[] { 1, 2, 3 }.Select(member => Scene.Person(household, member))))
            scene.Drafts.Add(new(Draft(person), person, false, true, true, false)
            {
                Homesteads = person == Scene.Person(6) ? [Plot(2)] : person == Scene.Person(5) || person == Scene.Person(5, 2) ? [Plot(1)] : [],
            });
        scene.Minors.UnionWith([Child, Baby]);
        scene.FromSixteen.Add(Youth);
        return scene;
    }

    private static Deed Of(Func<Scene, IEnumerable<Said>> act) => new(false, act);

    private static Said Ask<T>(T act, Func<T, Decision> decide) => new(typeof(T), decide(act));

    private static string CollectiveOf(int household) => household == Outsider ? Scene.NeighbourGroup : Scene.Group;

    private static string Plot(int number) => string.Create(CultureInfo.InvariantCulture, $"620123001002JC{number:00000}");

    private static Guid Draft(Guid person) => Scene.Id($"draft {person}");

    private static HomesteadApproval Approval => new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval");

    private static House House => new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998);

    private static void GiveHomestead(Scene scene, int plot, int household, params Guid[] holders) => scene.Given(
        new StreamFact(Streams.Homestead(Plot(plot)), new HomesteadRegistered(
            Plot(plot), Plot(plot) + "F00010001", Scene.HouseholdCode(household), Scene.Group, holders, "村东头第二排", ParcelChangeTests.Rectangle(2000 + (plot * 20), 10), 250, 50, "川区", Approval, House, [], scene.Paper)),
        new StreamFact(Streams.Household(Scene.HouseholdCode(household)), new HomesteadTaken(Scene.HouseholdCode(household), Plot(plot), scene.Paper)),
        new StreamFact(Streams.Homestead(Plot(plot)), new HomesteadCertified(
            Plot(plot), $"甘（2016）榆中县不动产权第{plot:0000000}号", "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", holders[0], false, "receipt", scene.Paper)));

    private static T Pick<T>(IReadOnlyList<T> of, int which) => of[which % of.Count];

    private static IEnumerable<string> Codes(Scene scene, string kind) =>
        scene.Streams.Keys.Where(stream => stream.StartsWith(kind, StringComparison.Ordinal)).Select(stream => stream[kind.Length..]);

    /// <summary>The households of the group that stand, those that were made meanwhile among them.</summary>
    private static List<Household> Homes(Scene scene) => [.. Codes(scene, "household/").Select(scene.Household).Where(household => household.BelongsTo(Scene.Group))];

    private static Household? Home(Scene scene, Dice dice) => Homes(scene) is { Count: > 0 } homes ? Pick(homes, dice.Household) : null;

    private static ContractRight Land(Scene scene, Household home) => scene.Right(ContractRight.CodeOfFamilyContract(home.Code));

    /// <summary>A household with land, and one of its parcels.</summary>
    private static (Household Home, ContractRight Land, string Parcel)? HomeWithLand(Scene scene, Dice dice) =>
        Homes(scene).Select(home => (Home: home, Land: Land(scene, home))).Where(one => one.Land is { Stands: true, Holdings.Count: > 0 }).ToList() is { Count: > 0 } some
        && Pick(some, dice.Household) is var (home, land)
            ? (home, land, Pick([.. land.Holdings.Keys], dice.Parcel))
            : null;

    private static HomesteadRight? AnyHomestead(Scene scene, Dice dice, Func<HomesteadRight, bool> which) =>
        Codes(scene, "homestead/").Select(scene.Homestead).Where(right => right.Stands && which(right)).ToList() is { Count: > 0 } some ? Pick(some, dice.Parcel) : null;

    private static Guid Someone(Household home, Dice dice) => Pick([.. home.People], dice.Member);

    private static Actor.Farmer Representative(Household home) => new(home.Representative, home.Code);

    private static string FreeHousehold(Scene scene) => Enumerable.Range(51, 900).Select(number => Scene.HouseholdCode(number)).First(code => !scene.Household(code).IsRegistered);

    private static int FreeParcel(Scene scene, int from = 101) => Enumerable.Range(from, 900).First(number => !scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(number))).IsKnown);

    private static int FreePlot(Scene scene) => Enumerable.Range(11, 900).First(number => scene.Homestead(Plot(number)).Collective.Length == 0);

    private static (decimal West, decimal Width)? Place(Scene scene, string parcel)
    {
        if (scene.State<Parcel>(Streams.Parcel(parcel)) is not { IsRetired: false, Survey: { } survey }) return null;
        var box = new WKBReader().Read(survey.Boundary.Wkb).EnvelopeInternal;
        return (Math.Round((decimal)(box.MinX - Corner), 3), Math.Round((decimal)box.Width, 3));
    }

    private static (IChange, Actor)? NewRepresentative(Scene scene, Dice dice) =>
        Home(scene, dice) is { } home ? (new ChangeRepresentative(home.Code, Someone(home, dice)), dice.Way % 3 == 0 ? Representative(home) : VillageClerk) : null;

    private static (IChange, Actor)? Members(Scene scene, Dice dice)
    {
        if (Home(scene, dice) is not { } home) return null;

        var leaving = Someone(home, dice);
        Guid? next = leaving == home.Representative && home.People.Skip(1).Any() ? home.People.First(person => person != leaving) : null;
        return (dice.Way % 4) switch
        {
            0 => (new ChangeMembers(home.Code, [new(Scene.Id($"child {dice}"), true, MemberGround.Birth, "20", true)]), VillageClerk),
            1 => (new ChangeMembers(home.Code, [new(leaving, false, MemberGround.Death, "10", false, null, "death")], next), VillageClerk),
            2 => (new ChangeMembers(home.Code, [new(leaving, false, MemberGround.Marriage, "10", false, "land there")], next), VillageClerk),
            _ => (new ChangeMembers(home.Code, [new(Scene.Id($"bride {dice}"), true, MemberGround.Marriage, "10", true)]), VillageClerk),
        };
    }

    private static SplitHousehold? Splitting(Scene scene, Household home, IReadOnlyList<string> parcels, bool withHomestead) =>
        home.People.FirstOrDefault(person => person != home.Representative) is var goes && goes != Guid.Empty
            ? new(home.Code, FreeHousehold(scene), [new(goes, "02")], parcels, null, withHomestead ? [.. scene.State<HomesteadsHeld>(Streams.Household(home.Code)).Plots] : null)
            : null;

    private static (IChange, Actor)? Split(Scene scene, Dice dice) =>
        HomeWithLand(scene, dice) is var (home, land, parcel) && Splitting(scene, home, land.Holdings.Count > 1 ? [parcel] : [], dice.Way % 2 == 0) is { } split ? (split, VillageClerk) : null;

    private static NewParcel[]? Halves(Scene scene, string parcel)
    {
        if (Place(scene, parcel) is not var (west, width) || width < 4) return null;

        var (half, one) = (width / 2, FreeParcel(scene));
        return
        [
            ParcelChangeTests.New(one, ParcelChangeTests.Rectangle(west, half), half * Depth),
            ParcelChangeTests.New(FreeParcel(scene, one + 1), ParcelChangeTests.Rectangle(west + half, width - half), (width - half) * Depth),
        ];
    }

    private static (IChange, Actor)? SplitAndDivide(Scene scene, Dice dice) =>
        HomeWithLand(scene, dice) is var (home, _, parcel) && Halves(scene, parcel) is [var west, _] halves && Splitting(scene, home, [west.Code], false) is { } split
            ? (new SplitWithDivision(split, [new(parcel, halves)]), VillageClerk)
            : null;

    private static (IChange, Actor)? Merge(Scene scene, Dice dice)
    {
        var homes = Homes(scene);
        if (homes.Count < 2) return null;

        var (into, from) = (Pick(homes, dice.Household), Pick(homes, dice.Household + dice.Parcel));
        return (new MergeHouseholds(into.Code, from.Code, [.. from.People.Select(person => new SplitMember(person, "71"))]), VillageClerk);
    }

    private static (IChange, Actor)? Close(Scene scene, Dice dice) =>
        Home(scene, dice) is { } home ? (new CloseHousehold(home.Code, [.. home.People.Select(person => new ProvedDeath(person, $"death of {person}"))]), VillageClerk) : null;

    private static (IChange, Actor)? Renew(Scene scene, Dice dice) =>
        HomeWithLand(scene, dice) is var (home, land, _) ? (new RenewTerm(home.Code, land.TermTo.AddYears(30)), VillageClerk) : null;

    private static (IChange, Actor)? First(Scene scene, Dice dice)
    {
        var number = FreeParcel(scene);
        FirstParcel parcel = new(Scene.ParcelCode(number), 620, 600, ParcelChangeTests.New(number, ParcelChangeTests.Rectangle(number * 30, Depth), Depth * Depth));
        var (from, to) = (new DateOnly(2026, 1, 1), new DateOnly(2055, 12, 31));
        if (dice.Way % 2 == 0)
            return Homes(scene).Where(home => !Land(scene, home).Stands).ToList() is { Count: > 0 } landless ? (new RegisterFirst(Pick(landless, dice.Household).Code, null, [parcel], from, to, []), VillageClerk) : null;

        var code = FreeHousehold(scene);
        HouseholdMember[] people = [new(Scene.Id($"newcomer 1 of {code}"), "02", true, null), new(Scene.Id($"newcomer 2 of {code}"), "10", true, null)];
        return (new RegisterFirst(code, new(Scene.Group, people[0].Person, people), [parcel], from, to, []), VillageClerk);
    }

    private static (IChange, Actor)? Homestead(Scene scene, Dice dice)
    {
        if (Home(scene, dice) is not { } home) return null;

        var plot = FreePlot(scene);
        return (new RegisterHomestead(home.Code, Plot(plot) + "F00010001", "村西头", ParcelChangeTests.Rectangle(3000 + (plot * 20), 10), 250, "川区", Approval, House, []), VillageClerk);
    }

    private static (IChange, Actor)? CorrectHomesteadEntry(Scene scene, Dice dice)
    {
        if (AnyHomestead(scene, dice, _ => true) is not { Entry: { } entry } right) return null;

        var which = dice.Way % 2 == 0 ? HomesteadEntry.Storeys : HomesteadEntry.ApprovedArea;
        var after = which == HomesteadEntry.Storeys ? $"{1 + (dice.Parcel % 3)}" : $"{180 + dice.Parcel % 20}";
        return (new CorrectHomestead(right.Household, right.Code, which, which.Of(entry), after, "evidence"), VillageClerk);
    }

    private static (IChange, Actor)? ResurveyHomestead(Scene scene, Dice dice)
    {
        if (AnyHomestead(scene, dice, _ => true) is not { } right) return null;

        var width = 9 + (dice.Way % 5 * 0.2m);
        return (new CorrectHomesteadBoundary(right.Household, right.Code, ParcelChangeTests.Rectangle(4000, width), width * Depth, "neighbours"), VillageClerk);
    }

    private static (IChange, Actor)? Inherit(Scene scene, Dice dice) => AnyHomestead(scene, dice, _ => true) is { } right
        ? (new InheritHomestead(
            right.Household, right.Code, [.. right.Living.Select(person => new ProvedDeath(person, $"death of {person}"))], [new(Scene.Id($"daughter {dice}")), new(Scene.Id($"son {dice}"))],
            InheritanceProof.Kinship, "kinship", "agreement", null), VillageClerk)
        : null;

    private static (IChange, Actor)? GiveHomesteadBack(Scene scene, Dice dice) => AnyHomestead(scene, dice, right => right.Living.Any()) is { } right
        ? (new ReturnHomestead(right.Household, right.Code, dice.Way % 2 == 0 ? scene.Day.AddYears(3) : null, 86000m, "agreement", "choices"), OfHomestead(scene, right))
        : null;

    private static Actor.Farmer OfHomestead(Scene scene, HomesteadRight right) =>
        right.Household.Length == 0 ? new(right.Living.FirstOrDefault(), "") : Representative(scene.Household(right.Household));

    private static (IChange, Actor)? HouseGone(Scene scene, Dice dice) =>
        AnyHomestead(scene, dice, right => right.OnlyForTheHouse) is { } right ? (new EndWithHouse(right.Code, scene.Day.AddDays(-40), "photographs"), VillageClerk) : null;

    private static (IChange, Actor)? Divide(Scene scene, Dice dice) =>
        HomeWithLand(scene, dice) is var (home, _, parcel) && Halves(scene, parcel) is { } halves ? (new DivideParcel(home.Code, parcel, halves), VillageClerk) : null;

    private static (IChange, Actor)? Consolidate(Scene scene, Dice dice)
    {
        if (HomeWithLand(scene, dice) is not var (home, land, parcel) || Place(scene, parcel) is not var (west, width)) return null;
        if (land.Holdings.Keys.FirstOrDefault(other => Place(scene, other)?.West == west + width) is not { } next || Place(scene, next) is not var (_, more)) return null;
        return (new ConsolidateParcels(home.Code, [parcel, next], ParcelChangeTests.New(FreeParcel(scene), ParcelChangeTests.Rectangle(west, width + more), (width + more) * Depth)), VillageClerk);
    }

    private static (IChange, Actor)? Resurvey(Scene scene, Dice dice) => HomeWithLand(scene, dice) is var (home, _, parcel) && Place(scene, parcel) is var (west, width)
        ? (new CorrectBoundary(home.Code, parcel, ParcelChangeTests.Rectangle(west, width - 0.2m), (width - 0.2m) * Depth, null, "neighbours"), VillageClerk)
        : null;

    private static (IChange, Actor)? CorrectParcelEntry(Scene scene, Dice dice)
    {
        if (HomeWithLand(scene, dice) is not var (home, land, parcel) || scene.State<Parcel>(Streams.Parcel(parcel)).Survey is not { } survey) return null;

        var entry = dice.Way % 2 == 0 ? ParcelEntry.Place : ParcelEntry.ContractArea;
        var after = entry == ParcelEntry.Place ? $"大地名{dice.Parcel}" : ParcelEntry.ContractArea.Of(survey, 600 + dice.Parcel)!;
        return (new CorrectEntry(home.Code, parcel, entry, entry.Of(survey, land.Holdings[parcel].Parcel.ContractArea), after, "evidence"), VillageClerk);
    }

    private static (IChange, Actor)? Rename(Scene scene, Dice dice)
    {
        if (Home(scene, dice) is not { } home) return null;

        var person = Someone(home, dice);
        string[] plots = [.. scene.Drafts.Where(draft => draft.Person == person).SelectMany(draft => draft.Homesteads).Where(plot => scene.Homestead(plot).Certificate is not null)];
        return (new CorrectPerson(home.Code, person, PersonCorrection.Renamed, Draft(person), "household register", plots), VillageClerk);
    }

    private static (IChange, Actor)? Expropriate(Scene scene, Dice dice) => HomeWithLand(scene, dice) is var (home, land, parcel)
        ? (new ExpropriateLand(home.Code, dice.Way % 3 == 0 ? [.. land.Holdings.Keys] : [parcel], dice.Way % 3 == 0 || land.Holdings.Count == 1, "approval", "told"), Chair)
        : null;

    private static (IChange, Actor)? GiveLandBack(Scene scene, Dice dice) => HomeWithLand(scene, dice) is var (home, land, parcel)
        ? (new ReturnLand(home.Code, dice.Way % 3 == 0 ? [.. land.Holdings.Keys] : [parcel], dice.Way % 3 == 0 || land.Holdings.Count == 1, scene.Day, "notice", "choices"), Representative(home))
        : null;

    private static (IChange, Actor)? Replace(Scene scene, Dice dice) => Home(scene, dice) is { } home ? (new ReplaceCertificate(home.Code + "J", "damaged"), VillageClerk) : null;

    private static (IChange, Actor)? Reissue(Scene scene, Dice dice) => Home(scene, dice) is { } home ? (new ReissueCertificate(home.Code + "J"), Representative(home)) : null;

    private static (IChange, Actor)? Void(Scene scene, Dice dice) => (new VoidCertificate(dice.Way % 4 == 0 ? Scene.RightCode(dice.Household) : Scene.RightCode(9)), VillageClerk);

    private static (IChange, Actor)? Claim(Scene scene, Dice dice)
    {
        if (Home(scene, dice) is not { } home) return null;

        return (dice.Way % 4) switch
        {
            0 => (new ClaimMembership(Scene.Id($"claims {dice}"), Scene.Group, home.Code, MembershipGround.Marriage), Representative(home)),
            1 => (new ClaimMembership(Scene.Id($"of the reform {dice}"), Scene.Group, home.Code, MembershipGround.Reform, ReformedOn: new(2019, 6, 1)), VillageClerk),
            2 => (new ClaimMembership(Scene.Person(Outsider, 1 + (dice.Member % 2)), Scene.Group, home.Code, MembershipGround.Marriage, Leaves: Scene.NeighbourGroup), VillageClerk),
            _ => (new ClaimMembership(Baby, Scene.Group, home.Code, MembershipGround.Birth, home.Representative, GuardianPaper: "出生证明"), VillageClerk),
        };
    }

    private static (IChange, Actor)? EndOfMembership(Scene scene, Dice dice)
    {
        if (Home(scene, dice) is not { } home) return null;

        var person = Someone(home, dice);
        return (dice.Way % 4) switch
        {
            0 => (new EndMembership(person, Scene.Group, home.Code, EndGround.Withdrawal), new Actor.Farmer(person, home.Code)),
            1 => (new EndMembership(person, Scene.Group, home.Code, EndGround.Death, scene.Day, "death"), VillageClerk),
            2 => (new EndMembership(person, Scene.Group, home.Code, EndGround.CivilServant, scene.Day, "appointment", "hearing"), VillageClerk),
            _ => (new EndMembership(person, Scene.Group, home.Code, EndGround.Settling, scene.Day, "register", "hearing"), VillageClerk),
        };
    }

    private static IEnumerable<Said> Open(Scene scene, Func<Scene, Dice, (IChange Change, Actor By)?> request, Dice dice)
    {
        if (request(scene, dice) is var (change, by)) yield return Ask(new OpenCase(change), it => scene.Open(it.Change, by));
    }

    private static Said Transfer(Scene scene, (int Deed, int Household, int Member, int Parcel, bool Apt) step) => new(RandomHistoryTests.Acts[step.Deed], RandomHistoryTests.Do(scene, step));

    /// <summary>One of the last cases that are under way.</summary>
    private static CaseFile? UnderWay(Scene scene, Dice dice)
    {
        List<CaseFile> open = [.. Codes(scene, "case/").Reverse().Select(scene.Case).Where(file => file.End == CaseEnd.None).Take(3)];
        return open.Count == 0 ? null : Pick(open, dice.Way);
    }

    /// <summary>Several steps of one case, each by whoever's turn it is, until something stops it.</summary>
    private static IEnumerable<Said> PushOn(Scene scene, Dice dice)
    {
        if (UnderWay(scene, dice) is not { } file) yield break;

        for (var steps = 1 + (dice.Parcel % 14); steps > 0; steps--)
        {
            file = scene.Case(file.Number);
            if (file.At is null) yield break;

            var said = Next(scene, file, file.Change!, dice);
            yield return said;
            if (said.Decision is Decision.Refused) yield break;
        }
    }

    private static Said Next(Scene scene, CaseFile file, IChange change, Dice dice)
    {
        var (number, step, books) = (file.Number, file.Step!, scene.BooksFor(change));
        var isFirst = step == change.Procedure.First;
        var desk = isFirst ? Opener(scene, change) : Desk(step);
        var papers = step.Kind == StepKind.Accepted || (isFirst && change.Procedure.Find(StepKind.Accepted) is null)
            ? file.PapersAskedFor(books).Where(paper => paper.Always).Select(paper => paper.Code).Except(file.Papers.Select(paper => paper.Kind), StringComparer.Ordinal).ToList()
            : [];
        if (papers.Count > 0) return Ask(new FileDocument(number, papers[0], $"{number} {papers[0]}"), it => scene.Ask(it, desk));

        switch (step.Kind)
        {
            case StepKind.Confirmed:
                return Confirm(scene, file, change, file.Unconfirmed.FirstOrDefault());
            case StepKind.NoticeOver:
                return OnNotice(scene, file, dice);
            case StepKind.MembershipChecked:
                return Ask(new CheckMembership(number, RegisterSeen.Here, false), it => scene.Ask(it, Surveyor));
            case StepKind.Resolved:
                return Ask(new RecordResolution([number], scene.Day.AddDays(-10), scene.Day, 30, 0, 21, 21, "record"), it => scene.Ask(it, Chair));
            case StepKind.LossAnnounced when change.TimeAfterLoss(books) is null:
                return Ask(new AnnounceLoss(number, scene.Day, $"{number} announced"), it => scene.Ask(it, Clerk));
            case StepKind.LossAnnounced when change.TimeAfterLoss(books) is { } wait:
                if (scene.Day <= wait.LastDay) scene.Day = wait.LastDay.AddDays(1);
                break;
            case StepKind.Entered:
                if (change.Procedure.Find(StepKind.Confirmed) is { } confirming && !(confirming.OneIsEnough && file.Confirmed.Count > 0) && change.Holders(books).Except(file.Confirmed).ToList() is [var missing, ..])
                    return Confirm(scene, file, change, missing);
                if (file.Unreached.ToList() is [var unreached, ..]) return Ask(new ReachHolder(number, unreached, true), it => scene.Ask(it, Register));
                if (change.NotEnteredBefore(books) is { } first && scene.Day < first) scene.Day = first;
                return Ask(new EnterCase(number), it => scene.Ask(it, desk));
            case StepKind.HandedOver:
                return Ask(
                    new HandOverCertificates(number, [.. HandOverCertificates.Due(file, books).Select(right => new HandedOver(right, file.Holders.FirstOrDefault(), false, $"{number} receipt", true))]),
                    it => scene.Ask(it, Clerk));
            case StepKind.Certified:
                return Ask(
                    new HandOverHomestead(
                        number, $"甘（2026）榆中县不动产权第{number[^6..]}号", "榆中县不动产登记事务中心", scene.Day, "copy", file.Holders.FirstOrDefault(), false, $"{number} receipt",
                        HandOverHomestead.Awaited(file, books) is [var plot, ..] ? plot : null),
                    it => scene.Ask(it, Clerk));
        }

        return Ask(new CompleteStep(number, step.Kind, file.AwaitsCorrection ? "核实后仍是原来的内容" : null), it => scene.Ask(it, desk));
    }

    private static Said OnNotice(Scene scene, CaseFile file, Dice dice)
    {
        if (file.Notice is not { } id) return Ask(new OpenNotice([file.Number]), it => scene.Ask(it, VillageClerk, out _));
        if (!file.Objections.IsEmpty) return Ask(new ResolveObjection(file.Number, file.Objections.Keys.Min(), dice.Way % 5 == 0, "查实"), it => scene.Ask(it, Township));

        var notice = scene.Notice(id);
        if (notice.IsClosed) return Ask(new CompleteStep(file.Number, StepKind.NoticeOver), it => scene.Ask(it, VillageClerk));
        if (!notice.AtStart && scene.Day > notice.FirstDay)
            return Ask(new SendBack(file.Number, file.Change!.Procedure.First.Kind, ["other"], "重新张贴"), it => scene.Ask(it, VillageClerk));
        if (!notice.AtStart) return Ask(new PhotographNotice(id, PostingMoment.Start, "start"), it => scene.Ask(it, VillageClerk));
        if (scene.Day < notice.LastDay) scene.Day = notice.LastDay;
        if (!notice.AtEnd) return Ask(new PhotographNotice(id, PostingMoment.End, "end"), it => scene.Ask(it, VillageClerk));
        if (scene.Day == notice.LastDay) scene.Day = notice.LastDay.AddDays(1);
        return Ask(new CloseNotice(id), it => scene.Ask(it, VillageClerk));
    }

    private static Said Confirm(Scene scene, CaseFile file, IChange change, Guid holder) => Ask(new ConfirmCase(file.Number, file.Terms), it => scene.Ask(it, Speaker(scene, change, holder)));

    private static Actor.Farmer Speaker(Scene scene, IChange change, Guid holder) =>
        new(holder, change.Households.FirstOrDefault(code => scene.Household(code).Includes(holder)) ?? (change.Households is [var first, ..] ? first : ""));

    private static Actor Opener(Scene scene, IChange change) =>
        change.Procedure.OpenedBy.Contains(Turn.Village) ? VillageClerk
        : change.Procedure.OpenedBy.Contains(Turn.Issuer) ? Chair
        : change.Households is [var code, ..] ? change is EndMembership end ? new Actor.Farmer(end.Person, code) : Representative(scene.Household(code))
        : Speaker(scene, change, change.Holders(scene.BooksFor(change)).FirstOrDefault());

    private static Actor Desk(Step step) => step.By switch
    {
        Turn.Issuer => Chair,
        Turn.Supervisors => Supervisor,
        Turn.Township => step.Kind == StepKind.SurveyReviewed ? Surveyor : Township,
        Turn.Clerk => Clerk,
        Turn.Reviewer => Reviewer,
        Turn.Registrar => Registrar,
        _ => VillageClerk,
    };

    /// <summary>What is done in a case that does not lead it on, by whoever may and by whoever may not.</summary>
    private static IEnumerable<Said> Disturb(Scene scene, Dice dice)
    {
        if (UnderWay(scene, dice) is not { At: { } at, Step: { } step, Change: { } change } file) yield break;

        var number = file.Number;
        var desk = step == change.Procedure.First ? Opener(scene, change) : Desk(step);
        switch (dice.Parcel % 12)
        {
            case 0 when dice.Way % 3 == 0:
                yield return Ask(new WithdrawCase(number), it => scene.Ask(it, file.Confirmed.IsEmpty ? Opener(scene, change) : Speaker(scene, change, file.Holders.FirstOrDefault())));
                break;
            case 1:
                yield return Ask(new SendBack(number, change.Procedure.First.Kind, ["other"], "不全"), it => scene.Ask(it, desk));
                break;
            case 2:
                yield return Ask(new AmendCase(number, change), it => scene.Ask(it, desk));
                break;
            case 3 when !file.Confirmed.IsEmpty:
                yield return Ask(new WithdrawConfirmation(number), it => scene.Ask(it, Speaker(scene, change, file.Confirmed[0])));
                break;
            case 4 or 5:
                yield return Ask(new RaiseObjection(number, null, "界线不对"), it => scene.Ask(it, new Actor.Passerby(Scene.Id("passer-by"))));
                break;
            case 6:
                if (file.Limit(scene.BooksFor(change)) is { } limit && scene.Day <= limit.LastDay) scene.Day = limit.LastDay.AddDays(1);
                yield return Ask(new MarkOverdue(number, at, file.Since), it => scene.Ask(it, Register));
                break;
            case 7 when !file.Papers.IsEmpty:
                yield return Ask(new StrikeDocument(number, file.Papers[0].Document), it => scene.Ask(it, desk));
                break;
            case 8:
                yield return Ask(new CompleteStep(number, at), it => scene.Ask(it, Pick<Actor>([Chair, Township, Clerk, Reviewer, Registrar, Supervisor, VillageClerk], dice.Way)));
                break;
            case 9:
                yield return Ask(new ReachHolder(number, file.Unreached.FirstOrDefault(), true, "visit"), it => scene.Ask(it, VillageClerk));
                break;
            case 10:
                yield return Ask(new EnterCase(number), it => scene.Ask(it, Registrar));
                break;
            default:
                scene.Day = scene.Day.AddDays(dice.Member);
                break;
        }
    }

    /// <summary>What stands against a right, and the first certificate.</summary>
    private static IEnumerable<Said> Hold(Scene scene, Dice dice)
    {
        var onPlot = dice.Way % 4 == 0;
        if ((onPlot ? AnyHomestead(scene, dice, _ => true)?.Code : HomeWithLand(scene, dice)?.Land.Code) is not { } right) yield break;

        ILandRight state = onPlot ? scene.Homestead(right) : scene.Right(right);
        var parcel = onPlot ? right : HomeWithLand(scene, dice)!.Value.Parcel;
        var kind = (EncumbranceKind)(dice.Parcel % 6);
        var owner = onPlot ? OfHomestead(scene, scene.Homestead(right)) : Representative(scene.Household(state.Household));
        if (dice.Member == 1)
        {
            yield return Ask(
                new EnterEncumbrance(right, kind, [parcel], kind == EncumbranceKind.Seizure ? scene.Day.AddDays(90) : null, kind == EncumbranceKind.OwnerLock ? "" : "（2026）甘0123执1号", kind == EncumbranceKind.OwnerLock ? null : "scan"),
                it => scene.Ask(it, kind == EncumbranceKind.OwnerLock ? owner : Registrar));
            yield break;
        }

        // Whatever stands anywhere, so that holds do not pile up until nothing moves any more.
        List<(string Right, Encumbrance Held)> held =
        [
            .. Codes(scene, "right/").SelectMany(code => scene.Right(code).Encumbrances.Values.Select(one => (code, one))),
            .. Codes(scene, "homestead/").SelectMany(plot => scene.Homestead(plot).Encumbrances.Values.Select(one => (plot, one))),
        ];
        if (held.Count > 0)
        {
            var (code, one) = Pick(held, dice.Parcel);
            var of = one.Kind;
            if (of == EncumbranceKind.Seizure && dice.Way % 2 == 1) yield return Ask(new RenewSeizure(code, one.Id, (one.Until ?? scene.Day).AddDays(30), "（2026）甘0123执3号", "renewal"), it => scene.Ask(it, Registrar));
            if (of == EncumbranceKind.Objection && dice.Way % 2 == 1) yield return Ask(new RecordSuit(code, one.Id, "（2026）甘0123民初1号", "notice"), it => scene.Ask(it, Registrar));
            if (of is EncumbranceKind.Mortgage or EncumbranceKind.Objection) yield return Ask(new LetHoldYield(code, one.Id, of == EncumbranceKind.Mortgage ? "" : Streams.Transfer(scene.LastTransfer), "同意书", "paper"), it => scene.Ask(it, Registrar));
            if (of == EncumbranceKind.Objection && dice.Way % 2 == 0)
            {
                scene.Day = scene.Day.AddDays(25);
                yield return Ask(new LapseEncumbrances(code), it => scene.Ask(it, Register));
            }

            yield return Ask(
                new LiftEncumbrance(code, one.Id, "（2026）甘0123执2号", "scan"),
                it => scene.Ask(it, of != EncumbranceKind.OwnerLock ? Registrar : LandRight.IsHomestead(code) ? OfHomestead(scene, scene.Homestead(code)) : Representative(scene.Household(scene.Right(code).Household))));
        }

        if (dice.Way % 3 == 0) yield return Ask(new IssueCertificate(Scene.RightCode(dice.Way % 2 == 0 ? 8 : dice.Household)), it => scene.Ask(it, Registrar));
    }

    /// <summary>A dispute is brought, or goes a step of its ladder.</summary>
    private static IEnumerable<Said> Quarrel(Scene scene, Dice dice)
    {
        List<Dispute> open = [.. Codes(scene, "dispute/").Select(id => scene.Dispute(Guid.Parse(id))).Where(dispute => !DisputeLadder.IsOver(dispute.Stage))];
        if (dice.Way % 4 == 0 || open.Count == 0)
        {
            var claimant = Home(scene, dice with { Household = dice.Household + 1 });
            if (claimant is null) yield break;

            var claim = dice.Member == 1
                ? AnyHomestead(scene, dice, _ => true) is { } plot ? new OpenDispute(plot.Code, [plot.Code], claimant.Code, DisputeMatter.HomesteadBoundary, scene.Day.AddDays(-30), "墙砌过来了") : null
                : HomeWithLand(scene, dice) is var (_, land, parcel) ? new OpenDispute(land.Code, [parcel], claimant.Code, DisputeMatter.Infringement, scene.Day.AddDays(-30), "占了我家的地") : null;
            if (claim is not null) yield return Ask(claim, it => scene.Ask(it, Representative(claimant), out _));
            yield break;
        }

        var dispute = Pick(open, dice.Parcel);
        for (var steps = dice.Member; steps > 0; steps--)
        {
            dispute = scene.Dispute(dispute.Id);
            List<DisputeRung> rungs = [.. DisputeLadder.Of(dispute.Right).Where(rung => rung.From.Contains(dispute.Stage))];
            if (rungs.Count == 0) yield break;

            var rung = Pick(rungs, dice.Way + steps);
            if (rung.Step == DisputeStep.BecomeFinal) scene.Day = scene.Day.AddDays(45);
            Actor by = rung.By.Contains(Turn.Township) ? Township : rung.By.Contains(Turn.Clerk) ? Clerk : rung.By.Contains(Turn.Village) ? VillageClerk : Register;
            yield return Ask(new AdvanceDispute(dispute.Id, rung.Step, scene.Day, "文1号", "scan"), it => scene.Ask(it, by));
        }
    }

    /// <summary>Who speaks for a child, or for somebody without capacity.</summary>
    private static IEnumerable<Said> Guard(Scene scene, Dice dice)
    {
        var (five, six, seven) = (Scene.HouseholdCode(5), Scene.HouseholdCode(6), Scene.HouseholdCode(7));
        yield return (dice.Parcel % 6) switch
        {
            0 => Ask(new NameGuardian(five, Child, Scene.Person(5, 1 + (dice.Way % 2)), "户口簿"), it => scene.Ask(it, VillageClerk)),
            1 => Ask(new ReportIncapacity(seven, Grown, Scene.Person(7), "判决书"), it => scene.Ask(it, VillageClerk)),
            2 => Ask(new ConfirmIncapacity(seven, Grown, Scene.Person(7), "判决书"), it => scene.Ask(it, Township)),
            3 => Ask(new EndGuardianship(dice.Way % 2 == 0 ? five : seven, dice.Way % 2 == 0 ? Child : Grown, "说明"), it => scene.Ask(it, VillageClerk)),
            4 => Ask(new ReportOwnLabour(six, Youth, dice.Way % 3 > 0, "证明"), it => scene.Ask(it, VillageClerk)),
            _ => Ask(new ConfirmOwnLabour(six, Youth, dice.Way % 3 > 0), it => scene.Ask(it, Township)),
        };
    }

    /// <summary>What the county does for itself: settings, calendar, offices, surveys and folders.</summary>
    private static IEnumerable<Said> Govern(Scene scene, Dice dice)
    {
        var person = Scene.Id($"official {dice.Member}");
        var offices = scene.State<OfficesHeld>(Streams.Offices(person));
        var waiting = offices.Grants.Values.Where(one => !one.IsApproved && !one.IsClosed).Select(one => one.Id).Order().FirstOrDefault();
        var held = offices.Grants.Values.Where(one => one.IsApproved && !one.IsClosed).Select(one => one.Id).Order().FirstOrDefault();
        var second = scene.By(new Actor.Administrator(Scene.Id("second administrator"), County));
        var kin = Scene.Person(dice.Household);
        yield return (dice.Parcel % 15) switch
        {
            0 => Ask(new MakeCountySetting(CountySettings.RegisteringAuthority.Key, $"榆中县第{dice.Way}局", scene.Day, "榆政办〔2026〕1号"), it => scene.Enter(it.Decide(County, scene.By(Registrar)))),
            1 => Ask(
                new MakeCollectiveSetting(Scene.Group, CountySettings.CharterEndsMembership.Key, CountySettings.CharterEndsMembership.Standard!, scene.Day, "章程"),
                it => scene.Enter(it.Decide(County, scene.Collective(Scene.Group), scene.By(Registrar)))),
            2 => Ask(new PublishWorkCalendar(2027, [new(2027, 1, 1), new(2027, 2, 8)], [], "国办发明电〔2026〕7号"), it => scene.Enter(it.Decide(County, scene.By(Registrar)))),
            3 => Ask(new AppointAdministrators(Administrator.Person, second.Actor.Person), it => scene.Enter(it.Decide(
                County, (Scene.Id("grant 1"), Scene.Id("grant 2")), scene.State<OfficesHeld>(Streams.Offices(Administrator.Person)).Grants.Count > 0, scene.Day, ""))),
            4 or 5 => Ask(
                new GrantOffice(person, OfficeRole.Reviewer, County, scene.Day, null), it => scene.Enter(it.Decide(Scene.Id($"grant {person} {offices.Grants.Count}"), offices, true, scene.By(Administrator)))),
            6 => Ask(new ApproveOffice(person, waiting), it => scene.Enter(it.Decide(offices, second))),
            7 or 8 => Ask(new DeclineOffice(person, waiting), it => scene.Enter(it.Decide(offices, second))),
            9 => Ask(new RevokeOffice(person, held), it => scene.Enter(it.Decide(offices, 2, second))),
            10 => Ask(
                new AppointForDemonstration(person, OfficeRole.Auditor, County, scene.Day), it => scene.Enter(it.Decide(County, Scene.Id($"demonstration {person}"), offices))),
            11 => Ask(new DeclareRelative(kin), it => scene.Enter(it.Decide(Kin(), scene.By(Reviewer)))),
            12 => Ask(
                Surveyed(FreeParcel(scene, 900)), it => scene.Enter(it.Decide(scene.State<Parcel>(Streams.Parcel(it.Parcel)), scene.Collective(Scene.Group), scene.By(Clerk)))),
            13 => Ask(
                new FileInFolder(Scene.HouseholdCode(dice.Member), DocumentKind.LandLedger, $"ledger {dice.Way}"),
                it => scene.Enter(it.Decide(County, scene.State<DocumentFolder>(Streams.Household(it.Household)), new(it.Document, DocumentFormat.Pdf, 1, true), scene.By(Clerk)))),
            _ => dice.Way % 2 == 0
                ? Ask(new PlaceCollective(Scene.NeighbourGroup, $"6201232022{dice.Way % 90 + 10}", scene.Day, "甘民复〔2026〕9号", "placement"), it => scene.Ask(it, Registrar))
                : Ask(
                    new CityQuestion("620122", County, "key", [1], Scene.Id("nonce"), DateTimeOffset.UnixEpoch),
                    it => scene.Enter(it.Decide(new(true, true, true, "key", dice.Way % 3 == 0, 0, 10), DateTimeOffset.UnixEpoch))),
        };
        if (dice.Parcel % 15 != 11 || dice.Way % 3 == 0) yield break;

        // What the reviewer declared one administrator questions, and another strikes it out or lets it stand.
        yield return Ask(new QuestionRelative(Reviewer.Person, kin, "不认识"), it => scene.Enter(it.Decide(Kin(), Relatives.Unknown, scene.By(Administrator))));
        yield return dice.Way % 3 == 1
            ? Ask(new StrikeRelative(Reviewer.Person, kin), it => scene.Enter(it.Decide(Kin(), Relatives.Unknown, second)))
            : Ask(new UpholdRelative(Reviewer.Person, kin), it => scene.Enter(it.Decide(Kin(), Relatives.Unknown, second)));

        Relatives Kin() => scene.State<Relatives>(Streams.Relatives(Reviewer.Person));
    }

    private static RecordSurvey Surveyed(int number) =>
        new(Scene.ParcelCode(number), Scene.Group, "荒坡", ParcelChangeTests.Rectangle(number * 30, Depth), Depth * Depth, "10", "013", false);

    /// <summary>Somebody of any household settles in town: reported by themselves or the village, checked, corrected, taken back.</summary>
    private static IEnumerable<Said> Settle(Scene scene, Dice dice)
    {
        var way = dice.Way % 8;
        List<Household> homes = [.. Homes(scene), scene.Household(Scene.HouseholdCode(Outsider, Scene.NeighbourGroup))];
        var home = Pick(homes, dice.Household);
        var person = Someone(home, dice);
        var waiting = Codes(scene, "settlement/").Select(Guid.Parse).Where(one => !scene.Settlement(one).IsChecked).ToList();
        var statement = new SettlementStatement(scene.Day.AddDays(-way), Village, way == 5 ? Village : "620102005", way % 2 == 0, [(SettlementCriterion)(way % 3)]);
        switch (way)
        {
            case 0 or 1:
                yield return Ask(new ReportSettlement(person, home.Code, statement, SettlementSource.Self, []), it => scene.Ask(it, new Actor.Farmer(person, home.Code)));
                break;
            case 2 or 5:
                yield return Ask(new ReportSettlement(person, home.Code, statement, SettlementSource.Village, ["户口簿"]), it => scene.Ask(it, VillageClerk));
                break;
            case 7:
                var known = Codes(scene, "settlement/").Select(Guid.Parse).ToList();
                if (known.Count == 0) yield break;

                var about = Pick(known, dice.Parcel);
                yield return Ask(new CorrectSettlement(about, dice.Member == 1 ? null : statement, "写错了"), it => scene.Ask(it, Clerk));
                break;
            default:
                if (waiting.Count > 0) yield return Ask(new RecordSettlement(Pick(waiting, dice.Parcel), ["居住证"]), it => scene.Ask(it, Township));
                break;
        }
    }
}
