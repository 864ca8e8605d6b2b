using NetTopologySuite.Geometries;

namespace RuralRights.Spatial;

/// <summary>
/// The plane in which lengths and areas of a layer are measured: its own, or for longitude and latitude that of the 3-degree zone
/// in which the layer lies.
/// </summary>
internal sealed class WorkingPlane
{
    private readonly CoordinateTransform? _toPlane;
    private readonly CoordinateTransform? _back;

    private WorkingPlane(CoordinateSystem plane, CoordinateTransform? toPlane, CoordinateTransform? back) => (Plane, _toPlane, _back) = (plane, toPlane, back);

    /// <summary>The system of the plane.</summary>
    public CoordinateSystem Plane { get; }

    /// <summary>The plane for a layer of which one coordinate is known.</summary>
    public static WorkingPlane Of(CoordinateSystem system, double x)
    {
        if (!system.IsGeographic) return new WorkingPlane(system, null, null);
        var zone = Math.Clamp((int)Math.Round(x / 3), 25, 45);
        var plane = CoordinateSystem.ThreeDegreeZone(zone, prefixed: false);
        return new WorkingPlane(plane, CoordinateTransform.Between(system, plane), CoordinateTransform.Between(plane, system));
    }

    /// <summary>A copy in the plane; null when a vertex lies too far away for it.</summary>
    public T? ToPlane<T>(T geometry)
        where T : Geometry => Take(geometry, _toPlane);

    /// <summary>Takes x, y, x, y ... to the plane in place.</summary>
    public void ToPlane(Span<double> coordinates, out bool isTooFar) => isTooFar = _toPlane is not null && _toPlane.Apply(coordinates, out _) >= 0;

    /// <summary>A copy in the coordinates of the layer.</summary>
    public T? Back<T>(T geometry)
        where T : Geometry => Take(geometry, _back);

    private static T? Take<T>(T geometry, CoordinateTransform? way)
        where T : Geometry => way is null ? (T)geometry.Copy() : way.Take(geometry);
}
