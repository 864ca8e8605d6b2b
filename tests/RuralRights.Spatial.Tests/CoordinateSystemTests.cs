namespace RuralRights.Spatial.Tests;

public class CoordinateSystemTests
{
    private const string GeographicWkt =
        """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    private const string Zone35Wkt =
        $"""PROJCS["CGCS2000_3_Degree_GK_Zone_35",{GeographicWkt},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    [Theory]
    [InlineData(4490, "EPSG:4490", 0, 0, null)]
    [InlineData(4491, "EPSG:4491", 75, 13_500_000, 13)]
    [InlineData(4496, "EPSG:4496", 105, 18_500_000, 18)]
    [InlineData(4507, "EPSG:4507", 105, 500_000, null)]
    [InlineData(4512, "EPSG:4512", 135, 500_000, null)]
    [InlineData(4513, "EPSG:4513", 75, 25_500_000, 25)]
    [InlineData(4522, "EPSG:4522", 102, 34_500_000, 34)]
    [InlineData(4523, "EPSG:4523", 105, 35_500_000, 35)]
    [InlineData(4533, "EPSG:4533", 135, 45_500_000, 45)]
    [InlineData(4534, "EPSG:4534", 75, 500_000, null)]
    [InlineData(4543, "EPSG:4543", 102, 500_000, null)]
    [InlineData(4544, "EPSG:4544", 105, 500_000, null)]
    [InlineData(4554, "EPSG:4554", 135, 500_000, null)]
    public void A_published_zone_is_known_by_its_code(int code, string id, double meridian, double falseEasting, int? prefix)
    {
        var system = CoordinateSystem.FromEpsg(code).Required();

        system.Id.ShouldBe(id);
        system.Epsg.ShouldBe(code);
        system.CentralMeridian.ShouldBe(meridian);
        system.FalseEasting.ShouldBe(falseEasting);
        system.ZonePrefix.ShouldBe(prefix);
        system.NameChinese.ShouldNotBeNullOrWhiteSpace();
        system.NameEnglish.ShouldStartWith(code == 4490 ? "China" : "CGCS2000 / ");
    }

    [Fact]
    public void Every_published_code_survives_its_own_prj_and_its_own_id()
    {
        foreach (var code in Enumerable.Range(4490, 65))
        {
            var system = CoordinateSystem.FromEpsg(code).Required();
            CoordinateSystem.FromPrj(system.ToEsriPrj()).Required().ShouldBe(system);
            CoordinateSystem.FromId(system.Id).Required().ShouldBe(system);
        }
    }

    [Fact]
    public void The_prj_is_the_text_surveying_software_writes() => CoordinateSystem.FromEpsg(4523).Required().ToEsriPrj().ShouldBe(Zone35Wkt);

    [Fact]
    public void A_zone_without_a_code_is_named_by_a_PROJ_string_and_read_back()
    {
        var system = CoordinateSystem.TransverseMercator(103.5, 500_000);

        system.Id.ShouldBe("+proj=tmerc +lat_0=0 +lon_0=103.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs");
        system.Epsg.ShouldBeNull();
        CoordinateSystem.FromId(system.Id).Required().ShouldBe(system);
        CoordinateSystem.FromPrj(system.ToEsriPrj()).Required().ShouldBe(system);
    }

    [Fact]
    public void A_city_with_its_own_plane_keeps_every_parameter()
    {
        var system = CoordinateSystem.TransverseMercator(103.83, 50_000.125, 1_000.5, 1.0000123, 36);

        CoordinateSystem.FromId(system.Id).Required().ShouldBe(system);
        CoordinateSystem.FromPrj(system.ToEsriPrj()).Required().ShouldBe(system);
        system.IsPlausible(50_000, 8_000).ShouldBeTrue();
        system.IsPlausible(50_000, 3_995_000).ShouldBeFalse();
    }

    [Fact]
    public void Numbers_of_a_published_zone_are_that_zone() =>
        CoordinateSystem.TransverseMercator(105, 35_500_000).ShouldBe(CoordinateSystem.FromEpsg(4523).Required());

    [Fact]
    public void The_six_degree_zone_without_prefix_lies_where_the_three_degree_one_does()
    {
        var six = CoordinateSystem.FromEpsg(4507).Required();
        var three = CoordinateSystem.FromEpsg(4544).Required();

        six.ShouldNotBe(three);
        six.CoincidesWith(three).ShouldBeTrue();
        six.CoincidesWith(CoordinateSystem.FromEpsg(4523).Required()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(35_394_947.916, 3_992_940.478, true)]
    [InlineData(394_947.916, 3_992_940.478, false)]
    [InlineData(34_394_947.916, 3_992_940.478, false)]
    [InlineData(3_992_940.478, 35_394_947.916, false)]
    [InlineData(double.NaN, 3_992_940.478, false)]
    [InlineData(35_394_947.916, double.PositiveInfinity, false)]
    public void Plausible_is_what_a_parcel_of_the_zone_can_have(double x, double y, bool plausible) =>
        CoordinateSystem.FromEpsg(4523).Required().IsPlausible(x, y).ShouldBe(plausible);

    [Theory]
    [InlineData(2359, "xian-1980")]
    [InlineData(2380, "xian-1980")]
    [InlineData(4610, "xian-1980")]
    [InlineData(2411, "beijing-1954")]
    [InlineData(2432, "beijing-1954")]
    [InlineData(21418, "beijing-1954")]
    [InlineData(4214, "beijing-1954")]
    [InlineData(4326, "wgs-1984")]
    [InlineData(32648, "wgs-1984")]
    [InlineData(27700, "unknown-code")]
    public void Other_codes_are_refused_by_name(int code, string reason) => Refusal(CoordinateSystem.FromEpsg(code)).Code.ShouldBe(reason);

    [Theory]
    [InlineData("4523", "EPSG:4523")]
    [InlineData("epsg:4490", "EPSG:4490")]
    [InlineData(" EPSG:4544 ", "EPSG:4544")]
    [InlineData("+no_defs +units=m +ellps=GRS80 +proj=tmerc +lon_0=105 +x_0=500000", "EPSG:4544")]
    public void An_id_may_be_written_loosely(string id, string expected) => CoordinateSystem.FromId(id).Required().Id.ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("EPSG:")]
    [InlineData("+proj=utm +zone=48 +ellps=GRS80 +units=m +no_defs")]
    [InlineData("+proj=tmerc +lon_0=105 +x_0=500000 +ellps=krass +units=m +no_defs")]
    [InlineData("+proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80 +units=m +no_defs +towgs84=1,2,3")]
    public void An_id_that_means_something_else_is_refused(string id) =>
        Refusal(CoordinateSystem.FromId(id)).ShouldBe(CoordinateSystemRefusal.Unreadable);

    [Fact]
    public void A_PROJ_string_with_an_impossible_meridian_is_refused() =>
        Refusal(CoordinateSystem.FromId("+proj=tmerc +lon_0=10 +x_0=500000 +ellps=GRS80 +units=m +no_defs"))
            .ShouldBe(CoordinateSystemRefusal.UnknownProjection);

    [Fact]
    public void The_open_geospatial_text_of_a_zone_is_read() => CoordinateSystem.FromPrj(
        """
        PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 35",
            GEOGCS["China Geodetic Coordinate System 2000",
                DATUM["China_2000",
                    SPHEROID["CGCS2000",6378137,298.257222101,
                        AUTHORITY["EPSG","1024"]],
                    AUTHORITY["EPSG","1043"]],
                PRIMEM["Greenwich",0,
                    AUTHORITY["EPSG","8901"]],
                UNIT["degree",0.0174532925199433,
                    AUTHORITY["EPSG","9122"]],
                AUTHORITY["EPSG","4490"]],
            PROJECTION["Transverse_Mercator"],
            PARAMETER["latitude_of_origin",0],
            PARAMETER["central_meridian",105],
            PARAMETER["scale_factor",1],
            PARAMETER["false_easting",35500000],
            PARAMETER["false_northing",0],
            UNIT["metre",1,
                AUTHORITY["EPSG","9001"]],
            AXIS["Easting",EAST],
            AXIS["Northing",NORTH],
            AUTHORITY["EPSG","4523"]]
        """).Required().Id.ShouldBe("EPSG:4523");

    [Theory]
    [InlineData("lower case", "EPSG:4523")]
    [InlineData("round brackets", "EPSG:4523")]
    [InlineData("spaces and lines", "EPSG:4523")]
    [InlineData("parameters in another order", "EPSG:4523")]
    [InlineData("byte order mark and trailing zero", "EPSG:4523")]
    [InlineData("a system of heights behind it", "EPSG:4523")]
    public void Spelling_of_the_text_does_not_matter(string way, string expected)
    {
        var text = way switch
        {
            "lower case" => Zone35Wkt.ToLowerInvariant(),
            "round brackets" => Zone35Wkt.Replace('[', '(').Replace(']', ')'),
            "spaces and lines" => Zone35Wkt.Replace(",", " ,\r\n\t", StringComparison.Ordinal).Replace("[", " [ ", StringComparison.Ordinal),
            "parameters in another order" =>
                $"""PROJCS["x",UNIT["Meter",1.0],PARAMETER["Latitude_Of_Origin",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["False_Easting",35500000.0],PROJECTION["Transverse_Mercator"],{GeographicWkt}]""",
            "a system of heights behind it" => Zone35Wkt + """,VERTCS["Yellow_Sea_1985",VDATUM["Yellow_Sea_1985"],PARAMETER["Vertical_Shift",0.0],PARAMETER["Direction",1.0],UNIT["Meter",1.0]]""",
            _ => "\uFEFF" + Zone35Wkt + "\0\n",
        };

        CoordinateSystem.FromPrj(text).Required().Id.ShouldBe(expected);
    }

    [Fact]
    public void A_file_of_longitude_and_latitude_is_read() => CoordinateSystem.FromPrj(GeographicWkt).Required().ShouldBe(CoordinateSystem.Geographic);

    [Fact]
    public void A_spelled_out_zone_of_one_and_a_half_degrees_is_read() =>
        CoordinateSystem.FromPrj(Zone35Wkt.Replace("105.0", "103.5", StringComparison.Ordinal).Replace("35500000.0", "500000.0", StringComparison.Ordinal))
            .Required().CentralMeridian.ShouldBe(103.5);

    [Theory]
    [InlineData("D_China_2000", "D_Xian_1980", "xian-1980")]
    [InlineData("D_China_2000", "D_Beijing_1954", "beijing-1954")]
    [InlineData("D_China_2000", "D_WGS_1984", "wgs-1984")]
    [InlineData("\"CGCS2000\",6378137.0,298.257222101", "\"Xian_1980\",6378140.0,298.257", "xian-1980")]
    [InlineData("\"CGCS2000\",6378137.0,298.257222101", "\"Krasovsky_1940\",6378245.0,298.3", "beijing-1954")]
    [InlineData("\"CGCS2000\",6378137.0,298.257222101", "\"CGCS2000\",6378140.0,298.257", "unknown-datum")]
    [InlineData("DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\"", "DATUM[\"D_Local\",SPHEROID[\"GRS_1980\"", "unknown-datum")]
    [InlineData("\"CGCS2000\",6378137.0,298.257222101]", "\"CGCS2000\",6378137.0,298.257222101],TOWGS84[12.6,-155,-60,0,0,0,0]", "unknown-datum")]
    [InlineData("Gauss_Kruger", "Lambert_Conformal_Conic", "unknown-projection")]
    [InlineData("PARAMETER[\"Central_Meridian\",105.0],", "", "unknown-projection")]
    [InlineData("\"Central_Meridian\",105.0", "\"Central_Meridian\",15.0", "unknown-projection")]
    [InlineData("\"Meter\",1.0", "\"Foot\",0.3048", "unknown-unit")]
    [InlineData("\"Degree\",0.0174532925199433", "\"Grad\",0.015707963267948967", "unknown-unit")]
    [InlineData("\"Greenwich\",0.0", "\"Paris\",2.337229166666667", "unknown-unit")]
    [InlineData("PROJCS[", "PROJCS", "unreadable")]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Meter\",1.0]", "unreadable")]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Meter\",1.0]] and more", "unreadable")]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Meter\",1.0]],PROJCS[\"another\"]", "unreadable")]
    [InlineData("PROJCS[", "LOCAL_CS[", "unreadable")]
    public void A_file_that_means_another_system_is_refused_with_the_reason(string written, string instead, string reason)
    {
        Zone35Wkt.ShouldContain(written);

        var refusal = Refusal(CoordinateSystem.FromPrj(Zone35Wkt.Replace(written, instead, StringComparison.Ordinal)));

        refusal.Code.ShouldBe(reason);
        refusal.Chinese.ShouldNotBeNullOrWhiteSpace();
        refusal.English.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a projection")]
    [InlineData("GEOGCRS[\"China Geodetic Coordinate System 2000\",DATUM[\"China 2000\",ELLIPSOID[\"CGCS2000\",6378137,298.257222101]]]")]
    [InlineData("PROJCS[\"x")]
    [InlineData("PROJCS[1e999]")]
    public void Text_that_is_no_system_is_unreadable(string? text) =>
        Refusal(CoordinateSystem.FromPrj(text)).ShouldBe(CoordinateSystemRefusal.Unreadable);

    [Fact]
    public void A_hostile_file_is_only_unreadable()
    {
        Refusal(CoordinateSystem.FromPrj(string.Concat(Enumerable.Repeat("A[", 30_000)))).ShouldBe(CoordinateSystemRefusal.Unreadable);
        Refusal(CoordinateSystem.FromPrj(new string('A', 1_000_000))).ShouldBe(CoordinateSystemRefusal.Unreadable);
    }

    [Fact]
    public void No_text_whatever_makes_reading_throw() => Gen.Int[0, Zone35Wkt.Length - 1].Select(Gen.Char, Gen.Int[0, 3]).Array[1, 6]
        .Sample(edits =>
        {
            var text = edits.Aggregate(Zone35Wkt, (current, edit) => edit.Item3 switch
            {
                _ when current.Length == 0 => edit.Item2.ToString(),
                0 => current.Remove(Math.Min(edit.Item1, current.Length - 1), 1),
                1 => current.Insert(Math.Min(edit.Item1, current.Length), edit.Item2.ToString()),
                2 => current[..Math.Max(1, Math.Min(edit.Item1, current.Length))],
                _ => current + current[Math.Min(edit.Item1, current.Length - 1)..],
            });
            _ = CoordinateSystem.FromPrj(text);
        });

    private static CoordinateSystemRefusal Refusal(CoordinateSystemReading reading) => reading.ShouldBeOfType<CoordinateSystemReading.Refused>().Reason;
}
