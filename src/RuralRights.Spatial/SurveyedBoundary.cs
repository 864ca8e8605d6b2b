using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Valid;

namespace RuralRights.Spatial;

/// <summary>
/// The boundary of a parcel (地块界址) exactly as it was surveyed, with the coordinate system it was surveyed in.
/// </summary>
/// <remarks>
/// Coordinates are copied on the way in and on the way out, so nobody can move a boundary behind the register's back; they keep
/// every bit. Only the direction of rings is set: the shell runs counter-clockwise, holes clockwise.
/// Two boundaries are equal when system, rings and start vertices are the same to the last bit.
/// </remarks>
public sealed class SurveyedBoundary : IEquatable<SurveyedBoundary>
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 0);

    private readonly Polygon _polygon;

    /// <summary>Checks and keeps a boundary.</summary>
    /// <exception cref="ArgumentException">The polygon is empty or invalid, or a vertex cannot lie in the coordinate system.</exception>
    public SurveyedBoundary(Polygon polygon, CoordinateSystem system)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        ArgumentNullException.ThrowIfNull(system);
        if (polygon.IsEmpty) throw new ArgumentException("A boundary needs at least one ring.", nameof(polygon));
        foreach (var vertex in polygon.Coordinates)
            if (!system.IsPlausible(vertex.X, vertex.Y))
                throw new ArgumentException($"({vertex.X:R}, {vertex.Y:R}) cannot lie in {system.Id}.", nameof(polygon));
        if (new IsValidOp(polygon).ValidationError is { } error)
            throw new ArgumentException($"The boundary is not a valid area: {error.Message}.", nameof(polygon));

        System = system;
        _polygon = Copy(polygon, system.Epsg ?? 0);
    }

    /// <summary>The coordinate system of the survey.</summary>
    public CoordinateSystem System { get; }

    /// <summary>Bounds in the coordinates of the survey.</summary>
    public Envelope Bounds => _polygon.EnvelopeInternal.Copy();

    /// <summary>
    /// Area in the plane of the survey, in square metres to four places. For longitude and latitude the plane is that of the
    /// 3-degree zone in which the parcel lies.
    /// </summary>
    /// <remarks>
    /// It exceeds the area on the ellipsoid by up to 0.5 in a thousand inside a zone. The legal area is the recorded one; this
    /// one only checks it.
    /// </remarks>
    public decimal PlanarArea =>
        Math.Round((decimal)WorkingPlane.Of(System, _polygon.EnvelopeInternal.Centre.X).ToPlane(_polygon)!.Area, 4, MidpointRounding.AwayFromZero);

    /// <summary>Reads a boundary written by <see cref="ToWkb"/>.</summary>
    /// <exception cref="ArgumentException">The bytes are no polygon, or the polygon is no boundary.</exception>
    public static SurveyedBoundary FromWkb(byte[] wkb, CoordinateSystem system)
    {
        Geometry geometry;
        try
        {
            geometry = new WKBReader().Read(wkb);
        }
        catch (Exception trouble) when (trouble is ParseException or IOException or ArgumentException or OverflowException)
        {
            throw new ArgumentException("The bytes are no well-known binary.", nameof(wkb), trouble);
        }

        return geometry is Polygon polygon
            ? new SurveyedBoundary(polygon, system)
            : throw new ArgumentException($"A boundary is one polygon, not a {geometry.GeometryType}.", nameof(wkb));
    }

    /// <summary>Well-known binary, little-endian, two-dimensional, without SRID: the coordinate system travels beside it.</summary>
    public byte[] ToWkb() => Write(_polygon);

    /// <summary>A copy as a polygon in the coordinates of the survey.</summary>
    public Polygon ToPolygon() => (Polygon)_polygon.Copy();

    /// <summary>A copy in another coordinate system, such as EPSG:4490 for the map.</summary>
    /// <exception cref="ArgumentException">A vertex lies outside the other system.</exception>
    public Polygon ToPolygon(CoordinateSystem target)
    {
        var polygon = CoordinateTransform.Between(System, target).Take(_polygon)
            ?? throw new ArgumentException($"A vertex of the boundary lies outside {target.Id}.", nameof(target));
        polygon.SRID = target.Epsg ?? 0;
        return polygon;
    }

    /// <inheritdoc/>
    public bool Equals(SurveyedBoundary? other) => other is not null && System == other.System && _polygon.EqualsExact(other._polygon);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SurveyedBoundary);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System.Id, _polygon.EnvelopeInternal.GetHashCode(), _polygon.NumPoints);

    /// <summary>The bytes of a polygon known to be a boundary, its rings set in direction.</summary>
    internal static byte[] WkbOf(Polygon polygon) => Write(Copy(polygon, 0));

    private static byte[] Write(Polygon polygon) => new WKBWriter(ByteOrder.LittleEndian, handleSRID: false).Write(polygon);

    private static Polygon Copy(Polygon polygon, int srid)
    {
        var copy = Factory.CreatePolygon(
            Ring((LinearRing)polygon.ExteriorRing, counterClockwise: true),
            [.. polygon.InteriorRings.Select(hole => Ring((LinearRing)hole, counterClockwise: false))]);
        copy.SRID = srid;
        return copy;
    }

    private static LinearRing Ring(LinearRing ring, bool counterClockwise)
    {
        var vertices = ring.Coordinates.Select(vertex => new Coordinate(vertex.X, vertex.Y)).ToArray();
        if (Orientation.IsCCW(vertices) != counterClockwise) Array.Reverse(vertices);
        return Factory.CreateLinearRing(vertices);
    }
}
