using System.Diagnostics;
using System.Globalization;

namespace RuralRights.Spatial.Tests;

public class CoordinateTransformTests
{
    private static readonly Gen<(double Longitude, double Latitude)> PlaceInLanzhou = Gen.Double[102.6, 104.6].Select(Gen.Double[35.5, 37.0]);

    private static readonly Gen<int> ZoneOfLanzhou = Gen.OneOf(Gen.Const(4522), Gen.Const(4523), Gen.Const(4543), Gen.Const(4544), Gen.Const(4507));

    [Theory]
    [InlineData(103.834, 36.061, 4523, 35_394_947.916, 3_992_940.478)]
    [InlineData(103.834, 36.061, 4544, 394_947.916, 3_992_940.478)]
    [InlineData(103.834, 36.061, 4543, 665_241.503, 3_993_868.268)]
    [InlineData(103.2, 36.35, 4543, 607_718.680, 4_025_048.114)]
    [InlineData(103.2, 36.35, 4544, 338_417.549, 4_025_884.136)]
    [InlineData(103.5, 36.2, 4543, 634_907.918, 4_008_777.954)]
    [InlineData(103.5, 36.2, 4544, 365_092.082, 4_008_777.954)]
    public void The_vectors_of_the_domain_reference_hold(double longitude, double latitude, int zone, double easting, double northing)
    {
        var plane = Between(4490, zone).Forward(longitude, latitude);
        plane.X.ShouldBe(easting, 0.002);
        plane.Y.ShouldBe(northing, 0.002);

        var globe = Between(zone, 4490).Forward(easting, northing);
        globe.X.ShouldBe(longitude, 2e-8);
        globe.Y.ShouldBe(latitude, 2e-8);
    }

    [Theory]
    [InlineData(4490, 4523, 102.6, 104.6, 35.5, 37.0)]
    [InlineData(4490, 4543, 102.6, 104.6, 35.5, 37.0)]
    [InlineData(4490, 4507, 102, 108, 18, 53)]
    [InlineData(4490, 4554, 133.5, 135.9, 40, 53)]
    [InlineData(4523, 4490, 102.6, 104.6, 35.5, 37.0)]
    [InlineData(4523, 4543, 102.6, 104.6, 35.5, 37.0)]
    [InlineData(4544, 4523, 102.6, 104.6, 35.5, 37.0)]
    public void A_thousand_points_agree_with_PROJ(int from, int to, double west, double east, double south, double north)
    {
        var toSource = Between(4490, from);
        var points = new List<PlanarPoint>();
        for (var column = 0; column < 32; column++)
            for (var row = 0; row < 32; row++)
                points.Add(toSource.Forward(west + (east - west) * (column + 0.37) / 32, south + (north - south) * (row + 0.61) / 32));

        var ours = points.Select(point => Between(from, to).Forward(point.X, point.Y)).ToList();
        var oracle = Proj(CoordinateSystem.FromEpsg(from).Required(), CoordinateSystem.FromEpsg(to).Required(), points);

        // A tenth of a millimetre, on the globe as well as in the plane; PROJ prints the next digit.
        var tolerance = to == 4490 ? 1e-9 : 1e-4;
        ours.Count.ShouldBe(1024);
        oracle.Count.ShouldBe(1024);
        foreach (var (one, other) in ours.Zip(oracle))
        {
            one.X.ShouldBe(other.X, tolerance);
            one.Y.ShouldBe(other.Y, tolerance);
        }
    }

    [Fact]
    public void A_zone_without_a_code_agrees_with_PROJ_by_the_name_we_store()
    {
        var system = CoordinateSystem.TransverseMercator(103.5, 500_000, 1000, 1.00001, 2);
        var points = Enumerable.Range(0, 100).Select(at => new PlanarPoint(102.6 + at * 0.02, 37 - at * 0.015)).ToList();

        var oracle = Proj(CoordinateSystem.Geographic, system, points);

        var transform = CoordinateTransform.Between(CoordinateSystem.Geographic, system);
        foreach (var (point, expected) in points.Zip(oracle))
        {
            var ours = transform.Forward(point.X, point.Y);
            ours.X.ShouldBe(expected.X, 1e-4);
            ours.Y.ShouldBe(expected.Y, 1e-4);
        }
    }

    [Fact]
    public void There_and_back_is_the_same_place() => PlaceInLanzhou.Select(ZoneOfLanzhou).Sample((place, zone) =>
    {
        var plane = Between(4490, zone).Forward(place.Longitude, place.Latitude);
        var back = Between(zone, 4490).Forward(plane.X, plane.Y);
        back.X.ShouldBe(place.Longitude, 1e-10);
        back.Y.ShouldBe(place.Latitude, 1e-10);
    });

