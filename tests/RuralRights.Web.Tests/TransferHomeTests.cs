using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A transfer stands on the first page of whoever has the next step, and nobody is told that nothing waits while it does.</summary>
public sealed class TransferHomeTests(TestSite site) : IClassFixture<TestSite>
{
    private const string ForTheRegistrar = "等您登簿的转让：1 件";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transfer_waits_at_the_board_and_then_at_the_registrar()
    {
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 1), Hamlet.Parcel(Hamlet.Group, 1, 1));
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var buyer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        using var registrar = await site.SignedIn("registrar");

        (await Html(registrar, "/")).ShouldContain("没有等您办的案件");
        using var listed = await Send(seller, $"/rights/{right}/list?step=3&price=12600&parcel={parcel}", $"/rights/{right}/list", ("price", "12600"), ("parcel", parcel));
        var listing = listed.Headers.Location!.OriginalString;
        using var taken = await Send(buyer, listing, $"{listing}/take");
        var transfer = taken.Headers.Location!.OriginalString;
        var id = transfer.Split('/')[^1];

        Section(await Html(chair, "/"), "等您办的转让").ShouldBeEmpty();
        Section(await Html(chair, "/"), "等别人办的转让").ShouldContain(id);
        using (var consent = await Send(seller, transfer, $"{transfer}/consent", ("terms", Value("terms", await Html(seller, transfer))))) consent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Section(await Html(chair, "/"), "等您办的转让").ShouldContain(id);
        (await Html(chair, "/")).ShouldNotContain("没有等您办的案件");
        using (var agreed = await Send(chair, $"/requests/{id}", $"/requests/{id}", ("agrees", "true"))) agreed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Section(await Html(chair, "/"), "等您办的转让").ShouldBeEmpty();
        (await Html(registrar, "/")).ShouldNotContain(ForTheRegistrar);

        var day = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using (var paid = await Send(seller, transfer, $"{transfer}/payment", ("amount", "12600"), ("payee", Value("payee", await Html(seller, transfer))), ("paid", day), ("voucher", "2026-1")))
            paid.StatusCode.ShouldBe(HttpStatusCode.Redirect, await paid.Content.ReadAsStringAsync(Cancel));
        var home = await Html(registrar, "/");
        home.ShouldContain(ForTheRegistrar);
        home[home.IndexOf(ForTheRegistrar, StringComparison.Ordinal)..].ShouldContain($"href=\"{transfer}\"");
        home.ShouldNotContain("没有等您办的案件");

        using (var entered = await Send(registrar, transfer, $"{transfer}/register")) entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Html(registrar, "/")).ShouldNotContain(ForTheRegistrar);
        Section(await Html(chair, "/"), "已经结束的转让").ShouldContain(id);
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string page, string to, params (string, string)[] fields) =>
        TestSite.Send(browser, page, to, [("command", Guid.CreateVersion7().ToString()), .. fields]);

    /// <summary>What stands under a heading; empty when there is none.</summary>
    private static string Section(string page, string heading) => Regex.Match(page, $"<h2[^>]*>{heading}</h2>(.*?)(<h2|</main>)", RegexOptions.Singleline).Groups[1].Value;

    private static string Value(string field, string page) => Regex.Match(page, $"name=\"{field}\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"{field}\"").Groups.Cast<Group>().Skip(1).First(group => group.Success).Value;
}
