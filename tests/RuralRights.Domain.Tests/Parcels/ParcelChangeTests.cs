using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Tests.Parcels;

/// <summary>What cases change in parcels, and every rule that keeps them from it.</summary>
public sealed class ParcelChangeTests
{
    private const decimal Side = 25;
    private const decimal Area = Side * Side;

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly string Holder = Scene.HouseholdCode(1);

    [Fact]
    public void A_parcel_is_divided_and_nothing_is_won_or_lost()
    {
        var scene = Village();
        Entered(scene, Halves());

        scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).IsRetired.ShouldBeTrue();
        var right = scene.Right(Scene.RightCode(1));
        right.Holdings.Keys.ShouldBe([Scene.ParcelCode(2), Scene.ParcelCode(11), Scene.ParcelCode(12)]);
        right.ContractAreaOf([Scene.ParcelCode(11), Scene.ParcelCode(12)]).ShouldBe(666.67m);
        right.Holdings[Scene.ParcelCode(11)].Parcel.ContractArea.ShouldBe(266.67m);
        right.Holdings[Scene.ParcelCode(11)].Parcel.EarlierArea.ShouldBe(256m);
        right.TermOf([Scene.ParcelCode(11), Scene.ParcelCode(12)]).ShouldBe(new DateOnly(2028, 12, 31));
        right.Certificate!.Serial.ShouldStartWith("serial of paper");
    }

    [Fact]
    public void Divided_and_joined_again_a_parcel_has_its_shape_and_its_areas_back() =>
        Gen.Select(Gen.Int[1, 24_999], Gen.Int[1, 24_999]).Sample((west, east) =>
        {
            var (at, bend) = (west / 1000m, east / 1000m);
            var (left, right) = (Trapezium(at, bend, leftSide: true), Trapezium(at, bend, leftSide: false));
            var leftArea = Math.Round((at + bend) / 2 * Side, 2);
            var scene = Village();
            Entered(scene, new DivideParcel(Holder, Scene.ParcelCode(1), [New(11, left, leftArea), New(12, right, Area - leftArea)]));
            Entered(scene, new ConsolidateParcels(Holder, [Scene.ParcelCode(11), Scene.ParcelCode(12)], New(13, Rectangle(0, Side), Area)));

            var again = scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(13)));
            var held = scene.Right(Scene.RightCode(1)).Holdings[Scene.ParcelCode(13)];
            return again.SurveyedArea == Area && held.Parcel is { ContractArea: 666.67m, EarlierArea: 640m } && held.TermTo == new DateOnly(2028, 12, 31)
                && new WKBReader().Read(again.Survey!.Boundary.Wkb).EqualsTopologically(new WKBReader().Read(Rectangle(0, Side).Wkb));
        }, iter: 40);

    [Fact]
    public void A_lease_that_names_the_parcel_binds_what_it_became()
    {
        var scene = Village().Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new LeaseFiled(
            Scene.RightCode(1), "620123202213010001", Scene.HouseholdCode(3), "900", new(2020, 1, 1), new(2027, 12, 31), 600, [Scene.ParcelCode(1), Scene.ParcelCode(2)], null, new(2020, 1, 1), Told)));
        Entered(scene, Halves());
        scene.Right(Scene.RightCode(1)).Leases["620123202213010001"].Parcels.ShouldBe([Scene.ParcelCode(2), Scene.ParcelCode(11), Scene.ParcelCode(12)]);
    }

    [Fact]
    public void A_division_is_refused_for_every_reason_in_order()
    {
        var scene = Village();
        var halves = Halves();
        Refused(scene, halves with { Household = Scene.HouseholdCode(9) }).ShouldBe(HouseholdRules.HouseholdIsUnknown);
        Refused(scene, halves with { Parcel = Scene.ParcelCode(99) }).ShouldBe(ParcelIsUnknown);
        Refused(scene, halves with { Parcel = Scene.ParcelCode(3) }).ShouldBe(TenureRules.ParcelNotInRight);
        Refused(scene, halves with { Parts = [halves.Parts[0]] }).ShouldBe(TooFewParcels);
        Refused(scene, halves with { Parts = [halves.Parts[0], halves.Parts[0]] }).ShouldBe(TooFewParcels);
        Refused(scene, halves with { Parts = [halves.Parts[0], halves.Parts[1] with { Code = Scene.ParcelCode(2) }] }).ShouldBe(ParcelIsKnown);
        Refused(scene, halves with { Parts = [halves.Parts[0], halves.Parts[1] with { Code = "1" }] }).ShouldBe(ParcelCodeIsNotOfTheIssuer);
        Refused(scene, halves with { Parts = [halves.Parts[0], halves.Parts[1] with { SurveyedArea = 375.02m }] }).ShouldBe(AreasDoNotClose);
        Refused(scene, halves with { Parts = [New(11, Rectangle(0, 10.02m), 250), New(12, Rectangle(10, 15), 375)] }).ShouldBe(PartsAreNotTheWhole, "they overlap");
        Refused(scene, halves with { Parts = [New(11, Rectangle(0, 9.98m), 250), New(12, Rectangle(10, 15), 375)] }).ShouldBe(PartsAreNotTheWhole, "there is a gap");
        Refused(scene, halves with { Parts = [New(11, Rectangle(0, 10), 250), New(12, Rectangle(10, 15.02m), 375)] }).ShouldBe(PartsAreNotTheWhole, "it reaches beyond");
        scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new EncumbranceEntered(Scene.RightCode(1), Scene.Id("seizure"), EncumbranceKind.Seizure, [Scene.ParcelCode(1)], null, "（2026）甘0123执1号", scene.Paper)));
        Refused(scene, halves).ShouldBe(TenureRules.RightIsSeized);
    }

    [Theory]
    [InlineData(EncumbranceKind.Objection)]
    [InlineData(EncumbranceKind.Expropriation)]
    public void What_does_not_stop_a_division_holds_every_part_from_the_same_day_and_one_lift_lifts_it_all(EncumbranceKind kind)
    {
        var scene = Held(kind, Scene.ParcelCode(1), Scene.ParcelCode(2));
        var since = scene.Right(Scene.RightCode(1)).Encumbrances.Values.Single().Since;
        Entered(scene, Halves());

        var held = scene.Right(Scene.RightCode(1)).Encumbrances.Values.ShouldHaveSingleItem();
        held.ShouldSatisfyAllConditions(
            () => held.Kind.ShouldBe(kind),
            () => held.Since.ShouldBe(since),
            () => held.Document.ShouldBe("第1号"),
            () => held.Parcels.ShouldBe([Scene.ParcelCode(2), Scene.ParcelCode(11), Scene.ParcelCode(12)]));
        scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new EncumbranceLifted(Scene.RightCode(1), held.Id, "第2号", scene.Paper)));
        scene.Right(Scene.RightCode(1)).Encumbrances.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EncumbranceKind.Seizure)]
    [InlineData(EncumbranceKind.Dispute)]
    [InlineData(EncumbranceKind.OwnerLock)]
    public void What_keeps_a_parcel_exactly_as_it_is_stops_a_division(EncumbranceKind kind) =>
        Refused(Held(kind, Scene.ParcelCode(1)), Halves()).ShouldBe(HoldLaw.Of(kind).Rule);

    [Fact]
    public void A_mortgage_waits_for_the_creditor_s_consent_and_then_follows_onto_the_parts()
    {
        var scene = Held(EncumbranceKind.Mortgage, Scene.ParcelCode(1));
        Refused(scene, Halves()).ShouldBe(TenureRules.RightIsMortgaged);
        scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new HoldYielded(Scene.RightCode(1), Scene.Id("hold"), "", "同意书", scene.Paper)));
        Entered(scene, Halves());
        scene.Right(Scene.RightCode(1)).Encumbrances.Values.ShouldHaveSingleItem().Parcels.ShouldBe([Scene.ParcelCode(11), Scene.ParcelCode(12)]);
        Refused(scene, new DivideParcel(Holder, Scene.ParcelCode(11), [New(14, Rectangle(0, 4), 100), New(15, Rectangle(4, 6), 150)])).ShouldBe(TenureRules.RightIsMortgaged, "the consent was to what was");
    }

    [Fact]
    public void A_hold_on_every_joined_parcel_follows_onto_the_whole_and_a_hold_on_some_stops_them()
    {
        var joined = new ConsolidateParcels(Holder, [Scene.ParcelCode(1), Scene.ParcelCode(2)], New(13, Rectangle(0, 50), 1250));
        Refused(Held(EncumbranceKind.Objection, Scene.ParcelCode(2)), joined).ShouldBe(TenureRules.ObjectionEntryStands);
        var scene = Held(EncumbranceKind.Objection, Scene.ParcelCode(1), Scene.ParcelCode(2));
        Entered(scene, joined);
        scene.Right(Scene.RightCode(1)).Encumbrances.Values.ShouldHaveSingleItem().Parcels.ShouldBe([Scene.ParcelCode(13)]);
    }

    [Fact]
    public void A_retired_code_is_never_used_again()
    {
        var scene = Village();
        Entered(scene, Halves());
        Refused(scene, Halves()).ShouldBe(ParcelIsRetired);
        Refused(scene, new DivideParcel(Holder, Scene.ParcelCode(2), [New(1, Rectangle(25, 10), 250), New(14, Rectangle(35, 15), 375)])).ShouldBe(ParcelIsKnown);
        Refused(scene, new CorrectEntry(Holder, Scene.ParcelCode(1), ParcelEntry.Place, "小地名", "大地名", "paper")).ShouldBe(ParcelIsRetired);
    }

    [Fact]
    public void A_consolidation_is_refused_for_every_reason_in_order()
    {
        var scene = Village();
        scene.Given(Stood(21, Rectangle(200, Side), Scene.NeighbourGroup), new(Streams.Right(Scene.RightCode(1)), new ParcelJoined(
            Scene.RightCode(1), Holder, Scene.Group, new(Scene.ParcelCode(4), 666.67m, null, null), new(2030, 1, 1), "transfer/1", scene.Paper)));
        var joined = new ConsolidateParcels(Holder, [Scene.ParcelCode(1), Scene.ParcelCode(2)], New(13, Rectangle(0, 50), 1250));
        Refused(scene, joined with { Parcels = [Scene.ParcelCode(1)] }).ShouldBe(TooFewParcels);
        Refused(scene, joined with { Parcels = [Scene.ParcelCode(1), Scene.ParcelCode(99)] }).ShouldBe(ParcelIsUnknown);
        Refused(scene, joined with { Parcels = [Scene.ParcelCode(1), Scene.ParcelCode(21)] }).ShouldBe(ParcelIsOfAnotherOwner);
        Refused(scene, joined with { Parcels = [Scene.ParcelCode(1), Scene.ParcelCode(3)] }).ShouldBe(TenureRules.ParcelNotInRight);
        Refused(scene, joined with { Parcels = [Scene.ParcelCode(1), Scene.ParcelCode(4)] }).ShouldBe(ParcelTermsDiffer);
        Refused(scene, joined with { Into = joined.Into with { SurveyedArea = 1250.02m } }).ShouldBe(AreasDoNotClose);
        Refused(scene, joined with { Into = New(13, Rectangle(1, 50), 1250) }).ShouldBe(PartsAreNotTheWhole);
        Entered(scene, joined);
        scene.Right(Scene.RightCode(1)).Holdings[Scene.ParcelCode(13)].Parcel.ContractArea.ShouldBe(1333.34m);
    }

    [Fact]
    public void A_boundary_is_surveyed_anew_and_the_contract_area_stays()
    {
        var scene = Village();
        var anew = new CorrectBoundary(Holder, Scene.ParcelCode(1), Rectangle(0, 24.8m), 620, null, "paper");
        Refused(scene, anew with { Household = Scene.HouseholdCode(9) }).ShouldBe(HouseholdRules.HouseholdIsUnknown);
        Refused(scene, anew with { SurveyedArea = 800 }).ShouldBe(AreaIsNotOfTheBoundary);
        Refused(scene, anew with { Boundary = Rectangle(0, Side), SurveyedArea = Area }).ShouldBe(NothingIsCorrected);
        Refused(scene, anew with { Neighbours = "" }).ShouldBe(NeighboursHaveNotSigned);
        Entered(scene, anew);
        scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).SurveyedArea.ShouldBe(620);
        scene.Right(Scene.RightCode(1)).ContractAreaOf([Scene.ParcelCode(1)]).ShouldBe(666.67m);
    }

    [Fact]
    public void A_wrong_entry_is_put_right_on_evidence()
    {
        var scene = Village();
        var correction = new CorrectEntry(Holder, Scene.ParcelCode(1), ParcelEntry.LandUse, "013", "011", "paper");
        Refused(scene, correction with { Before = "012" }).ShouldBe(EntryHasChanged);
        Refused(scene, correction with { After = "013" }).ShouldBe(NothingIsCorrected);
        Refused(scene, correction with { After = "旱地和水田" }).ShouldBe(ValueDoesNotFit);
        Refused(scene, correction with { Evidence = "" }).ShouldBe(EvidenceIsMissing);
        Entered(scene, correction);
        scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).Survey!.LandUse.ShouldBe("011");
    }

    [Theory]
    [InlineData(ParcelEntry.Place, "小地名", "大地名", false)]
    [InlineData(ParcelEntry.Category, "10", "21", true)]
    [InlineData(ParcelEntry.Ownership, null, "31", true)]
    [InlineData(ParcelEntry.Grade, null, "05", false)]
    [InlineData(ParcelEntry.Purpose, null, "1", true)]
    [InlineData(ParcelEntry.BasicFarmland, "true", "false", true)]
    [InlineData(ParcelEntry.SurveyedArea, "625.00", "625.10", true)]
    public void Every_entry_can_be_corrected_and_only_what_changes_the_land_runs_a_notice(ParcelEntry entry, string? before, string after, bool substantive)
    {
        var scene = Village();
        IChange correction = new CorrectEntry(Holder, Scene.ParcelCode(1), entry, before, after, "paper");
        (correction.Procedure.Find(StepKind.NoticeOver) is not null).ShouldBe(substantive);
        Entered(scene, correction);
        entry.Of(scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).Survey!).ShouldBe(after);
    }

    [Fact]
    public void A_contract_area_written_wrongly_is_put_right_after_a_notice_and_nothing_else_of_the_contract()
    {
        var scene = Village();
        IChange correction = new CorrectEntry(Holder, Scene.ParcelCode(1), ParcelEntry.ContractArea, "666.67", "606.67", "paper");
        correction.Procedure.ShouldBe(Procedures.SubstantiveCorrection);
        Refused(scene, (CorrectEntry)correction with { Before = "666.66" }).ShouldBe(EntryHasChanged);
        Refused(scene, (CorrectEntry)correction with { After = "666.67" }).ShouldBe(NothingIsCorrected);
        Refused(scene, (CorrectEntry)correction with { After = "606.667" }).ShouldBe(ValueDoesNotFit);
        Refused(scene, (CorrectEntry)correction with { After = "0" }).ShouldBe(ValueDoesNotFit);
        Refused(scene, (CorrectEntry)correction with { Evidence = "" }).ShouldBe(EvidenceIsMissing);
        Refused(scene, (CorrectEntry)correction with { Parcel = Scene.ParcelCode(3) }).ShouldBe(TenureRules.ParcelNotInRight);

        var before = scene.Right(Scene.RightCode(1));
        Entered(scene, correction);

        var right = scene.Right(Scene.RightCode(1));
        right.Holdings[Scene.ParcelCode(1)].ShouldBe(before.Holdings[Scene.ParcelCode(1)] with { Parcel = before.Holdings[Scene.ParcelCode(1)].Parcel with { ContractArea = 606.67m } });
        right.Holdings[Scene.ParcelCode(2)].ShouldBe(before.Holdings[Scene.ParcelCode(2)]);
        right.Certificate!.Serial.ShouldStartWith("serial of paper");
        scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).SurveyedArea.ShouldBe(Area, "what was measured is another entry");
    }

    private static readonly Provenance Told = new Scene().Paper;

    private static DivideParcel Halves() => new(Holder, Scene.ParcelCode(1), [New(11, Rectangle(0, 10), 250), New(12, Rectangle(10, 15), 375)]);

    private static Scene Held(EncumbranceKind kind, params string[] parcels)
    {
        var scene = Village();
        return scene.Given(new StreamFact(Streams.Right(Scene.RightCode(1)), new EncumbranceEntered(Scene.RightCode(1), Scene.Id("hold"), kind, parcels, null, "第1号", scene.Paper)));
    }

    /// <summary>Two parcels of 25 m by 25 m side by side in the right of the first household.</summary>
    internal static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 2).GivenHousehold(2).GivenContract(1, 1, 2).GivenContract(2, 3)
        .Given(Stood(1, Rectangle(0, Side)), Stood(2, Rectangle(25, Side)), Stood(3, Rectangle(50, Side)), Stood(4, Rectangle(75, Side)));

    internal static NewParcel New(int number, BoundaryOnRecord boundary, decimal area) => new(Scene.ParcelCode(number), "小地名", boundary, area, "10", null, "013", null, null, true, null);

    internal static StreamFact Stood(int number, BoundaryOnRecord boundary, string collective = Scene.Group) => new(
        Streams.Parcel(Scene.ParcelCode(number)),
        new ParcelSurveyed(Scene.ParcelCode(number), collective, "小地名", boundary, Area, "10", null, "013", null, null, true, null, Told));

    internal static BoundaryOnRecord Rectangle(decimal west, decimal width) => Shape((west, 0), (west + width, 0), (west + width, Side), (west, Side));

    private static BoundaryOnRecord Trapezium(decimal south, decimal north, bool leftSide) => leftSide
        ? Shape((0, 0), (south, 0), (north, Side), (0, Side))
        : Shape((south, 0), (Side, 0), (Side, Side), (north, Side));

    private static BoundaryOnRecord Shape(params (decimal X, decimal Y)[] corners) => new("EPSG:4523", new WKBWriter().Write(
        GeometryFactory.Default.CreatePolygon([.. corners.Append(corners[0]).Select(corner => new Coordinate(35_417_000 + (double)corner.X, 3_972_000 + (double)corner.Y))])));

    internal static Rule Refused(Scene scene, IChange change) =>
        RulesRaised.Note(change.Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule);

    internal static void Entered(Scene scene, IChange change)
    {
        scene.Open(change, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Given([.. change.Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk) with { Case = scene.LastCase }).ShouldBeOfType<Decision.Entered>().Facts]);
    }

    private static NewPaper[] Papers() => [new(Scene.Id("paper"), "serial of paper a", "token", "authority")];
}
