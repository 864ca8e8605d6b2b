using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A name or an identity number is put right through its form, and by a program.</summary>
public sealed class PersonCorrectionTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Form = "/cases/new/person-correction";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_is_put_right_after_a_look_and_officials_see_it_masked_until_they_ask()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var head = (await site.Head(2)).Person;
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, $"/cases/new?household={household}")).ShouldContain($"{Form}?household=");
        (string, string)[] Typed(string name, string paper = "", string correction = "NameMiswritten") =>
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("person", $"{head}"), ("correction", correction), ("after", name), ("evidence", paper)];

        using var same = await Post(village, Form, Typed("李秀英"), ("evidence-file", Sheet.Pdf("household register")));
        var refused = await Shown(same);
        refused.ShouldContain("id=\"after-error\"");
        refused.ShouldContain("/rules/nothing-is-corrected");
        var paper = LandFormTests.FieldValue(refused, "evidence");
        using var unnamed = await Post(village, Form, Typed(" ", paper));
        (await Shown(unnamed)).ShouldContain("请填写正确的姓名");
        using var mistyped = await Post(village, Form, Typed("620123199001010010", paper, "NumberMiswritten"));
        (await Shown(mistyped)).ShouldContain("身份证号不对");
        using var taken = await Post(village, Form, Typed(Hamlet.People.Single(one => one.Person.Name == "王守禄").Person.IdNumber!, paper, "NumberMiswritten"));
        (await Shown(taken)).ShouldContain("/rules/identity-number-is-anothers");

        using var looked = await Post(village, Form, Typed("李秀瑛", paper));
        var review = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync(Cancel));
        looked.StatusCode.ShouldBe(HttpStatusCode.OK, review);
        review.ShouldContain("李秀瑛");
        using var opened = await Post(village, Form, [.. Typed("李秀瑛", paper), ("seen", LandFormTests.FieldValue(review, "seen"))]);
        var path = Seen(opened);

        // Masked at first; the whole is a view of the person, and logged.
        var before = await Views(head);
        var masked = WebUtility.HtmlDecode(await Html(village, path));
        masked.ShouldNotContain("李秀瑛");
        masked.ShouldContain("李**");
        masked.ShouldContain($"href=\"{path}?whole=true\"");
        var seen = await Views(head);
        WebUtility.HtmlDecode(await Html(village, $"{path}?whole=true")).ShouldContain("李秀瑛");
        (await Views(head) - seen).ShouldBeGreaterThan(seen - before);
        using var auditor = await site.SignedIn("auditor");
        WebUtility.HtmlDecode(await Html(auditor, $"{path}?whole=true")).ShouldNotContain("李秀瑛");
        using var farmer = await site.AsHead(2);
        WebUtility.HtmlDecode(await Html(farmer, path)).ShouldContain("李秀瑛", customMessage: "whoever confirms reads what it is");

        // At the desk the terms say word by word what the table says, and no mark of the vault.
        await Step(village, path, StepKind.Applied);
        var desk = WebUtility.HtmlDecode(await Html(village, $"/assisted{path}"));
        foreach (var line in new[] { "谁的 现在：李秀英", "姓名（写错了） 现在：李秀英", "姓名（写错了） 以后：李秀瑛" }) desk.ShouldContain(line);
        foreach (var mark in new[] { "before/", "after/", $"谁的 现在：{head}" }) desk.ShouldNotContain(mark);
        (await site.Ask<long>("select count(*) from ledger.mt_events where data::text like '%李秀%'")).ShouldBe(0);
        using var gone = await Post(farmer, $"{path}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone).ShouldBe(path);
        (await site.Services.GetRequiredService<Vault>().Open(Hamlet.County, [head], "official/7", "核对", Cancel))[head].Name.ShouldBe("李秀英", "nothing was entered");
    }

    [Fact]
    public async Task Where_a_homestead_bears_the_name_its_new_certificate_is_waited_for_at_the_certificate_desk()
    {
        var (household, head, plot) = (Hamlet.Household(Hamlet.Group, 6), (await site.Head(6)).Person, $"{Hamlet.Group[..12]}JC00006");
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = GeometryFactory.Default.CreatePolygon([new(35_417_900, 3_971_700), new(35_417_910, 3_971_700), new(35_417_910, 3_971_720), new(35_417_900, 3_971_720), new(35_417_900, 3_971_700)]);
        await site.Given(
            new StreamFact(Streams.Homestead(plot), new HomesteadRegistered(
                plot, plot + "W00000000", household, Hamlet.Group, [head], "村东头", new("EPSG:4523", ground.ToBinary()), 200, 0, "川区", new(HomesteadSource.Approval, "1", new(1998, 1, 1), 200, "paper"), null, [], paper)),
            new StreamFact(Streams.Household(household), new HomesteadTaken(household, plot, paper)),
            new StreamFact(Streams.Homestead(plot), new HomesteadCertified(plot, "甘（2016）榆中县不动产权第0000006号", "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", head, false, "receipt", paper)));
        // The parents' house, which another household holds and in which he has kept his part.
        var (parents, house, yard) = (Hamlet.Household(Hamlet.Group, 5), $"{Hamlet.Group[..12]}JC00016", (Polygon)NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(20, 0).Transform(ground));
        await site.Given(
            new StreamFact(Streams.Homestead(house), new HomesteadRegistered(
                house, house + "W00000000", parents, Hamlet.Group, [(await site.Head(5)).Person, head], "老院子", new("EPSG:4523", yard.ToBinary()), 200, 0, "川区", new(HomesteadSource.Approval, "2", new(1998, 1, 1), 200, "paper"), null, [], paper)),
            new StreamFact(Streams.Household(parents), new HomesteadTaken(parents, house, paper)),
            new StreamFact(Streams.Homestead(house), new HomesteadCertified(house, "甘（2016）榆中县不动产权第0000016号", "榆中县不动产登记事务中心", new(2016, 4, 7), "copy", head, false, "receipt", paper)));

        using var village = await site.SignedIn("village-clerk");
        var form = WebUtility.HtmlDecode(await Html(village, $"{Form}?household={household}"));
        foreach (var line in new[] { $"村东头（{plot}）：欧阳青山", $"老院子（{house}）：欧阳青山" }) form.ShouldContain(line);
        (string, string)[] typed = [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("person", $"{head}"), ("correction", "Renamed"), ("after", "欧阳青峰")];
        using var looked = await Post(village, Form, typed, ("evidence-file", Sheet.Pdf("renamed")));
        var review = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync(Cancel));
        review.ShouldContain("不动产权证书要换的宅基地");
        foreach (var named in new[] { plot, house }) review.ShouldContain(named);
        using var opened = await Post(village, Form, [.. typed, ("evidence", LandFormTests.FieldValue(review, "evidence")), ("seen", LandFormTests.FieldValue(review, "seen"))]);
        var path = Seen(opened);
        var number = path["/cases/".Length..];
        (await site.Ask<string>("select procedure from register.case_file where number = $1", number)).ShouldBe("person-correction-on-homestead");

        await site.Given(new StreamFact(Streams.Case(number), new CaseEntered(number, StepKind.HandedOver, paper)), new StreamFact(Streams.Case(number), new CaseStepDone(number, StepKind.HandedOver, StepKind.Certified, null, paper)));
        using var clerk = await site.SignedIn("clerk");
        var desk = await Html(clerk, $"/collectives/{Hamlet.Group}/certificates");
        desk.ShouldContain("宅基地：等不动产登记机构发证");
        desk.ShouldContain($"href=\"{path}\"");

        // One certificate after the other, and the case is not done before the last.
        var waiting = WebUtility.HtmlDecode(await Html(clerk, path));
        foreach (var part in new[] { $"{path}/hand-over-homestead", "哪一宗宅基地的证", plot, house }) waiting.ShouldContain(part);
        (string, string)[] Certificate(string certificate, string which) =>
            [("command", $"{Guid.CreateVersion7()}"), ("several", "true"), ("certificate", certificate), ("authority", "榆中县不动产登记事务中心"), ("issued", $"{DateTime.UtcNow.AddHours(8):yyyy-MM-dd}"), ("receiver", $"{head}"), ("plot", which)];
        (string, byte[])[] papers = [("copy-file", Sheet.Pdf("second certificate")), ("receipt-file", Sheet.Pdf("second receipt"))];
        using (var unsaid = await Post(clerk, $"{path}/hand-over-homestead", Certificate("甘（2026）榆中县不动产权第0000061号", ""), papers)) (await Shown(unsaid)).ShouldContain("请选是哪一宗宅基地");
        using (var first = await Post(clerk, $"{path}/hand-over-homestead", Certificate("甘（2026）榆中县不动产权第0000061号", house), papers)) Seen(first).ShouldBe(path);
        var last = WebUtility.HtmlDecode(await Html(clerk, path));
        last.ShouldContain($"最后一宗：{plot}");
        last.ShouldNotContain("哪一宗宅基地的证");
        WebUtility.HtmlDecode(await Html(village, path)).ShouldContain($"还在等证的宅基地：{plot}");
        using (var second = await Post(clerk, $"{path}/hand-over-homestead", Certificate("甘（2026）榆中县不动产权第0000062号", ""), papers)) (await Shown(second)).ShouldContain("请选是哪一宗宅基地");
        using (var second = await Post(clerk, $"{path}/hand-over-homestead", [.. Certificate("甘（2026）榆中县不动产权第0000062号", "").Where(field => field.Item1 is not "several")], papers)) Seen(second).ShouldBe(path);
        (await site.Ask<string>("select at_step from register.case_file where number = $1", number)).ShouldBe("archived");
        (await Html(clerk, path)).ShouldNotContain($"{path}/hand-over-homestead");
    }

    [Fact]
    public async Task A_program_writes_down_what_is_right_and_opens_the_case_by_the_id_of_that()
    {
        var (household, head) = (Hamlet.Household(Hamlet.Group, 3), (await site.Head(3)).Person);
        using var farmer = await site.AsHead(3);
        using var stranger = await site.AsHead(1);
        var asked = new { household, person = head, correction = "renamed", value = "赵德泉" };

        using (var none = await Written(stranger, asked)) none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var empty = await Written(farmer, new { household, person = head, correction = "number_miswritten", value = "1" })) empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var written = await Written(farmer, asked);
        written.StatusCode.ShouldBe(HttpStatusCode.OK, await written.Content.ReadAsStringAsync(Cancel));
        var draft = JsonNode.Parse(await written.Content.ReadAsStringAsync(Cancel))!["draft"]!.GetValue<Guid>();
        using var content = new ByteArrayContent(Sheet.Pdf("identity card"));
        content.Headers.ContentType = new("application/octet-stream");
        using var handed = await farmer.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), content, Cancel);
        var evidence = JsonNode.Parse(await handed.Content.ReadAsStringAsync(Cancel))!["sha256"]!.GetValue<string>();

        var number = TestSite.Made(await TestSite.Act(farmer, "open-case/person-correction", new { household, person = head, correction = "renamed", draft, evidence }), "case/");

        var now = await farmer.GetStringAsync(new Uri($"/api/v1/cases/{number}", UriKind.Relative), Cancel);
        now.ShouldContain("person-correction");
        now.ShouldNotContain("赵德泉", customMessage: "programs read ids and never names");
        await Step(farmer, $"/cases/{number}", StepKind.Applied);
    }

    private static Task<HttpResponseMessage> Written(HttpClient program, object asked) =>
        program.PostAsJsonAsync(new Uri("/api/v1/person-drafts", UriKind.Relative), asked, System.Text.Json.JsonSerializerOptions.Default, Cancel);

    private Task<long> Views(Guid person) => site.Ask<long>("select count(*) from vault.view_log where subject = $1", $"person/{person}");

    private static async Task<string> Shown(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, html);
        return html;
    }
}
