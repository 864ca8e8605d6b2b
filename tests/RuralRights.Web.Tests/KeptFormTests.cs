using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Web.Layout;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A form with a photograph that is sent after the sign-in ran out, by a browser without scripts: it is sent once more and nothing has to be typed or chosen again.</summary>
public sealed partial class KeptFormTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Plot = "620123202213JC00051";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000d1"), Hamlet.Group[..12]);
    private static readonly Actor Registrar = new Actor.Registrar(Guid.Parse("00000000-0000-4000-8000-0000000000d2"), Hamlet.County);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("first-registration", "看清了，打开案件")]
    [InlineData("homestead-registration", "/cases/")]
    [InlineData("homestead-inheritance", "赵小兰")]
    [InlineData("boundary-correction", "看清了，打开案件")]
    [InlineData("hold", "/rights/")]
    [InlineData("guardian", "/guardians")]
    public async Task A_form_with_a_photograph_goes_on_as_it_was_sent(string form, string outcome)
    {
        var (who, path, fields, files) = await Form(form);
        var back = await SentTooLate(who, path, fields, files);
        var kept = Directory.EnumerateFiles(Path.Combine(site.Options.StateFolder, "kept"), $"{Guid.Parse(back["/kept/".Length..]):N}*").ToList();
        kept.Count.ShouldBe(1 + files.Length);
        foreach (var file in kept)
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            foreach (var (_, content) in files) bytes.AsSpan().IndexOf(content.AsSpan(0, 24)).ShouldBe(-1, "a file is sealed");
            Encoding.UTF8.GetString(bytes).ShouldNotContain(fields.Last(field => field.Item2.Length > 0).Item2);
        }

        using var returned = await site.As(who);
        var page = await Html(returned, back);
        Regex.Count(page, "<li><bdi>photo[.]jpg</bdi>").ShouldBe(files.Length);
        using var sent = await SentAgain(returned, page);
        var html = await sent.Content.ReadAsStringAsync(Cancel);
        if (outcome[0] == '/')
        {
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, html);
            sent.Headers.Location!.OriginalString.ShouldContain(outcome);
            return;
        }

        html.ShouldContain(outcome);
        // From here on the form holds the photographs by their hashes, as it always does.
        foreach (var (field, _) in files.Where(file => form != "first-registration")) html.ShouldMatch($"name=\"{field[..^"-file".Length]}\" value=\"[0-9a-f]{{64}}\"");
        foreach (var (field, value) in fields.Where(field => field.Item1 is not ("command" or "heirs"))) WebUtility.HtmlDecode(html).ShouldContain(value, Case.Sensitive, field);
    }

    [Fact]
    public async Task What_was_kept_is_of_its_sender_alone_and_outlasts_a_second_sign_in_that_runs_out()
    {
        var (who, path, fields, files) = await Form("guardian");
        var back = await SentTooLate(who, path, fields, files);
        using var other = await site.SignedIn("village-clerk");
        using var stolen = await Post(other, $"{path}?kept={back["/kept/".Length..]}", fields);
        stolen.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await stolen.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"paper-error\"");

        using var returned = await site.As(who);
        using var late = await site.As(who, expired: true);
        using var again = await SentAgain(late, await Html(returned, back));
        var second = BackOf(again);
        second.ShouldNotBe(back);
        var page = await Html(returned, second);
        page.ShouldContain("<bdi>photo.jpg</bdi>");
        page.ShouldContain($"action=\"{path}?kept={second["/kept/".Length..]}\"");
    }

    [Fact]
    public async Task What_is_too_large_to_be_kept_is_told_before_and_after_the_sign_in_and_the_rest_is_there()
    {
        var (who, path, fields, _) = await Form("guardian");
        using var late = await site.As(who, expired: true);
        using var sent = await late.PostAsync(new Uri(path, UriKind.Relative), Sent(fields, ("paper-file", new byte[(64 << 20) + 1])), Cancel);
        await Says(sent, "选好的文件没能全部保存");
        using var returned = await site.As(who);
        var page = await Html(returned, BackOf(sent));
        page.ShouldContain("这些文件没能保存");
        page.ShouldContain("<bdi>photo.jpg</bdi>");
        using var again = await SentAgain(returned, page);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await again.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[] { "id=\"paper-error\"", $"value=\"{fields[1].Item2}\" checked" }) html.ShouldContain(part);

        late.DefaultRequestHeaders.Referrer = new(site.Address, $"{path}?of=before");
        using var endless = await late.PostAsync(new Uri(path, UriKind.Relative), Sent([.. fields, ("words", new string('长', 3 << 20))]), Cancel);
        await Says(endless, "刚才提交的内容没能保存");
        BackOf(endless).ShouldBe($"{path}?of=before", "the way leads to the form, not to an address that shows nothing");
    }

    [Fact]
    public async Task A_signature_is_never_kept_and_is_asked_for_again()
    {
        using var head = await site.AsHead(2);
        var number = TestSite.Made(
            await TestSite.Act(head, "open-case/representative-change", new
            {
                household = Hamlet.Household(Hamlet.Group, 2),
                representative = await site.Ask<Guid>("select person from register.household_member where household = $1 and position = 2", Hamlet.Household(Hamlet.Group, 2)),
            }),
            "case/");
        using var village = await site.As(VillageClerk);
        await TestSite.Act(village, "complete-step", new { @case = number, step = "applied" });
        using var late = await site.As(VillageClerk, expired: true);
        var person = (await site.Head(2)).Person;
        using var sent = await late.PostAsync(new Uri($"/assisted/cases/{number}", UriKind.Relative), Sent([("person", $"{person}")], ("signature", Sheet.Signature(1))), Cancel);
        await Says(sent, "选好的文件没能全部保存");

        using var again = await SentAgain(village, await Html(village, BackOf(sent)));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "no code is sent in place of a signature");
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldContain($"id=\"signature-{person}-error\"");
    }

    [Fact]
    public async Task A_form_that_a_script_sends_whole_is_kept_as_well_and_the_browser_is_told_where_it_goes_on()
    {
        var (who, path, fields, files) = await Form("guardian");
        using var late = await site.As(who, expired: true);
        late.DefaultRequestHeaders.Add("Sec-Fetch-Dest", "empty");
        using var page = await late.PostAsync(new Uri(path, UriKind.Relative), Sent(fields, files), Cancel);
        await Says(page, "刚才提交的内容没能保存");
        late.DefaultRequestHeaders.Add(SentByScript.Header, "whole");
        using var whole = await late.PostAsync(new Uri(path, UriKind.Relative), Sent(fields, files), Cancel);
        whole.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        whole.Headers.Location.ShouldBeNull("a script would follow it unseen");
        var on = whole.Headers.GetValues(SentByScript.GoOn).ShouldHaveSingleItem();
        using var stranger = site.Browser();
        (await stranger.GetStringAsync(new Uri(on, UriKind.RelativeOrAbsolute), Cancel)).ShouldContain("刚才提交的内容都替您保存着");

        using var returned = await site.As(who);
        (await Html(returned, Uri.UnescapeDataString(on.Split("back=")[1]))).ShouldContain("<bdi>photo.jpg</bdi>");
        returned.DefaultRequestHeaders.Add(SentByScript.Header, "whole");
        using var empty = await Post(returned, path, fields);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "what is no redirect is answered as it is");
        (await empty.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"paper-error\"");
    }

    /// <summary>A form as a browser without scripts sends it, of a page of another time.</summary>
    private static MultipartFormDataContent Sent((string Name, string Value)[] fields, params (string Field, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("of another time"), "__RequestVerificationToken" } };
        foreach (var (field, content) in files) form.Add(new ByteArrayContent(content) { Headers = { ContentType = new("image/jpeg") } }, field, "photo.jpg");
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    /// <summary>Sends a form too late; gives where it is kept, once the page of the sign-in said so.</summary>
    private async Task<string> SentTooLate(Actor who, string path, (string, string)[] fields, (string, byte[])[] files)
    {
        using var late = await site.As(who, expired: true);
        using var sent = await late.PostAsync(new Uri(path, UriKind.Relative), Sent(fields, files), Cancel);
        await Says(sent, "刚才提交的内容都替您保存着");
        var back = BackOf(sent);
        back.ShouldStartWith("/kept/");
        return back;
    }

    private async Task Says(HttpResponseMessage sent, string words)
    {
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(Cancel));
        using var stranger = site.Browser();
        (await stranger.GetStringAsync(sent.Headers.Location!, Cancel)).ShouldContain(words);
    }

    private static string BackOf(HttpResponseMessage sent) => Uri.UnescapeDataString(sent.Headers.Location!.OriginalString.Split("back=")[1]);

    /// <summary>Presses the button of a page that kept a form.</summary>
    private static Task<HttpResponseMessage> SentAgain(HttpClient browser, string page)
    {
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        return browser.PostAsync(
            new Uri(WebUtility.HtmlDecode(Action().Match(main).Groups[1].Value), UriKind.Relative),
            new FormUrlEncodedContent(Hidden().Matches(main).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))), Cancel);
    }

    /// <summary>One of the forms that take a photograph, complete but for what its row names.</summary>
    private async Task<(Actor Who, string Path, (string, string)[] Fields, (string, byte[])[] Files)> Form(string form)
    {
        var command = ("command", $"{Guid.CreateVersion7()}");
        switch (form)
        {
            case "first-registration":
                // What is chosen here is the boundary: a file of corners with many empty lines.
                var household = await WithoutContract();
                return (VillageClerk, $"/collectives/{Hamlet.Group}/first-registration",
                [
                    command, ("household", household), ("surveys", "1"), ("crs", "EPSG:4523"), ("code-0", $"{Hamlet.Group}00099"), ("place-0", "新修梯田"), ("area-0", "300"), ("contract-0", "290.5"),
                    ("use-0", "013"), ("basic-0", "no"), ("from", "2026-01-01"), ("to", "2055-12-31"),
                ], [("boundary-0-file", Encoding.UTF8.GetBytes("35418500 3971000\n35418510 3971000\n35418510 3971030\n35418500 3971030" + new string('\n', 100_000)))]);
            case "homestead-registration":
                return (VillageClerk, "/cases/new/homestead-registration", [command, .. HomesteadTests.Typed()[1..]], [("paper-file", Sheet.Photograph(1))]);
            case "homestead-inheritance":
                await Homestead();
                return (VillageClerk, "/cases/new/homestead-inheritance",
                [
                    command, ("household", Hamlet.Household(Hamlet.Group, 6)), ("plot", Plot), ("heirs", "1"), ("number-0", "620102199002024562"), ("inherits-0", "yes"), ("name-0", "赵小兰"),
                ], [("death-0-file", Sheet.Photograph(2)), ("proof-file", Sheet.Photograph(3))]);
            case "boundary-correction":
                var (west, north) = (35_417_800 + (4 * 30), 3_971_030);
                return (VillageClerk, "/cases/new/boundary-correction",
                [
                    command, ("household", Hamlet.Household(Hamlet.Group, 4)), ("parcel", Hamlet.Parcel(Hamlet.Group, 4, 1)), ("crs", "EPSG:4523"), ("area", "870"),
                    ("boundary", $"{west} {north}\n{west + 29} {north}\n{west + 29} {north + 30}\n{west} {north + 30}"),
                ], [("neighbours-file", Sheet.Photograph(4))]);
            case "hold":
                return (Registrar, $"/rights/{Hamlet.Right(Hamlet.Group, 5)}/holds/new",
                    [command, ("kind", "Seizure"), ("until", DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("parcel", Hamlet.Parcel(Hamlet.Group, 5, 1)), ("document", "（2026）甘0123执39号")],
                    [("paper-file", Sheet.Photograph(5))]);
            default:
                var code = Hamlet.Household(Hamlet.Group, 2);
                var ward = await site.Ask<Guid>("select person from register.household_member where household = $1 and co_holder order by position desc limit 1", code);
                return (VillageClerk, $"/households/{code}/guardians", [command, ("ward", $"{ward}"), ("guardian", $"{(await site.Head(2)).Person}"), ("ground", "LacksCapacity")], [("paper-file", Sheet.Photograph(6))]);
        }
    }

    private async Task<string> WithoutContract()
    {
        var household = Hamlet.Household(Hamlet.Group, 9);
        var person = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("贺兰山", Person.ResidentCard, Number("19900307"), "1", new(1990, 3, 7))], Cancel))[0];
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "a household without a contract"),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Household(household), new HouseholdRegistered(
                household, Hamlet.Group, ContractorKind.Household, person, [new(person, "02", true, null)], new(new(2026, 1, 5), "delivery/0", "榆中县农业农村局", "62012320260105000001", [], []))))),
            Cancel)).Refusal.ShouldBeNull();
        return household;
    }

    private async Task Homestead()
    {
        var (household, head) = (Hamlet.Household(Hamlet.Group, 6), (await site.Head(6)).Person);
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = NetTopologySuite.Geometries.GeometryFactory.Default.CreatePolygon([new(35_418_300, 3_971_700), new(35_418_310, 3_971_700), new(35_418_310, 3_971_720), new(35_418_300, 3_971_720), new(35_418_300, 3_971_700)]);
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "a homestead"),
            _ => Task.FromResult<Decision>(Decision.Enter(
                new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                    Plot, Plot + "F00010001", household, Hamlet.Group, [head], "村西头", new("EPSG:4523", ground.ToBinary()), 200, 20, "川区",
                    new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], paper)),
                new StreamFact(Streams.Household(household), new HomesteadTaken(household, Plot, paper)))),
            Cancel)).Refusal.ShouldBeNull();
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
