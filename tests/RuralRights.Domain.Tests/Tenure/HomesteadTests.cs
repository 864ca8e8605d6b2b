using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using RuralRights.Domain.Tests.Parcels;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tests.Tenure;

/// <summary>A homestead from the survey to the certificate, and every rule that keeps it from the register.</summary>
public sealed class HomesteadTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Scene.Chair, Scene.Group);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor OtherTownship = new Actor.TownshipOfficer(Scene.Id("other township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Actor Reviewer = new Actor.Reviewer(Scene.Id("reviewer"), "620123");
    private static readonly Actor Registrar = new Actor.Registrar(Scene.Registrar, "620123");

    [Fact]
    public void A_household_goes_from_the_survey_to_the_certificate_of_the_other_office()
    {
        var scene = Village();
        scene.Open(Homestead(), Chair).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.MayNotOpen);
        scene.Open(Homestead(), VillageClerk).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Case(number).Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)], ignoreOrder: true);
        ToEntry(scene);
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();

        var entered = scene.Streams[Streams.Homestead(Plot(1))].OfType<HomesteadRegistered>().Single();
        (entered.Household, entered.Area, entered.Approval.Area, entered.Excess).ShouldBe((Scene.HouseholdCode(1), 250m, 200m, 50m));
        entered.Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)]);
        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(1))).Plots.ShouldBe([Plot(1)]);

        scene.Case(number).At.ShouldBe(StepKind.Certified);
        scene.Ask(new CompleteStep(number, StepKind.Certified), Clerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.StepIsNotDue);
        scene.Ask(new HandOverCertificates(number, []), Clerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.StepIsNotDue, "this register issues no such paper");
        scene.NextInCase(number, Clerk).Single(next => next.Act == CaseAct.HandOverHomestead).IsAvailable.ShouldBeTrue();
        var paper = new HandOverHomestead(number, "甘（2026）榆中县不动产权第0000123号", "榆中县不动产登记事务中心", scene.Day, "copy", Scene.Person(1), false, "receipt");
        Refused(scene, paper with { Number = " " }).ShouldBe(PropertyCertificateIsIncomplete);
        Refused(scene, paper with { Authority = "" }).ShouldBe(PropertyCertificateIsIncomplete);
        Refused(scene, paper with { Copy = "" }).ShouldBe(PropertyCertificateIsIncomplete);
        Refused(scene, paper with { IssuedOn = scene.Day.AddDays(1) }).ShouldBe(PropertyCertificateIsIncomplete);
        Refused(scene, paper with { Receipt = "" }).ShouldBe(CaseRules.ReceiptIsIncomplete);
        Refused(scene, paper with { Receiver = Scene.Person(2) }).ShouldBe(CaseRules.ReceiptIsIncomplete);
        Refused(scene, paper with { Receiver = Scene.Person(2), Agent = true }).ShouldBe(CaseRules.ReceiptIsIncomplete, "no power of attorney is in the case");
        scene.NotHandedIn.Add("copy");
        Refused(scene, paper).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        scene.NotHandedIn.Clear();
        Refused(scene, paper with { Signed = ReceiptForm.OnPad }).ShouldBe(CaseRules.SignatureIsNoPicture);
        scene.Ask(paper, Chair).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NotThisDesk);
        scene.Ask(paper, Clerk).ShouldBeOfType<Decision.Entered>();
        scene.State<HomesteadRight>(Streams.Homestead(Plot(1))).Certificate.ShouldBe("甘（2026）榆中县不动产权第0000123号");
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(number).End.ShouldBe(CaseEnd.Archived);
    }

    [Fact]
    public void A_homestead_is_refused_for_every_reason_in_order()
    {
        var scene = Village().GivenHousehold(9, kind: ContractorKind.Person);
        var asked = Homestead();
        Refused(scene, asked with { Household = Scene.HouseholdCode(7) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, asked with { Household = Scene.HouseholdCode(9) }).ShouldBe(HolderIsNoHousehold);
        Refused(scene, asked with { Unit = "620123001002JC00001" }).ShouldBe(UnitCodeIsMalformed);
        Refused(scene, asked with { Unit = "620123001002JB00001F00010001" }).ShouldBe(UnitIsNoHomestead);
        Refused(scene, asked with { Unit = "620102001002JC00001F00010001" }).ShouldBe(UnitIsOfAnotherCounty);
        Refused(scene, asked with { Unit = "620123001002JC00001W00000000" }).ShouldBe(UnitDoesNotFitTheHouse);
        Refused(scene, asked with { House = null }).ShouldBe(UnitDoesNotFitTheHouse);
        Refused(scene, asked with { Boundary = new("EPSG:2335", asked.Boundary.Wkb) }).ShouldBe(ParcelRules.CoordinateSystemIsNotRecognised);
        Refused(scene, asked with { Boundary = new("EPSG:4523", [1]) }).ShouldBe(ParcelRules.BoundaryIsNotAnArea);
        Refused(scene, asked with { Area = 300 }).ShouldBe(ParcelRules.AreaIsNotOfTheBoundary);
        foreach (var source in new[] { asked.Approval with { Number = "" }, asked.Approval with { Document = "" }, asked.Approval with { Area = 0 }, asked.Approval with { On = scene.Day.AddDays(1) } })
            Refused(scene, asked with { Approval = source }).ShouldBe(HomesteadSourceIsMissing);
        foreach (var house in new[] { Home() with { Footprint = 250.01m }, Home() with { FloorArea = 0 }, Home() with { Storeys = 0 }, Home() with { BuiltIn = 2027 } })
            Refused(scene, asked with { House = house }).ShouldBe(HouseDoesNotFit);
        Refused(scene, asked with { Exceptions = [Inherited() with { Ground = "家里有人在城里工作" }] }).ShouldBe(HomesteadExceptionIsNotListed);
        Refused(scene, asked with { Exceptions = [Inherited(), Inherited()] }).ShouldBe(HomesteadExceptionIsNotListed);
        Refused(scene, asked with { Exceptions = [Inherited() with { Document = "" }] }).ShouldBe(HomesteadExceptionIsNotProved);
        Refused(scene, asked with { Land = "海边" }).ShouldBe(HomesteadStandardIsUnknown);
        Refused(scene, asked with { Approval = asked.Approval with { Area = 200.01m } }).ShouldBe(HomesteadIsAboveTheStandard);
        scene.Given(Taken(asked));
        Refused(scene, asked).ShouldBe(HomesteadStands);
        Refused(scene, Homestead(1, 2)).ShouldBe(OneHouseholdOneHomestead);
    }

    [Fact]
    public void A_second_homestead_and_one_above_the_standard_are_explicit_exceptions_with_their_proof()
    {
        var scene = Village().Given(Taken(Homestead()));
        var second = Homestead(1, 2) with { Exceptions = [Inherited()] };
        var larger = Homestead(2, 3) with
        {
            Approval = Homestead().Approval with { Area = 230 }, Exceptions = [new(HomesteadRule.Standard, "依当时的规定批准", "approval of 1995")],
        };
        foreach (var asked in new[] { second, larger }) scene.Given(Taken(asked));

        scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(1))).Plots.ShouldBe([Plot(1), Plot(2)]);
        var entered = scene.Streams[Streams.Homestead(Plot(3))].OfType<HomesteadRegistered>().Single();
        (entered.Excess, entered.Exceptions.Single().Ground).ShouldBe((20m, "依当时的规定批准"));
        entered.Provenance.Documents.ShouldBe(["approval", "approval of 1995"]);
    }

    [Fact]
    public void The_county_lists_the_grounds_and_the_sizes_and_only_from_its_day_on()
    {
        var scene = Village().Given(
            new StreamFact(Streams.County("620123"), new CountySettingMade("homestead-exceptions", "one-household | 因合户占用 | Households merged", new(2026, 11, 24), "doc", Paper)),
            new StreamFact(Streams.County("620123"), new CountySettingMade("homestead-area-limits", "川区 | 1 | 1 | 150\n川区 | 2 | - | 190", new(2026, 11, 24), "doc", Paper)),
            Taken(Homestead(2, 9))[0]);
        ((IChange)Homestead()).Enter(scene.BooksFor(Homestead()), [], scene.By(VillageClerk)).ShouldBeOfType<Decision.Entered>();
        scene.Day = new(2026, 11, 24);
        Refused(scene, Homestead()).ShouldBe(HomesteadIsAboveTheStandard);
        Refused(scene, Homestead() with { Exceptions = [Inherited()] }).ShouldBe(HomesteadExceptionIsNotListed);
        CountySettings.HomesteadExceptions.IsReadable("one-household | 因合户占用").ShouldBeFalse();
        CountySettings.HomesteadExceptions.IsReadable("nothing | 因合户占用 | Households merged").ShouldBeFalse();
        CountySettings.HomesteadExceptions.Read(CountySettings.HomesteadExceptions.Standard!).Grounds.Select(ground => ground.Chinese).ShouldBe(["因继承房屋占用", "依当时的规定批准"]);
    }

    [Fact]
    public void What_a_holder_confirms_names_every_area_and_the_exact_boundary()
    {
        var scene = Village();
        var text = CaseTerms.Text(Homestead(), scene.BooksFor(Homestead()));
        foreach (var part in new[] { "宗地面积 以后：250", "批准面积 以后：200", "超占面积（不是权利的一部分） 以后：50", Unit(1), "砖木结构", "宅基地批准书", "1998" }) text.ShouldContain(part);
        CaseTerms.Text(Homestead() with { Boundary = ParcelChangeTests.Rectangle(0.01m, 10) }, scene.BooksFor(Homestead())).ShouldNotBe(text);
        CaseTerms.Text(Homestead() with { Unit = "620123001002JC00001W00000000", House = null }, scene.BooksFor(Homestead())).ShouldContain("房屋 以后：无");
    }

    [Fact]
    public void A_household_that_joins_another_brings_its_homestead_and_those_who_hold_it_stay_the_same()
    {
        var scene = Land().Given(Taken(Homestead(2)));
        Entered(scene, Merger());

        var homestead = scene.Homestead(Plot(1));
        (homestead.Household, homestead.Excepted).ShouldBe((Scene.HouseholdCode(1), null));
        homestead.Holders.ShouldBe([Scene.Person(2)]);
        Held(scene, 1).ShouldBe([Plot(1)]);
        Held(scene, 2).ShouldBeEmpty();
        Refused(scene, Homestead(1, 2)).ShouldBe(OneHouseholdOneHomestead);
        CaseTerms.Text(Merger(), Land().Given(Taken(Homestead(2))).BooksFor(Merger())).ShouldContain($"并入的宅基地 以后：{Plot(1)}");
    }

    [Fact]
    public void Where_both_had_one_the_one_that_joins_stands_on_as_an_exception_with_its_ground()
    {
        var scene = Land().Given(Taken(Homestead())).Given(Taken(Homestead(2, 2)));
        Entered(scene, Merger());

        Held(scene, 1).ShouldBe([Plot(1), Plot(2)]);
        scene.Homestead(Plot(1)).Excepted.ShouldBeNull();
        scene.Homestead(Plot(2)).Excepted.ShouldBe("合户前两户各有一处");
        Refused(scene, Homestead(1, 3)).ShouldBe(OneHouseholdOneHomestead, "the household is given no third");
    }

    [Fact]
    public void A_homestead_stays_with_everyone_who_holds_it_when_a_household_is_split_unless_the_split_says_that_it_goes()
    {
        var scene = Land().Given(Taken(Homestead()));
        Entered(scene, Split());
        (scene.Homestead(Plot(1)).Household, scene.Homestead(Plot(1)).Holders).ShouldSatisfyAllConditions(
            stays => stays.Household.ShouldBe(Scene.HouseholdCode(1)), stays => stays.Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)]));
        Held(scene, 50).ShouldBeEmpty();
        scene.Given(Taken(Homestead(2, 2)));
        ((IChange)Homestead(50, 3)).Enter(scene.BooksFor(Homestead(50, 3)), [], scene.By(VillageClerk)).ShouldBeOfType<Decision.Entered>("a household of its own has one of its own");
    }

    [Fact]
    public void A_homestead_that_goes_to_the_new_household_is_agreed_to_by_all_who_hold_it()
    {
        var moved = Scene.Id("moved away long ago");
        var taken = Taken(Homestead());
        taken[0] = new(taken[0].Stream, ((HomesteadRegistered)taken[0].Fact) with { Holders = [Scene.Person(1), Scene.Person(1, 2), moved] });
        var scene = Land().Given(taken);
        IChange split = Split() with { Homesteads = [Plot(1)] };
        Refused(scene, Split() with { Homesteads = [Plot(7)] }).ShouldBe(HomesteadIsNotTheHouseholds);
        split.Holders(scene.BooksFor(split)).ShouldBe([Scene.Person(1), Scene.Person(1, 2)], ignoreOrder: true);
        CaseTerms.Text(split, scene.BooksFor(split)).ShouldContain($"到新户的宅基地（连同房屋） 以后：{Plot(1)}");
        Entered(scene, split);

        scene.Homestead(Plot(1)).Household.ShouldBe(Scene.HouseholdCode(50));
        scene.Homestead(Plot(1)).Holders.ShouldBe([Scene.Person(1, 2), moved], "what a household agrees takes nothing from somebody who is not asked");
        (Held(scene, 1), Held(scene, 50)).ShouldSatisfyAllConditions(held => held.Item1.ShouldBeEmpty(), held => held.Item2.ShouldBe([Plot(1)]));
    }

    [Fact]
    public void Whoever_holds_the_homestead_and_not_the_land_is_asked_when_it_goes()
    {
        var scene = Land(shares: false).Given(Taken(Homestead()));
        IChange stays = Split();
        IChange goes = Split() with { Homesteads = [Plot(1)] };
        stays.Holders(scene.BooksFor(stays)).ShouldBe([Scene.Person(1)]);
        goes.Holders(scene.BooksFor(goes)).ShouldBe([Scene.Person(1), Scene.Person(1, 2)]);
    }

    [Fact]
    public void A_homestead_does_not_end_with_its_household()
    {
        var scene = Land().Given(Taken(Homestead()));
        var closing = new CloseHousehold(Scene.HouseholdCode(1), [new(Scene.Person(1), "death"), new(Scene.Person(1, 2), "death")]);
        CaseTerms.Text(closing, scene.BooksFor(closing)).ShouldContain("宅基地（不注销，等房屋的继承人办理）");
        Entered(scene, closing);

        scene.Household(Scene.HouseholdCode(1)).HasEnded.ShouldBeTrue();
        (scene.Homestead(Plot(1)).Stands, scene.Homestead(Plot(1)).Household).ShouldBe((true, Scene.HouseholdCode(1)));
    }

    public static TheoryData<EncumbranceKind> Kinds => [.. Enum.GetValues<EncumbranceKind>().Where(kind => kind != EncumbranceKind.Mortgage)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_holds_a_homestead_stops_what_its_law_names_and_is_lifted_as_on_other_land(EncumbranceKind kind)
    {
        var scene = Land().Given(Taken(Homestead()));
        var holder = Scene.Farmer(1, 2);
        var who = kind == EncumbranceKind.OwnerLock ? (Actor)holder : Registrar;
        scene.Ask(Hold(kind, scene), who).ShouldBeOfType<Decision.Entered>().Facts.ShouldHaveSingleItem().Stream.ShouldBe(Streams.Homestead(Plot(1)));

        var law = HoldLaw.Of(kind);
        IChange split = Split() with { Homesteads = [Plot(1)] };
        var decision = split.Enter(scene.BooksFor(split), Papers(split, scene), scene.By(VillageClerk));
        if (law.Stops.Contains(Disposal.FamilyMove)) decision.ShouldBe(new Decision.Refused(law.Rule, Plot(1)));
        else decision.ShouldBeOfType<Decision.Entered>();

        var lift = new LiftEncumbrance(Plot(1), scene.Homestead(Plot(1)).Encumbrances.Keys.Single(), "paper", "paper");
        if (kind == EncumbranceKind.OwnerLock) scene.Ask(lift, Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(TenureRules.NotYoursToHold);
        scene.Ask(lift, who).ShouldBeOfType<Decision.Entered>();
        split.Enter(scene.BooksFor(split), Papers(split, scene), scene.By(VillageClerk)).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void A_homestead_is_not_mortgaged_and_is_held_only_where_it_stands()
    {
        var scene = Land().Given(Taken(Homestead()));
        Refused(scene, Hold(EncumbranceKind.Mortgage, scene)).ShouldBe(HomesteadIsNotMortgaged);
        Refused(scene, Hold(EncumbranceKind.Dispute, scene) with { Right = Plot(2), Parcels = [Plot(2)] }).ShouldBe(HomesteadIsUnknown);
        Refused(scene, Hold(EncumbranceKind.Dispute, scene) with { Parcels = [Plot(2)] }).ShouldBe(TenureRules.ParcelNotInRight);
        scene.Ask(Hold(EncumbranceKind.OwnerLock, scene), Scene.Farmer(2)).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(TenureRules.NotYoursToHold);
        scene.Ask(Hold(EncumbranceKind.OwnerLock, scene), Registrar).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(TenureRules.NotYoursToHold);
    }

    [Fact]
    public void A_seizure_of_a_homestead_is_renewed_and_an_objection_lapses_without_a_suit()
    {
        var scene = Land().Given(Taken(Homestead()));
        scene.Ask(Hold(EncumbranceKind.Seizure, scene), Registrar).ShouldBeOfType<Decision.Entered>();
        var seizure = scene.Homestead(Plot(1)).Encumbrances.Keys.Single();
        scene.Ask(new RenewSeizure(Plot(1), seizure, scene.Day.AddDays(90), "paper", "paper"), Registrar).ShouldBeOfType<Decision.Entered>();
        scene.Homestead(Plot(1)).Encumbrances[seizure].Until.ShouldBe(scene.Day.AddDays(90));

        scene.Ask(Hold(EncumbranceKind.Objection, scene), Registrar).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(30);
        scene.Ask(new LapseEncumbrances(Plot(1)), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
        scene.Homestead(Plot(1)).Encumbrances.Keys.ShouldBe([seizure]);
    }

    [Theory]
    [InlineData(HomesteadEntry.Place, "村东头第二排", "村西头第一排")]
    [InlineData(HomesteadEntry.SourceNumber, "榆集建（1998）第12号", "榆集建（1998）第21号")]
    [InlineData(HomesteadEntry.SourceDay, "1998-05-06", "1998-06-05")]
    [InlineData(HomesteadEntry.Structure, "BrickAndTimber", "Concrete")]
    [InlineData(HomesteadEntry.Storeys, "1", "2")]
    [InlineData(HomesteadEntry.BuiltIn, "1998", "1999")]
    [InlineData(HomesteadEntry.PlotArea, "250.00", "250.5")]
    [InlineData(HomesteadEntry.ApprovedArea, "200.00", "180")]
    [InlineData(HomesteadEntry.Footprint, "120.00", "121.5")]
    [InlineData(HomesteadEntry.FloorArea, "110.50", "221")]
    public void Every_entry_of_a_homestead_is_corrected_and_what_is_beyond_the_approval_follows(HomesteadEntry entry, string before, string after)
    {
        var scene = Village().Given(Taken(Homestead()));
        IChange correction = new CorrectHomestead(Scene.HouseholdCode(1), Plot(1), entry, before, after, "evidence");
        correction.Procedure.ShouldBe(entry.IsArea() ? Procedures.HomesteadSubstantiveCorrection : Procedures.HomesteadClericalCorrection);
        correction.Holders(scene.BooksFor(correction)).ShouldBe([Scene.Person(1), Scene.Person(1, 2)]);
        CaseTerms.Text(correction, scene.BooksFor(correction)).ShouldContain($"{entry.Name().Chinese} 现在：{entry.Said(before).Chinese}");
        Entered(scene, correction);

        var standing = scene.Homestead(Plot(1)).Entry.ShouldNotBeNull();
        entry.Of(standing).ShouldBe(entry.IsArea() ? decimal.Parse(after, System.Globalization.CultureInfo.InvariantCulture).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : after);
        standing.Excess.ShouldBe(standing.Area - standing.Approval.Area);
        ((HomesteadEntryCorrected)scene.Streams[Streams.Homestead(Plot(1))][^1]).Excess.ShouldBe(standing.Excess);
    }

    [Fact]
    public void A_correction_of_a_homestead_is_refused_for_every_reason_in_order()
    {
        var scene = Land().Given(Taken(Homestead()));
        var asked = new CorrectHomestead(Scene.HouseholdCode(1), Plot(1), HomesteadEntry.ApprovedArea, "200.00", "190", "evidence");
        Refused(scene, asked with { Household = Scene.HouseholdCode(7) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, asked with { Household = Scene.HouseholdCode(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Plot = Plot(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Before = "150.00" }).ShouldBe(ParcelRules.EntryHasChanged);
        Refused(scene, asked with { After = "200.00" }).ShouldBe(ParcelRules.NothingIsCorrected);
        foreach (var value in new[] { "", "一百九", "-1", "190.001" }) Refused(scene, asked with { After = value }).ShouldBe(ParcelRules.ValueDoesNotFit);
        Refused(scene, asked with { Evidence = "" }).ShouldBe(ParcelRules.EvidenceIsMissing);
        Refused(scene, asked with { Entry = HomesteadEntry.PlotArea, Before = "250.00", After = "300" }).ShouldBe(ParcelRules.AreaIsNotOfTheBoundary);
        Refused(scene, asked with { Entry = HomesteadEntry.SourceDay, Before = "1998-05-06", After = "2027-01-01" }).ShouldBe(HomesteadSourceIsMissing);
        Refused(scene, asked with { Entry = HomesteadEntry.Footprint, Before = "120.00", After = "260" }).ShouldBe(HouseDoesNotFit);
        Refused(scene, asked with { After = "201" }).ShouldBe(HomesteadIsAboveTheStandard);
        scene.Ask(Hold(EncumbranceKind.Seizure, scene), Registrar).ShouldBeOfType<Decision.Entered>();
        Refused(scene, asked).ShouldBe(TenureRules.RightIsSeized);
    }

    [Fact]
    public void Whoever_holds_a_homestead_from_elsewhere_is_asked_and_nobody_s_consent_is_passed_over_but_that_of_the_dead()
    {
        var daughter = Scene.Id("married out");
        var taken = Taken(Homestead());
        taken[0] = new(taken[0].Stream, ((HomesteadRegistered)taken[0].Fact) with { Holders = [Scene.Person(1), Scene.Person(1, 2), daughter] });
        var scene = Village().Given(taken);
        var asked = new CorrectHomestead(Scene.HouseholdCode(1), Plot(1), HomesteadEntry.Storeys, "1", "2", "evidence");
        ((IChange)asked).Holders(scene.BooksFor(asked)).ShouldBe([Scene.Person(1), Scene.Person(1, 2), daughter]);
        ((IChange)asked).Parties(scene.BooksFor(asked)).ShouldContain(party => party.Includes(daughter), "nobody approves what is their own");
        ((IChange)asked).Gaining(daughter, scene.BooksFor(asked)).ShouldBeEmpty();

        foreach (var wrong in new ProvedDeath[] { new(daughter, ""), new(Scene.Person(1, 2), "death"), new(Scene.Person(2), "death") })
            Refused(scene, asked with { Deaths = [wrong] }).ShouldBe(HomesteadHolderMayBeAlive);
        Refused(scene, asked with { Deaths = [new(daughter, "death"), new(daughter, "death")] }).ShouldBe(HomesteadHolderMayBeAlive);
        IChange proved = asked with { Deaths = [new(daughter, "death")] };
        proved.Holders(scene.BooksFor(proved)).ShouldBe([Scene.Person(1), Scene.Person(1, 2)]);
        CaseTerms.Text(proved, scene.BooksFor(proved)).ShouldContain($"已去世的共有人 现在：{daughter}");
        proved.Documents.ShouldBe(["evidence", "death"]);
        Entered(scene, proved);

        (scene.Homestead(Plot(1)).Living, scene.Homestead(Plot(1)).Died).ShouldSatisfyAllConditions(
            told => told.Living.ShouldBe([Scene.Person(1), Scene.Person(1, 2)]), told => told.Died.ShouldBe([daughter]));
        Refused(scene, asked with { Before = "2", After = "3", Deaths = [new(daughter, "death")] }).ShouldBe(HomesteadHolderMayBeAlive, "it is known already");
    }

    [Fact]
    public void A_boundary_surveyed_anew_changes_the_area_and_what_is_beyond_the_approval_and_nothing_else()
    {
        var scene = Land().Given(Taken(Homestead()));
        var asked = new CorrectHomesteadBoundary(Scene.HouseholdCode(1), Plot(1), ParcelChangeTests.Rectangle(0, 9), 225, "neighbours");
        Refused(scene, asked with { Household = Scene.HouseholdCode(7) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, asked with { Household = Scene.HouseholdCode(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Plot = Plot(2) }).ShouldBe(HomesteadIsNotTheHouseholds);
        Refused(scene, asked with { Deaths = [new(Scene.Person(1), "death")] }).ShouldBe(HomesteadHolderMayBeAlive);
        Refused(scene, asked with { Boundary = new("EPSG:2335", asked.Boundary.Wkb) }).ShouldBe(ParcelRules.CoordinateSystemIsNotRecognised);
        Refused(scene, asked with { Boundary = new("EPSG:4523", [1]) }).ShouldBe(ParcelRules.BoundaryIsNotAnArea);
        Refused(scene, asked with { Area = 300 }).ShouldBe(ParcelRules.AreaIsNotOfTheBoundary);
        Refused(scene, asked with { Boundary = Homestead().Boundary, Area = 250 }).ShouldBe(ParcelRules.NothingIsCorrected);
        Refused(scene, asked with { Boundary = ParcelChangeTests.Rectangle(0, 4), Area = 100 }).ShouldBe(HouseDoesNotFit);
        Refused(scene, asked with { Neighbours = "" }).ShouldBe(ParcelRules.NeighboursHaveNotSigned);

        IChange change = asked;
        change.Procedure.Steps.Select(step => step.Kind).ShouldContain(StepKind.NoticeOver);
        change.Procedure.Steps[0].Kind.ShouldBe(StepKind.Surveyed);
        change.Holders(scene.BooksFor(change)).ShouldBe([Scene.Person(1), Scene.Person(1, 2)]);
        var text = CaseTerms.Text(change, scene.BooksFor(change));
        foreach (var part in new[] { "宗地面积 现在：250", "宗地面积 以后：225", "批准面积 以后：200", "超占面积（不是权利的一部分） 现在：50", "超占面积（不是权利的一部分） 以后：25" }) text.ShouldContain(part);
        CaseTerms.Text(asked with { Boundary = ParcelChangeTests.Rectangle(0.01m, 9) }, scene.BooksFor(asked)).ShouldNotBe(text);
        Entered(scene, asked);

        var standing = scene.Homestead(Plot(1)).Entry.ShouldNotBeNull();
        (standing.Area, standing.Approval.Area, standing.Excess, standing.House).ShouldBe((225m, 200m, 25m, Home()));
        standing.Boundary.ShouldBe(asked.Boundary);
        scene.Ask(Hold(EncumbranceKind.Seizure, scene), Registrar).ShouldBeOfType<Decision.Entered>();
        Refused(scene, asked with { Boundary = Homestead().Boundary, Area = 250 }).ShouldBe(TenureRules.RightIsSeized);
    }

    [Fact]
    public void A_death_in_the_household_is_known_wherever_the_dead_held_the_homestead()
    {
        var scene = Land().Given(Taken(Homestead()));
        Entered(scene, new ChangeMembers(Scene.HouseholdCode(1), [new(Scene.Person(1, 2), false, MemberGround.Death, "10", false)]));
        scene.Homestead(Plot(1)).Living.ShouldBe([Scene.Person(1)]);

        IChange correction = new CorrectHomestead(Scene.HouseholdCode(1), Plot(1), HomesteadEntry.Storeys, "1", "2", "evidence");
        correction.Holders(scene.BooksFor(correction)).ShouldBe([Scene.Person(1)]);
        Entered(scene, new CloseHousehold(Scene.HouseholdCode(1), [new(Scene.Person(1), "death")]));
        scene.Homestead(Plot(1)).Living.ShouldBeEmpty();
        scene.Homestead(Plot(1)).Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)], "they are its holders until an heir comes");

        var lives = Village().Given(Taken(Homestead()));
        lives.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdMembersChanged(Scene.HouseholdCode(1), [new(Scene.Person(1, 2), "02", true, null)], Paper)));
        correction.Holders(lives.BooksFor(correction)).ShouldContain(Scene.Person(1), "whoever left alive is asked");
    }

    [Fact]
    public void A_co_holder_who_lives_elsewhere_locks_the_homestead_and_nobody_else_opens_that_lock()
    {
        var taken = Taken(Homestead());
        taken[0] = new(taken[0].Stream, ((HomesteadRegistered)taken[0].Fact) with { Holders = [Scene.Person(1), Scene.Person(2)] });
        var scene = Village().Given(taken);
        scene.Ask(Hold(EncumbranceKind.OwnerLock, scene), Scene.Farmer(2)).ShouldBeOfType<Decision.Entered>();
        var held = scene.Homestead(Plot(1)).Encumbrances.Keys.Single();
        scene.Ask(new LiftEncumbrance(Plot(1), held, ""), Scene.Farmer(1)).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(TenureRules.LockIsAnothers);
        scene.Ask(new LiftEncumbrance(Plot(1), held, ""), Scene.Farmer(2)).ShouldBeOfType<Decision.Entered>();

        scene.Ask(Hold(EncumbranceKind.OwnerLock, scene), Scene.Farmer(2)).ShouldBeOfType<Decision.Entered>();
        scene.Given(new StreamFact(Streams.Homestead(Plot(1)), new HomesteadHolderDied(Plot(1), Scene.Person(2), "case/1", Paper)));
        scene.Ask(new LiftEncumbrance(Plot(1), scene.Homestead(Plot(1)).Encumbrances.Keys.Single(), ""), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>("its owner died");
    }

    [Fact]
    public void A_corrected_homestead_gets_a_certificate_of_the_other_office_and_its_areas_are_put_to_everybody_first()
    {
        Procedures.HomesteadSubstantiveCorrection.Steps.Select(step => step.Kind).ShouldContain(StepKind.NoticeOver);
        Procedures.HomesteadClericalCorrection.Steps.Select(step => step.Kind).ShouldNotContain(StepKind.NoticeOver);
        var scene = Village().Given(Taken(Homestead()));
        scene.Open(new CorrectHomestead(Scene.HouseholdCode(1), Plot(1), HomesteadEntry.Structure, "BrickAndTimber", "Mixed", "evidence"), Scene.Farmer(1)).ShouldBeOfType<Decision.Entered>();
        var number = scene.LastCase;
        scene.Ask(new CompleteStep(number, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        foreach (var member in new[] { 1, 2 }) scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), Scene.Farmer(1, member)).ShouldBeOfType<Decision.Entered>();
        foreach (var paper in new[] { "application", "identity", "error-proof" }) scene.Ask(new FileDocument(number, paper, $"hash of {paper}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), OtherTownship).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new EnterCase(number), Registrar).ShouldBeOfType<Decision.Entered>();
        scene.Homestead(Plot(1)).Entry!.House!.Structure.ShouldBe(HouseStructure.Mixed);

        scene.Ask(new HandOverHomestead(number, "甘（2026）榆中县不动产权第0000124号", "榆中县不动产登记事务中心", scene.Day, "copy", Scene.Person(1), false, "receipt"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Homestead(Plot(1)).Certificate.ShouldBe("甘（2026）榆中县不动产权第0000124号");
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeOfType<Decision.Entered>();
    }

    /// <summary>Both households hold land; the second of the first household shares it or not.</summary>
    private static Scene Land(bool shares = true)
    {
        var scene = Village().GivenContract(1, 1, 2).GivenContract(2, 3);
        return shares ? scene : scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdMembersChanged(
            Scene.HouseholdCode(1), [new(Scene.Person(1), "02", true, null), new(Scene.Person(1, 2), "10", false, null)], Paper)));
    }

    private static MergeHouseholds Merger() => new(Scene.HouseholdCode(1), Scene.HouseholdCode(2), [new(Scene.Person(2), "71")]);

    private static SplitHousehold Split() => new(Scene.HouseholdCode(1), Scene.HouseholdCode(50), [new(Scene.Person(1, 2), "02")], [Scene.ParcelCode(2)]);

    private static EnterEncumbrance Hold(EncumbranceKind kind, Scene scene) =>
        new(Plot(1), kind, [Plot(1)], kind == EncumbranceKind.Seizure ? scene.Day.AddDays(60) : null, kind == EncumbranceKind.OwnerLock ? "" : "paper", kind == EncumbranceKind.OwnerLock ? null : "paper");

    private static IReadOnlyList<string> Held(Scene scene, int household) => [.. scene.State<HomesteadsHeld>(Streams.Household(Scene.HouseholdCode(household))).Plots];

    private static NewPaper[] Papers(IChange change, Scene scene) =>
        [.. Enumerable.Range(1, change.PapersNeeded(scene.BooksFor(change))).Select(one => new NewPaper(Scene.Id($"paper {one}"), $"serial {one}", $"token {one}", "榆中县自然资源局"))];

    private static void Entered(Scene scene, IChange change) =>
        scene.Enter(change.Enter(scene.BooksFor(change), Papers(change, scene), scene.By(VillageClerk))).ShouldBeOfType<Decision.Entered>();

    private static Rule Refused(Scene scene, EnterEncumbrance asked) => scene.Ask(asked, Registrar).ShouldBeOfType<Decision.Refused>().Rule;

    /// <summary>Ten metres by twenty-five, two hundred square metres of it approved.</summary>
    private static RegisterHomestead Homestead(int household = 1, int plot = 1) => new(
        Scene.HouseholdCode(household), Unit(plot), "村东头第二排", ParcelChangeTests.Rectangle((plot - 1) * 20, 10), 250, "川区",
        new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, "approval"), Home(), []);

    private static House Home() => new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998);

    private static HomesteadException Inherited() => new(HomesteadRule.OneHousehold, "因继承房屋占用", "deed");

    private static string Plot(int number) => $"620123001002JC0000{number}";

    private static string Unit(int number) => Plot(number) + "F00010001";

    private static Provenance Paper => new Scene().Paper;

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 2).GivenHousehold(2);

    private static StreamFact[] Taken(RegisterHomestead asked)
    {
        var scene = Village().Given();
        if (asked.Exceptions.Any(exception => exception.From == HomesteadRule.OneHousehold))
            scene.Given(new StreamFact(Streams.Household(asked.Household), new HomesteadTaken(asked.Household, Plot(1), Paper)));
        return [.. ((IChange)asked).Enter(scene.BooksFor(asked), [], scene.By(VillageClerk)).ShouldBeOfType<Decision.Entered>().Facts];
    }

    private static Rule Refused(Scene scene, IChange asked) =>
        RulesRaised.Note(asked.Enter(scene.BooksFor(asked), Papers(asked, scene), scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule);

    private static Rule Refused(Scene scene, HandOverHomestead paper) => scene.Ask(paper, Clerk).ShouldBeOfType<Decision.Refused>().Rule;

    private static void ToEntry(Scene scene)
    {
        var number = scene.LastCase;
        scene.Ask(new CompleteStep(number, StepKind.Surveyed), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.SurveyReviewed), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([number]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(CaseRules.NoticeIsRunning);
        scene.Day = scene.Notice(notice).LastDay;
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
        foreach (var member in new[] { 1, 2 })
            scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), Scene.Farmer(1, member)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        foreach (var paper in new[] { "application", "identity", "household-register", "approval", "plot-survey", "notice-record" })
            scene.Ask(new FileDocument(number, paper, $"hash of {paper}"), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.Accepted), Clerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.VillageAgreed), Chair).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.TownshipAgreed), OtherTownship).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(number, StepKind.CountyReviewed), Reviewer).ShouldBeOfType<Decision.Entered>();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeOfType<Decision.Entered>();
    }
}
