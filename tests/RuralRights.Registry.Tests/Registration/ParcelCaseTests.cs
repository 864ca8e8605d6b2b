using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Cases about land over the desk, as pages and programs send them: divided, joined, corrected, contracted for the first time, returned.</summary>
public sealed class ParcelCaseTests(TestRegister register)
{
    private const int Contenders = 16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_divided_parcel_is_history_and_its_parts_stand_on_its_ground()
    {
        var land = await Land.Found(register);
        await land.Through(land.Division);

        var village = land.Village;
        (await register.Ask<DateOnly>("select retired_on from register.parcel where code = $1", village.Parcel(1))).ShouldBe(Bargain.Today);
        (await register.Ask<string[]>("select array_agg(parcel order by parcel) from register.holding where right_code = $1 and ended_seq is null", village.Right(1)))
            .ShouldBe([village.Parcel(2), village.Parcel(11), village.Parcel(12)]);
        (await register.Ask<decimal>("select sum(contract_area) from register.holding where parcel = any ($1)", (object)new[] { village.Parcel(11), village.Parcel(12) })).ShouldBe(666.67m);

        var sheet = (await ParcelSheet.Of(register.Connections[TestRegister.County], village.Parcel(1), Cancel))!;
        sheet.RetiredOn.ShouldBe(Bargain.Today);
        sheet.Lineage.Select(line => (line.Code, line.IsLater)).ShouldBe([(village.Parcel(11), true), (village.Parcel(12), true)]);
        var part = (await ParcelSheet.Of(register.Connections[TestRegister.County], village.Parcel(11), Cancel))!;
        part.Lineage.Single().ShouldBe(new(village.Parcel(1), false, true, Bargain.Today));
        part.Neighbours.Select(neighbour => neighbour.Code).ShouldBe([village.Parcel(12)]);
    }

    [Fact]
    public async Task An_extract_shows_the_old_parcel_before_the_division_and_the_parts_after_it()
    {
        var land = await Land.Found(register);
        await land.Through(land.Division);
        var extracts = register.Host.Services.GetRequiredService<Extracts>();

        var before = await extracts.OfRight(TestRegister.County, land.Village.Right(1), Bargain.Today.AddDays(-1), cancel: Cancel);
        var after = await extracts.OfRight(TestRegister.County, land.Village.Right(1), Bargain.Today, cancel: Cancel);

        before.Rights.Single().Parcels.Select(parcel => parcel.Code).ShouldBe([land.Village.Parcel(1), land.Village.Parcel(2)]);
        before.Rights.Single().Parcels[0].Survey!.SurveyedArea.ShouldBe(666.67m);
        after.Rights.Single().Parcels.Select(parcel => parcel.Code).ShouldBe([land.Village.Parcel(2), land.Village.Parcel(11), land.Village.Parcel(12)]);
        (await extracts.OfParcel(TestRegister.County, land.Village.Parcel(1), Bargain.Today, cancel: Cancel)).Rights.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_household_that_splits_divides_a_parcel_between_its_sides_in_one_entry()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var land = await Land.Found(own);
        var (village, going) = (land.Village, land.Village.Id(33, 2));
        (await village.Enter(new StreamFact(Streams.Household(village.Household(1)), new HouseholdMembersChanged(
            village.Household(1), [new(village.Person(1), "02", true, null), new(going, "20", true, null)], Village.Paper)))).Refusal.ShouldBeNull();
        var change = new SplitWithDivision(new(village.Household(1), village.Household(9), [new(going, "02")], [village.Parcel(11)]), [new(village.Parcel(1), land.Division.Parts)]);
        await land.ToEntry(await land.Open(change));
        (await land.Enter()).Refusal.ShouldBeNull();

        (await Held(village.Right(1))).ShouldBe([village.Parcel(2), village.Parcel(12)]);
        (await Held(village.Right(9))).ShouldBe([village.Parcel(11)]);
        (await own.Ask<DateOnly>("select retired_on from register.parcel where code = $1", village.Parcel(1))).ShouldBe(Bargain.Today);
        (await own.Ask<long>("select count(*) from register.parcel_lineage where parcel = $1", village.Parcel(1))).ShouldBe(2);
        (await own.Ask<decimal>("select sum(contract_area) from register.holding where parcel = any ($1) and ended_seq is null", (object)new[] { village.Parcel(11), village.Parcel(12) })).ShouldBe(666.67m);
        (await own.Ask<long>("select count(*) from register.certificate where right_code = any ($1) and status = 'current'", (object)new[] { village.Right(1), village.Right(9) })).ShouldBe(2);
        var extracts = own.Host.Services.GetRequiredService<Extracts>();
        foreach (var (right, parcels) in new[] { (village.Right(1), new[] { village.Parcel(2), village.Parcel(12) }), (village.Right(9), [village.Parcel(11)]) })
            (await extracts.OfRight(TestRegister.County, right, Bargain.Today, cancel: Cancel)).Rights.Single().Parcels.Select(parcel => parcel.Code).ShouldBe(parcels);
        (await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();

        Task<string[]> Held(string right) => own.Ask<string[]>("select array_agg(parcel order by parcel) from register.holding where right_code = $1 and ended_seq is null", right);
    }

    [Fact]
    public async Task Of_two_divisions_of_one_parcel_one_is_opened_and_entered_once()
    {
        var land = await Land.Found(register);
        var opened = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => land.Open(land.Division)));
        opened.Count(answer => answer.IsEntered).ShouldBe(1);
        opened.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case" || answer.Refusal == ConstraintRules.RegisterIsBusy);

