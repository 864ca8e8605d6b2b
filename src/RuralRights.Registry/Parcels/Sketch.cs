using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Npgsql;
using RuralRights.Domain.Parcels;

namespace RuralRights.Registry.Parcels;

/// <summary>A small plan of some parcels and what lies beside them, ready to be drawn: north up, one unit a metre.</summary>
/// <param name="Width">Width in metres.</param>
/// <param name="Height">Height in metres.</param>
/// <param name="Shapes">Neighbours first, so that the parcels meant lie on top.</param>
public sealed record Sketch(double Width, double Height, IReadOnlyList<SketchShape> Shapes)
{
    /// <summary>Outlines that the register has until now, as paths, where others are asked for.</summary>
    public IReadOnlyList<string> Former { get; private init; } = [];

    private const double MetresPerDegree = 111_320;
    private const double LeastMargin = 12;

    /// <summary>Draws these parcels or plots; null when the register has a boundary of none of them.</summary>
    public static Task<Sketch?> Of(NpgsqlDataSource register, IReadOnlyCollection<string> parcels, CancellationToken cancel) => Of(register, parcels, [], cancel);

    /// <summary>Draws these parcels or plots, and some that are only asked for, with where the register has those until now.</summary>
    public static async Task<Sketch?> Of(
        NpgsqlDataSource register, IReadOnlyCollection<string> parcels, IReadOnlyCollection<(string Code, BoundaryOnRecord Boundary)> asked, CancellationToken cancel)
    {
        if (parcels.Count + asked.Count == 0) return null;

        var shapes = await register.All(
            """
            with ground as not materialized (select code, map from register.parcel where retired_on is null
                                             union all
                                             select code, map from register.homestead_plot),
                 own as (select code, map from register.parcel where code = any ($1)
                         union all
                         select code, map from register.homestead_plot where code = any ($1)
                         union all
                         select code, register.on_the_map(ST_GeomFromWKB(wkb), crs) from unnest($2::text[], $3::bytea[], $4::text[]) as asked(code, wkb, crs))
            select code, map, true as own, false as former from own
            union all
            select code, map, false, true from ground where code = any ($2)
            union all
            (select distinct on (p.code) p.code, p.map, false, false
             from own
                      join ground p on p.map && ST_Expand(own.map, 0.0003)
             where p.code not in (select code from own)
             order by p.code
             limit 300)
            """,
            row => (Shape: (Code: row.GetString(0), Shape: row.GetFieldValue<Geometry>(1), Own: row.GetBoolean(2)), Former: row.GetBoolean(3)),
            cancel,
            parcels.ToArray(),
            asked.Select(one => one.Code).ToArray(),
            asked.Select(one => one.Boundary.Wkb).ToArray(),
            asked.Select(one => one.Boundary.Crs).ToArray());
        return Draw([.. shapes.Where(one => !one.Former).Select(one => one.Shape)], [.. shapes.Where(one => one.Former).Select(one => (one.Shape.Code, one.Shape.Shape))]);
    }

    /// <summary>Draws one boundary as it was recorded, whatever lies there today.</summary>
    public static async Task<Sketch?> Of(NpgsqlDataSource register, string parcel, BoundaryOnRecord boundary, CancellationToken cancel) => Draw(await register.All(
        "select register.on_the_map(ST_GeomFromWKB($1), $2)", row => (parcel, row.GetFieldValue<Geometry>(0), true), cancel, boundary.Wkb, boundary.Crs));

