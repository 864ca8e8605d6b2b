using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Interchange.Corrections;

namespace RuralRights.Registry.Registration;

/// <summary>A plan of the parcels of an item and of the spots its findings name: north up, drawn on the server so that it needs no script.</summary>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Parcels">Outlines, each with the code of its parcel and whether a finding is about it.</param>
/// <param name="Spots">Spots of the findings, each with the number of the finding.</param>
public sealed record WorkDrawing(double Width, double Height, IReadOnlyList<(string Parcel, bool IsFaulty, string Path)> Parcels, IReadOnlyList<(int Finding, double X, double Y)> Spots)
{
    private const double Longest = 1000;
    private const double Margin = 40;

    /// <summary>Draws what can be drawn; null when nothing can.</summary>
    public static WorkDrawing? Of(IReadOnlyList<WorkRow> rows, IReadOnlyList<FindingOnRecord> findings)
    {
        var reader = new WKTReader();
        var outlines = rows.Where(row => row is { Table: "DK", Boundary: not null, IsStruck: false })
            .Select(row => (Parcel: row["DKBM"] ?? "", IsFaulty: findings.Any(finding => finding.Layer == "DK" && finding.Row == row.Row), Shape: reader.Read(row.Boundary)))
            .ToList();
        // A coordinate that is no place of this county would shrink everything else to a dot.
        var spots = findings.Where(finding => finding.Wkt is not null).Select(finding => (finding.Number, Spot: reader.Read(finding.Wkt))).ToList();
        var faulty = outlines.Where(outline => outline.IsFaulty).ToList();
        var box = new Envelope();
        foreach (var outline in faulty.Count > 0 ? faulty : outlines) box.ExpandToInclude(outline.Shape.EnvelopeInternal);
        if (box.IsNull || Math.Max(box.Width, box.Height) is not (> 0 and < 1e6)) return null;

        var scale = Longest / Math.Max(box.Width, box.Height);
        var near = box.Copy();
        near.ExpandBy(Math.Max(box.Width, box.Height));
        return new(
            (box.Width * scale) + (2 * Margin),
            (box.Height * scale) + (2 * Margin),
            [.. outlines.Where(outline => near.Covers(outline.Shape.EnvelopeInternal)).OrderBy(outline => outline.IsFaulty).Select(outline => (outline.Parcel, outline.IsFaulty, Path(outline.Shape)))],
            [.. spots.Where(spot => !spot.Spot.IsEmpty && box.Intersects(spot.Spot.EnvelopeInternal))
                .Select(spot => (spot.Number, At(spot.Spot.EnvelopeInternal.Centre))).Select(spot => (spot.Number, spot.Item2.X, spot.Item2.Y))]);

        (double X, double Y) At(Coordinate point) => (((point.X - box.MinX) * scale) + Margin, ((box.MaxY - point.Y) * scale) + Margin);

        string Path(Geometry lines)
        {
            var path = new StringBuilder();
            for (var at = 0; at < lines.NumGeometries; at++)
            {
                var pen = 'M';
                foreach (var point in lines.GetGeometryN(at).Coordinates)
                {
                    var (x, y) = At(point);
                    path.Append(CultureInfo.InvariantCulture, $"{pen}{x:0.#} {y:0.#}");
                    pen = 'L';
                }

                path.Append('Z');
            }

            return path.ToString();
        }
    }
}
