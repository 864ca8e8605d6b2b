using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>The history of a parcel moves under the finger, and stands in links where there are no scripts.</summary>
[Collection<InTheCounty>]
public sealed class ParcelHistoryJourney(CountySite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slider_leads_through_the_days_on_which_a_parcel_changed()
    {
        var right = (await RightSheet.OfHousehold(site.Register, site.Buyer.Household, Cancel)).First(owned => owned.EndedOn is null);
        var parcel = right.Held.First().Parcel;
        await Resurvey(parcel);
        var farmer = await site.Open(CountySite.KeyOf(site.Buyer), new() { ViewportSize = new() { Width = 320, Height = 740 } });
        await farmer.GotoAsync($"/parcels/{parcel}");
        var (slider, moment) = (farmer.GetByLabel("在有变化的日子之间移动"), farmer.Locator("#moment"));

        await Expect(moment).ToContainTextAsync("77 平方米");
        var now = await moment.Locator("svg path.parcel").GetAttributeAsync("d");
        await slider.FocusAsync();
        await farmer.Keyboard.PressAsync("Home");
        await Expect(moment).Not.ToContainTextAsync("77 平方米");
        (await moment.Locator("svg path.parcel").GetAttributeAsync("d")).ShouldNotBe(now);
        await Expect(farmer.Locator(".moments output")).ToContainTextAsync("年");
        new Uri(farmer.Url).Query.ShouldStartWith("?on=");
        await CountySite.Keep(farmer, "parcel-history-320");
        await farmer.SetViewportSizeAsync(1280, 900);
        await CountySite.Keep(farmer, "parcel-history-desktop");
        await farmer.Context.CloseAsync();

        var plain = await site.Open(CountySite.KeyOf(site.Buyer), new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 360, Height = 740 } });
        await plain.GotoAsync($"/parcels/{parcel}");
        await plain.Locator(".moments__days a").First.ClickAsync();
        await Expect(plain.Locator("#moment")).Not.ToContainTextAsync("77 平方米");
        await CountySite.Keep(plain, "parcel-history-no-script");
        await plain.Context.CloseAsync();
    }

    /// <summary>The middle of the parcel as it was measured yesterday: smaller, so that it overlaps nobody.</summary>
    private async Task Resurvey(string parcel)
    {
        await using var question = site.Register.CreateCommand("select crs, ST_AsBinary(ST_Buffer(ST_PointOnSurface(boundary), 1, 1)) from register.parcel where code = $1");
        question.Parameters.Add(new() { Value = parcel });
        await using var row = await question.ExecuteReaderAsync(Cancel);
        (await row.ReadAsync(Cancel)).ShouldBeTrue();
        var yesterday = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
        var paper = new Provenance(yesterday, $"registrar/{Guid.Empty}", "榆中县农业农村局", "62012320260101900001", [], []);
        var fact = new ParcelResurveyed(parcel, new(row.GetString(0), row.GetFieldValue<byte[]>(1)), 77.00m, null, paper);
        (await site.Desk.Enter(
            new(CountySite.County, Guid.CreateVersion7(), "official/journeys", parcel), _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.Parcel(parcel), fact))), Cancel)).Refusal.ShouldBeNull();
    }
}
