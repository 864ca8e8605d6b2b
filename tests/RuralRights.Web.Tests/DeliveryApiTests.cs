using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RuralRights.Domain.Law;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A program hands a delivery in, reads what was found and has it entered.</summary>
/// <remarks>At a site of its own: elsewhere households of the same sample are being worked off.</remarks>
public sealed class DeliveryApiTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_goes_from_its_bytes_to_the_register()
    {
        using var clerk = await site.SignedIn("clerk");
        var package = Path.Combine(site.Options.StateFolder, "620123榆中县.zip");
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty"), package, System.IO.Compression.CompressionLevel.Fastest, includeBaseDirectory: true, Cancel);

        var received = await Sent(clerk, "/api/v1/deliveries", await File.ReadAllBytesAsync(package, Cancel));
        var delivery = received["sha256"]!.GetValue<string>();
        await Until(clerk, delivery, "inspected");

        var findings = JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/deliveries/{delivery}/findings?limit=5", UriKind.Relative), Cancel))!;
        findings["findings"]!.AsArray().Count.ShouldBe(5);
        findings["summary"]!["errors"]!.GetValue<int>().ShouldBeGreaterThan(5);
        findings["findings"]![0]!.AsObject().Select(member => member.Key).ShouldBe(["rule", "severity", "layer", "key", "field", "message", "wkt"]);

        // Entering takes a second person.
        using (var own = await clerk.PostAsJsonAsync(new Uri($"/api/v1/deliveries/{delivery}/work", UriKind.Relative), new { enter = true }, Cancel))
        {
            own.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await own.Content.ReadAsStringAsync(Cancel)).ShouldContain(Conflict.ApprovesOwnEntry.Code);
        }

        using var registrar = await site.SignedIn("registrar");
        using (var asked = await registrar.PostAsJsonAsync(new Uri($"/api/v1/deliveries/{delivery}/work", UriKind.Relative), new { enter = true }, Cancel))
            asked.StatusCode.ShouldBe(HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync(Cancel));
        (await Until(clerk, delivery, "entered"))["entered"]!.GetValue<int>().ShouldBeGreaterThan(0);
        JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/deliveries/{delivery}/held", UriKind.Relative), Cancel))!.AsArray().Count.ShouldBeGreaterThan(0);
        JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/deliveries/{delivery}/differences", UriKind.Relative), Cancel)).ShouldNotBeNull();

        // What is none, and what is of another county, is refused with a sentence; whose office it is not is not let in.
        (await Rule(clerk, "no zip"u8.ToArray())).ShouldBe("package-is-unreadable");
        (await Rule(clerk, await File.ReadAllBytesAsync(Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip"), Cancel))).ShouldBe("delivery-is-of-another-county");
        (await Refused(clerk, $"/api/v1/deliveries/{delivery}/corrections", "no workbook"u8.ToArray())).ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        (await Refused(farmer, "/api/v1/deliveries", "no zip"u8.ToArray())).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_package_that_lies_open_is_claimed_or_removed_by_its_own_county_alone_and_the_log_says_why()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Options.StateFolder, "deliveries")).FullName;
        var (own, others, nothing) = (Path.Combine(folder, "本县.zip"), Path.Combine(folder, "外县.zip"), Path.Combine(folder, "读不了.zip"));
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty"), own, System.IO.Compression.CompressionLevel.Fastest, includeBaseDirectory: true, Cancel);
        File.Copy(Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip"), others);
        await File.WriteAllTextAsync(nothing, "no zip", Cancel);
        using var clerk = await site.SignedIn("clerk");
        using var auditor = await site.As(new Actor.Auditor(Guid.CreateVersion7(), Hamlet.County));

        var seen = await auditor.GetStringAsync(new Uri("/deliveries", UriKind.Relative), Cancel);
        foreach (var path in new[] { own, others, nothing }) seen.ShouldContain(Path.GetFileName(path));
        seen.ShouldNotContain("/deliveries/open");
        using (var refused = await TestSite.Send(auditor, "/account", "/deliveries/open", ("name", "读不了.zip"), ("act", "remove"), ("reason", "没有用")))
            refused.Headers.Location!.AbsolutePath.ShouldBe("/problem/403");

        (await Settled("读不了.zip", "remove", "")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Settled("../readme", "remove", "没有用")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var act in new[] { "claim", "remove" })
        {
            var (status, page) = await Settled("外县.zip", act, "清理");
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.ShouldContain("/rules/delivery-is-of-another-county");
        }

        foreach (var path in new[] { own, others, nothing }) File.Exists(path).ShouldBeTrue(path);

        (await Settled("读不了.zip", "remove", "没有用")).Status.ShouldBe(HttpStatusCode.Redirect);
        var (claimed, _) = await Settled("本县.zip", "claim", "原先交来的");
        claimed.ShouldBe(HttpStatusCode.Redirect);
        Directory.GetFiles(folder).Where(path => !path.EndsWith(".sealed", StringComparison.Ordinal)).ShouldBe([others]);
        Directory.GetFiles(folder, "*.sealed").Length.ShouldBe(1);
        (await clerk.GetStringAsync(new Uri("/deliveries", UriKind.Relative), Cancel)).ShouldContain("小康营村");
        var log = await auditor.GetStringAsync(new Uri("/audit?act=package", UriKind.Relative), Cancel);
        foreach (var word in new[] { "读不了.zip", "没有用", "已删除", "原先交来的", "已封存" }) log.ShouldContain(word);
        log.ShouldNotContain("清理");
        var delivery = JsonNode.Parse(await clerk.GetStringAsync(new Uri("/api/v1/deliveries", UriKind.Relative), Cancel))!.AsArray().ShouldHaveSingleItem()!["sha256"]!.GetValue<string>();
        await Until(clerk, delivery, "inspected", "entered");

        async Task<(HttpStatusCode Status, string Page)> Settled(string name, string act, string reason)
        {
            using var answer = await TestSite.Send(clerk, "/deliveries", "/deliveries/open", ("name", name), ("act", act), ("reason", reason));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    private static async Task<JsonNode> Until(HttpClient clerk, string delivery, params string[] states)
    {
        for (var look = 0; look < 600; look++, await Task.Delay(200, Cancel))
        {
            var status = JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/deliveries/{delivery}", UriKind.Relative), Cancel))!;
            if (states.Contains(status["state"]!.GetValue<string>())) return status;

            status["state"]!.GetValue<string>().ShouldNotBe("failed", status.ToJsonString());
        }

        throw new TimeoutException($"The delivery does not become {string.Join(" or ", states)}.");
    }

    private static async Task<JsonNode> Sent(HttpClient who, string path, byte[] content)
    {
        using var answer = await Post(who, path, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private static async Task<HttpStatusCode> Refused(HttpClient who, string path, byte[] content)
    {
        using var answer = await Post(who, path, content);
        return answer.StatusCode;
    }

    private static async Task<string?> Rule(HttpClient who, byte[] content)
    {
        using var answer = await Post(who, "/api/v1/deliveries", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["rule"]!.GetValue<string>();
    }

    private static async Task<HttpResponseMessage> Post(HttpClient who, string path, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await who.PostAsync(new Uri(path, UriKind.Relative), body, Cancel);
    }
}
