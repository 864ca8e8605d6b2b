using Npgsql;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Store;
using RuralRights.Web.Layout;
using RuralRights.Web.Parcels;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Collectives;

/// <summary>The collectives of the county and their rosters.</summary>
public static class CollectivePages
{
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
            Roster = roster,
            Number = number,
            Names = await names.For(who, roster.Select(line => line.Representative), cancel),
        });
    }
}
