using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Tests.Registration;

/// <summary>A public notice over several cases: posted, photographed, objected to, closed.</summary>
public sealed class NoticeTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly Actor Township = new Actor.TownshipOfficer(Scene.Id("township"), Scene.Group[..9]);
    private static readonly Actor Clerk = new Actor.Clerk(Scene.Id("clerk"), "620123");
    private static readonly Actor Passerby = new Actor.Passerby(Scene.Id("passer-by"));

    [Fact]
    public void Cases_nobody_objects_to_go_on_and_the_others_wait()
    {
        var (scene, first, second) = Posted(out var notice);
        scene.Ask(new RaiseObjection(second, null, "这块地是我家的"), Passerby).ShouldBeOfType<Decision.Entered>();
        Closed(scene, notice);

        scene.Case(first).At.ShouldBe(StepKind.Confirmed);
        scene.Case(second).At.ShouldBe(StepKind.NoticeOver);
        Refused(scene.Ask(new CompleteStep(second, StepKind.NoticeOver), VillageClerk)).ShouldBe(ObjectionIsOpen);

        var objection = scene.Case(second).Objections.Keys.Single();
        Refused(scene.Ask(new ResolveObjection(second, objection, false, " "), Township)).ShouldBe(WordsAreMissing);
        Refused(scene.Ask(new ResolveObjection(second, Guid.Empty, false, "x"), Township)).ShouldBe(ObjectionIsUnknown);
        scene.Ask(new ResolveObjection(second, objection, false, "核实无误"), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(second, StepKind.NoticeOver), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void Nobody_answers_an_objection_that_they_or_a_relative_raised()
    {
        var (scene, first, _) = Posted(out _);
        var neighbour = new Actor.TownshipOfficer(Scene.Person(3), Scene.Group[..9]);
        scene.Ask(new RaiseObjection(first, null, "这块地是我家的"), new Actor.Farmer(neighbour.Person, Scene.HouseholdCode(3))).ShouldBeOfType<Decision.Entered>();
        var answer = new ResolveObjection(first, scene.Case(first).Objections.Keys.Single(), true, "属实");

        Refused(scene.Ask(answer, neighbour)).ShouldBe(Conflict.ApprovesOwnCase);
        scene.Relatives = Relatives.Unknown with { Declared = [neighbour.Person] };
        Refused(scene.Ask(answer, Township)).ShouldBe(Conflict.ApprovesRelativesCase);
        scene.Relatives = Relatives.Unknown with { DeclaredBy = [neighbour.Person] };
        Refused(scene.Ask(answer, Township)).ShouldBe(Conflict.ApprovesRelativesCase);
        scene.Relatives = Relatives.Unknown;
        scene.Ask(answer, Township).ShouldBeOfType<Decision.Entered>();
        scene.Case(first).Objections.ShouldBeEmpty();

        var (again, _, second) = Posted(out _);
        again.Ask(new RaiseObjection(second, null, "面积不对"), Township).ShouldBeOfType<Decision.Entered>();
        var own = new ResolveObjection(second, again.Case(second).Objections.Keys.Single(), false, "核实无误");
        Refused(again.Ask(own, Township)).ShouldBe(Conflict.ApprovesOwnCase);
        again.Ask(own, neighbour).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void An_objection_that_is_upheld_sends_the_case_back_to_be_corrected_and_it_is_posted_anew()
    {
        var (scene, first) = Upheld();
        scene.Case(first).At.ShouldBe(StepKind.Applied);
        scene.Case(first).Notice.ShouldBeNull();
        Refused(scene.Ask(new CompleteStep(first, StepKind.Applied, " "), VillageClerk)).ShouldBe(ObjectionWasUpheld);
        scene.Ask(new AmendCase(first, scene.Case(first).Change!), VillageClerk).ShouldBeOfType<Decision.Entered>();
        Refused(scene.Ask(new CompleteStep(first, StepKind.Applied), VillageClerk)).ShouldBe(ObjectionWasUpheld, "nothing was corrected");

        scene.Ask(new AmendCase(first, new RenewTerm(Scene.HouseholdCode(1), new(2057, 12, 31))), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(first, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([first]), VillageClerk, out _).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void What_stays_as_it_is_after_an_objection_was_upheld_stays_for_a_reason_in_words()
    {
        var (scene, first) = Upheld();
        scene.NextInCase(first, VillageClerk).Where(next => next.Act is CaseAct.Amend or CaseAct.Complete).ShouldAllBe(next => next.IsAvailable);
        var done = scene.Ask(new CompleteStep(first, StepKind.Applied, "异议说的是另一块地"), VillageClerk).ShouldBeEntered().ShouldHaveSingleItem().Fact.ShouldBeOfType<CaseStepDone>();
        done.Opinion.ShouldBe(SealedWords.HashOf("异议说的是另一块地"));
        done.Provenance.Rules.ShouldContain(ObjectionWasUpheld.Code);
        scene.Case(first).AwaitsCorrection.ShouldBeFalse();
        scene.Ask(new OpenNotice([first]), VillageClerk, out _).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void An_objection_is_answered_even_when_the_case_was_written_anew_meanwhile()
    {
        var (scene, first, _) = Posted(out _);
        scene.Ask(new RaiseObjection(first, null, "这块地是我家的"), Passerby).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new SendBack(first, StepKind.Applied, ["other"], "期限写错"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new AmendCase(first, new RenewTerm(Scene.HouseholdCode(1), new(2057, 12, 31))), VillageClerk).ShouldBeOfType<Decision.Entered>();
        var objection = scene.Case(first).Objections.ShouldHaveSingleItem().Key;

        scene.Ask(new CompleteStep(first, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([first]), VillageClerk, out var notice).ShouldBeOfType<Decision.Entered>();
        Closed(scene, notice);
        Refused(scene.Ask(new CompleteStep(first, StepKind.NoticeOver), VillageClerk)).ShouldBe(ObjectionIsOpen);
        scene.Ask(new ResolveObjection(first, objection, false, "核实无误"), Township).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(first, StepKind.NoticeOver), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void An_objection_that_is_upheld_where_the_case_is_written_sends_it_nowhere()
    {
        var (scene, first, _) = Posted(out _);
        scene.Ask(new RaiseObjection(first, null, "面积不对"), Passerby).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new SendBack(first, StepKind.Applied, ["other"], "面积写错"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ResolveObjection(first, scene.Case(first).Objections.Keys.Single(), true, "属实"), Township).ShouldBeEntered()
            .ShouldHaveSingleItem().Fact.ShouldBeOfType<ObjectionResolved>();
        Refused(scene.Ask(new CompleteStep(first, StepKind.Applied), VillageClerk)).ShouldBe(ObjectionWasUpheld);
    }

    [Fact]
    public void A_case_does_not_pass_its_notice_before_the_posting_is_proved()
    {
        var (scene, first, _) = Posted(out var notice);
        scene.Day = scene.Notice(notice).LastDay.AddDays(1);
        Refused(scene.Ask(new CompleteStep(first, StepKind.NoticeOver), VillageClerk)).ShouldBe(NoticeIsNotClosed);
    }

    [Fact]
    public void A_notice_runs_its_whole_time_the_first_day_not_counted_and_is_proved_by_photographs()
    {
        var (scene, first, _) = Posted(out var notice);
        scene.Notice(notice).LastDay.ShouldBe(new(2026, 12, 8));

        scene.Day = scene.Notice(notice).LastDay;
        Refused(scene.Ask(new CloseNotice(notice), VillageClerk)).ShouldBe(NoticeIsRunning);
        Refused(scene.Ask(new CompleteStep(first, StepKind.NoticeOver), VillageClerk)).ShouldBe(NoticeIsRunning);
        scene.Day = scene.Day.AddDays(1);
        Refused(scene.Ask(new CloseNotice(notice), VillageClerk)).ShouldBe(PostingIsNotProved);
        Refused(scene.Ask(new RaiseObjection(first, null, "too late"), Passerby)).ShouldBe(NotOnNotice);
    }

    [Fact]
    public void The_photograph_of_the_start_is_taken_on_the_first_day_at_the_latest()
    {
        var (scene, first, _) = Posted(out var notice);
        scene.Day = scene.Notice(notice).FirstDay.AddDays(1);
        Refused(scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), VillageClerk)).ShouldBe(PostingWasPhotographedLate);

        scene.Ask(new SendBack(first, StepKind.Applied, ["other"], "张贴晚了"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(first, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new OpenNotice([first]), VillageClerk, out var anew).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Notice(anew).FirstDay;
        scene.Ask(new PhotographNotice(anew, PostingMoment.Start, "photo"), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    [Fact]
    public void A_county_that_asks_for_no_photographs_closes_a_notice_without()
    {
        var (scene, first, _) = Posted(out var notice);
        scene.Given(new StreamFact(Streams.County("620123"), new CountySettingMade(CountySettings.NoticeNeedsPhotos.Key, "no", Scene.Today, "文件", scene.Paper)));
        scene.Day = scene.Notice(notice).LastDay.AddDays(1);

        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Case(first).At.ShouldBe(StepKind.Confirmed);
    }

    [Fact]
    public void A_substantive_correction_is_posted_as_long_as_the_county_set_for_it() =>
        Procedures.SubstantiveCorrection.NoticePeriod.ShouldBe(CountySettings.CorrectionNotice);

    [Fact]
    public void Whoever_may_not_post_does_not()
    {
        var (scene, first, second) = Posted(out var notice);
        Refused(scene.Ask(new OpenNotice([first, second]), VillageClerk, out _)).ShouldBe(AlreadyOnNotice);
        Refused(scene.Ask(new OpenNotice([]), VillageClerk, out _)).ShouldBe(CaseIsUnknown);
        Refused(scene.Ask(new CloseNotice(notice), Clerk)).ShouldBe(NotThisDesk);
        Refused(scene.Ask(new CloseNotice(Guid.Empty), VillageClerk)).ShouldBe(NoticeIsUnknown);
        Refused(scene.Ask(new PhotographNotice(notice, PostingMoment.End, "photo"), VillageClerk)).ShouldBe(NoticeIsRunning);
        Refused(scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "photo"), Clerk)).ShouldBe(NotThisDesk);
        scene.NotHandedIn.Add("stranger's photo");
        Refused(scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "stranger's photo"), VillageClerk)).ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        Refused(scene.Ask(new RaiseObjection(first, Scene.ParcelCode(9), "x"), Passerby)).ShouldBe(ParcelIsNotOfTheCase);
        Refused(scene.Ask(new RaiseObjection(first, null, ""), Passerby)).ShouldBe(WordsAreMissing);
    }

    [Fact]
    public void A_notice_is_of_one_kind_of_business()
    {
        var scene = Village();
        var first = Opened(scene, new RenewTerm(Scene.HouseholdCode(1), new(2058, 12, 31)));
        var closing = Opened(scene, new CloseHousehold(Scene.HouseholdCode(2), [new(Scene.Person(2), "paper"), new(Scene.Person(2, 2), "paper")]));
        Refused(scene.Ask(new OpenNotice([first, closing]), VillageClerk, out _)).ShouldBe(NoticeIsMixed);
        Refused(scene.Ask(new CompleteStep(first, StepKind.NoticeOver), VillageClerk)).ShouldBe(NotOnNotice);
    }

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 2).GivenHousehold(2, 2).GivenContract(1, 1, 2).GivenContract(2, 3);

    private static string Opened(Scene scene, IChange change)
    {
        scene.Open(change, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), VillageClerk).ShouldBeOfType<Decision.Entered>();
        return scene.LastCase;
    }

    private static (Scene Scene, string First, string Second) Posted(out Guid notice)
    {
        var scene = Village();
        var first = Opened(scene, new RenewTerm(Scene.HouseholdCode(1), new(2058, 12, 31)));
        var second = Opened(scene, new RenewTerm(Scene.HouseholdCode(2), new(2058, 12, 31)));
        scene.Ask(new OpenNotice([first, second]), VillageClerk, out notice).ShouldBeOfType<Decision.Entered>();
        return (scene, first, second);
    }

    private static (Scene Scene, string First) Upheld()
    {
        var (scene, first, _) = Posted(out _);
        scene.Ask(new RaiseObjection(first, null, "面积不对"), Scene.Farmer(2)).ShouldBeOfType<Decision.Entered>();
        scene.Ask(new ResolveObjection(first, scene.Case(first).Objections.Keys.Single(), true, "面积确实不对"), Township).ShouldBeOfType<Decision.Entered>();
        return (scene, first);
    }

    private static void Closed(Scene scene, Guid notice)
    {
        scene.Ask(new PhotographNotice(notice, PostingMoment.Start, "start"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Notice(notice).LastDay;
        scene.Ask(new PhotographNotice(notice, PostingMoment.End, "end"), VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Day = scene.Day.AddDays(1);
        scene.Ask(new CloseNotice(notice), VillageClerk).ShouldBeOfType<Decision.Entered>();
    }

    private static Rule Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Rule;
}
