using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A paper goes from a phone into the folder of a household, with scripts and without, over a connection that breaks.</summary>
[Collection<InTheCounty>]
public sealed partial class DocumentJourney(CountySite site) : IDisposable
{
    private const int ThirtyMegabytes = 30 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-photographs-").FullName;

    private string Form => $"/households/{site.Single.Household}/documents/new";

    [Fact]
    public async Task A_photograph_of_thirty_megabytes_is_made_smaller_on_the_phone_and_a_broken_connection_loses_nothing()
    {
        var (huge, small) = (Photograph("huge.jpg", 6400, 4800, noise: true), Photograph("small.jpg", 800, 600, noise: false));
        new FileInfo(huge).Length.ShouldBeGreaterThan(ThirtyMegabytes);
        var page = await site.Open("clerk", Phone(scripts: true));
        await page.GotoAsync(Form);
        await page.SelectOptionAsync("#kind", "EarlierContract");
        await Expect(page.Locator("rr-upload[data-ready]")).ToBeVisibleAsync();
        await Expect(page.Locator("rr-upload >> text=拍照")).ToBeVisibleAsync();

        await page.SetInputFilesAsync("#paper", huge);
        await Expect(page.Locator(".pages__page input[name=paper]")).ToHaveCountAsync(1, new() { Timeout = 90_000 });
        await Expect(page.Locator(".pages__page").First).ToContainTextAsync("已收到");

        await page.Context.SetOfflineAsync(true);
        await page.SetInputFilesAsync("#paper", small);
        await Expect(page.Locator(".pages__page >> nth=1")).ToContainTextAsync("没有传上去");
        await page.ClickAsync("button:has-text('归入这一户的档案')");
        await Expect(page.Locator("rr-upload [role=status]")).ToContainTextAsync("还有没传完的页");
        await CountySite.Keep(page, "document-1-offline-phone");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator(".pages__page input[name=paper]")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Expect(page.Locator("#kind")).ToHaveValueAsync("EarlierContract");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
        await CountySite.Keep(page, "document-2-both-pages-phone");

        await page.ClickAsync("button:has-text('归入这一户的档案')");
        await Expect(page).ToHaveURLAsync(Household());
        await Expect(page.Locator("main")).ToContainTextAsync("2 页");
        await CountySite.Keep(page, "document-3-filed-phone");
        await page.ClickAsync("a:has-text('原来的承包合同')");
        await Expect(page.Locator("main")).ToContainTextAsync("下载 PDF");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a:has-text('下载 PDF')"));
        new FileInfo(await download.PathAsync()).Length.ShouldBeLessThan(20 << 20);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_a_photograph_that_is_too_large_is_refused_beside_its_field_and_an_ordinary_one_is_filed()
    {
        var huge = Path.Combine(_folder, "huge.jpg");
        await File.WriteAllBytesAsync(huge, [.. await File.ReadAllBytesAsync(Photograph("begin.jpg", 400, 300, noise: false), TestContext.Current.CancellationToken), .. new byte[ThirtyMegabytes]], TestContext.Current.CancellationToken);
        var page = await site.Open("clerk", Phone(scripts: false));
        await page.GotoAsync(Form);
        await page.SelectOptionAsync("#kind", "LandLedger");
        await page.SetInputFilesAsync("#paper", [huge, Photograph("first.jpg", 640, 480, noise: false)]);
        await page.ClickAsync("button:has-text('归入这一户的档案')");

        await Expect(page.Locator("#paper-error")).ToContainTextAsync("太大");
        await Expect(page.Locator("#kind")).ToHaveValueAsync("LandLedger");
        await Expect(page.Locator("input[name=paper]")).ToHaveCountAsync(1);
        await CountySite.Keep(page, "document-4-too-large-no-script");

        await page.SetInputFilesAsync("#paper", Photograph("second.jpg", 480, 640, noise: false));
        await page.ClickAsync("button:has-text('归入这一户的档案')");
        await Expect(page).ToHaveURLAsync(Household());
        await Expect(page.Locator("main")).ToContainTextAsync("二轮承包台账");
        await CountySite.Keep(page, "document-5-filed-no-script");
        await page.Context.CloseAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BrowserNewContextOptions Phone(bool scripts) =>
        new() { JavaScriptEnabled = scripts, ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true };

    private string Photograph(string name, int width, int height, bool noise)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor((byte)(name[0] * 2 % 256), 120, 90));
        if (noise)
        {
            var points = new byte[bitmap.ByteCount];
            new Random(1).NextBytes(points);
            Marshal.Copy(points, 0, bitmap.GetPixels(), points.Length);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, noise ? 100 : 80);
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    [GeneratedRegex("/households/[0-9]{18}(#folder)?$")]
    private static partial Regex Household();
}
