using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    private protected const int Seized = 28, Disputed = 29, Claimant = 30;

    private const string Renewals = $"/collectives/{Group}/renewals";

    private static readonly int[] Renewed = [1, 2, 3];

    /// <summary>A court's order comes, is renewed and ends, and so does a mortgage; an objection ends by itself; the holder's own lock is the holder's alone.</summary>
    private protected async Task HeldAndFreed()
    {
        Begin("hold", Seized, onPhone: true, scripts: false);
        var (right, holder) = ($"/rights/{Right(Seized)}", new Actor.Farmer(Person(Seized, 1), Household(Seized)));

        await HeldBy("Seizure", "（2026）甘0123执5号", Site.Today.AddDays(60));
        var page = await At(holder, right);
        await Expect(page.Locator(".card--stop")).ToContainTextAsync("转让登簿");
        await Keep(page, "seized", always: true);
        page = await At(Chair, $"/parcels/{Parcel(Seized, 1)}");
        await Expect(page.Locator("main")).ToContainTextAsync("查封");

        page = await At(Registrar, right);
        await Follow(page, $"a[href^='{right}/holds/']:has-text('办理这项限制')");
        await page.FillAsync("#document-renew", "（2026）甘0123执5号之二");
        await page.FillAsync("#until", Text(Site.Today.AddDays(120)));
        await Attach(page, "paper-renew");
        await Keep(page, "hold-desk", always: true);
        await Send(page, "form[action$='/renew'] > button");
        var renewed = Site.Today.AddDays(120);
        await Expect(page.Locator(".card--stop")).ToContainTextAsync($"{renewed.Year}年{renewed.Month}月{renewed.Day}日");
        Site.Wait(61);
        page = await At(holder, right);
        await Expect(page.Locator(".card--stop")).ToContainTextAsync("查封");
        await Lifted("（2026）甘0123执解5号");

        await HeldBy("Mortgage", "抵押合同1号", null);
        await Expect((await At(holder, right)).Locator(".card--stop")).ToContainTextAsync("融资担保");
        await Lifted("解除抵押通知1号");

        await HeldBy("Objection", "异议申请书1号", null);
        await Expect((await At(holder, right)).Locator(".card--stop")).ToContainTextAsync("异议登记");
        Site.Wait(17);
        await Due(async () => (await StandingHold.OfRights(Site.Register, [Right(Seized)], Site.Today, Cancel)).Count == 0);
        page = await At(holder, right);
        await Expect(page.Locator(".card--stop")).ToHaveCountAsync(0);

        await Send(page, $"form[action='{right}/lock'] button");
        await Expect(page.Locator(".card--stop")).ToContainTextAsync("自己上的锁");
        await Keep(page, "locked", always: true);
        page = await At(Registrar, right);
        await Expect(page.Locator(".card--stop")).ToContainTextAsync("自己上的锁");
        await Expect(page.Locator("a:has-text('办理这项限制')")).ToHaveCountAsync(0);
        page = await At(holder, right);
        await Send(page, "button:has-text('解开我的锁')");
        await Expect(page.Locator(".card--stop")).ToHaveCountAsync(0);

        async Task Lifted(string paper)
        {
            var desk = await At(Registrar, right);
            await Follow(desk, $"a[href^='{right}/holds/']:has-text('办理这项限制')");
            await desk.FillAsync("#document-lift", paper);
            await Attach(desk, "paper-lift");
            await Send(desk, "form[action$='/lift'] > button");
            await Expect(desk.Locator(".card--stop")).ToHaveCountAsync(0);
        }
    }

    /// <summary>A neighbour's dispute climbs from the village to the award that becomes final, and frees the land only when it is carried out.</summary>
    private protected async Task DisputeClimbed()
    {
        Begin("dispute", Disputed, onPhone: true, scripts: true);
        var (claimant, holder) = (new Actor.Farmer(Person(Claimant, 1), Household(Claimant)), new Actor.Farmer(Person(Disputed, 1), Household(Disputed)));

        var page = await At(claimant, $"/parcels/{Parcel(Disputed, 1)}");
        await Follow(page, $"a[href='/disputes/new?parcel={Parcel(Disputed, 1)}']");
        await page.CheckAsync("input[name=matter][value=Infringement]");
        await page.FillAsync("#known", Text(Site.Today.AddMonths(-2)));
        await page.FillAsync("#words", "开春翻地的时候多占了我家两尺地边");
        await Keep(page, "form", always: true);
        await Send(page, "button:has-text('提出争议')");
        var path = new Uri(page.Url).AbsolutePath;

        await Step(VillageClerk, DisputeStep.MediateInVillage, paper: false);
        page = await At(holder, $"/rights/{Right(Disputed)}");
        await Expect(page.Locator(".card--stop")).ToContainTextAsync("有争议");
        await page.GotoAsync(path);
        await Expect(page.Locator("main")).ToContainTextAsync("多占了我家两尺地边");
        await Keep(page, "holder", always: true);

        await Step(VillageClerk, DisputeStep.Fail, paper: false);
        await Step(Township, DisputeStep.Petition, paper: false);
        await Step(Township, DisputeStep.Accept, paper: true);
        await Step(Clerk, DisputeStep.Award, paper: true);
        page = await At(claimant, path);
        await Expect(page.Locator("main")).ToContainTextAsync("多占了我家两尺地边");
        await Keep(page, "awarded", always: true);

        Site.Wait(35);
        await Due(async () => (await DisputeSheet.Of(Site.Register, Guid.Parse(path["/disputes/".Length..]), Cancel))!.Stage == DisputeStage.Final);
        await Step(Clerk, DisputeStep.Execute, paper: true);
        page = await At(holder, $"/rights/{Right(Disputed)}");
        await Expect(page.Locator(".card--stop")).ToHaveCountAsync(0);

        async Task Step(Actor by, DisputeStep step, bool paper)
        {
            var desk = await At(by, path);
            if (paper)
            {
                await desk.FillAsync($"#document-{step}", $"榆农仲〔2026〕{(int)step}号");
                await desk.FillAsync($"#on-{step}", Text(Site.Today));
                await Attach(desk, $"paper-{step}");
            }

            await Keep(desk, $"{step}", always: true);
            await Send(desk, $"form:has(input[value={step}]) > button");
            await Expect(desk.Locator(".refusal")).ToHaveCountAsync(0);
        }
    }

    /// <summary>The second round of a village's contracts is extended in one run: opened, posted and decided together, confirmed and handed over one by one.</summary>
    private protected async Task VillageRenewed()
    {
        Begin("village-renewal", Renewed[0], onPhone: false, scripts: false);
        var page = await At(VillageClerk, Renewals);
        await page.FillAsync("#before", "2046-12-31");
        await Send(page, "main form[method=get] button");
        foreach (var one in await page.Locator("input[name=household]").AllAsync())
            if (!Renewed.Select(Household).Contains(await one.GetAttributeAsync("value"))) await one.UncheckAsync();
        await Keep(page, "select", always: true);
        await Send(page, "button:has-text('为勾选的每一户打开案件')");
        await Expect(page.Locator("h1")).ToContainTextAsync("办好 3 户，没有办成 0 户");

        var cases = new List<CaseSheet>();
        foreach (var household in Renewed)
            cases.Add(await Case(await One<string>("select case_number from register.case_subject where subject = $1", $"household/{Household(household)}")));
        foreach (var paper in Settings.Standard(new(2026, 1, 1)).Of(RequiredPapers.For("renewal")).Where(paper => paper.Always))
        {
            page = await At(VillageClerk, $"{Renewals}/cases");
            var forAll = await page.Locator($"#kind option[value={paper.Code}]").CountAsync() > 0;
            foreach (var path in forAll ? [$"{Renewals}/cases"] : cases.Select(one => $"/cases/{one.Number}"))
            {
                page = await At(VillageClerk, path);
                await page.SelectOptionAsync("#kind", paper.Code);
                await Attach(page, "paper");
                await Send(page, forAll ? "button:has-text('放进每一个案件')" : "button:has-text('放进这个案件')");
            }
        }

        await Together(VillageClerk, StepKind.Applied);
        page = await At(VillageClerk, "/notices/desk");
        foreach (var one in await page.Locator("input[name=cases]").AllAsync()) await one.CheckAsync();
        await Send(page, "button:has-text('张贴公示')");
        await Hung(page, (await Case(cases[0].Number)).Notice!.Value);

        foreach (var one in cases) await Confirmed(await Case(one.Number), $"/cases/{one.Number}");
        await Together(Clerk, StepKind.Accepted);
        await Together(Chair, StepKind.VillageAgreed);
        await Together(Township, StepKind.TownshipAgreed);
        await Together(Reviewer, StepKind.CountyReviewed);
        foreach (var one in cases) await Reached($"/cases/{one.Number}");
        await Together(Registrar, StepKind.Entered);
        foreach (var one in cases) await HandedOver($"/cases/{one.Number}");
        await Together(Clerk, StepKind.Archived);
        foreach (var household in Renewed)
        {
            var right = await RightOf(household);
            right.TermTo.ShouldBe(new(2076, 4, 6));
            right.Certificates.Count.ShouldBe(2);
        }
    }

    private void Begin(string name, int household, bool onPhone, bool scripts) =>
        (_walk, _villageOnPhone, _scripts) = (new(name, "", household, (_, _) => Task.CompletedTask, _ => Task.CompletedTask), onPhone, scripts);

    private async Task HeldBy(string kind, string document, DateOnly? until)
    {
        var page = await At(Registrar, $"/rights/{Right(Seized)}/holds/new");
        await page.CheckAsync($"input[name=kind][value={kind}]");
        await page.CheckAsync($"input[name=parcel][value='{Parcel(Seized, 1)}']");
        if (until is { } day) await page.FillAsync("#until", Text(day));
        await page.FillAsync("#document", document);
        await Attach(page, "paper");
        await Keep(page, $"form-{kind}", always: true);
        await Send(page, "button:has-text('登记这项限制')");
        await Expect(page.Locator(".card--stop")).ToBeVisibleAsync();
    }

    /// <summary>The register looks what has fallen due, as it does every hour, and this comes of it.</summary>
    private async Task Due(Func<Task<bool>> came)
    {
        await Site.Services.GetRequiredService<Deadlines>().Look(Cancel);
        for (var look = 0; look < 120 && !await came(); look++) await Task.Delay(250, Cancel);
        (await came()).ShouldBeTrue();
    }

    /// <summary>The step of every case of the run at once, by whoever's turn it is.</summary>
    private async Task Together(Actor desk, StepKind step)
    {
        var page = await At(desk, $"{Renewals}/cases");
        await Keep(page, $"{step}", always: step is StepKind.Applied or StepKind.Entered);
        await Send(page, $"form:has(input[name=step][value={step}]) button");
        await Expect(page.Locator("h1")).ToContainTextAsync("没有办成 0 户");
    }
}

