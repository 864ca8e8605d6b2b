using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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

        using (var asked = await clerk.PostAsJsonAsync(new Uri($"/api/v1/deliveries/{delivery}/work", UriKind.Relative), new { enter = true }, Cancel))
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

    private static async Task<JsonNode> Until(HttpClient clerk, string delivery, string state)
    {
        for (var look = 0; look < 600; look++, await Task.Delay(200, Cancel))
        {
            var status = JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/deliveries/{delivery}", UriKind.Relative), Cancel))!;
            if (status["state"]!.GetValue<string>() == state) return status;

            status["state"]!.GetValue<string>().ShouldNotBe("failed", status.ToJsonString());
        }

        throw new TimeoutException($"The delivery does not become {state}.");
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
