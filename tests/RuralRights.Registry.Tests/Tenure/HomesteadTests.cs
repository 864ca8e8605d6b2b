using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Law;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Tenure;

/// <summary>Homesteads in the tables: what is read of them, on which day, and after a rebuild.</summary>
public sealed class HomesteadTests(TestRegister register)
{
    private const int Contenders = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_thirty_two_applications_for_one_household_one_case_is_opened()
    {
        var village = await Village.Found(register, 1);
        var clerk = new Actor.VillageClerk(village.Id(80, 1), village.Collective[..12]);
        var documents = register.Host.Services.GetRequiredService<Documents>();
        var paper = (await documents.HandIn(TestRegister.County, new MemoryStream(Sheet.Of("approval")), clerk, DocumentLimits.Default, Cancel)).Document!.Sha256;

        var answers = await Task.WhenAll(Enumerable.Range(1, Contenders).Select(contender => register.Desk.Enter(
            new OpenCase(new RegisterHomestead(
                village.Household(1), village.Plot(contender) + "W00000000", "村东头", village.Ground(contender * 25.82, 1000), 666.67m, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, paper), null, [])),
            new RuralRights.Registry.Submission(TestRegister.County, Guid.CreateVersion7(), clerk, new(2026, 11, 23)),
            Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case" || answer.Refusal == ConstraintRules.RegisterIsBusy);
    }

    [Fact]
    public async Task A_homestead_is_read_on_its_sheet_among_the_three_rights_and_as_it_stood_on_a_day()
    {
        var village = await Village.Found(register, 2);
        (await village.Enter(village.HomesteadFact(1, 1))).Refusal.ShouldBeNull();
        var connections = register.Connections[TestRegister.County];
        var certified = Village.Paper with { LegalDay = Village.Day.AddDays(30) };
        (await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadCertified(village.Plot(1), $"不动产权第{village.Collective}号", "不动产登记事务中心", certified.LegalDay, "copy", village.Person(1), false, "receipt", certified)))).Refusal.ShouldBeNull();

        var sheet = (await HomesteadSheet.Of(connections, village.Plot(1), Cancel)).ShouldNotBeNull();
        (sheet.Area, sheet.ApprovedArea, sheet.ExcessArea, sheet.RightArea, sheet.House!.Structure).ShouldBe((666.67m, 200m, 466.67m, 200m, HouseStructure.BrickAndTimber));
        (sheet.Holders.Single(), sheet.Certificate!.HandedOn).ShouldBe((village.Person(1), certified.LegalDay));
        (await HomesteadSheet.OfHousehold(connections, village.Household(2), Cancel)).ShouldBeEmpty();
        (await NoHomesteadYet.In(connections, village.Collective, Cancel)).Select(household => household.Code).ShouldBe([village.Household(2)]);

        var rights = await ThreeRights.Of(connections, [village.Household(1), village.Household(2)], Cancel);
        (rights[village.Household(1)].Homestead.Standing, rights[village.Household(1)].Homestead.Area).ShouldBe((RightStanding.Stands, 200m));
        rights[village.Household(2)].Homestead.Standing.ShouldBe(RightStanding.NotEntered, "no entry says nothing about a right");

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<IReadOnlyList<HomesteadOnDay>> On(DateOnly day) => (await extracts.OfHousehold(TestRegister.County, village.Household(1), day, cancel: Cancel)).Homesteads;
        (await On(Village.Day.AddDays(-1))).ShouldBeEmpty();
        (await On(Village.Day)).Single().Certificate.ShouldBeNull();
        (await On(certified.LegalDay)).Single().Certificate.ShouldBe($"不动产权第{village.Collective}号");
        (await extracts.OfParcel(TestRegister.County, village.Plot(1), Village.Day, cancel: Cancel)).Homesteads.Single().ExcessArea.ShouldBe(466.67m);

        (await village.Enter(village.HomesteadFact(2, 2))).Refusal.ShouldBeNull();
        (await Sketch.Of(connections, [village.Plot(1)], Cancel))!.Shapes.Select(shape => (shape.Parcel, shape.Own)).ShouldBe([(village.Plot(2), false), (village.Plot(1), true)]);
        (await Sketch.Of(connections, [], [("asked", village.Ground(25.82, 1025.82))], Cancel))!.Shapes.Count(shape => shape.Own).ShouldBe(1);
    }

