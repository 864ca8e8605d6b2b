namespace RuralRights.Spatial.Topology;

/// <summary>What a geometry finding holds back.</summary>
public enum TopologySeverity
{
    /// <summary>Worth a look; holds nothing back.</summary>
    Warning,

    /// <summary>The parcel cannot be entered as it is.</summary>
    Error,
}

/// <summary>A kind of geometry fault. Its name stays for ever: fault lists and inspection rules match on it.</summary>
/// <param name="Name">Snake-case name.</param>
/// <param name="Severity">Whether it is an error.</param>
/// <param name="Chinese">The sentence that goes with it.</param>
/// <param name="English">The same in English.</param>
/// <param name="Unit">What <see cref="TopologyFinding.Measure"/> counts: m, m2, deg, or nothing.</param>
public sealed record TopologyKind(string Name, TopologySeverity Severity, string Chinese, string English, string Unit = "")
{
    /// <summary>A feature without geometry.</summary>
    public static readonly TopologyKind EmptyGeometry = Error("empty_geometry", "地块没有图形。", "The parcel has no geometry.");

    /// <summary>A coordinate that is not a number, or infinite.</summary>
    public static readonly TopologyKind NanCoordinate = Error("nan_coordinate", "界址点坐标不是有效数字。", "A coordinate is not a number.");

    /// <summary>A coordinate that is no place on earth.</summary>
    public static readonly TopologyKind HugeCoordinate = Error("huge_coordinate", "界址点坐标超出可能的范围。", "A coordinate lies beyond any possible place.");

    /// <summary>Northing and easting exchanged.</summary>
    public static readonly TopologyKind SwappedAxes = Error("swapped_axes", "界址点的纵横坐标颠倒。", "Northing and easting are exchanged.");

    /// <summary>Zone number of the easting wrong, missing or superfluous.</summary>
    public static readonly TopologyKind WrongZone = Error("wrong_zone", "界址点横坐标的带号与图层坐标系不符。", "The zone number of the easting does not fit the layer.");

    /// <summary>More vertices than the inspection takes.</summary>
    public static readonly TopologyKind TooManyVertices = Error("too_many_vertices", "地块界址点过多，无法检查。", "The parcel has too many vertices to be inspected.", "count");

    /// <summary>A ring that does not return to its start, or has fewer than three corners.</summary>
    public static readonly TopologyKind UnclosedRing = Error("unclosed_ring", "地块界线没有闭合，或者不足三个界址点。", "A ring does not close, or has fewer than three corners.", "m");

    /// <summary>A ring that crosses or touches itself, or rings that cross each other.</summary>
    public static readonly TopologyKind BowTie = Error("bow_tie", "地块界线自相交。", "The boundary crosses itself.");

    /// <summary>A parcel of several separate areas.</summary>
    public static readonly TopologyKind MultiPart = Error("multi_part", "一个地块由多个不相连的部分组成。", "The parcel consists of several separate parts.", "count");

    /// <summary>Consecutive vertices nearer to each other than a survey can tell apart.</summary>
    public static readonly TopologyKind DuplicateVertex = Warning("duplicate_vertex", "相邻界址点间距过小，疑为重复点。", "Consecutive vertices lie so close that they are one corner twice.", "m");

    /// <summary>A needle: a very acute corner between long sides.</summary>
    public static readonly TopologyKind Spike = Error("spike", "地块界线有尖锐突刺。", "The boundary has a needle.", "deg");

    /// <summary>A parcel so narrow that it is left over from drawing.</summary>
    public static readonly TopologyKind SliverParcel = Warning("sliver_parcel", "地块过于狭长，疑为碎面。", "The parcel is so narrow that it is left over from drawing.", "m");

    /// <summary>Recorded area and polygon disagree.</summary>
    public static readonly TopologyKind AreaMismatch = Error("area_mismatch", "实测面积与图形面积不符。", "The recorded area does not agree with the polygon.", "m2");

    /// <summary>Two parcels claim the same ground, more than a sliver.</summary>
    public static readonly TopologyKind Overlap = Error("overlap", "两个地块重叠。", "Two parcels overlap.", "m2");

    /// <summary>Two parcels claim a sliver of the same ground.</summary>
    public static readonly TopologyKind SliverOverlap = Warning("sliver_overlap", "两个地块有微小重叠。", "Two parcels overlap by a sliver.", "m2");

    /// <summary>A thin strip between neighbours that belongs to neither.</summary>
    public static readonly TopologyKind Gap = Warning("gap", "相邻地块之间有细缝。", "There is a thin gap between neighbours.", "m2");

    /// <summary>Corners of neighbours that are nearly but not quite the same.</summary>
    public static readonly TopologyKind NearVertex = Warning("near_vertex", "相邻地块的界址点接近但不重合。", "Corners of neighbours are nearly but not quite the same.", "m");

    /// <summary>A parcel outside the region it belongs to.</summary>
    public static readonly TopologyKind OutsideRegion = Error("outside_region", "地块超出所属区域范围。", "The parcel lies outside the region it belongs to.", "m2");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<TopologyKind> All { get; } =
    [
        EmptyGeometry, NanCoordinate, HugeCoordinate, SwappedAxes, WrongZone, TooManyVertices, UnclosedRing, BowTie, MultiPart,
        DuplicateVertex, Spike, SliverParcel, AreaMismatch, Overlap, SliverOverlap, Gap, NearVertex, OutsideRegion,
    ];

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static TopologyKind Error(string name, string chinese, string english, string unit = "") => new(name, TopologySeverity.Error, chinese, english, unit);

    private static TopologyKind Warning(string name, string chinese, string english, string unit = "") => new(name, TopologySeverity.Warning, chinese, english, unit);
}