        await land.ToEntry(opened.Single(answer => answer.IsEntered));
        var entered = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => land.Enter()));
        entered.Count(answer => answer.IsEntered).ShouldBe(1);
        (await register.Ask<long>("select count(*) from register.parcel_lineage where parcel = $1", land.Village.Parcel(1))).ShouldBe(2);
    }

    [Fact]
    public async Task While_a_case_is_open_its_parcel_names_it_and_what_it_registers_is_asked_for_no_second_time()
    {
        var land = await Land.Found(register);
        var village = land.Village;
        await village.Enter(village.HouseholdFact(3), village.ParcelFact(5));
        var divided = await land.Open(land.Division);
        var first = await land.Open(new RegisterFirst(village.Household(3), null, [new(village.Parcel(4), 640, 600, null)], new(2026, 1, 1), new(2055, 12, 31), []));
        first.Refusal.ShouldBeNull();

        (await ParcelSheet.Of(register.Connections[TestRegister.County], village.Parcel(1), Cancel))!.OpenCases.ShouldBe([Land.Made(divided, "case/")]);
        var left = await NotYetRegistered.In(register.Connections[TestRegister.County], village.Collective, Cancel);
        left.Parcels.Select(parcel => parcel.Code).ShouldBe([village.Parcel(5)]);
        left.Households.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_right_never_begins_on_retired_ground_and_ground_is_never_retired_under_a_right()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(3), village.ContractFact(1, 3));
        StreamFact Divided(int parcel, params int[] into) => new($"parcel/{village.Parcel(parcel)}", new ParcelDivided(village.Parcel(parcel), [.. into.Select(village.Parcel)], Village.Paper));

        (await village.Enter(Divided(1, 11, 12))).Refusal.ShouldBeNull();
        (await village.Enter(village.ContractFact(2, 1))).Refusal!.Code.ShouldBe("parcel-is-retired");
        (await village.Enter(Divided(3, 13, 14))).Refusal!.Code.ShouldBe("parcel-is-held");
        (await village.Enter(Divided(1, 11, 12))).Refusal!.Code.ShouldBe("parcel-succeeded-twice");
        (await village.Enter(village.ParcelFact(2, shift: -5))).Refusal.ShouldBeNull("what was retired is no neighbour");
    }

    [Fact]
    public async Task A_boundary_surveyed_anew_is_judged_by_its_neighbours_and_shown_from_its_day_on()
    {
        var land = await Land.Found(register);
        var village = land.Village;
        var onto = land.Part(2, -0.2, 0.8);
        await land.ToEntry(await land.Open(new CorrectBoundary(village.Household(1), village.Parcel(2), onto, 666.67m, null, await land.HandIn(land.VillageClerk))), notice: true);
        (await land.Enter()).Refusal!.Code.ShouldBe("parcels-overlap");

        var other = await Land.Found(register);
        village = other.Village;
        await other.ToEntry(await other.Open(new CorrectBoundary(village.Household(1), village.Parcel(2), other.Part(2, 0, 0.9), 600, null, await other.HandIn(other.VillageClerk))), notice: true);
        (await other.Enter()).Refusal.ShouldBeNull();
        (await register.Ask<decimal>("select surveyed_area from register.parcel where code = $1", village.Parcel(2))).ShouldBe(600);
        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        (await extracts.OfRight(TestRegister.County, village.Right(1), Bargain.Today, cancel: Cancel)).Rights.Single().Parcels[1].Survey!.SurveyedArea.ShouldBe(666.67m);
        (await extracts.OfRight(TestRegister.County, village.Right(1), other.Day, cancel: Cancel)).Rights.Single().Parcels[1].Survey!.SurveyedArea.ShouldBe(600);
    }

    [Fact]
    public async Task A_contract_area_put_right_stands_in_the_register_from_its_day_on_and_in_no_other_right()
    {
        var land = await Land.Found(register);
        var village = land.Village;
        await land.Through(new CorrectEntry(village.Household(1), village.Parcel(2), ParcelEntry.ContractArea, "666.67", "606.67", await land.HandIn(land.VillageClerk)), notice: true);

        (await register.Ask<decimal[]>("select array_agg(contract_area order by parcel) from register.holding where right_code = $1 and ended_seq is null", village.Right(1))).ShouldBe([666.67m, 606.67m]);
        (await register.Ask<string>("select status from register.certificate where right_code = $1", village.Right(1))).ShouldBe("current");
        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        (await extracts.OfRight(TestRegister.County, village.Right(1), Bargain.Today, cancel: Cancel)).Rights.Single().Parcels[1].ContractArea.ShouldBe(666.67m);
        (await extracts.OfRight(TestRegister.County, village.Right(1), land.Day, cancel: Cancel)).Rights.Single().Parcels[1].ContractArea.ShouldBe(606.67m);
    }

    [Fact]
    public async Task A_household_is_registered_with_its_land_in_one_transaction()
    {
        var land = await Land.Found(register);
        var village = land.Village;
        var people = new[] { village.Id(50, 1), village.Id(50, 2) };
        await land.ToEntry(
            await land.Open(new RegisterFirst(
                village.Household(50), new(village.Collective, people[0], [new(people[0], "02", true, null), new(people[1], "12", true, null)]),
                [new(village.Parcel(21), 660, null, land.New(21, land.Part(5, 0, 1), 666.67m)), new(village.Parcel(4), 640, 600, null)],
                new(2026, 1, 1), new(2055, 12, 31), [])),
            notice: true);
        (await land.Enter()).Refusal.ShouldBeNull();

        (await register.Ask<long>("select count(*) from register.household_member where household = $1 and co_holder", village.Household(50))).ShouldBe(2);
        (await register.Ask<string[]>("select array_agg(parcel order by parcel) from register.holding where right_code = $1", village.Right(50))).ShouldBe([village.Parcel(4), village.Parcel(21)]);
        (await register.Ask<string>("select status from register.certificate where right_code = $1", village.Right(50))).ShouldBe("current");
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_land_row_for_row()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var land = await Land.Found(own);
        var village = land.Village;
        await land.Through(land.Division);
        await land.Through(new CorrectEntry(village.Household(1), village.Parcel(2), ParcelEntry.Place, "小地名", "大地名", await land.HandIn(land.VillageClerk)));
        await land.Through(new CorrectBoundary(village.Household(1), village.Parcel(2), land.Part(2, 0, 0.9), 600, null, await land.HandIn(land.VillageClerk)), notice: true);
        await land.Through(new CorrectEntry(village.Household(1), village.Parcel(2), ParcelEntry.ContractArea, "666.67", "606.67", await land.HandIn(land.VillageClerk)), notice: true);
        await land.Through(new ConsolidateParcels(village.Household(1), [village.Parcel(11), village.Parcel(12)], land.New(13, land.Part(1, 0, 1), 666.67m)));
        await land.Through(new ExpropriateLand(village.Household(1), [village.Parcel(2)], false, await land.HandIn(land.Chair)), opener: land.Chair);
        await village.Enter(new StreamFact($"household/{village.Household(1)}", new HouseholdBarred(village.Household(1), new(2046, 4, 6), "case/1", Village.Paper)));

        var result = await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        result.Tables["register.parcel_lineage"].Rows.ShouldBe(4);
        (await own.Ask<string>("select name from register.parcel where code = $1", village.Parcel(2))).ShouldBe("大地名");
        (await own.Ask<string[]>("select array_agg(parcel) from register.holding where right_code = $1 and ended_seq is null", village.Right(1))).ShouldBe([village.Parcel(13)]);
    }

    /// <summary>A village whose first household holds two parcels that touch, and everybody who has a part in its cases.</summary>
    internal sealed class Land
    {
        private readonly TestRegister _register;
        private readonly LegalClock _clock = new();
        private CaseOnItsWay? _way;

        private Land(TestRegister register, Village village) => (_register, Village) = (register, village);

        public Village Village { get; }

        /// <summary>The day on which the next act happens; a notice moves it on.</summary>
        public DateOnly Day => _clock.Day;

        public Actor VillageClerk => Desks.VillageClerk(Village);

        public Actor Chair => Desks.Chair(Village);

        public DivideParcel Division => new(Village.Household(1), Village.Parcel(1), [New(11, Part(1, 0, 0.4), 266.67m), New(12, Part(1, 0.4, 1), 400)]);

        public static async Task<Land> Found(TestRegister register)
        {
            await Bargain.Settings(register);
            var village = await Village.Found(register, 1);
            (await village.Enter(village.ParcelFact(1), village.ParcelFact(2, shift: 0.001), village.ParcelFact(4), village.ContractFact(1, 1, 2))).Refusal.ShouldBeNull();
            return new(register, village);
        }

        /// <summary>The ground of a parcel of the row from a share of its width to another.</summary>
        public BoundaryOnRecord Part(int parcel, double from, double to)
        {
            var whole = ((ParcelSurveyed)Village.ParcelFact(parcel, shift: parcel == 2 ? 0.001 : 0).Fact).Boundary;
            var box = new WKBReader().Read(whole.Wkb).EnvelopeInternal;
            var (west, east) = (box.MinX + (box.Width * from), box.MinX + (box.Width * to));
            return whole with { Wkb = GeometryFactory.Default.CreatePolygon([new(west, box.MinY), new(east, box.MinY), new(east, box.MaxY), new(west, box.MaxY), new(west, box.MinY)]).ToBinary() };
        }

        public NewParcel New(int number, BoundaryOnRecord boundary, decimal area) => new(Village.Parcel(number), "小地名", boundary, area, "10", "31", "013", "05", "1", true, null);

        public Task<Answer> Open(IChange change, Actor? opener = null) => _register.Desk.Enter(new OpenCase(change), By(opener ?? VillageClerk), Cancel);

        /// <summary>The rule by which a case would not be opened; null when it would.</summary>
        public async Task<Rule?> Look(IChange change) => (await _register.Desk.Look(TestRegister.County, reading => CasePreview.Of(reading, change, By(VillageClerk), Cancel), Cancel)).Refused?.Rule;

        public Task<Answer> Enter() => _way!.Enter();

        public async Task Through(IChange change, bool notice = false, Actor? opener = null)
        {
            await ToEntry(await Open(change, opener), notice);
            (await Enter()).Refusal.ShouldBeNull();
        }

        /// <summary>Through every desk in the order of the procedure, until only the registrar is left.</summary>
        public async Task ToEntry(Answer opened, bool notice = false)
        {
            opened.Refusal.ShouldBeNull();
            _way = new(_register, Village, _clock, Made(opened, "case/"));
            while (await _way.Next()) continue;
            notice.ShouldBe(await _register.Ask<bool>("select exists (select from register.notice_case where case_number = $1)", _way.Number));
        }

        public Task<string> HandIn(Actor actor) => Desks.HandIn(_register, actor);

        public static string Made(Answer answer, string prefix) => answer.Streams.First(stream => stream.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..];

        private RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, Day);
    }
}