/// <summary>What holds land still, what is disputed, and a village whose contracts end.</summary>
public sealed class LandInQuestion(VillageSite site) : ProcedureJourney(site)
{
    [Fact]
    public Task A_right_is_held_on_paper_or_by_its_holder_and_freed_again() => HeldAndFreed();

    [Fact]
    public Task A_dispute_climbs_its_ladder_and_frees_the_land_when_it_is_over() => DisputeClimbed();

    [Fact]
    public Task The_contracts_of_a_village_are_renewed_in_one_run() => VillageRenewed();

    [Fact]
    public Task Who_settles_in_town_keeps_everything() => SettledInTown();

    [Fact]
    public Task A_case_that_was_sent_back_is_mended_and_goes_on_under_its_number() => MendedAfterItWasSentBack();

    [Fact]
    public Task What_an_objection_was_right_about_is_mended_and_posted_once_more() => MendedAfterAnObjection();

    [Theory]
    [InlineData(MarriedInto, false)]
    [InlineData(BornInto, true)]
    public Task Whoever_miswrote_somebody_new_puts_them_right_and_the_case_goes_on(int household, bool onPhone) => NewcomerPutRight(household, onPhone);

    [Fact]
    public Task Who_comes_to_the_desk_is_helped_until_the_certificate_is_in_hand() => HelpedAtTheCounter();
}
