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
        var transfer = await Taken(seller, buyer, right, parcel, "12600");
        var id = transfer.Split('/')[^1];

        Section(await Html(chair, "/"), "等您办的转让").ShouldBeEmpty();
        Section(await Html(chair, "/"), "等别人办的转让").ShouldContain(id);
        await Consented(seller, transfer);
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

    [Fact]
    public async Task A_board_reads_by_when_to_refuse_and_both_households_read_why_it_did()
    {
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 1), Hamlet.Parcel(Hamlet.Group, 1, 2));
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var buyer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        var transfer = await Taken(seller, buyer, right, parcel, "9000");
        var request = $"/requests/{transfer.Split('/')[^1]}";
        await Consented(seller, transfer);

        var asked = await Html(chair, request);
        asked.ShouldMatch("\\d+年\\d+月\\d+日 起等您答复。不同意的，最晚在 \\d+年\\d+月\\d+日 书面说明理由。");
        asked.ShouldMatch("还有 \\d+ 天");
        Section(await Html(chair, "/"), "等您办的转让").ShouldMatch("还有 \\d+ 天");
        Section(await Html(seller, "/"), "正在办理").ShouldNotContain("等您办");
        using var bare = await Send(chair, request, request, ("agrees", "false"));
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var wrong = await bare.Content.ReadAsStringAsync(Cancel);
        foreach (var error in new[] { "reason-error", "statement-error" }) wrong.ShouldContain($"id=\"{error}\"");

        using (var refused = await Send(chair, request, request, ("agrees", "false"), ("reason", "use-would-change"), ("statement", "要在地里盖厂房")))
            refused.StatusCode.ShouldBe(HttpStatusCode.Redirect, await refused.Content.ReadAsStringAsync(Cancel));
        foreach (var (reader, page) in new[] { (seller, transfer), (buyer, transfer), (chair, request) })
            foreach (var part in new[] { "会改变土地的农业用途", "要在地里盖厂房", "请乡镇调解" })
                (await Html(reader, page)).ShouldContain(part, customMessage: page);
        (await Html(chair, request)).ShouldNotContain("起等您答复");

        using (var agreed = await Send(chair, request, request, ("agrees", "true"))) agreed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Html(seller, transfer)).ShouldNotContain("要在地里盖厂房");
        Section(await Html(seller, "/"), "正在办理").ShouldMatch("\\s<strong>等您办</strong>", customMessage: "the money is the seller's to confirm");
        using var unpaid = await Send(seller, transfer, $"{transfer}/payment");
        unpaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = await unpaid.Content.ReadAsStringAsync(Cancel);
        foreach (var error in new[] { "amount-error", "paid-error", "voucher-error" }) form.ShouldContain($"id=\"{error}\"");
    }

    [Fact]
    public async Task What_a_chair_has_a_part_in_is_not_laid_before_them()
    {
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 6), Hamlet.Parcel(Hamlet.Group, 6, 1));
        using var seller = await site.AsHead(6);
        using var buyer = await site.AsHead(7);
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        var transfer = await Taken(seller, buyer, right, parcel, "9000");
        var id = transfer.Split('/')[^1];
        await Consented(seller, transfer);

        var home = await Html(chair, "/");
        Section(home, "等您办的转让").ShouldNotContain(id);
        Section(home, "等别人办的转让").ShouldMatch($"{id}(?s:.*)由理事会别的成员答复");
        (await Html(chair, $"/requests/{id}")).ShouldContain("不由您答复");
    }

    /// <summary>Where a transfer stands whose parcel was offered at a price and taken.</summary>
    private static async Task<string> Taken(HttpClient seller, HttpClient buyer, string right, string parcel, string price)
    {
        using var listed = await Send(seller, $"/rights/{right}/list?step=3&price={price}&parcel={parcel}", $"/rights/{right}/list", ("price", price), ("parcel", parcel));
        var listing = listed.Headers.Location!.OriginalString;
        using var taken = await Send(buyer, listing, $"{listing}/take");
        return taken.Headers.Location!.OriginalString;
    }

    private static async Task Consented(HttpClient seller, string transfer)
    {
        using var consent = await Send(seller, transfer, $"{transfer}/consent", ("terms", Value("terms", await Html(seller, transfer))));
        consent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string page, string to, params (string, string)[] fields) =>
        TestSite.Send(browser, page, to, [("command", Guid.CreateVersion7().ToString()), .. fields]);

    /// <summary>What stands under a heading; empty when there is none.</summary>
    private static string Section(string page, string heading) => Regex.Match(page, $"<h2[^>]*>{heading}</h2>(.*?)(<h2|</main>)", RegexOptions.Singleline).Groups[1].Value;

    private static string Value(string field, string page) => Regex.Match(page, $"name=\"{field}\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"{field}\"").Groups.Cast<Group>().Skip(1).First(group => group.Success).Value;
}
