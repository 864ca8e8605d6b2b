using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

public class NeighbourTests
{
    private const string West = "POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))";

    [Theory]
    [InlineData("a common side", "POLYGON ((30 0, 60 0, 60 20, 30 20, 30 0))")]
    [InlineData("a common side run the same way round", "POLYGON ((30 0, 30 20, 60 20, 60 0, 30 0))")]
    [InlineData("a common corner", "POLYGON ((30 20, 60 20, 60 40, 30 40, 30 20))")]
    [InlineData("part of a side", "POLYGON ((30 5, 60 5, 60 15, 30 15, 30 5))")]
    [InlineData("a road between", "POLYGON ((33 0, 60 0, 60 20, 33 20, 33 0))")]
    [InlineData("a path between", "POLYGON ((30.35 0, 60 0, 60 20, 30.35 20, 30.35 0))")]
    [InlineData("a corner a rounding error inside", "POLYGON ((30 0, 60 0, 60 20, 30 20, 29.9993 10, 30 0))")]
    [InlineData("a corner a rounding error outside", "POLYGON ((30 0, 60 0, 60 20, 30 20, 30.0007 10, 30 0))")]
    [InlineData("sides that part at a common corner", "POLYGON ((30 0, 60 0, 60 20, 32 20, 30 0))")]
    [InlineData("sides that part at a common corner and stay near for a while", "POLYGON ((30 0, 60 0, 60 20, 34 20, 30.25 4, 30 0))")]
    [InlineData("far away", "POLYGON ((9030 0, 9060 0, 9060 20, 9030 20, 9030 0))")]
    public void Good_neighbours_have_no_fault(string how, string neighbour) => Village.Faults(West, neighbour).ShouldBeEmpty(how);

    [Theory]
    [InlineData("POLYGON ((29 0, 60 0, 60 20, 29 20, 29 0))", "overlap", 20)]
    [InlineData("POLYGON ((10 5, 20 5, 20 15, 10 15, 10 5))", "overlap", 100)]
    [InlineData("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))", "overlap", 600)]
    [InlineData("POLYGON ((30 20, 30 0, 0 0, 0 20, 30 20))", "overlap", 600)]
    [InlineData("POLYGON ((-10 -10, 40 -10, 40 40, -10 40, -10 -10))", "overlap", 600)]
    [InlineData("POLYGON ((0 0, 30 0, 30 10, 0 10, 0 0))", "overlap", 300)]
    [InlineData("POLYGON ((-5 5, 35 5, 35 10, -5 10, -5 5))", "overlap", 150)]
    [InlineData("POLYGON ((15 0, 30 10, 15 20, 0 10, 15 0))", "overlap", 300)]
    [InlineData("POLYGON ((29.90625 10, 60 10, 60 40, 29.90625 40, 29.90625 10))", "sliver_overlap", 0.9375)]
    [InlineData("POLYGON ((30 0, 60 0, 60 20, 30 20, 29.98 10, 30 0))", "sliver_overlap", 0.2)]
    [InlineData("POLYGON ((29.5 19.5, 60 19.5, 60 40, 29.5 40, 29.5 19.5))", "sliver_overlap", 0.25)]
    public void Common_ground_is_found_and_measured(string neighbour, string kind, double area)
    {
        var finding = Village.Inspect(West, neighbour).ShouldHaveSingleItem();

        Village.Text(finding).ShouldBe($"{kind} 1|2");
        finding.Measure.ShouldBe(area, 1e-6);
        finding.Place.ShouldNotBeNull().Area.ShouldBe(area, 1e-6);
    }

    [Fact]
    public void The_place_of_an_overlap_is_the_common_ground() =>
        Village.Place(Village.Inspect(West, "POLYGON ((29 5, 60 5, 60 15, 29 15, 29 5))")[0]).ShouldBe("POLYGON ((29 5, 29 15, 30 15, 30 5, 29 5))");

    [Fact]
    public void Common_ground_in_several_places_is_one_finding()
    {
        var finding = Village.Inspect(West, "POLYGON ((29 0, 60 0, 60 20, 29 20, 29 15, 31 15, 31 5, 29 5, 29 0))").ShouldHaveSingleItem();

        finding.Measure.ShouldBe(10, 1e-6);
        finding.Place.ShouldNotBeNull().NumGeometries.ShouldBe(2);
    }

