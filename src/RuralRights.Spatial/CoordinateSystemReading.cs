namespace RuralRights.Spatial;

/// <summary>What became of reading the name of a coordinate system: a system, or the reason why it is refused.</summary>
public abstract record CoordinateSystemReading
{
    private CoordinateSystemReading()
    {
    }

    /// <summary>A system this register can keep.</summary>
    public sealed record Recognised(CoordinateSystem System) : CoordinateSystemReading;

    /// <summary>Not a system this register can keep. <paramref name="Named"/> is what the text called it, for messages.</summary>
    public sealed record Refused(CoordinateSystemRefusal Reason, string? Named) : CoordinateSystemReading;

    /// <summary>The system, for a caller that has none to refuse, such as one that reads its own facts.</summary>
    /// <exception cref="FormatException">The text was refused.</exception>
    public CoordinateSystem Required() => this switch
    {
        Recognised recognised => recognised.System,
        Refused refused => throw new FormatException($"{refused.Named}: {refused.Reason.English}"),
        _ => throw new InvalidOperationException("A reading is either recognised or refused."),
    };
}

/// <summary>Why a coordinate system is refused.</summary>
/// <param name="Code">Kebab-case name that stays for ever.</param>
/// <param name="Chinese">A sentence for the clerk who delivered the file.</param>
/// <param name="English">The same in English.</param>
public sealed record CoordinateSystemRefusal(string Code, string Chinese, string English)
{
    /// <summary>1980西安坐标系.</summary>
    public static readonly CoordinateSystemRefusal Xian1980 = new(
        "xian-1980",
        "成果采用1980西安坐标系。国家未公布其与2000国家大地坐标系的转换参数，不转换即相差数十米至上百米；请先由测绘单位转换到2000国家大地坐标系后再汇交。",
        "The data is in Xi'an 1980. No shift to CGCS2000 is published, and without one every parcel is tens of metres wrong; have the surveyor convert it to CGCS2000 first.");

    /// <summary>1954北京坐标系.</summary>
    public static readonly CoordinateSystemRefusal Beijing1954 = new(
        "beijing-1954",
        "成果采用1954北京坐标系。国家未公布其与2000国家大地坐标系的转换参数，不转换即相差数十米至上百米；请先由测绘单位转换到2000国家大地坐标系后再汇交。",
        "The data is in Beijing 1954. No shift to CGCS2000 is published, and without one every parcel is tens of metres wrong; have the surveyor convert it to CGCS2000 first.");

    /// <summary>WGS 84, which satellite receivers and web maps write.</summary>
    public static readonly CoordinateSystemRefusal Wgs1984 = new(
        "wgs-1984",
        "成果标注为WGS 84坐标系。承包地调查成果应采用2000国家大地坐标系；请测绘单位确认并改正投影文件。",
        "The data says it is in WGS 84. Surveys of contracted land are made in CGCS2000; have the surveyor confirm and correct the projection file.");

    /// <summary>A datum this register does not know.</summary>
    public static readonly CoordinateSystemRefusal UnknownDatum = new(
        "unknown-datum",
        "不能确认大地基准为2000国家大地坐标系，坐标位置无从判断。",
        "The datum cannot be told to be CGCS2000, so where the coordinates lie is unknown.");

    /// <summary>A projection other than transverse Mercator.</summary>
    public static readonly CoordinateSystemRefusal UnknownProjection = new(
        "unknown-projection",
        "投影方式不是高斯-克吕格（横轴墨卡托），或者投影参数不全。",
        "The projection is not transverse Mercator (Gauss-Kruger), or a parameter of it is missing.");

    /// <summary>Lengths not in metres, angles not in degrees, or longitudes not from Greenwich.</summary>
    public static readonly CoordinateSystemRefusal UnknownUnit = new(
        "unknown-unit",
        "坐标单位不是米或度，或者起始经线不是格林尼治。",
        "Coordinates are not in metres or degrees, or longitudes do not start at Greenwich.");

    /// <summary>An EPSG code that names no system of this register.</summary>
    public static readonly CoordinateSystemRefusal UnknownCode = new(
        "unknown-code",
        "坐标系代码不是2000国家大地坐标系的经纬度或高斯-克吕格投影代码。",
        "The code names neither geographic CGCS2000 nor a Gauss-Kruger zone of it.");

    /// <summary>Text that is no well-known text of version 1.</summary>
    public static readonly CoordinateSystemRefusal Unreadable = new(
        "unreadable",
        "投影文件无法读取：不是WKT格式的坐标系定义。",
        "The projection file cannot be read: it is not a coordinate system in well-known text, version 1.");

    /// <summary>Every reason.</summary>
    public static IReadOnlyList<CoordinateSystemRefusal> All { get; } =
        [Xian1980, Beijing1954, Wgs1984, UnknownDatum, UnknownProjection, UnknownUnit, UnknownCode, Unreadable];

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
