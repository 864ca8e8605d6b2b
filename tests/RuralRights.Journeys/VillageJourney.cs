using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Tenure;
using RuralRights.Tests;
using Shouldly;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A small village comes into the register through the pages: from the package of the survey to the certificates in the households' hands.</summary>
[Collection<InTheCounty>]
public sealed class VillageJourney(CountySite site) : IDisposable
{
    private const string Village = "62012310020001";
    private const string Runs = $"/collectives/{Village}/first-registration";

    private static readonly Actor.VillageClerk VillageClerk = new(Guid.Parse("00000000-0000-4000-8000-0000000000d1"), Village[..12]);
    private static readonly Actor.TownshipOfficer Surveyor = new(Guid.Parse("00000000-0000-4000-8000-0000000000d2"), Village[..9]);
    private static readonly Actor.TownshipOfficer Township = new(Guid.Parse("00000000-0000-4000-8000-0000000000d3"), Village[..9]);
    private static readonly Actor.Chair Chair = new(Guid.Parse("00000000-0000-4000-8000-0000000000d4"), Village);

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-village-").FullName;
    private int _papers;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_village_goes_from_its_survey_to_its_certificates()
    {
        var clerk = await site.Open("clerk", Desktop());
        await BringSurvey(clerk, await site.Open("registrar", Desktop()));

        var village = await site.OpenAs(VillageClerk, Desktop());
        await village.GotoAsync("/cases");
        await village.ClickAsync($"a[href='{Runs}']");
        var households = await village.Locator("input[name=households]").CountAsync();
        households.ShouldBe(3);
        await village.FillAsync("#term-from", "2026-01-01");
        await village.FillAsync("#term-to", "2055-12-31");
        await Keep(village, "village-3-select");
        await village.ClickAsync("button:has-text('为勾选的每一户打开案件')");
        await Expect(village.Locator("h1")).ToContainTextAsync($"办好 {households} 户，没有办成 0 户");
        await Keep(village, "village-4-opened");

        await Together(village, "调查指界");
        var surveyor = await site.OpenAs(Surveyor, Desktop());
        await surveyor.GotoAsync($"{Runs}/cases");
        await surveyor.FillAsync("textarea[name=opinion]", "界线和面积都核对过了");
        await Keep(surveyor, "village-5-review");
        await Together(surveyor, "内部审核", open: false);

        await village.GotoAsync("/notices/desk");
        foreach (var one in await village.Locator($"input[name=cases]").AllAsync()) await one.CheckAsync();
        await Keep(village, "village-6-notice-desk");
        await village.ClickAsync("button:has-text('张贴公示')");
        var notice = Guid.Parse(new Uri(village.Url).Segments[2].TrimEnd('/'));
        await Keep(village, "village-7-notice");
        await site.PassNotice(notice, VillageClerk, Photograph);

        var cases = await Cases();
        cases.Count.ShouldBe(households);
        foreach (var (number, household, holders) in cases)
        {
            foreach (var person in holders)
            {
                var farmer = await site.OpenAs(new Actor.Farmer(person, household), Phone());
                await farmer.GotoAsync($"/cases/{number}");
                if (person == holders[0] && number == cases[0].Number) await Keep(farmer, "village-8-confirm");
                await farmer.ClickAsync("button:has-text('我看清了，我确认')");
                await Expect(farmer.Locator("button:has-text('撤回我的确认')")).ToBeVisibleAsync();
                await farmer.Context.CloseAsync();
            }
        }

        var chair = await site.OpenAs(Chair, Desktop());
        await Together(chair, "签订承包合同");
        await Together(chair, "申请");
        foreach (var paper in Settings.Standard(new(2026, 1, 1)).Of(RequiredPapers.For("first-registration")).Where(paper => paper.Always))
        {
            if (paper.Code == "notice-record")
            {
                await clerk.GotoAsync($"{Runs}/cases");
                await clerk.SelectOptionAsync("#kind", paper.Code);
                await clerk.SetInputFilesAsync("#paper", Photograph());
                await clerk.ClickAsync("button:has-text('放进每一个案件')");
                await Expect(clerk.Locator("h1")).ToContainTextAsync("没有办成 0 户");
                continue;
            }

            foreach (var (number, _, _) in cases)
            {
                await clerk.GotoAsync($"/cases/{number}");
                await clerk.SelectOptionAsync("#kind", paper.Code);
                await clerk.SetInputFilesAsync("#paper", Photograph());
                await clerk.RunAndWaitForResponseAsync(
                    () => clerk.ClickAsync("button:has-text('放进这个案件')"), answer => answer.Request.Method == "GET" && answer.Url.EndsWith($"/cases/{number}", StringComparison.Ordinal));
            }
        }

        await Together(clerk, "受理");
        await Together(chair, "村级意见");
        var township = await site.OpenAs(Township, Desktop());
        await Together(township, "乡镇意见");
        var reviewer = await site.Open("reviewer", Desktop());
        await Together(reviewer, "县级审核");
        foreach (var (number, _, _) in cases)
        {
            await village.GotoAsync($"/cases/{number}");
            if (await village.Locator("summary:has-text('记录当面告知')").CountAsync() == 0) continue;

            await village.ClickAsync("summary:has-text('记录当面告知')");
            foreach (var person in await village.Locator("input[name=person]").AllAsync()) await person.CheckAsync();
            await village.SetInputFilesAsync("#visit", Photograph());
            await village.ClickAsync("button:has-text('已当面告知')");
        }

        var registrar = await site.Open("registrar", Desktop());
        await registrar.GotoAsync($"{Runs}/cases");
        await Keep(registrar, "village-9-enter");
        await Together(registrar, "登簿", open: false);
        await Keep(registrar, "village-10-entered");

        foreach (var (number, household, _) in cases)
        {
            var right = (await RightSheet.OfHousehold(site.Register, household, Cancel)).Single(owned => owned.EndedOn is null);
            await clerk.GotoAsync($"/certificates/{right.Current!.Id}");
            if (number == cases[0].Number) await Keep(clerk, "village-11-certificate");
            var printed = await clerk.RunAndWaitForDownloadAsync(() => clerk.ClickAsync("text=下载 PDF"));
            (await File.ReadAllBytesAsync(await printed.PathAsync(), Cancel)).Length.ShouldBeGreaterThan(10_000);
            await clerk.GotoAsync($"/cases/{number}");
            await clerk.CheckAsync("#receiver-0");
            await clerk.SetInputFilesAsync("#receipt-0", Photograph());
            await clerk.ClickAsync("button:has-text('已发证，转归档')");
        }

        await Together(clerk, "归档");
        await clerk.GotoAsync($"/cases/{cases[0].Number}");
        await Expect(clerk.Locator("main")).ToContainTextAsync("已办结归档");
        await village.GotoAsync(Runs);
        await Expect(village.Locator("main")).ToContainTextAsync("登记簿里的农户都有承包合同");
        await Keep(village, "village-12-done");

        await HomesteadsFollow(village, surveyor, [.. cases.Select(one => one.Household)]);
    }

