using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace RuralRights.Spatial;

/// <summary>What became of one transformed point.</summary>
public enum TransformOutcome
{
    /// <summary>Transformed.</summary>
    Transformed,

    /// <summary>A number of the point is not finite.</summary>
    NotFinite,

    /// <summary>The point cannot lie in the system it is said to come from: axes exchanged, zone number missing, degrees for metres.</summary>
    OutsideSource,

    /// <summary>The point lies too far from the zone of the system it should go to.</summary>
    OutsideTarget,
}

/// <summary>A point in a plane or on the globe: easting or longitude first.</summary>
public readonly record struct PlanarPoint(double X, double Y);

/// <summary>
/// Takes coordinates from one system to another. The values are those of PROJ to a tenth of a millimetre.
/// </summary>
/// <remarks>
/// Safe for several threads. A point that cannot belong to the source or the target system is refused, not computed: exchanged axes
/// would otherwise come back as a place in another country.
/// </remarks>
public abstract class CoordinateTransform
{
    private protected CoordinateTransform(CoordinateSystem from, CoordinateSystem to)
    {
        From = from;
        To = to;
    }

    /// <summary>The system coordinates come from.</summary>
    public CoordinateSystem From { get; }

    /// <summary>The system coordinates go to.</summary>
    public CoordinateSystem To { get; }

    /// <summary>The way from one system to another.</summary>
    public static CoordinateTransform Between(CoordinateSystem from, CoordinateSystem to) =>
        from.SharesPlaneWith(to) ? new Shift(from, to) : new Projection(from, to);

    /// <summary>Transforms one point; <paramref name="result"/> means nothing unless the outcome is <see cref="TransformOutcome.Transformed"/>.</summary>
    public TransformOutcome Apply(double x, double y, out PlanarPoint result)
    {
        result = default;
        if (!double.IsFinite(x) || !double.IsFinite(y)) return TransformOutcome.NotFinite;
        if (!From.IsPlausible(x, y)) return TransformOutcome.OutsideSource;
        (x, y) = Compute(x, y);
        if (!To.IsPlausible(x, y)) return TransformOutcome.OutsideTarget;
        result = new PlanarPoint(x, y);
        return TransformOutcome.Transformed;
    }

    /// <summary>
    /// Transforms x, y, x, y ... in place. Stops at the first point that is refused, leaves it and all after it as they were,
    /// and returns its number; -1 when all went through.
    /// </summary>
    public int Apply(Span<double> coordinates, out TransformOutcome outcome)
    {
        if (coordinates.Length % 2 != 0) throw new ArgumentException("Coordinates come in pairs.", nameof(coordinates));
        var points = MemoryMarshal.Cast<double, PlanarPoint>(coordinates);
        for (var at = 0; at < points.Length; at++)
        {
            outcome = Apply(points[at].X, points[at].Y, out var result);
            if (outcome != TransformOutcome.Transformed) return at;
            points[at] = result;
        }

        outcome = TransformOutcome.Transformed;
        return -1;
    }

    /// <summary>A transformed copy of a geometry; null when a vertex of it is refused.</summary>
    public T? Take<T>(T geometry)
        where T : Geometry
    {
        var copy = (T)geometry.Copy();
        var vertices = new Vertices(this);
        copy.Apply(vertices);
        return vertices.Done ? null : copy;
    }

    private protected abstract (double X, double Y) Compute(double x, double y);

    /// <summary>Done as soon as a vertex is refused.</summary>
    private sealed class Vertices(CoordinateTransform way) : ICoordinateSequenceFilter
    {
        public bool Done { get; private set; }

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence vertices, int at)
        {
            Done = way.Apply(vertices.GetX(at), vertices.GetY(at), out var point) != TransformOutcome.Transformed;
            if (Done) return;
            vertices.SetX(at, point.X);
            vertices.SetY(at, point.Y);
        }
    }

    /// <summary>Between systems of one plane nothing is projected, so no digit is lost.</summary>
    private sealed class Shift(CoordinateSystem from, CoordinateSystem to) : CoordinateTransform(from, to)
    {
        private readonly double _east = to.FalseEasting - from.FalseEasting;
        private readonly double _north = to.FalseNorthing - from.FalseNorthing;

        private protected override (double X, double Y) Compute(double x, double y) => (x + _east, y + _north);
    }

    /// <summary>ProjNET does the mathematics. It knows no Chinese system by itself, so it is told each one.</summary>
    private sealed class Projection(CoordinateSystem from, CoordinateSystem to) : CoordinateTransform(from, to)
    {
        private static readonly ConcurrentDictionary<(CoordinateSystem System, bool Inverse), MathTransform> Known = new();

        private readonly MathTransform? _toGlobe = from.IsGeographic ? null : Find(from, inverse: true);
        private readonly MathTransform? _toPlane = to.IsGeographic ? null : Find(to, inverse: false);

        private protected override (double X, double Y) Compute(double x, double y)
        {
            if (_toGlobe is not null) (x, y) = _toGlobe.Transform(x, y);
            return _toPlane is null ? (x, y) : _toPlane.Transform(x, y);
        }

        private static MathTransform Find(CoordinateSystem system, bool inverse) => Known.GetOrAdd((system, inverse), Build);

        private static MathTransform Build((CoordinateSystem System, bool Inverse) key)
        {
            var factory = new CoordinateSystemFactory();
            var plane = (ProjectedCoordinateSystem)factory.CreateFromWkt(Wkt(key.System));
            var globe = plane.GeographicCoordinateSystem;
            var ways = new CoordinateTransformationFactory();
            return (key.Inverse ? ways.CreateFromCoordinateSystems(plane, globe) : ways.CreateFromCoordinateSystems(globe, plane)).MathTransform;
        }

        private static string Wkt(CoordinateSystem system) => string.Create(CultureInfo.InvariantCulture,
            $"""
            PROJCS["{system.NameEnglish}",
              GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",{CoordinateSystem.SemiMajorAxis:R},{CoordinateSystem.InverseFlattening:R}]],PRIMEM["Greenwich",0],UNIT["degree",{Math.PI / 180:R}]],
              PROJECTION["Transverse_Mercator"],
              PARAMETER["latitude_of_origin",{system.LatitudeOfOrigin:R}],PARAMETER["central_meridian",{system.CentralMeridian:R}],
              PARAMETER["scale_factor",{system.ScaleFactor:R}],PARAMETER["false_easting",{system.FalseEasting:R}],PARAMETER["false_northing",{system.FalseNorthing:R}],
              UNIT["metre",1]]
            """);
    }
}
