using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Tests;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A homestead through the pages, by its desks, until the certificate of the other office is in the household's hands.</summary>
public sealed class HomesteadTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Plot = "620123202213JC00021";
    private const string Unit = Plot + "F00010001";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000bb"), Hamlet.Group[..12]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Settler => Hamlet.Household(Hamlet.Group, 3);

    [Fact]
    public async Task A_homestead_is_taken_from_the_survey_to_the_certificate_of_the_other_office()
    {
        using var village = await site.As(VillageClerk);
        var form = $"/cases/new/homestead-registration?household={Settler}";
        (await Html(village, $"/collectives/{Hamlet.Group}/homesteads")).ShouldContain(form);
        (await Html(village, "/cases")).ShouldContain($"/collectives/{Hamlet.Group}/homesteads");
        (await Html(village, form)).ShouldContain("因继承房屋占用");
        await IsSentBackWithEverythingTyped(village);

        using var opened = await Post(village, "/cases/new/homestead-registration", Typed(), ("paper-file", Sheet.Pdf("approval")));
        var path = Seen(opened);
        var number = path["/cases/".Length..];
        foreach (var words in new[] { Unit, "180 平方米", "20 平方米", "砖木结构", "榆集建（1998）第12号" }) (await Html(village, path)).ShouldContain(words);
        using var twice = await Post(village, "/cases/new/homestead-registration", [("command", $"{Guid.CreateVersion7()}"), .. Typed()[1..]], ("paper-file", Sheet.Pdf("approval")));
        (await twice.Content.ReadAsStringAsync(Cancel)).ShouldContain("您已经办过了");

        using var township = await site.SignedIn("township-officer");
        await Step(village, path, StepKind.Surveyed);
        await Step(township, path, StepKind.SurveyReviewed);
        await IsPosted(village, number);

        var head = await site.Ask<Guid>("select representative from register.household where code = $1", Settler);
        var son = await site.Ask<Guid>("select person from register.household_member where household = $1 and not co_holder", Settler);
        using var holder = await site.As(new Actor.Farmer(head, Settler), Hamlet.Group);
        using var away = await site.As(new Actor.Farmer(son, Settler), Hamlet.Group);
        foreach (var member in new[] { holder, away })
            Seen(await Post(member, $"{path}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", Terms().Match(await Html(member, path)).Groups[1].Value)])).ShouldBe(path);
        await Step(village, path, StepKind.Applied);
        using var clerk = await site.SignedIn("clerk");
        foreach (var kind in new[] { "application", "identity", "household-register", "approval", "plot-survey", "notice-record" })
            (await Post(clerk, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", kind)], ("paper-file", Sheet.Pdf($"homestead {kind}")))).StatusCode.ShouldBe(HttpStatusCode.Redirect, kind);
        await Step(clerk, path, StepKind.Accepted);
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        await Step(chair, path, StepKind.VillageAgreed);
        await Step(township, path, StepKind.TownshipAgreed);
        using var reviewer = await site.SignedIn("reviewer");
        await Step(reviewer, path, StepKind.CountyReviewed);
        (await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), ("person", $"{head}"), ("person", $"{son}")], ("visit-file", Sheet.Pdf("homestead visit")))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var registrar = await site.SignedIn("registrar");
        Seen(await Post(registrar, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")])).ShouldBe(path);

        await IsHandedOver(clerk, path, head);
        await IsSeen(holder, clerk);
        await IsHeldStill(holder, away, registrar, clerk);
        await IsFound(clerk);
        await IsCorrected(village, holder);

        using var second = await Post(village, "/cases/new/homestead-registration", [("command", $"{Guid.CreateVersion7()}"), .. Typed(unit: "620123202213JC00022F00010001", east: 35_419_000)[1..]], ("paper-file", Sheet.Pdf("approval")));
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Content.ReadAsStringAsync(Cancel)).ShouldContain("一户只能有一处");
    }

    private static (double X, double Y)[] Ring(int east) => [(east, 3_971_500), (east, 3_971_520), (east + 10, 3_971_520), (east + 10, 3_971_500)];

    internal static (string, string)[] Typed(string unit = Unit, int east = 35_418_900, string? points = null, string area = "200") =>
    [
        ("command", "01990000-0000-7000-8000-00000000f001"), ("household", Settler), ("unit", unit), ("place", "村东头第二排"), ("crs", "EPSG:4523"),
        ("points", points ?? $"J1 3971500 {east}\nJ2 3971500 {east + 10}\nJ3 3971520 {east + 10}\nJ4 3971520 {east}"), ("area", area), ("land", "川区"),
        ("source", "Approval"), ("number", "榆集建（1998）第12号"), ("on", "1998-05-06"), ("approved", "180"), ("built", "yes"), ("structure", "BrickAndTimber"), ("storeys", "1"),
        ("footprint", "120"), ("floor", "110.5"), ("year", "1998"), ("second", ""), ("larger", ""),
    ];

    private static async Task IsSentBackWithEverythingTyped(HttpClient village)
    {
        using var wrong = await Post(village, "/cases/new/homestead-registration", Typed(unit: "620123202213JC00021", points: "J1 3971500 35418900\nJ2 35418910 3971500", area: "二百"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[]
        {
            "id=\"unit-error\"", "id=\"points-error\"", "id=\"area-error\"", "id=\"paper-error\"", "第 2 点的两个坐标写反了", "value=\"620123202213JC00021\"", "J2 35418910 3971500", "value=\"二百\"",
            "<option value=\"BrickAndTimber\" selected", "value=\"村东头第二排\"",
        }) html.ShouldContain(part);
        html.ShouldNotContain("id=\"place-error\"");
        html.ShouldNotContain("DKBM", Case.Sensitive, "a plot has no code of a parcel");

        using var drawn = await Post(
            village, "/cases/new/homestead-registration", Typed(points: ""), ("points-file", DrawnParcels.Zip(DrawnParcels.Zone35, ("", Ring(35_418_900)), ("", Ring(35_418_950)))));
        (await drawn.Content.ReadAsStringAsync(Cancel)).ShouldContain("文件里有 2 块，请只留要登记的这一块");
        using var taken = await Post(village, "/cases/new/homestead-registration", Typed(points: ""), ("points-file", DrawnParcels.Zip(DrawnParcels.Zone35, ("", Ring(35_418_900)))));
        var filled = await taken.Content.ReadAsStringAsync(Cancel);
        filled.ShouldContain("3971500 35418900");
        filled.ShouldNotContain("id=\"points-error\"");

        using var bare = await Post(village, "/cases/new/homestead-registration", [("command", $"{Guid.CreateVersion7()}"), ("household", Settler), ("second", "因继承房屋占用")]);
        var empty = await bare.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "unit", "place", "crs", "area", "number", "on", "approved", "second-proof" }) empty.ShouldContain($"id=\"{field}-error\"");
        foreach (var words in new[] { "请选地类", "请选凭什么材料", "请选有没有房屋" }) empty.ShouldContain(words);
    }

    private async Task IsPosted(HttpClient village, string number)
    {
        using var posted = await TestSite.Send(village, "/notices/desk", "/notices/desk", ("command", $"{Guid.CreateVersion7()}"), ("cases", number));
        var notice = Seen(posted)[..^"/desk".Length];
        using var stranger = site.Browser();
        var page = await Html(stranger, notice);
        foreach (var words in new[] { "赵**户", "村东头第二排", "批准面积", "超占面积（不是权利的一部分）", "<path class=\"parcel\"" }) page.ShouldContain(words);
        foreach (var secret in new[] { "赵德全", "赵明", Settler }) page.ShouldNotContain(secret);
        (await Html(stranger, $"{notice}/object?case={number}")).ShouldContain(Plot);

        // The weeks on the notice board pass here.
        var id = Guid.Parse(notice["/notices/".Length..]);
        var last = await site.Photographed(id, VillageClerk, RuralRights.Registry.Submission.LegalDay(TimeProvider.System));
        last.ShouldBeGreaterThan(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(19), "fifteen working days");
        (await site.Services.GetRequiredService<Desk>().Enter(new CloseNotice(id), new RuralRights.Registry.Submission(Hamlet.County, Guid.CreateVersion7(), VillageClerk, last.AddDays(1)), Cancel)).Refusal.ShouldBeNull();
    }

    private static async Task IsHandedOver(HttpClient clerk, string path, Guid head)
    {
        var before = await Html(clerk, path);
        before.ShouldContain("不由农业农村部门发");
        before.ShouldNotContain("/hand-over\"");
        using var empty = await Post(clerk, $"{path}/hand-over-homestead", [("command", $"{Guid.CreateVersion7()}"), ("certificate", "甘（2026）榆中县不动产权第0000123号")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await empty.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[] { "id=\"authority-error\"", "id=\"issued-error\"", "id=\"copy-error\"", "id=\"receiver-error\"", "id=\"signature-error\"", "value=\"甘（2026）榆中县不动产权第0000123号\"" }) html.ShouldContain(part);
        (string, string)[] typed =
        [
            ("command", $"{Guid.CreateVersion7()}"), ("certificate", "甘（2026）榆中县不动产权第0000123号"), ("authority", "榆中县不动产登记事务中心"), ("issued", "2026-01-05"), ("receiver", $"{head}"),
        ];
        Seen(await Post(clerk, $"{path}/hand-over-homestead", typed, ("copy-file", Sheet.Pdf("certificate")), ("signature-file", Sheet.Signature(9)))).ShouldBe(path);
        (await Html(clerk, path)).ShouldMatch($"证书的领取[^§]*{Plot}[^§]*由 赵德全 领取[^§]*在签名板上签收");
        (await Html(clerk, $"/homesteads/{Plot}")).ShouldContain("不动产权证书入簿并领取，在签名板上签收");
        await Step(clerk, path, StepKind.Archived);
    }

    private static async Task IsFound(HttpClient clerk)
    {
        foreach (var asked in new[] { Plot, Plot.ToLowerInvariant(), Unit, Plot[..14], "甘(2026)榆中县不动产权第0000123号" })
        {
            var html = await Html(clerk, $"/search?q={Uri.EscapeDataString(asked)}");
            html.ShouldContain($"href=\"/homesteads/{Plot}\"", Case.Sensitive, asked);
            html.ShouldNotContain("赵德全", Case.Sensitive, asked);
        }

        (await Html(clerk, $"/search?q={Plot}F00010002")).ShouldNotContain($"href=\"/homesteads/{Plot}\"");
    }

    /// <summary>An area is corrected: what stands there is seen, what is typed is kept, and what would be different is looked at first.</summary>
    private static async Task IsCorrected(HttpClient village, HttpClient holder)
    {
        const string Form = "/cases/new/homestead-correction";
        (await Html(holder, $"/homesteads/{Plot}")).ShouldContain($"{Form}?household={Settler}");
        (await Html(village, $"/cases/new?household={Settler}")).ShouldContain(Form);
        (await Html(village, $"{Form}?household={Settler}")).ShouldContain("房屋占地面积");
        (await Html(village, $"{Form}?household={Hamlet.Household(Hamlet.Group, 2)}")).ShouldContain("登记簿里没有这一户的宅基地");
        (await Html(village, $"{Form}?household={Settler}&plot={Plot}&item=ApprovedArea")).ShouldContain("180.00");
        (await Html(village, $"{Form}?household={Settler}&plot={Plot}&item=Structure")).ShouldContain("混合结构");
        (string, string)[] typed = [("command", $"{Guid.CreateVersion7()}"), ("household", Settler), ("plot", Plot), ("item", "ApprovedArea"), ("before", "180.00")];
        using var wrong = await Post(village, Form, [.. typed, ("after", "一百七")], ("evidence-file", Sheet.Pdf("homestead evidence")));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[] { "id=\"after-error\"", "value=\"一百七\"" }) html.ShouldContain(part);

        await LandFormTests.LookAndOpen(village, Form, [.. typed, ("after", "170"), ("evidence", LandFormTests.FieldValue(html, "evidence"))], "宅基地更正登记（面积）");
        (await Html(holder, $"/homesteads/{Plot}")).ShouldContain("这宗宅基地有正在办理的案件");
    }

    /// <summary>The holder's own lock, and a seizure by the registrar, who is told that a homestead is not mortgaged.</summary>
    private static async Task IsHeldStill(HttpClient holder, HttpClient away, HttpClient registrar, HttpClient clerk)
    {
        var page = $"/homesteads/{Plot}";
        Seen(await TestSite.Send(holder, page, $"/rights/{Plot}/lock", ("command", $"{Guid.CreateVersion7()}"))).ShouldBe(page);
        foreach (var (browser, where) in new[] { (holder, page), (clerk, page), (clerk, $"/households/{Settler}") })
        {
            var html = await Html(browser, where);
            foreach (var words in new[] { "自己上的锁（权利人自锁）", "转移登记", "住在家里、出租房屋不受影响", $"href=\"{page}\"" }) html.ShouldContain(words, Case.Sensitive, where);
            html.ShouldNotContain("挂牌和应牌", Case.Sensitive, where);
        }

        (await Html(away, page)).ShouldNotContain("解开我的锁", Case.Sensitive, "a lock is opened by whoever set it");
        var unlock = System.Text.RegularExpressions.Regex.Match(await Html(holder, page), $"action=\"(/rights/{Plot}/holds/[^\"]+/unlock)\"").Groups[1].Value;
        Seen(await TestSite.Send(holder, page, unlock, ("command", $"{Guid.CreateVersion7()}"))).ShouldBe(page);
        (await Html(holder, page)).ShouldNotContain("自己上的锁");

        var form = $"/rights/{Plot}/holds/new";
        (await Html(registrar, page)).ShouldContain(form);
        (string, string)[] typed = [("command", $"{Guid.CreateVersion7()}"), ("kind", "Mortgage"), ("parcel", Plot), ("until", ""), ("document", "（2026）甘0123执1号")];
        using var mortgage = await Post(registrar, form, typed, ("paper-file", Sheet.Pdf("order")));
        (await mortgage.Content.ReadAsStringAsync(Cancel)).ShouldContain("宅基地使用权不能单独抵押");
        Seen(await Post(registrar, form, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Seizure"), ("parcel", Plot), ("until", $"{DateTime.UtcNow.AddDays(60):yyyy-MM-dd}"), typed[^1]], ("paper-file", Sheet.Pdf("order")))).ShouldBe(page);
        var hold = System.Text.RegularExpressions.Regex.Match(await Html(registrar, page), $"/rights/{Plot}/holds/[0-9a-f-]{{36}}").Value;
        (await Html(registrar, hold)).ShouldContain(page);
        Seen(await Post(registrar, $"{hold}/lift", [("command", $"{Guid.CreateVersion7()}"), ("document", "（2026）甘0123执2号")], ("paper-lift-file", Sheet.Pdf("lifted")))).ShouldBe(page);
        (await Html(holder, page)).ShouldNotContain("查封</h2>");
    }

    private async Task IsSeen(HttpClient holder, HttpClient clerk)
    {
        foreach (var (browser, page) in new[] { (holder, "/"), (holder, $"/homesteads/{Plot}"), (holder, $"/households/{Settler}"), (clerk, $"/homesteads/{Plot}"), (clerk, $"/households/{Settler}") })
        {
            var html = await Html(browser, page);
            foreach (var words in new[] { "甘（2026）榆中县不动产权第0000123号", "180 平方米", "20 平方米，不是权利的一部分" }) html.ShouldContain(words, Case.Sensitive, page);
        }

        using var township = await site.SignedIn("township-officer");
        (await Html(township, $"/homesteads/{Plot}")).ShouldNotContain("赵德全");
        (await Html(holder, $"/homesteads/{Plot}?on=2020-01-01")).ShouldContain("这一天登记簿里没有这宗宅基地");
        (await Html(holder, $"/homesteads/{Plot}?on={DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)):yyyy-MM-dd}")).ShouldContain("的登记</h3>");
        (await Html(clerk, $"/api/v1/extracts?household={Settler}")).ShouldContain($"\"unit\":\"{Unit}\"");
        (await Html(clerk, $"/api/v1/extracts?parcel={Plot}")).ShouldContain("\"excess_area\":20");
        using var neighbour = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        (await neighbour.GetAsync(new Uri($"/homesteads/{Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
        (await neighbour.GetAsync(new Uri($"/api/v1/extracts?parcel={Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
