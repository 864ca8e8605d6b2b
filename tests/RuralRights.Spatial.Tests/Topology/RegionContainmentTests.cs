using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

public class RegionContainmentTests
{
    private const string Region = "POLYGON ((0 0, 1000 0, 1000 1000, 500 900, 0 1000, 0 0))";

    [Theory]
    [InlineData("well inside", "POLYGON ((100 100, 130 100, 130 120, 100 120, 100 100))", null)]
    [InlineData("a side on the border", "POLYGON ((0 100, 30 100, 30 120, 0 120, 0 100))", null)]
    [InlineData("a corner of the region", "POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))", null)]
    [InlineData("over the border by less than regions are drawn to", "POLYGON ((-0.4 100, 30 100, 30 120, -0.4 120, -0.4 100))", null)]
    [InlineData("over the border", "POLYGON ((-1 100, 29 100, 29 120, -1 120, -1 100))", 20d)]
    [InlineData("in the bay of the border", "POLYGON ((480 890, 520 890, 520 990, 480 990, 480 890))", 3520d)]
    [InlineData("far outside", "POLYGON ((5000 100, 5030 100, 5030 120, 5000 120, 5000 100))", 600d)]
    [InlineData("no geometry", "POLYGON EMPTY", null)]
    public void Only_what_lies_outside_is_reported(string where, string parcel, double? outside)
    {
        var fabric = Village.Fabric([Village.Read(parcel)]);

        var finding = new RegionContainment(Village.Read(Region), Village.Expectation).Judge(fabric, 0);

        (finding is null).ShouldBe(outside is null, where);
        if (finding is null) return;
        finding.Kind.ShouldBe(TopologyKind.OutsideRegion);
        finding.Measure.ShouldBe(outside!.Value, 1e-6);
        finding.Place.ShouldNotBeNull().Area.ShouldBe(outside.Value, 1e-6);
    }

    [Fact]
    public void A_parcel_with_another_fault_is_not_judged()
    {
        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        builder.AddRing([3_968_000, 35_418_000, 3_968_000, 35_418_100, 3_968_100, 35_418_100, 3_968_000, 35_418_000]);
        builder.Add(2);
        builder.AddRing([34_418_000, 3_968_000, 34_418_100, 3_968_000, 34_418_100, 3_968_100, 34_418_000, 3_968_000]);
        builder.Add(3);
        builder.AddRing([double.NaN, 3_968_000, 35_418_100, 3_968_000, 35_418_100, 3_968_100, double.NaN, 3_968_000]);
        builder.Add(4);
        builder.AddRing([35_400_000, 3_968_000, 35_400_100, 3_968_000, 35_400_100, 3_968_100]);
        var fabric = builder.Build();
        var containment = new RegionContainment(Village.Read(Region), Village.Expectation);

        for (var parcel = 0; parcel < fabric.Count; parcel++) containment.Judge(fabric, parcel).ShouldBeNull();
    }

    [Fact]
    public void Regions_in_longitude_and_latitude_are_judged_in_metres()
    {
        var onGlobe = CoordinateTransform.Between(Village.Expectation.System, CoordinateSystem.Geographic);
        var containment = new RegionContainment(
            onGlobe.Take(Village.Read("POLYGON ((0 0, 200 0, 200 200, 0 200, 0 0))")).ShouldNotBeNull(), new CoordinateExpectation(CoordinateSystem.Geographic));
        var fabric = Village.Fabric(
        [
            onGlobe.Take(Village.Read("POLYGON ((-0.4 100, 30 100, 30 120, -0.4 120, -0.4 100))")).ShouldNotBeNull(),
            onGlobe.Take(Village.Read("POLYGON ((-1 100, 30 100, 30 120, -1 120, -1 100))")).ShouldNotBeNull(),
        ]);

        containment.Judge(fabric, 0).ShouldBeNull();
        containment.Judge(fabric, 1).ShouldNotBeNull().Measure.ShouldBe(20, 0.01);
    }

    [Fact]
    public void An_invalid_region_still_judges() =>
        new RegionContainment(Village.Read("POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0, 1000 0, 1000 1000, 0 1000, 0 0))"), Village.Expectation)
            .Judge(Village.Fabric([Village.Read("POLYGON ((100 100, 130 100, 130 120, 100 120, 100 100))")]), 0).ShouldBeNull();

    [Fact]
    public void A_region_that_is_nowhere_is_refused()
    {
        Should.Throw<ArgumentException>(() => new RegionContainment(Village.Read("POLYGON EMPTY"), Village.Expectation));
        Should.Throw<ArgumentException>(() => new RegionContainment(new WKTReader().Read(Region), Village.Expectation));
    }
}
