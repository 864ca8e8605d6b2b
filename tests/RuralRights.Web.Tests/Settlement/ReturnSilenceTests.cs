using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;
using static RuralRights.Web.Tests.LandFormTests;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>No form, case or notice by which land or a homestead is given back to the collective shows or asks whether somebody settled in town, goes to school there, has a home or an insurance.</summary>
/// <remarks>At a site of its own: the household gets a homestead.</remarks>
public sealed class ReturnSilenceTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Plot = "620123202213JC00051";

    private static readonly string Household = Hamlet.Household(Hamlet.Group, 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_form_no_case_and_no_notice_of_a_return_says_a_word_of_it_in_either_language()
    {
        await GivenAHomestead();
        var head = await site.Head(3);
        using var farmer = await site.As(head, Hamlet.Group);
        string[] forms =
        [
            .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(endpoint => endpoint.RoutePattern.RawText!).Where(GivingUp.IsForm).Distinct(),
        ];

        // Whoever adds such a form says here with what it is sent.
        (string Form, (string, string)[] Typed, (string, byte[])[] Papers)[] sent =
        [
            ("/cases/new/return", [("parcel", Hamlet.Parcel(Hamlet.Group, 3, 1)), ("given", "2026-01-05")], [("notice", Sheet.Pdf("notice")), ("choices", Sheet.Pdf("choices"))]),
            ("/cases/new/homestead-return", [("plot", Plot), ("yuan", "80000")], [("agreement", Sheet.Pdf("agreement")), ("choices", Sheet.Pdf("choices of the homestead"))]),
        ];
        sent.Select(one => one.Form).ShouldBe(forms, ignoreOrder: true);
        foreach (var (form, typed, papers) in sent)
        {
            foreach (var asked in new[] { $"{form}?household={Household}", $"{form}?household={Household}&plot={Plot}" }) await Silent(farmer, asked);
            using var empty = await Post(farmer, form, [("command", $"{Guid.CreateVersion7()}"), ("household", Household)]);
            await Silent(empty, form);
            (string, string)[] all = [("command", $"{Guid.CreateVersion7()}"), ("household", Household), .. typed];
            using var looked = await Post(farmer, form, all, [.. papers.Select(paper => ($"{paper.Item1}-file", paper.Item2))]);
            var review = await Silent(looked, form);
            using var opened = await Post(farmer, form, [.. all, .. papers.Select(paper => (paper.Item1, FieldValue(review, paper.Item1))), ("seen", FieldValue(review, "seen"))]);
            var path = Seen(opened);
            await Everywhere(farmer, head, path);
            using var withdrawn = await Post(farmer, $"{path}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
            await Silent(farmer, Seen(withdrawn));
        }
    }

    /// <summary>At every desk that the case passes, while it is written, confirmed and on notice.</summary>
    private async Task Everywhere(HttpClient farmer, Actor.Farmer head, string path)
    {
        var number = path["/cases/".Length..];
        await AtTheDesks();
        await Step(farmer, path, StepKind.Applied);
        await AtTheDesks();
        await Silent(farmer, "/cases");
        foreach (var holder in await site.Ask<Guid[]>("select array_agg(person) from register.case_holder where case_number = $1 and asked", number))
        {
            using var one = await site.As(new Actor.Farmer(holder, head.Household), Hamlet.Group);
            var terms = Terms().Match(await Silent(one, path)).Groups[1].Value;
            using var confirmed = await Post(one, $"{path}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms)]);
            Seen(confirmed);
        }

        await AtTheDesks();
        if (await site.Ask<string>("select at_step from register.case_file where number = $1", number) != "notice_over") return;

        var village = new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]);
        (await site.Services.GetRequiredService<Desk>().Enter(new OpenNotice([number]), Registry.Submission.Now(Hamlet.County, Guid.CreateVersion7(), village, TimeProvider.System), Cancel)).Refusal.ShouldBeNull();
        using var stranger = site.Browser();
        await Silent(stranger, $"/notices/{await site.Ask<Guid>("select notice from register.notice_case where case_number = $1", number)}");

        async Task AtTheDesks()
        {
            await Silent(farmer, path);
            foreach (var desk in new[] { "village-clerk", $"chair-{Hamlet.Group}", "township-officer", "clerk", "reviewer", "registrar", "auditor" })
            {
                using var browser = await site.SignedIn(desk);
                await Silent(browser, path);
            }
        }
    }

    private static async Task<string> Silent(HttpClient browser, string path)
    {
        var html = "";
        foreach (var language in new[] { "en", "zh-CN" })
        {
            using var answer = await browser.GetAsync(new Uri($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}", UriKind.Relative), Cancel);
            html = await Silent(answer, $"{path} in {language}");
        }

        return html;
    }

    private static async Task<string> Silent(HttpResponseMessage answer, string where)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], $"{where}: {html}");
        html.ShouldContain("<h1");
        SettlingWords.In(WebUtility.HtmlDecode(html)).ShouldBeEmpty(where);
        return html;
    }

    private async Task GivenAHomestead()
    {
        var holders = await site.Ask<Guid[]>("select array_agg(person) from register.household_member where household = $1", Household);
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = GeometryFactory.Default.CreatePolygon([new(35_418_300, 3_971_700), new(35_418_310, 3_971_700), new(35_418_310, 3_971_720), new(35_418_300, 3_971_720), new(35_418_300, 3_971_700)]);
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", $"homestead {Plot}"),
            _ => Task.FromResult(Decision.Enter(
                new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                    Plot, Plot + "F00010001", Household, Hamlet.Group, holders, "村西头", new("EPSG:4523", ground.ToBinary()), 200, 20, "川区",
                    new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], paper)),
                new StreamFact(Streams.Household(Household), new HomesteadTaken(Household, Plot, paper)))),
            Cancel)).Refusal.ShouldBeNull();
    }
}
