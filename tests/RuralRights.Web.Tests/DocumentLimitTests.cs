using System.Net;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>What a county takes as a document is its own setting, told at every field and kept to at every door.</summary>
public sealed class DocumentLimitTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly string Form = $"/households/{Hamlet.Household(Hamlet.Group, 2)}/documents/new";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_setting_of_the_county_is_told_at_the_field_and_kept_to_by_forms_scripts_and_programs()
    {
        using var clerk = await site.SignedIn("clerk");
        (await Html(clerk, Form)).ShouldContain("每个不超过 20 MB");
        using var registrar = await site.SignedIn("registrar");
        await Set(registrar, "document-megabytes", "1");
        await Set(registrar, "document-kinds", "pdf");
        using var stranger = site.Browser();
        (await Html(stranger, "/settings/document-kinds")).ShouldContain("只收 PDF");

        var form = await Html(clerk, Form);
        form.ShouldContain("只收 PDF，不超过 1 MB");
        form.ShouldContain("accept=\"application/pdf\"");
        var large = new byte[(1 << 20) + 1];
        Sheet.Pdf("large").CopyTo(large, 0);
        foreach (var (file, said) in new[] { (large, "超过本县规定的大小"), (Convert.FromBase64String(Picture), "本县现在不收这一种材料") })
        {
            using var sent = await Post(clerk, Form, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Other")], ("paper-file", file));
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await sent.Content.ReadAsStringAsync(Cancel)).ShouldContain(said);
        }

        using var program = new HttpRequestMessage(HttpMethod.Post, "/api/v1/documents") { Content = new ByteArrayContent(Convert.FromBase64String(Picture)) };
        program.Content.Headers.ContentType = new("application/octet-stream");
        using var refused = await clerk.SendAsync(program, Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("document-kind-is-not-taken");

        using var taken = await Post(clerk, Form, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Other")], ("paper-file", Sheet.Pdf("small")));
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect, await taken.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task Set(HttpClient registrar, string key, string value)
    {
        using var made = await TestSite.Send(
            registrar, $"/settings/{key}", $"/settings/{key}", ("command", $"{Guid.CreateVersion7()}"), ("value", value), ("from", $"{DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)):yyyy-MM-dd}"), ("source", "榆档发〔2026〕1号"));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync(Cancel));
    }
}
