using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    /// <summary>A case that the desk of one village opens goes on at that of another, which tells in person whom no message reached, and only then can it be entered.</summary>
    private protected async Task Moved(bool onPhone, int household, string village)
    {
        _walk = new(
            "moved", "representative-change", household,
            (journey, page) => page.CheckAsync($"input[name=representative][value='{journey.Person(household, 2)}']"),
            async journey => (await journey.HouseholdOf(household)).Representative.ShouldBe(journey.Person(household, 2)));
        (_villageOnPhone, _scripts) = (onPhone, true);
        var path = await Opened();
        var number = path["/cases/".Length..];
        await Done(await Case(number), path);
        await Placed(village, path);
        while (await Case(number) is { IsOpen: true } sheet)
        {
            if (sheet.At == StepKind.Entered) await Told(sheet, path);
            await Done(sheet, path);
            (await Case(number)).At.ShouldNotBe(sheet.At);
        }

        await _walk.Holds(this);
    }

    /// <summary>The registrar enters under which village the collective comes, and the open case leaves the list of the one desk for that of the other.</summary>
    private async Task Placed(string village, string path)
    {
        var old = VillageClerk;
        await Expect((await At(old, "/cases")).Locator($"main a[href='{path}']").First).ToBeVisibleAsync();
        var page = await At(Registrar, $"/collectives/{Group}");
        await Follow(page, "a[href$='/placements/new']");
        foreach (var (field, value) in new[] { ("village", village), ("from", Text(Site.Today)), ("source", "甘民函〔2026〕9号") }) await page.FillAsync($"#{field}", value);
        await Attach(page, "document");
        await Keep(page, "placement", always: true);
        await Send(page, "button:has-text('登记这次调整')");
        await Expect(page.Locator("main")).ToContainTextAsync("甘民函〔2026〕9号");
        await Keep(page, "placed", always: true);

        (VillageClerk, Township, Surveyor) = (new(Guid.CreateVersion7(), village), new(Guid.CreateVersion7(), village[..9]), new(Guid.CreateVersion7(), village[..9]));
        await Expect((await At(old, "/cases")).Locator($"main a[href='{path}']")).ToHaveCountAsync(0);
        page = await At(VillageClerk, "/cases");
        await Expect(page.Locator($"main a[href='{path}']").First).ToBeVisibleAsync();
        await Keep(page, "cases", always: true);
    }

    /// <summary>The registrar cannot enter while somebody knows nothing of it; the village finds them in its list, goes to them, and shows the record of the visit.</summary>
    private async Task Told(CaseSheet sheet, string path)
    {
        var people = $"input[name=who][value^='{sheet.Number}/']";
        await Site.Services.GetRequiredService<HolderMessages>().Round(CountySite.County, Cancel);
        var page = await At(VillageClerk, "/reach");
        for (var look = 0; look < 300 && await page.Locator(people).CountAsync() < sheet.Holders.Count; look++)
        {
            await Task.Delay(200, Cancel);
            await page.ReloadAsync();
        }

        await Expect(page.Locator(people)).ToHaveCountAsync(sheet.Holders.Count);
        await Expect((await At(Registrar, path)).Locator($"form[action='{path}/enter']")).ToHaveCountAsync(0);
        await Send(page, "button:has-text('已当面告知')");
        await Expect(page.Locator("#who-error")).ToBeVisibleAsync();
        await Keep(page, "reach-empty", always: true);
        foreach (var person in await page.Locator(people).AllAsync()) await person.CheckAsync();
        await Attach(page, "visit");
        await Keep(page, "reach", always: true);
        await Send(page, "button:has-text('已当面告知')");
        await Expect(page.Locator(people)).ToHaveCountAsync(0);
        await Keep(page, "reached", always: true);
        await Expect((await At(Registrar, path)).Locator($"form[action='{path}/enter']")).ToHaveCountAsync(1);
    }
}

/// <summary>A village comes under another township, twice: once over a desk's screen, once over a phone.</summary>
public sealed class DeskProcedures(VillageSite site) : ProcedureJourney(site)
{
    [Fact]
    public async Task A_case_goes_on_at_the_new_desk_which_tells_whom_no_message_reached()
    {
        await Moved(onPhone: false, 28, "620123104207");
        await Moved(onPhone: true, 29, "620123105208");
    }
}
