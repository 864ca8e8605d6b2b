using System.Text.RegularExpressions;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A parcel passes for money inside its collective, through pages, by everybody whom it takes.</summary>
[Collection<InTheCounty>]
public sealed partial class TransferJourney(CountySite site)
{
    [Fact]
    public async Task A_parcel_passes_from_one_household_to_another_and_an_outsider_is_stopped()
    {
        var (seller, buyer) = (site.Sellers[0], site.Buyer);
        var right = seller.Household + "J";
        var before = (await RightSheet.Of(site.Register, right, TestContext.Current.CancellationToken))!;
        var papers = before.Certificates.Count;

        // Four equal choices, keep first; then three short steps.
        var page = await site.Open(CountySite.KeyOf(seller), new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await page.GotoAsync("/");
        await CountySite.Keep(page, "journey-0-my-rights");
        await page.ClickAsync("text=可以怎么办");
        await page.ClickAsync("text=先看清楚条件，再决定要不要挂出来");
        await page.Locator("input[name=parcel]:enabled").First.CheckAsync(new() { Force = true });
        await page.ClickAsync("button:has-text('继续')");
        await page.FillAsync("#price", "12600");
        foreach (var lease in await page.Locator("input[name=lease]").AllAsync()) await lease.CheckAsync(new() { Force = true });
        await page.ClickAsync("button:has-text('继续')");
        await Expect(page.Locator("#terms")).ToContainTextAsync("壹万贰仟陆佰元整");
        await Expect(page.Locator("#terms")).ToContainTextAsync("您永远失去");
        await CountySite.Keep(page, "journey-1-before-listing");
        await page.ClickAsync("button:has-text('挂到集体内部')");
        await Expect(page.Locator("h2:has-text('随时可以收回')")).ToBeVisibleAsync();
        var listing = new Uri(page.Url).AbsolutePath;
        await CountySite.Keep(page, "journey-2-listed");

        // The outsider's room is empty, the address says nothing, and a forged form is refused by name.
        var outsider = await site.Open(CountySite.KeyOf(site.Outsider));
        await outsider.GotoAsync("/room");
        await Expect(outsider.Locator("main")).ToContainTextAsync("现在没有人挂出地块");
        (await outsider.GotoAsync(listing))!.Status.ShouldBe(404);
        await outsider.GotoAsync("/room");
        await outsider.EvaluateAsync("""
            listing => {
                const form = document.querySelector('form[action="/sign-out"]').cloneNode(true);
                form.action = listing + '/take';
                const id = document.createElement('input');
                id.name = 'command';
                id.value = crypto.randomUUID();
                form.append(id);
                document.body.append(form);
                form.submit();
            }
            """, listing);
        await Expect(outsider.Locator(".refusal")).ToContainTextAsync("第三十四条");
        await Expect(outsider.Locator(".refusal a[href='/rules/transferee-is-outsider']")).ToBeVisibleAsync();
        await CountySite.Keep(outsider, "journey-3-outsider-refused");

        // Another household of the collective takes it.
        var taker = await site.Open(CountySite.KeyOf(buyer));
        await taker.GotoAsync("/room");
        await CountySite.Keep(taker, "journey-4-room");
        await taker.GotoAsync(listing);
        await CountySite.Keep(taker, "journey-5-offer");
        await taker.ClickAsync("button:has-text('我家要接')");
        await Expect(taker).ToHaveURLAsync(Transfer());
        var transfer = new Uri(taker.Url).AbsolutePath;

        // Every co-holder consents to exactly these terms; one takes it back first, and nothing has changed.
        foreach (var holder in site.Sellers)
        {
            var own = await site.Open(CountySite.KeyOf(holder));
            await own.GotoAsync(transfer);
            await CountySite.Keep(own, $"journey-6-consent-{holder.Position}");
            await own.ClickAsync("button:has-text('我看清楚了，我同意')");
            if (holder == site.Sellers[0])
            {
                await own.ClickAsync("button:has-text('收回我的同意')");
                await own.ClickAsync("button:has-text('我看清楚了，我同意')");
            }

            await Expect(own.Locator("button:has-text('收回我的同意')")).ToBeVisibleAsync();
            await own.Context.CloseAsync();
        }

        // The board answers on a phone.
        var chair = await site.Open(site.ChairOf(seller.Collective), new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await chair.GotoAsync("/");
        await chair.ClickAsync(".card--next a");
        await CountySite.Keep(chair, "journey-7-request");
        await chair.ClickAsync("button:has-text('同意')");
        await chair.WaitForLoadStateAsync();
        await Expect(chair.Locator("main")).ToContainTextAsync("付款，转出方确认收到");

        // The seller confirms the money; a wrong amount loses nothing that was typed.
        await page.GotoAsync(transfer);
        await page.FillAsync("#amount", "12000");
        await page.Locator("input[name=payee]").First.CheckAsync(new() { Force = true });
        await page.FillAsync("#paid", DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync("#voucher", "ICBC-2026-000123");
        await page.ClickAsync("button:has-text('确认收到全部价款')");
        await Expect(page.Locator(".refusal")).ToBeVisibleAsync();
        await Expect(page.Locator("#voucher")).ToHaveValueAsync("ICBC-2026-000123");
        await CountySite.Keep(page, "journey-8-wrong-amount");
        await page.FillAsync("#amount", "12600");
        await page.ClickAsync("button:has-text('确认收到全部价款')");
        await Expect(page.Locator("main")).ToContainTextAsync("现在办这一步");

        // The registrar sees before and after, and enters it.
        var registrar = await site.Open("registrar");
        await registrar.GotoAsync("/");
        await CountySite.Keep(registrar, "journey-9-desk");
        await registrar.GotoAsync(transfer);
        await CountySite.Keep(registrar, "journey-10-before-entry");
        await registrar.ClickAsync("section:has(h2:has-text('登簿')) button");
        await Expect(registrar.Locator(".notice")).ToContainTextAsync("已登簿");
        await CountySite.Keep(registrar, "journey-11-entered");

        // One transaction: the right moved, the listing closed, both certificates changed.
        var after = (await RightSheet.Of(site.Register, right, TestContext.Current.CancellationToken))!;
        after.Held.Count().ShouldBe(before.Held.Count() - 1);
        after.Certificates.Count.ShouldBe(papers + 1);
        after.Certificates.Count(paper => paper.Status == "current").ShouldBe(1);
        var taking = (await RightSheet.OfHousehold(site.Register, buyer.Household, TestContext.Current.CancellationToken)).Single(owned => owned.EndedOn is null);
        taking.Held.Select(parcel => parcel.Parcel).ShouldContain(before.Held.Select(parcel => parcel.Parcel).Except(after.Held.Select(parcel => parcel.Parcel)).Single());
        await taker.GotoAsync("/room");
        await Expect(taker.Locator("main")).ToContainTextAsync("现在没有人挂出地块");

        await taker.GotoAsync("/");
        await CountySite.Keep(taker, "journey-12-buyer-home");
        await taker.ClickAsync("text=我的证书");
        await Expect(taker.Locator("main")).ToContainTextAsync("现行有效");
        await CountySite.Keep(taker, "journey-13-new-certificate");
    }

    [GeneratedRegex("/transfers/")]
    private static partial Regex Transfer();
}
