using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Sheets;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>No page, form, act or fact by which a right is given up shows, asks or stores whether somebody settled in town, goes to school there, has a home or an insurance.</summary>
[Collection<AtTheSite>]
public sealed partial class ExitSilenceTests(TestSite site)
{
    // What is about no right that is given up: the record of settling itself, who is a member where in the city, and how far a delivery was worked off.
    private static readonly string[] Elsewhere = ["settlement", "city", "deliveries"];

    [Fact]
    public async Task No_page_of_an_exit_says_a_word_of_it_in_either_language()
    {
        var (seller, buyer) = (Hamlet.Farmer(Hamlet.Group, 3), Hamlet.Farmer(Hamlet.Group, 1));
        var right = Hamlet.Right(Hamlet.Group, 3);
        var parcel = Hamlet.Parcel(Hamlet.Group, 3, 1);
        using var selling = await site.SignedIn(seller);
        using var buying = await site.SignedIn(buyer);
        using var listed = await TestSite.Send(selling, "/", $"/rights/{right}/list", ("command", Guid.CreateVersion7().ToString()), ("price", "900"), ("parcel", parcel));
        listed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await listed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var listing = listed.Headers.Location!.OriginalString;
        var pages = new List<(string Route, string Who, string Path)>
        {
            ("/listings/{id:guid}", seller, listing),
            ("/listings/{id:guid}", buyer, listing),
            ("/room", seller, "/room"),
            ("/room", $"chair-{Hamlet.Group}", "/room"),
            ("/rights/{code:length(19)}/choices", seller, $"/rights/{right}/choices"),
            ("/rights/{code:length(19)}/choices/sheet", seller, $"/rights/{right}/choices/sheet"),
            ("/rights/{code:length(19)}/choices/sheet", "clerk", $"/rights/{right}/choices/sheet"),
            ("/rights/{code:length(19)}/list", seller, $"/rights/{right}/list"),
            ("/rights/{code:length(19)}/list", seller, $"/rights/{right}/list?step=2&parcel={Hamlet.Parcel(Hamlet.Group, 3, 2)}"),
            ("/rights/{code:length(19)}/list", seller, $"/rights/{right}/list?step=3&price=900&parcel={Hamlet.Parcel(Hamlet.Group, 3, 2)}"),
            ("/rights/{code:length(19)}/list", seller, $"/rights/{right}/list?step=3&price=x&parcel={Hamlet.Parcel(Hamlet.Group, 3, 2)}"),
        };
        await Silent(pages);

        using var taken = await TestSite.Send(buying, listing, $"{listing}/take", ("command", Guid.CreateVersion7().ToString()));
        var transfer = taken.Headers.Location!.OriginalString;
        var request = $"/requests/{transfer.Split('/')[^1]}";
        var terms = TermsField().Match(await selling.GetStringAsync(new Uri(transfer, UriKind.Relative), TestContext.Current.CancellationToken)).Groups[1].Value;
        List<(string, string, string)> open =
        [
            ("/transfers/{id:guid}", seller, transfer),
            ("/transfers/{id:guid}", buyer, transfer),
            ("/transfers/{id:guid}", "registrar", transfer),
            ("/transfers/{id:guid}", "clerk", transfer),
            ("/transfers/{id:guid}", "auditor", transfer),
            ("/transfers", seller, "/transfers"),
            ("/requests/{id:guid}", $"chair-{Hamlet.Group}", request),
            ("/", $"chair-{Hamlet.Group}", "/"),
        ];
        await Silent(open);
        using var consent = await TestSite.Send(selling, transfer, $"{transfer}/consent", ("command", Guid.CreateVersion7().ToString()), ("terms", terms));
        await Silent(open);
        using var early = await TestSite.Send(await site.SignedIn("registrar"), transfer, $"{transfer}/register", ("command", Guid.CreateVersion7().ToString()));
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        SettlingWords.In(await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        using var withdrawn = await TestSite.Send(selling, transfer, $"{transfer}/withdraw", ("command", Guid.CreateVersion7().ToString()));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Silent([("/transfers/{id:guid}", seller, transfer)]);

        // Whoever adds a page to an exit must show it here.
        pages.Concat(open).Select(page => page.Item1).Where(route => route != "/").Distinct().ShouldBe(RoutesOfExits(), ignoreOrder: true);
    }

    [Fact]
    public void No_sentence_of_the_printed_sheet_and_no_refusal_of_an_exit_says_it()
    {
        string[] said =
        [
            .. FourChoices.All.SelectMany(choice => new[] { choice.Title, choice.Term, choice.What, choice.Afterwards }).Append(FourChoices.Heading).Append(FourChoices.Closing).Append(FourChoices.Basis)
                .SelectMany(words => new[] { words.Chinese, words.English! }),
            .. new[] { typeof(ExitRules), typeof(MarketRules) }.SelectMany(rules => rules.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => field.GetValue(null)).OfType<Rule>()
                .SelectMany(rule => new[] { rule.Chinese, rule.English, rule.MendChinese, rule.MendEnglish, rule.Basis.Chinese, rule.Basis.English }),
            .. RefusalReason.On(new(2026, 11, 23)).SelectMany(reason => new[] { reason.Chinese, reason.English }),
        ];

        said.Length.ShouldBeGreaterThan(100);
        said.Where(sentence => SettlingWords.In(sentence).Any()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_act_of_an_exit_takes_it_and_no_answer_tells_it()
    {
        using var stranger = site.Browser();
        var description = JsonNode.Parse(await stranger.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!;
        var answers = description["paths"]!.AsObject().Where(path => !path.Key.Contains("/acts/", StringComparison.Ordinal) && !Elsewhere.Any(word => path.Key.Contains(word, StringComparison.Ordinal)));
        var acts = GivingUp.Acts.Select(act => description["paths"]!.AsObject().Single(path =>
            path.Key == $"/api/v1/acts/{JsonNamingPolicy.KebabCaseLower.ConvertName(act.Name)}" || path.Value!.ToJsonString().Contains($"#/components/schemas/{act.Name}\"", StringComparison.Ordinal))).ToList();

        acts.Count.ShouldBeGreaterThanOrEqualTo(11);
        acts.Concat(answers).SelectMany(path => SettlingWords.In(Whole(path.Value!, description).Replace('_', ' ')).Select(word => $"{path.Key}: {word}")).ShouldBeEmpty();
    }

    [Fact]
    public void No_fact_of_an_exit_keeps_it()
    {
        var kept = GivingUp.Facts.SelectMany(fact => Members(fact, [])).Distinct().ToList();

        GivingUp.Facts.Select(fact => fact.Name).ShouldContain("HomesteadReturnProposed");
        kept.Count.ShouldBeGreaterThan(60);
        kept.Where(member => SettlingWords.In(Apart().Replace(member, " ")).Any()).ShouldBeEmpty();
    }

    [Fact]
    public void No_paper_that_is_asked_for_and_no_setting_of_the_county_says_it()
    {
        string[] settings =
        [
            .. GivingUp.Papers.Cast<Setting>().Concat(CountySettings.All.Except(RequiredPapers.All.Values).Where(setting => !Elsewhere.Any(word => setting.Key.Contains(word, StringComparison.Ordinal))))
                .SelectMany(setting => new[] { setting.Key, setting.Chinese, setting.English, setting.Standard ?? "", setting.Basis.Chinese, setting.Basis.English }.Select(text => $"{setting.Key}: {text.Replace('-', ' ')}")),
        ];

        GivingUp.Papers.Count.ShouldBeGreaterThanOrEqualTo(5);
        settings.Length.ShouldBeGreaterThan(300);
        settings.Where(text => SettlingWords.In(text).Any()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("进城落户也不影响")]
    [InlineData("您家有没有城镇住房")]
    [InlineData("after you settled")]
    [InlineData("Urban settlement")]
    [InlineData("health insurance")]
    public void The_words_are_found_where_they_stand(string text) => SettlingWords.In(text).ShouldNotBeEmpty();

    private async Task Silent(IEnumerable<(string Route, string Who, string Path)> pages)
    {
        foreach (var (_, who, path) in pages)
        {
            using var browser = await site.SignedIn(who);
            foreach (var language in new[] { "zh-CN", "en" })
            {
                using var answer = await browser.GetAsync(new Uri($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}", UriKind.Relative), TestContext.Current.CancellationToken);
                var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity);
                html.ShouldContain("<h1");
                SettlingWords.In(WebUtility.HtmlDecode(html)).ShouldBeEmpty($"{path} for {who} in {language}");
            }
        }
    }

    /// <summary>Every page of the folders of exits, and those of the choices, as the running host knows them.</summary>
    private List<string> RoutesOfExits() =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Namespace is "RuralRights.Web.Exits" or "RuralRights.Web.Market"
                || endpoint.RoutePattern.RawText!.Contains("/choices", StringComparison.Ordinal))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => !route.EndsWith(".pdf", StringComparison.Ordinal))
            .Distinct(),
    ];

    /// <summary>A part of the description with every schema that it names, however deep.</summary>
    private static string Whole(JsonNode part, JsonNode description)
    {
        var (text, seen) = (part.ToJsonString(), new HashSet<string>());
        for (var more = true; more;)
        {
            more = false;
            foreach (var name in Reference().Matches(text).Select(match => match.Groups[1].Value).Where(seen.Add).ToList())
            {
                text += description["components"]!["schemas"]![name]!.ToJsonString();
                more = true;
            }
        }

        return text;
    }

    private static IEnumerable<string> Members(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;

        foreach (var member in type.GetProperties())
        {
            yield return $"{type.Name}.{member.Name}";
            var inner = member.PropertyType.IsGenericType ? member.PropertyType.GenericTypeArguments[0] : member.PropertyType;
            if (inner.Namespace?.StartsWith("RuralRights", StringComparison.Ordinal) == true && !inner.IsEnum)
                foreach (var deeper in Members(inner, seen)) yield return deeper;
        }
    }

    [GeneratedRegex("#/components/schemas/([A-Za-z0-9_.]+)")]
    private static partial Regex Reference();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|\\.")]
    private static partial Regex Apart();

    [GeneratedRegex("name=\"terms\" value=\"([^\"]+)\"")]
    private static partial Regex TermsField();
}
