using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace RuralRights.Spatial.Sketches;

/// <summary>The paper a sketch map (地块示意图) is drawn on, in millimetres.</summary>
/// <param name="Width">Width of the frame.</param>
/// <param name="Height">Height of the frame.</param>
/// <param name="Margin">Kept free around the parcel, for its neighbours and the lettering.</param>
public sealed record SketchFrame(double Width, double Height, double Margin = 10);

/// <summary>A point on the paper: millimetres from the upper left corner of the frame, to the right and down.</summary>
public readonly record struct PaperPoint(double X, double Y);

/// <summary>An area on the paper: its outline, then its holes. Outlines are closed.</summary>
public sealed record PaperArea(IReadOnlyList<IReadOnlyList<PaperPoint>> Rings);

/// <summary>A side of the parcel on the paper, with its true length in metres to the centimetre.</summary>
public sealed record PaperSide(PaperPoint From, PaperPoint To, decimal Metres);

/// <summary>A neighbour as far as the frame shows it.</summary>
/// <param name="Label">What the caller named it by.</param>
/// <param name="Parts">What of it lies in the frame.</param>
/// <param name="LabelAt">A point well inside the largest part.</param>
public sealed record SketchNeighbour(string Label, IReadOnlyList<PaperArea> Parts, PaperPoint LabelAt);

/// <summary>
/// The sketch map of a parcel: north up, the parcel in the middle of the frame at a cadastral scale, its neighbours cut off at the
/// frame. Holds millimetres only, so whoever draws it needs to know nothing about coordinates.
/// </summary>
public sealed record ParcelSketch
{
    private static readonly int[] Scales = [200, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000];

    private ParcelSketch()
    {
    }

    /// <summary>The frame it was drawn for.</summary>
    public required SketchFrame Frame { get; init; }

    /// <summary>Denominator of the scale: 500 for 1:500.</summary>
    public required int ScaleDenominator { get; init; }

    /// <summary>The parcel.</summary>
    public required PaperArea Parcel { get; init; }

    /// <summary>A point well inside the parcel, for its label.</summary>
    public required PaperPoint LabelAt { get; init; }

    /// <summary>The sides of the parcel's outline, counter-clockwise from its first corner.</summary>
    public required IReadOnlyList<PaperSide> Sides { get; init; }

    /// <summary>The neighbours that reach into the frame, in the order they were given.</summary>
    public required IReadOnlyList<SketchNeighbour> Neighbours { get; init; }

    /// <summary>
    /// The largest usual scale at which an extent fits on the paper; beyond 1:50000 the next multiple of 50000.
    /// </summary>
    public static int ScaleFor(double eastWestMetres, double northSouthMetres, SketchFrame frame)
    {
        var (width, height) = (frame.Width - 2 * frame.Margin, frame.Height - 2 * frame.Margin);
        if (width <= 0 || height <= 0) throw new ArgumentException("The margins leave no room for a parcel.", nameof(frame));
        var needed = Math.Max(eastWestMetres / width, northSouthMetres / height) * 1000;
        return Array.Find(Scales, scale => scale >= needed) is var found and > 0 ? found : checked((int)Math.Ceiling(needed / 50_000) * 50_000);
    }

    /// <summary>Draws a parcel and its neighbours. Neighbours may come in another coordinate system than the parcel.</summary>
    public static ParcelSketch Draw(SurveyedBoundary parcel, IEnumerable<(string Label, SurveyedBoundary Boundary)> neighbours, SketchFrame frame)
    {
        var plane = WorkingPlane.Of(parcel.System, parcel.Bounds.Centre.X).Plane;
        var ground = parcel.ToPolygon(plane);
        var bounds = ground.EnvelopeInternal;
        var scale = ScaleFor(bounds.Width, bounds.Height, frame);
        var paper = new Paper(bounds.Centre, frame, scale);
        return new ParcelSketch
        {
            Frame = frame,
            ScaleDenominator = scale,
            Parcel = paper.Area(ground),
            LabelAt = paper.Point(InteriorPointArea.GetInteriorPoint(ground)),
            Sides = [.. paper.Sides(ground.ExteriorRing)],
            Neighbours = [.. neighbours.Select(neighbour => paper.Neighbour(neighbour.Label, neighbour.Boundary.ToPolygon(plane))).OfType<SketchNeighbour>()],
        };
    }

    private sealed class Paper(Coordinate centre, SketchFrame frame, int scale)
    {
        private readonly double _millimetresPerMetre = 1000d / scale;

        private readonly Geometry _window = GeometryFactory.Default.ToGeometry(new Envelope(
            centre.X - frame.Width * scale / 2000, centre.X + frame.Width * scale / 2000,
            centre.Y - frame.Height * scale / 2000, centre.Y + frame.Height * scale / 2000));

        /// <summary>A hundredth of a millimetre is finer than any printer, and keeps documents byte for byte the same.</summary>
        public PaperPoint Point(Coordinate ground) => new(
            Math.Round(frame.Width / 2 + (ground.X - centre.X) * _millimetresPerMetre, 2),
            Math.Round(frame.Height / 2 - (ground.Y - centre.Y) * _millimetresPerMetre, 2));

        public PaperArea Area(Polygon ground) => new(
            [Ring(ground.ExteriorRing), .. ground.InteriorRings.Select(Ring)]);

        public IEnumerable<PaperSide> Sides(LineString ring)
        {
            var corners = ring.Coordinates;
            for (var at = 1; at < corners.Length; at++)
                yield return new PaperSide(Point(corners[at - 1]), Point(corners[at]), Math.Round((decimal)corners[at - 1].Distance(corners[at]), 2, MidpointRounding.AwayFromZero));
        }

        public SketchNeighbour? Neighbour(string label, Polygon ground)
        {
            if (!_window.EnvelopeInternal.Intersects(ground.EnvelopeInternal)) return null;
            var seen = OverlayNGRobust.Overlay(ground, _window, SpatialFunction.Intersection);
            var parts = Enumerable.Range(0, seen.NumGeometries).Select(seen.GetGeometryN).OfType<Polygon>().Where(part => !part.IsEmpty).ToList();
            return parts.MaxBy(part => part.Area) is { } largest
                ? new SketchNeighbour(label, [.. parts.Select(Area)], Point(InteriorPointArea.GetInteriorPoint(largest)))
                : null;
        }

        private PaperPoint[] Ring(LineString ring) => [.. ring.Coordinates.Select(Point)];
    }
}