    /// <summary>Draws what a change alters, before and after in one frame, with what lies beside it; on the plan of what would be, what was is a broken line.</summary>
    public static async Task<(Sketch? Before, Sketch? After)> Of(NpgsqlDataSource register, LandAltered? land, CancellationToken cancel)
    {
        if (land is null) return default;

        LandOutline[] drawn = [.. land.Before, .. land.After];
        var shapes = await register.All(
            """
            with ground as not materialized (select code, map from register.parcel where retired_on is null
                                             union all
                                             select code, map from register.homestead_plot),
                 own as (select d.at, d.code, case when d.wkb is null then coalesce(p.map, h.map) else register.on_the_map(ST_GeomFromWKB(d.wkb), d.crs) end as map
                         from unnest($1::text[], $2::bytea[], $3::text[]) with ordinality as d(code, wkb, crs, at)
                                  left join register.parcel p on p.code = d.code
                                  left join register.homestead_plot h on h.code = d.code)
            select at::integer - 1, code, map from own where map is not null
            union all
            (select distinct on (p.code) -1, p.code, p.map
             from own
                      join ground p on p.map && ST_Expand(own.map, 0.0003)
             where not exists (select from own o where o.code = p.code or ST_Intersects(o.map, ST_PointOnSurface(p.map)))
             order by p.code
             limit 100)
            """,
            row => (At: row.GetInt32(0), Code: row.GetString(1), Shape: row.GetFieldValue<Geometry>(2)),
            cancel,
            drawn.Select(one => one.Code).ToArray(),
            drawn.Select(one => one.Boundary?.Wkb).ToArray(),
            drawn.Select(one => one.Boundary?.Crs).ToArray());
        var frame = new Envelope();
        foreach (var shape in shapes.Where(shape => shape.At >= 0)) frame.ExpandToInclude(shape.Shape.EnvelopeInternal);
        var beside = shapes.Where(shape => shape.At < 0).Select(shape => (shape.Code, shape.Shape, false)).ToList();
        var before = shapes.Where(shape => shape.At >= 0 && shape.At < land.Before.Count).ToList();
        var after = shapes.Where(shape => shape.At >= land.Before.Count).ToList();
        var was = before.Where(old => !after.Exists(shape => shape.Shape.EqualsTopologically(old.Shape))).Select(old => (old.Code, old.Shape));
        return (
            before.Count == 0 ? null : Draw([.. beside, .. before.Select(shape => (shape.Code, shape.Shape, true))], frame, []),
            Draw([.. beside, .. after.Select(shape => (shape.Code, shape.Shape, true))], frame, [.. was]));
    }

    private static Sketch? Draw(IReadOnlyList<(string Code, Geometry Shape, bool Own)> shapes, IReadOnlyList<(string Code, Geometry Shape)>? former = null)
    {
        var frame = new Envelope();
        foreach (var (_, shape, own) in shapes)
            if (own) frame.ExpandToInclude(shape.EnvelopeInternal);
        return Draw(shapes, frame, former ?? []);
    }

    private static Sketch? Draw(IReadOnlyList<(string Code, Geometry Shape, bool Own)> shapes, Envelope box, IReadOnlyList<(string Code, Geometry Shape)> former)
    {
        if (box.IsNull) return null;

        var east = MetresPerDegree * Math.Cos(box.Centre.Y * Math.PI / 180);
        // What lies far apart is drawn small, and its room at the edge grows with it.
        var margin = Math.Max(LeastMargin, Math.Max(box.Width * east, box.Height * MetresPerDegree) / 16);
        var (width, height) = ((box.Width * east) + (2 * margin), (box.Height * MetresPerDegree) + (2 * margin));
        return new(width, height, [.. shapes.OrderBy(shape => shape.Own).Select(shape => new SketchShape(
            shape.Code, shape.Own, Path(shape.Shape), At(shape.Shape.InteriorPoint.Coordinate)))])
        {
            Former = [.. former.Select(one => Path(one.Shape))],
        };

        (double X, double Y) At(Coordinate point) =>
            (((point.X - box.MinX) * east) + margin, ((box.MaxY - point.Y) * MetresPerDegree) + margin);

        string Path(Geometry geometry)
        {
            var path = new StringBuilder();
            for (var at = 0; at < geometry.NumGeometries; at++)
            {
                if (geometry.GetGeometryN(at) is not Polygon polygon) continue;

                Ring(polygon.ExteriorRing);
                foreach (var hole in polygon.InteriorRings) Ring(hole);
            }

            return path.ToString();

            void Ring(LineString ring)
            {
                var pen = 'M';
                foreach (var point in ring.Coordinates.SkipLast(1))
                {
                    var (x, y) = At(point);
                    path.Append(CultureInfo.InvariantCulture, $"{pen}{x:0.#} {y:0.#}");
                    pen = 'L';
                }

                path.Append('Z');
            }
        }
    }
}

/// <summary>One outline of a sketch.</summary>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Own">True for a parcel meant, false for what lies beside it.</param>
/// <param name="Path">Outline as the path of an SVG drawing.</param>
/// <param name="Label">A point inside it.</param>
public sealed record SketchShape(string Parcel, bool Own, string Path, (double X, double Y) Label);
