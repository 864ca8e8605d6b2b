using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Settlement.SettlementRules;

namespace RuralRights.Domain.Tests.Settlement;

/// <summary>Who says that somebody settled in town, who checks it, and how it is put right.</summary>
public sealed class SettlementTests
{
    private const string Village = "620123202213";
    private const string Township = "620123202";
    private const string InTown = "620102005";

    private static readonly Guid Person = Scene.Person(1);
    private static readonly string Household = Scene.HouseholdCode(1);
    private static readonly SettlementStatement Moved = new(new(2024, 3, 1), Village, InTown, false, [SettlementCriterion.WorksInTown]);
    private static readonly Actor.VillageClerk Clerk = new(Scene.Id("village clerk"), Village);
    private static readonly Actor.TownshipOfficer Officer = new(Scene.Id("township officer"), Township);
    private static readonly Actor.Clerk County = new(Scene.Id("county clerk"), "620123");

    private static Scene Start => new Scene().GivenCollective().GivenHousehold(1, 2).GivenHousehold(2);

    private static ReportSettlement Own => new(Person, Household, Moved, SettlementSource.Self, []);

    private static ReportSettlement Known => new(Person, Household, Moved, SettlementSource.Village, ["居住证 620102-000001"]);

    [Fact]
    public void A_person_s_own_word_is_recorded_once_somebody_saw_the_papers()
    {
        var scene = Start;

        var said = scene.Ask(Own, Scene.Farmer(1)).ShouldBeEntered().ShouldHaveSingleItem();
        said.Stream.ShouldBe($"settlement/{Person}");
        said.Fact.ShouldBeOfType<UrbanSettlementReported>().Source.ShouldBe(SettlementSource.Self);
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(SettlementHasNoPaper);
        var recorded = scene.Ask(new RecordSettlement(Person, ["户口簿 6 号", "户口簿 6 号"]), Officer).ShouldBeEntered()[0].Fact.ShouldBeOfType<UrbanSettlementRecorded>();

        recorded.Checker.ShouldBe(Officer.ToString());
        recorded.Statement.ShouldBe(Moved with { Criteria = recorded.Statement.Criteria });
        recorded.Provenance.Documents.ShouldBe([Settling.HashOf("户口簿 6 号")]);
        scene.Settlement(Person).IsChecked.ShouldBeTrue();
    }

    [Fact]
    public void A_scan_stands_for_the_paper_and_only_whoever_handed_it_in_names_it()
    {
        var (seen, further) = (new string('a', 64), new string('b', 64));
        Start.Ask(Known with { Papers = [], Scans = [] }, Clerk).ShouldBeRefused(SettlementHasNoPaper);
        var start = Start;
        start.NotHandedIn.Add("stranger's scan");
        start.Ask(Known with { Scans = ["stranger's scan"] }, Clerk).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        var scene = Start;
        scene.Ask(Known with { Papers = [], Scans = [seen] }, Clerk).ShouldBeEntered()[0].Fact.ShouldBeOfType<UrbanSettlementReported>().Provenance.Documents.ShouldBe([seen]);

        scene.NotHandedIn.Add("stranger's scan");
        scene.Ask(new RecordSettlement(Person, [], ["stranger's scan"]), Officer).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        scene.Ask(new RecordSettlement(Person, ["居住证 1"], [further]), Officer).ShouldBeEntered()[0].Fact.ShouldBeOfType<UrbanSettlementRecorded>()
            .Provenance.Documents.ShouldBe([seen, Settling.HashOf("居住证 1"), further]);
    }

