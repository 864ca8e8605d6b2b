using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

/// <summary>For each kind a parcel that passes and one that fails, in metres from a corner of zone 35.</summary>
public class SingleParcelTests
{
    private const double Nan = double.NaN;

    private static readonly CoordinateExpectation Expectation = new(CoordinateSystem.ThreeDegreeZone(35, prefixed: true));

    [Fact]
    public void A_plain_field_has_no_fault() => Faults([0, 0, 30, 0, 30, 20, 0, 20, 0, 0]).ShouldBeEmpty();

    [Fact]
    public void A_field_with_a_grave_in_it_has_no_fault() =>
        Faults([0, 0, 30, 0, 30, 20, 0, 20, 0, 0], [10, 10, 10, 12, 12, 12, 12, 10, 10, 10]).ShouldBeEmpty();

    [Fact]
    public void A_field_without_geometry_is_found()
    {
        Faults().ShouldBe(["empty_geometry"]);
        Faults([]).ShouldBe(["empty_geometry"]);
    }

    [Theory]
    [InlineData(Nan, 0, "nan_coordinate")]
    [InlineData(0, double.NegativeInfinity, "nan_coordinate")]
    [InlineData(1e18, 0, "huge_coordinate")]
    [InlineData(0, -1e18, "huge_coordinate")]
    [InlineData(-1_000_000, 0, "wrong_zone")]
    [InlineData(-35_000_000, 0, "wrong_zone")]
    public void A_coordinate_that_is_no_place_is_found(double dx, double dy, string kind) =>
        Faults([0, 0, 30 + dx, 0 + dy, 30, 20, 0, 20, 0, 0]).ShouldBe([kind]);

    [Fact]
    public void Exchanged_axes_are_found()
    {
        var exchanged = new[] { Y(0), X(0), Y(0), X(30), Y(20), X(30), Y(20), X(0), Y(0), X(0) };
        Inspect(Nan, exchanged).ShouldHaveSingleItem().Kind.ShouldBe(TopologyKind.SwappedAxes);
    }

    [Fact]
    public void The_place_of_a_coordinate_that_is_no_place_is_a_vertex_that_is_one() =>
        Findings([Nan, 0, 30, 0, 30, 20, 0, 20, Nan, 0])[0].Wkt.ShouldBe("POINT (35418030 3968000)");

    [Theory]
    [InlineData(new double[] { 0, 0, 30, 0, 30, 20, 0, 20 })]
    [InlineData(new double[] { 0, 0, 30, 0, 30, 20, 0, 20, 0, 0.5 })]
    [InlineData(new double[] { 0, 0, 30, 0, 0, 0 })]
    [InlineData(new double[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new double[] { 0, 0 })]
    public void A_ring_that_encloses_nothing_is_found(double[] ring) => Faults(ring).ShouldBe(["unclosed_ring"]);

    [Theory]
    [InlineData(new double[] { 0, 0, 30, 20, 30, 0, 0, 20, 0, 0 }, "POINT (35418015 3968010)")]
    [InlineData(new double[] { 0, 0, 30, 0, 30, 20, 15, 0, 0, 20, 0, 0 }, "POINT (35418015 3968000)")]
    [InlineData(new double[] { 0, 0, 10, 10, 20, 0, 20, 20, 10, 10, 0, 20, 0, 0 }, "POINT (35418010 3968010)")]
    public void A_ring_that_meets_itself_is_found(double[] ring, string place)
    {
        var finding = Findings(ring).ShouldHaveSingleItem();
        finding.Kind.ShouldBe(TopologyKind.BowTie);
        finding.Wkt.ShouldBe(place);
    }

    [Fact]
    public void A_ring_that_only_goes_there_and_back_is_found() =>
        Faults([0, 0, 30, 0, 10, 0, 0, 0]).ShouldBe(["spike", "bow_tie"]);

    [Fact]
    public void A_hole_that_leaves_its_field_is_found() =>
        Faults([0, 0, 30, 0, 30, 20, 0, 20, 0, 0], [25, 10, 35, 10, 35, 12, 25, 12, 25, 10]).ShouldBe(["bow_tie"]);

    [Fact]
    public void A_field_in_two_parts_is_found() =>
        Faults([0, 0, 30, 0, 30, 20, 0, 20, 0, 0], [40, 0, 60, 0, 60, 20, 40, 20, 40, 0]).ShouldBe(["multi_part"]);

    [Theory]
    [InlineData(0.049, true)]
    [InlineData(0, true)]
    [InlineData(0.051, false)]
    public void Corners_surveyed_twice_are_found(double apart, bool found) =>
        Faults([0, 0, 30, 0, 30 + apart, 0, 30, 20, 0, 20, 0, 0]).ShouldBe(found ? ["duplicate_vertex"] : []);

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(2, false)]
    public void A_needle_is_found(double width, bool found)
    {
        var findings = Findings([0, 0, 30, 0, 30, 20, 15 + width, 20, 15 + width / 2, 26, 15, 20, 0, 20, 0, 0]);
        findings.Select(finding => finding.Kind.Name).ShouldBe(found ? ["spike"] : []);
        if (found) findings[0].Wkt.ShouldBe("LINESTRING (35418015.2 3968020, 35418015.1 3968026, 35418015 3968020)");
    }

