using System.Globalization;

namespace RuralRights.Spatial;

/// <summary>
/// A coordinate system of a survey (坐标系): geographic CGCS2000 (2000国家大地坐标系) or a transverse Mercator (高斯-克吕格) plane on it.
/// </summary>
/// <remarks>
/// Coordinates are always x first: easting or longitude, then northing or latitude, as shapefiles, WKB and the map have them.
/// Survey sheets and the EPSG registry write the northing first (X北Y东); nothing in this library does.
/// Two systems are equal when they have the same name for the same numbers; <see cref="CoincidesWith"/> asks for the numbers alone.
/// Legacy datums (Xi'an 80, Beijing 54) have no value here: no shift to CGCS2000 is published, and a null shift is a wrong parcel.
/// </remarks>
public sealed record CoordinateSystem
{
    internal const double SemiMajorAxis = 6378137;
    internal const double InverseFlattening = 298.257222101;

    /// <summary>Half the width of the strip around a central meridian in which a county may lie: it is surveyed in one zone even where it leaves it.</summary>
    private const double HalfWidth = 400_000;

    private const double SouthernmostLatitude = 3;
    private const double NorthernmostLatitude = 54;

    /// <summary>A metre more than any degree of a meridian, so that the range of northings is wide rather than narrow.</summary>
    private const double MetresPerDegree = 111_700;

    private CoordinateSystem()
    {
    }

    /// <summary>Geographic CGCS2000, EPSG:4490, in degrees.</summary>
    public static CoordinateSystem Geographic { get; } = new()
    {
        Epsg = 4490,
        Id = "EPSG:4490",
        IsGeographic = true,
        NameChinese = "2000国家大地坐标系（经纬度）",
        NameEnglish = "China Geodetic Coordinate System 2000",
        PlausibleEasting = new CoordinateRange(73, 136),
        PlausibleNorthing = new CoordinateRange(SouthernmostLatitude, NorthernmostLatitude),
    };

    /// <summary>
    /// The name that is stored with every boundary: <c>EPSG:4523</c> when there is one, else a PROJ string that PostGIS takes
    /// in <c>ST_Transform(geom, text, 4490)</c>. <see cref="FromId"/> reads it back.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Code in the EPSG registry, when there is one.</summary>
    public int? Epsg { get; private init; }

    /// <summary>True for longitude and latitude in degrees, false for a plane in metres.</summary>
    public bool IsGeographic { get; private init; }

    /// <summary>Central meridian (中央子午线) in degrees east; 0 for the geographic system.</summary>
    public double CentralMeridian { get; private init; }

    /// <summary>Metres added to every easting, the zone number included when it is written in front (带号).</summary>
    public double FalseEasting { get; private init; }

    /// <summary>Metres added to every northing.</summary>
    public double FalseNorthing { get; private init; }

    /// <summary>Scale on the central meridian: 1 in every Gauss-Kruger zone.</summary>
    public double ScaleFactor { get; private init; } = 1;

    /// <summary>Latitude at which the northing is <see cref="FalseNorthing"/>: the equator in every Gauss-Kruger zone.</summary>
    public double LatitudeOfOrigin { get; private init; }

    /// <summary>The zone number written in front of the easting (35 in 35394947.916), when there is one.</summary>
    public int? ZonePrefix { get; private init; }

    /// <summary>Eastings or longitudes that a parcel can have: within 400 km of the central meridian.</summary>
    public CoordinateRange PlausibleEasting { get; private init; }

