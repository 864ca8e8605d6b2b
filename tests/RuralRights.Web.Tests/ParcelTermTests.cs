using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A parcel that came with a longer term says so wherever the term of its right is told.</summary>
public sealed class ParcelTermTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Both = "2046年4月6日至2060年1月1日不等（各块不同）";

    [Fact]
    public async Task Every_page_that_tells_a_term_tells_the_parcel_that_has_another()
    {
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 5), Hamlet.Parcel(Hamlet.Group, 5, 2));
        using var farmer = await site.AsHead(5);
        (await Html(farmer, $"/rights/{right}")).ShouldNotContain("另有期限");
        await Enter(
            new ParcelLeft(right, parcel, "case/1", Paper),
            new ParcelJoined(right, Hamlet.Household(Hamlet.Group, 5), Hamlet.Group, new(parcel, 900m, null, null), new(2060, 1, 1), "case/1", Paper));

        var page = await Html(farmer, $"/rights/{right}");
        page.ShouldContain("其中 1 块地另有期限");
        page.ShouldContain("这块地承包期到 2060年1月1日");
        page.ShouldNotContain("这块地承包期到 2046年4月6日");
        foreach (var path in new[] { "/", $"/households/{Hamlet.Household(Hamlet.Group, 5)}", $"/rights/{right}/choices", $"/rights/{right}/choices/sheet" })
            (await Html(farmer, path)).ShouldContain(Both, customMessage: path);
        (await Html(farmer, $"/rights/{right}/list")).ShouldContain("承包期到 2060年1月1日");
        var terms = await Html(farmer, $"/rights/{right}/list?parcel={parcel}&price=5000&step=3");
        terms.ShouldContain("承包期到 2060年1月1日");
        terms.ShouldNotContain("2046年4月6日");

        var certificate = await Html(farmer, $"/certificates/{Hamlet.Certificate(5)}");
        certificate.ShouldContain("其中1块地的期限与合同不同");
        certificate.ShouldContain("本块承包期至2060年1月1日止");
        using var stranger = site.Browser();
        (await Html(stranger, $"/v/{Hamlet.County}/{Hamlet.Token(5)}")).ShouldContain(Both);
        using var clerk = await site.SignedIn("clerk");
        (await Html(clerk, $"/collectives/{Hamlet.Group}/renewals?before=2050-01-01")).ShouldContain("其中 1 块地另有期限");
    }

    [Fact]
    public async Task A_lease_says_how_the_land_was_let()
    {
        await Enter(new LeaseFiled(
            Hamlet.Right(Hamlet.Group, 5), Hamlet.Group + "0001", Hamlet.Household(Hamlet.Group, 7), "300", new(2020, 5, 1), new(2024, 4, 30), 880m,
            [Hamlet.Parcel(Hamlet.Group, 5, 1)], "每亩450元", new(2020, 5, 1), Paper));
        using var farmer = await site.AsHead(5);

        (await Html(farmer, $"/rights/{Hamlet.Right(Hamlet.Group, 5)}")).ShouldContain("<dd>互换</dd>");
    }

    private static Provenance Paper => new(new(2020, 5, 1), $"registrar/{Guid.Empty}", "榆中县农业农村局", "62012320200501000001", [], []);

    private async Task Enter(params IEnumerable<object> facts) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "official/test", "terms"),
        _ => Task.FromResult<Decision>(Decision.Enter([.. facts.Select(fact => new StreamFact(Streams.Right(Hamlet.Right(Hamlet.Group, 5)), fact))])),
        TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
}
