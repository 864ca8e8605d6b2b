using System.Net;
using System.Text.RegularExpressions;
using RuralRights.Domain.Registration;
using RuralRights.Web.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Settings and holidays are read by anyone, and set by a registrar with the paper they rest on.</summary>
[Collection<AtTheSite>]
public sealed partial class SettingTests(TestSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anyone_reads_a_setting_with_its_standard_its_source_and_how_sure_that_is()
    {
        using var browser = site.Browser();

        var law = await Html(browser, "/settings/return-notice");
        law.ShouldContain("6 个月");
        law.ShouldContain("《农村土地承包法》第三十条");
        law.ShouldContain("不少于 6 个月");
        law.ShouldNotContain("<form method=\"post\" action=\"/settings/");
        (await Html(browser, "/settings/missing-papers")).ShouldContain("没有查到依据，待主管部门答复");
        (await Html(browser, "/settings/objection-entry")).ShouldContain("法律已经固定，不能改");
        (await Html(browser, "/settings/papers-split")).ShouldContain("全体共有人书面同意");
        // A list of papers that no case reads is no setting.
        foreach (var unknown in new[] { "colour", "papers-seizure" })
        {
            using var none = await browser.GetAsync(new Uri($"/settings/{unknown}", UriKind.Relative), Cancel);
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound, unknown);
        }
    }

    [Fact]
    public async Task A_registrar_sets_a_value_from_a_day_and_what_was_wrong_is_said_beside_the_fields_at_once()
    {
        using var registrar = await site.SignedIn("registrar");
        var command = Guid.CreateVersion7().ToString();

        using var wrong = await TestSite.Send(registrar, "/settings/after-check", "/settings/after-check", ("command", command), ("value", "许多"), ("unit", "days"), ("from", ""), ("source", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "value", "from", "source" }) html.ShouldContain($"id=\"{field}-error\"");
        html.ShouldContain("value=\"许多\"");

        using var beyond = await TestSite.Send(
            registrar, "/settings/contracting-plan-notice", "/settings/contracting-plan-notice", ("command", Guid.CreateVersion7().ToString()), ("value", "10"), ("unit", "days"), ("from", "2026-01-01"), ("source", "榆农发〔2026〕1号"));
        beyond.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await beyond.Content.ReadAsStringAsync(Cancel)).ShouldContain("超出了法律允许的范围：不少于 15 日");

        for (var twice = 0; twice < 2; twice++)
        {
            using var made = await TestSite.Send(
                registrar, "/settings/after-check", "/settings/after-check", ("command", command), ("value", "20"), ("unit", "working-days"), ("from", "2020-01-01"), ("source", "榆农发〔2020〕1号"));
            made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync(Cancel));
        }

        using var own = await CaseworkTests.Post(
            registrar, "/settings/transfer-notice",
            [("command", Guid.CreateVersion7().ToString()), ("value", "15"), ("unit", "days"), ("from", "2020-01-01"), ("source", "章程第二十条"), ("collective", Hamlet.Group)], ("paper-file", Sheet.Pdf("charter")));
        own.StatusCode.ShouldBe(HttpStatusCode.Redirect, await own.Content.ReadAsStringAsync(Cancel));

        using var anyone = site.Browser();
        (await Html(anyone, "/settings/after-check")).ShouldContain("榆农发〔2020〕1号");
        (await Html(anyone, "/settings?group=Safeguard")).ShouldContain("20 个工作日");
        var collective = await Html(anyone, "/settings/transfer-notice");
        collective.ShouldContain("小康营村第一村民小组");
        collective.ShouldContain("没有另行设置，按标准值", customMessage: "the county's own value is untouched");
        collective.ShouldNotContain("/documents/");
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        var scan = Scan().Match(await Html(farmer, "/settings/transfer-notice")).Value;
        (await Html(farmer, scan)).ShouldContain("PDF", customMessage: "everybody is bound by it, so everybody who signs in reads it");
    }

    [Fact]
    public async Task The_holidays_of_a_year_are_entered_from_the_notice_and_shown_to_anyone()
    {
        using var registrar = await site.SignedIn("registrar");
        using var wrong = await TestSite.Send(registrar, "/calendar", "/calendar", ("command", Guid.CreateVersion7().ToString()), ("year", "26"), ("rest", "国庆"), ("work", ""), ("source", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "year", "rest", "source" }) html.ShouldContain($"id=\"{field}-error\"");
        html.ShouldContain("国庆");

        using var refused = await TestSite.Send(
            registrar, "/calendar", "/calendar", ("command", Guid.CreateVersion7().ToString()), ("year", "2031"), ("rest", "2031-01-01"), ("work", "2031-01-02"), ("source", "样例"));
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/calendar-is-contradictory");

        using var entered = await TestSite.Send(
            registrar, "/calendar?year=2026", "/calendar",
            ("command", Guid.CreateVersion7().ToString()), ("year", "2031"), ("rest", "2031-10-01 2031-10-07\r\n2031-01-01"), ("work", "2031-10-11"), ("source", "样例通知〔2030〕1号"));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));

        using var anyone = site.Browser();
        var shown = await Html(anyone, "/calendar");
        shown.ShouldContain("2031年10月1日 至 2031年10月7日");
        shown.ShouldContain("2031年10月11日");
        shown.ShouldContain("样例通知〔2030〕1号");
    }

    [Fact]
    public async Task Only_an_office_sends_the_form_and_only_a_registrar_is_entered()
    {
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var closed = await TestSite.Send(farmer, "/", "/settings/after-check", ("command", Guid.CreateVersion7().ToString()), ("value", "20"), ("unit", "days"), ("from", "2020-01-01"), ("source", "没有"));
        closed.Headers.Location!.OriginalString.ShouldContain("/problem/403");

        using var clerk = await site.SignedIn("clerk");
        using var refused = await TestSite.Send(clerk, "/", "/settings/after-check", ("command", Guid.CreateVersion7().ToString()), ("value", "20"), ("unit", "days"), ("from", "2020-01-01"), ("source", "没有"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/not-the-registrar");
    }

    [Fact]
    public async Task Every_rule_has_a_page_with_its_source_its_remedy_and_where_it_applies()
    {
        using var browser = site.Browser();
        RuleCatalogue.All.Count.ShouldBeGreaterThan(150);
        foreach (var entry in RuleCatalogue.All.Values.Where((_, at) => at % 7 == 0))
        {
            var html = WebUtility.HtmlDecode(await Html(browser, $"/rules/{entry.Rule.Code}"));
            foreach (var part in new[] { entry.Rule.Chinese, entry.Rule.English, entry.Rule.MendChinese, entry.Rule.Basis.Chinese, entry.Rule.Code, entry.Use.Test, entry.Use.File })
                html.ShouldContain(part, customMessage: entry.Rule.Code);
        }

        (await Html(browser, "/rules/transferee-is-outsider")).ShouldContain("TakeListing");
        (await Html(browser, "/rules?q=calendar")).ShouldContain("/rules/calendar-is-contradictory");
        foreach (var group in Enum.GetValues<SettingGroup>()) (await Html(browser, $"/settings?group={group}")).ShouldContain("govuk-table__body", customMessage: group.ToString());
    }

    private static Task<string> Html(HttpClient browser, string path) => browser.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);

    [GeneratedRegex("/documents/[0-9a-f]{64}")]
    private static partial Regex Scan();
}
