using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>Settling in town through the pages: reported at the village desk, checked by the township, watched by the county, read by the person.</summary>
[Collection<AtTheSite>]
public sealed partial class SettlementTests(TestSite site)
{
    private const string Village = "620123202213";

    [Fact]
    public async Task The_village_reports_the_township_checks_the_county_watches_and_the_person_reads_it()
    {
        var household = Hamlet.Household(Hamlet.Neighbours, 1);
        using var village = await site.SignedIn("village-clerk");
        using var township = await site.SignedIn("township-officer");
        using var county = await site.SignedIn("clerk");
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));

        var form = await Html(village, $"/settlement/report?household={household}");
        form.ShouldContain("马得福");
        var person = PersonField().Match(form).Groups[1].Value;

        // What is missing is said all at once and what was typed is kept; a village that was only renamed is refused by name.
        using var missing = await Report(village, household, person, ("settled", ""), ("from", Village), ("to", "620102005"), ("papers", "居住证 620102-7"));
        missing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        again.ShouldContain("请填写落户的日期");
        again.ShouldContain("三条标准至少选一条");
        again.ShouldContain("请选信息来源");
        again.ShouldContain("居住证 620102-7");
        again.ShouldContain("value=\"620102005\"");
        using var renamed = await Report(
            village, household, person, ("settled", "2024-03-01"), ("from", "620123000"), ("to", Village), ("papers", "居住证"), ("criterion", "WorksInTown"), ("source", "Village"));
        renamed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await renamed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("/rules/only-the-village-was-renamed");

        using var reported = await Report(
            village, household, person, ("settled", "2024-03-01"), ("from", Village), ("to", "620102005"), ("papers", "居住证 620102-7"), ("criterion", "WorksInTown"), ("source", "Village"));
        reported.StatusCode.ShouldBe(HttpStatusCode.Redirect, await reported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var page = reported.Headers.Location!.OriginalString;
        (await Html(village, page)).ShouldNotContain($"{page}/check");
        (await Html(township, "/settlement")).ShouldContain(page);
        var shown = await Html(township, page);
        shown.ShouldContain("居住证 620102-7");
        shown.ShouldContain("<title>一个人的落户情况 ·");
        using var check = await TestSite.Send(township, page, $"{page}/check", ("command", Guid.CreateVersion7().ToString()), ("papers", "户口簿"));
        check.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var list = await Html(county, "/settlement");
        list.ShouldContain("马得福");
        list.ShouldContain("仍然有效，2 块");
        list.ShouldContain("还没有录入");
        (await Html(county, "/settlement?criterion=EnjoysTownServices")).ShouldContain("没有符合条件的。");
        // Each number leads to those it counts.
        var counted = Regex.Matches(list, "href=\"(/settlement\\?criterion=[^#\"]+)#households\"").Select(link => link.Groups[1].Value).ToList();
        counted.ShouldNotBeEmpty();
        foreach (var one in counted) (await Html(county, one)).ShouldNotContain("没有符合条件的。", Case.Sensitive, one);
        var mine = await Html(farmer, "/my/settlement");
        mine.ShouldContain("这不改变您的任何权利。");
        mine.ShouldContain("另记一笔更正");

        using var correct = await TestSite.Send(
            county, page, $"{page}/correct", ("command", Guid.CreateVersion7().ToString()), ("settled", "2024-04-01"), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown"), ("grounds", "日期写错"));
        correct.StatusCode.ShouldBe(HttpStatusCode.Redirect, await correct.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await Html(farmer, "/my/settlement")).ShouldContain("2024年4月1日");

        // What leaves the house is logged as an export, and every sheet is printed.
        var csv = Encoding.UTF8.GetString(await county.GetByteArrayAsync(new Uri("/settlement/list.csv", UriKind.Relative), TestContext.Current.CancellationToken));
        csv.ShouldContain("马得福");
        (await county.GetByteArrayAsync(new Uri("/settlement/list.xlsx", UriKind.Relative), TestContext.Current.CancellationToken))[..2].ShouldBe("PK"u8.ToArray());
        (await Views(person, "导出%")).ShouldBe(2);
        using (var auditor = await site.SignedIn("auditor"))
        {
            (await Html(auditor, "/audit?act=view")).ShouldContain("data-label=\"为什么\">导出权益保护名单</td>");
            (await Html(auditor, "/audit?act=view&lang=en")).ShouldContain(">export of the protection list</td>");
        }

        (await county.GetByteArrayAsync(new Uri("/settlement/sheets.pdf", UriKind.Relative), TestContext.Current.CancellationToken))[..5].ShouldBe("%PDF-"u8.ToArray());
        (await Views(person, "打印四种办法告知单%")).ShouldBe(1);
    }

    [Fact]
    public async Task A_person_reports_and_takes_it_back_unasked()
    {
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        // Nobody is asked for codes: the village is that of the household, and a province is enough.
        var form = await Html(farmer, "/my/settlement");
        form.ShouldContain("不报也可以");
        form.ShouldNotContain("代码");
        form.ShouldNotContain("name=\"from\"");
        form.ShouldContain("<option value=\"620000\">甘肃</option>");

        using var report = await TestSite.Send(
            farmer, "/my/settlement", "/my/settlement", ("command", Guid.CreateVersion7().ToString()), ("settled", "2024-03-01"), ("to", "620000"), ("criterion", "LivesOrStudiesInTown"));
        report.StatusCode.ShouldBe(HttpStatusCode.Redirect, await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var mine = await Html(farmer, "/my/settlement");
        mine.ShouldContain("收回我报的");
        mine.ShouldContain("620123 202 213");
        using var back = await TestSite.Send(farmer, "/my/settlement", "/my/settlement/take-back", ("command", Guid.CreateVersion7().ToString()));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Html(farmer, "/my/settlement")).ShouldContain("不报也可以");
    }

    [Fact]
    public async Task The_sheet_of_the_four_choices_is_a_page_and_a_print_for_the_household_and_the_office()
    {
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var clerk = await site.SignedIn("clerk");
        var sheet = $"/rights/{Hamlet.Right(Hamlet.Group, 2)}/choices/sheet";

        (await Html(farmer, $"/rights/{Hamlet.Right(Hamlet.Group, 2)}/choices")).ShouldContain(sheet);
        (await Html(farmer, sheet)).ShouldContain("留着自己种");
        foreach (var browser in new[] { farmer, clerk })
            (await browser.GetByteArrayAsync(new Uri($"{sheet}.pdf", UriKind.Relative), TestContext.Current.CancellationToken))[..5].ShouldBe("%PDF-"u8.ToArray());
        using var others = await farmer.GetAsync(new Uri($"/rights/{Hamlet.Right(Hamlet.Group, 3)}/choices/sheet", UriKind.Relative), TestContext.Current.CancellationToken);
        others.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("farmer", "/settlement")]
    [InlineData("farmer", "/settlement/report")]
    [InlineData("chair", "/settlement")]
    [InlineData("village-clerk", "/settlement/list.xlsx")]
    [InlineData("village-clerk", "/settlement/sheets.pdf")]
    [InlineData("auditor", "/settlement/list.csv")]
    [InlineData("clerk", "/my/settlement")]
    public async Task Who_has_no_business_there_is_turned_away(string who, string path)
    {
        using var browser = await site.SignedIn(who switch { "farmer" => Hamlet.Farmer(Hamlet.Group, 2), "chair" => $"chair-{Hamlet.Group}", _ => who });
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldContain("/problem/403");
    }

    private static Task<HttpResponseMessage> Report(HttpClient desk, string household, string person, params (string Name, string Value)[] fields) => TestSite.Send(
        desk, $"/settlement/report?household={household}", "/settlement/report",
        [("command", Guid.CreateVersion7().ToString()), ("household", household), ("person", person), .. fields]);

    private Task<long> Views(string person, string purpose) =>
        site.Ask<long>("select count(*) from vault.view_log where subject = $1 and purpose like $2", $"person/{person}", purpose);

    private static Task<string> Html(HttpClient browser, string path) => browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    [GeneratedRegex("name=\"person\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex PersonField();
}