    [Fact]
    public void A_parcel_in_the_hole_of_another_is_a_neighbour() => Village.Faults(
        "POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 10 15, 20 15, 20 5, 10 5))",
        "POLYGON ((10 5, 20 5, 20 15, 10 15, 10 5))").ShouldBeEmpty();

    [Fact]
    public void A_parcel_that_leaves_the_hole_of_another_overlaps_it() => Village.Faults(
        "POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 10 15, 20 15, 20 5, 10 5))",
        "POLYGON ((10 5, 21 5, 21 15, 10 15, 10 5))").ShouldBe(["overlap 1|2"]);

    [Theory]
    [InlineData(0.03, 0, "near_vertex 1|2")]
    [InlineData(0, 0.049, "near_vertex 1|2")]
    [InlineData(0, 0.051, null)]
    [InlineData(0.04, 0.04, null)]
    public void Corners_that_nearly_meet_are_found(double dx, double dy, string? fault)
    {
        var corner = FormattableString.Invariant($"{30 + dx} {20 + dy}");
        Village.Faults(West, $"POLYGON (({corner}, 60 20, 60 40, 30 40, {corner}))")
            .Where(text => text.StartsWith("near", StringComparison.Ordinal)).ShouldBe(fault is null ? [] : [fault]);
    }

    [Fact]
    public void The_place_of_corners_that_nearly_meet_is_the_line_between_them()
    {
        var finding = Village.Inspect(West, "POLYGON ((30.03 20.02, 60 20.02, 60 40, 30.03 40, 30.03 20.02))").ShouldHaveSingleItem();

        finding.Measure.ShouldBe(Math.Sqrt(0.0013), 1e-6);
        Village.Place(finding).ShouldBe("LINESTRING (30 20, 30.03 20.02)");
    }

    [Fact]
    public void A_corner_surveyed_twice_in_one_parcel_is_not_reported_for_its_neighbour() =>
        Village.Faults("POLYGON ((0 0, 30 0, 30 0.02, 30 20, 0 20, 0 0))", "POLYGON ((30 0, 60 0, 60 20, 30 20, 30 0))").ShouldBe(["duplicate_vertex 1"]);

    [Fact]
    public void A_waste_with_a_thousand_fields_in_it_has_no_fault_and_one_that_is_cut_too_large_has_gaps()
    {
        string Field(int at, double size) => FormattableString.Invariant($"({at % 40 * 30} {at / 40 * 30}, {at % 40 * 30 + size} {at / 40 * 30}, {at % 40 * 30 + size} {at / 40 * 30 + 20}, {at % 40 * 30} {at / 40 * 30 + 20}, {at % 40 * 30} {at / 40 * 30})");
        string Waste(double size) => $"POLYGON ((-10 -10, 1300 -10, 1300 1300, -10 1300, -10 -10), {string.Join(", ", Enumerable.Range(0, 1000).Select(at => Field(at, size)))})";
        string[] fields = [.. Enumerable.Range(0, 1000).Select(at => $"POLYGON ({Field(at, 20)})")];

        Village.Faults([Waste(20), .. fields]).ShouldBeEmpty();
        Village.Faults([Waste(20.2), .. fields]).ShouldBe([.. Enumerable.Range(2, 1000).Select(code => $"gap 1|{code}")], ignoreOrder: true);
    }

    [Fact]
    public void A_thin_hole_along_a_common_side_is_a_gap()
    {
        var finding = Village.Inspect(West, "POLYGON ((30 0, 60 0, 60 20, 30 20, 30.09 10, 30 0))").ShouldHaveSingleItem();

        Village.Text(finding).ShouldBe("gap 1|2");
        finding.Measure.ShouldBe(0.9, 1e-6);
        Village.Place(finding).ShouldBe("POLYGON ((30 0, 30 20, 30.09 10, 30 0))");
    }

    [Fact]
    public void A_thin_hole_between_three_parcels_names_the_two_that_are_longest_at_it() => Village.Faults(
        "POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))",
        "POLYGON ((30.2 0, 60 0, 60 20, 30.2 20, 30.2 0))",
        "POLYGON ((0 20, 30 20, 30.2 20, 60 20, 60 40, 0 40, 0 20))",
        "POLYGON ((0 0, 30 0, 30.2 0, 60 0, 60 -40, 0 -40, 0 0))").ShouldBe(["gap 1|2"]);

