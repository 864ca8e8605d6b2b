namespace RuralRights.Spatial.Topology;

/// <summary>
/// Every threshold of the topology inspection. Lengths are metres in the plane of the survey, areas square metres, angles degrees.
/// </summary>
/// <remarks>
/// Coordinates are delivered to a millimetre (界址点 N11,3), so disagreement below that is rounding and no fault of a survey. The
/// 0.05 m of vertices is the accuracy of a surveyed corner; a square metre of overlap is where the register itself refuses a parcel.
/// </remarks>
public sealed record SurveyTolerance
{
    /// <summary>The thresholds of this register.</summary>
    public static SurveyTolerance Default { get; } = new();

    /// <summary>Two vertices nearer than this are one corner surveyed or drawn twice.</summary>
    public double VertexSpacing { get; init; } = 0.05;

    /// <summary>Widths below this are rounding of coordinates: neither overlap nor gap.</summary>
    public double NoiseWidth { get; init; } = 0.001;

    /// <summary>Areas below this are rounding of coordinates: neither overlap nor gap.</summary>
    public double NoiseArea { get; init; } = 1e-4;

    /// <summary>An overlap above this is an error; up to it, a sliver of the survey.</summary>
    public double SliverArea { get; init; } = 1;

    /// <summary>A strip between neighbours narrower than this is a gap; wider, it is a path, a ridge or a ditch.</summary>
    public double GapWidth { get; init; } = 0.3;

    /// <summary>A strip that is open at both ends is a gap only when it is at least this long: shorter ones are where corners of parcels meet.</summary>
    public double GapLength { get; init; } = 3;

    /// <summary>A corner more acute than this is a spike when it is also narrow.</summary>
    public double SpikeAngle { get; init; } = 5;

    /// <summary>A spike is narrower than this at its foot; an acute corner that opens wider is the end of a terrace.</summary>
    public double SpikeWidth { get; init; } = 1;

    /// <summary>Sides of a spike are at least this long.</summary>
    public double SpikeLength { get; init; } = 0.2;

    /// <summary>A parcel narrower than this on average (twice its area by its perimeter) cannot be tilled: it is left over from drawing.</summary>
    public double SliverParcelWidth { get; init; } = 0.5;

    /// <summary>The recorded area may differ from that of the polygon by this share: the ellipsoid takes up to 0.12 %, rounding the rest.</summary>
    public double AreaShare { get; init; } = 0.005;

    /// <summary>The recorded area may differ from that of the polygon by this much, however small the parcel.</summary>
    public double AreaSlack { get; init; } = 1;

    /// <summary>A parcel may cross the border of its region by this much: regions are drawn from other sources than parcels.</summary>
    public double RegionMargin { get; init; } = 0.5;

    /// <summary>A parcel with more vertices is set aside, so that one feature cannot hold up a county.</summary>
    public int MostVertices { get; init; } = 100_000;

    /// <summary>The most by which a recorded area may differ from that of a polygon of this area, both in square metres.</summary>
    public double AreaDifference(double area) => Math.Max(AreaSlack, AreaShare * area);
}
