using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Tells whether parcels lie in the region they belong to: that of their issuer, village or county (村级区域, 组级区域, 县级行政区).
/// </summary>
/// <remarks>
/// Sides may lie on the border of the region and cross it by <see cref="SurveyTolerance.RegionMargin"/>, for regions are drawn from
/// other sources than parcels. A region that is itself invalid is healed for judging only; its own fault is another finding.
/// Safe for several threads.
/// </remarks>
public sealed class RegionContainment
{
    private readonly CoordinateExpectation _expectation;
    private readonly SurveyTolerance _tolerance;
    private readonly WorkingPlane _plane;
    private readonly Geometry _region;
    private readonly Envelope _bounds;
    private readonly IPreparedGeometry _withMargin;

    /// <param name="region">The region, in the coordinates of the layer of parcels.</param>
    /// <param name="expectation">The system of the layer.</param>
    /// <param name="tolerance">Thresholds; those of the register when null.</param>
    /// <exception cref="ArgumentException">The region is empty, or cannot lie in the system.</exception>
    public RegionContainment(Geometry region, CoordinateExpectation expectation, SurveyTolerance? tolerance = null)
    {
        if (region.IsEmpty) throw new ArgumentException("A region needs an area.", nameof(region));
        if (region.Coordinates.Any(vertex => !expectation.System.IsPlausible(vertex.X, vertex.Y)))
            throw new ArgumentException("The region does not lie in the system of the layer.", nameof(region));

        _expectation = expectation;
        _tolerance = tolerance ?? SurveyTolerance.Default;
        _plane = WorkingPlane.Of(expectation.System, region.EnvelopeInternal.Centre.X);
        var inPlane = _plane.ToPlane(region) ?? throw new ArgumentException("The region is too wide for one zone.", nameof(region));
        _region = inPlane.IsValid ? inPlane : GeometryFixer.Fix(inPlane);
        var withMargin = _region.Buffer(_tolerance.RegionMargin);
        _bounds = withMargin.EnvelopeInternal;
        _withMargin = PreparedGeometryFactory.Prepare(withMargin);

        // A first question builds the indexes that later ones, from several threads, only read.
        _withMargin.Covers(_region);
    }

    /// <summary>
    /// The part of a parcel that lies outside, or null when it lies inside. A parcel that is no area, or has a coordinate that is no
    /// place, has another fault and is not judged.
    /// </summary>
    public TopologyFinding? Judge(ParcelFabric fabric, int parcel)
    {
        if (!HasPlaces(fabric, parcel) || fabric.Shape(parcel) is not { } shape) return null;
        if (_plane.ToPlane(shape) is not { } area) return Outside(fabric, parcel, shape, shape);
        if (_bounds.Covers(area.EnvelopeInternal) && _withMargin.Covers(area)) return null;
        try
        {
            var outside = OverlayNGRobust.Overlay(area, _region, SpatialFunction.Difference);
            return outside.Area > _tolerance.NoiseArea ? Outside(fabric, parcel, outside, _plane.Back(outside)) : null;
        }
        catch (Exception trouble) when (trouble is TopologyException or ArgumentException)
        {
            return Outside(fabric, parcel, area, shape);
        }
    }

    private static TopologyFinding Outside(ParcelFabric fabric, int parcel, Geometry inPlane, Geometry? place) =>
        new(TopologyKind.OutsideRegion, fabric.Reference(parcel), null, inPlane.Area, place);

    private bool HasPlaces(ParcelFabric fabric, int parcel)
    {
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
        {
            var vertices = fabric.Ring(parcel, ring);
            for (var at = 0; at < vertices.Length; at += 2)
                if (!_expectation.System.IsPlausible(vertices[at], vertices[at + 1])) return false;
        }

        return true;
    }
}