    [Fact]
    public async Task A_homestead_goes_on_in_the_household_that_took_the_other_in_and_yesterday_is_told_as_it_was()
    {
        var village = await Village.Found(register, 3);
        await village.Enter(village.HomesteadFact(1, 1), village.HomesteadFact(2, 2));
        await village.Enter(Certified(village, 2));
        var (connections, later) = (register.Connections[TestRegister.County], Village.Paper with { LegalDay = Village.Day.AddDays(30) });
        (await village.Enter([.. Joins(village, 2, 1, 2, null, later)])).Refusal!.Code.ShouldBe("one-household-one-homestead");
        (await village.Enter([.. Joins(village, 2, 1, 2, "合户前两户各有一处", later)])).Refusal.ShouldBeNull();

        (await HomesteadSheet.OfHousehold(connections, village.Household(1), Cancel)).Select(sheet => (sheet.Plot, sheet.Excepted)).ShouldBe([(village.Plot(1), null), (village.Plot(2), "合户前两户各有一处")]);
        (await HomesteadSheet.OfHousehold(connections, village.Household(2), Cancel)).Select(sheet => sheet.Plot).ShouldBe([village.Plot(2)], "somebody of it holds it still");
        var sheet = (await HomesteadSheet.Of(connections, village.Plot(2), Cancel)).ShouldNotBeNull();
        (sheet.Household, sheet.Holders.Single(), sheet.Certificate!.Number, sheet.Since).ShouldBe((village.Household(1), village.Person(2), $"不动产权第{village.Plot(2)}号", later.LegalDay));
        (await ThreeRights.Of(connections, [village.Household(1)], Cancel))[village.Household(1)].Homestead.Area.ShouldBe(400m);
        (await village.Enter(Certified(village, 1) with { Fact = ((HomesteadCertified)Certified(village, 1).Fact) with { Number = sheet.Certificate.Number } }))
            .Refusal!.Code.ShouldBe("property-certificate-entered-twice");

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<IEnumerable<string>> Of(int household, DateOnly day) =>
            (await extracts.OfHousehold(TestRegister.County, village.Household(household), day, cancel: Cancel)).Homesteads.Select(homestead => homestead.Plot);
        (await Of(2, later.LegalDay.AddDays(-1))).ShouldBe([village.Plot(2)]);
        (await Of(2, later.LegalDay)).ShouldBeEmpty();
        (await Of(1, later.LegalDay)).ShouldBe([village.Plot(1), village.Plot(2)]);
    }

    [Fact]
    public async Task A_homestead_is_held_still_like_other_land_and_an_objection_to_it_lapses()
    {
        var village = await Village.Found(register, 2);
        await village.Enter(village.HomesteadFact(1, 1), village.HomesteadFact(2, 2));
        var (connections, day) = (register.Connections[TestRegister.County], new DateOnly(2026, 3, 2));
        RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, day);
        Actor registrar = new Actor.Registrar(Guid.Parse("00000000-0000-0000-0000-00000000c1e5"), TestRegister.County);

        var holder = new Actor.Farmer(village.Person(1), village.Household(1));
        (await register.Desk.Enter(new EnterEncumbrance(village.Plot(1), EncumbranceKind.OwnerLock, [village.Plot(1)], null, ""), By(holder), Cancel)).Refusal.ShouldBeNull();
        IDocumentGate[] gates = [.. register.Host.Services.GetServices<IDocumentGate>()];
        foreach (var (sees, may) in new (Actor, bool)[]
        {
            (holder, true), (new Actor.Farmer(village.Id(77, 1), ""), false), (new Actor.Farmer(village.Person(2), village.Household(2)), false),
            (registrar, true), (new Actor.Auditor(village.Id(77, 2), TestRegister.County), false), (new Actor.Registrar(village.Id(77, 3), "620199"), false),
        })
            (await Task.WhenAll(gates.Select(gate => gate.Opens(TestRegister.County, sees, Streams.Homestead(village.Plot(1)), Cancel)))).Any(open => open).ShouldBe(may, $"{sees}");

