using System.Globalization;
using Microsoft.Playwright;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Tenure;
using Shouldly;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A parcel is divided through the pages, from opening the case to handing the new certificate over, each step by whose turn it is.</summary>
[Collection<InTheCounty>]
public sealed class DivisionJourney(CountySite site) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rr-division-").FullName;
    private int _papers;

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(360, 740)]
    public async Task A_parcel_becomes_two_and_the_household_gets_its_certificate(int width, int height)
    {
        var holders = site.Sellers;
        var household = holders[0].Household;
        var right = (await RightSheet.OfHousehold(site.Register, household, TestContext.Current.CancellationToken)).First(owned => owned.EndedOn is null);
        var (parcel, whole) = await Divisible(right);
        var name = $"division-{width}";
        async Task<IPage> Open(string who) => await site.Open(who, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = width, Height = height } });

        var village = await Open("village-clerk");
        await village.GotoAsync($"/cases/new?household={household}");
        await Keep(village, $"{name}-1-what");
        await village.ClickAsync("a[href^='/cases/new/parcel-division']");
        await village.CheckAsync($"input[value='{parcel.Parcel}']");
        await Keep(village, $"{name}-2-which");
        await village.ClickAsync("main form button");
        var parts = Halves(whole);
        var west = Math.Round(parcel.SurveyedArea * (decimal)(parts[0].Area / whole.Area), 2);
        await village.FillAsync("#area-0", "0");
        await village.FillAsync("#boundary-0", Points(parts[0]));
        await village.FillAsync("#area-1", (parcel.SurveyedArea - west).ToString(CultureInfo.InvariantCulture));
        await village.FillAsync("#boundary-1", Points(parts[1]));
        await village.ClickAsync("main form button");
        await Expect(village.Locator("#area-0-error")).ToBeVisibleAsync();
        await Keep(village, $"{name}-3-mistyped");
        await village.FillAsync("#area-0", west.ToString(CultureInfo.InvariantCulture));
        await village.ClickAsync("main form button");
        await Expect(village.Locator("main")).ToContainTextAsync("案件还没有打开");
        await Keep(village, $"{name}-4-review");
        await village.ClickAsync("button:has-text('看清了，打开案件')");
        await Expect(village.Locator("h1")).ToContainTextAsync("地块分割");
        var path = new Uri(village.Url).AbsolutePath;

        foreach (var paper in Settings.Standard(new(2026, 1, 1)).Of(RequiredPapers.For("parcel-change")).Where(paper => paper.Always))
        {
            await village.SelectOptionAsync("#kind", paper.Code);
            await village.SetInputFilesAsync("#paper", Photograph());
            await village.ClickAsync("button:has-text('放进这个案件')");
        }

        await village.ClickAsync("button:has-text('提交申请')");
        await Keep(village, $"{name}-5-handed-in");
        await Pass("township-officer", "同意，转下一步");
        foreach (var holder in holders.Where(holder => holder.Household == household))
        {
            var farmer = await Open(CountySite.KeyOf(holder));
            await farmer.GotoAsync(path);
            await Keep(farmer, $"{name}-6-confirm");
            await farmer.ClickAsync("button:has-text('我看清了，我确认')");
            await Expect(farmer.Locator("button:has-text('撤回我的确认')")).ToBeVisibleAsync();
            await farmer.Context.CloseAsync();
        }

        await Pass("clerk", "受理");
        await Pass(site.ChairOf(right.Collective), "同意，转下一步");
        await Pass("township-officer-2", "同意，转下一步");
        await Pass("reviewer", "同意，转下一步");
        await village.GotoAsync(path);
        if (await village.Locator("summary:has-text('记录当面告知')").CountAsync() > 0)
        {
            await village.ClickAsync("summary:has-text('记录当面告知')");
            foreach (var person in await village.Locator("input[name=person]").AllAsync()) await person.CheckAsync();
            await village.SetInputFilesAsync("#visit", Photograph());
            await village.ClickAsync("button:has-text('已当面告知')");
        }

        await Pass("registrar", "登簿");
        var clerk = await Open("clerk");
        await clerk.GotoAsync(path);
        await clerk.CheckAsync("#receiver-0");
        await clerk.SetInputFilesAsync("#receipt-0", Photograph());
        await Keep(clerk, $"{name}-7-hand-over");
        await clerk.ClickAsync("button:has-text('已发证，转归档')");
        await clerk.ClickAsync("button:has-text('归档')");
        await Expect(clerk.Locator("main")).ToContainTextAsync("已办结归档");
        await Keep(clerk, $"{name}-8-done");

        var after = (await RightSheet.OfHousehold(site.Register, household, TestContext.Current.CancellationToken)).First(owned => owned.Code == right.Code);
        after.Held.Select(held => held.Parcel).ShouldNotContain(parcel.Parcel);
        after.Held.Count().ShouldBe(right.Held.Count() + 1);
        after.Area.ShouldBe(right.Area);
        after.Current!.Serial.ShouldNotBe(right.Current!.Serial);
        var owner = await Open(CountySite.KeyOf(holders[0]));
        await owner.GotoAsync($"/rights/{right.Code}");
        await Expect(owner.Locator("main")).ToContainTextAsync("已分割或合并，代码不再使用");
        await Expect(owner.Locator("main")).Not.ToContainTextAsync("转出");
        await Keep(owner, $"{name}-9-right");
        await owner.Context.CloseAsync();

        async Task Pass(string who, string button)
        {
            var page = await Open(who);
            await page.GotoAsync(path);
            await page.ClickAsync($"button:text-is('{button}')");
            await Expect(page.Locator(".refusal")).ToHaveCountAsync(0);
            await page.Context.CloseAsync();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task Keep(IPage page, string name)
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue(name);
        await CountySite.Keep(page, name);
    }

    /// <summary>A parcel of the right that nobody is buying and that a line from north to south cuts into two.</summary>
    private async Task<(HeldParcel Parcel, Polygon Whole)> Divisible(RightSheet right)
    {
        foreach (var parcel in right.Held.Where(held => held is { Listing: null, Transfer: null }))
        {
            await using var question = site.Register.CreateCommand("select decode(data -> 'boundary' ->> 'wkb', 'base64') from ledger.mt_events where stream_id = $1 and type = 'parcel-surveyed'");
            question.Parameters.Add(new() { Value = $"parcel/{parcel.Parcel}" });
            var whole = (Polygon)new WKBReader().Read((byte[])(await question.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
            if (Halves(whole).Count == 2) return (parcel, whole);
        }

        throw new InvalidOperationException("No parcel of the sample can be divided by a line from north to south.");
    }

    private static List<Polygon> Halves(Polygon whole)
    {
        var (box, middle) = (whole.EnvelopeInternal, Math.Round(whole.Centroid.X, 2));
        Geometry Side(double from, double to) => whole.Intersection(GeometryFactory.Default.ToGeometry(new Envelope(from, to, box.MinY - 1, box.MaxY + 1)));
        return [.. new[] { Side(box.MinX - 1, middle), Side(middle, box.MaxX + 1) }.OfType<Polygon>()];
    }

    private static string Points(Polygon part) => string.Join('\n', part.ExteriorRing.Coordinates.SkipLast(1).Select(point => FormattableString.Invariant($"{point.X:R} {point.Y:R}")));

    private string Photograph()
    {
        using var bitmap = new SKBitmap(320, 240);
        bitmap.Erase(new SKColor((uint)(0xFF203040 + (++_papers * 9973) + Environment.TickCount)));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var path = Path.Combine(_folder, $"{_papers}.png");
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }
}
