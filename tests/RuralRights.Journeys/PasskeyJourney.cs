using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>Signing in with a passkey, in a real browser with an authenticator of its own.</summary>
[Collection<InTheCounty>]
public sealed class PasskeyJourney(CountySite site)
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_asks_for_its_owner_and_is_worth_nothing_once_removed()
    {
        var page = await site.Open(null);
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        var added = await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        var authenticator = added!.Value.GetProperty("authenticatorId").GetString()!;

        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("button[value='reviewer']");
        await Expect(page.Locator(".site-header__who")).ToBeVisibleAsync();
        await page.GotoAsync(At("/account"));
        await page.ClickAsync("a:has-text('加一个通行密钥')");
        await page.FillAsync("#name", "单位电脑");
        await CountySite.Keep(page, "passkey-1-new");
        (await Barriers.On(page)).ShouldBeEmpty();
        await page.ClickAsync("button:has-text('在设备上确认')");
        await Expect(page.Locator("main")).ToContainTextAsync("单位电脑");
        await Expect(page.Locator("main li.session").First).ToContainTextAsync("通行密钥");
        await CountySite.Keep(page, "passkey-2-account");
        await SignOut(page);

        await page.GotoAsync(At("/sign-in/staff"));
        await CountySite.Keep(page, "passkey-3-sign-in");
        var sent = await page.RunAndWaitForRequestAsync(() => page.ClickAsync("button:has-text('用通行密钥登录')"), request => request.Method == "POST");
        await Expect(page.Locator(".site-header__who")).ToContainTextAsync("审核人");
        (await Ask("select count(*) from oversight.audit_log where act = 'sign-in' and why = 'passkey' and outcome = 'done'")).ShouldBe(2);
        await SignOut(page);

        // What was answered once is answered; whoever overheard it gets nowhere.
        var again = await page.Context.APIRequest.PostAsync(At("/sign-in/passkey"), new() { DataByte = sent.PostDataBuffer, Headers = [new("Content-Type", "application/x-www-form-urlencoded")] });
        again.Status.ShouldBe(422);

        // A device that cannot tell its owner answers nothing.
        await Verified(false);
        await page.GotoAsync(At("/sign-in/staff"));
        await page.ClickAsync("button:has-text('用通行密钥登录')");
        await Expect(page.Locator("rr-passkey [role=status]")).ToContainTextAsync("没有完成", new() { Timeout = 90_000 });
        await Verified(true);
        await page.ClickAsync("button:has-text('用通行密钥登录')");
        await Expect(page.Locator(".site-header__who")).ToContainTextAsync("审核人");

        await page.GotoAsync(At("/account"));
        await page.ClickAsync("button:has-text('删去“单位电脑”')");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("单位电脑");
        await SignOut(page);
        await page.GotoAsync(At("/sign-in/staff"));
        await page.ClickAsync("button:has-text('用通行密钥登录')");
        await Expect(page.Locator("#passkey-error")).ToContainTextAsync("没有认出这个通行密钥");
        await CountySite.Keep(page, "passkey-4-removed");
        (await Barriers.On(page)).ShouldBeEmpty();

        Task Verified(bool verified) => device.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = verified });
    }

    [Fact]
    public async Task Without_scripts_the_page_says_so_and_the_other_ways_remain()
    {
        var page = await site.Open(null, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 740 } });
        await page.GotoAsync("/sign-in/staff");
        await Expect(page.Locator("main")).ToContainTextAsync("要浏览器允许脚本");
        await Expect(page.Locator("button:has-text('用通行密钥登录')")).ToBeHiddenAsync();
        await Expect(page.Locator("#password")).ToBeVisibleAsync();
        await CountySite.Keep(page, "passkey-5-no-scripts");
    }

    // A passkey belongs to a name, and an address of numbers is none.
    private string At(string path) => new UriBuilder(site.Address) { Host = "localhost", Path = path }.Uri.ToString();

    private static async Task SignOut(IPage page)
    {
        await page.ClickAsync("form[action='/sign-out'] button");
        await Expect(page.Locator(".site-header__who")).ToHaveCountAsync(0);
    }

    private async Task<long> Ask(string sql)
    {
        await using var command = site.Register.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
