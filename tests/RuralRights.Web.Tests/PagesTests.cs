using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Law;
using RuralRights.Web.Oversight;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>What every page promises, whoever opens it.</summary>
[Collection<AtTheSite>]
public sealed partial class PagesTests(TestSite site)
{
    private const int Budget = 50 * 1024;

    private static readonly string Right = Hamlet.Right(Hamlet.Group, 2);
    private static readonly string Farmer = Hamlet.Farmer(Hamlet.Group, 2);

    public static TheoryData<string?, string> Pages { get; } = new()
    {
        { null, "/" },
        { null, "/about" },
        { null, "/sign-in" },
        { null, "/sign-in/code/00000000-0000-7000-8000-000000000001" },
        { null, "/sign-in/staff" },
        { Farmer, "/account" },
        { Farmer, "/account/authenticator" },
        { Farmer, "/sign-in/standing" },
        { "administrator", "/accounts" },
        { "auditor", "/audit" },
        { null, "/verify" },
        { null, "/rules" },
        { null, "/rules/transferee-is-outsider" },
        { null, "/rules?q=受让方" },
        { null, "/rules?about=Inspection" },
        { null, "/rules?about=Store" },
        { null, "/rules/parcels-overlap" },
        { null, "/rules/fk_break" },
        { null, "/settings" },
        { null, "/settings?group=Papers" },
        { null, "/settings/contracting-plan-notice" },
        { null, "/settings/papers-split" },
        { null, "/settings/homestead-area-limits" },
        { null, "/settings/homestead-exceptions" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/homesteads" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/homesteads/survey" },
        { "village-clerk", $"/cases/new/homestead-registration?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { null, "/rules/one-household-one-homestead" },
        { null, "/calendar" },
        { "registrar", "/settings/transfer-notice" },
        { "registrar", "/settings/papers-split" },
        { "registrar", "/calendar?year=2026" },
        { null, $"/v/620123/{Hamlet.Token(1)}" },
        { null, "/notices" },
        { null, "/objections" },
        { "village-clerk", "/notices/desk" },
        { "township-officer", "/notices/desk" },
        { Farmer, "/" },
        { Farmer, $"/rights/{Right}" },
        { Farmer, $"/rights/{Right}/choices" },
        { Farmer, $"/rights/{Right}/choices/sheet" },
        { Farmer, "/my/settlement" },
        { Farmer, $"/rights/{Right}/list" },
        { Farmer, $"/rights/{Right}/list?step=2&parcel={Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { Farmer, $"/rights/{Right}/list?step=3&price=12600&parcel={Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { Farmer, $"/households/{Hamlet.Household(Hamlet.Group, 2)}" },
        { Farmer, $"/parcels/{Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { Farmer, $"/certificates/{Hamlet.Certificate(2)}" },
        { "clerk", "/certificates" },
        { "clerk", $"/collectives/{Hamlet.Group}/certificates?show=Count" },
        { "registrar", $"/collectives/{Hamlet.Neighbours}/certificates?show=AreMissing" },
        { "registrar", $"/rights/{Right}/certificate/issue" },
        { Farmer, $"/cases/new/certificate-replacement?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "clerk", $"/cases/new/certificate-reissue?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/certificate-void?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { Farmer, "/disputes" },
        { Farmer, $"/disputes/new?parcel={Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { "village-clerk", "/disputes" },
        { "township-officer", $"/disputes/new?parcel={Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { "registrar", $"/rights/{Right}" },
        { "registrar", $"/rights/{Right}/holds/new" },
        { Farmer, "/room" },
        { Farmer, "/transfers" },
        { $"chair-{Hamlet.Group}", "/" },
        { $"chair-{Hamlet.Group}", "/room" },
        { "clerk", "/" },
        { "clerk", "/search?q=62012320221301" },
        { "clerk", "/collectives" },
        { "clerk", $"/collectives/{Hamlet.Group}" },
        { "clerk", $"/collectives/{Hamlet.Group}/first-registration" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/first-registration" },
        { "village-clerk", "/" },
        { "village-clerk", "/settlement" },
        { "village-clerk", "/settlement/report" },
        { "village-clerk", $"/settlement/report?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "township-officer", "/settlement" },
        { "auditor", "/settlement" },
        { "clerk", $"/households/{Hamlet.Household(Hamlet.Group, 2)}/documents/new" },
        { "village-clerk", "/assisted" },
        { "township-officer", "/assisted" },
        { $"chair-{Hamlet.Group}", "/assisted" },
        { "village-clerk", "/cases" },
        { "village-clerk", "/cases/new" },
        { "village-clerk", $"/cases/new?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/representative-change?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}&event=birth" },
        { Farmer, $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}&event=married-out" },
        { Farmer, $"/cases/new/household-split?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/household-split?household={Hamlet.Household(Hamlet.Group, 2)}&divide={Hamlet.Parcel(Hamlet.Group, 2, 1)}" },
        { "village-clerk", $"/cases/new/household-merge?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/household-merge?household={Hamlet.Household(Hamlet.Group, 1)}&other={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/extinct-household?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/term-renewal?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/parcel-division?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/parcel-division?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}&parts=6" },
        { "village-clerk", $"/cases/new/parcel-consolidation?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/parcel-consolidation?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 2)}" },
        { "village-clerk", $"/cases/new/boundary-correction?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}" },
        { "village-clerk", $"/cases/new/entry-correction?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { "village-clerk", $"/cases/new/entry-correction?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}&entry=Category" },
        { "village-clerk", $"/cases/new/entry-correction?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}&entry=SurveyedArea" },
        { "village-clerk", $"/cases/new/entry-correction?household={Hamlet.Household(Hamlet.Group, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}&entry=ContractArea" },
        { "village-clerk", $"/cases/new/person-correction?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "registrar", $"/collectives/{Hamlet.Group}/placements/new" },
        { $"chair-{Hamlet.Group}", $"/cases/new/expropriation?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { Farmer, $"/cases/new/return?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/households/{Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/renewals?before=2046-12-31" },
        { $"chair-{Hamlet.Group}", $"/collectives/{Hamlet.Group}/renewals/cases" },
        { $"chair-{Hamlet.Group}", $"/collectives/{Hamlet.Group}/first-registration/cases" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/homesteads/cases" },
        { "reviewer", "/cases" },
        { "registrar", "/" },
        { "auditor", "/" },
        { "auditor", "/ledger" },
        { "auditor", $"/households/{Hamlet.Household(Hamlet.Group, 1)}" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_renders_in_both_languages_with_its_headers_and_within_its_weight(string? who, string path)
    {
        using var browser = who is null ? site.Browser() : await site.SignedIn(who);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var answer = await browser.GetAsync(new Uri($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}", UriKind.Relative), TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
            html.ShouldContain($"<html lang=\"{language}\"");
            html.ShouldContain("<h1");
            html.Length.ShouldBeLessThan(Budget);
            html.ShouldNotMatch("&#x[4-9A-F][0-9A-F]{3}", "Chinese must not be written as character entities");
            html.ShouldNotContain("<script>");
            html.ShouldNotContain(" style=\"");
            Tag().Replace(html, "\n").ShouldNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", "a person reads words, never an id of the machine");
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Every_rule_s_page_says_in_words_where_it_applies_and_what_happened_in_its_example()
    {
        using var browser = site.Browser();
        foreach (var (code, entry) in RuleCatalogue.All)
        {
            var html = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri($"/rules/{code}", UriKind.Relative), TestContext.Current.CancellationToken));
            html.ShouldContain($"<p class=\"govuk-body\" id=\"example\">{entry.Use.Chinese}</p>", customMessage: code);
            var places = Place().Matches(Places().Match(html).Groups[1].Value).Select(place => place.Groups[1].Value).ToList();
            places.ShouldNotBeEmpty(code);
            places.ShouldAllBe(place => Han().IsMatch(place), code);
        }
    }

    [Fact]
    public async Task Each_of_the_four_choices_that_can_be_asked_for_here_leads_to_its_form()
    {
        using var browser = await site.SignedIn(Farmer);
        var choices = await browser.GetStringAsync(new Uri($"/rights/{Right}/choices", UriKind.Relative), TestContext.Current.CancellationToken);
        foreach (var form in new[] { $"/rights/{Right}/list", $"/cases/new/return?household={Hamlet.Household(Hamlet.Group, 2)}" })
        {
            choices.ShouldContain($"href=\"{form}\"");
            (await browser.GetAsync(new Uri(form, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, form);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/css/site.css")]
    [InlineData("/js/map.js")]
    [InlineData("/js/read.js")]
    [InlineData("/js/upload.js")]
    [InlineData("/js/sending.js")]
    [InlineData("/js/sign.js")]
    [InlineData("/js/moments.js")]
    [InlineData("/icon.svg")]
    public async Task What_a_page_is_made_of_comes_from_here_and_is_never_empty(string path)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("farmer", "/cases", "/room", "/transfers", "/disputes")]
    [InlineData("chair", "/cases", "/room", "/disputes", "/assisted")]
    [InlineData("village-clerk", "/cases", "/notices/desk", "/assisted", "/disputes")]
    [InlineData("township-officer", "/cases", "/notices/desk", "/assisted", "/disputes")]
    [InlineData("clerk", "/cases", "/notices/desk", "/certificates", "/disputes", "/deliveries")]
    [InlineData("reviewer", "/cases", "/notices/desk", "/certificates", "/disputes")]
    [InlineData("registrar", "/cases", "/notices/desk", "/certificates", "/disputes", "/ledger")]
    [InlineData("auditor", "/search", "/ledger", "/audit")]
    [InlineData("administrator", "/accounts")]
    public async Task The_menu_leads_to_all_that_is_theirs_and_to_no_closed_door(string who, params string[] work)
    {
        using var browser = await site.SignedIn(who switch { "farmer" => Farmer, "chair" => $"chair-{Hamlet.Group}", _ => who });
        var menu = MenuEntry().Matches(await browser.GetStringAsync(new Uri("/about", UriKind.Relative), TestContext.Current.CancellationToken)).Select(entry => entry.Groups[1].Value).ToList();

        work.Except(menu).ShouldBeEmpty();
        foreach (var path in menu.Where(path => path != "/"))
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Theory]
    [InlineData("auditor", false)]
    [InlineData("reviewer", true)]
    public async Task A_number_on_the_first_page_leads_to_the_list_it_counts_and_to_no_closed_door(string who, bool printsCertificates)
    {
        using var browser = await site.SignedIn(who);
        var home = await browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var figures = Figure().Matches(home).ToDictionary(figure => figure.Groups["word"].Value.Trim(), figure => (Number: figure.Groups["number"].Value, To: figure.Groups["to"].Value));
        foreach (var word in new[] { "集体", "承包户", "块地", "在办转让", "账上笔数" }) figures[word].To.ShouldNotBeEmpty(word);
        (figures["现行证书"].To.Length > 0).ShouldBe(printsCertificates);
        foreach (var to in figures.Values.Select(figure => figure.To).Where(to => to.StartsWith('/')).Distinct())
        {
            using var list = await browser.GetAsync(new Uri(to, UriKind.Relative), TestContext.Current.CancellationToken);
            list.StatusCode.ShouldBe(HttpStatusCode.OK, to);
        }

        var collectives = await browser.GetStringAsync(new Uri(figures["承包户"].To, UriKind.Relative), TestContext.Current.CancellationToken);
        foreach (var (word, column) in new[] { ("承包户", "承包户"), ("块地", "地块数") })
            Regex.Matches(collectives, $"data-label=\"{column}\">([0-9,]+)<").Sum(cell => Number(cell.Groups[1].Value)).ShouldBe(Number(figures[word].Number), word);
        home.ShouldContain($" id=\"{figures["在办转让"].To[1..]}\"");
        Regex.Count(home, "<th scope=\"row\"[^>]*><a [^>]*href=\"/transfers/").ShouldBe(Number(figures["在办转让"].Number));

        static int Number(string written) => int.Parse(written, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_own_account_names_browsers_as_people_do_and_keeps_what_was_typed()
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36");
        using (await TestSite.Send(browser, "/sign-in", "/sign-in", ("key", Farmer))) { }

        var account = await browser.GetStringAsync(new Uri("/account", UriKind.Relative), TestContext.Current.CancellationToken);
        account.ShouldContain("Chrome · Android");
        account.ShouldNotContain("AppleWebKit");
        using var wrong = await TestSite.Send(browser, "/account", "/account/relatives", ("command", Guid.CreateVersion7().ToString()), ("name", "王小二"), ("number", "123"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        again.ShouldContain("value=\"王小二\"");
        again.ShouldContain("value=\"123\"");
    }

    [Theory]
    [InlineData("village-clerk")]
    [InlineData("township-officer")]
    [InlineData("clerk")]
    public async Task Who_settled_in_town_is_reached_from_the_first_page_and_not_from_the_menu(string who)
    {
        using var browser = await site.SignedIn(who);
        (await browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("href=\"/settlement\"");
        (await browser.GetStringAsync(new Uri("/about", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldNotContain("href=\"/settlement\"");
    }

    [Fact]
    public async Task A_desk_that_may_bring_a_dispute_finds_the_form_beside_the_parcel()
    {
        foreach (var who in new[] { "village-clerk", "township-officer" })
        {
            using var desk = await site.SignedIn(who);
            (await desk.GetStringAsync(new Uri($"/parcels/{Hamlet.Parcel(Hamlet.Group, 2, 1)}", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("/disputes/new?parcel=");
        }
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var command = Guid.Parse("00000000-0000-7000-8000-0000000000aa");
        using var browser = await site.SignedIn(Farmer);
        using var answer = await browser.PostAsync(
            new Uri($"/rights/{Right}/list", UriKind.Relative),
            new FormUrlEncodedContent([new("command", command.ToString()), new("price", "100"), new("parcel", Hamlet.Parcel(Hamlet.Group, 2, 1))]),
            TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Services.GetRequiredService<Desk>().Receipt(Hamlet.County, command, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "/ledger", HttpStatusCode.Redirect)]
    [InlineData(null, "/search", HttpStatusCode.Redirect)]
    [InlineData("farmer", "/ledger", HttpStatusCode.Redirect)]
    [InlineData("farmer", "/search", HttpStatusCode.Redirect)]
    [InlineData(null, "/settlement", HttpStatusCode.Redirect)]
    [InlineData("farmer", "/collectives", HttpStatusCode.Redirect)]
    [InlineData("clerk", "/nowhere", HttpStatusCode.NotFound)]
    public async Task A_door_is_closed_to_those_it_is_not_for(string? who, string path, HttpStatusCode expected)
    {
        using var browser = who switch { null => site.Browser(), "farmer" => await site.SignedIn(Farmer), _ => await site.SignedIn(who) };
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_day_book_asks_for_a_kind_of_fact_in_words()
    {
        using var auditor = await site.SignedIn("auditor");
        foreach (var (language, words) in new[] { ("zh-CN", "地块调查入簿"), ("en", "Parcel surveyed") })
        {
            using var _ = await auditor.GetAsync(new Uri($"/language?to={language}&back=/ledger", UriKind.Relative), TestContext.Current.CancellationToken);
            var html = WebUtility.HtmlDecode(await auditor.GetStringAsync(new Uri("/ledger?type=parcel-surveyed", UriKind.Relative), TestContext.Current.CancellationToken));
            html.ShouldContain("<option value=\"parcel-surveyed\" selected>" + words);
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_kind_of_fact_has_words_of_its_own(string language)
    {
        using var scope = site.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Words>>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var kinds = FactNames.All.Values.ToDictionary(name => name, name => FactInWords.Kind(name, words), StringComparer.Ordinal);

        kinds.ShouldAllBe(kind => kind.Key != kind.Value && kind.Value.Length > 1 && !kind.Value.Contains('{'));
        kinds.GroupBy(kind => kind.Value).Where(same => same.Count() > 1).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_farmer_sees_the_papers_of_no_other_household()
    {
        using var browser = await site.SignedIn(Farmer);
        foreach (var path in new[] { $"/households/{Hamlet.Household(Hamlet.Group, 1)}", $"/rights/{Hamlet.Right(Hamlet.Group, 1)}", $"/parcels/{Hamlet.Parcel(Hamlet.Neighbours, 1, 1)}" })
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task Large_type_and_the_language_are_remembered_and_come_back_to_the_same_page()
    {
        using var browser = site.Browser();
        using var elder = await browser.GetAsync(new Uri("/elder?on=1&back=/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        elder.Headers.Location!.OriginalString.ShouldBe("/rules");
        using var language = await browser.GetAsync(new Uri("/language?to=en&back=/rules?lang=zh-CN", UriKind.Relative), TestContext.Current.CancellationToken);
        language.Headers.Location!.OriginalString.ShouldBe("/rules");
        var html = await browser.GetStringAsync(new Uri("/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        html.ShouldContain("<html lang=\"en\" class=\"elder\"");
        html.ShouldContain("aria-pressed=\"true\"");
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org/")]
    public async Task A_switch_never_leads_to_another_site(string back)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri($"/elder?on=1&back={Uri.EscapeDataString(back)}", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [GeneratedRegex("<li>\\s*<strong>(?<number>[^<]+)</strong>\\s*(?:<a class=\"govuk-link\" href=\"(?<to>[^\"]+)\">)?(?<word>[^<]+)")]
    private static partial Regex Figure();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<dt>用在哪里</dt>\\s*<dd>(.*?)</dd>", RegexOptions.Singleline)]
    private static partial Regex Places();

    [GeneratedRegex("<div>(.*?)</div>")]
    private static partial Regex Place();

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Han();

    [GeneratedRegex("<li><a href=\"([^\"]+)\"")]
    private static partial Regex MenuEntry();
}
