using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

public sealed class PartitionTests
{
    private static readonly CoordinateSystem Zone = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);
    private static readonly CoordinateSystem Globe = CoordinateSystem.Geographic;

    [Fact]
    public void Strips_that_share_their_corners_are_the_whole() =>
        Gen.Int[1, 9_999].Array[1, 6].Sample(cuts =>
        {
            double[] edges = [0, .. cuts.Distinct().Order().Select(cut => cut / 100.0), 100];
            return Partition.Of(Strip(0, 100), [.. edges.Zip(edges.Skip(1), Strip)])!.IsClean;
        });

    [Theory]
    [InlineData(0, 50.02, 50, 100)]
    [InlineData(0, 49.98, 50, 100)]
    [InlineData(0, 50, 50, 100.02)]
    [InlineData(0.02, 50, 50, 100)]
    public void Two_centimetres_are_no_rounding(double from, double to, double from2, double to2) =>
        Partition.Of(Strip(0, 100), [Strip(from, to), Strip(from2, to2)])!.IsClean.ShouldBeFalse();

    [Fact]
    public void Overlap_gap_and_excess_are_told_apart()
    {
        var partition = Partition.Of(Strip(0, 100), [Strip(0, 40), Strip(30, 60), Strip(70, 101)])!;
        partition.Overlap.ShouldBe(1000, 1e-6);
        partition.Uncovered.ShouldBe(1000, 1e-6);
        partition.Outside.ShouldBe(100, 1e-6);
    }

    [Fact]
    public void Parts_on_the_globe_are_laid_into_a_whole_in_the_plane()
    {
        var whole = Strip(0, 100);
        SurveyedBoundary[] parts = [new(Strip(0, 50).ToPolygon(Globe), Globe), new(Strip(50, 100).ToPolygon(Globe), Globe)];
        Partition.Of(whole, parts)!.IsClean.ShouldBeTrue();
    }

    [Fact]
    public void Shares_sum_to_the_last_hundredth() =>
        Gen.Select(Gen.Int[1, 10_000_000], Gen.Int[1, 1_000_000].Array[1, 12]).Sample((total, weights) =>
        {
            var shares = AreaShares.Allocate(total / 100m, [.. weights.Select(weight => weight / 100m)]);
            return shares.Sum() == total / 100m && shares.All(share => share >= 0 && share == Math.Round(share, 2))
                && shares.Zip(weights).All(pair => Math.Abs(pair.First - (total / 100m * pair.Second / weights.Sum())) < 0.01m);
        });

    [Fact]
    public void Without_weight_nothing_is_shared() => Should.Throw<ArgumentException>(() => AreaShares.Allocate(1, [0, 0]));

    private static SurveyedBoundary Strip(double from, double to) => new(
        GeometryFactory.Default.CreatePolygon([At(from, 0), At(to, 0), At(to, 100), At(from, 100), At(from, 0)]), Zone);

    private static Coordinate At(double east, double north) => new(35_417_000 + east, 3_972_000 + north);
}
