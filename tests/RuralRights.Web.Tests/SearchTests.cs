using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RuralRights.Domain.Law;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The one box for everything, on the page and for programs.</summary>
[Collection<AtTheSite>]
public sealed partial class SearchTests(TestSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("秀英")]
    [InlineData("李秀英")]
    [InlineData("lixiuying")]
    [InlineData("LXY")]
    public async Task A_household_is_found_by_the_name_of_a_member_which_stays_masked(string asked)
    {
        using var clerk = await site.SignedIn("clerk");
        var found = await Search(clerk, $"q={Uri.EscapeDataString(asked)}");

        var hit = found["hits"]!.AsArray().ShouldHaveSingleItem()!;
        hit["kind"]!.GetValue<string>().ShouldBe("household");
        hit["code"]!.GetValue<string>().ShouldBe(Hamlet.Household(Hamlet.Group, 2));
        hit["name"]!.GetValue<string>().ShouldBe("李**");
        hit["place"]!.GetValue<string>().ShouldBe("小康营村第一村民小组");
        // What was asked comes back; no name that was not.
        found["hits"]!.ToJsonString().ShouldNotContain("秀英");
        (found["total"]!.GetValue<int>(), found["more"]!.GetValue<bool>()).ShouldBe((1, false));
    }

    [Fact]
    public async Task The_beginning_of_a_code_is_found_page_by_page()
    {
        using var auditor = await site.SignedIn("auditor");
        var pages = new List<JsonNode>();
        for (var page = 1; page <= 4; page++) pages.Add(await Search(auditor, $"q={Hamlet.Group}&limit=2&page={page}"));

        pages.ShouldAllBe(page => page["total"]!.GetValue<int>() == 8 && page["pages"]!.GetValue<int>() == 4);
        pages.SelectMany(page => page["hits"]!.AsArray()).Select(hit => $"{hit!["kind"]} {hit["code"]}").ShouldBe(
            [$"collective {Hamlet.Group}", .. Enumerable.Range(1, 7).Select(number => $"household {Hamlet.Household(Hamlet.Group, number)}")]);
        (await Search(auditor, $"q={Hamlet.Group}&limit=2&page=5"))["hits"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("620123202213010005", "household 620123202213010005")]
    [InlineData("620123202213010005j", "right 620123202213010005J", "certificate 620123202213010005J")]
    [InlineData("6201232022130100001", "parcel 6201232022130100001")]
    [InlineData("62012320221302", "collective 62012320221302", "household 620123202213020001", "household 620123202213020002")]
    [InlineData("6201232022130")]
    [InlineData("没有2016这样的号")]
    public async Task Every_sort_of_code_finds_its_own_sort_of_thing(string asked, params string[] things)
    {
        using var clerk = await site.SignedIn("clerk");
        var found = await Search(clerk, $"q={Uri.EscapeDataString(asked)}");
        found["hits"]!.AsArray().Select(hit => $"{hit!["kind"]} {hit["code"]}").ShouldBe(things);
    }

    [Theory]
    [InlineData("甘（2016）榆中县农村土地承包经营权证第000005号")]
    [InlineData("甘(2016)榆中县农村土地承包经营权证第000005号")]
    [InlineData("甘（2016） 榆中县农村土地承包经营权证 第000005号")]
    public async Task A_certificate_is_found_by_its_serial_however_its_brackets_were_typed(string serial)
    {
        using var registrar = await site.SignedIn("registrar");

        var hit = (await Search(registrar, $"q={Uri.EscapeDataString(serial)}"))["hits"]!.AsArray().ShouldHaveSingleItem()!;

        hit["kind"]!.GetValue<string>().ShouldBe("certificate");
        hit["certificate"]!.GetValue<Guid>().ShouldBe(Hamlet.Certificate(5));
        hit["name"]!.GetValue<string>().ShouldBe("周**");
    }

    [Theory]
    [InlineData("马")]
    [InlineData("62012320221302")]
    [InlineData("6201232022130100001")]
    [InlineData("620123202213010005J")]
    [InlineData("6201 2320 2213 0100 05j")]
    [InlineData("620123202213010005")]
    public async Task The_page_shows_what_programs_are_told(string asked)
    {
        using var clerk = await site.SignedIn("clerk");
        var found = await Search(clerk, $"q={Uri.EscapeDataString(asked)}");
        var page = await clerk.GetStringAsync(new Uri($"/search?q={Uri.EscapeDataString(asked)}", UriKind.Relative), Cancel);

        found["hits"]!.AsArray().ShouldNotBeEmpty();
        Code().Matches(page).Select(code => string.Concat(code.Groups[1].Value.Where(char.IsAsciiLetterOrDigit)))
            .ShouldBe(found["hits"]!.AsArray().Select(hit => hit!["code"]!.GetValue<string>()));
        page.ShouldContain($"找到 {found["total"]} 条");
    }

    [Fact]
    public async Task Only_officials_of_the_county_search()
    {
        using var stranger = site.Browser();
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");

        (await Status(stranger, "q=王")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(farmer, "q=王")).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(chair, "q=王")).ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Offices that look after something else, and one that reads the register.</summary>
    public static TheoryData<Actor, bool> Offices { get; } = new()
    {
        { new Actor.Reviewer(Guid.Empty, Hamlet.County), true },
        { new Actor.MarketStaff(Guid.Empty, Hamlet.County), false },
        { new Actor.CitySupervisor(Guid.Empty, "6201"), false },
        { new Actor.CollectiveSupervisor(Guid.Empty, Hamlet.Group), false },
        { new Actor.VillageClerk(Guid.Empty, Hamlet.Group[..12]), false },
        { new Actor.TownshipOfficer(Guid.Empty, Hamlet.Group[..9]), false },
    };

    [Theory]
    [MemberData(nameof(Offices), DisableDiscoveryEnumeration = true)]
    public async Task An_office_reads_the_register_only_where_that_is_its_office(Actor actor, bool reads)
    {
        using var official = await site.SignedIn(new Visitor("某", actor, null));

        (await Status(official, "q=王")).ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        using var extract = await official.GetAsync(new Uri($"/api/v1/extracts?right={Hamlet.Right(Hamlet.Group, 5)}&day=2016-04-08", UriKind.Relative), Cancel);
        extract.StatusCode.ShouldBeOneOf(reads ? [HttpStatusCode.OK] : [HttpStatusCode.NotFound, HttpStatusCode.Forbidden]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=")]
    [InlineData("q=%20")]
    [InlineData("q=王&page=0")]
    [InlineData("q=王&limit=0")]
    [InlineData("q=王&limit=101")]
    [InlineData("q=王&limit=many")]
    public async Task A_question_that_is_none_is_told_so(string question)
    {
        using var clerk = await site.SignedIn("clerk");
        (await Status(clerk, question)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_description_tells_how_to_search_and_how_to_hold_out_a_document()
    {
        using var stranger = site.Browser();
        var paths = JsonNode.Parse(await stranger.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel))!["paths"]!;

        var search = paths["/api/v1/search"]!["get"]!;
        search["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()).ShouldBe(["q", "page", "limit"]);
        search["parameters"]![0]!["description"]!.GetValue<string>().ShouldContain("pinyin");
        search["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200", "400", "401", "403"], ignoreOrder: true);
        paths["/api/v1/certificates/{certificate}/pdf"]!["get"]!["responses"]!["200"]!["content"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("application/pdf");
        paths["/api/v1/certificates/check"]!["post"]!["requestBody"]!["content"]!.AsObject().ShouldContain(content => content.Key == "application/pdf");
    }

    private static async Task<JsonNode> Search(HttpClient program, string question)
    {
        using var answer = await program.GetAsync(new Uri($"/api/v1/search?{question}", UriKind.Relative), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpStatusCode> Status(HttpClient program, string question)
    {
        using var answer = await program.GetAsync(new Uri($"/api/v1/search?{question}", UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    [GeneratedRegex("<p class=\"code\">([^<]+)</p>")]
    private static partial Regex Code();
}