    /// <summary>Northings or latitudes that a parcel can have: those of China, 3 to 54 degrees north.</summary>
    public CoordinateRange PlausibleNorthing { get; private init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameChinese { get; init; }

    /// <summary>Name in English, as the EPSG registry has it where it does.</summary>
    public required string NameEnglish { get; init; }

    /// <summary>Decimals that show a tenth of a millimetre in metres, or the same order in degrees.</summary>
    public int Decimals => IsGeographic ? 10 : 4;

    /// <summary>A 3-degree zone (3度带), 25 to 45; its easting starts with the zone number when <paramref name="prefixed"/>.</summary>
    public static CoordinateSystem ThreeDegreeZone(int zone, bool prefixed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zone, 25);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zone, 45);
        return Plane(zone * 3, prefixed ? zone * 1_000_000 + 500_000 : 500_000);
    }

    /// <summary>A 6-degree zone (6度带), 13 to 23; its easting starts with the zone number when <paramref name="prefixed"/>.</summary>
    public static CoordinateSystem SixDegreeZone(int zone, bool prefixed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zone, 13);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zone, 23);
        return Plane(zone * 6 - 3, prefixed ? zone * 1_000_000 + 500_000 : 500_000, sixDegree: true);
    }

    /// <summary>
    /// Any other transverse Mercator on CGCS2000, such as a 1.5-degree zone or a city's own central meridian. Numbers that
    /// are those of a published zone give that zone.
    /// </summary>
    public static CoordinateSystem TransverseMercator(
        double centralMeridian, double falseEasting, double falseNorthing = 0, double scaleFactor = 1, double latitudeOfOrigin = 0)
    {
        if (!new CoordinateRange(60, 150).Contains(centralMeridian)) throw new ArgumentOutOfRangeException(nameof(centralMeridian));
        if (!new CoordinateRange(-1e9, 1e9).Contains(falseEasting)) throw new ArgumentOutOfRangeException(nameof(falseEasting));
        if (!new CoordinateRange(-1e8, 1e8).Contains(falseNorthing)) throw new ArgumentOutOfRangeException(nameof(falseNorthing));
        if (!new CoordinateRange(0.9, 1.1).Contains(scaleFactor)) throw new ArgumentOutOfRangeException(nameof(scaleFactor));
        if (!new CoordinateRange(-90, 90).Contains(latitudeOfOrigin)) throw new ArgumentOutOfRangeException(nameof(latitudeOfOrigin));
        return Plane(centralMeridian, falseEasting, falseNorthing, scaleFactor, latitudeOfOrigin);
    }

    /// <summary>Reads the text of a <c>.prj</c> file: ESRI or OGC well-known text, version 1.</summary>
    public static CoordinateSystemReading FromPrj(string? wkt) => ProjectionText.Read(wkt);

    /// <summary>Looks up a code of the EPSG registry.</summary>
    public static CoordinateSystemReading FromEpsg(int code) => code switch
    {
        4490 => Recognised(Geographic),
        >= 4491 and <= 4501 => Recognised(SixDegreeZone(code - 4491 + 13, prefixed: true)),
        >= 4502 and <= 4512 => Recognised(SixDegreeZone(code - 4502 + 13, prefixed: false)),
        >= 4513 and <= 4533 => Recognised(ThreeDegreeZone(code - 4513 + 25, prefixed: true)),
        >= 4534 and <= 4554 => Recognised(ThreeDegreeZone(code - 4534 + 25, prefixed: false)),
        4610 or (>= 2327 and <= 2390) => Refused(CoordinateSystemRefusal.Xian1980, code),
        4214 or (>= 2401 and <= 2442) or (>= 21413 and <= 21423) or (>= 21453 and <= 21463) or (>= 21473 and <= 21483) =>
            Refused(CoordinateSystemRefusal.Beijing1954, code),
        4326 or 3857 or (>= 32601 and <= 32660) or (>= 32701 and <= 32760) => Refused(CoordinateSystemRefusal.Wgs1984, code),
        _ => Refused(CoordinateSystemRefusal.UnknownCode, code),
    };

    /// <summary>Reads an <see cref="Id"/>: <c>EPSG:4523</c>, a bare <c>4523</c>, or a PROJ string as written here.</summary>
    public static CoordinateSystemReading FromId(string? id)
    {
        var text = (id ?? "").Trim();
        var code = text.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text;
        return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg) ? FromEpsg(epsg) : ProjText.Read(text);
    }

    /// <summary>True when a coordinate means the same place in both systems, whatever they are called.</summary>
    public bool CoincidesWith(CoordinateSystem other) => SharesPlaneWith(other)
        && FalseEasting.Equals(other.FalseEasting) && FalseNorthing.Equals(other.FalseNorthing);

    /// <summary>True when the two differ at most by what is added to easting and northing, such as the zone number.</summary>
    public bool SharesPlaneWith(CoordinateSystem other) => IsGeographic == other.IsGeographic
        && CentralMeridian.Equals(other.CentralMeridian) && ScaleFactor.Equals(other.ScaleFactor)
        && LatitudeOfOrigin.Equals(other.LatitudeOfOrigin);

    /// <summary>True when both numbers lie in the plausible ranges.</summary>
    public bool IsPlausible(double x, double y) => PlausibleEasting.Contains(x) && PlausibleNorthing.Contains(y);

    /// <summary>The text of a <c>.prj</c> file as ESRI and Chinese surveying software write it.</summary>
    public string ToEsriPrj() => ProjectionText.WriteEsri(this);

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;

    private static CoordinateSystem Plane(
        double meridian, double falseEasting, double falseNorthing = 0, double scale = 1, double origin = 0, bool sixDegree = false)
    {
        var zonePrefix = falseEasting >= 1_000_000 && Math.Abs(falseEasting % 1_000_000 - 500_000) < 1e-6 ? (int)(falseEasting / 1_000_000) : (int?)null;
        var published = falseNorthing == 0 && scale == 1 && origin == 0 ? Publication.Of(meridian, falseEasting, sixDegree) : null;
        var degrees = meridian.ToString(CultureInfo.InvariantCulture);
        return new CoordinateSystem
        {
            Epsg = published?.Code,
            Id = published is { } known ? $"EPSG:{known.Code}" : ProjText.Write(meridian, falseEasting, falseNorthing, scale, origin),
            CentralMeridian = meridian,
            FalseEasting = falseEasting,
            FalseNorthing = falseNorthing,
            ScaleFactor = scale,
            LatitudeOfOrigin = origin,
            ZonePrefix = zonePrefix,
            NameChinese = published?.Chinese ?? $"CGCS2000 高斯-克吕格投影，中央子午线{degrees}°",
            NameEnglish = published?.English ?? $"CGCS2000 / Gauss-Kruger CM {degrees}E",
            PlausibleEasting = new CoordinateRange(falseEasting - HalfWidth, falseEasting + HalfWidth),
            PlausibleNorthing = new CoordinateRange(
                falseNorthing + (SouthernmostLatitude - origin) * MetresPerDegree * scale,
                falseNorthing + (NorthernmostLatitude - origin) * MetresPerDegree * scale),
        };
    }

    private static CoordinateSystemReading.Recognised Recognised(CoordinateSystem system) => new(system);

    private static CoordinateSystemReading.Refused Refused(CoordinateSystemRefusal reason, int code) => new(reason, $"EPSG:{code}");

    /// <summary>A zone of the EPSG registry. The 6-degree zone without a prefix has the same numbers as the 3-degree one; only the name tells them apart.</summary>
    private readonly record struct Publication(int Code, string Chinese, string English)
    {
        public static Publication? Of(double meridian, double falseEasting, bool sixDegree)
        {
            var three = (int)(meridian / 3);
            var six = (int)((meridian + 3) / 6);
            var isThree = meridian == three * 3 && three is >= 25 and <= 45;
            var isSix = meridian == six * 6 - 3 && six is >= 13 and <= 23;
            var degrees = (int)meridian;
            if (isSix && falseEasting == six * 1_000_000 + 500_000)
                return new(4491 + six - 13, $"CGCS2000 6度带第{six}带（横坐标带带号）", $"CGCS2000 / Gauss-Kruger zone {six}");
            if (isSix && sixDegree && falseEasting == 500_000)
                return new(4502 + six - 13, $"CGCS2000 6度带，中央子午线{degrees}°", $"CGCS2000 / Gauss-Kruger CM {degrees}E");
            if (isThree && falseEasting == three * 1_000_000 + 500_000)
                return new(4513 + three - 25, $"CGCS2000 3度带第{three}带（横坐标带带号）", $"CGCS2000 / 3-degree Gauss-Kruger zone {three}");
            if (isThree && falseEasting == 500_000)
                return new(4534 + three - 25, $"CGCS2000 3度带，中央子午线{degrees}°", $"CGCS2000 / 3-degree Gauss-Kruger CM {degrees}E");
            return null;
        }
    }
}
