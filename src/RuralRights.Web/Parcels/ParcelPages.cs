using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Parcels;

/// <summary>A parcel, and the parcels of the register for the map.</summary>
public static class ParcelPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/parcels/{code:length(19)}", Show);
        routes.MapGet("/parcels/{code:length(19)}.geojson", Features);
        routes.MapGet("/tiles/{zoom:int}/{x:int}/{y:int}.mvt", Tile);
    }

    private static async Task<IResult> Show(string code, string? on, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await ParcelSheet.Of(register, code, cancel) is not { } parcel) return Page.Missing;
        if (!await MaySee(who, parcel, office, register, cancel)) return Page.Closed;

        var day = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        // Without a day the history begins at its end, which is today.
        var then = string.IsNullOrEmpty(on) ? await ParcelThen.On(register, parcel, office.Today, cancel) : day is { } past ? await ParcelThen.On(register, parcel, past, cancel) : null;
        var representatives = await HouseholdSheet.RepresentativesThroughTime(register, parcel.Holdings.Select(holding => holding.Household), cancel);
        return Page.Of<ParcelPage>(new
        {
            Parcel = parcel,
            Holds = await StandingHold.OfParcels(register, [code], office.Today, cancel),
            Entries = await LedgerBook.OfParcel(register, code, cancel),
            Objections = await ObjectionSheet.OpenAgainstParcel(register, code, parcel.Holdings.Where(holding => holding.IsLive).Select(holding => holding.Household), cancel),
            Representatives = representatives,
            Sketch = await Sketch.Of(register, [code], cancel),
            Then = then,
            ThenSketch = then is null ? null : await Sketch.Of(register, code, then.Survey.Boundary, cancel),
            Days = await ParcelThen.Days(register, parcel, representatives, office.Today, cancel),
            Asked = on ?? "",
            Wrong = !string.IsNullOrEmpty(on) && then is null,
            office.Today,
            Names = (await names.For(who, representatives.Select(line => line.Person), cancel)).With(
                await names.InFull(who, representatives.Where(line => who.IsOfHousehold(line.Household)).Select(line => line.Person), cancel)),
        });
    }

    private static async Task<IResult> Features(string code, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        await ParcelSheet.Of(register, code, cancel) is not { } parcel ? Page.Missing
        : await MaySee(who, parcel, office, register, cancel) ? GeoJson(await ParcelMap.Features(register, [code], cancel))
        : Page.Closed;

    private static async Task<bool> MaySee(Visitor who, ParcelSheet parcel, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        who.ReadsAll || who.Collective == parcel.Collective || (who.ReadsItsPlace && await register.Serves(who.Actor, parcel.Collective, office.Today, cancel));

    private static async Task<IResult> Tile(int zoom, int x, int y, HttpContext context, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (zoom is < ParcelMap.FirstZoom or > 20 || x < 0 || y < 0 || x >= 1 << zoom || y >= 1 << zoom) return TypedResults.NoContent();

        context.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Bytes(await ParcelMap.Tile(register, zoom, x, y, cancel), "application/vnd.mapbox-vector-tile");
    }

    /// <summary>GeoJSON as the database wrote it.</summary>
    internal static ContentHttpResult GeoJson(string features) => TypedResults.Text(features, "application/geo+json");
}
