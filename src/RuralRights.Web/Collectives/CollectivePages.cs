using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Parcels;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Collectives;

/// <summary>The collectives of the county and their rosters.</summary>
public static class CollectivePages
{
    private const int VillageDigits = 12;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives", async (NpgsqlDataSource register, CancellationToken cancel) =>
            Page.Of<CollectivesPage>(new { Collectives = await CollectiveSheet.All(register, cancel) }));
        routes.MapGet("/collectives/city", async (Office office, CountyConnections connections, CountyRoll rolls, CityExchangeKey own, CityKey key, TimeProvider clock, CancellationToken cancel) => Page.Of<CityPage>(new
        {
            office.County,
            Key = own.Public,
            KeyName = key.Name,
            Lines = await CitySheet.Of(connections, rolls, office.County, clock, cancel),
        }));
        routes.MapGet("/collectives/{code:length(14)}", Show);
        routes.MapGet("/collectives/{code:length(14)}/placements/new", (string code, CasePages.At at, CancellationToken cancel) => Ask(code, Sent.Nothing, at, cancel));
        routes.MapPost("/collectives/{code:length(14)}/placements/new", Place).TakesDocuments();
        routes.MapGet("/collectives/{code:length(14)}.geojson", async (string code, NpgsqlDataSource register, CancellationToken cancel) =>
            ParcelPages.GeoJson(await ParcelMap.OfCollective(register, code, cancel)));
    }

    private static async Task<IResult> Show(string code, int? page, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, code, cancel) is not { } collective) return Page.Missing;

        var number = Math.Max(1, page ?? 1);
        var roster = await CollectiveSheet.Roster(register, code, (number - 1) * CollectivePage.PageSize, CollectivePage.PageSize, cancel);
        return Page.Of<CollectivePage>(new
        {
            Collective = collective,
            Placements = await PlacementLine.Of(register, code, cancel),
            Roster = roster,
            Number = number,
            Names = await names.For(who, roster.Select(line => line.Representative), cancel),
        });
    }

    private static async Task<IResult> Ask(string code, Sent sent, CasePages.At at, CancellationToken cancel) => await CollectiveSheet.Of(at.Register, code, cancel) is { } collective
        ? Page.Of<PlacementFormPage>(new { Collective = collective, Placements = (IReadOnlyList<PlacementLine>)await PlacementLine.Of(at.Register, code, cancel), Sent = sent }, sent.Status)
        : Page.Missing;

    /// <summary>The document of the change is handed in with it.</summary>
    private static async Task<IResult> Place(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var village = filling.Digits("village", VillageDigits);
        var from = filling.Day("from");
        if (filling.Text("source").Length == 0) filling.Wrong("source", T["请填写文件名称和文号"]);
        var document = await filling.Paper("document", needed: true, cancel);
        if (!filling.IsComplete || village is null || from is not { } day || document is null) return await Ask(code, filling.Back(), at, cancel);

        var answer = await at.Office.Desk.Enter(new PlaceCollective(code, village, day, filling.Text("source"), document), at.Office.Submit(filling.Command, at.Who), cancel);
        return answer.IsEntered ? Page.See($"/collectives/{code}") : await Ask(code, filling.Back(answer), at, cancel);
    }
}
