using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Tests.Parcels.ParcelChangeTests;

namespace RuralRights.Domain.Tests.Households;

/// <summary>A household splits and divides a parcel between its sides in one entry.</summary>
public sealed class SplitWithDivisionTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly string First = Scene.HouseholdCode(1), Made = Scene.HouseholdCode(50);
    private static readonly (string Old, string New) Rights = (Scene.RightCode(1), Made + "J");
    private static readonly string West = Scene.ParcelCode(11), East = Scene.ParcelCode(12);

    [Fact]
    public void Either_side_takes_its_part_and_nothing_is_won_or_lost()
    {
        var scene = Village();
        var old = scene.Right(Rights.Old).Certificate!.Id;
        var facts = Entered(scene, Halves());

        scene.State<Parcel>(Streams.Parcel(Scene.ParcelCode(1))).IsRetired.ShouldBeTrue();
        facts.OfType<ParcelDivided>().ShouldHaveSingleItem().Into.ShouldBe([West, East]);
        var (kept, taken) = (scene.Right(Rights.Old), scene.Right(Rights.New));
        kept.Holdings.Keys.ShouldBe([Scene.ParcelCode(2), East]);
        taken.Holdings.Keys.ShouldBe([West]);
        (taken.Holdings[West].Parcel.ContractArea + kept.Holdings[East].Parcel.ContractArea).ShouldBe(666.67m);
        (taken.Holdings[West].Parcel.EarlierArea + kept.Holdings[East].Parcel.EarlierArea).ShouldBe(640m);
        taken.TermTo.ShouldBe(kept.TermTo);
        facts.OfType<CertificateReplaced>().ShouldHaveSingleItem().Certificate.ShouldBe(old);
        facts.OfType<CertificateIssued>().Select(paper => paper.Right).ShouldBe([Rights.New, Rights.Old]);
        scene.Household(Made).Representative.ShouldBe(Scene.Person(1, 2));
    }

    [Fact]
    public void Its_item_is_1052_its_survey_is_checked_and_everybody_sees_areas_and_people_together()
    {
        var scene = Village();
        scene.Open(Halves(), VillageClerk).ShouldBeEntered();
        var (file, change) = (scene.Case(scene.LastCase), (IChange)Halves());

        change.Procedure.Item.ShouldBe("1052");
        ((IChange)Halves().Split).Procedure.Item.ShouldBe("1051");
        file.Change!.Procedure.Find(StepKind.SurveyReviewed).ShouldNotBeNull();
        file.Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)], ignoreOrder: true);
        change.Parcels.ShouldBe([Scene.ParcelCode(1), West, East]);
        var seen = change.Alterations(scene.BooksFor(change));
        seen.ShouldContain(one => one.Kind == ValueKind.Household && one.After == Made);
        seen.Where(one => one.Chinese.EndsWith("合同面积", StringComparison.Ordinal)).Sum(one => decimal.Parse(one.After!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(666.67m);
        change.Land(scene.BooksFor(change))!.After.Select(one => one.Code).ShouldBe([West, East]);
    }

    [Fact]
    public void It_is_refused_where_one_side_takes_nothing_and_by_the_rules_of_a_division_and_of_a_split()
    {
        var (scene, halves) = (Village(), Halves());
        Refused(scene, halves with { Divisions = [] }).ShouldBe(EitherSideTakesAPart);
        Refused(scene, halves with { Split = halves.Split with { Parcels = [] } }).ShouldBe(EitherSideTakesAPart);
        Refused(scene, halves with { Split = halves.Split with { Parcels = [West, East] } }).ShouldBe(EitherSideTakesAPart);
        Refused(scene, halves with { Divisions = [halves.Divisions[0], halves.Divisions[0] with { Parcel = Scene.ParcelCode(2) }] }).ShouldBe(EitherSideTakesAPart, "one code is one parcel's");
        Refused(scene, halves with { Divisions = [halves.Divisions[0] with { Parts = [New(11, Rectangle(0, 10), 250), New(12, Rectangle(10, 15), 375.02m)] }] }).ShouldBe(ParcelRules.AreasDoNotClose);
        Refused(scene, halves with { Divisions = [halves.Divisions[0] with { Parts = [New(11, Rectangle(0, 10), 250), New(12, Rectangle(10, 15.02m), 375)] }] }).ShouldBe(ParcelRules.PartsAreNotTheWhole);
        Refused(scene, halves with { Split = halves.Split with { Parcels = [West, Scene.ParcelCode(1)] } }).ShouldBe(TenureRules.ParcelNotInRight, "the divided parcel is no more");
        Refused(scene, halves with { Split = halves.Split with { Members = [] } }).ShouldBe(NobodyIsNamed);
        scene.Given(new StreamFact(Streams.Right(Rights.Old), new EncumbranceEntered(Rights.Old, Scene.Id("hold"), EncumbranceKind.Objection, [Scene.ParcelCode(1)], null, "第1号", scene.Paper)));
        Refused(scene, halves).ShouldBe(TenureRules.ObjectionEntryStands, "it lets a division pass, and no move of the parts");
    }

    [Fact]
    public void What_lets_both_pass_follows_each_part_to_its_side()
    {
        var scene = Village();
        scene.Given(new StreamFact(Streams.Right(Rights.Old), new EncumbranceEntered(Rights.Old, Scene.Id("hold"), EncumbranceKind.Expropriation, [Scene.ParcelCode(1), Scene.ParcelCode(2)], null, "第1号", scene.Paper)));
        Entered(scene, Halves());

        scene.Right(Rights.New).Encumbrances.Values.ShouldHaveSingleItem().Parcels.ShouldBe([West]);
        var kept = scene.Right(Rights.Old).Encumbrances.Values.ShouldHaveSingleItem();
        kept.Holds(East, scene.Day).ShouldBeTrue();
        kept.Holds(Scene.ParcelCode(2), scene.Day).ShouldBeTrue();
    }

    private static SplitWithDivision Halves() => new(
        new(First, Made, [new(Scene.Person(1, 2), "02")], [West]),
        [new(Scene.ParcelCode(1), [New(11, Rectangle(0, 10), 250), New(12, Rectangle(10, 15), 375)])]);

    private static Rule Refused(Scene scene, SplitWithDivision change) => RulesRaised.Note(
        ((IChange)change).Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule);

    private static List<object> Entered(Scene scene, SplitWithDivision change)
    {
        scene.Open(change, VillageClerk).ShouldBeEntered();
        var facts = ((IChange)change).Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk) with { Case = scene.LastCase }).ShouldBeEntered();
        scene.Given([.. facts]);
        return [.. facts.Select(fact => fact.Fact)];
    }

    private static NewPaper[] Papers() => [new(Scene.Id("a"), "serial of paper a", "token a", "authority"), new(Scene.Id("b"), "serial of paper b", "token b", "authority")];
}
