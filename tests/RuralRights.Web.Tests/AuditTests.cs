using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Whatever leaves the register, and every look at a paper, is a line of the audit log: who, from where, of what.</summary>
/// <remarks>At a site of its own, because a delivery of its own lies there.</remarks>
public sealed class AuditTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly string Sample = Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty");
    private static readonly string Household = Hamlet.Household(Hamlet.Group, 2);
    private static readonly string Right = Hamlet.Right(Hamlet.Group, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_export_print_and_look_at_a_paper_is_a_line_of_the_log()
    {
        var clerk = new Actor.Clerk(Guid.CreateVersion7(), Hamlet.County);
        using var office = await site.As(clerk);
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var delivery = (await deliveries.Receive(Hamlet.County, Sample, clerk.ToString(), Cancel)).Sha256;
        await deliveries.Process(Hamlet.County, delivery, enter: false, Cancel);

        foreach (var kind in new[] { "xlsx", "json", "geojson" }) await Got(office, $"/deliveries/{delivery}/findings.{kind}");
        await IsLogged(clerk, "export", $"delivery/{delivery}", "%检查结果%xlsx");
        await IsLogged(clerk, "export", $"delivery/{delivery}", "%检查结果%json");
        await IsLogged(clerk, "export", $"delivery/{delivery}", "%检查结果%geojson");

        using (var workbook = await TestSite.Send(office, "/deliveries", $"/deliveries/{delivery}/work.xlsx")) workbook.StatusCode.ShouldBe(HttpStatusCode.OK, await workbook.Content.ReadAsStringAsync(Cancel));
        await IsLogged(clerk, "export", $"delivery/{delivery}", "%更正表%");

        foreach (var kind in new[] { "csv", "xlsx" })
        {
            await Got(office, $"/settlement/list.{kind}");
            await IsLogged(clerk, "export", "settlement", $"%保护名单%{kind}");
        }

        using (var archive = await TestSite.Send(office, $"/households/{Household}", $"/households/{Household}/archive")) archive.StatusCode.ShouldBe(HttpStatusCode.OK, await archive.Content.ReadAsStringAsync(Cancel));
        await IsLogged(clerk, "export", $"household/{Household}", "%");

        await Got(office, $"/certificates/{Hamlet.Certificate(2)}/pdf");
        await IsLogged(clerk, "print", $"certificate/{Hamlet.Certificate(2)}", "%打印证书%");
        await Got(office, $"/rights/{Right}/choices/sheet.pdf");
        await IsLogged(clerk, "print", $"right/{Right}", "%告知单%");

        using var content = new ByteArrayContent(Photograph()) { Headers = { ContentType = new("application/octet-stream") } };
        using var handed = await office.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), content, Cancel);
        var text = await handed.Content.ReadAsStringAsync(Cancel);
        handed.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var sha256 = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("sha256").GetString();
        await Got(office, $"/documents/{sha256}/file");
        await IsLogged(clerk, "view", $"document/{sha256}", "%");

        var auditor = new Actor.Auditor(Guid.CreateVersion7(), Hamlet.County);
        using var audit = await site.As(auditor);
        await Got(audit, "/audit.csv");
        await IsLogged(auditor, "export", "audit", "%");
    }

    private static byte[] Photograph()
    {
        using var bitmap = new SKBitmap(60, 40);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static async Task Got(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path} {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    private async Task IsLogged(Actor who, string act, string what, string why)
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(
            "select count(*) from oversight.audit_trail where who = $1 and act = $2 and what = $3 and why like $4 and address = '127.0.0.1'");
        foreach (var value in new object[] { who.ToString()!, act, what, why }) command.Parameters.Add(new() { Value = value });
        ((long)(await command.ExecuteScalarAsync(Cancel))!).ShouldBeGreaterThan(0, $"{act} {what} {why}");
    }
}
