using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A stranger with a certificate in hand.</summary>
[Collection<AtTheSite>]
public sealed partial class VerificationTests(TestSite site)
{
    [Fact]
    public async Task A_current_certificate_is_told_as_such_with_names_masked()
    {
        using var stranger = site.Browser();
        var html = await stranger.GetStringAsync(new Uri($"/v/620123/{Hamlet.Token(5)}", UriKind.Relative), TestContext.Current.CancellationToken);
        html.ShouldContain("有效：这是现行的证书");
        html.ShouldContain("土地承包经营权（家庭承包的承包地）");
        html.ShouldContain("周**");
        html.ShouldNotContain("周保田");
        IdentityNumber().IsMatch(html).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/v/620123/01081G81860W40J2GB1G6GW3RZZ")]
    [InlineData("/v/620122/{0}")]
    [InlineData("/v/620123/nonsense")]
    public async Task An_unknown_certificate_is_told_as_such(string path)
    {
        using var stranger = site.Browser();
        using var answer = await stranger.GetAsync(new Uri(path.Replace("{0}", Hamlet.Token(1), StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("登记簿里没有这本证书");
        // What was asked for stands there to be compared with the paper.
        html.ShouldContain($"<dd class=\"code\">{string.Join(' ', path.Replace("{0}", Hamlet.Token(1), StringComparison.Ordinal).Split('/')[^1].Chunk(4).Select(group => new string(group)))}</dd>");
    }

    [Fact]
    public async Task A_code_is_repeated_as_text_and_an_identity_number_never()
    {
        using var stranger = site.Browser();
        using (var answer = await stranger.GetAsync(new Uri("/v/620123/%3Cscript%3Ealert(1)%3C%2Fscript%3E", UriKind.Relative), TestContext.Current.CancellationToken))
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("<script>alert");

        foreach (var path in new[] { "/v/620123/62012319600101900X", "/verify?code=620123%2019600101%20900X", "/verify?code=620123600101900", "/v/620123/６２０１２３１９６００１０１９００X" })
        {
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            answer.Headers.Location?.OriginalString.ShouldBe("/verify?identity=true", path);
            using var told = await stranger.GetAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
            told.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("这像是身份证号码");
        }
    }

    [Fact]
    public async Task A_code_may_be_typed_in_small_letters_and_groups()
    {
        using var stranger = site.Browser();
        var typed = string.Join(' ', Hamlet.Token(1).Chunk(4).Select(group => new string(group))).ToLowerInvariant();
        using var answer = await stranger.GetAsync(new Uri($"/verify?code={Uri.EscapeDataString(typed)}", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Location!.OriginalString.ShouldBe($"/v/620123/{Hamlet.Token(1)}");
    }

    [Fact]
    public async Task A_printed_certificate_proves_itself_and_an_altered_one_does_not()
    {
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var print = await farmer.GetAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}/pdf", UriKind.Relative), TestContext.Current.CancellationToken);
        print.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf", await print.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var pdf = await print.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        using var stranger = site.Browser();
        (await Verdict(stranger, pdf)).ShouldContain("有效：这是现行的证书");

        pdf[pdf.Length / 3] ^= 1;
        var forged = await Verdict(stranger, pdf);
        forged.ShouldContain("不可信");
        forged.ShouldNotContain("有效：这是现行的证书");
    }

    [Fact]
    public async Task A_certificate_names_people_in_full_to_its_household_and_to_nobody_else()
    {
        using var own = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        var page = await own.GetStringAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}", UriKind.Relative), TestContext.Current.CancellationToken);
        page.ShouldContain("李秀英");
        IdentityNumber().IsMatch(page).ShouldBeFalse();
        foreach (var who in new[] { Hamlet.Farmer(Hamlet.Group, 1), "auditor" })
        {
            using var other = await site.SignedIn(who);
            using var answer = await other.GetAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}", UriKind.Relative), TestContext.Current.CancellationToken);
            // A standing that the matrix does not admit is shown the way out; a stranger to this paper is refused by its page.
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.Redirect], who);
            if (answer.StatusCode == HttpStatusCode.Redirect) answer.Headers.Location!.OriginalString.ShouldContain("/problem/403");
        }
    }

    private static async Task<string> Verdict(HttpClient browser, byte[] pdf)
    {
        var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/verify", UriKind.Relative), TestContext.Current.CancellationToken)).Groups[1].Value;
        using var file = new ByteArrayContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        using var form = new MultipartFormDataContent { { file, "file", "certificate.pdf" }, { new StringContent(token), "__RequestVerificationToken" } };
        using var answer = await browser.PostAsync(new Uri("/verify", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"(?<![\d])\d{17}[\dXx](?![\dJQ])")]
    private static partial Regex IdentityNumber();
}
