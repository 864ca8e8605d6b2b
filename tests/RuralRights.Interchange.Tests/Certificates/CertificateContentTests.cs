using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Interchange.Certificates;
using RuralRights.Spatial;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public class CertificateContentTests
{
    [Theory]
    [InlineData("62012319900307036X", "620123********036X")]
    [InlineData("620123900307036", "620123*****7036")]
    [InlineData("G12345678", "G******78")]
    [InlineData("军1234", "****")]
    public void An_identity_number_enters_with_its_middle_hidden(string number, string printed)
    {
        var masked = MaskedIdentity.Of(number);
        if (number.Length >= 7) masked.Text.ShouldBe(printed);
        masked.Text.ShouldNotContain(number);
        masked.Text.Count(character => character == '*').ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void A_full_identity_number_cannot_enter() =>
        Should.Throw<ArgumentException>(() => new MaskedIdentity("620123199003070036"));

    [Theory]
    [InlineData("620123202213010011")]
    [InlineData("620123202213010011K")]
    [InlineData("62012320221301001１J")]
    public void A_certificate_number_is_eighteen_digits_and_a_letter(string number) =>
        Should.Throw<ArgumentException>(() => Sample.Certificate() with { Number = number });

    [Fact]
    public void An_outline_has_corners_at_places_that_exist()
    {
        Should.Throw<ArgumentException>(() => new ParcelOutline([]));
        Should.Throw<ArgumentException>(() => new ParcelOutline([[new(0, 0), new(1, 0)]]));
        Should.Throw<ArgumentException>(() => new ParcelOutline([[new(0, 0), new(1, 0), new(double.NaN, 1)]]));
    }

    [Fact]
    public void A_boundary_is_drawn_in_the_plane_of_its_survey_with_the_numbers_of_its_points()
    {
        var square = new WKTReader().Read("POLYGON ((35417800 3971200, 35417830 3971200, 35417830 3971220, 35417800 3971220, 35417800 3971200))");
        var boundary = new SurveyedBoundary((Polygon)square, CoordinateSystem.ThreeDegreeZone(35, prefixed: true));
        var outline = ParcelOutline.Of(boundary, numberOf: corner => corner.X > 35417810 ? null : $"J{corner.Y - 3971200}");
        outline.Rings.ShouldHaveSingleItem().Select(corner => (corner.East, corner.North, corner.Number)).ShouldBe(
        [
            (35417800, 3971200, "J0"), (35417830, 3971200, null), (35417830, 3971220, null), (35417800, 3971220, "J20"), (35417800, 3971200, "J0"),
        ]);
    }

    [Fact]
    public void A_boundary_in_longitude_and_latitude_is_drawn_in_metres()
    {
        var plane = CoordinateSystem.ThreeDegreeZone(35, prefixed: false);
        var square = (Polygon)new WKTReader().Read("POLYGON ((417800 3971200, 417830 3971200, 417830 3971220, 417800 3971220, 417800 3971200))");
        var geographic = new SurveyedBoundary(new SurveyedBoundary(square, plane).ToPolygon(CoordinateSystem.Geographic), CoordinateSystem.Geographic);
        var ring = ParcelOutline.Of(geographic).Rings[0];
        ring[0].East.ShouldBe(417800, 0.001);
        ring[0].North.ShouldBe(3971200, 0.001);
        ring[2].East.ShouldBe(417830, 0.001);
    }
}