    /// <summary>Their homesteads: one survey of them all is handed in and mended, opened, looked through and posted together, and each household confirms for itself.</summary>
    private async Task HomesteadsFollow(IPage village, IPage surveyor, IReadOnlyList<string> households)
    {
        const string Homesteads = $"/collectives/{Village}/homesteads";
        await village.GotoAsync(Homesteads);
        await village.ClickAsync($"a[href='{Homesteads}/survey']");
        await village.SetInputFilesAsync("#survey", Survey(households, "二百"));
        await village.ClickAsync("button:has-text('上传并检查')");
        await Expect(village.Locator("#faults")).ToContainTextAsync("填平方米数，最多两位小数，不写单位");
        await Expect(village.Locator("input[name=households]")).ToHaveCountAsync(households.Count - 1);
        await Keep(village, "village-13-homesteads-told");
        await village.SetInputFilesAsync("#survey", Survey(households, "200"));
        await village.ClickAsync("button:has-text('上传并检查')");
        await Expect(village.Locator("#faults")).ToHaveCountAsync(0);
        await Expect(village.Locator("input[name=households]:checked")).ToHaveCountAsync(households.Count);
        await Keep(village, "village-14-homesteads-select");
        await village.ClickAsync("button:has-text('为勾选的每一户打开案件')");
        await Expect(village.Locator("h1")).ToContainTextAsync($"办好 {households.Count} 户，没有办成 0 户");

        await Together(village, "调查指界", runs: Homesteads);
        await Together(surveyor, "内部审核", runs: Homesteads);
        await village.GotoAsync($"{Homesteads}/cases");
        await Keep(village, "village-15-homesteads-notice");
        await village.ClickAsync("button:has-text('勾选的放进一张公示')");
        await Expect(village.Locator("h1")).ToContainTextAsync("公示");
        await site.PassNotice(Guid.Parse(new Uri(village.Url).Segments[2].TrimEnd('/')), VillageClerk, Photograph);

        foreach (var (number, household, holders) in await Cases("homestead-registration"))
        {
            foreach (var person in holders)
            {
                var farmer = await site.OpenAs(new Actor.Farmer(person, household), Phone());
                await farmer.GotoAsync($"/cases/{number}");
                await farmer.ClickAsync("button:has-text('我看清了，我确认')");
                await Expect(farmer.Locator("button:has-text('撤回我的确认')")).ToBeVisibleAsync();
                await farmer.Context.CloseAsync();
            }
        }

        await Together(village, "申请", runs: Homesteads);
    }