    [Fact]
    public void A_terrace_that_tapers_off_is_no_needle() => Faults([0, 0, 60, 0, 0, 4.5, 0, 0]).ShouldBeEmpty();

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(1, false)]
    public void A_parcel_too_narrow_to_till_is_found(double width, bool found) =>
        Faults([0, 0, 30, 0, 30, width, 0, width, 0, 0]).ShouldBe(found ? ["sliver_parcel"] : []);

    [Theory]
    [InlineData(600, false)]
    [InlineData(602.9, false)]
    [InlineData(597.1, false)]
    [InlineData(603.1, true)]
    [InlineData(690, true)]
    [InlineData(Nan, false)]
    public void A_recorded_area_that_is_not_that_of_the_polygon_is_found(double recorded, bool found)
    {
        var findings = Inspect(recorded, Move([0, 0, 30, 0, 30, 20, 0, 20, 0, 0]));
        findings.Select(finding => finding.Kind.Name).ShouldBe(found ? ["area_mismatch"] : []);
        if (found) findings[0].Measure.ShouldBe(recorded - 600, 1e-6);
    }

    [Fact]
    public void A_small_parcel_may_differ_by_a_square_metre() =>
        Inspect(20.9, Move([0, 0, 5, 0, 5, 4, 0, 4, 0, 0])).ShouldBeEmpty();

    [Fact]
    public void A_parcel_of_two_million_vertices_is_set_aside()
    {
        var ring = new double[4_000_002];
        for (var at = 0; at < 2_000_000; at++) (ring[2 * at], ring[2 * at + 1]) = (X(Math.Cos(at * Math.PI / 1e6) * 100), Y(Math.Sin(at * Math.PI / 1e6) * 100));
        (ring[^2], ring[^1]) = (ring[0], ring[1]);

        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        builder.AddRing(Move([0, 0, 30, 0, 30, 20, 0, 20, 0, 0]));
        builder.Add(2);
        builder.AddRing(ring);
        builder.Add(3);
        builder.AddRing(Move([0, 0, 30, 20, 30, 0, 0, 20, 0, 0]));
        var fabric = builder.Build();
        fabric.Ring(1, 0).Length.ShouldBe(ring.Length);
        fabric.Ring(2, 0)[0].ShouldBe(X(0));

        var findings = new List<TopologyFinding>();
        new TopologyInspection(Expectation).Inspect(fabric, findings.Add, cancellation: TestContext.Current.CancellationToken);

        findings.Select(finding => (finding.Parcel.Code, finding.Kind.Name)).ShouldBe([(2UL, "too_many_vertices"), (3UL, "bow_tie")]);
        findings[0].Measure.ShouldBe(2_000_001);
    }

    [Fact]
    public void A_ring_of_many_corners_is_searched_for_crossings()
    {
        double[] Star(int corners, bool crossed)
        {
            var ring = new double[2 * corners + 2];
            for (var at = 0; at < corners; at++)
                (ring[2 * at], ring[2 * at + 1]) = (X(Math.Cos(at * 2 * Math.PI / corners) * 500), Y(Math.Sin(at * 2 * Math.PI / corners) * 500));
            if (crossed) (ring[20], ring[21], ring[22], ring[23]) = (ring[22], ring[23], ring[20], ring[21]);
            (ring[^2], ring[^1]) = (ring[0], ring[1]);
            return ring;
        }

        Inspect(Nan, Star(1000, crossed: false)).ShouldBeEmpty();
        Inspect(Nan, Star(1000, crossed: true)).Select(finding => finding.Kind.Name).ShouldContain("bow_tie");
    }

    [Fact]
    public void A_ring_woven_to_take_for_ever_is_set_aside()
    {
        // A comb of thirty thousand slanting teeth, each a kilometre long: no two cross, and the bounds of all overlap.
        var ring = new List<double>();
        for (var tooth = 0; tooth < 15_000; tooth++) ring.AddRange([tooth * 0.1, 0, tooth * 0.1 + 3_000, 3_000, tooth * 0.1 + 3_000.05, 3_000, tooth * 0.1 + 0.05, 0]);
        ring.AddRange([1500, -10, 0, -10, 0, 0]);

        Findings([.. ring]).ShouldContain(finding => finding.Kind == TopologyKind.TooManyVertices);
    }

    [Fact]
    public void What_the_register_would_refuse_as_a_boundary_never_passes() => Gen.Int[0, 6].Array[6, 16].Sample(numbers =>
    {
        var ring = numbers.Take(numbers.Length / 2 * 2).Select(number => number * 10d).ToList();
        ring.AddRange(ring.Take(2).ToList());
        var moved = Move([.. ring]);
        var findings = Inspect(Nan, moved);
        if (findings.Any(finding => finding.Kind.Severity == TopologySeverity.Error)) return;

        // Exact repetitions are only a warning, and no obstacle to a boundary.
        var vertices = Enumerable.Range(0, moved.Length / 2).Select(at => new Coordinate(moved[2 * at], moved[2 * at + 1])).ToArray();
        Should.NotThrow(() => new SurveyedBoundary(new Polygon(new LinearRing(vertices)), Expectation.System));
    });

    private static double X(double east) => 35_418_000 + east;

    private static double Y(double north) => 3_968_000 + north;

    private static double[] Move(double[] ring) => [.. ring.Select((number, at) => at % 2 == 0 ? X(number) : Y(number))];

    private static List<string> Faults(params double[][] rings) => [.. Findings(rings).Select(finding => finding.Kind.Name)];

    private static List<TopologyFinding> Findings(params double[][] rings) => Inspect(Nan, [.. rings.Select(Move)]);

    private static List<TopologyFinding> Inspect(double recordedArea, params double[][] rings)
    {
        var builder = new ParcelFabric.Builder();
        builder.Add(6201232022130200003, recordedArea);
        foreach (var ring in rings) builder.AddRing(ring);
        var findings = new List<TopologyFinding>();
        new TopologyInspection(Expectation).Inspect(builder.Build(), findings.Add, cancellation: TestContext.Current.CancellationToken);
        return findings;
    }
}
