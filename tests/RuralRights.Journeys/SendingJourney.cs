using System.IO.Compression;
using Microsoft.Playwright;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A large package goes over a slow line: whoever sends it sees how far it is and can stop, and sees what is answered as without scripts.</summary>
[Collection<InTheCounty>]
public sealed class SendingJourney(CountySite site) : IDisposable
{
    private const int Megabyte = 1 << 20, SlowLine = 600_000, AsFastAsItCan = -1;

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-sending-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_progress_moves_on_a_phone_until_the_delivery_has_arrived()
    {
        var page = await site.Open("clerk", Phone());
        await page.GotoAsync("/deliveries");
        await Conditions(await page.Context.NewCDPSessionAsync(page), SlowLine);
        await page.SetInputFilesAsync("#file", Delivery());
        await page.ClickAsync("button:has-text('上传并检查')");

        var early = await Share(page, 0.05);
        await Expect(page.Locator("rr-sending")).ToContainTextAsync("大约还要");
        await Expect(page.Locator("rr-sending")).ToContainTextAsync("MB，共 9.");
        await Expect(page.Locator("button:has-text('上传并检查')")).ToBeDisabledAsync();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
        (await Barriers.On(page)).ShouldBeEmpty();
        await CountySite.Keep(page, "sending-1-phone");
        (await Share(page, early + 0.2)).ShouldBeGreaterThan(early);

        await page.WaitForURLAsync("**/deliveries/*");
        await Expect(page.Locator("h1")).ToContainTextAsync("承包地调查成果");
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("成果入库");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_stops_has_handed_nothing_in_and_every_answer_is_shown_as_without_scripts()
    {
        var page = await site.Open("clerk", Desktop());
        await page.GotoAsync("/deliveries");
        var before = await page.Locator("main table").CountAsync() == 0 ? "" : await page.Locator("main table").InnerTextAsync();
        var line = await page.Context.NewCDPSessionAsync(page);
        await Conditions(line, SlowLine);
        await page.SetInputFilesAsync("#file", Nothing());
        var press = page.Locator("button:has-text('上传并检查')");
        await press.ClickAsync();
        await Share(page, 0.1);
        await CountySite.Keep(page, "sending-2-desktop");
        await page.ClickAsync("button:has-text('停止发送')");
        await Expect(page.Locator("rr-sending [role=status]")).ToContainTextAsync("什么也没有交上去");
        await Expect(press).ToBeFocusedAsync();
        (await page.EvaluateAsync<int>("document.getElementById('file').files.length")).ShouldBe(1, "what was chosen is chosen still");
        await CountySite.Keep(page, "sending-3-stopped");

        // What comes back with a sentence is shown with it, and the page works on.
        await Conditions(line, AsFastAsItCan);
        await press.ClickAsync();
        await Expect(page.Locator("#file-error")).ToBeVisibleAsync();
        await Expect(page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        (await page.TitleAsync()).ShouldContain("成果入库");
        await CountySite.Keep(page, "sending-4-answered");
        await page.ReloadAsync();
        (await page.Locator("main table").CountAsync() == 0 ? "" : await page.Locator("main table").InnerTextAsync()).ShouldBe(before, "nothing was handed in");

        // A line that breaks leaves the form as it was.
        await page.SetInputFilesAsync("#file", Nothing());
        await Conditions(line, AsFastAsItCan, broken: true);
        await press.ClickAsync();
        await Expect(page.Locator("rr-sending [role=alert]")).ToContainTextAsync("连接断了");
        await Conditions(line, AsFastAsItCan);

        // Whoever was signed out meanwhile is asked to sign in.
        await page.Context.ClearCookiesAsync();
        await press.ClickAsync();
        await page.WaitForURLAsync("**/sign-in?*");
        await page.Context.CloseAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BrowserNewContextOptions Phone() => new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true };

    private static BrowserNewContextOptions Desktop() => new() { ViewportSize = new() { Width = 1280, Height = 900 } };

    /// <summary>How many bytes a second the page may send. One line of its browser decides: another one would not overrule it.</summary>
    private static async Task Conditions(ICDPSession line, int bytes, bool broken = false)
    {
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = broken, ["latency"] = 0, ["downloadThroughput"] = AsFastAsItCan, ["uploadThroughput"] = bytes });
    }

    /// <summary>Waits until more than so much of it is sent; gives how much, while it is not all.</summary>
    private static async Task<double> Share(IPage page, double least)
    {
        var share = await (await page.WaitForFunctionAsync("least => { const bar = document.querySelector('rr-sending progress'); return bar && bar.position > least ? bar.position : false; }", least)).JsonValueAsync<double>();
        share.ShouldBeLessThan(1);
        return share;
    }

    /// <summary>The survey of a hamlet with nine megabytes of papers.</summary>
    private string Delivery()
    {
        var survey = CountyGenerator.Write(new() { Parcels = 12, Seed = 41 }, _folder, cancel: Cancel).Folder;
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(survey, DeliveryStandard.OtherFolder)).FullName, "纸.bin"), Noise(9 * Megabyte));
        var zip = survey + ".zip";
        ZipFile.CreateFromDirectory(survey, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        return zip;
    }

    private string Nothing()
    {
        var path = Path.Combine(_folder, "nothing.zip");
        File.WriteAllBytes(path, Noise(9 * Megabyte));
        return path;
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
