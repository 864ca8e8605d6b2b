using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class CoordinatesOfMarks
{
    private const double East = 35_418_300;
    private const double North = 3_969_000;

    [Theory]
    [InlineData(double.NaN, North, "nan_coordinate")]
    [InlineData(double.PositiveInfinity, North, "nan_coordinate")]
    [InlineData(1e18, North, "huge_coordinate")]
    [InlineData(North, East, "swapped_axes")]
    [InlineData(East - 1_000_000, North, "wrong_zone")]
    [InlineData(East - 35_000_000, North, "wrong_zone")]
    [InlineData(East + 30_000, North, "outside_county")]
    public void A_boundary_point_that_lies_nowhere_is_found_and_holds_its_parcel(double x, double y, string rule)
    {
        var village = new Village();
        village.Row("JZD", "JZDH", "J301").Shape = DeliveredShape.Point(x, y);
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule.Code, only.Layer, only.Key).ShouldBe((rule, "JZD", "J301"));
        (only.Wkt is null).ShouldBe(!double.IsFinite(x));
        result.HeldParcels.ShouldBe([ulong.Parse(Village.Parcel5, System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public void A_boundary_line_is_judged_by_every_vertex()
    {
        var village = new Village();
        var line = village["JZX"][^1];
        line.Shape = DeliveredShape.Line([East, North, East + 10, North, North, East]);
        using var result = village.Inspect();

        result.Findings.ShouldHaveSingleItem().Rule.Code.ShouldBe("swapped_axes");
    }

    [Fact]
    public void A_region_whose_coordinates_are_wrong_does_not_put_its_parcels_outside()
    {
        var village = new Village();
        var region = (double[])village["ZJQY"][0].Shape.Parts[0].Clone();
        for (var at = 0; at < region.Length; at += 2) region[at] -= 1_000_000;
        village["ZJQY"][0].Shape = DeliveredShape.Polygon(region);
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule.Code, only.Layer).ShouldBe(("wrong_zone", "ZJQY"));
        result.HeldContractors.ShouldBeEmpty();
    }

    [Fact]
    public void A_region_in_another_system_is_brought_to_the_parcels()
    {
        var village = new Village();
        var other = RuralRights.Spatial.CoordinateSystem.ThreeDegreeZone(34, prefixed: true);
        var here = RuralRights.Spatial.CoordinateSystem.ThreeDegreeZone(35, prefixed: true);
        var region = (double[])village["ZJQY"][0].Shape.Parts[0].Clone();
        RuralRights.Spatial.CoordinateTransform.Between(here, other).Apply(region, out _).ShouldBe(-1);
        village["ZJQY"][0].Shape = DeliveredShape.Polygon(region);
        village.Projections["ZJQY"] = other.ToEsriPrj();
        village.Parcel(Village.Reserve).Shape = Village.Strip(400);
        using var result = village.Inspect();

        result.Findings.Select(finding => finding.Rule.Code).ShouldBe(["crs_mismatch", "outside_region"], ignoreOrder: true);
    }
}
