using System.Text.Json;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using Shouldly;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    private protected const int InTown = 5;

    /// <summary>The village reports that somebody settled in town, the township checks it, she reads on her phone what she keeps, and what was wrong is put right. Nothing else moves.</summary>
    private protected async Task SettledInTown()
    {
        Begin("settlement", InTown, onPhone: false, scripts: true);
        var (person, code) = (Person(InTown, 2), Household(InTown));
        var (own, before) = ($"/settlement/people/{person}", await Stands());

        var page = await At(VillageClerk, "/settlement");
        await Keep(page, "empty", always: true);
        page = await At(VillageClerk, $"/settlement/report?household={code}");
        await Send(page, "button:has-text('登记，等核对')");
        foreach (var field in new[] { "person", "source", "settled", "to", "criterion", "papers" }) await Expect(page.Locator($"#{field}-error")).ToBeVisibleAsync();
        await Keep(page, "mistyped", always: true);
        await page.CheckAsync($"input[name=person][value='{person}']");
        await page.CheckAsync($"input[name=source][value={SettlementSource.Village}]");
        await page.FillAsync("#settled", Text(Site.Today.AddMonths(-3)));
        await page.FillAsync("#to", "620102");
        await page.CheckAsync("input[name=criterion] >> nth=0");
        await page.FillAsync("#papers", "居住证");
        await Send(page, "button:has-text('登记，等核对')");
        new Uri(page.Url).AbsolutePath.ShouldBe(own);
        await Expect(page.Locator("button:has-text('核对无误')")).ToHaveCountAsync(0);
        await Keep(page, "reported", always: true);

        page = await At(Township, "/settlement");
        await Follow(page, $"a[href='{own}']");
        await Keep(page, "check", always: true);
        await page.FillAsync("#papers", "居住证原件");
        await Send(page, "button:has-text('核对无误，记下来')");
        await Expect(page.Locator("main")).ToContainTextAsync("已核对，权利不变");

        page = await At(Clerk, "/settlement");
        await Expect(page.Locator($"main a[href='{own}']").First).ToBeVisibleAsync();
        await Keep(page, "protected", always: true);
        var sheets = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), "/settlement/sheets.pdf").ToString());
        (sheets.Status, sheets.Headers["content-type"]).ShouldBe((200, "application/pdf"));

        page = await At(new Actor.Farmer(person, code), "/my/settlement");
        await Expect(page.Locator("main")).ToContainTextAsync("已核对，权利不变");
        await Keep(page, "own", always: true);
        (await Stands()).ShouldBe(before);

        page = await At(Clerk, own);
        await page.ClickAsync("summary:has-text('写错了，要更正')");
        await page.CheckAsync("#never");
        await page.FillAsync("#grounds", "是同村同名的另一个人");
        await Keep(page, "correct", always: true);
        await Send(page, "form[action$='/correct'] button:has-text('更正')");
        await Expect(page.Locator("main")).ToContainTextAsync("更正：没有落户");
        await Keep(page, "corrected", always: true);
        page = await At(Clerk, "/settlement");
        await Expect(page.Locator($"main a[href='{own}']")).ToHaveCountAsync(0);
        (await Stands()).ShouldBe(before);

        async Task<string> Stands() => JsonSerializer.Serialize(new { Right = await RightOf(InTown), Household = await HouseholdOf(InTown), Members = await MembersOf(InTown) });
    }
}
