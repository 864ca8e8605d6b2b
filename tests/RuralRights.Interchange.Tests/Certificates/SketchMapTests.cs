using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class SketchMapTests : IDisposable
{
    private static readonly Box Frame = new(18, 40, 174, 104);
    private readonly CertificateFonts _fonts = CertificateFonts.Open(furtherFolders: []);

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData(1, 100)]
    [InlineData(3, 200)]
    [InlineData(7, 500)]
    [InlineData(15, 1000)]
    [InlineData(40, 2000)]
    [InlineData(400, 25_000)]
    public void The_outline_is_drawn_to_the_scale_that_is_stated(double times, int scale)
    {
        OutlinePoint[] corners = [new(0, 0), new(5 * times, 0.5 * times), new(5 * times, 4 * times), new(-0.5 * times, 3.5 * times)];
        var map = Draw(new([corners]));
        map.Scale.ShouldBe(scale);
        var outline = Boundary(map);
        var onPaper = Length([.. outline.Select(spot => (spot.X, spot.Y))]);
        var onGround = Length([.. corners.Select(corner => (corner.East, corner.North))]);
        (onPaper * scale / 1000).ShouldBe(onGround, onGround * 1e-9);
        foreach (var spot in outline) Frame.Holds(new(spot.X, spot.Y, 0, 0)).ShouldBeTrue();
    }

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        var outline = Boundary(Draw(new([[new(0, 0), new(30, 0), new(30, 20), new(0, 20)]])));
        outline[1].X.ShouldBeGreaterThan(outline[0].X);
        outline[2].Y.ShouldBeLessThan(outline[1].Y);
    }

    [Fact]
    public void Every_side_of_a_plain_parcel_shows_its_length_and_every_corner_its_number()
    {
        var map = Draw(new([[new(0, 0, "J7"), new(30, 0, "J8"), new(31, 20, "J9"), new(0, 20.5, "J12")]]));
        Words(map).ShouldBeSubsetOf(["J7", "J8", "J9", "J12", "30.00", "20.02", "31.00", "20.50", "沟沿地", "00001", "北 N", "0", "10", "20 m"]);
        foreach (var word in new[] { "J7", "J8", "J9", "J12", "30.00", "20.02", "31.00", "20.50", "沟沿地" }) Words(map).ShouldContain(word);
        map.LeftLabelsOut.ShouldBeFalse();
    }

    [Fact]
    public void Corners_without_numbers_are_counted_clockwise_from_the_north_west()
    {
        OutlinePoint[] counterClockwise = [new(0, 0), new(30, 0), new(30, 20), new(0, 20)];
        foreach (var ring in new[] { counterClockwise, [.. counterClockwise.Reverse()], [.. counterClockwise, counterClockwise[0]] })
        {
            var map = Draw(new([ring]));
            var numbers = map.Marks.OfType<Mark.Text>().Where(text => text.Words[0] == 'J').ToDictionary(text => text.Words, text => text.At);
            numbers.Count.ShouldBe(4);
            numbers["J1"].X.ShouldBeLessThan(numbers["J2"].X);
            numbers["J2"].Y.ShouldBeLessThan(numbers["J3"].Y);
            numbers["J4"].X.ShouldBeLessThan(numbers["J3"].X);
        }
    }

    [Fact]
    public void A_corner_that_is_no_boundary_point_has_no_number()
    {
        var map = Draw(new([[new(0, 0, "J1"), new(15, 1), new(30, 0, "J2"), new(30, 20, "J3"), new(0, 20, "J4")]]));
        Words(map).Where(word => word[0] == 'J').Order().ShouldBe(["J1", "J2", "J3", "J4"]);
    }

    [Fact]
    public void A_neighbour_is_known_by_its_last_five_digits_and_one_of_another_issuer_by_all()
    {
        ParcelOutline beside(double shift) => new([[new(shift, 0), new(shift + 30, 0), new(shift + 30, 20), new(shift, 20)]]);
        var parcel = Sample.Parcel(0) with
        {
            Outline = beside(0),
            Neighbours = [new("6201232022130100077", beside(30)), new("6201232022130200078", beside(-30))],
        };
        var words = Words(SketchMap.Draw(new Typesetter(_fonts), parcel, parcel.Outline, Frame));
        words.ShouldContain("00077");
        words.ShouldContain("6201232022130200078");
    }

    [Fact]
    public void A_crowded_outline_says_that_labels_were_left_out_and_labels_never_cover_one_another()
    {
        var crowded = Enumerable.Range(0, 240).Select(step => (Angle: step * Math.PI / 120, Reach: step % 2 == 0 ? 20 : 19)).Select(at => new OutlinePoint(at.Reach * Math.Cos(at.Angle), at.Reach * Math.Sin(at.Angle)));
        var map = Draw(new([[.. crowded]]));
        map.LeftLabelsOut.ShouldBeTrue();
        var typesetter = new Typesetter(_fonts);
        var labels = map.Marks.OfType<Mark.Text>().Where(text => text.Turn.Equals(0.0) && text.Words[0] == 'J')
            .Select(text => new Box(text.At.X, text.At.Y - 1.6, typesetter.Measure(text.Face, text.Size, text.Words), 1.6)).ToArray();
        labels.Length.ShouldBeGreaterThan(20);
        for (var one = 0; one < labels.Length; one++)
            for (var other = one + 1; other < labels.Length; other++) labels[one].Meets(labels[other]).ShouldBeFalse();
    }

    [Fact]
    public void An_outline_that_crosses_itself_or_has_a_hole_is_still_drawn()
    {
        Boundary(Draw(new([[new(0, 0), new(30, 20), new(30, 0), new(0, 20)]]))).Count.ShouldBe(4);
        var holed = Draw(new([[new(0, 0), new(30, 0), new(30, 20), new(0, 20)], [new(10, 8), new(14, 8), new(14, 12), new(10, 12)]]));
        holed.Marks.OfType<Mark.Window>().Single().Marks.OfType<Mark.Fill>().Single().Rings.Count.ShouldBe(2);
        Words(holed).ShouldContain("J8");
        Boundary(Draw(new([[new(5, 5), new(5, 5), new(5, 5)]]))).Count.ShouldBe(1);
    }

    private SketchMap Draw(ParcelOutline outline) => SketchMap.Draw(new Typesetter(_fonts), Sample.Parcel(0) with { Neighbours = [] }, outline, Frame);

    private static IReadOnlyList<Spot> Boundary(SketchMap map) =>
        map.Marks.OfType<Mark.Window>().Single().Marks.OfType<Mark.Stroke>().First(stroke => stroke.Ink == Ink.Black).Through;

    private static string[] Words(SketchMap map) => [.. map.Marks.OfType<Mark.Text>().Select(text => text.Words)];

    private static double Length((double X, double Y)[] ring) => ring.Zip([.. ring[1..], ring[0]], (from, to) => Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2))).Sum();
}
