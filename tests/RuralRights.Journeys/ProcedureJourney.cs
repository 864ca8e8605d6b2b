using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using Shouldly;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

/// <summary>
/// Each procedure is walked once by its people, from the form that opens the case to the archive: at every step whoever's turn it is
/// does what the page offers. Every other one goes over a phone, every third without scripts. Kinds of them have villages of their own, and
/// are walked at the same time.
/// </summary>
public abstract partial class ProcedureJourney(VillageSite site) : IClassFixture<VillageSite>, IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Kept = [], Checked = [];

    private static readonly Actor.VillageClerk _villageClerk = new(Guid.CreateVersion7(), Group[..12]);
    private static readonly Actor.TownshipOfficer _surveyor = new(Guid.CreateVersion7(), Group[..9]), _township = new(Guid.CreateVersion7(), Group[..9]);

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-procedures-").FullName;
    private Walk _walk = null!;
    private bool _onPhone, _scripts;
    private int _papers;

    private VillageSite Site { get; } = site;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor.VillageClerk VillageClerk { get; set; } = _villageClerk;

    private static Actor.Chair Chair { get; } = new(Guid.CreateVersion7(), Group);

    private static Actor.CollectiveSupervisor Supervisor { get; } = new(Guid.CreateVersion7(), Group);

    private Actor.TownshipOfficer Surveyor { get; set; } = _surveyor;

    private Actor.TownshipOfficer Township { get; set; } = _township;

    private static Actor.Clerk Clerk { get; } = new(Guid.CreateVersion7(), CountySite.County);

    private static Actor.Reviewer Reviewer { get; } = new(Guid.CreateVersion7(), CountySite.County);

    private static Actor.Registrar Registrar { get; } = new(Guid.CreateVersion7(), CountySite.County);

    /// <summary>Whoever's turn it is does what the page offers, until the case is in the archive.</summary>
    private protected async Task Walked(List<Walk> walks, string name)
    {
        var at = walks.FindIndex(walk => walk.Name == name);
        (_walk, _onPhone, _scripts) = (walks[at], at % 2 == 1, at % 3 != 2);

        var path = await Opened();
        var number = path["/cases/".Length..];
        (await Case(number)).Procedure.Code.ShouldBe(_walk.Procedure);
        while (await Case(number) is { IsOpen: true } sheet)
        {
            await Done(sheet, path);
            (await Case(number)).At.ShouldNotBe(sheet.At, $"{name}: nothing moved at {sheet.At}");
        }

        var outlook = await Site.Services.GetRequiredService<Desk>().Look(
            CountySite.County, reading => CaseOutlook.Read(reading, number, new(CountySite.County, Guid.Empty, Clerk, Site.Today), Cancel), Cancel);
        outlook!.Terms.ShouldBe((await Case(number)).Terms, "what was before is told as it was before, not as it is now");
        var clerk = await At(Clerk, path);
        await Expect(clerk.Locator("main")).ToContainTextAsync("已办结归档");
        await Keep(clerk, "end", always: true);
        await _walk.Holds(this);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.SendFarmersHome();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the case through what the village page or the household offers, and gives the address of its page.</summary>
    private async Task<string> Opened()
    {
        var page = await At(_walk.By(this), _walk.From ?? $"/cases/new?household={Household(_walk.Household)}");
        if (_walk.Form == "first-registration")
        {
            await page.GotoAsync("/cases");
            await Keep(page, "cases");
            await Follow(page, $"a[href='/collectives/{Group}/first-registration']");
        }
        else
        {
            await Keep(page, $"what-{_walk.By(this).GetType().Name}");
            await Follow(page, $"a[href^='/cases/new/{_walk.Form}?']");
        }

        await _walk.Fill(this, page);
        await Keep(page, "form", always: true);
        await Send(page, "main form[method=post] > button");
        if (await page.Locator("button:has-text('看清了，打开案件')").CountAsync() > 0)
        {
            await Keep(page, "review", always: true);
            await Send(page, "button:has-text('看清了，打开案件')");
        }

        var path = new Uri(page.Url).AbsolutePath;
        path.ShouldMatch("^/cases/[0-9]{20}$", await page.Locator("main").InnerTextAsync());
        return path;
    }

    private async Task<CaseSheet> Case(string number) => (await CaseSheet.Of(Site.Register, number, Cancel))!;

    private Task Done(CaseSheet sheet, string path) => sheet.At switch
    {
        var first when first == sheet.Procedure.First.Kind => HandedIn(sheet, path),
        StepKind.Confirmed => Confirmed(sheet, path),
        StepKind.NoticeOver => Posted(sheet, path),
        StepKind.LossAnnounced => Announced(path),
        StepKind.MembershipChecked => Looked(path),
        StepKind.Resolved => Resolved(sheet, path),
        StepKind.Entered => Entered(sheet, path),
        StepKind.HandedOver => HandedOver(path),
        StepKind.Certified => Certified(path),
        _ => Completed(DeskOf(sheet), sheet, path),
    };

    private Actor DeskOf(CaseSheet sheet) => sheet.Step! switch
    {
        { Kind: StepKind.SurveyReviewed } => Surveyor,
        { By: Turn.Issuer } => Chair,
        { By: Turn.Village } => VillageClerk,
        { By: Turn.Township } => Township,
        { By: Turn.Clerk } => Clerk,
        { By: Turn.Reviewer } => Reviewer,
        var step => throw new InvalidOperationException($"Nobody does {step.Kind}."),
    };

    private async Task HandedIn(CaseSheet sheet, string path)
    {
        var page = await At(_walk.By(this), path);
        foreach (var paper in Settings.Standard(new(2026, 1, 1)).Of(RequiredPapers.For(sheet.Procedure.PaperList)).Where(paper => paper.Always))
        {
            await page.SelectOptionAsync("#kind", paper.Code);
            await Attach(page, "paper");
            await Send(page, "button:has-text('放进这个案件')");
        }

        await Keep(page, "case", always: true);
        await Send(page, $"form[action='{path}/complete'] button");
    }

    private async Task Completed(Actor desk, CaseSheet sheet, string path)
    {
        var page = await At(desk, path);
        await Keep(page, $"step-{sheet.At}");
        await Send(page, $"form[action='{path}/complete'] button");
    }

    private async Task Confirmed(CaseSheet sheet, string path)
    {
        foreach (var holder in sheet.Step is { OneIsEnough: true } ? sheet.Holders.Take(1) : sheet.Holders)
        {
            var household = await One<string>("select coalesce((select household from register.household_member where person = $1), '')", holder.Person);
            var page = await At(new Actor.Farmer(holder.Person, household), path);
            await Keep(page, "confirm");
            await Send(page, "button:has-text('我看清了，我确认')");
            if (holder != sheet.Holders[^1] || sheet.Step is { OneIsEnough: true }) await Expect(page.Locator("button:has-text('撤回我的确认')")).ToBeVisibleAsync();
        }
    }

    private async Task Posted(CaseSheet sheet, string path)
    {
        var page = await At(VillageClerk, path);
        await Keep(page, "step-NoticeOver");
        await page.GotoAsync("/notices/desk");
        await Keep(page, "notice-desk");
        await Send(page, $"form:has(input[value='{sheet.Number}']) button");
        await Hung(page, (await Case(sheet.Number)).Notice!.Value);
    }

    /// <summary>A notice that was put up hangs its days, from the photograph of the first to that of the last, and is closed.</summary>
    private async Task Hung(IPage page, Guid posted)
    {
        await Attach(page, "photo");
        await Send(page, "button:has-text('交照片')");
        var (desk, notice) = (new Uri(page.Url).AbsolutePath, (await NoticeLine.Of(Site.Register, posted, Cancel))!);
        await Keep(page, "notice-hangs");
        await page.GotoAsync(desk[..^"/desk".Length]);
        await Keep(page, "notice-public", always: true);

        Site.Wait(notice.LastDay.DayNumber - Site.Today.DayNumber);
        page = await At(VillageClerk, desk);
        await Attach(page, "photo");
        await Send(page, "button:has-text('交照片')");
        Site.Wait(1);
        page = await At(VillageClerk, desk);
        await Keep(page, "notice-over");
        await Send(page, "button:has-text('关闭公示')");
    }

    private async Task Announced(string path)
    {
        var page = await At(Clerk, path);
        await page.FillAsync("#announced", Text(Site.Today));
        await Attach(page, "announcement");
        await Keep(page, "step-LossAnnounced");
        await Send(page, $"form[action='{path}/announce-loss'] > button");
        await Keep(page, "loss-announced");
        Site.Wait(40);
        page = await At(Clerk, path);
        await Keep(page, "loss-over");
        await Send(page, $"form[action='{path}/complete'] button");
    }

    private async Task Looked(string path)
    {
        var page = await At(Surveyor, path);
        await page.CheckAsync("input[name=seen][value=NeverHere]");
        await page.CheckAsync("input[name=servant][value=no]");
        await Keep(page, "step-MembershipChecked");
        await Send(page, $"form[action='{path}/membership-check'] > button");
    }

    private async Task Resolved(CaseSheet sheet, string path)
    {
        Site.Wait(11);
        var page = await At(Chair, path);
        await Keep(page, "step-Resolved");
        await Follow(page, "a[href$='/resolutions/new']");
        await page.CheckAsync($"input[value='{sheet.Number}']");
        foreach (var (field, value) in new[]
        {
            ("called", Text(Site.Today.AddDays(-11))), ("held", Text(Site.Today.AddDays(-1))), ("voters", "30"), ("without", "0"), ("present", "24"), ("favour", "22"),
        }) await page.FillAsync($"#{field}", value);
        await Attach(page, "record");
        await Keep(page, "resolution");
        await Send(page, "button:has-text('录入决议')");
    }

    private async Task Entered(CaseSheet sheet, string path)
    {
        await Reached(path);
        var page = await At(sheet.Procedure.IsOfTheRoster ? Supervisor : Registrar, path);
        await Keep(page, sheet.Procedure.IsOfTheRoster ? "enter-roster" : "enter");
        await Send(page, $"form[action='{path}/enter'] button");
    }

    /// <summary>The village sees those whom no message reached.</summary>
    private async Task Reached(string path)
    {
        var page = await At(VillageClerk, path);
        await Keep(page, "reach");
        if (await page.Locator("summary:has-text('记录当面告知')").CountAsync() == 0) return;

        await page.ClickAsync("summary:has-text('记录当面告知')");
        foreach (var person in await page.Locator("input[name=person]").AllAsync()) await person.CheckAsync();
        await Attach(page, "visit");
        await Send(page, "button:has-text('已当面告知')");
    }

    private async Task HandedOver(string path)
    {
        var page = await At(Clerk, path);
        var papers = await page.Locator($"form[action='{path}/hand-over'] input[name=right]").CountAsync();
        papers.ShouldBeGreaterThan(0);
        for (var at = 0; at < papers; at++)
        {
            await page.CheckAsync($"#receiver-{at}");
            await Attach(page, $"receipt-{at}");
        }

        foreach (var old in await page.Locator("input[name^='old-']").AllAsync()) await old.CheckAsync();

        await Keep(page, $"hand-over-{papers}");
        await Send(page, $"form[action='{path}/hand-over'] > button");
    }

    /// <summary>A case about several homesteads takes one certificate after the other.</summary>
    private async Task Certified(string path)
    {
        int waiting;
        do
        {
            var page = await At(Clerk, path);
            var plots = page.Locator("input[name=plot]");
            waiting = await plots.CountAsync();
            var number = _walk.Household;
            if (waiting > 0)
            {
                await plots.Last.CheckAsync();
                number = int.Parse((await plots.Last.GetAttributeAsync("value"))![^5..], CultureInfo.InvariantCulture);
            }

            await page.FillAsync("#certificate", CertificateOf(number));
            await page.FillAsync("#authority", "榆中县不动产登记事务中心");
            await page.FillAsync("#issued", Text(Site.Today));
            await Attach(page, "copy");
            await page.CheckAsync("#receiver");
            await Attach(page, "receipt");
            await Keep(page, waiting > 0 ? $"certified-{waiting}" : "certified");
            await Send(page, $"form[action='{path}/hand-over-homestead'] > button");
        }
        while (waiting > 0);
    }

    private static string CertificateOf(int household) => string.Create(CultureInfo.InvariantCulture, $"甘（2026）榆中县不动产权第{household:0000000}号");

    private async Task<IPage> At(Actor actor, string path)
    {
        var page = await Site.PageOf(actor, NameOf(actor), _onPhone, _scripts);
        (await page.GotoAsync(path))!.Status.ShouldBe(200, $"{actor} at {path}");
        return page;
    }

    private static string NameOf(Actor actor) => actor switch
    {
        Actor.VillageClerk => "何会计", Actor.Chair => "赵理事长", Actor.CollectiveSupervisor => "孙监事", Actor.TownshipOfficer => "任干事", Actor.Clerk => "李科员", Actor.Reviewer => "郑科长", Actor.Registrar => "周登簿",
        _ => "农户",
    };

    /// <summary>Sends the form of a button and waits until the answer is there.</summary>
    private static Task Send(IPage page, string button) => Left(page, () => page.Locator(button).ClickAsync());

    private static Task Follow(IPage page, string link) => Left(page, () => page.Locator(link).First.ClickAsync());

    // The browser says when the next page is there: to look for it again and again takes as long as the page does.
    private static async Task Left(IPage page, Func<Task> leave)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Come(object? sender, IPage come) => next.TrySetResult();
        page.DOMContentLoaded += Come;
        try
        {
            await leave();
            await next.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience), Cancel);
        }
        finally
        {
            page.DOMContentLoaded -= Come;
        }

        await Expect(page.Locator("main")).ToBeAttachedAsync();
    }

    /// <summary>Hands in a photograph; with scripts it is sent before the form is.</summary>
    private async Task Attach(IPage page, string field)
    {
        if (!_scripts)
        {
            await page.SetInputFilesAsync($"#{field}", Photograph());
            return;
        }

        await Expect(page.Locator($"rr-upload[field='{field}'][data-ready]")).ToBeAttachedAsync();
        await page.RunAndWaitForResponseAsync(() => page.SetInputFilesAsync($"#{field}", Photograph()), sent => sent.Request.Method == "POST");
        await Expect(page.Locator($"rr-upload[field='{field}'] input[type=hidden][name='{field}']")).ToBeAttachedAsync();
    }

    private string Photograph()
    {
        using var bitmap = new SKBitmap(320, 240);
        bitmap.Erase(new SKColor((uint)(0xFF203040 + (++_papers * 9973) + (_walk.Household * 131))));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var path = Path.Combine(_folder, $"{_papers}.png");
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    /// <summary>Keeps what a page looks like, each kind once on either screen, and looks whether it serves everybody.</summary>
    private async Task Keep(IPage page, string kind, bool always = false)
    {
        if (!always && !Kept.TryAdd($"{kind} {_onPhone}", true)) return;

        var name = always ? $"{_walk.Name}-{kind}" : kind;
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue(name);
        var picture = $"procedure-{name}-{(_onPhone ? "phone" : "desktop")}{(_scripts ? "" : "-no-script")}";
        var isLikeAnother = kind is "end" or "notice-public" && !Kept.TryAdd($"{kind} {_onPhone}", true);
        await (isLikeAnother ? CountySite.KeepWhenAsked(page, picture) : CountySite.Keep(page, picture));
        var content = await page.ContentAsync();
        Site.IdentityNumbers.Where(number => content.Contains(number, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(name);
        if (!_scripts || !Checked.TryAdd(kind is "form" ? name : kind, true)) return;

        (await Barriers.On(page)).ShouldBeEmpty(name);
    }

    private async Task<T> One<T>(string sql, params object[] values)
    {
        await using var question = Site.Register.CreateCommand(sql);
        foreach (var value in values) question.Parameters.Add(new() { Value = value });
        return (T)(await question.ExecuteScalarAsync(Cancel))!;
    }

    private async Task<RightSheet> RightOf(int household) => (await RightSheet.Of(Site.Register, Right(household), Cancel))!;

    private async Task<HouseholdSheet> HouseholdOf(int number) => (await HouseholdSheet.Of(Site.Register, Household(number), Cancel))!;

    private async Task<ParcelSheet> ParcelOf(int household, int which) => (await ParcelSheet.Of(Site.Register, Parcel(household, which), Cancel))!;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
