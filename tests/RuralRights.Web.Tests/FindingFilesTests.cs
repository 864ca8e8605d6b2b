using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Registration;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The findings of the faulty sample, downloaded from its page and written by the command line.</summary>
/// <remarks>At a site of its own: elsewhere households of the same sample are being worked off.</remarks>
public sealed class FindingFilesTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly string Sample = Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_gives_the_JSON_that_inspect_writes_with_identity_numbers_masked()
    {
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var sha256 = (await deliveries.Receive(Hamlet.County, Sample, "official/test", Cancel)).Sha256;
        await deliveries.Process(Hamlet.County, sha256, enter: false, Cancel);
        using var clerk = await site.SignedIn("clerk");

        var page = JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/deliveries/{sha256}/findings.json", UriKind.Relative), Cancel))!;
        var said = await Script.RunAsync("/usr/bin/env", ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), "inspect", Sample, "--json"]);
        var inspected = JsonNode.Parse(said.Output)!;

        page["summary"]!.ToJsonString().ShouldBe(inspected["summary"]!.ToJsonString());
        inspected["summary"]!["layers"]!["DK"]!.GetValue<long>().ShouldBeGreaterThan(0);
        inspected["summary"]!["tables"]!["CBF_JTCY"]!.GetValue<long>().ShouldBeGreaterThan(0);

        var (kept, written) = (page["findings"]!.AsArray(), inspected["findings"]!.AsArray());
        kept.Count.ShouldBe(written.Count);
        var masked = 0;
        foreach (var (here, there) in kept.Zip(written))
        {
            here!.AsObject().Select(member => member.Key).ShouldBe(there!.AsObject().Select(member => member.Key));
            foreach (var (member, value) in there.AsObject())
            {
                var (ours, theirs) = (here[member]?.GetValue<string>(), value?.GetValue<string>());
                if (ours == theirs) continue;

                masked++;
                member.ShouldBeOneOf("key", "message");
                ours!.Length.ShouldBe(theirs!.Length);
                ours.Zip(theirs).ShouldAllBe(pair => pair.First == pair.Second || pair.First == '*');
            }
        }

        masked.ShouldBeGreaterThan(0);
    }
}
