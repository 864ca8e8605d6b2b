using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Deliveries;
using RuralRights.Tests;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;
using static RuralRights.Web.Tests.FirstRegistrationRunTests;

namespace RuralRights.Web.Tests;

/// <summary>The homesteads of a village come into the register in runs, from one survey of them all, while every household stays a case of its own.</summary>
public sealed class HomesteadRunTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Runs = $"/collectives/{Hamlet.Group}/homesteads";
    private const string Elsewhere = "620102";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000bc"), Hamlet.Group[..12]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_village_is_surveyed_opened_posted_and_entered_together_and_a_faulty_household_stops_only_itself()
    {
        using var village = await site.As(VillageClerk);
        (await Html(village, Runs)).ShouldContain($"href=\"{Runs}/survey\"");
        var blank = await village.GetStringAsync(new Uri($"{Runs}/survey.csv", UriKind.Relative), Cancel);
        blank.TrimStart('\uFEFF').ShouldStartWith(string.Join(',', HomesteadSurvey.Columns));
        for (var household = 1; household <= 7; household++) blank.ShouldContain($"\n{Household(household)},");
        Hamlet.People.ShouldAllBe(one => !blank.Contains(one.Person.Name));

        await TellsEachHousehold(village);
        await IsOnlyTheVillageClerks();

        using var mended = await HandIn(village, Survey([.. Enumerable.Range(1, 7).Select(number => Row(number))]));
        Seen(mended).ShouldBe($"{Runs}/survey");
        var page = await Html(village, $"{Runs}/survey");
        Ticked("households").Matches(page).Select(match => match.Groups[1].Value).ShouldBe(Enumerable.Range(1, 7).Select(Household));
        foreach (var words in new[] { "可以打开案件的：7 户", "王守禄", "村东头第1户", "200 平方米", "180 平方米" }) page.ShouldContain(words);
        (await site.Ask<long>("select count(distinct asked #>> '{approval,document}') from intake.homestead_survey")).ShouldBe(1, "one scan that all of them name is kept once");

        using var colleague = await site.As(new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000bd"), Hamlet.Group[..12]));
        (await Html(colleague, $"{Runs}/survey")).ShouldContain("另有 7 户的成果是别的经办人交的");

        var numbers = await IsOpened(village, [Household(1), Household(4), Household(6)]);
        using var township = await site.SignedIn("township-officer");
        await Together(village, StepKind.Surveyed, numbers, runs: Runs);
        await Together(township, StepKind.SurveyReviewed, numbers, runs: Runs);

        var waiting = await Html(village, $"{Runs}/cases");
        waiting.ShouldContain("勾选的放进一张公示");
        Ticked("cases").Matches(waiting).Select(match => match.Groups[1].Value).ShouldBe(numbers);
        using var posted = await Post(village, "/notices/desk", [("command", $"{Guid.CreateVersion7()}"), ("step", "NoticeOver"), .. numbers.Select(number => ("cases", number))]);
        var notice = Guid.Parse(Seen(posted).Split('/')[2]);
        (await site.Ask<long>("select count(*) from register.notice_case where notice = $1", notice)).ShouldBe(numbers.Length);
        (await Html(village, $"{Runs}/cases")).ShouldNotContain("勾选的放进一张公示");
        await HangsToItsEnd(site, notice, VillageClerk);

        await AllConfirm(site, numbers, Hamlet.Group);
        await Together(village, StepKind.Applied, numbers, runs: Runs);
        using var clerk = await site.SignedIn("clerk");
        using var common = await Post(clerk, $"{Runs}/papers", [("command", $"{Guid.CreateVersion7()}"), ("kind", "notice-record")], ("paper-file", Sheet.Pdf("village notice")));
        (await Html(clerk, Seen(common))).ShouldContain("办好 3 户，没有办成 0 户");
        foreach (var number in numbers)
            foreach (var kind in new[] { "application", "identity", "household-register", "plot-survey" })
                Seen(await Post(clerk, $"/cases/{number}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", kind)], ("paper-file", Sheet.Pdf($"{number} {kind}")))).ShouldBe($"/cases/{number}");

        await Together(clerk, StepKind.Accepted, numbers, runs: Runs);
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        await Together(chair, StepKind.VillageAgreed, numbers, runs: Runs);
        await Together(township, StepKind.TownshipAgreed, numbers, runs: Runs);
        using var reviewer = await site.SignedIn("reviewer");
        await Together(reviewer, StepKind.CountyReviewed, numbers, "同意登簿", Runs);
        await AllWereTold(site, village, numbers);
        using var registrar = await site.SignedIn("registrar");
        await Together(registrar, StepKind.Entered, numbers, runs: Runs);

        (await site.Ask<string[]>("select array_agg(household || ' ' || plot order by household) from register.homestead_right where upper_inf(period)")).ShouldBe(
            [$"{Household(1)} {Plot(1)}", $"{Household(4)} {Plot(4)}", $"{Household(6)} {Plot(6)}"]);
        Ticked("households").Matches(await Html(village, $"{Runs}/survey")).Select(match => match.Groups[1].Value).ShouldBe([Household(2), Household(3), Household(5), Household(7)]);
    }

    /// <summary>Seven rows of which one in two is wrong, each in another way: told by row, column and what mends it, and where a rule says so by the rule.</summary>
    private static async Task TellsEachHousehold(HttpClient village)
    {
        using var bare = await HandIn(village, null);
        (await bare.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"survey-error\"");
        using var other = await HandIn(village, DrawnParcels.Zip(DrawnParcels.Zone35, ("", DrawnParcels.Plot(35_418_900, 3_971_500))));
        (await other.Content.ReadAsStringAsync(Cancel)).ShouldContain("压缩包里要有一张调查表");

        using var sent = await HandIn(village, Survey(
        [
            Row(1), Row(2, east: 7), Row(3, scan: "没有.pdf"), Row(4), Row(5, area: "二百"), Row(6, county: Elsewhere), Row(7), Row(8), "乱写",
        ]));
        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Cancel));
        foreach (var part in new[]
        {
            "有 7 户没有收，原因写在下面；其余 2 户收下了", "没有收的：7 户", "文件 调查表.csv", "压缩包里没有文件“没有.pdf”", "“二百”不是面积", "填平方米数，最多两位小数，不写单位",
            "href=\"/rules/unit-is-of-another-county\"", "登记簿里，这个集体没有这一户", "不是 18 位数字的承包方代码",
        }) html.ShouldContain(part);
        Regex.Count(html, "href=\"/rules/homesteads-overlap\"").ShouldBe(2, "either of two plots that lie on each other may be the wrong one");
        FaultRow().Matches(html).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ShouldContain(("6", "宗地面积"));
        FaultRow().Matches(html).Select(match => match.Groups[1].Value).Distinct().ShouldBe(["3", "4", "6", "7", "8", "9", "10"]);
        Ticked("households").Matches(html).Select(match => match.Groups[1].Value).ShouldBe([Household(1), Household(4)]);
        html.ShouldNotContain("马得福", Case.Sensitive, "a household of elsewhere is not named");
    }

    private async Task IsOnlyTheVillageClerks()
    {
        using var neighbour = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), "620123202214"));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        foreach (var browser in new[] { neighbour, chair })
        {
            using var sent = await HandIn(browser, Survey([Row(1)]));
            using var opened = await Post(browser, $"{Runs}/village", [("command", $"{Guid.CreateVersion7()}"), ("households", Household(1))]);
            foreach (var answer in new[] { sent, opened })
            {
                if (answer.StatusCode == HttpStatusCode.Redirect) answer.Headers.Location!.OriginalString.ShouldContain("/problem/403");
                else answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            }
        }

        (await site.Ask<long>("select count(*) from register.case_file where procedure = 'homestead-registration'")).ShouldBe(0);
    }

    private async Task<string[]> IsOpened(HttpClient village, string[] households)
    {
        var command = $"{Guid.CreateVersion7()}";
        (string, string)[] Form(string id, params string[] ticked) => [("command", id), .. ticked.Select(household => ("households", household))];
        using var nobody = await Post(village, $"{Runs}/village", Form(command));
        (await nobody.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"households-error\"");

        // As if the server had been killed after the first household: the same form is sent once more and goes on.
        using var half = await Post(village, $"{Runs}/village", Form(command, households[0]));
        using var whole = await Post(village, $"{Runs}/village", Form(command, households));
        using var twice = await Post(village, $"{Runs}/village", Form(command, households));
        Seen(twice).ShouldBe(Seen(whole));
        (await Html(village, Seen(whole))).ShouldContain("办好 3 户，没有办成 0 户");
        using var other = await Post(village, $"{Runs}/village", Form($"{Guid.CreateVersion7()}", households));
        (await Html(village, Seen(other))).ShouldContain("/rules/already-in-a-case");
        using var again = await HandIn(village, Survey([Row(1), Row(2)]));
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/already-in-a-case");
        return Ticked("case").Matches(await Html(village, $"{Runs}/cases")).Select(match => match.Groups[1].Value).ToArray();
    }

    private static string Household(int number) => Hamlet.Household(Hamlet.Group, number);

    private static string Plot(int number, string county = Hamlet.County) => $"{county}202213JC{100 + number:00000}";

    internal static string Row(int number, string area = "200", string county = Hamlet.County, string scan = "批准.pdf", int? east = null) =>
        $"{Household(number)},{Plot(number, county)}F00010001,村东头第{number}户,{area},川区,宅基地批准书,榆集建（1998）第{number}号,1998-05-06,180,{scan},砖木结构,1,120,110.5,1998,,,,;{east ?? number}";

    /// <summary>The zip of a survey; what stands behind the semicolon of a row is the place of its plot.</summary>
    internal static byte[] Survey(IReadOnlyList<string> rows) => DrawnParcels.Survey(
        ("调查表.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => row.Split(';')[0]).Prepend(string.Join(',', HomesteadSurvey.Columns))))),
        [("材料/批准.pdf", Sheet.Pdf("approval of all"))],
        [.. rows.Where(row => row.Contains(';', StringComparison.Ordinal)).Select(row => (row.Split(',')[1][..19], DrawnParcels.Plot(35_418_900 + (20 * int.Parse(row.Split(';')[1], System.Globalization.CultureInfo.InvariantCulture)), 3_972_500)))]);

    private static Task<HttpResponseMessage> HandIn(HttpClient browser, byte[]? survey) =>
        survey is null ? Post(browser, $"{Runs}/survey", [("command", "")]) : Post(browser, $"{Runs}/survey", [], ("survey", survey));

    private static Regex FaultRow() => new("<th scope=\"row\" class=\"govuk-table__header\">([0-9]+)</th>[^§]*?lang=\"zh-CN\">([^<]+)</td>");
}