    [Fact]
    public void Only_the_person_and_the_desks_that_serve_the_collective_report_it()
    {
        Start.Ask(Own, Scene.Farmer(1, 2)).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Own, Scene.Farmer(2)).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known, new Actor.VillageClerk(Clerk.Person, "620123202214")).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known, new Actor.TownshipOfficer(Officer.Person, "620123203")).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known, new Actor.Clerk(County.Person, "620122")).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known, new Actor.Chair(Scene.Chair, Scene.Group)).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known with { Household = "nobody's" }, Clerk).ShouldBeRefused(NotYoursToReport);
        Start.Ask(Known, Clerk).ShouldBeEntered();
        Start.Ask(Known with { Source = SettlementSource.PublicSecurity }, County).ShouldBeEntered();
    }

    [Fact]
    public void It_is_looked_at_person_by_person_and_says_where_it_comes_from()
    {
        Start.Ask(Known with { Person = Scene.Person(2) }, Clerk).ShouldBeRefused(PersonIsNotOfTheHousehold);
        Start.Ask(Known with { Source = SettlementSource.Self }, Clerk).ShouldBeRefused(SourceDoesNotFit);
        Start.Ask(Own with { Source = SettlementSource.Village }, Scene.Farmer(1)).ShouldBeRefused(SourceDoesNotFit);
        Start.Ask(Known with { Source = (SettlementSource)9 }, Clerk).ShouldBeRefused(SourceDoesNotFit);
    }

    [Fact]
    public void A_village_that_was_renamed_or_reclassified_has_moved_nobody()
    {
        const string RenamedVillage = "620123101045";
        var renamed = Start.Given(new StreamFact(
            Streams.Collective(Scene.Group), new CollectivePlaced(Scene.Group, RenamedVillage, "620123101", new(2025, 1, 1), "甘民复〔2024〕9号", new Scene().Paper)));

        // The village became a residents' committee under a code of the town, and nobody went anywhere.
        renamed.Ask(Known with { Statement = Moved with { ToDivision = RenamedVillage } }, new Actor.VillageClerk(Clerk.Person, RenamedVillage))
            .ShouldBeRefused(OnlyTheVillageWasRenamed);
        Start.Ask(Known with { Statement = Moved with { ToDivision = Village } }, Clerk).ShouldBeRefused(OnlyTheVillageWasRenamed);
        Start.Ask(Known with { Statement = Moved with { FromDivision = InTown } }, Clerk).ShouldBeRefused(OnlyTheVillageWasRenamed);
        Start.Ask(Own with { Statement = Moved with { ToDivision = Village } }, Scene.Farmer(1)).ShouldBeRefused(OnlyTheVillageWasRenamed);

        // The rename that came after the report is found when it is checked.
        var late = Start;
        late.Ask(Known with { Statement = Moved with { ToDivision = RenamedVillage } }, Clerk).ShouldBeEntered();
        late.Given(new StreamFact(
            Streams.Collective(Scene.Group), new CollectivePlaced(Scene.Group, RenamedVillage, Township, new(2025, 1, 1), "甘民复〔2024〕9号", late.Paper)));
        late.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(OnlyTheVillageWasRenamed);
    }

    [Fact]
    public void What_is_said_is_possible_and_meets_a_criterion()
    {
        Start.Ask(Known with { Statement = Moved with { SettledOn = Scene.Today.AddDays(1) } }, Clerk).ShouldBeRefused(SettledDayIsAhead);
        foreach (var code in new[] { "", "62010", "6201020", "62010200x", "６２０１０２" })
        {
            Start.Ask(Known with { Statement = Moved with { ToDivision = code } }, Clerk).ShouldBeRefused(DivisionIsMalformed);
            Start.Ask(Known with { Statement = Moved with { FromDivision = code } }, Clerk).ShouldBeRefused(DivisionIsMalformed);
        }

        Start.Ask(Known with { Statement = Moved with { Criteria = [] } }, Clerk).ShouldBeRefused(NoCriterionIsMet);
        Start.Ask(Known with { Statement = Moved with { Criteria = [(SettlementCriterion)7] } }, Clerk).ShouldBeRefused(NoCriterionIsMet);
        Start.Ask(Known with { Papers = [" "] }, Clerk).ShouldBeRefused(SettlementHasNoPaper);
        Start.Ask(Known with { Statement = Moved with { SettledOn = Scene.Today, Criteria = [SettlementCriterion.EnjoysTownServices, SettlementCriterion.LivesOrStudiesInTown, SettlementCriterion.EnjoysTownServices] } }, Clerk)
            .ShouldBeEntered()[0].Fact.ShouldBeOfType<UrbanSettlementReported>().Statement.Criteria
            .ShouldBe([SettlementCriterion.LivesOrStudiesInTown, SettlementCriterion.EnjoysTownServices]);
    }

    [Fact]
    public void Whoever_checks_serves_the_collective_and_did_not_report_it()
    {
        var scene = Start;
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(NotYoursToCheck);
        scene.Ask(Known, Officer).ShouldBeEntered();
        scene.Ask(Known, Clerk).ShouldBeRefused(SettlementAlreadyStands);

        scene.Ask(new RecordSettlement(Person, []), Clerk).ShouldBeRefused(NotYoursToCheck);
        scene.Ask(new RecordSettlement(Person, []), Scene.Farmer(1)).ShouldBeRefused(NotYoursToCheck);
        scene.Ask(new RecordSettlement(Person, []), new Actor.Registrar(Scene.Registrar, "620123")).ShouldBeRefused(NotYoursToCheck);
        scene.Ask(new RecordSettlement(Person, []), new Actor.Clerk(County.Person, "620122")).ShouldBeRefused(NotYoursToCheck);
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new RecordSettlement(Person, []), new Actor.Clerk(Officer.Person, "620123")).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new RecordSettlement(Person, []), new Actor.Clerk(Scene.Person(1, 2), "620123")).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Given(new StreamFact(Streams.Relatives(Scene.Id("aunt")), new RelativeDeclared(Scene.Id("aunt"), Scene.Person(1, 2), scene.Paper)));
        scene.Ask(new RecordSettlement(Person, []), new Actor.Clerk(Scene.Id("aunt"), "620123")).ShouldBeRefused(Conflict.ApprovesRelativesCase);
        scene.Ask(new RecordSettlement(Person, []), County).ShouldBeEntered();
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(SettlementIsChecked);
    }

    [Fact]
    public void A_wrong_record_is_put_right_by_a_further_fact_that_keeps_what_it_said()
    {
        var scene = Start;
        scene.Ask(Known, Clerk).ShouldBeEntered();
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeEntered();
        var right = Moved with { SettledOn = new(2024, 4, 1) };

        scene.Ask(new CorrectSettlement(Person, right, "日期写错"), Clerk).ShouldBeRefused(NotYoursToCorrect);
        scene.Ask(new CorrectSettlement(Person, null, "没有落户"), Scene.Farmer(1)).ShouldBeRefused(NotYoursToCorrect);
        scene.Ask(new CorrectSettlement(Person, right, "日期写错"), new Actor.Clerk(Clerk.Person, "620123")).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new CorrectSettlement(Person, right, "日期写错"), new Actor.Clerk(Scene.Person(1, 2), "620123")).ShouldBeRefused(Conflict.ApprovesOwnCase);
        scene.Ask(new CorrectSettlement(Person, right, " "), County).ShouldBeRefused(CorrectionHasNoGrounds);
        scene.Ask(new CorrectSettlement(Person, right with { ToDivision = Village }, "去处写错"), County).ShouldBeRefused(OnlyTheVillageWasRenamed);
        scene.Ask(new CorrectSettlement(Person, Moved with { Criteria = [.. Moved.Criteria] }, "没有变化"), County).ShouldBeRefused(CorrectionChangesNothing);
        scene.NotHandedIn.Add("unseen");
        scene.Ask(new CorrectSettlement(Person, right, "日期写错", ["unseen"]), County).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);

        var corrected = scene.Ask(new CorrectSettlement(Person, right, "日期写错", ["居住证扫描件"]), County).ShouldBeEntered()[0].Fact.ShouldBeOfType<UrbanSettlementCorrected>();
        (corrected.Before.SettledOn, corrected.After!.SettledOn, corrected.Checker).ShouldBe((Moved.SettledOn, right.SettledOn, County.ToString()));
        corrected.Provenance.Documents.ShouldContain("居住证扫描件");
        corrected.Provenance.Documents.Count.ShouldBe(2, "what was seen before still counts");

        scene.Ask(new CorrectSettlement(Person, null, "同名，记错了人"), Officer).ShouldBeEntered();
        scene.Settlement(Person).Stands.ShouldBeFalse();
        scene.Ask(new CorrectSettlement(Person, null, "同名，记错了人"), Officer).ShouldBeRefused(SettlementIsUnknown);
        scene.Ask(new RecordSettlement(Person, []), Officer).ShouldBeRefused(SettlementIsUnknown);
        scene.Ask(Own, Scene.Farmer(1)).ShouldBeEntered();
    }

    [Fact]
    public void What_waits_is_taken_back_by_whoever_said_it_and_put_right_by_the_village()
    {
        var scene = Start;
        scene.Ask(Own, Scene.Farmer(1)).ShouldBeEntered();
        scene.Ask(new CorrectSettlement(Person, Moved with { ResidencePermit = true }, "我记错了"), Scene.Farmer(1)).ShouldBeRefused(NotYoursToCorrect);
        scene.Ask(new CorrectSettlement(Person, null, "我记错了"), Scene.Farmer(1, 2)).ShouldBeRefused(NotYoursToCorrect);

        // Whoever put it right has reported it since, so somebody else checks it.
        scene.Ask(new CorrectSettlement(Person, Moved with { ResidencePermit = true }, "有居住证"), Officer).ShouldBeEntered();
        scene.Ask(new RecordSettlement(Person, ["居住证 1"]), Officer).ShouldBeRefused(Conflict.ApprovesOwnEntry);
        scene.Ask(new CorrectSettlement(Person, Moved, "居住证已注销"), Clerk).ShouldBeEntered();

        var own = Start;
        own.Ask(Own, Scene.Farmer(1)).ShouldBeEntered();
        own.Ask(new CorrectSettlement(Person, null, "我还没有搬"), Scene.Farmer(1)).ShouldBeEntered();
        own.Settlement(Person).Stands.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_corrected_that_is_not_there()
    {
        var unknown = new CorrectSettlement(Person, null, "没有落户");

        // Which collective would serve somebody of whom nothing is known is not known either.
        Start.Ask(unknown, County).ShouldBeRefused(NotYoursToCorrect);
        Start.Ask(new RecordSettlement(Person, []), County).ShouldBeRefused(NotYoursToCheck);
    }
}
