using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>
/// Who goes back and presses again is told that it was done, and where. Pages are not kept by browsers, so a form that is gone back to is
/// fetched anew, with another id: the same act comes once more as another one.
/// </summary>
public sealed partial class DoneBeforeTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Done = "您已经办过了，不用再办";
    private const string Village = "620123202213";

    private static readonly string Right = Hamlet.Right(Hamlet.Group, 4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Day(int ahead) => DateTime.UtcNow.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("case")]
    [InlineData("membership")]
    [InlineData("settlement")]
    [InlineData("own settlement")]
    [InlineData("dispute")]
    [InlineData("offer")]
    [InlineData("office")]
    [InlineData("Seizure")]
    [InlineData("Mortgage")]
    [InlineData("Objection")]
    public async Task Who_goes_back_and_presses_again_is_shown_what_was_done_and_nothing_is_doubled(string what)
    {
        var (browser, form) = await FormOf(what);
        using var _ = browser;
        using var first = await Send(browser, form);
        var seen = Seen(first);
        var facts = await Facts();
        var standing = form.Link is { } link ? await link(seen) : seen;

        using var again = await Send(browser, form);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, again.Headers.Location?.OriginalString);
        var html = await again.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain(Done);
        html.ShouldContain($"href=\"{standing}\"");
        html.ShouldContain($"/rules/{form.Rule}");
        html.ShouldNotContain("没有办成");
        (await Facts()).ShouldBe(facts);
        (await Html(browser, standing)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Others_are_led_to_what_stands_in_the_way_and_other_business_is_not_said_to_be_done()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        using var village = await site.SignedIn("village-clerk");
        var other = await site.Ask<Guid>("select m.person from register.household_member m join register.household h on h.code = m.household where h.code = $1 and m.person <> h.representative and m.co_holder limit 1", household);
        using var opened = await Post(village, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("representative", $"{other}")]);
        var path = Seen(opened);

        using var head = await site.AsHead(2);
        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Village));
        foreach (var reader in new[] { head, colleague })
        {
            using var refused = await Post(reader, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("representative", $"{other}")]);
            var html = await refused.Content.ReadAsStringAsync(Cancel);
            html.ShouldContain($"href=\"{path}\"");
            html.ShouldContain(path["/cases/".Length..]);
            html.ShouldContain("没有办成");
            html.ShouldNotContain(Done);
        }

        using var renewal = await Post(village, "/cases/new/term-renewal", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("until", "2076-04-06")]);
        renewal.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await renewal.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("/rules/already-in-a-case");
        said.ShouldContain($"href=\"{path}\"");
        said.ShouldNotContain(Done);

        // A case that the reader may not see is neither named nor linked.
        using var neighbour = await site.AsHead(1);
        using var hidden = await neighbour.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_paper_stands_in_a_case_once_and_again_after_it_was_taken_out()
    {
        var household = Hamlet.Household(Hamlet.Group, 6);
        using var village = await site.SignedIn("village-clerk");
        using var opened = await Post(village, "/cases/new/term-renewal", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("until", "2076-04-06")]);
        var path = Seen(opened);
        var paper = Sheet.Pdf("the very same paper");
        using var filed = await File();
        Seen(filed).ShouldBe(path);

        using var again = await File();
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/document-filed-twice");
        (await Standing()).ShouldBe(1);

        var document = await site.Ask<string>("select document from register.case_document where case_number = $1 and struck_on is null", path["/cases/".Length..]);
        using var struck = await Post(village, $"{path}/documents/strike", [("command", $"{Guid.CreateVersion7()}"), ("document", document)]);
        Seen(struck).ShouldBe(path);
        using var anew = await File();
        Seen(anew).ShouldBe(path);
        (await Standing()).ShouldBe(1);

        Task<HttpResponseMessage> File() => Post(village, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", "contract")], ("paper-file", paper));

        Task<long> Standing() => site.Ask<long>("select count(*) from register.case_document where case_number = $1 and struck_on is null", path["/cases/".Length..]);
    }

    [Fact]
    public async Task Who_goes_back_in_the_steps_of_an_offer_is_told_that_the_parcel_is_listed()
    {
        using var farmer = await site.AsHead(5);
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 5), Hamlet.Parcel(Hamlet.Group, 5, 1));
        using var listed = await Post(farmer, $"/rights/{right}/list", [("command", $"{Guid.CreateVersion7()}"), ("price", "900"), ("parcel", parcel)]);
        var offer = Seen(listed);

        var back = await Html(farmer, $"/rights/{right}/list?step=3&parcel={parcel}&price=900");
        back.ShouldContain(Done);
        back.ShouldContain($"href=\"{offer}\"");
        back.ShouldNotContain("请至少选一块地");
    }

    [Fact]
    public async Task A_refusal_names_somebody_else_than_the_desk_that_reads_it()
    {
        using var registrar = await site.SignedIn("registrar");
        var form = $"/rights/{Right}/holds/new";
        using var refused = await Post(registrar, form, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Mortgage"), ("document", "借款合同"), ("until", Day(30)), ("parcel", Hamlet.Parcel(Hamlet.Group, 4, 1))], ("paper-file", Sheet.Pdf("loan contract")));
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain("/rules/hold-ends-only-on-paper");
        html.ShouldContain("本机构没有经手这件事的同事或负责人");
        html.ShouldNotContain("登记窗口，或本集体经济组织理事会");

        var words = site.Services.GetRequiredService<IStringLocalizer<Words>>();
        string Whom(Actor? actor) => WhomToAsk.For(new Visitor("某", actor, null), "榆中县", words);
        var someone = Guid.CreateVersion7();
        Whom(new Actor.Farmer(someone, Hamlet.Household(Hamlet.Group, 1))).ShouldBe("榆中县登记窗口，或本集体经济组织理事会");
        Whom(new Actor.Farmer(someone, "")).ShouldNotContain("本集体");
        Whom(null).ShouldContain("登记窗口");
        Whom(new Actor.Chair(someone, Hamlet.Group)).ShouldNotContain("理事会");
        Whom(new Actor.VillageClerk(someone, Village)).ShouldBe("乡镇农经站，或榆中县登记机构的经办人员");
        Whom(new Actor.TownshipOfficer(someone, Village[..9])).ShouldNotContain("乡镇");
        foreach (var actor in new Actor[] { new Actor.Clerk(someone, Hamlet.County), new Actor.Reviewer(someone, Hamlet.County), new Actor.Registrar(someone, Hamlet.County), new Actor.Administrator(someone, Hamlet.County) })
            Whom(actor).ShouldStartWith("本机构");
        Whom(new Actor.Auditor(someone, Hamlet.County)).ShouldContain("负责人");
    }

    private async Task<(HttpClient Browser, Form Form)> FormOf(string what)
    {
        var parcel = Hamlet.Parcel(Hamlet.Group, 4, 1);
        switch (what)
        {
            case "case":
                var household = Hamlet.Household(Hamlet.Group, 3);
                var member = await site.Ask<Guid>("select m.person from register.household_member m join register.household h on h.code = m.household where h.code = $1 and m.person <> h.representative", household);
                return (await site.SignedIn("village-clerk"), new($"/cases/new/representative-change?household={household}", "/cases/new/representative-change", "already-in-a-case", ("household", household), ("representative", $"{member}")));
            case "membership":
                var own = Hamlet.Household(Hamlet.Group, 3);
                return (await site.SignedIn("village-clerk"), new(
                    $"/cases/new/membership?household={own}", "/cases/new/membership", "already-in-a-case", ("household", own), ("person", $"{(await site.Head(3)).Person}"), ("ground", "Origin")));
            case "settlement":
                var person = (await site.Head(2)).Person;
                return (await site.SignedIn("village-clerk"), new(
                    $"/settlement/report?household={Hamlet.Household(Hamlet.Group, 2)}", "/settlement/report", "settlement-already-stands",
                    [("household", Hamlet.Household(Hamlet.Group, 2)), ("person", $"{person}"), ("source", "Village"), ("papers", "户口簿"), .. Statement]));
            case "own settlement":
                return (await site.AsHead(1), new("/my/settlement", "/my/settlement", "settlement-already-stands", Statement));
            case "dispute":
                return (await site.AsHead(6), new(
                    $"/disputes/new?parcel={parcel}", "/disputes/new", "dispute-is-open-already", ("parcel", parcel), ("matter", "Infringement"), ("known", Day(-30)), ("words", "占了我家的地边")));
            case "offer":
                var right = Hamlet.Right(Hamlet.Group, 1);
                return (await site.AsHead(1), new($"/rights/{right}/list", $"/rights/{right}/list", "parcel-already-listed", ("price", "900"), ("parcel", Hamlet.Parcel(Hamlet.Group, 1, 2))));
            case "office":
                (await site.AsHead(7)).Dispose();
                var account = await site.Ask<Guid>("select id from identity.mt_doc_account where data ->> 'person' = $1", $"{(await site.Head(7)).Person}");
                return (await site.SignedIn("administrator"), new(
                    $"/accounts/{account}", $"/accounts/{account}/offices", "office-already-granted", ("role", "VillageClerk"), ("place", Village), ("from", Day(0))));
            default:
                return (await site.SignedIn("registrar"), new(
                    $"/rights/{Right}/holds/new", $"/rights/{Right}/holds/new", "hold-stands-already",
                    [("kind", what), ("document", $"文书 {what}"), ("parcel", Hamlet.Parcel(Hamlet.Group, 4, 2)), .. what == "Seizure" ? [("until", Day(200))] : Array.Empty<(string, string)>()])
                {
                    Link = async seen => $"{seen}/holds/{await site.Ask<Guid>("select id from register.encumbrance where document = $1", $"文书 {what}")}",
                    Files = [("paper-file", Sheet.Pdf($"paper of a {what}"))],
                });
        }
    }

    private static (string, string)[] Statement => [("settled", "2024-03-01"), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown")];

    // What the register enters by itself, such as that a message came back, comes when it comes.
    private Task<long> Facts() => site.Ask<long>("select count(*) from ledger.mt_events where data #>> '{provenance,actor}' not like 'register/%'");

    private static async Task<HttpResponseMessage> Send(HttpClient browser, Form form)
    {
        var command = Command().Match(await Html(browser, form.Page)) is { Success: true } id ? id.Groups[1].Value : $"{Guid.CreateVersion7()}";
        return await Post(browser, form.Action, [("command", command), .. form.Fields], form.Files);
    }

    private sealed record Form(string Page, string Action, string Rule, params (string, string)[] Fields)
    {
        /// <summary>Where what was entered is read, by where its form led; null when it led there.</summary>
        public Func<string, Task<string>>? Link { get; init; }

        /// <summary>The papers that go with it.</summary>
        public (string, byte[])[] Files { get; init; } = [];
    }

    [GeneratedRegex("name=\"command\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Command();
}
