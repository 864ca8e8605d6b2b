using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A parcel through time: every day on which something changed leads to what stood in the register on that day.</summary>
public sealed class ParcelHistoryTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_of_change_shows_the_boundary_the_holder_and_the_areas_of_that_day()
    {
        var (parcel, right) = (Hamlet.Parcel(Hamlet.Group, 7, 2), Hamlet.Right(Hamlet.Group, 7));
        // A step less wide than it was, so that it overlaps nobody.
        var (x, y) = (35_417_800 + (7 * 30), 3_971_000 + (2 * 30));
        var narrower = GeometryFactory.Default.CreatePolygon([new(x, y), new(x + 20, y), new(x + 20, y + 30), new(x, y + 30), new(x, y)]);
        await Enter(new StreamFact(Streams.Parcel(parcel), new ParcelResurveyed(parcel, new("EPSG:4523", narrower.ToBinary()), 600.00m, null, Paper(new(2020, 5, 1)))));
        await Enter(new StreamFact(Streams.Right(right), new ParcelLeft(right, parcel, "court/1", Paper(new(2022, 9, 3)))));
        using var clerk = await site.SignedIn("clerk");
        var path = $"/parcels/{parcel}";

        var now = await Html(clerk, path);
        foreach (var day in new[] { "2016-04-07", "2020-05-01", "2022-09-03" }) now.ShouldContain($"href=\"{path}?on={day}#then\"");
        now.ShouldContain($"?on=2022-09-03#then\" aria-current=\"true\"");
        now.ShouldContain("js/moments.js");
        var (first, second, third) = (Moment(await Html(clerk, $"{path}?on=2016-04-07")), Moment(await Html(clerk, $"{path}?on=2021-01-01")), Moment(await Html(clerk, $"{path}?on=2022-09-03")));

        first.ShouldContain("2016年4月7日 的登记");
        first.ShouldContain("900 平方米");
        first.ShouldContain("钱玉珍");
        second.ShouldContain("600 平方米");
        second.ShouldContain("钱玉珍");
        third.ShouldContain("登记簿里没有登记承包给哪一户");
        third.ShouldNotContain("钱玉珍");
        Drawing(first).ShouldNotBe(Drawing(second));
        Drawing(second).ShouldBe(Drawing(third));
        (await Html(clerk, $"{path}?on=2021-01-01")).ShouldContain("?on=2020-05-01#then\" aria-current=\"true\"");

        using var before = await clerk.GetAsync(new Uri($"{path}?on=2010-01-01", UriKind.Relative), Cancel);
        var wrong = await before.Content.ReadAsStringAsync(Cancel);
        wrong.ShouldContain("id=\"on-error\"");
        wrong.ShouldContain("value=\"2010-01-01\"");
    }

    [Fact]
    public async Task The_folder_of_a_household_has_its_certificates_and_offers_its_archive_to_whoever_may_take_it()
    {
        var household = $"/households/{Hamlet.Household(Hamlet.Group, 2)}";
        using var clerk = await site.SignedIn("clerk");
        (await Html(clerk, household)).ShouldContain($"/certificates/{Hamlet.Certificate(2)}");
        (await Html(clerk, household)).ShouldContain($"{household}/archive");
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, household)).ShouldNotContain($"/certificates/{Hamlet.Certificate(2)}");
        (await Html(village, household)).ShouldNotContain($"{household}/archive");
    }

    private static string Moment(string page) => page[page.IndexOf("id=\"moment\"", StringComparison.Ordinal)..page.IndexOf("</section>", page.IndexOf("id=\"moment\"", StringComparison.Ordinal), StringComparison.Ordinal)];

    private static string Drawing(string moment) => moment[moment.IndexOf("<path", StringComparison.Ordinal)..moment.IndexOf("</svg>", StringComparison.Ordinal)];

    private static Provenance Paper(DateOnly day) => new(day, $"registrar/{Guid.Empty}", "榆中县农业农村局", $"620123{day:yyyyMMdd}000001", [], []);

    private async Task Enter(StreamFact fact) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "official/test", $"{Guid.NewGuid()}"), _ => Task.FromResult<Decision>(Decision.Enter(fact)), Cancel)).Refusal.ShouldBeNull();
}
