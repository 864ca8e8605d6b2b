using Npgsql;

namespace RuralRights.Registry.Parcels;

/// <summary>Parcels for the map in the browser: tiles of all of them, features of a few.</summary>
public static class ParcelMap
{
    /// <summary>Below this zoom a tile holds more parcels than anybody can see.</summary>
    public const int FirstZoom = 12;

    /// <summary>One vector tile of the register's parcels.</summary>
    public static async Task<byte[]> Tile(NpgsqlDataSource register, int zoom, int x, int y, CancellationToken cancel) =>
        (await register.All(
            """
            with tile as (select ST_TileEnvelope($1, $2, $3) as envelope,
                                 ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.0625), 4490) as wider),
                 tiled as (select p.code, p.name, ST_AsMVTGeom(ST_Transform(p.map, 3857), t.envelope, 4096, 256) as shape
                           from register.parcel p, tile t
                           where p.map && t.wider
                             and p.retired_on is null)
            select coalesce(ST_AsMVT(tiled, 'parcel', 4096, 'shape'), '') from tiled
            """,
            row => row.GetFieldValue<byte[]>(0),
            cancel,
            zoom,
            x,
            y))[0];

    /// <summary>Some parcels as GeoJSON.</summary>
    public static Task<string> Features(NpgsqlDataSource register, IReadOnlyCollection<string> parcels, CancellationToken cancel) =>
        FeaturesWhere(register, "code = any ($1)", parcels.ToArray(), cancel);

    /// <summary>Parcels of a collective as GeoJSON.</summary>
    public static Task<string> OfCollective(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        FeaturesWhere(register, "collective = $1 and retired_on is null", collective, cancel);

    private static async Task<string> FeaturesWhere(NpgsqlDataSource register, string condition, object value, CancellationToken cancel) =>
        (await register.All(
            $$"""
            select json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(json_build_object(
                       'type', 'Feature', 'id', code, 'geometry', ST_AsGeoJSON(map, 7, 0)::json,
                       'properties', json_build_object('label', right(code, 5), 'name', name)) order by code), '[]'))::text
            from register.parcel
            where {{condition}}
            """,
            row => row.GetString(0),
            cancel,
            value))[0];
}
