using Microsoft.Playwright;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    private protected static List<Walk> HomesteadWalks { get; } =
    [
        new("inheritance", "homestead-inheritance", 19, async (journey, page) =>
        {
            await page.SelectOptionAsync("select[name=heirs]", "2");
            await journey.Keep(page, "homestead-step");
            await Send(page, "main form[method=get] button");
            await Send(page, "main form[method=post] > button");
            await journey.Keep(page, "inheritance-empty");
            foreach (var death in new[] { 0, 1 }) await journey.Attach(page, $"death-{death}");
            foreach (var (one, name, number) in new[] { (0, "石小兰", "19850307201"), (1, "石小军", "19880911202") })
            {
                await page.FillAsync($"#name-{one}", name);
                await page.FillAsync($"#number-{one}", NumberOf(number));
                await page.CheckAsync($"input[name=inherits-{one}][value=yes]");
            }

            await page.CheckAsync("input[name=by][value=Kinship]");
            await journey.Attach(page, "proof");
            await journey.Attach(page, "agreement");
        }, async journey =>
        {
            var homestead = await journey.HomesteadOf(19);
            homestead.ShouldSatisfyAllConditions(
                one => one.Household.ShouldBe(""), one => one.OnlyForTheHouse.ShouldBeTrue(), one => one.Holders.Count.ShouldBe(2), one => one.Certificate!.Number.ShouldBe(CertificateOf(19)));
            homestead.Holders.ShouldNotContain(journey.Person(19, 1));
        }),

        new("homestead-boundary", "homestead-boundary-correction", 20, async (journey, page) =>
        {
            await Send(page, $"main form[method=get]:has(input[value='{Plot(20)}']) button");
            await page.FillAsync("#boundary", Corners(20, 9.5));
            await page.FillAsync("#area", "190");
            await journey.Attach(page, "neighbours");
        }, async journey => (await journey.HomesteadOf(20)).ShouldSatisfyAllConditions(one => one.Area.ShouldBe(190), one => one.ApprovedArea.ShouldBe(180), one => one.ExcessArea.ShouldBe(10)))
        { By = Walk.HeadOf(20) },

        new("homestead-clerical", "homestead-correction", 21, (journey, page) => CorrectHomestead(journey, page, HomesteadEntry.Storeys, "2"),
            async journey => (await journey.HomesteadOf(21)).House!.Storeys.ShouldBe(2)) { Procedure = "homestead-clerical-correction" },

        new("homestead-substantive", "homestead-correction", 22, (journey, page) => CorrectHomestead(journey, page, HomesteadEntry.ApprovedArea, "170"),
            async journey => (await journey.HomesteadOf(22)).ExcessArea.ShouldBe(30)) { Procedure = "homestead-substantive-correction", By = Walk.HeadOf(22) },

        new("homestead-return", "homestead-return", 23, async (journey, page) =>
        {
            await Send(page, "main form[method=get] button");
            await page.FillAsync("#yuan", "80000");
            foreach (var paper in new[] { "agreement", "choices" }) await journey.Attach(page, paper);
        }, async journey => (await HomesteadSheet.Of(journey.Site.Register, Plot(23), Cancel)).ShouldBeNull()) { By = Walk.HeadOf(23) },

        new("house-gone", "homestead-house-gone", WithHeir, async (journey, page) =>
        {
            await page.FillAsync("#gone", Text(journey.Site.Today.AddDays(-40)));
            await journey.Attach(page, "photographs");
        }, async journey =>
        {
            (await HomesteadSheet.Of(journey.Site.Register, Plot(WithHeir), Cancel)).ShouldBeNull();
            (await journey.RightOf(WithHeir)).EndedOn.ShouldBeNull("the household's land is another right");
        }) { From = $"/homesteads/{Plot(WithHeir)}" },
    ];

    private async Task<HomesteadSheet> HomesteadOf(int household) => (await HomesteadSheet.Of(Site.Register, Plot(household), Cancel))!;

    private static async Task CorrectHomestead(ProcedureJourney journey, IPage page, HomesteadEntry entry, string after)
    {
        await page.SelectOptionAsync("select[name=item]", $"{entry}");
        await Send(page, "main form[method=get] button");
        await page.FillAsync("#after", after);
        await journey.Attach(page, "evidence");
    }
}

/// <summary>Procedures of homesteads.</summary>
public sealed class HomesteadProcedures(VillageSite site) : ProcedureJourney(site)
{
    public static TheoryData<string> Names => [.. HomesteadWalks.Select(walk => walk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_case_goes_from_its_form_to_the_archive(string name) => Walked(HomesteadWalks, name);
}
