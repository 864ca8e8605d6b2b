using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>What every page promises, whoever opens it.</summary>
[Collection<AtTheSite>]
public sealed class PagesTests(TestSite site)
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
        { null, "/settings/papers-transfer" },
        { null, "/settings/homestead-area-limits" },
        { null, "/calendar" },
        { "registrar", "/settings/transfer-notice" },
        { "registrar", "/settings/papers-transfer" },
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
        { "village-clerk", "/cases" },
        { "village-clerk", "/cases/new" },
        { "village-clerk", $"/cases/new?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/representative-change?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}&event=birth" },
        { Farmer, $"/cases/new/member-change?household={Hamlet.Household(Hamlet.Group, 2)}&event=married-out" },
        { Farmer, $"/cases/new/household-split?household={Hamlet.Household(Hamlet.Group, 2)}" },
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
        { $"chair-{Hamlet.Group}", $"/cases/new/expropriation?household={Hamlet.Household(Hamlet.Group, 1)}" },
        { Farmer, $"/cases/new/return?household={Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/households/{Hamlet.Household(Hamlet.Group, 2)}" },
        { "village-clerk", $"/collectives/{Hamlet.Group}/renewals?before=2046-12-31" },
        { $"chair-{Hamlet.Group}", $"/collectives/{Hamlet.Group}/renewals/cases" },
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
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/css/site.css")]
    [InlineData("/js/map.js")]
    [InlineData("/js/read.js")]
    [InlineData("/js/upload.js")]
    [InlineData("/icon.svg")]
    public async Task What_a_page_is_made_of_comes_from_here_and_is_never_empty(string path)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(200);
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
}
