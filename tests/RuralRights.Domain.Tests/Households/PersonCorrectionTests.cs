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
        Refused(scene, Renamed with { Plot = "620123001002JC00002" }).ShouldBe(HomesteadRules.HomesteadIsNotTheHouseholds);
        scene.Drafts.Add(new(Scene.Id("draft of another"), Scene.Person(1, 3), false, true, true, false));
        Refused(scene, Renamed with { Person = Scene.Person(1, 3), Draft = Scene.Id("draft of another"), Plot = Plot }).ShouldBe(HomesteadRules.HomesteadIsNotTheHouseholds, "it is not this person's");

        scene.Open(Renamed with { Plot = Plot }, VillageClerk).ShouldBeEntered();
        var number = scene.LastCase;
        scene.Case(number).Change!.Procedure.ShouldBe(Procedures.PersonCorrectionOnHomestead);
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

        scene.Case(number).At.ShouldBe(StepKind.Certified);
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeRefused(CaseRules.StepIsNotDue);
        scene.Ask(new HandOverHomestead(number, "甘（2026）榆中县不动产权第0000002号", "登记中心", scene.Day, "copy", Scene.Person(1, 2), false, "receipt"), Clerk).ShouldBeEntered();
        scene.Homestead(Plot).Certificate.ShouldBe("甘（2026）榆中县不动产权第0000002号");
        scene.Ask(new CompleteStep(number, StepKind.Archived), Clerk).ShouldBeEntered();
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

    private static Rule Refused(Scene scene, IChange change) =>
        RulesRaised.Note(change.Enter(scene.BooksFor(change), [new(Scene.Id("paper"), "serial", "token", "authority")], scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule);
}
