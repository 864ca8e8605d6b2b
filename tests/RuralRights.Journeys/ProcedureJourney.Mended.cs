using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    private protected const int SentBackOnce = 4, ObjectedTo = 12, MarriedInto = 26, BornInto = 10;

    /// <summary>The county finds the wrong name in a request and sends it back; another of the village desk mends it, everybody confirms again, and it goes to the archive under its number.</summary>
    private protected async Task MendedAfterItWasSentBack()
    {
        _walk = new(
            "mended", "representative-change", SentBackOnce,
            (journey, page) => page.CheckAsync($"input[name=representative][value='{journey.Person(SentBackOnce, 2)}']"),
            async journey => (await journey.HouseholdOf(SentBackOnce)).Representative.ShouldBe(journey.Person(SentBackOnce, 3)));
        (_onPhone, _scripts) = (true, true);
        var path = await Opened();
        await Until(path, StepKind.Accepted);

        await SentBack(path, "户口簿上要换成的是老三");
        await WrittenAnew(path, "户口簿上要换成的是老三", form => form.CheckAsync($"input[name=representative][value='{Person(SentBackOnce, 3)}']"));
        (await Case(path["/cases/".Length..])).Holders.ShouldAllBe(holder => holder.ConfirmedOn == null);
        await Until(path, null);
        await _walk.Holds(this);
    }

    /// <summary>A neighbour objects to an area on notice and is right; the village cannot go on as if nothing had been said, puts the area right, and it hangs once more.</summary>
    private protected async Task MendedAfterAnObjection()
    {
        _walk = new(
            "objected", "entry-correction", ObjectedTo, (journey, page) => Correct(journey, page, ObjectedTo, "ContractArea", after => page.FillAsync(after, "870")),
            async journey => (await journey.RightOf(ObjectedTo)).Held.Single(held => held.Parcel == Parcel(ObjectedTo, 1)).ContractArea.ShouldBe(860));
        (_onPhone, _scripts) = (true, true);
        var path = await Opened();
        var number = path["/cases/".Length..];
        await Until(path, StepKind.NoticeOver);
        var desk = Site.Services.GetRequiredService<Desk>();
        (await desk.Enter(new OpenNotice([number]), new(CountySite.County, Guid.CreateVersion7(), VillageClerk, Site.Today), Cancel)).Refusal.ShouldBeNull();
        (await desk.Enter(new RaiseObjection(number, null, "多算了十平方米，量的是我家的埂"), null, new(CountySite.County, Guid.CreateVersion7(), new Actor.Passerby(Guid.CreateVersion7()), Site.Today), Cancel)).Refusal.ShouldBeNull();
        var first = (await Case(number)).Notice;

        var page = await At(Township, $"/objections/{(await Case(number)).Objections.Single().Id}/answer");
        await page.CheckAsync("input[name=upheld][value=true]");
        await page.FillAsync("#words", "到地里量过，埂不是这一户的，合同面积应当是860平方米");
        await Send(page, "main form[method=post] button");

        page = await At(VillageClerk, path);
        await Send(page, $"form[action='{path}/complete'] button");
        await Expect(page.Locator("#opinion-error")).ToBeVisibleAsync();
        await Keep(page, "unanswered", always: true);
        await WrittenAnew(path, "合同面积应当是860平方米", form => form.FillAsync("#after", "860"));
        await Until(path, null);
        (await Case(number)).Notice.ShouldNotBe(first, "what is posted now was never on the board");
        await _walk.Holds(this);
    }

    /// <summary>The county finds that somebody new was miswritten, a wife at the village desk or a child at home, and whoever wrote them puts name and number right; of the slip nothing is left.</summary>
    private protected async Task NewcomerPutRight(int household, bool onPhone)
    {
        var (slip, name, number, relation, happened) = onPhone ? ("何小雨", "何晓雨", NumberOf("20251203028"), "20", "birth") : ("宋小蓝", "宋晓兰", NumberOf("19980612028"), "38", "married-in");
        _walk = new(
            $"newcomer-{happened}", "member-change", household,
            async (_, page) =>
            {
                await Follow(page, $"a[href$='event={happened}']");
                await page.FillAsync("#name", slip);
                await page.FillAsync("#number", NumberOf(onPhone ? "20251202024" : "19980621024"));
                await page.SelectOptionAsync("#relation", relation);
                await page.CheckAsync("input[name=shares][value=yes]");
            },
            async journey =>
            {
                var known = Enumerable.Range(1, onPhone ? 2 : 3).Select(which => journey.Person(household, which));
                var brought = (await journey.HouseholdOf(household)).People.Except(known).ShouldHaveSingleItem();
                var kept = (await journey.Site.Services.GetRequiredService<Vault>().Open(CountySite.County, [brought], "official/journeys", "journey", Cancel))[brought];
                (kept.Name, kept.IdNumber).ShouldBe((name, number));
            })
        { By = onPhone ? Walk.HeadOf(household) : journey => journey.VillageClerk };
        (_onPhone, _scripts) = (onPhone, true);
        var path = await Opened();
        await Until(path, StepKind.Accepted);

        await SentBack(path, "姓名和身份证号都和证件不一样");
        await WrittenAnew(
            path, "姓名和身份证号都和证件不一样",
            async page =>
            {
                await Expect(page.Locator("#name")).ToHaveValueAsync(slip);
                await page.FillAsync("#name", name);
                await page.FillAsync("#number", number);
            },
            _walk.By(this));
        (await Case(path["/cases/".Length..])).Holders.ShouldAllBe(holder => holder.ConfirmedOn == null);
        var page = await At(Clerk, path);
        await Expect(page.Locator("main")).ToContainTextAsync(name);
        await Expect(page.Locator("main")).Not.ToContainTextAsync(slip);
        await Until(path, null);
        await _walk.Holds(this);
    }

    /// <summary>The county's desk sends a case back to where it was written, and says what is wrong.</summary>
    private async Task SentBack(string path, string words)
    {
        var page = await At(Clerk, path);
        await page.ClickAsync("summary:has-text('退回补正')");
        await page.SelectOptionAsync("#to", nameof(StepKind.Applied));
        await page.CheckAsync("input[name=reasons][value=names-differ]");
        await page.FillAsync("#words", words);
        await Keep(page, "sending-back", always: true);
        await Send(page, $"form[action='{path}/send-back'] button");
    }

    /// <summary>Whoever's turn it is does what the page offers, until the case stands at a step, or has none left.</summary>
    private async Task Until(string path, StepKind? step)
    {
        var number = path["/cases/".Length..];
        while (await Case(number) is { IsOpen: true } sheet && sheet.At != step)
        {
            await Done(sheet, path);
            (await Case(number)).At.ShouldNotBe(sheet.At);
        }
    }

    /// <summary>A colleague at the village desk, or whom it is left to, opens the form from the case, reads why it came back, and finds in it what was asked for.</summary>
    private async Task WrittenAnew(string path, string why, Func<IPage, Task> mend, Actor? by = null)
    {
        var page = await At(by ?? new Actor.VillageClerk(Guid.CreateVersion7(), Group[..12]), path);
        await Keep(page, "sent-back", always: true);
        await Follow(page, "a:has-text('更正内容')");
        await Expect(page.Locator("main")).ToContainTextAsync(why);
        await Keep(page, "amend", always: true);
        await mend(page);
        await Send(page, "main form[method=post] > button");
        if (await page.Locator("button:has-text('看清了，更正申请内容')").CountAsync() > 0)
        {
            await Keep(page, "amend-review", always: true);
            await Send(page, "button:has-text('看清了，更正申请内容')");
        }

        new Uri(page.Url).AbsolutePath.ShouldBe(path, await page.Locator("main").InnerTextAsync());
        await Keep(page, "amended", always: true);
    }
}
