namespace RuralRights.Spatial.Tests;

public class CoordinateExpectationTests
{
    private static readonly Envelope Yuzhong = new(35_380_000, 35_440_000, 3_930_000, 4_000_000);

    [Theory]
    [InlineData(35_417_800, 3_968_800, CoordinateSuspicion.None)]
    [InlineData(double.NaN, 3_968_800, CoordinateSuspicion.NotFinite)]
    [InlineData(35_417_800, double.PositiveInfinity, CoordinateSuspicion.NotFinite)]
    [InlineData(1e18, 3_968_800, CoordinateSuspicion.Absurd)]
    [InlineData(35_417_800, -1e18, CoordinateSuspicion.Absurd)]
    [InlineData(0, 0, CoordinateSuspicion.Absurd)]
    [InlineData(3_968_800, 35_417_800, CoordinateSuspicion.SwappedAxes)]
    [InlineData(3_968_800, 417_800, CoordinateSuspicion.SwappedAxes)]
    [InlineData(34_417_800, 3_968_800, CoordinateSuspicion.WrongZone)]
    [InlineData(18_417_800, 3_968_800, CoordinateSuspicion.WrongZone)]
    [InlineData(417_800, 3_968_800, CoordinateSuspicion.MissingZone)]
    [InlineData(35_600_000, 3_968_800, CoordinateSuspicion.OutsideRegion)]
    public void A_coordinate_of_a_layer_with_zone_numbers_is_judged(double x, double y, CoordinateSuspicion expected) =>
        new CoordinateExpectation(CoordinateSystem.ThreeDegreeZone(35, prefixed: true), Yuzhong).Judge(x, y).ShouldBe(expected);

    [Theory]
    [InlineData(417_800, 3_968_800, CoordinateSuspicion.None)]
    [InlineData(35_417_800, 3_968_800, CoordinateSuspicion.ExtraZone)]
    [InlineData(3_968_800, 417_800, CoordinateSuspicion.SwappedAxes)]
    [InlineData(104.1, 35.87, CoordinateSuspicion.Absurd)]
    public void A_coordinate_of_a_layer_without_zone_numbers_is_judged(double x, double y, CoordinateSuspicion expected) =>
        new CoordinateExpectation(CoordinateSystem.ThreeDegreeZone(35, prefixed: false)).Judge(x, y).ShouldBe(expected);

    [Theory]
    [InlineData(104.1, 35.87, CoordinateSuspicion.None)]
    [InlineData(35.87, 104.1, CoordinateSuspicion.SwappedAxes)]
    [InlineData(417_800, 3_968_800, CoordinateSuspicion.Absurd)]
    [InlineData(-104.1, 35.87, CoordinateSuspicion.Absurd)]
    public void A_coordinate_of_a_geographic_layer_is_judged(double x, double y, CoordinateSuspicion expected) =>
        new CoordinateExpectation(CoordinateSystem.Geographic).Judge(x, y).ShouldBe(expected);

    [Fact]
    public void Every_number_there_is_gets_an_answer() => Gen.Double.Select(Gen.Double, Gen.OneOf(Gen.Const(4490), Gen.Const(4523), Gen.Const(4544))).Sample((x, y, code) =>
    {
        var expectation = new CoordinateExpectation(CoordinateSystem.FromEpsg(code).Required());
        (expectation.Judge(x, y) == CoordinateSuspicion.None).ShouldBe(expectation.IsHome(x, y));
    });
}
