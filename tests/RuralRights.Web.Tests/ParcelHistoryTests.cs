using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
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
    public async Task The_history_says_who_held_the_parcel_when_and_who_spoke_for_the_household_then()
    {
        var (parcel, seller, buyer) = (Hamlet.Parcel(Hamlet.Group, 3, 1), Hamlet.Right(Hamlet.Group, 3), Hamlet.Right(Hamlet.Group, 4));
        var heir = Hamlet.People.First(one => one.Collective == Hamlet.Group && one.Household == 3 && one.Which == 2);
        var (first, last) = (Head(3), Head(4));
        await Enter(new StreamFact(Streams.Household(Hamlet.Household(Hamlet.Group, 3)), new RepresentativeChanged(Hamlet.Household(Hamlet.Group, 3), await IdOf(heir.Person), Paper(new(2018, 2, 3)))));
        await Enter(
            new StreamFact(Streams.Right(seller), new ParcelLeft(seller, parcel, "transfer/1", Paper(new(2021, 6, 7)))),
            new StreamFact(Streams.Right(buyer), new ParcelJoined(buyer, Hamlet.Household(Hamlet.Group, 4), Hamlet.Group, new(parcel, 880m, null, null), new(2046, 4, 6), "transfer/1", Paper(new(2021, 6, 7)))));
        using var clerk = await site.SignedIn("clerk");
        var page = await Html(clerk, $"/parcels/{parcel}");
        var history = page[page.IndexOf("<ol class=\"timeline\"", StringComparison.Ordinal)..];

        foreach (var said in new[] { $"{first}户开始承包", $"现在由{heir.Person.Name}代表这一户", $"{heir.Person.Name}户不再承包", $"{last}户开始承包" }) history.ShouldContain(said);
        page.ShouldContain("?on=2018-02-03#then\"");
        Moment(await Html(clerk, $"/parcels/{parcel}?on=2017-01-01")).ShouldContain(first);
        Moment(await Html(clerk, $"/parcels/{parcel}?on=2019-01-01")).ShouldContain(heir.Person.Name);
        // The certificate carries the confirmed area, so it stands first; the survey's stands beside it by its name.
        page.ShouldContain("确权面积（证书上写的）</p>");
        page.ShouldContain("<p class=\"big number\">1.32 亩</p>");
        page.ShouldContain("<dt>实测面积</dt>");

        // A neighbour sees the same turns with the names masked.
        using var neighbour = await site.AsHead(5);
        var masked = await Html(neighbour, $"/parcels/{parcel}");
        masked.ShouldContain("户开始承包");
        foreach (var name in new[] { first, heir.Person.Name, last }) masked.ShouldNotContain(name);
    }

    [Fact]
    public async Task What_was_given_and_taken_back_on_one_day_stands_in_the_history_and_was_held_on_no_day()
    {
        var (parcel, right) = (Hamlet.Parcel(Hamlet.Group, 6, 1), Hamlet.Right(Hamlet.Group, 6));
        var (left, joined) = (new ParcelLeft(right, parcel, "court/2", Paper(new(2023, 3, 4))), new ParcelJoined(right, Hamlet.Household(Hamlet.Group, 6), Hamlet.Group, new(parcel, 900m, null, null), new(2046, 4, 6), "court/2", Paper(new(2023, 3, 4))));
        await Enter(new StreamFact(Streams.Right(right), left));
        await Enter(new StreamFact(Streams.Right(right), joined));
        await Enter(new StreamFact(Streams.Right(right), left));
        using var clerk = await site.SignedIn("clerk");

        (await Html(clerk, $"/parcels/{parcel}")).ShouldContain("2023年3月4日 至 2023年3月4日");
        Moment(await Html(clerk, $"/parcels/{parcel}?on=2023-03-04")).ShouldContain("登记簿里没有登记承包给哪一户");
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

    private static string Head(int household) => Hamlet.People.First(one => one.Collective == Hamlet.Group && one.Household == household).Person.Name;

    private async Task<Guid> IdOf(Person person) => (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [person], Cancel))[0];

    private async Task Enter(params StreamFact[] facts) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "official/test", $"{Guid.NewGuid()}"), _ => Task.FromResult<Decision>(Decision.Enter(facts)), Cancel)).Refusal.ShouldBeNull();
}