        var paper = await Desks.HandIn(register, registrar);
        (await register.Desk.Enter(new EnterEncumbrance(village.Plot(1), EncumbranceKind.Objection, [village.Plot(1)], null, "异议1", paper), By(registrar), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new EnterEncumbrance(village.Plot(1), EncumbranceKind.Seizure, [village.Plot(1)], day.AddDays(20), "（2026）甘0123执1号", paper), By(registrar), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new EnterEncumbrance(village.Plot(9), EncumbranceKind.Dispute, [village.Plot(9)], null, "1", paper), By(registrar), Cancel)).Refusal!.Code.ShouldBe("homestead-is-unknown");

        var holds = await StandingHold.OfHouseholds(connections, [village.Household(1)], day, Cancel);
        holds.Select(hold => hold.Kind).ShouldBe([EncumbranceKind.OwnerLock, EncumbranceKind.Objection, EncumbranceKind.Seizure]);
        holds.ShouldAllBe(hold => hold.Right == village.Plot(1) && hold.Parcels.Single() == village.Plot(1));
        (holds[0].Setter, (await StandingHold.OfParcels(connections, [village.Plot(1)], day, Cancel)).Count).ShouldBe((village.Person(1), 3));
        (await StandingHold.OfHouseholds(connections, [village.Household(2)], day, Cancel)).ShouldBeEmpty();
        (await register.Desk.Enter(new RenewSeizure(village.Plot(1), holds[2].Id, day.AddDays(50), "（2026）甘0123执2号", paper), By(registrar), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new LiftEncumbrance(village.Plot(1), holds[0].Id, ""), By(holder), Cancel)).Refusal.ShouldBeNull();

        var deadlines = register.Host.Services.GetServices<IDeadline>().ToList();
        foreach (var (kind, from) in new[] { ("objection-entry", day), ("hold-ends", day.AddDays(49)) })
        {
            var lapse = deadlines.Single(deadline => deadline.Kind == kind);
            var running = (await lapse.Running(connections, $"homestead/{village.Plot(1)}", Cancel)).ShouldHaveSingleItem();
            (running.Stream, running.From).ShouldBe(($"homestead/{village.Plot(1)}", from));
            (await lapse.Running(connections, null, Cancel)).ShouldContain(running);
        }

