using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Tests.Households;

/// <summary>A name or an identity number is put right: decided without ever seeing one.</summary>
public sealed class PersonCorrectionTests
{
    private const string Plot = "620123001002JC00001";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("county clerk"), "620123");
    private static readonly Guid Draft = Scene.Id("draft");
    private static readonly CorrectPerson Renamed = new(Scene.HouseholdCode(1), Scene.Person(1, 2), PersonCorrection.Renamed, Draft, "household register");

    [Fact]
    public void A_name_is_put_right_and_the_certificate_with_it()
    {
        var scene = Village();
        scene.Open(Renamed, VillageClerk).ShouldBeEntered();
        var change = scene.Case(scene.LastCase).Change!;
        var facts = change.Enter(scene.BooksFor(change), [new(Scene.Id("paper"), "serial of paper a", "token", "authority")], scene.By(VillageClerk)).ShouldBeEntered();

        var corrected = facts.Select(fact => fact.Fact).OfType<PersonCorrected>().ShouldHaveSingleItem();
        (corrected.Person, corrected.Correction, corrected.Draft).ShouldBe((Scene.Person(1, 2), PersonCorrection.Renamed, Draft));
        corrected.Provenance.Documents.ShouldBe(["household register"]);
        facts.Select(fact => fact.Fact).OfType<CertificateReplaced>().ShouldHaveSingleItem().Certificate.ShouldBe(Scene.Id("paper 1"));
        facts.Select(fact => fact.Fact).OfType<CertificateIssued>().ShouldHaveSingleItem().Reason.ShouldBe(CertificateReason.WronglyWritten.Chinese);
        var (household, right) = (scene.Household(Scene.HouseholdCode(1)), scene.Right(Scene.RightCode(1)));
        scene.Given([.. facts]);
        scene.Household(Scene.HouseholdCode(1)).ShouldBe(household, "who is in the household is no matter of how they are written");
        scene.Right(Scene.RightCode(1)).Holdings.ShouldBe(right.Holdings);
    }

    [Fact]
    public void Where_there_is_no_certificate_none_is_issued()
    {
        var scene = Village();
        scene.GivenHousehold(2);
        scene.Drafts.Add(new(Scene.Id("other draft"), Scene.Person(2), false, true, true, false));
        IChange change = Renamed with { Household = Scene.HouseholdCode(2), Person = Scene.Person(2), Draft = Scene.Id("other draft") };
        change.PapersNeeded(scene.BooksFor(change)).ShouldBe(0);
        change.Enter(scene.BooksFor(change), [], scene.By(VillageClerk)).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<PersonCorrected>();
    }

    [Fact]
    public void Where_a_homestead_bears_the_name_the_case_waits_for_the_certificate_of_the_other_office()
    {
        var scene = Village();
        scene.Given(
            new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                Plot, Plot + "W00000000", Scene.HouseholdCode(1), Scene.Group, [Scene.Person(1), Scene.Person(1, 2)], "村东头", new("EPSG:4523", []), 200, 0, "川区", new(HomesteadSource.Approval, "1", scene.Day, 200, "paper"), null, [], scene.Paper)),
            new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HomesteadTaken(Scene.HouseholdCode(1), Plot, scene.Paper)),
            new StreamFact(Streams.Homestead(Plot), new HomesteadCertified(Plot, "甘（2016）榆中县不动产权第0000001号", "登记中心", scene.Day, "copy", Scene.Person(1), false, "receipt", scene.Paper)));
        Refused(scene, Renamed).ShouldBe(HomesteadRules.HomesteadBearsTheName);
        Refused(scene, Renamed with { Plots = ["620123001002JC00002"] }).ShouldBe(HomesteadRules.HomesteadIsNotTheHouseholds);
        scene.Drafts.Add(new(Scene.Id("draft of another"), Scene.Person(1, 3), false, true, true, false));
        Refused(scene, Renamed with { Person = Scene.Person(1, 3), Draft = Scene.Id("draft of another"), Plots = [Plot] }).ShouldBe(HomesteadRules.HomesteadIsNotTheHouseholds, "it is not this person's");

        scene.Open(Renamed with { Plots = [Plot] }, VillageClerk).ShouldBeEntered();
        var number = scene.LastCase;
        scene.Case(number).Change!.Procedure.ShouldBe(Procedures.PersonCorrectionOnHomestead);
        ToCertificates(scene, number);

        scene.Case(number).At.ShouldBe(StepKind.Certified);
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeRefused(CaseRules.StepIsNotDue);
        scene.Ask(HandedOver(number, 2), Clerk).ShouldBeEntered();
        scene.Homestead(Plot).Certificate.ShouldBe("甘（2026）榆中县不动产权第0000002号");
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeEntered();
    }

    [Fact]
    public void Every_homestead_that_bears_the_name_is_named_and_the_case_waits_for_the_certificate_of_each()
    {
        const string Second = "620123001002JC00002", Parents = "620123001002JC00003", Inherited = "620123001002JC00004", Bare = "620123001002JC00005", Strange = "620123001002JC00006";
        var scene = Village();
        scene.GivenHousehold(2, 2).GivenHousehold(3, 1);
        var who = Scene.Person(1, 2);
        scene.Given(
        [
            .. Homestead(scene, Plot, 1, Scene.Person(1), who), .. Certificate(scene, Plot),
            .. Homestead(scene, Second, 1, who), .. Certificate(scene, Second),
            .. Homestead(scene, Parents, 2, Scene.Person(2), who), .. Certificate(scene, Parents),
            .. Homestead(scene, Inherited, 3, Scene.Person(3)),
            new(Streams.Homestead(Inherited), new HomesteadInherited(Inherited, Scene.HouseholdCode(3), null, [Scene.Person(3)], [who, Scene.Person(2)], null, true, null, "case/0", scene.Paper)),
            new(Streams.Household(Scene.HouseholdCode(3)), new HomesteadLeft(Scene.HouseholdCode(3), Inherited, "case/0", scene.Paper)),
            .. Certificate(scene, Inherited),
            .. Homestead(scene, Bare, 2, who),
            .. Homestead(scene, Strange, 3, Scene.Person(3)), .. Certificate(scene, Strange),
        ]);
        scene.Drafts[0] = scene.Drafts[0] with { Homesteads = [Plot, Second, Parents, Inherited, Bare] };

        // Each of them is missed by name, whoever holds it; what has no certificate yet bears no name.
        string[] bearing = [Plot, Second, Parents, Inherited];
        foreach (var forgotten in bearing) RefusedAbout(scene, Renamed with { Plots = [.. bearing.Except([forgotten])] }).ShouldBe((HomesteadRules.HomesteadBearsTheName, forgotten));
        RefusedAbout(scene, Renamed with { Plots = [.. bearing, Strange] }).ShouldBe((HomesteadRules.HomesteadIsNotTheHouseholds, Strange));

        IChange asked = Renamed with { Plots = [.. bearing, Plot] };
        scene.Open(asked, VillageClerk).ShouldBeEntered();
        var number = scene.LastCase;
        scene.Case(number).Change!.Alterations(scene.BooksFor(asked)).Where(line => line.Chinese == "不动产权证书要换的宅基地").Select(line => line.After).ShouldBe(bearing);
        ToCertificates(scene, number);

        scene.Ask(HandedOver(number, 10), Clerk).ShouldBeRefused(HomesteadRules.PropertyCertificateIsIncomplete);
        scene.Ask(HandedOver(number, 10) with { Plot = Strange }, Clerk).ShouldBeRefused(CaseRules.StepIsNotDue);
        foreach (var (plot, at) in bearing.Select((plot, at) => (plot, at)))
        {
            scene.Case(number).At.ShouldBe(StepKind.Certified);
            scene.NextInCase(number, Clerk).Single(next => next.Act == CaseAct.HandOverHomestead).IsAvailable.ShouldBeTrue();
            scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeRefused(CaseRules.StepIsNotDue);
            // The last one need not be told apart any more.
            scene.Ask(HandedOver(number, 20 + at) with { Plot = at < 3 ? plot : null }, Clerk).ShouldBeEntered();
            scene.Homestead(plot).CertifiedIn.ShouldBe(number);
            scene.Ask(HandedOver(number, 30 + at) with { Plot = plot }, Clerk).ShouldBeRefused(CaseRules.StepIsNotDue);
        }

        scene.Homestead(Strange).CertifiedIn.ShouldNotBe(number);
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeEntered();
    }

    [Fact]
    public void A_homestead_that_ended_meanwhile_is_waited_for_no_more()
    {
        const string Second = "620123001002JC00002";
        var scene = Village();
        scene.Given([.. Homestead(scene, Plot, 1, Scene.Person(1, 2)), .. Certificate(scene, Plot), .. Homestead(scene, Second, 1, Scene.Person(1, 2)), .. Certificate(scene, Second)]);
        scene.Open(Renamed with { Plots = [Plot, Second] }, VillageClerk).ShouldBeEntered();
        var number = scene.LastCase;
        ToCertificates(scene, number);
        scene.Given(new StreamFact(Streams.Homestead(Second), new HomesteadEndedWithHouse(Second, scene.Day, null, "case/0", scene.Paper)));

        scene.Ask(HandedOver(number, 2), Clerk).ShouldBeEntered();

        scene.Case(number).At.ShouldBe(StepKind.Archived);
    }

    private static HandOverHomestead HandedOver(string number, int serial) =>
        new(number, $"甘（2026）榆中县不动产权第{serial:0000000}号", "登记中心", new Scene().Day, "copy", Scene.Person(1, 2), false, "receipt");

    private static StreamFact[] Homestead(Scene scene, string plot, int household, params Guid[] holders) =>
    [
        new(Streams.Homestead(plot), new HomesteadRegistered(
            plot, plot + "W00000000", Scene.HouseholdCode(household), Scene.Group, holders, "村东头", new("EPSG:4523", []), 200, 0, "川区", new(HomesteadSource.Approval, "1", scene.Day, 200, "paper"), null, [], scene.Paper)),
        new(Streams.Household(Scene.HouseholdCode(household)), new HomesteadTaken(Scene.HouseholdCode(household), plot, scene.Paper)),
    ];

    private static StreamFact[] Certificate(Scene scene, string plot) =>
        [new(Streams.Homestead(plot), new HomesteadCertified(plot, $"甘（2016）榆中县不动产权第{plot[^5..]}号", "登记中心", scene.Day, "copy", Scene.Person(1), false, "receipt", scene.Paper))];

    /// <summary>All steps until the certificates of the other office are waited for.</summary>
    private static void ToCertificates(Scene scene, string number)
    {
        foreach (var paper in new[] { "application", "identity-proof" }) scene.Ask(new FileDocument(number, paper, $"hash of {paper}"), VillageClerk).ShouldBeEntered();
        scene.Ask(new CompleteStep(number, StepKind.Applied), VillageClerk).ShouldBeEntered();
        foreach (var member in new[] { 1, 2, 3 }) scene.Ask(new ConfirmCase(number, scene.Case(number).Terms), Scene.Farmer(1, member)).ShouldBeEntered();
        foreach (var (step, actor) in new (StepKind, Actor)[]
        {
            (StepKind.Accepted, Clerk), (StepKind.VillageAgreed, new Actor.Chair(Scene.Chair, Scene.Group)), (StepKind.TownshipAgreed, new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9])),
            (StepKind.CountyReviewed, new Actor.Reviewer(Scene.Id("reviewer"), "620123")),
        }) scene.Ask(new CompleteStep(number, step), actor).ShouldBeEntered();
        foreach (var holder in scene.Case(number).Unreached) scene.Ask(new ReachHolder(number, holder, true), new Actor.Register("620123")).ShouldBeEntered();
        scene.Ask(new EnterCase(number), new Actor.Registrar(Scene.Registrar, "620123")).ShouldBeEntered();
        scene.Ask(new HandOverCertificates(number, [new(Scene.RightCode(1), Scene.Person(1), false, "receipt")]), Clerk).ShouldBeEntered();
    }

    [Fact]
    public void Every_holder_confirms_it_and_whose_name_it_is_also_without_a_share()
    {
        var scene = Village();
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdMembersChanged(
            Scene.HouseholdCode(1), [new(Scene.Person(1), "02", true, null), new(Scene.Person(1, 2), "20", false, null), new(Scene.Person(1, 3), "21", false, null)], scene.Paper)));

        scene.Open(Renamed, VillageClerk).ShouldBeEntered();

        scene.Case(scene.LastCase).Holders.ShouldBe([Scene.Person(1), Scene.Person(1, 2)], ignoreOrder: true);
    }

    [Fact]
    public void A_correction_is_refused_for_every_reason_in_order()
    {
        var scene = Village();
        Refused(scene, Renamed with { Household = Scene.HouseholdCode(9) }).ShouldBe(HouseholdIsUnknown);
        Refused(scene, Renamed with { Person = Scene.Person(2) }).ShouldBe(PersonIsNotOfTheHousehold);
        Refused(scene, Renamed with { Draft = Scene.Id("no draft") }).ShouldBe(PersonDraftIsUnknown);
        Refused(scene, Renamed with { Person = Scene.Person(1) }).ShouldBe(PersonDraftIsUnknown, "the draft is of somebody else");
        Refused(scene, Renamed with { Correction = PersonCorrection.NumberMiswritten }).ShouldBe(PersonDraftIsUnknown, "the draft is of the name");
        Refused(With(isCurrent: false), Renamed).ShouldBe(EntryHasChanged);
        Refused(With(corrects: false), Renamed).ShouldBe(NothingIsCorrected);
        Refused(With(ofNumber: true, isAnothers: true), Renamed with { Correction = PersonCorrection.NumberMiswritten }).ShouldBe(IdentityNumberIsAnothers);
        Refused(scene, Renamed with { Evidence = "" }).ShouldBe(EvidenceIsMissing);
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(1)), new HouseholdEnded(Scene.HouseholdCode(1), "case/1", scene.Paper)));
        Refused(scene, Renamed).ShouldBe(HouseholdHasEnded);
    }

    [Fact]
    public void A_confirmation_is_of_just_what_was_written_down()
    {
        var scene = Village();
        scene.Drafts.Add(new(Scene.Id("second draft"), Scene.Person(1, 2), false, true, true, false));
        var books = scene.BooksFor(Renamed);

        CaseTerms.Hash(Renamed with { Draft = Scene.Id("second draft") }, books).ShouldNotBe(CaseTerms.Hash(Renamed, books));
        CaseTerms.Hash(Renamed with { Correction = PersonCorrection.NameMiswritten }, books).ShouldNotBe(CaseTerms.Hash(Renamed, books));
    }

    private static Scene Village() => With();

    private static Scene With(bool ofNumber = false, bool isCurrent = true, bool corrects = true, bool isAnothers = false)
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1, 3).GivenContract(1, 1);
        scene.Drafts.Add(new(Draft, Scene.Person(1, 2), ofNumber, isCurrent, corrects, isAnothers));
        return scene;
    }

    private static (Rule, string) RefusedAbout(Scene scene, IChange change)
    {
        var refused = change.Enter(scene.BooksFor(change), [new(Scene.Id("paper"), "serial", "token", "authority")], scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>();
        return (refused.Rule, refused.About!.ToString()!);
    }

    private static Rule Refused(Scene scene, IChange change) =>
        RulesRaised.Note(change.Enter(scene.BooksFor(change), [new(Scene.Id("paper"), "serial", "token", "authority")], scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule);
}
