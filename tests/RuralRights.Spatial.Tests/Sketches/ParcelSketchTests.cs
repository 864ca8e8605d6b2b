using RuralRights.Spatial.Sketches;

namespace RuralRights.Spatial.Tests.Sketches;

public class ParcelSketchTests
{
    private static readonly CoordinateSystem Zone35 = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);
    private static readonly SketchFrame Frame = new(100, 80);

    [Theory]
    [InlineData(16, 12, 200)]
    [InlineData(16.1, 12, 500)]
    [InlineData(16, 12.1, 500)]
    [InlineData(40, 30, 500)]
    [InlineData(80, 10, 1000)]
    [InlineData(10, 120, 2000)]
    [InlineData(300, 200, 5000)]
    [InlineData(4_000, 100, 50_000)]
    [InlineData(4_001, 100, 100_000)]
    public void The_scale_is_the_largest_usual_one_that_fits(double width, double height, int denominator) =>
        ParcelSketch.ScaleFor(width, height, Frame).ShouldBe(denominator);

    [Fact]
    public void Margins_that_leave_no_room_are_refused() =>
        Should.Throw<ArgumentException>(() => ParcelSketch.ScaleFor(10, 10, new SketchFrame(20, 80)));

    [Fact]
    public void The_parcel_lies_in_the_middle_with_north_up_and_true_lengths()
    {
        var sketch = ParcelSketch.Draw(Boundary("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))"), [], Frame);

        sketch.ScaleDenominator.ShouldBe(500);
        sketch.Parcel.Rings.ShouldHaveSingleItem().ShouldBe([new(20, 60), new(80, 60), new(80, 20), new(20, 20), new(20, 60)]);
        sketch.Sides.Select(side => side.Metres).ShouldBe([30.00m, 20.00m, 30.00m, 20.00m]);
        sketch.LabelAt.ShouldBe(new PaperPoint(50, 40));
    }

    [Fact]
    public void Neighbours_are_cut_off_at_the_frame_and_those_beyond_are_left_out()
    {
        var sketch = ParcelSketch.Draw(
            Boundary("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))"),
            [
                ("东", Boundary("POLYGON ((30 0, 90 0, 90 20, 30 20, 30 0))")),
                ("西", Boundary("POLYGON ((-200 0, -100 0, -100 20, -200 20, -200 0))")),
            ],
            Frame);

        var east = sketch.Neighbours.ShouldHaveSingleItem();
        east.Label.ShouldBe("东");
        east.Parts.ShouldHaveSingleItem().Rings[0].ShouldBe([new(80, 60), new(100, 60), new(100, 20), new(80, 20), new(80, 60)], ignoreOrder: true);
        east.LabelAt.X.ShouldBeInRange(80, 100);
    }

    [Fact]
    public void A_neighbour_in_another_system_lies_where_it_should()
    {
        var east = Boundary("POLYGON ((30 0, 60 0, 60 20, 30 20, 30 0))");
        var onGlobe = new SurveyedBoundary(east.ToPolygon(CoordinateSystem.Geographic), CoordinateSystem.Geographic);
        var parcel = Boundary("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))");

        var same = ParcelSketch.Draw(parcel, [("东", east)], Frame).Neighbours[0].Parts[0].Rings[0];
        ParcelSketch.Draw(parcel, [("东", onGlobe)], Frame).Neighbours[0].Parts[0].Rings[0].ShouldBe(same, ignoreOrder: true);
    }

    [Fact]
    public void Holes_are_drawn() => ParcelSketch.Draw(
        Boundary("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 20 5, 20 15, 10 15, 10 5))"), [], Frame).Parcel.Rings.Count.ShouldBe(2);

    [Fact]
    public void Nothing_of_a_sketch_leaves_its_frame() => Gen.Double[1, 400].Select(Gen.Double[1, 400], Gen.Double[-300, 300], Gen.Double[-300, 300]).Sample((width, height, dx, dy) =>
    {
        var parcel = Boundary(FormattableString.Invariant($"POLYGON ((0 0, {width} 0, {width} {height}, 0 {height}, 0 0))"));
        var other = Boundary(FormattableString.Invariant($"POLYGON (({dx} {dy}, {dx + 200} {dy}, {dx + 100} {dy + 200}, {dx} {dy}))"));
        var sketch = ParcelSketch.Draw(parcel, [("四", other)], Frame);

        foreach (var point in sketch.Parcel.Rings.Concat(sketch.Neighbours.SelectMany(neighbour => neighbour.Parts).SelectMany(part => part.Rings)).SelectMany(ring => ring))
        {
            point.X.ShouldBeInRange(0, Frame.Width);
            point.Y.ShouldBeInRange(0, Frame.Height);
        }

        foreach (var point in sketch.Parcel.Rings[0])
        {
            point.X.ShouldBeInRange(Frame.Margin, Frame.Width - Frame.Margin);
            point.Y.ShouldBeInRange(Frame.Margin, Frame.Height - Frame.Margin);
        }
    });

    private static SurveyedBoundary Boundary(string wkt) => new((Polygon)Topology.Village.Read(wkt), Zone35);
}