    [Theory]
    [InlineData("open at both ends", "POLYGON ((30.2 0, 60 0, 60 20, 30.2 20, 30.2 0))", true)]
    [InlineData("open at both ends and as wide as a path", "POLYGON ((30.31 0, 60 0, 60 20, 30.31 20, 30.31 0))", false)]
    [InlineData("open at one end", "POLYGON ((30 0, 60 0, 60 20, 30.25 20, 30 0))", true)]
    [InlineData("too short to matter", "POLYGON ((30.2 18, 60 18, 60 60, 30.2 60, 30.2 18))", false)]
    [InlineData("too thin to be more than rounding", "POLYGON ((30.0004 0, 60 0, 60 20, 30.0004 20, 30.0004 0))", false)]
    public void A_thin_strip_between_parallel_sides_is_a_gap(string how, string neighbour, bool found) =>
        Village.Faults(West, neighbour).Where(text => !text.StartsWith("near", StringComparison.Ordinal)).ShouldBe(found ? ["gap 1|2"] : [], how);

    [Fact]
    public void A_strip_along_several_sides_is_one_gap()
    {
        var finding = Village.Inspect(West, "POLYGON ((30.2 0, 60 0, 60 20, 30.1 20, 30.2 10, 30.2 0))").ShouldHaveSingleItem();

        Village.Text(finding).ShouldBe("gap 1|2");
        finding.Measure.ShouldBe(3.5, 1e-3);
    }

    [Fact]
    public void A_hole_in_the_middle_of_a_field_is_no_gap() =>
        Village.Faults("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 10.2 5, 10.2 15, 10 15, 10 5))").ShouldBeEmpty();

    [Fact]
    public void A_needle_hides_no_overlap_but_its_border_is_compared_when_it_is_mended() => Village.Faults(
        "POLYGON ((0 0, 30 0, 30 9.9, 24 10, 30 10.1, 30 20, 0 20, 0 0))",
        "POLYGON ((30 0, 60 0, 60 20, 30 20, 30 0))",
        "POLYGON ((-10 0, 2 0, 2 20, -10 20, -10 0))").ShouldBe(["spike 1", "overlap 1|3"]);

    [Fact]
    public void One_bad_parcel_stops_only_itself() => Village.Faults(
        West,
        "POLYGON ((30 0, 60 20, 60 0, 30 20, 30 0))",
        "POLYGON EMPTY",
        "POLYGON ((29 0, 60 0, 60 20, 29 20, 29 0))").ShouldBe(["bow_tie 2", "empty_geometry 3", "overlap 1|4"]);

    [Fact]
    public void Longitudes_and_latitudes_are_inspected_in_metres()
    {
        var onGlobe = CoordinateTransform.Between(Village.Expectation.System, CoordinateSystem.Geographic);
        string[] parcels =
        [
            West, "POLYGON ((29 0, 60 0, 60 20, 29 20, 29 0))", "POLYGON ((0 20, 30 20, 30 40, 0 40, 0 20.2, 0 20))", "POLYGON ((100 0, 130 0, 130 0.02, 130 20, 100 20, 100 0))",
        ];
        var geometries = parcels.Select(wkt => onGlobe.Take(Village.Read(wkt)).ShouldNotBeNull()).ToList();
        geometries.Add(new Polygon(new LinearRing([new(35.87, 104.1), new(35.87, 104.2), new(35.97, 104.2), new(35.87, 104.1)])));

        var findings = Village.Inspect(Village.Fabric(geometries), new CoordinateExpectation(CoordinateSystem.Geographic));

        findings.Select(Village.Text).ShouldBe(["swapped_axes 5", "duplicate_vertex 4", "overlap 1|2"]);
        findings[2].Measure.ShouldBe(20, 1e-3);
        findings[2].Place.ShouldNotBeNull().EnvelopeInternal.Centre.X.ShouldBe(104.09, 0.1);
    }

