using System.IO.Compression;
using System.Text.RegularExpressions;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>The office takes in a delivery and finds things; a stranger verifies what it handed out.</summary>
[Collection<InTheCounty>]
public sealed class OfficeJourney(CountySite site)
{
    [Fact]
    public async Task A_faulty_delivery_is_uploaded_watched_and_worked_off_beside_the_map()
    {
        var zip = Path.Combine(site.Options.StateFolder, "620123榆中县.zip");
        File.Delete(zip);
        ZipFile.CreateFromDirectory(CountySite.Sample("620123榆中县-faulty"), zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        // A delivery of its own: the same one handed in by somebody else before would stay theirs.
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Update, TestContext.Current.CancellationToken))
            archive.CreateEntry("620123榆中县-faulty/其他资料/交接说明.txt");
        var clerk = await site.Open("clerk");
        await clerk.GotoAsync("/deliveries");
        await clerk.SetInputFilesAsync("#file", zip);
        await clerk.ClickAsync("button:has-text('上传并检查')");
        await CountySite.Keep(clerk, "import-1-progress");
        await Expect(clerk.Locator("h2:has-text('问题清单')")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(clerk.Locator("rr-map")).ToHaveAttributeAsync("data-ready", new System.Text.RegularExpressions.Regex("[1-9]"));
        await CountySite.Keep(clerk, "import-2-findings");

        var place = clerk.Locator("li.finding:has(a:has-text('在地图上看这一处'))").First;
        await place.Locator("a:has-text('在地图上看这一处')").ClickAsync();
        await Expect(place).ToHaveAttributeAsync("aria-current", "true");
        await Expect(clerk.Locator("rr-map")).ToHaveAttributeAsync("data-chosen", (await place.GetAttributeAsync("data-feature"))!);
        await CountySite.Keep(clerk, "import-3-place");

        foreach (var kind in new[] { "xlsx", "json", "geojson" })
        {
            var answer = await clerk.Context.APIRequest.GetAsync($"{clerk.Url.Split('#')[0].Split('?')[0]}/findings.{kind}");
            answer.Status.ShouldBe(200, kind);
            (await answer.BodyAsync()).Length.ShouldBeGreaterThan(500, kind);
        }

        // Entering takes a second person: who brought it is told so, and finds no button.
        await Expect(clerk.Locator("main")).ToContainTextAsync("入簿要由另一位同事办");
        await Expect(clerk.Locator("button:has-text('把没有错误的户入簿')")).ToHaveCountAsync(0);
        var registrar = await site.Open("registrar");
        await registrar.GotoAsync("/");
        await registrar.ClickAsync($"section:has-text('等您入簿的成果') a[href='{new Uri(clerk.Url).AbsolutePath}']");
        await registrar.ClickAsync("button:has-text('把没有错误的户入簿')");
        await Expect(registrar.Locator("main")).ToContainTextAsync("已入簿", new() { Timeout = 120_000 });
        await CountySite.Keep(registrar, "import-4-entered");
        await registrar.Context.CloseAsync();

        await clerk.ReloadAsync();

        const string Household = "620123202204020019";
        await clerk.ClickAsync("a:has-text('看全部要改正的户')");
        await CountySite.Keep(clerk, "work-1-list");
        (await Barriers.On(clerk)).ShouldBeEmpty();
        await clerk.FillAsync("#code", Household);
        await clerk.Keyboard.PressAsync("Enter");
        await clerk.ClickAsync($"a[href$='/work/{Household}']");
        await CountySite.Keep(clerk, "work-2-household");
        (await Barriers.On(clerk)).ShouldBeEmpty();
        await clerk.ClickAsync("text=打开改正");
        await clerk.FillAsync("input[id$='-CBFDZ']", "青城镇青城村二社");
        await clerk.FillAsync("#reason", "入户核对，调查表誊写有误");
        await clerk.FillAsync("#paper", "农户调查表原件第 3 页");
        await CountySite.Keep(clerk, "work-3-correcting");
        (await Barriers.On(clerk)).ShouldBeEmpty();
        foreach (var width in new[] { 360, 320 })
        {
            await clerk.SetViewportSizeAsync(width, 740);
            if (width == 320) await clerk.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
            (await clerk.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue($"at {width}");
            await CountySite.Keep(clerk, $"work-3-correcting-{width}");
        }

        await clerk.Locator("#paper").PressAsync("Enter");
        await Expect(clerk.Locator("main")).ToContainTextAsync("没有问题了");
        await CountySite.Keep(clerk, "work-4-clean");
    }

    [Fact]
    public async Task Things_are_found_by_name_pinyin_initials_code_and_certificate()
    {
        var clerk = await site.Open("clerk");
        await clerk.GotoAsync($"/households/{site.Single.Household}");
        var name = (await clerk.Locator("h1").InnerTextAsync()).TrimEnd('户');
        var right = (await RightSheet.OfHousehold(site.Register, site.Single.Household, TestContext.Current.CancellationToken))[0];

        foreach (var asked in new[] { name, name[..2], site.Single.Household, right.Code, right.Held.First().Parcel, right.Serial! })
        {
            await clerk.GotoAsync($"/search?q={Uri.EscapeDataString(asked)}");
            await Expect(clerk.Locator("main [role=status]")).ToHaveTextAsync(new Regex("^找到 [1-9]"));
            (await clerk.Locator("main").InnerTextAsync()).ShouldNotContain(name + "\n", customMessage: asked);
        }

        await clerk.GotoAsync($"/search?q={Uri.EscapeDataString(name)}");
        await Expect(clerk.Locator($"a[href='/households/{site.Single.Household}']")).ToBeVisibleAsync();
        await CountySite.Keep(clerk, "search-name");
    }

    [Fact]
    public async Task A_stranger_tells_a_current_certificate_from_a_tampered_one_without_scripts()
    {
        var farmer = await site.Open(CountySite.KeyOf(site.Buyer));
        await farmer.GotoAsync("/");
        await farmer.ClickAsync("text=我的证书");
        await CountySite.Keep(farmer, "certificate-page");
        var download = await farmer.RunAndWaitForDownloadAsync(() => farmer.ClickAsync("text=下载 PDF"));
        var pdf = Path.Combine(site.Options.StateFolder, "certificate.pdf");
        await download.SaveAsAsync(pdf);
        var publicPage = await farmer.Locator("a:has-text('打开公开查验页')").GetAttributeAsync("href");

        var stranger = await site.Open(null, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 740 } });
        await stranger.GotoAsync(publicPage!);
        await Expect(stranger.Locator("h1")).ToContainTextAsync("有效");
        await CountySite.Keep(stranger, "verify-current");

        await stranger.GotoAsync("/verify");
        await stranger.SetInputFilesAsync("#file", pdf);
        await stranger.ClickAsync("button:has-text('核对文件')");
        await Expect(stranger.Locator("h1")).ToContainTextAsync("有效");

        var bytes = await File.ReadAllBytesAsync(pdf, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        var forged = Path.Combine(site.Options.StateFolder, "certificate-tampered.pdf");
        await File.WriteAllBytesAsync(forged, bytes, TestContext.Current.CancellationToken);
        await stranger.GotoAsync("/verify");
        await stranger.SetInputFilesAsync("#file", forged);
        await stranger.ClickAsync("button:has-text('核对文件')");
        await Expect(stranger.Locator("h1")).ToContainTextAsync("不可信");
        await CountySite.Keep(stranger, "verify-forged");

        await stranger.GotoAsync("/v/620123/AAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        await Expect(stranger.Locator("h1")).ToContainTextAsync("查不到");
        await CountySite.Keep(stranger, "verify-unknown");
    }
}
