using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Registry.Registration;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A clerk works a delivery off through pages, without a script.</summary>
[Collection<AtTheSite>]
public sealed partial class WorkPagesTests(TestSite site)
{
    private const string Household = "620123202204020019";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_held_household_is_found_corrected_checked_and_entered()
    {
        var delivery = await Delivered();
        using var browser = await site.SignedIn("clerk");

        var list = await Read(browser, $"/deliveries/{delivery}/work");
        list.ShouldContain($"/deliveries/{delivery}/work/{Household}");
        (await Read(browser, $"/deliveries/{delivery}/work?code=62012320220402&rule=null_mandatory")).ShouldContain(Household);
        (await Read(browser, $"/deliveries/{delivery}")).ShouldContain($"/deliveries/{delivery}/work\"");

        var closed = await Read(browser, $"/deliveries/{delivery}/work/{Household}");
        closed.ShouldContain("必填");
        IdentityNumber().IsMatch(closed).ShouldBeFalse();
        closed.ShouldNotContain("name=\"v|");

        var open = await Read(browser, $"/deliveries/{delivery}/work/{Household}?open=true");
        var field = AddressField().Match(open);
        field.Success.ShouldBeTrue();
        var revision = Revision().Match(open).Groups[1].Value;
        (await Logged(delivery)).ShouldBeGreaterThan(0);

        // What is missing is said beside the field, and what was typed stays.
        var name = field.Groups[1].Value;
        using (var refused = await Send(browser, delivery, ("revision", revision), (name, "青城村二社")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await refused.Content.ReadAsStringAsync(Cancel);
            page.ShouldContain("reason-error");
            page.ShouldContain("value=\"青城村二社\"");
        }

        using (var saved = await Send(browser, delivery, ("revision", revision), (name, "青城村二社"), ("reason", "入户核对"), ("paper", "农户调查表")))
            saved.Headers.Location!.OriginalString.ShouldBe($"/deliveries/{delivery}/work/{Household}?told=saved");
        using (var late = await Send(browser, delivery, ("revision", revision), (name, "青城村三社"), ("reason", "入户核对"), ("paper", "农户调查表")))
        {
            late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await late.Content.ReadAsStringAsync(Cancel);
            page.ShouldContain("另一位同事");
            page.ShouldContain("value=\"青城村三社\"");
        }

        // Who corrected it leaves it to a colleague, who stands in the audit log.
        (await Read(browser, $"/deliveries/{delivery}/work/{Household}")).ShouldContain("入簿要由另一位同事办");
        using (var own = await TestSite.Send(browser, $"/deliveries/{delivery}/work/{Household}", $"/deliveries/{delivery}/work/{Household}/enter"))
        {
            own.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await own.Content.ReadAsStringAsync(Cancel)).ShouldContain($"/rules/{Conflict.ApprovesOwnEntry.Code}");
        }

        using (var whole = await TestSite.Send(browser, $"/deliveries/{delivery}", $"/deliveries/{delivery}", ("enter", "true")))
            whole.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var registrar = await site.SignedIn("registrar");
        using (var entered = await TestSite.Send(registrar, $"/deliveries/{delivery}/work/{Household}", $"/deliveries/{delivery}/work/{Household}/enter"))
            entered.Headers.Location!.OriginalString.ShouldEndWith("told=entered");
        using (var again = await TestSite.Send(registrar, $"/deliveries/{delivery}/work/{Household}", $"/deliveries/{delivery}/work/{Household}/enter"))
            again.Headers.Location!.OriginalString.ShouldEndWith("told=present");
        (await site.Ask<long>("select count(*) from oversight.audit_log where act = 'entry' and what = $1", $"delivery/{delivery}/{Household}")).ShouldBe(2);
        (await Read(browser, $"/households/{Household}")).ShouldContain("按更正后的成果");
    }

