using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;
using RuralRights.Spatial;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class SketchMapTests : IDisposable
{
    private static readonly Box Frame = new(18, 40, 174, 104);
    private readonly CertificateFonts _fonts = CertificateFonts.Open(furtherFolders: []);

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData(3, 200)]
    [InlineData(7, 500)]
    [InlineData(15, 1000)]
    [InlineData(40, 2000)]
    [InlineData(400, 25_000)]
    public void The_outline_is_drawn_to_the_scale_that_is_stated(double times, int scale)
    {
        (double East, double North)[] corners = [(0, 0), (5 * times, 0.5 * times), (5 * times, 4 * times), (-0.5 * times, 3.5 * times)];
        var map = Draw(Sample.Boundary(corners));
        map.Scale.ShouldBe(scale);
        var outline = Outline(map);
        var onPaper = Length([.. outline.Select(spot => (spot.X, spot.Y))]);
        (onPaper * scale / 1000).ShouldBe(Length(corners), 0.04 * scale / 1000);
        foreach (var spot in outline) Frame.Holds(new(spot.X, spot.Y, 0, 0)).ShouldBeTrue();
    }

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        var outline = Outline(Draw(Sample.Boundary((0, 0), (30, 0), (30, 20), (0, 20))));
        outline[1].X.ShouldBeGreaterThan(outline[0].X);
        outline[2].Y.ShouldBeLessThan(outline[1].Y);
    }

    [Fact]
    public void Every_side_of_a_plain_parcel_shows_its_length_and_every_corner_its_number()
    {
        var map = Draw(Sample.Boundary((0, 0), (0, 20.5), (31, 20), (30, 0)), "J7/J8/J9/J12");
        foreach (var word in new[] { "J7", "J8", "J9", "J12", "30.00", "20.02", "31.00", "20.50", "沟沿地", "00001", "北 N", "20 m" }) Words(map).ShouldContain(word);
        map.LeftLabelsOut.ShouldBeFalse();
        var numbers = Numbers(map);
        numbers["J7"].Y.ShouldBeGreaterThan(numbers["J8"].Y);
        numbers["J9"].X.ShouldBeGreaterThan(numbers["J8"].X);
        numbers["J12"].Y.ShouldBeGreaterThan(numbers["J9"].Y);
    }

    [Fact]
    public void Corners_without_numbers_are_counted_clockwise_from_the_north_west()
    {
        (double, double)[] counterClockwise = [(0, 0), (30, 0), (30, 20), (0, 20)];
        foreach (var ring in new[] { counterClockwise, [.. counterClockwise.Reverse()] })
        {
            var numbers = Numbers(Draw(Sample.Boundary(ring)));
            numbers.Count.ShouldBe(4);
            numbers["J1"].X.ShouldBeLessThan(numbers["J2"].X);
            numbers["J2"].Y.ShouldBeLessThan(numbers["J3"].Y);
            numbers["J4"].X.ShouldBeLessThan(numbers["J3"].X);
        }
    }

    [Fact]
    public void Numbers_that_do_not_match_the_corners_are_not_guessed()
    {
        var map = Draw(Sample.Boundary((0, 0), (0, 20), (30, 20), (30, 0)), "J1/J2/J3");
        Numbers(map).ShouldBeEmpty();
        map.LeftLabelsOut.ShouldBeTrue();
    }

    [Fact]
    public void A_neighbour_is_known_by_its_last_five_digits_and_one_of_another_issuer_by_all()
    {
        SurveyedBoundary beside(double shift) => Sample.Boundary((shift, 0), (shift + 30, 0), (shift + 30, 20), (shift, 20));
        var parcel = Sample.Parcel(0) with
        {
            Boundary = beside(0),
            BoundaryPoints = null,
            Neighbours = [new("6201232022130100077", beside(30)), new("6201232022130200078", beside(-30)), new("6201232022130100079", beside(900))],
        };
        var map = SketchMap.Draw(new Typesetter(_fonts), parcel, Frame);
        Words(map).ShouldContain("00077");
        Words(map).ShouldContain("6201232022130200078");
        Words(map).ShouldNotContain("00079");
    }

    [Fact]
    public void Where_a_neighbour_is_cut_off_at_the_frame_no_boundary_is_drawn()
    {
        var parcel = Sample.Parcel(0) with
        {
            Boundary = Sample.Boundary((0, 0), (30, 0), (30, 20), (0, 20)),
            BoundaryPoints = null,
            Neighbours = [new("6201232022130100077", Sample.Boundary((30, 5), (900, 5), (900, 15), (30, 15)))],
        };
        var lines = SketchMap.Draw(new Typesetter(_fonts), parcel, Frame).Marks.OfType<Mark.Window>().Single().Marks.OfType<Mark.Stroke>().Where(stroke => stroke.Ink == Ink.Grey).ToArray();
        lines.ShouldNotBeEmpty();
        foreach (var line in lines)
            for (var index = 1; index < line.Through.Count; index++) (line.Through[index].X > Frame.Right - 0.1 && line.Through[index - 1].X > Frame.Right - 0.1).ShouldBeFalse();
    }

    [Fact]
    public void A_crowded_outline_says_that_labels_were_left_out_and_labels_never_cover_one_another()
    {
        var crowded = Enumerable.Range(0, 240).Select(step => (Angle: step * Math.PI / 120, Reach: step % 2 == 0 ? 20 : 19)).Select(at => (at.Reach * Math.Cos(at.Angle), at.Reach * Math.Sin(at.Angle)));
        var map = Draw(Sample.Boundary([.. crowded]));
        map.LeftLabelsOut.ShouldBeTrue();
        var typesetter = new Typesetter(_fonts);
        var labels = map.Marks.OfType<Mark.Text>().Where(text => text.Words[0] == 'J')
            .Select(text => new Box(text.At.X, text.At.Y - 1.6, typesetter.Measure(text.Face, text.Size, text.Words), 1.6)).ToArray();
        labels.Length.ShouldBeGreaterThan(20);
        for (var one = 0; one < labels.Length; one++)
            for (var other = one + 1; other < labels.Length; other++) labels[one].Meets(labels[other]).ShouldBeFalse();
    }

    [Fact]
    public void A_boundary_in_longitude_and_latitude_shows_lengths_in_metres()
    {
        var plane = Sample.Boundary((0, 0), (30, 0), (30, 20), (0, 20));
        var geographic = new SurveyedBoundary(plane.ToPolygon(CoordinateSystem.Geographic), CoordinateSystem.Geographic);
        Words(Draw(geographic)).ShouldContain("30.00");
    }

    [Fact]
    public void Only_a_surveyed_parcel_has_a_map() =>
        Should.Throw<ArgumentException>(() => SketchMap.Draw(new Typesetter(_fonts), Sample.Parcel(0) with { Boundary = null }, Frame));

    private SketchMap Draw(SurveyedBoundary boundary, string? numbers = null) =>
        SketchMap.Draw(new Typesetter(_fonts), Sample.Parcel(0) with { Boundary = boundary, BoundaryPoints = numbers, Neighbours = [] }, Frame);

    private static IReadOnlyList<Spot> Outline(SketchMap map) =>
        map.Marks.OfType<Mark.Window>().Single().Marks.OfType<Mark.Stroke>().First(stroke => stroke.Ink == Ink.Black).Through;

    private static string[] Words(SketchMap map) => [.. map.Marks.OfType<Mark.Text>().Select(text => text.Words)];

    private static Dictionary<string, Spot> Numbers(SketchMap map) => map.Marks.OfType<Mark.Text>().Where(text => text.Words[0] == 'J').ToDictionary(text => text.Words, text => text.At);

    private static double Length((double X, double Y)[] ring) => ring.Zip([.. ring[1..], ring[0]], (from, to) => Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2))).Sum();
}
