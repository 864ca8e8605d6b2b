namespace RuralRights.Spatial.Tests;

public class SurveyedBoundaryTests
{
    private static readonly CoordinateSystem Zone35 = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);

    [Fact]
    public void A_boundary_keeps_every_bit_through_well_known_binary()
    {
        var boundary = Boundary("POLYGON ((35418697.614 3968812.825, 35418661.496 3968835.056, 35418672.771 3968861.4170000001, 35418709.814 3968842.176, 35418697.614 3968812.825))");

        var back = SurveyedBoundary.FromWkb(boundary.ToWkb(), Zone35);

        back.ShouldBe(boundary);
        back.GetHashCode().ShouldBe(boundary.GetHashCode());
        back.ToWkb().ShouldBe(boundary.ToWkb());
    }

    [Fact]
    public void Rings_run_counter_clockwise_outside_and_clockwise_inside_whatever_the_file_had()
    {
        var clockwise = Boundary("POLYGON ((35418000 3968000, 35418000 3968100, 35418100 3968100, 35418100 3968000, 35418000 3968000), (35418010 3968010, 35418020 3968010, 35418020 3968020, 35418010 3968020, 35418010 3968010))");

        clockwise.ToPolygon().ToText().ShouldBe("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968100, 35418000 3968000), (35418010 3968010, 35418010 3968020, 35418020 3968020, 35418020 3968010, 35418010 3968010))");
        clockwise.ShouldBe(Boundary("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968100, 35418000 3968000), (35418010 3968010, 35418010 3968020, 35418020 3968020, 35418020 3968010, 35418010 3968010))"));
        clockwise.PlanarArea.ShouldBe(9900m);
    }

    [Fact]
    public void Nobody_can_move_a_boundary_from_outside()
    {
        var polygon = Read("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968000))");
        var boundary = new SurveyedBoundary(polygon, Zone35);
        var before = boundary.ToWkb();

        polygon.ExteriorRing.CoordinateSequence.SetX(1, 0);
        boundary.ToPolygon().ExteriorRing.CoordinateSequence.SetX(1, 0);
        boundary.Bounds.ExpandBy(1000);

        boundary.ToWkb().ShouldBe(before);
    }

    [Theory]
    [InlineData("POLYGON EMPTY", "at least one ring")]
    [InlineData("POLYGON ((3968000 35418000, 3968000 35418100, 3968100 35418100, 3968000 35418000))", "cannot lie")]
    [InlineData("POLYGON ((418000 3968000, 418100 3968000, 418100 3968100, 418000 3968000))", "cannot lie")]
    [InlineData("POLYGON ((35418000 3968000, 35418100 3968100, 35418100 3968000, 35418000 3968100, 35418000 3968000))", "not a valid area")]
    [InlineData("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968000), (35418200 3968010, 35418210 3968010, 35418210 3968020, 35418200 3968010))", "not a valid area")]
    public void What_is_no_boundary_is_not_kept(string wkt, string reason) =>
        Should.Throw<ArgumentException>(() => Boundary(wkt)).Message.ShouldContain(reason);

    [Fact]
    public void A_vertex_that_is_no_number_is_not_kept()
    {
        var polygon = Read("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968000))");
        polygon.ExteriorRing.CoordinateSequence.SetY(1, double.NaN);

        Should.Throw<ArgumentException>(() => new SurveyedBoundary(polygon, Zone35));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0101000000000000000000F03F000000000000F03F")]
    [InlineData("01030000000100000005000000")]
    [InlineData("0103000000FFFFFFFF")]
    [InlineData("FFFFFFFFFFFF")]
    public void Bytes_that_are_no_polygon_are_not_kept(string hex) =>
        Should.Throw<ArgumentException>(() => SurveyedBoundary.FromWkb(Convert.FromHexString(hex), Zone35));

    [Fact]
    public void The_same_numbers_in_another_system_are_another_boundary()
    {
        const string wkt = "POLYGON ((418000 3968000, 418100 3968000, 418100 3968100, 418000 3968000))";
        new SurveyedBoundary(Read(wkt), CoordinateSystem.ThreeDegreeZone(35, prefixed: false))
            .ShouldNotBe(new SurveyedBoundary(Read(wkt), CoordinateSystem.ThreeDegreeZone(34, prefixed: false)));
    }

    [Fact]
    public void The_map_gets_longitude_and_latitude()
    {
        var boundary = Boundary("POLYGON ((35394947.916 3992940.478, 35395047.916 3992940.478, 35395047.916 3993040.478, 35394947.916 3992940.478))");

        var onMap = boundary.ToPolygon(CoordinateSystem.Geographic);

        onMap.SRID.ShouldBe(4490);
        onMap.Coordinates[0].X.ShouldBe(103.834, 2e-8);
        onMap.Coordinates[0].Y.ShouldBe(36.061, 2e-8);
        onMap.EnvelopeInternal.MaxX.ShouldBeInRange(103.83, 103.84);
    }

    [Fact]
    public void Area_is_that_of_the_plane_and_survives_the_way_to_the_globe()
    {
        var boundary = Boundary("POLYGON ((35418000 3968000, 35418033.333 3968000, 35418033.333 3968020, 35418000 3968020, 35418000 3968000))");
        var onGlobe = new SurveyedBoundary(boundary.ToPolygon(CoordinateSystem.Geographic), CoordinateSystem.Geographic);

        boundary.PlanarArea.ShouldBe(666.66m);
        onGlobe.PlanarArea.ShouldBe(666.66m, 0.001m);
    }

    [Fact]
    public void A_map_too_far_from_the_zone_is_refused() =>
        Should.Throw<ArgumentException>(() => Boundary("POLYGON ((35418000 3968000, 35418100 3968000, 35418100 3968100, 35418000 3968000))")
            .ToPolygon(CoordinateSystem.ThreeDegreeZone(45, prefixed: true)));

    private static SurveyedBoundary Boundary(string wkt) => new(Read(wkt), Zone35);

    private static Polygon Read(string wkt) => (Polygon)new WKTReader().Read(wkt);
}
