using System.Globalization;

namespace RuralRights.Spatial;

/// <summary>Reads and writes the text of <c>.prj</c> files: well-known text of version 1, as ESRI and as OGC write it.</summary>
internal static class ProjectionText
{
    private const double DegreeInRadians = Math.PI / 180;

    private static readonly string[] Cgcs2000Names =
    [
        "china2000", "dchina2000", "cgcs2000", "dcgcs2000", "chinageodeticcoordinatesystem2000", "dchinageodeticcoordinatesystem2000",
        "cgcs2000chinageodeticcoordinatesystem2000", "chinesegeodeticcoordinatesystem2000", "gcscgcs2000",
    ];

    public static CoordinateSystemReading Read(string? wkt)
    {
        if (WellKnownText.Parse(wkt) is not { } root) return Refuse(CoordinateSystemRefusal.Unreadable, null);
        if (root.Keyword == "COMPD_CS") root = root.Child("PROJCS", "GEOGCS") ?? root;
        return root.Keyword switch
        {
            "GEOGCS" => WhatIsWrongWith(root) is { } reason ? Refuse(reason, root.Name) : new CoordinateSystemReading.Recognised(CoordinateSystem.Geographic),
            "PROJCS" => Projected(root),
            _ => Refuse(CoordinateSystemRefusal.Unreadable, root.Name),
        };
    }