    [Fact]
    public void Writing_the_zone_number_in_front_loses_no_digit() => Gen.Int[200_000_000, 800_000_000].Select(Gen.Int[400_000_000, int.MaxValue]).Sample((x, y) =>
    {
        var (easting, northing) = (x / 1000d, y / 1000d);
        var prefixed = Between(4544, 4523).Forward(easting, northing);
        prefixed.X.ShouldBe(easting + 35_000_000);
        prefixed.Y.ShouldBe(northing);
    });

    [Theory]
    [InlineData(4490, 4523, 36.061, 103.834, TransformOutcome.OutsideSource)]
    [InlineData(4490, 4523, double.NaN, 36, TransformOutcome.NotFinite)]
    [InlineData(4490, 4523, 103.8, double.NegativeInfinity, TransformOutcome.NotFinite)]
    [InlineData(4490, 4523, 120, 36, TransformOutcome.OutsideTarget)]
    [InlineData(4523, 4490, 3_992_940, 35_394_947, TransformOutcome.OutsideSource)]
    [InlineData(4523, 4490, 394_947, 3_992_940, TransformOutcome.OutsideSource)]
    [InlineData(4523, 4490, 34_394_947, 3_992_940, TransformOutcome.OutsideSource)]
    [InlineData(4523, 4544, 1e18, 3_992_940, TransformOutcome.OutsideSource)]
    public void A_point_that_cannot_be_is_refused_instead_of_computed(int from, int to, double x, double y, TransformOutcome outcome) =>
        Between(from, to).Apply(x, y, out _).ShouldBe(outcome);

    [Fact]
    public void A_run_of_points_is_transformed_in_place()
    {
        double[] points = [103.834, 36.061, 103.5, 36.2];

        Between(4490, 4544).Apply(points, out var outcome).ShouldBe(-1);

        outcome.ShouldBe(TransformOutcome.Transformed);
        points[0].ShouldBe(394_947.916, 0.002);
        points[3].ShouldBe(4_008_777.954, 0.002);
    }

    [Fact]
    public void A_run_stops_at_the_first_point_that_is_refused()
    {
        double[] points = [103.834, 36.061, 36.2, 103.5, 103.5, 36.2];

        Between(4490, 4544).Apply(points, out var outcome).ShouldBe(1);

        outcome.ShouldBe(TransformOutcome.OutsideSource);
        points[2..].ShouldBe([36.2, 103.5, 103.5, 36.2]);
    }

    [Fact]
    public void One_transform_serves_many_threads()
    {
        var transform = Between(4490, 4523);
        var alone = Enumerable.Range(0, 10_000).Select(at => transform.Forward(103 + at * 1e-4, 36)).ToArray();
        var together = new PlanarPoint[alone.Length];

        Parallel.For(0, alone.Length, at => together[at] = transform.Forward(103 + at * 1e-4, 36));

        together.ShouldBe(alone);
    }

    private static CoordinateTransform Between(int from, int to) =>
        CoordinateTransform.Between(CoordinateSystem.FromEpsg(from).Required(), CoordinateSystem.FromEpsg(to).Required());

    /// <summary>Runs PROJ's own program. Codes have the axes of the registry, northing or latitude first; PROJ strings do not.</summary>
    private static List<PlanarPoint> Proj(CoordinateSystem from, CoordinateSystem to, List<PlanarPoint> points)
    {
        using var program = Process.Start(new ProcessStartInfo("cs2cs", ["-f", "%.12f", .. from.Id.Split(' '), "+to", .. to.Id.Split(' ')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        }).ShouldNotBeNull();
        var input = string.Join('\n', points.Select(point => Line(point, from)));
        var writing = Task.Run(() =>
        {
            program.StandardInput.Write(input + "\n");
            program.StandardInput.Close();
        });
        var output = program.StandardOutput.ReadToEnd();
        writing.Wait();
        program.WaitForExit();
        program.ExitCode.ShouldBe(0);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Point(line, to))];
    }

    private static string Line(PlanarPoint point, CoordinateSystem system)
    {
        var (first, second) = NorthFirst(system) ? (point.Y, point.X) : (point.X, point.Y);
        return string.Create(CultureInfo.InvariantCulture, $"{first:R} {second:R}");
    }

    private static PlanarPoint Point(string line, CoordinateSystem system)
    {
        var numbers = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var (first, second) = (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
        return NorthFirst(system) ? new PlanarPoint(second, first) : new PlanarPoint(first, second);
    }

    private static bool NorthFirst(CoordinateSystem system) => system.Epsg is not null;
}

internal static class TransformExtensions
{
    public static PlanarPoint Forward(this CoordinateTransform transform, double x, double y)
    {
        transform.Apply(x, y, out var result).ShouldBe(TransformOutcome.Transformed);
        return result;
    }
}