        (await deadlines.Single(deadline => deadline.Kind == "objection-entry").FallDue(
            register.Desk, new($"homestead/{village.Plot(1)}", day, TimeLimit.Days(15)), By(new Actor.Register(TestRegister.County)) with { Today = day.AddDays(16) }, Cancel)).Refusal.ShouldBeNull();
        (await StandingHold.OfRights(connections, [village.Plot(1)], day.AddDays(16), Cancel)).Select(hold => hold.Kind).ShouldBe([EncumbranceKind.Seizure]);
    }

    [Theory]
    [InlineData(HomesteadEntry.Place, "村东头", "村西头")]
    [InlineData(HomesteadEntry.SourceNumber, "榆集建（1998）第12号", "榆集建（1998）第21号")]
    [InlineData(HomesteadEntry.SourceDay, "1998-05-06", "1998-06-05")]
    [InlineData(HomesteadEntry.Structure, "BrickAndTimber", "SteelAndConcrete")]
    [InlineData(HomesteadEntry.Storeys, "1", "2")]
    [InlineData(HomesteadEntry.BuiltIn, "1998", "1999")]
    [InlineData(HomesteadEntry.PlotArea, "666.67", "667.00")]
    [InlineData(HomesteadEntry.ApprovedArea, "200.00", "180.00")]
    [InlineData(HomesteadEntry.Footprint, "120.00", "121.50")]
    [InlineData(HomesteadEntry.FloorArea, "110.50", "221.00")]
    public async Task What_was_corrected_stands_in_the_tables_and_in_the_extract_from_its_day_on(HomesteadEntry entry, string before, string after)
    {
        var village = await Village.Found(register, 1);
        await village.Enter(village.HomesteadFact(1, 1));
        var later = Village.Paper with { LegalDay = Village.Day.AddDays(30) };
        var excess = entry.Set((HomesteadRegistered)village.HomesteadFact(1, 1).Fact, after).Excess;
        (await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadEntryCorrected(village.Plot(1), entry, before, after, excess, "evidence", later)))).Refusal.ShouldBeNull();

        var sheet = (await HomesteadSheet.Of(register.Connections[TestRegister.County], village.Plot(1), Cancel)).ShouldNotBeNull();
        string?[] told = [sheet.Place, sheet.SourceNumber, $"{sheet.SourceOn:yyyy-MM-dd}", $"{sheet.House!.Structure}", $"{sheet.House.Storeys}", $"{sheet.House.BuiltIn}",
            $"{sheet.Area:0.00}", $"{sheet.ApprovedArea:0.00}", $"{sheet.House.Footprint:0.00}", $"{sheet.House.FloorArea:0.00}"];
        var stood = Enum.GetValues<HomesteadEntry>().Select(one => one.Of((HomesteadRegistered)village.HomesteadFact(1, 1).Fact)).ToArray();
        stood[(int)entry].ShouldBe(before);
        stood[(int)entry] = after;
        told.ShouldBe(stood);
        sheet.ExcessArea.ShouldBe(excess);

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<HomesteadOnDay> On(DateOnly day) => (await extracts.OfParcel(TestRegister.County, village.Plot(1), day, cancel: Cancel)).Homesteads.Single();
        (await On(later.LegalDay.AddDays(-1))).ExcessArea.ShouldBe(466.67m);
        (await On(later.LegalDay)).ShouldSatisfyAllConditions(one => one.ExcessArea.ShouldBe(excess), one => one.House.ShouldBe(sheet.House), one => one.Since.ShouldBe(Village.Day));
    }

    [Fact]
    public async Task A_plot_surveyed_anew_stands_on_the_map_and_in_the_extract_from_its_day_on_and_lies_on_no_other()
    {
        var village = await Village.Found(register, 2);
        await village.Enter(village.HomesteadFact(1, 1), village.HomesteadFact(2, 3), village.ParcelFact(1));
        var later = Village.Paper with { LegalDay = Village.Day.AddDays(30) };
        StreamFact Surveyed(BoundaryOnRecord boundary) => new($"homestead/{village.Plot(1)}", new HomesteadResurveyed(village.Plot(1), boundary, 666.67m, 466.67m, "neighbours", later));
        (await village.Enter(Surveyed(village.Ground(2.5 * 25.82, 1000)))).Refusal!.Code.ShouldBe("homesteads-overlap");
        (await village.Enter(Surveyed(village.Ground(25.82, 0)))).Refusal!.Code.ShouldBe("homestead-lies-on-contracted-land");
        (await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadResurveyed(village.Plot(1), village.Ground(1.2 * 25.82, 1000), 600m, 400m, "neighbours", later)))).Refusal.ShouldBeNull();

        var connections = register.Connections[TestRegister.County];
        var sheet = (await HomesteadSheet.Of(connections, village.Plot(1), Cancel)).ShouldNotBeNull();
        (sheet.Area, sheet.ApprovedArea, sheet.ExcessArea).ShouldBe((600m, 200m, 400m));
        (await ParcelSheet.UnderneathOf(connections, village.Ground(1.2 * 25.82, 1000), [], Cancel)).ShouldBe(village.Plot(1));
        (await ParcelSheet.UnderneathOf(connections, village.Ground(1.2 * 25.82, 1000), [village.Plot(1)], Cancel)).ShouldBeNull();
        (await Sketch.Of(connections, new LandAltered([], [new(village.Plot(1), village.Ground(2 * 25.82, 1000))]), Cancel)).After!.Shapes.Select(shape => (shape.Parcel, shape.Own)).ShouldBe([(village.Plot(3), false), (village.Plot(1), true)]);

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<HomesteadOnDay> On(DateOnly day) => (await extracts.OfParcel(TestRegister.County, village.Plot(1), day, cancel: Cancel)).Homesteads.Single();
        (await On(later.LegalDay.AddDays(-1))).ShouldSatisfyAllConditions(one => one.Area.ShouldBe(666.67m), one => one.Boundary.Wkb.ShouldBe(village.Ground(25.82, 1000).Wkb));
        (await On(later.LegalDay)).ShouldSatisfyAllConditions(one => one.Area.ShouldBe(600m), one => one.ExcessArea.ShouldBe(400m), one => one.Boundary.Wkb.ShouldBe(village.Ground(1.2 * 25.82, 1000).Wkb));
    }

    [Fact]
    public async Task Heirs_of_no_household_hold_a_homestead_for_themselves_and_the_paper_of_the_dead_is_void()
    {
        var village = await Village.Found(register, 2);
        await village.Enter(village.HomesteadFact(1, 1), village.HomesteadFact(2, 2));
        await village.Enter(Certified(village, 1));
        var (connections, later) = (register.Connections[TestRegister.County], Village.Paper with { LegalDay = Village.Day.AddDays(30) });
        Guid[] heirs = [village.Id(60, 1), village.Id(60, 2)];
        (await village.Enter([.. Inherits(village, 1, null, heirs, null, later)])).Refusal.ShouldBeNull();

        var sheet = (await HomesteadSheet.Of(connections, village.Plot(1), Cancel)).ShouldNotBeNull();
        (sheet.Household, sheet.OnlyForTheHouse, sheet.Certificate, sheet.Since, sheet.Area).ShouldBe(("", true, null, later.LegalDay, 666.67m));
        sheet.Holders.ShouldBe(heirs, ignoreOrder: true);
        heirs.ShouldContain(sheet.Representative);
        (await HomesteadSheet.OfPeople(connections, [heirs[1]], Cancel)).Select(one => one.Plot).ShouldBe([village.Plot(1)]);
        (await HomesteadSheet.OfCollective(connections, village.Collective, Cancel)).Count.ShouldBe(2);
        (await HomesteadSheet.OfHousehold(connections, village.Household(1), Cancel)).ShouldBeEmpty();
        (await HomesteadSheet.OfHousehold(connections, "", Cancel)).ShouldBeEmpty("nobody's household is nobody's door");
        (await register.Host.Services.GetRequiredService<RegisterSearch>().Find(TestRegister.County, village.Plot(1), cancel: Cancel)).Hits.Select(hit => hit.Code).ShouldBe([village.Plot(1)]);
        (await StandingHold.OfHouseholds(connections, [village.Household(1)], Village.Day, Cancel)).ShouldBeEmpty();

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<HomesteadOnDay> On(DateOnly day) => (await extracts.OfParcel(TestRegister.County, village.Plot(1), day, cancel: Cancel)).Homesteads.Single();
        (await On(later.LegalDay.AddDays(-1))).ShouldSatisfyAllConditions(one => one.Household.ShouldBe(village.Household(1)), one => one.Certificate.ShouldNotBeNull());
        (await On(later.LegalDay)).ShouldSatisfyAllConditions(one => one.Household.ShouldBe(""), one => one.Certificate.ShouldBeNull(), one => one.OnlyForTheHouse.ShouldBeTrue());
        (await village.Enter(EnteredOn(village.HomesteadFact(1, 3), later))).Refusal.ShouldBeNull("the household holds none any more");

        (await village.Enter([.. Inherits(village, 2, 1, [village.Person(1)], null, later)])).Refusal!.Code.ShouldBe("one-household-one-homestead");
        (await village.Enter([.. Inherits(village, 2, 1, [village.Person(1)], "因继承房屋占用", later)])).Refusal.ShouldBeNull();
        (await HomesteadSheet.OfHousehold(connections, village.Household(1), Cancel)).Select(one => (one.Plot, one.Excepted)).ShouldBe([(village.Plot(2), "因继承房屋占用"), (village.Plot(3), null)]);
    }

    [Fact]
    public async Task A_homestead_that_was_given_back_is_nobody_s_from_its_day_on_and_was_the_household_s_before()
    {
        var village = await Village.Found(register, 1);
        await village.Enter(village.HomesteadFact(1, 1));
        var (connections, later) = (register.Connections[TestRegister.County], Village.Paper with { LegalDay = Village.Day.AddDays(30) });
        (await village.Enter(Returned(village, 1, later))).Refusal.ShouldBeNull();

        (await HomesteadSheet.Of(connections, village.Plot(1), Cancel)).ShouldBeNull();
        (await HomesteadSheet.OfHousehold(connections, village.Household(1), Cancel)).ShouldBeEmpty();
        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<int> On(DateOnly day) => (await extracts.OfHousehold(TestRegister.County, village.Household(1), day, cancel: Cancel)).Homesteads.Count;
        (await On(later.LegalDay.AddDays(-1))).ShouldBe(1);
        (await On(later.LegalDay)).ShouldBe(0);
        (await extracts.OfParcel(TestRegister.County, village.Plot(1), later.LegalDay, cancel: Cancel)).Homesteads.ShouldBeEmpty();
        (await village.Enter(EnteredOn(village.HomesteadFact(1, 2), later))).Refusal.ShouldBeNull("the tables hold nothing against it; the law asks what was given up");
    }

    [Fact]
    public async Task Two_cases_for_the_heirs_of_one_homestead_are_not_open_at_once()
    {
        var village = await Village.Found(register, 1);
        await village.Enter(village.HomesteadFact(1, 1), new StreamFact($"household/{village.Household(1)}", new HomesteadTaken(village.Household(1), village.Plot(1), Village.Paper)));
        var clerk = new Actor.VillageClerk(village.Id(80, 1), village.Collective[..12]);
        var paper = (await register.Host.Services.GetRequiredService<Documents>().HandIn(TestRegister.County, new MemoryStream(Sheet.Of("kinship")), clerk, DocumentLimits.Default, Cancel)).Document!.Sha256;

        var answers = await Task.WhenAll(Enumerable.Range(1, Contenders).Select(contender => register.Desk.Enter(
            new OpenCase(new InheritHomestead(
                village.Household(1), village.Plot(1), [new(village.Person(1), paper)], [new(village.Id(60, contender))], InheritanceProof.Kinship, paper, null, null)),
            new RuralRights.Registry.Submission(TestRegister.County, Guid.CreateVersion7(), clerk, new(2026, 11, 23)),
            Cancel)));
        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case" || answer.Refusal == ConstraintRules.RegisterIsBusy);

        var heir = await register.Ask<Guid>("select h.person from register.case_holder h join register.case_subject s on s.case_number = h.case_number where s.subject = $1", $"parcel/{village.Plot(1)}");
        (await register.Ask<long>("select count(*) from register.case_holder where person = $1", heir)).ShouldBe(1, "whoever is to confirm is told");
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_homesteads_row_for_row()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var village = await Village.Found(own, 2);
        await village.Enter(village.ParcelFact(1), village.HomesteadFact(1, 1), village.HomesteadFact(1, 3, excepted: "因继承房屋占用"));
        await village.Enter(
            village.HomesteadFact(2, 2),
            new StreamFact($"homestead/{village.Plot(1)}", new HomesteadCertified(village.Plot(1), "不动产权第1号", "不动产登记事务中心", Village.Day, "copy", village.Person(1), false, "receipt", Village.Paper)),
            new StreamFact($"homestead/{village.Plot(1)}", new EncumbranceEntered(village.Plot(1), village.Id(7, 7), EncumbranceKind.Dispute, [village.Plot(1)], null, "1", Village.Paper)));
        var later = Village.Paper with { LegalDay = Village.Day.AddDays(30) };
        await village.Enter([.. Joins(village, 2, 1, 2, "合户前两户各有一处", later)]);
        await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadEntryCorrected(village.Plot(1), HomesteadEntry.ApprovedArea, "200.00", "180", 486.67m, "evidence", later)));
        await village.Enter(new StreamFact($"homestead/{village.Plot(2)}", new HomesteadHolderDied(village.Plot(2), village.Person(2), "case/1", later)));
        await village.Enter([.. Joins(village, 1, 2, 2, null, later)]);
        await village.Enter([.. Inherits(village, 1, null, [village.Id(60, 1)], null, later)]);
        await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadEndedWithHouse(village.Plot(1), later.LegalDay, null, "case/1", later with { LegalDay = later.LegalDay.AddDays(90) })));
        await village.Enter(village.HomesteadFact(2, 9, excepted: "因继承房屋占用"));
        await village.Enter(Returned(village, 9, later) with { Fact = new HomesteadReturned(village.Plot(9), village.Household(2), null, null, "case/1", later) });
        await village.Enter(new StreamFact($"homestead/{village.Plot(3)}", new HomesteadResurveyed(village.Plot(3), village.Ground(8 * 25.82, 1000), 600m, 400m, "neighbours", later)));

        var result = await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        foreach (var table in new[] { "homestead_plot", "homestead_house" }) result.Tables[$"register.{table}"].Rows.ShouldBe(4);
        foreach (var table in new[] { "homestead_right", "homestead_holder" }) result.Tables[$"register.{table}"].Rows.ShouldBe(7);
        (await HomesteadSheet.Of(own.Connections[TestRegister.County], village.Plot(1), Cancel)).ShouldBeNull("the house of the heirs is gone");
        (await HomesteadSheet.Of(own.Connections[TestRegister.County], village.Plot(2), Cancel))!.Household.ShouldBe(village.Household(2), "it came and went on one day");
        (await HomesteadSheet.Of(own.Connections[TestRegister.County], village.Plot(2), Cancel))!.Died.ShouldBe([village.Person(2)], "a death is not undone by passing on");
        (await own.Ask<string>("select certificate from register.homestead_right where plot = $1 and certificate is not null", village.Plot(1))).ShouldBe("不动产权第1号");
        (await village.Enter(village.HomesteadFact(2, 4))).Refusal!.Code.ShouldBe("one-household-one-homestead");
    }

    /// <summary>A homestead of the household of the number that the plot has passes to heirs.</summary>
    private static IEnumerable<StreamFact> Inherits(Village village, int plot, int? to, Guid[] heirs, string? excepted, Provenance paper) =>
    [
        new($"homestead/{village.Plot(plot)}", new HomesteadInherited(
            village.Plot(plot), village.Household(plot), to is { } household ? village.Household(household) : null, [village.Person(plot)], heirs, excepted, to is null, null, "case/1", paper)),
    ];

    private static StreamFact EnteredOn(StreamFact homestead, Provenance paper) => homestead with { Fact = (HomesteadRegistered)homestead.Fact with { Provenance = paper } };

    private static StreamFact Returned(Village village, int plot, Provenance paper) => new(
        $"homestead/{village.Plot(plot)}", new HomesteadReturned(village.Plot(plot), village.Household(plot), 86000m, null, "case/1", paper));

    private static StreamFact Certified(Village village, int plot) => new($"homestead/{village.Plot(plot)}", new HomesteadCertified(
        village.Plot(plot), $"不动产权第{village.Plot(plot)}号", "不动产登记事务中心", Village.Day, "copy", village.Person(plot), false, "receipt", Village.Paper));

    /// <summary>A homestead passes from one household to another; the person of the number that the plot has holds it on.</summary>
    private static IEnumerable<StreamFact> Joins(Village village, int from, int to, int plot, string? excepted, Provenance paper) =>
    [
        new($"homestead/{village.Plot(plot)}", new HomesteadPassed(
            village.Plot(plot), village.Household(from), village.Household(to), [village.Person(plot)], HomesteadPassage.Merger, excepted, "case/1", paper)),
        new($"household/{village.Household(from)}", new HomesteadLeft(village.Household(from), village.Plot(plot), "case/1", paper)),
        new($"household/{village.Household(to)}", new HomesteadTaken(village.Household(to), village.Plot(plot), paper)),
    ];
}