    public static string WriteEsri(CoordinateSystem system)
    {
        const string geographic =
            """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
        if (system.IsGeographic) return geographic;

        var name = EsriName(system);
        return $"PROJCS[\"{name}\",{geographic},PROJECTION[\"Gauss_Kruger\"],"
            + $"PARAMETER[\"False_Easting\",{Number(system.FalseEasting)}],PARAMETER[\"False_Northing\",{Number(system.FalseNorthing)}],"
            + $"PARAMETER[\"Central_Meridian\",{Number(system.CentralMeridian)}],PARAMETER[\"Scale_Factor\",{Number(system.ScaleFactor)}],"
            + $"PARAMETER[\"Latitude_Of_Origin\",{Number(system.LatitudeOfOrigin)}],UNIT[\"Meter\",1.0]]";
    }

    private static string EsriName(CoordinateSystem system)
    {
        var meridian = system.CentralMeridian.ToString(CultureInfo.InvariantCulture);
        return system.Epsg switch
        {
            >= 4491 and <= 4501 => $"CGCS2000_GK_Zone_{system.ZonePrefix}",
            >= 4502 and <= 4512 => $"CGCS2000_GK_CM_{meridian}E",
            >= 4513 and <= 4533 => $"CGCS2000_3_Degree_GK_Zone_{system.ZonePrefix}",
            >= 4534 and <= 4554 => $"CGCS2000_3_Degree_GK_CM_{meridian}E",
            _ => $"CGCS2000_Gauss_Kruger_CM_{meridian.Replace('.', '_')}E",
        };
    }

    private static CoordinateSystemReading Projected(WellKnownText root)
    {
        if (root.Child("GEOGCS") is not { } geographic) return Refuse(CoordinateSystemRefusal.UnknownDatum, root.Name);
        if (WhatIsWrongWith(geographic) is { } reason) return Refuse(reason, root.Name);
        if (root.Child("UNIT") is not { Numbers: [var metre, ..] } || Differ(metre, 1)) return Refuse(CoordinateSystemRefusal.UnknownUnit, root.Name);
        if (root.Child("PROJECTION") is not { } projection || WellKnownText.Plain(projection.Name) is not ("gausskruger" or "transversemercator"))
            return Refuse(CoordinateSystemRefusal.UnknownProjection, root.Name);

        var parameters = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var child in root.Children)
            if (child is { Keyword: "PARAMETER", Numbers: [var value, ..] }) parameters[WellKnownText.Plain(child.Name)] = value;
        if (!parameters.TryGetValue("centralmeridian", out var meridian) || !parameters.TryGetValue("falseeasting", out var easting))
            return Refuse(CoordinateSystemRefusal.UnknownProjection, root.Name);

        try
        {
            var system = CoordinateSystem.TransverseMercator(
                meridian, easting, parameters.GetValueOrDefault("falsenorthing"),
                parameters.GetValueOrDefault("scalefactor", 1), parameters.GetValueOrDefault("latitudeoforigin"));
            return new CoordinateSystemReading.Recognised(
                system.Epsg is >= 4534 && IsNamedSixDegree(root) ? CoordinateSystem.SixDegreeZone((int)((meridian + 3) / 6), prefixed: false) : system);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Refuse(CoordinateSystemRefusal.UnknownProjection, root.Name);
        }
    }

    /// <summary>A 6-degree zone without a prefix has the numbers of a 3-degree one; the registry keeps both, and the file says which it means.</summary>
    private static bool IsNamedSixDegree(WellKnownText root) =>
        root.EpsgCode is { } code ? code is >= 4502 and <= 4512 : WellKnownText.Plain(root.Name).StartsWith("cgcs2000gkcm", StringComparison.Ordinal);

    private static CoordinateSystemRefusal? WhatIsWrongWith(WellKnownText geographic)
    {
        if (geographic.Child("DATUM") is not { } datum) return CoordinateSystemRefusal.UnknownDatum;
        if (datum.Child("SPHEROID", "ELLIPSOID") is not { Numbers: [var axis, var flattening, ..] } spheroid) return CoordinateSystemRefusal.UnknownDatum;

        var names = WellKnownText.Plain(datum.Name) + "|" + WellKnownText.Plain(spheroid.Name) + "|" + WellKnownText.Plain(geographic.Name);
        if (names.Contains("xian", StringComparison.Ordinal) || names.Contains("iag1975", StringComparison.Ordinal)) return CoordinateSystemRefusal.Xian1980;
        if (names.Contains("beijing", StringComparison.Ordinal) || names.Contains("krasov", StringComparison.Ordinal)) return CoordinateSystemRefusal.Beijing1954;
        if (names.Contains("wgs", StringComparison.Ordinal)) return CoordinateSystemRefusal.Wgs1984;

        var isCgcs2000 = Cgcs2000Names.Contains(WellKnownText.Plain(datum.Name)) || Cgcs2000Names.Contains(WellKnownText.Plain(spheroid.Name)) || datum.EpsgCode == 1043;
        if (!isCgcs2000 || Differ(axis, CoordinateSystem.SemiMajorAxis) || Differ(flattening, CoordinateSystem.InverseFlattening)) return CoordinateSystemRefusal.UnknownDatum;
        if (datum.Child("TOWGS84") is { } shift && shift.Numbers.Any(number => number != 0)) return CoordinateSystemRefusal.UnknownDatum;

        var isGreenwich = geographic.Child("PRIMEM") is not { Numbers: [var prime, ..] } || !Differ(prime, 0);
        var isDegree = geographic.Child("UNIT") is { Numbers: [var unit, ..] } && !Differ(unit, DegreeInRadians);
        return isGreenwich && isDegree ? null : CoordinateSystemRefusal.UnknownUnit;
    }

    private static bool Differ(double one, double other) => Math.Abs(one - other) > 1e-9 * Math.Max(1, Math.Abs(other));

    private static string Number(double value) =>
        value == Math.Floor(value) ? value.ToString("F1", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    private static CoordinateSystemReading.Refused Refuse(CoordinateSystemRefusal reason, string? named) => new(reason, named);
}

/// <summary>Reads and writes the PROJ strings that name a system without an EPSG code.</summary>
internal static class ProjText
{
    public static string Write(double meridian, double falseEasting, double falseNorthing, double scale, double origin) =>
        string.Create(CultureInfo.InvariantCulture,
            $"+proj=tmerc +lat_0={origin:R} +lon_0={meridian:R} +k={scale:R} +x_0={falseEasting:R} +y_0={falseNorthing:R} +ellps=GRS80 +units=m +no_defs");

    public static CoordinateSystemReading Read(string text)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && double.TryParse(token.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                numbers[token[..equals]] = value;
            else
                words.Add(token);
        }

        // The CGCS2000 ellipsoid is GRS 1980 to the last published digit, and PROJ knows it by that name.
        if (!words.SetEquals(["+proj=tmerc", "+ellps=GRS80", "+units=m", "+no_defs"])
            || numbers.Keys.Any(key => key is not ("+lat_0" or "+lon_0" or "+k" or "+x_0" or "+y_0")))
            return new CoordinateSystemReading.Refused(CoordinateSystemRefusal.Unreadable, text);

        try
        {
            return new CoordinateSystemReading.Recognised(CoordinateSystem.TransverseMercator(
                numbers.GetValueOrDefault("+lon_0"), numbers.GetValueOrDefault("+x_0"), numbers.GetValueOrDefault("+y_0"),
                numbers.GetValueOrDefault("+k", 1), numbers.GetValueOrDefault("+lat_0")));
        }
        catch (ArgumentOutOfRangeException)
        {
            return new CoordinateSystemReading.Refused(CoordinateSystemRefusal.UnknownProjection, text);
        }
    }
}