    [Fact]
    public async Task A_delivery_is_called_by_its_villages_and_its_findings_by_the_names_of_the_standard()
    {
        var delivery = await Delivered();
        using var browser = await site.SignedIn("clerk");

        var page = await Read(browser, $"/deliveries/{delivery}");
        page.ShouldMatch("<h1[^>]*>小康营村、刘家营村 2016 年承包地调查成果</h1>");
        page.ShouldContain("文件夹：620123榆中县");
        page.ShouldMatch("<p class=\"quiet\">[\u4e00-\u9fff]+（[A-Z_]+） · ");
        page.ShouldContain("（DKBM）");
        page.ShouldNotMatch("<option[^>]*>[^<]*…");
        (await Read(browser, "/deliveries")).ShouldContain(">小康营村、刘家营村 2016 年承包地调查成果</a>");
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("/work/620123202213010018")]
    [InlineData("/work/620123202213010018?open=true")]
    [InlineData("/work/620123202213010018?open=true&add=CBF_JTCY")]
    [InlineData("/work/6201232022130190002")]
    public async Task Pages_of_the_work_keep_the_promises_of_every_page(string path)
    {
        var delivery = await Delivered();
        using var browser = await site.SignedIn("clerk");
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var html = await Read(browser, $"/deliveries/{delivery}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
            html.ShouldContain($"<html lang=\"{language}\"");
            html.ShouldContain("<h1");
            html.Length.ShouldBeLessThan(50 * 1024);
            html.ShouldNotContain("<script>");
            html.ShouldNotContain(" style=\"");
        }
    }

    [Fact]
    public async Task Held_rows_go_out_as_a_workbook_and_a_spoilt_one_is_refused_by_its_cells()
    {
        var delivery = await Delivered();
        using var browser = await site.SignedIn("clerk");
        using var file = await TestSite.Send(browser, $"/deliveries/{delivery}/work", $"/deliveries/{delivery}/work.xlsx");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await file.Content.ReadAsByteArrayAsync(Cancel)).Length.ShouldBeGreaterThan(2000);

        var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri($"/deliveries/{delivery}/work", UriKind.Relative), Cancel)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "更正.xlsx" }, { new StringContent(token), "__RequestVerificationToken" } };
        using var refused = await browser.PostAsync(new Uri($"/deliveries/{delivery}/work", UriKind.Relative), form, Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("A1：");
    }

    [Fact]
    public async Task Only_the_office_sees_delivered_rows_in_full()
    {
        var delivery = await Delivered();
        using var auditor = await site.SignedIn("auditor");
        (await Read(auditor, $"/deliveries/{delivery}/work/620123202213010018?open=true")).ShouldNotContain("name=\"v|");
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var answer = await farmer.GetAsync(new Uri($"/deliveries/{delivery}/work", UriKind.Relative), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> Read(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return WebUtility.HtmlDecode(html);
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string delivery, params (string Name, string Value)[] fields) =>
        TestSite.Send(browser, $"/deliveries/{delivery}/work/{Household}?open=true", $"/deliveries/{delivery}/work/{Household}", fields);

    private Task<long> Logged(string delivery) => site.Ask<long>("select count(*) from vault.view_log where subject = $1", $"delivery/{delivery}/{Household}");

    /// <summary>The faulty sample, inspected once.</summary>
    private async Task<string> Delivered()
    {
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var received = await deliveries.Receive(Hamlet.County, Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty"), "official/7", Cancel);
        if (received.State == DeliveryState.Received) await deliveries.Process(Hamlet.County, received.Sha256, enter: false, Cancel);
        return received.Sha256;
    }

    [GeneratedRegex("name=\"(v\\|CBF\\|[0-9]+\\|CBFDZ)\"")]
    private static partial Regex AddressField();

    [GeneratedRegex("name=\"revision\" value=\"([0-9]+)\"")]
    private static partial Regex Revision();

    [GeneratedRegex("[1-6][0-9]{5}(19[0-9]{2}|20[01][0-9])(0[1-9]|1[0-2])[0-9]{2}[0-9]{3}[0-9X]")]
    private static partial Regex IdentityNumber();
}
