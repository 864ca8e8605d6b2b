using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Households;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Signing in with an identity elsewhere, against a provider in a process of its own.</summary>
[Collection<AtTheSite>]
public sealed class ExternalTests(TestSite site) : IAsyncLifetime
{
    private ProviderProcess _provider = null!;
    private WebApplication _node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await ProviderProcess.Start(Cancel);
        _node = await site.SecondNode(
            ("RR_DEMO", "1"), ("RR_OIDC_AUTHORITY", _provider.Authority), ("RR_OIDC_CLIENT", "register"), ("RR_OIDC_SECRET", "provider secret of the tests"), ("RR_OIDC_NAME", "省统一身份"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.StopAsync(Cancel);
            await _node.DisposeAsync();
        }

        if (_provider is not null) await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Whom_two_administrators_linked_signs_in_at_the_provider_and_signs_out_at_both()
    {
        var account = await Opened("13919000091", "620123197001012091");
        await Link(account, "zhang-91");

        using var browser = Browser();
        using (var page = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancel)) (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("用“省统一身份”登录");
        using var asked = await Ask(browser);
        asked.Headers.Location!.Query.ShouldContain("code_challenge_method=S256");
        using var answered = await Answer(browser, asked, "zhang-91");
        using (var entered = await browser.GetAsync(answered.Headers.Location, Cancel)) entered.Headers.Location!.OriginalString.ShouldBe("/account");
        var own = await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel);
        own.ShouldContain("外部身份");
        own.ShouldContain("就是现在这个");
        (await One<long>("select count(*) from oversight.audit_log where act = 'sign-in' and why = 'external' and outcome = 'done' and what = $1", $"account/{account}")).ShouldBe(1);

        // The same answer once more lets nobody in.
        using var thief = Browser();
        using (var again = await thief.GetAsync(answered.Headers.Location, Cancel)) IsTurnedBack(again, "failed");
        (await Status(thief, "/account")).ShouldBe(HttpStatusCode.Redirect);

        using (var left = await TestSite.Send(browser, "/sign-in/staff", "/sign-out")) left.Headers.Location!.OriginalString.ShouldBe("/sign-out/external");
        (await browser.GetStringAsync(new Uri("/sign-out/external", UriKind.Relative), Cancel)).ShouldContain("/sign-out/external/leave");
        (await Status(browser, "/account")).ShouldBe(HttpStatusCode.Redirect);
        using var leaving = await browser.GetAsync(new Uri("/sign-out/external/leave", UriKind.Relative), Cancel);
        leaving.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe($"{_provider.Authority}/leave");
        using var there = await browser.GetAsync(leaving.Headers.Location, Cancel);
        there.Headers.Location!.OriginalString.ShouldStartWith(TestSite.AddressOf(_node).ToString());
        using var back = await browser.GetAsync(there.Headers.Location, Cancel);
        back.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Theory]
    [InlineData("nobody-here", null, 0, "unknown", "没有账户绑定这个身份")]
    [InlineData("zhang-92", "audience", 92, "failed", "没有通过核对")]
    [InlineData("zhang-93", "nonce", 93, "failed", "没有通过核对")]
    [InlineData(null, null, 0, "cancelled", "没有同意登录")]
    public async Task What_does_not_stand_up_to_checking_lets_nobody_in_and_says_so(string? subject, string? fault, int number, string why, string says)
    {
        if (number > 0) await Link(await Opened($"139190000{number}", $"6201231970010120{number}"), subject!);
        var before = await One<long>("select count(*) from identity.mt_doc_account");
        using var browser = Browser();
        using var asked = await Ask(browser);
        using var answered = await Answer(browser, asked, subject, fault);
        using var turned = await browser.GetAsync(answered.Headers.Location, Cancel);
        IsTurnedBack(turned, why);
        using var page = await browser.GetAsync(turned.Headers.Location, Cancel);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain(says);
        (await Status(browser, "/account")).ShouldBe(HttpStatusCode.Redirect);
        (await One<long>("select count(*) from identity.mt_doc_account")).ShouldBe(before);
        (await One<bool>("select exists (select from oversight.audit_log where act = 'sign-in' and why = 'external' and outcome = 'failed')")).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_no_provider_is_configured_there_is_no_such_door()
    {
        using var browser = site.Browser();
        foreach (var path in new[] { "/sign-in/external", "/sign-in/external/refused", "/sign-out/external", "/sign-out/external/leave" }) (await Status(browser, path)).ShouldBe(HttpStatusCode.NotFound, path);
        (await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancel)).ShouldNotContain("/sign-in/external");
    }

    private static void IsTurnedBack(HttpResponseMessage answer, string why) => answer.Headers.Location!.OriginalString.ShouldBe($"/sign-in/external/refused?why={why}");

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = TestSite.AddressOf(_node) };

    private static Task<HttpResponseMessage> Ask(HttpClient browser) => browser.GetAsync(new Uri("/sign-in/external?back=/account", UriKind.Relative), Cancel);

    /// <summary>What the person does at the provider: says who they are, or goes back.</summary>
    private static Task<HttpResponseMessage> Answer(HttpClient browser, HttpResponseMessage asked, string? subject, string? fault = null) =>
        browser.GetAsync(new Uri($"{asked.Headers.Location}{(subject is null ? "" : $"&as={subject}")}{(fault is null ? "" : $"&fault={fault}")}"), Cancel);

    private async Task<Guid> Opened(string phone, string number)
    {
        var person = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("张外部", Person.ResidentCard, number)], Cancel))[0];
        return (await site.Services.GetRequiredService<OpenAccount>().For(Hamlet.County, person, phone, Cancel)).ShouldNotBeNull().Id;
    }

    /// <summary>One administrator enters who somebody is at the provider, another approves it.</summary>
    private async Task Link(Guid account, string subject)
    {
        using var first = await Administrator("administrator");
        using var second = await Administrator("administrator-2");
        using var asked = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "external"), ("subject", subject));
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync(Cancel));
        (await second.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel)).ShouldContain($"|{subject}");
        var change = await One<Guid>("select id from identity.account_change where account = $1 and decided_at is null", account);
        using var approved = await TestSite.Send(second, "/accounts", $"/accounts/changes/{change}", ("act", "approve"));
        approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpClient> Administrator(string key)
    {
        var browser = Browser();
        using var entered = await TestSite.Send(browser, "/sign-in", "/sign-in", ("key", key));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private async Task<T> One<T>(string sql, params object[] values)
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