    [Fact]
    public void A_parcel_around_a_whole_county_is_compared_with_all_of_it()
    {
        var fields = Grid(40, 40).Select(cell => $"POLYGON (({cell.X * 30} {cell.Y * 20}, {cell.X * 30 + 30} {cell.Y * 20}, {cell.X * 30 + 30} {cell.Y * 20 + 20}, {cell.X * 30} {cell.Y * 20 + 20}, {cell.X * 30} {cell.Y * 20}))");
        var county = "POLYGON ((-50000 -50000, 60000 -50000, 60000 50000, -50000 50000, -50000 -50000), (0 0, 0 800, 1200 800, 1200 0, 0 0))";
        var covering = "POLYGON ((-50000 -50000, 60000 -50000, 60000 50000, -50000 50000, -50000 -50000))";

        Village.Faults([.. fields, county]).ShouldBeEmpty();
        Village.Inspect([.. fields, covering]).Count(finding => finding.Kind == TopologyKind.Overlap).ShouldBe(1600);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(3000)]
    public void Borders_of_thousands_of_corners_are_compared(int corners)
    {
        string Teeth(double height) =>
            string.Join(", ", Enumerable.Range(0, corners).Select(at => FormattableString.Invariant($"{at * 10} {(at % 2 == 0 ? 10 : height)}")));
        var east = corners * 10 - 10;

        var finding = Village.Inspect(
            $"POLYGON ((0 0, {Teeth(15)}, {east} 0, 0 0))",
            $"POLYGON ((0 30, {Teeth(14.9)}, {east} 30, 0 30))").ShouldHaveSingleItem();

        finding.Kind.ShouldBe(TopologyKind.Overlap);
        finding.Measure.ShouldBe(east * 0.05, 0.01);
    }

    [Fact]
    public void Two_slivers_end_to_end_have_no_gap_around_them() => Village.Faults(
        "POLYGON ((0 0, 30 0, 30 0.2, 0 0.2, 0 0))", "POLYGON ((30 0, 60 0, 60 0.2, 30 0.2, 30 0))").ShouldBe(["sliver_parcel 1", "sliver_parcel 2"]);

    [Fact]
    public void A_pair_of_parcels_as_wide_as_a_county_is_met_once()
    {
        var fields = Grid(20, 20).Select(cell => $"POLYGON (({cell.X * 30} {cell.Y * 20}, {cell.X * 30 + 30} {cell.Y * 20}, {cell.X * 30 + 30} {cell.Y * 20 + 20}, {cell.X * 30} {cell.Y * 20 + 20}, {cell.X * 30} {cell.Y * 20}))");
        const string wide = "POLYGON ((10000 -50000, 60000 -50000, 60000 50000, 10000 50000, 10000 -50000))";
        const string other = "POLYGON ((20000 -50000, 70000 -50000, 70000 50000, 20000 50000, 20000 -50000))";

        Village.Faults([wide, .. fields, other]).ShouldBe(["overlap 1|402"]);
    }

    [Fact]
    public void A_thousand_rows_with_one_shape_are_each_reported_against_the_first()
    {
        var findings = Village.Inspect(Village.Fabric([.. Enumerable.Repeat(Village.Read(West), 1000), Village.Read("POLYGON ((29 0, 60 0, 60 20, 29 20, 29 0))")]));

        findings.Count.ShouldBe(1000);
        findings.Select(Village.Text).ShouldBe([.. Enumerable.Range(2, 999).Select(code => $"overlap 1|{code}"), "overlap 1|1001"]);
        findings[0].Measure.ShouldBe(600, 1e-6);
    }

    [Fact]
    public void Three_parcels_drawn_alike_are_each_compared_with_each() =>
        Village.Faults(West, West, West).ShouldBe(["overlap 1|2", "overlap 1|3", "overlap 2|3"]);

    [Fact]
    public void Borders_woven_through_each_other_are_set_aside_as_a_pair()
    {
        // Two combs at right angles: each of a thousand teeth crosses each of a thousand teeth.
        string Comb(bool upright) => string.Join(", ", Enumerable.Range(0, 1000).SelectMany(at => new[] { (at * 2, 0), (at * 2 + 1, 0), (at * 2 + 1, 2500), (at * 2 + 2, 2500) })
            .Append((2000, 2600)).Append((-100, 2600)).Append((-100, 0)).Append((0, 0))
            .Select(corner => upright ? $"{corner.Item1} {corner.Item2}" : $"{corner.Item2} {corner.Item1}"));

        Village.Faults($"POLYGON (({Comb(upright: true)}))", $"POLYGON (({Comb(upright: false)}))", "POLYGON ((9000 0, 9030 0, 9030 20, 9000 20, 9000 0))")
            .ShouldBe(["too_many_vertices 1|2"]);
    }

    private static IEnumerable<(int X, int Y)> Grid(int columns, int rows) =>
        Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, columns).Select(column => (column, row)));
}
