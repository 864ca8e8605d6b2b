using RuralRights.Domain.Law;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    /// <summary>The village writes down what a court found, the township meets it on its first page and confirms it, and ward and guardian read it on theirs.</summary>
    private protected async Task FoundWithoutCapacity(int household, bool onPhone)
    {
        Begin("incapacity", household, onPhone, scripts: !onPhone);
        var (path, guardian, ward) = ($"/households/{Household(household)}/guardians", FarmerOf(household, 1), FarmerOf(household, 2));

        var page = await At(VillageClerk, path);
        await page.CheckAsync($"input[name=ward][value='{ward.Person}']");
        await page.CheckAsync("input[name=ground][value=LacksCapacity]");
        await page.CheckAsync($"input[name=guardian][value='{guardian.Person}']");
        await Attach(page, "paper");
        await Keep(page, "form", always: true);
        await Send(page, $"form[action='{path}'] > button");
        await Expect(page.Locator("main")).ToContainTextAsync("等乡镇核实");
        page = await At(ward, "/");
        await Expect(page.Locator("main")).ToContainTextAsync("核实以前，本人的事还是本人办");
        await Keep(page, "reported", always: true);

        page = await At(Township, "/");
        await Expect(page.Locator("main")).ToContainTextAsync("法院认定不能自己办事");
        await Keep(page, "first-page", always: true);
        await Follow(page, $".card--next a[href='{path}']");
        await Expect(page.Locator("a:has-text('看法院的文书')")).ToBeVisibleAsync();
        await Keep(page, "finding", always: true);
        await Send(page, "button:has-text('核实无误')");
        await Expect((await At(Township, "/")).Locator($"a[href='{path}']")).ToHaveCountAsync(0);

        foreach (var (farmer, kind) in new[] { (ward, "ward"), (guardian, "guardian") })
        {
            page = await At(farmer, "/");
            await Expect(page.Locator("main")).ToContainTextAsync("乡镇核实过");
            await Keep(page, kind, always: true);
        }
    }

    private Actor.Farmer FarmerOf(int household, int which) => new(Person(household, which), Household(household));
}