    /// <summary>The zip of a survey of homesteads; the area of the first is written as given.</summary>
    private string Survey(IReadOnlyList<string> households, string area)
    {
        static string Plot(int at) => $"620123100200JC{at + 1:00000}";
        var rows = households.Select((household, at) =>
            $"{household},{Plot(at)}F00010001,村东头第{at + 1}户,{(at == 0 ? area : "200")},川区,宅基地批准书,榆集建（1998）第{at + 1}号,1998-05-06,180,批准.png,砖木结构,1,120,110.5,1998,,,,");
        var path = Path.Combine(_folder, $"homesteads-{++_papers}.zip");
        File.WriteAllBytes(path, DrawnParcels.Survey(
            ("调查表.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(string.Join(',', HomesteadSurvey.Columns))))),
            [("材料/批准.png", File.ReadAllBytes(Photograph()))],
            [.. households.Select((_, at) => (Plot(at), DrawnParcels.Plot(35_430_000 + (20 * at), 3_960_000)))]));
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BrowserNewContextOptions Desktop() => new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 1280, Height = 900 } };

    private static BrowserNewContextOptions Phone() => new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 740 } };

    private static async Task Keep(IPage page, string name)
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue(name);
        await CountySite.Keep(page, name);
    }

    private async Task BringSurvey(IPage clerk, IPage registrar)
    {
        var survey = CountyGenerator.Write(new() { Parcels = 20, Seed = 3 }, _folder, cancel: Cancel).Folder;
        var zip = survey + ".zip";
        ZipFile.CreateFromDirectory(survey, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        await clerk.GotoAsync("/deliveries");
        await clerk.SetInputFilesAsync("#file", zip);
        await clerk.ClickAsync("button:has-text('上传并检查')");
        await Until(clerk, "text=入簿要由另一位同事办");
        await Keep(clerk, "village-1-inspected");
        await registrar.GotoAsync(clerk.Url);
        await registrar.ClickAsync("button:has-text('只入调查成果')");
        await Until(registrar, "text=户新入簿");
        await Keep(registrar, "village-2-surveyed");
        await registrar.Context.CloseAsync();
    }

    /// <summary>Without scripts the page is looked at again until what is waited for stands on it.</summary>
    private static async Task Until(IPage page, string what)
    {
        for (var look = 0; look < 300 && await page.Locator(what).CountAsync() == 0; look++)
        {
            await Task.Delay(200, Cancel);
            await page.ReloadAsync();
        }

        await Expect(page.Locator(what).First).ToBeVisibleAsync();
    }

    /// <summary>The step of every case at once, by whoever's turn it is.</summary>
    private static async Task Together(IPage page, string step, bool open = true, string runs = Runs)
    {
        if (open) await page.GotoAsync($"{runs}/cases");
        await page.Locator($"section.card:has(h2:text-matches('^{step}[：:]'))").Locator("button:has-text('勾选的都办')").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(new Regex("没有办成 0 户"));
    }

    private async Task<List<(string Number, string Household, Guid[] Holders)>> Cases(string procedure = "first-registration")
    {
        await using var question = site.Register.CreateCommand("""
            select f.number, substr(s.subject, 11), (select array_agg(h.person order by h.person) from register.case_holder h where h.case_number = f.number)
            from register.case_file f
                     join register.case_subject s on s.case_number = f.number and s.subject like 'household/%'
            where f.collective = $1 and f.procedure = $2 and f.state = 'open'
            order by 2
            """);
        question.Parameters.Add(new() { Value = Village });
        question.Parameters.Add(new() { Value = procedure });
        await using var reader = await question.ExecuteReaderAsync(Cancel);
        var cases = new List<(string, string, Guid[])>();
        while (await reader.ReadAsync(Cancel)) cases.Add((reader.GetString(0), reader.GetString(1), reader.GetFieldValue<Guid[]>(2)));
        return cases;
    }

    private string Photograph()
    {
        using var bitmap = new SKBitmap(320, 240);
        bitmap.Erase(new SKColor(0xFF000000 | (uint)(((++_papers * 9973L) + Environment.TickCount64) & 0xFFFFFF)));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var path = Path.Combine(_folder, $"{_papers}.png");
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }
}
