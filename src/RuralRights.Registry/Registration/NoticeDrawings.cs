using Npgsql;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Spatial;

namespace RuralRights.Registry.Registration;

/// <summary>The land of a notice as the sheet draws it: exactly as surveyed, with what lies beside it.</summary>
public sealed class NoticeDrawings
{
    private const double Beside = 0.0003;

    private readonly Dictionary<string, (SurveyedBoundary Boundary, string? Points)> _own;
    private readonly Dictionary<string, SurveyedBoundary> _former;
    private readonly ILookup<string, NeighbourParcel> _neighbours;
    private readonly Dictionary<string, string> _names;

    private NoticeDrawings(
        Dictionary<string, (SurveyedBoundary Boundary, string? Points)> own, Dictionary<string, SurveyedBoundary> former, ILookup<string, NeighbourParcel> neighbours, Dictionary<string, string> names) =>
        (_own, _former, _neighbours, _names) = (own, former, neighbours, names);

    /// <summary>The drawings of one case: what is asked for first, then what stays as it is.</summary>
    public IReadOnlyList<DrawnParcel> Of(NoticeEntry entry) =>
    [
        .. entry.Asked.Select(asked => asked.Code).Concat(entry.Standing).Where(_own.ContainsKey).Select(code => new DrawnParcel(
            code, _names[code], _own[code].Boundary, _own[code].Points, _former.GetValueOrDefault(code), [.. _neighbours[code]])),
    ];

    /// <summary>Reads the boundaries of everything on a notice.</summary>
    public static async Task<NoticeDrawings> Of(NpgsqlDataSource register, IReadOnlyList<NoticeEntry> entries, CancellationToken cancel)
    {
        string[] standing = [.. entries.SelectMany(entry => entry.Standing).Distinct(StringComparer.Ordinal)];
        AskedParcel[] asked = [.. entries.SelectMany(entry => entry.Asked).DistinctBy(one => one.Code, StringComparer.Ordinal)];
        const string land =
            """
            with ground as not materialized (select code, crs, boundary, boundary_points as points, map from register.parcel where retired_on is null
                                             union all
                                             select code, crs, boundary, null, map from register.homestead_plot),
                 own as (select code, crs, boundary, points, map from ground where code = any ($1)
                         union all
                         select code, crs, ST_GeomFromWKB(wkb), points, register.on_the_map(ST_GeomFromWKB(wkb), crs)
                         from unnest($2::text[], $3::text[], $4::bytea[], $5::text[]) as asked(code, crs, wkb, points))
            """;
        object[] given = [standing, asked.Select(one => one.Code).ToArray(), asked.Select(one => one.Boundary.Crs).ToArray(), asked.Select(one => one.Boundary.Wkb).ToArray(), asked.Select(one => one.Points).ToArray()];
        var own = await register.All(
            land + " select code, crs, ST_AsBinary(boundary), points, false from own union all select code, crs, ST_AsBinary(boundary), points, true from ground where code = any ($2)",
            row => (Code: row.GetString(0), Boundary: Boundary(row.GetString(1), row.GetFieldValue<byte[]>(2)), Points: row.Text(3), Former: row.GetBoolean(4)),
            cancel,
            given);
        var beside = await register.All(
            land + """
             select o.code, n.code, n.crs, ST_AsBinary(n.boundary)
             from own o
                      join (select code, crs, boundary, map from ground where code <> all ($1 || $2)
                            union all
                            select code, crs, boundary, map from own) n on n.map && ST_Expand(o.map, $6) and n.code <> o.code
             order by n.code
            """,
            row => (Of: row.GetString(0), Code: row.GetString(1), Boundary: Boundary(row.GetString(2), row.GetFieldValue<byte[]>(3))),
            cancel,
            [.. given, Beside]);
        return new(
            own.Where(one => !one.Former && one.Boundary is not null).ToDictionary(one => one.Code, one => (one.Boundary!, one.Points), StringComparer.Ordinal),
            own.Where(one => one.Former && one.Boundary is not null).ToDictionary(one => one.Code, one => one.Boundary!, StringComparer.Ordinal),
            beside.Where(one => one.Boundary is not null).ToLookup(one => one.Of, one => new NeighbourParcel(one.Code, one.Boundary!), StringComparer.Ordinal),
            entries.SelectMany(entry => entry.Asked.Select(one => (one.Code, one.Name)).Concat(entry.Parcels.Select(parcel => (parcel.Code, parcel.Name))))
                .DistinctBy(one => one.Code, StringComparer.Ordinal).ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal));
    }

    private static SurveyedBoundary? Boundary(string crs, byte[] wkb) =>
        CoordinateSystem.FromId(crs) is CoordinateSystemReading.Recognised known ? SurveyedBoundary.FromWkb(wkb, known.System) : null;
}
