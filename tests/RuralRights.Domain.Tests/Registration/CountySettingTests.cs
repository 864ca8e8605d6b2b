using System.Text.RegularExpressions;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Registration.RegistrationRules;

namespace RuralRights.Domain.Tests.Registration;

public sealed class CountySettingTests
{
    private const string County = "620123";

    private static readonly MakeCountySetting Setting = new(CountySettings.CountyName, "榆中县", new(2026, 1, 1), "榆政发〔2026〕1号");
    private static readonly Actor.Registrar Registrar = new(Scene.Registrar, County);

    [Fact]
    public void A_setting_is_the_county_s_own_is_known_and_rests_on_a_document()
    {
        Ask(Setting, new Actor.Clerk(Scene.Registrar, County)).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(Setting, new Actor.Registrar(Scene.Registrar, "620122")).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(Setting with { Key = "colour" }, Registrar).ShouldBeRefused(SettingIsUnknown);
        Ask(Setting with { Value = " " }, Registrar).ShouldBeRefused(SettingIsUnknown);
        Ask(Setting with { Source = "" }, Registrar).ShouldBeRefused(SettingHasNoSource);
        Ask(Setting, Registrar).ShouldBeEntered();
        Ask(Setting with { Paper = "unseen" }, Registrar).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn, "unseen");
        Ask(Setting with { Paper = "scan" }, Registrar).ShouldBeEntered().Single().Fact.ShouldBeAssignableTo<IFact>()!.Provenance.Documents.ShouldBe(["scan"]);
    }

    [Fact]
    public void A_setting_stays_within_what_the_law_allows_and_in_the_unit_of_the_law()
    {
        var plan = Setting with { Key = CountySettings.ContractingPlanNotice };

        Ask(plan with { Value = "十五天" }, Registrar).ShouldBeRefused(SettingIsUnreadable, CountySettings.ContractingPlanNotice.Key);
        Ask(plan with { Value = "14 days" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw, "contracting-plan-notice: ≥ 15 days");
        Ask(plan with { Value = "15 working-days" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(plan with { Value = "30 days" }, Registrar).ShouldBeEntered();
        Ask(Setting with { Key = CountySettings.RegistryReview, Value = "31 working-days" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(Setting with { Key = CountySettings.RegistryReview, Value = "10 working-days" }, Registrar).ShouldBeEntered();
        Ask(Setting with { Key = CountySettings.ObjectionEntry, Value = "20 days" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(Setting with { Key = CountySettings.MembersMajority, Value = "1/2" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(Setting with { Key = CountySettings.MembersMajority, Value = "3/4" }, Registrar).ShouldBeEntered();
        Ask(Setting with { Key = CountySettings.SurveyNotice, Value = "7 working-days" }, Registrar).ShouldBeEntered();
        Ask(Setting with { Key = CountySettings.ReserveLandPercent, Value = "6" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
    }

    [Fact]
    public void A_list_of_papers_is_added_to_from_today_on_and_nothing_that_is_always_needed_is_struck()
    {
        var list = RequiredPapers.For("members");
        var papers = new MakeCountySetting(list.Key, list.Standard + "\nextra | 村委会证明 | Statement of the village | always", Scene.Today, "县规定");

        Ask(papers with { Value = "application | 申请书 | Application | always" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw, list.Key);
        Ask(papers with { Value = list.Standard!.Replace("Household register | always", "Household register | if-any", StringComparison.Ordinal) }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(papers with { From = Scene.Today.AddDays(-1) }, Registrar).ShouldBeRefused(SettingIsBackdated, list.Key);
        Ask(papers with { Key = RequiredPapers.For("seizure").Key, Value = RequiredPapers.For("seizure").Standard! }, Registrar).ShouldBeRefused(SettingIsUnknown);
        Ask(papers, Registrar).ShouldBeEntered();
    }

    [Theory]
    [InlineData("document-kinds", "pdf")]
    [InlineData("document-megabytes", "1")]
    public void What_documents_are_taken_is_set_like_any_other_although_it_is_no_list(string key, string value) =>
        Ask(Setting with { Key = key, Value = value, From = Scene.Today }, Registrar).ShouldBeEntered();

    [Fact]
    public void A_collective_decides_for_itself_only_what_its_charter_may()
    {
        var own = new MakeCollectiveSetting(Scene.Group, CountySettings.TransferNotice, "15 days", new(2026, 1, 1), "章程第二十条");

        Ask(own, new Actor.Chair(Scene.Chair, Scene.Group)).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(own with { Collective = "62012399999999" }, Registrar).ShouldBeRefused(ParcelRules.CollectiveIsUnknown);
        Ask(own with { Key = "colour" }, Registrar).ShouldBeRefused(SettingIsUnknown);
        Ask(own with { Key = CountySettings.RegistryReview, Value = "10 working-days" }, Registrar).ShouldBeRefused(SettingIsTheCounty, "registry-review");
        Ask(own with { Value = "?" }, Registrar).ShouldBeRefused(SettingIsUnreadable);
        Ask(own with { Key = CountySettings.AssemblyCall, Value = "5 days" }, Registrar).ShouldBeRefused(SettingIsBeyondTheLaw);
        Ask(own with { Source = " " }, Registrar).ShouldBeRefused(SettingHasNoSource);
        Ask(own, Registrar).ShouldBeEntered().Single().Stream.ShouldBe(Streams.County(County));
        Ask(own with { Paper = "unseen" }, Registrar).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn, "unseen");
        Ask(own with { Paper = "scan" }, Registrar).ShouldBeEntered().Single().Fact.ShouldBeAssignableTo<IFact>()!.Provenance.Documents.ShouldBe(["scan"]);
    }

    [Fact]
    public void The_holidays_of_a_year_agree_with_themselves_and_name_their_notice()
    {
        var year = PublishedHolidays.All.Single(published => published.Year == 2026);
        var publish = new PublishWorkCalendar(year.Year, year.RestDays, year.WorkDays, year.Source);

        Ask(publish, new Actor.Clerk(Scene.Registrar, County)).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(publish with { RestDays = [] }, Registrar).ShouldBeRefused(CalendarIsContradictory, "2026");
        Ask(publish with { RestDays = [.. year.RestDays, year.WorkDays[0]] }, Registrar).ShouldBeRefused(CalendarIsContradictory, "2026-01-04");
        Ask(publish with { RestDays = [.. year.RestDays, new(2027, 1, 1)] }, Registrar).ShouldBeRefused(CalendarIsContradictory, "2027-01-01");
        Ask(publish with { WorkDays = [new(2026, 3, 3)] }, Registrar).ShouldBeRefused(CalendarIsContradictory, "2026-03-03");
        Ask(publish with { Source = "" }, Registrar).ShouldBeRefused(CalendarHasNoSource);
        Ask(publish with { RestDays = [.. year.RestDays, new(2025, 12, 31)] }, Registrar).ShouldBeEntered();
        Ask(publish, Registrar).ShouldBeEntered();
    }

    [Fact]
    public void The_collective_s_value_comes_before_the_county_s_and_that_before_the_standard_each_from_its_day()
    {
        var county = State.After<County>(
        [
            new CountySettingMade(CountySettings.TransferNotice, "10 days", new(2026, 3, 1), "县", Paper),
            new CollectiveSettingMade(Scene.Group, CountySettings.TransferNotice, "15 days", new(2026, 2, 1), "章程", Paper),
            new CollectiveSettingMade(Scene.Group, CountySettings.RegistryReview, "1 working-days", new(2026, 1, 1), "章程", Paper),
            new CountySettingMade(CountySettings.TransferNotice, "12 days", new(2026, 6, 1), "县", Paper),
            new CountySettingMade("a-setting-of-long-ago", "x", new(2020, 1, 1), "县", Paper),
        ]);

        Notice(new(2026, 1, 31)).ShouldBe("7 days");
        Notice(new(2026, 3, 1)).ShouldBe("10 days");
        Notice(new(2026, 7, 1)).ShouldBe("12 days");
        Notice(new(2026, 1, 31), Scene.Group).ShouldBe("7 days");
        Notice(new(2026, 2, 1), Scene.Group).ShouldBe("15 days");
        Notice(new(2026, 7, 1), Scene.Group).ShouldBe("15 days");
        Notice(new(2026, 7, 1), Scene.NeighbourGroup).ShouldBe("12 days");
        county.On(new(2026, 7, 1), Scene.Group).Of(CountySettings.RegistryReview).ToString().ShouldBe("30 working-days");
        county.On(new(2026, 7, 1)).MadeOf(CountySettings.TransferNotice)!.Source.ShouldBe("县");
        county.On(new(2026, 7, 1)).MadeOf(CountySettings.RegistryReview).ShouldBeNull();
        county.On(new(2026, 7, 1)).Has(CountySettings.CountyName).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => county.On(new(2026, 7, 1)).Of(CountySettings.CountyName));

        string Notice(DateOnly day, string? collective = null) => county.On(day, collective).Of(CountySettings.TransferNotice).ToString();
    }

    [Fact]
    public void Every_setting_says_what_it_is_where_its_standard_comes_from_and_the_standard_is_lawful()
    {
        CountySettings.All.Select(setting => setting.Key).ShouldBeUnique();
        CountySettings.All.Count.ShouldBeGreaterThan(90);
        foreach (var setting in CountySettings.All)
        {
            setting.Key.ShouldMatch("^[a-z]+(-[a-z]+)*$");
            Regex.IsMatch(setting.Chinese, "[\u4e00-\u9fff]").ShouldBeTrue(setting.Key);
            Regex.IsMatch(setting.English, "[\u4e00-\u9fff]").ShouldBeFalse(setting.Key);
            CountySettings.Find(setting.Key).ShouldBeSameAs(setting);
            if (setting.Certainty == Certainty.Open) setting.Basis.ShouldNotBe(LegalBasis.Practice, setting.Key);
            if (setting.Standard is not { } standard) continue;

            setting.IsReadable(standard).ShouldBeTrue(setting.Key);
            setting.IsWithinBounds(standard).ShouldBeTrue(setting.Key);
            foreach (var bound in new[] { setting.Least, setting.Most }.OfType<string>()) setting.IsReadable(bound).ShouldBeTrue(setting.Key);
        }
    }

    [Fact]
    public void Values_are_read_as_what_decisions_work_with()
    {
        var settings = Settings.Standard(Scene.Today);

        settings.Of(CountySettings.ReturnNotice).ShouldBe(TimeLimit.Months(6));
        settings.Of(CountySettings.MembersMajority).IsReachedBy(2, 3).ShouldBeTrue();
        settings.Of(CountySettings.MembersMajority).IsReachedBy(66, 100).ShouldBeFalse();
        settings.Of(CountySettings.MembersMajority).IsReachedBy(0, 0).ShouldBeFalse();
        settings.Of(CountySettings.NoticeNeedsPhotos).ShouldBeTrue();
        settings.Of(CountySettings.LowPricePercent).ShouldBe(70m);
        settings.Of(CountySettings.HomesteadAreaLimits).LimitFor("川区", 5).ShouldBe(200m);
        settings.Of(CountySettings.HomesteadAreaLimits).LimitFor("海边", 5).ShouldBeNull();
        settings.Of(RequiredPapers.For("transfer")).ShouldContain(paper => paper.Code == "holders-consent" && paper.Always);
        CountySettings.HomesteadAreaLimits.IsReadable("川区 | 5 | 4 | 200").ShouldBeFalse();
        CountySettings.HomesteadAreaLimits.Read("川区 | 1 | 4 | 200\n川区 | 5 | - | 250").LimitFor("川区", 6).ShouldBe(250m);
        RequiredPapers.For("transfer").IsReadable("a | 甲 | A | always\na | 甲 | A | always").ShouldBeFalse();
        RequiredPapers.For("transfer").IsReadable("a | 甲 | A | perhaps").ShouldBeFalse();
    }

    private static DocumentOnHand[] OnHand => [new("scan", DocumentFormat.Pdf, 1, true)];

    private static Provenance Paper => new(Scene.Today, "official/1", "榆中县", "1", [], []);

    private static Decision Ask(MakeCountySetting setting, Actor actor) => Noted(setting.Decide(County, new Scene().By(actor), OnHand));

    private static Decision Ask(PublishWorkCalendar publish, Actor actor) => Noted(publish.Decide(County, new Scene().By(actor)));

    private static Decision Ask(MakeCollectiveSetting setting, Actor actor)
    {
        object[] facts = setting.Collective == Scene.Group
            ? [new CollectiveRegistered(Scene.Group, "第一组", CollectiveLevel.Group, County, Paper)]
            : [];
        return Noted(setting.Decide(County, State.After<Collective>(facts), new Scene().By(actor), OnHand));
    }

    private static Decision Noted(Decision decision)
    {
        if (decision is Decision.Refused refused) RulesRaised.Note(refused.Rule);
        return decision;
    }
}
