using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Interchange.Archives;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;
using RuralRights.Web.Registration;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Documents through forms, as a browser without scripts and as one with scripts sends them.</summary>
[Collection<AtTheSite>]
public sealed partial class DocumentTests(TestSite site)
{
    // Forty characters, one of which turns the rest around, so that it looks like a photograph.
    private const string Disguised = "身份证正面和反面以及户口簿首页的照片请查收谢谢啦二零二六年十一月\u202Egpj.exe";

    private static readonly string Household = Hamlet.Household(Hamlet.Group, 2);
    private static readonly string Form = $"/households/{Household}/documents/new";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_filed_seen_by_its_household_and_hidden_from_its_neighbours()
    {
        using var clerk = await site.SignedIn("clerk");
        using var sent = await Send(clerk, [("command", $"{Guid.CreateVersion7()}"), ("kind", "EarlierContract")], ("合同.jpg", Photograph(1)));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(Cancel));
        sent.Headers.Location!.OriginalString.ShouldBe($"/households/{Household}#folder");
        var folder = await clerk.GetStringAsync(new Uri($"/households/{Household}", UriKind.Relative), Cancel);
        folder.ShouldContain("原来的承包合同");
        folder.ShouldContain("归入一份材料");
        var sha256 = Link().Matches(folder).Select(match => match.Groups[1].Value).Last();

        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        foreach (var path in new[] { "", "/file", "/thumbnail" })
        {
            using var seen = await farmer.GetAsync(new Uri($"/documents/{sha256}{path}", UriKind.Relative), Cancel);
            seen.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            if (path.Length == 0) continue;
            seen.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
            seen.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            seen.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            seen.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }

        foreach (var stranger in new[] { Hamlet.Farmer(Hamlet.Group, 1), $"chair-{Hamlet.Group}", "auditor" })
        {
            using var other = await site.SignedIn(stranger);
            foreach (var path in new[] { "", "/file", "/thumbnail" })
                (await other.GetAsync(new Uri($"/documents/{sha256}{path}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, stranger + path);
        }
    }

    [Fact]
    public async Task A_PDF_is_a_download_and_never_a_page_of_ours()
    {
        using var clerk = await site.SignedIn("clerk");
        var sha256 = (await Page(clerk, "paper.pdf", Sheet.Pdf("plain"))).GetProperty("sha256").GetString();

        using var file = await clerk.GetAsync(new Uri($"/documents/{sha256}/file", UriKind.Relative), Cancel);

        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await file.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(Sheet.Pdf("plain"));
    }

    [Fact]
    public async Task A_form_that_comes_back_has_lost_no_page_and_nothing_that_was_typed()
    {
        using var clerk = await site.SignedIn("clerk");
        var command = $"{Guid.CreateVersion7()}";
        using var without = await Send(clerk, [("command", command), ("kind", "")], ("1.jpg", Photograph(2)), ("2.jpg", Photograph(3)));
        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await without.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain("id=\"kind-error\"");
        html.ShouldNotContain("id=\"paper-error\"");
        html.ShouldContain(command);
        var pages = Hidden().Matches(html).Select(match => match.Groups[1].Value).ToList();
        pages.Count.ShouldBe(2);

        // One page is taken out; the form is shown once more before it goes.
        using var dropped = await Send(clerk, [("command", command), ("kind", "Confirmation"), ("paper", pages[0]), ("paper", pages[1]), ("paper-drop", pages[0])]);
        var again = await dropped.Content.ReadAsStringAsync(Cancel);
        Hidden().Matches(again).Single().Groups[1].Value.ShouldBe(pages[1]);
        again.ShouldContain("<option value=\"Confirmation\" selected");

        using var both = await Send(clerk, [("command", command), ("kind", "Confirmation"), ("paper", pages[1]), ("paper", pages[0])]);
        both.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var folder = await clerk.GetStringAsync(new Uri($"/households/{Household}", UriKind.Relative), Cancel);
        folder.ShouldMatch("归户确认表</a>\\s*· 2 页");
    }

    [Fact]
    public async Task A_photograph_of_thirty_megabytes_is_refused_beside_its_field_and_the_rest_of_the_form_stays()
    {
        using var clerk = await site.SignedIn("clerk");
        var huge = new byte[30 << 20];
        Photograph(4).CopyTo(huge, 0);

        using var sent = await Send(clerk, [("command", $"{Guid.CreateVersion7()}"), ("kind", "LandLedger")], ("huge.jpg", huge), ("good.jpg", Photograph(5)));

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await sent.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain("“huge.jpg”：这份材料太大");
        html.ShouldContain("30.0 MB");
        html.ShouldContain("表上填好的其他内容都还在");
        html.ShouldContain("<option value=\"LandLedger\" selected");
        Hidden().Count(html).ShouldBe(1);
    }

    [Fact]
    public async Task A_PDF_that_is_a_program_is_refused_whatever_it_is_called()
    {
        Disguised.Length.ShouldBe(40);
        using var clerk = await site.SignedIn("clerk");
        foreach (var (content, sentence) in new[]
        {
            (Sheet.Pdf("x", "/OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>"), "带有脚本"),
            ([.. "MZ"u8, .. new byte[500]], "也不是 PDF"),
            (Encoding.ASCII.GetBytes("<script>alert(1)</script>"), "也不是 PDF"),
        })
        {
            using var sent = await Send(clerk, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Other")], (Disguised, content));
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var html = await sent.Content.ReadAsStringAsync(Cancel);
            html.ShouldContain(sentence);
            html.ShouldContain("gpj.exe”");
            html.ShouldNotContain("\u202E");
            Hidden().Matches(html).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("C:\\fakepath\\照片.jpg", "照片.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\u202Eb\u0000c\u2066.jpg", "abc.jpg")]
    [InlineData("<img src=x>", "<img src=x>")]
    [InlineData("身份证正面和反面以及户口簿首页的照片请查收谢谢二零二六年十一月二十三日下午三点四十五分.jpeg", "身份证正面和反面以及户口簿首页的照片请查收谢谢二零二六年十一月…十五分.jpeg")]
    public void A_file_s_name_is_shown_as_a_name(string given, string shown)
    {
        DocumentUploads.LabelOf(given).ShouldBe(shown);
        DocumentUploads.LabelOf(given).Length.ShouldBeLessThanOrEqualTo(40);
    }

    [Fact]
    public async Task The_same_form_sent_twice_files_once()
    {
        using var clerk = await site.SignedIn("clerk");
        var command = $"{Guid.CreateVersion7()}";
        for (var times = 0; times < 2; times++)
        {
            using var sent = await Send(clerk, [("command", command), ("kind", "Judgment")], ("a.jpg", Photograph(6)), ("b.jpg", Photograph(7)));
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        var facts = await LedgerBook.OfStreams(site.Services.GetRequiredService<CountyConnections>()[Hamlet.County], [$"household/{Household}"], Cancel);
        facts.Count(fact => fact.Type == "document-filed" && fact.Content.GetProperty("kind").GetString() == "judgment").ShouldBe(1);
    }

    [Fact]
    public async Task A_script_sends_pages_one_by_one_and_is_answered_in_words()
    {
        using var clerk = await site.SignedIn("clerk");
        var kept = await Page(clerk, "1.jpg", Photograph(8));
        kept.GetProperty("is_picture").GetBoolean().ShouldBeTrue();

        using var refused = await Post(clerk, "/documents", [], "file", ("a.exe", "MZ"u8.ToArray()));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("也不是 PDF");

        using var forged = await clerk.PostAsync(new Uri("/documents", UriKind.Relative), new MultipartFormDataContent { { new ByteArrayContent(Photograph(9)), "file", "x.jpg" } }, Cancel);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var stranger = site.Browser();
        using var unknown = await stranger.GetAsync(new Uri($"/documents/{kept.GetProperty("sha256").GetString()}/file", UriKind.Relative), Cancel);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_page_of_somebody_else_cannot_be_put_into_a_form()
    {
        using var registrar = await site.SignedIn("registrar");
        var theirs = (await Page(registrar, "1.jpg", Photograph(10))).GetProperty("sha256").GetString()!;
        using var clerk = await site.SignedIn("clerk");

        using var sent = await Send(clerk, [("command", $"{Guid.CreateVersion7()}"), ("kind", "Other"), ("paper", theirs)]);

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await sent.Content.ReadAsStringAsync(Cancel)).ShouldNotContain(theirs);
    }

    [Fact]
    public async Task Programs_hand_documents_in_as_bytes_and_name_them_in_acts()
    {
        using var clerk = await site.SignedIn("clerk");
        using var body = new ByteArrayContent(Sheet.Pdf("by a program")) { Headers = { ContentType = new("application/octet-stream") } };
        using var handed = await clerk.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), body, Cancel);
        handed.StatusCode.ShouldBe(HttpStatusCode.OK, await handed.Content.ReadAsStringAsync(Cancel));
        using var kept = JsonDocument.Parse(await handed.Content.ReadAsStringAsync(Cancel));
        var sha256 = kept.RootElement.GetProperty("sha256").GetString();

        using var act = new HttpRequestMessage(HttpMethod.Post, "/api/v1/acts/file-in-folder") { Content = new StringContent($$"""{"household":"{{Household}}","kind":"scene","document":"{{sha256}}"}""", Encoding.UTF8, "application/json") };
        act.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        (await clerk.SendAsync(act, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var form = new StringContent("x", Encoding.UTF8, "text/plain");
        (await clerk.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        using var program = new ByteArrayContent("MZ"u8.ToArray()) { Headers = { ContentType = new("application/octet-stream") } };
        using var refused = await clerk.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), program, Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("document-format-is-not-accepted");
    }

    [Fact]
    public async Task An_archive_is_taken_out_by_a_button_and_only_by_who_may_see_the_household()
    {
        var page = $"/households/{Hamlet.Household(Hamlet.Group, 2)}";
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var own = await TestSite.Send(farmer, page, page + "/archive");
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        own.Content.Headers.ContentDisposition!.FileName.ShouldBe($"archive-{Hamlet.Household(Hamlet.Group, 2)}.zip");
        var check = ArchiveCheck.Read(new MemoryStream(await own.Content.ReadAsByteArrayAsync(Cancel)), []);
        check.IsWhole.ShouldBeTrue();
        check.Manifest!.Facts.ShouldBeGreaterThan(4);

        using var other = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        (await TestSite.Send(other, "/about", page + "/archive")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await TestSite.Send(other, "/about", "/cases/62012320160407000001/archive")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> Page(HttpClient browser, string name, byte[] content)
    {
        using var answer = await Post(browser, "/documents", [], "file", (name, content));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.Clone();
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, (string Name, string Value)[] fields, params (string Name, byte[] Content)[] files) =>
        Post(browser, Form, fields, "paper-file", files);

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string action, (string Name, string Value)[] fields, string field, params (string Name, byte[] Content)[] files)
    {
        var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/about", UriKind.Relative), Cancel)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            // The type is what the sender says, and here it always lies.
            part.Headers.ContentType = new("image/jpeg");
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"{name}\"");
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{field}\"", FileName = $"\"{name}\"", FileNameStar = name };
            form.Add(part);
        }

        return await browser.PostAsync(new Uri(action, UriKind.Relative), form, Cancel);
    }

    private static byte[] Photograph(int which)
    {
        using var bitmap = new SKBitmap(60, 40);
        bitmap.Erase(new SKColor((byte)(which * 20), (byte)(255 - (which * 20)), 90));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    [GeneratedRegex("href=\"/documents/([0-9a-f]{64})\"")]
    private static partial Regex Link();

    [GeneratedRegex("<input type=\"hidden\" name=\"paper\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Hidden();
}
