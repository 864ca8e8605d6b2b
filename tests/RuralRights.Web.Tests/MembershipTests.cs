using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A bride's claim through the pages of everybody who has a part in it, until she stands in the roster; and what never ends her membership.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private const string Name = "金丝雀";

    private readonly Later _clock = new();
    private readonly TestSite _site;
    private readonly string _household = Hamlet.Household(Hamlet.Group, 2);
    private readonly Actor _supervisor = new Actor.CollectiveSupervisor(Guid.CreateVersion7(), Hamlet.Group);

    public MembershipTests() => _site = TestSite.Over(
        Environment.GetEnvironmentVariable("RR_TEST_DB") ?? throw new InvalidOperationException("RR_TEST_DB is not set."),
        host: builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_claim_goes_from_the_family_to_the_roster_and_nothing_of_the_law_s_list_is_left_out()
    {
        var path = await IsClaimedByTheFamily();
        await IsHandedIn(path);
        await IsCheckedByTheTownship(path);
        var notice = await IsPosted(path);

        _clock.Ahead = TimeSpan.FromDays(20);
        await TheNoticeIsOver(notice);
        await IsResolvedByTheAssembly(path);
        await IsEnteredByTheSupervisors(path);

        await StandsInTheRoster(path);
        await NoReasonEndsIt();
    }

    private async Task<string> IsClaimedByTheFamily()
    {
        var head = await _site.Ask<Guid>("select representative from register.household where code = $1", _household);
        using var family = await _site.As(new Actor.Farmer(head, _household), Hamlet.Group);
        (await Html(family, "/")).ShouldContain("成员名册里还没有您");
        (await Html(family, $"/cases/new?household={_household}")).ShouldContain("/cases/new/membership?household=");
        (await Html(family, $"/cases/new/membership?household={_household}")).ShouldContain("别的人（在下面填姓名和身份证号）");

        using var empty = await Post(family, "/cases/new/membership", [("command", $"{Guid.CreateVersion7()}"), ("household", _household), ("person", "new"), ("name", Name), ("leaves", "12")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await empty.Content.ReadAsStringAsync(Cancel);
        foreach (var said in new[] { "请选确认的事由", "集体的代码是十四位数字", $"value=\"{Name}\"" }) again.ShouldContain(said);

        using var opened = await Post(
            family, "/cases/new/membership",
            [("command", $"{Guid.CreateVersion7()}"), ("household", _household), ("person", "new"), ("name", Name), ("number", Number()), ("ground", "Marriage")]);
        (await _site.Ask<long>("select count(*) from ledger.mt_events where data::text like '%' || $1 || '%'", Name)).ShouldBe(0);
        return Seen(opened);
    }

    private async Task IsHandedIn(string path)
    {
        using var village = await _site.SignedIn("village-clerk");
        foreach (var kind in new[] { "application", "identity", "household-register", "ground-proof", "no-other-membership" })
        {
            using var filed = await Post(village, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", kind)], ("paper-file", Sheet.Pdf(kind)));
            Seen(filed).ShouldBe(path);
        }

        using var done = await Post(village, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", $"{StepKind.Applied}")]);
        Seen(done).ShouldBe(path);
    }

    private async Task IsCheckedByTheTownship(string path)
    {
        using var township = await _site.SignedIn("township-officer");
        (await Html(township, path)).ShouldContain("户口簿上户籍在哪里");
        using var empty = await Post(township, $"{path}/membership-check", [("command", $"{Guid.CreateVersion7()}"), ("seen", "NeverHere")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await empty.Content.ReadAsStringAsync(Cancel);
        again.ShouldContain("id=\"servant-error\"");
        again.ShouldContain("value=\"NeverHere\" checked");
        using var servant = await Post(township, $"{path}/membership-check", [("command", $"{Guid.CreateVersion7()}"), ("seen", "NeverHere"), ("servant", "yes")]);
        (await servant.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/civil-servant-is-no-member");
        using var done = await Post(township, $"{path}/membership-check", [("command", $"{Guid.CreateVersion7()}"), ("seen", "NeverHere"), ("servant", "no")]);
        Seen(done).ShouldBe(path);
    }

    private async Task<string> IsPosted(string path)
    {
        using var village = await _site.SignedIn("village-clerk");
        using var posted = await Post(village, "/notices/desk", [("command", $"{Guid.CreateVersion7()}"), ("cases", path["/cases/".Length..])]);
        var notice = Seen(posted)[..^"/desk".Length];
        using var photographed = await Post(village, $"{notice}/photographs", [("command", $"{Guid.CreateVersion7()}"), ("moment", $"{PostingMoment.Start}")], ("photo-file", Sheet.Pdf("start")));
        Seen(photographed);

        using var stranger = _site.Browser();
        var page = await Html(stranger, notice);
        page.ShouldContain("金**");
        page.ShouldContain("成员结婚");
        page.ShouldContain($"小康营村第一村民小组（{Codes.Grouped(Hamlet.Group)}）");
        foreach (var secret in new[] { Name, Number(), "面积合计", "沟沿地", "李**" }) page.ShouldNotContain(secret);
        return notice;
    }

    private async Task TheNoticeIsOver(string notice)
    {
        using var village = await _site.SignedIn("village-clerk");
        using var photographed = await Post(village, $"{notice}/photographs", [("command", $"{Guid.CreateVersion7()}"), ("moment", $"{PostingMoment.End}")], ("photo-file", Sheet.Pdf("end")));
        Seen(photographed);
        using var closed = await Post(village, $"{notice}/close", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(closed);
    }

    private async Task IsResolvedByTheAssembly(string path)
    {
        var number = path["/cases/".Length..];
        using var chair = await _site.SignedIn($"chair-{Hamlet.Group}");
        (await Html(chair, "/cases")).ShouldContain("/resolutions/new");
        var form = $"/collectives/{Hamlet.Group}/resolutions/new";
        (await Html(chair, form)).ShouldContain($"value=\"{number}\"");
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        (string, string)[] Typed(int favour) =>
        [
            ("command", $"{Guid.CreateVersion7()}"), ("case", number), ("called", $"{today.AddDays(-11):yyyy-MM-dd}"), ("held", $"{today.AddDays(-1):yyyy-MM-dd}"), ("voters", "30"), ("without", "0"),
            ("present", "22"), ("favour", $"{favour}"),
        ];

        using var few = await Post(chair, form, Typed(19), ("record-file", Sheet.Pdf("record")));
        few.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await few.Content.ReadAsStringAsync(Cancel);
        again.ShouldContain("/rules/two-thirds-did-not-agree");
        again.ShouldContain("value=\"19\"");
        using var passed = await Post(chair, form, Typed(20), ("record-file", Sheet.Pdf("record")));
        Seen(passed).ShouldBe(path);

        // The chair enters nothing.
        using var entering = await Post(chair, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        entering.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        entering.Headers.Location!.OriginalString.ShouldContain("/problem/403");
    }

    private async Task IsEnteredByTheSupervisors(string path)
    {
        using var supervisor = await _site.As(_supervisor, Hamlet.Group);
        (await Html(supervisor, "/cases")).ShouldContain(path);
        (await Html(supervisor, "/")).ShouldContain("等您办的案件：1 件");
        var page = await Html(supervisor, path);
        foreach (var shown in new[] { Name, "全体成员 30 人，到会 22 人，赞成 20 人" }) page.ShouldContain(shown);
        using var early = await Post(supervisor, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        (await early.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/holder-was-not-reached");

        using var village = await _site.SignedIn("village-clerk");
        var holder = await _site.Ask<Guid>("select person from register.case_holder where case_number = $1", path["/cases/".Length..]);
        using var told = await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), ("person", $"{holder}")], ("visit-file", Sheet.Pdf("visit")));
        Seen(told).ShouldBe(path);
        using var entered = await Post(supervisor, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(entered).ShouldBe(path);
        using var clerk = await _site.SignedIn("clerk");
        using var filed = await Post(clerk, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", $"{StepKind.Archived}")]);
        Seen(filed).ShouldBe(path);
    }

    private async Task StandsInTheRoster(string path)
    {
        var roster = $"/collectives/{Hamlet.Group}/members";
        using var neighbour = await _site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        var masked = await Html(neighbour, roster);
        masked.ShouldContain("金**");
        masked.ShouldNotContain(Name);
        masked.ShouldNotContain("members.xlsx");
        masked.ShouldContain("members.pdf");
        using var sheet = await neighbour.GetAsync(new Uri($"{roster}.pdf", UriKind.Relative), Cancel);
        sheet.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf", await sheet.Content.ReadAsStringAsync(Cancel));
        using var stranger = await _site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var foreign = await stranger.GetAsync(new Uri($"{roster}.pdf", UriKind.Relative), Cancel);
        foreign.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        using var chair = await _site.SignedIn($"chair-{Hamlet.Group}");
        (await Html(chair, roster)).ShouldContain(Name);
        (await Html(chair, $"{roster}?day=2026-01-01")).ShouldNotContain(Name);
        using var file = await chair.GetAsync(new Uri($"{roster}.csv", UriKind.Relative), Cancel);
        (await file.Content.ReadAsStringAsync(Cancel)).ShouldContain(Name);
        (await _site.Ask<long>("select count(*) from oversight.audit_log where act = 'export' and what = $1", $"roster/{Hamlet.Group}")).ShouldBe(1);

        using var outsider = await _site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var closed = await outsider.GetAsync(new Uri(roster, UriKind.Relative), Cancel);
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var taken = await neighbour.GetAsync(new Uri($"{roster}.csv", UriKind.Relative), Cancel);
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // What a member reads on the own page; the neighbour stands in the roster since the reform.
        var head = await _site.Ask<Guid>("select representative from register.household where code = $1", Hamlet.Household(Hamlet.Group, 1));
        (await _site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "roster"),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Membership(head), new MemberConfirmed(
                head, Hamlet.Group, null, MembershipGround.Reform, new(2019, 6, 1), null, new(new(2019, 6, 1), "delivery/0", "", "62012320190601000001", [], []))))),
            Cancel)).Refusal.ShouldBeNull();
        (await Html(neighbour, "/")).ShouldContain("您从 2019年6月1日 起是小康营村第一村民小组的成员");
    }

    private async Task NoReasonEndsIt()
    {
        var head = await _site.Ask<Guid>("select representative from register.household where code = $1", _household);
        using var village = await _site.SignedIn("village-clerk");
        var form = await Html(village, $"/cases/new/membership-end?household={_household}");
        form.ShouldContain("这些从来不终止成员身份，谁提出都不办");
        form.ShouldNotContain("value=\"Settling\"");
        form.ShouldContain($"value=\"{await _site.Ask<Guid>("select person from register.membership where household = $1", _household)}\"");
        form.ShouldNotContain($"value=\"{head}\"", customMessage: "the head is not in the roster");
        foreach (var (reason, rule) in new[] { ("Settling", "settling"), ("Studying", "studying"), ("Serving", "serving"), ("Marrying", "marrying"), ("Divorce", "divorce"), ("Prison", "prison") })
        {
            using var refused = await Post(village, "/cases/new/membership-end", [("command", $"{Guid.CreateVersion7()}"), ("household", _household), ("person", $"{head}"), ("ground", reason)]);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain($"/rules/{rule}-ends-no-membership");
        }

        using var unproved = await Post(village, "/cases/new/membership-end", [("command", $"{Guid.CreateVersion7()}"), ("household", _household), ("person", $"{head}"), ("ground", "CivilServant")]);
        var said = await unproved.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("id=\"proof-error\"");
        said.ShouldContain("id=\"hearing-error\"");
    }

    private static async Task<string> Html(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {answer.Headers.Location} {html}");
        return html;
    }

    private static string Seen(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, answer.Content.ReadAsStringAsync(Cancel).GetAwaiter().GetResult());
        answer.Headers.Location!.OriginalString.ShouldNotContain("/problem/");
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string action, (string Name, string Value)[] fields, params (string Field, byte[] Content)[] files)
    {
        var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/about", UriKind.Relative), Cancel)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (field, content) in files) form.Add(new ByteArrayContent(content), field, "scan.pdf");
        return await browser.PostAsync(new Uri(action, UriKind.Relative), form, Cancel);
    }

    private static string Number()
    {
        const string Body = "62012319950505002";
        return Body + CitizenId.CheckCharacterOf(Body);
    }

    /// <summary>The time of day, some days ahead.</summary>
    private sealed class Later : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
