using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary><c>rr transform</c>: the published test vectors, and what it says of lines it cannot take.</summary>
public sealed class TransformTests
{
    [Theory]
    [InlineData("4523", 35394947.916, 3992940.478)]
    [InlineData("4544", 394947.916, 3992940.478)]
    [InlineData("4543", 665241.503, 3993868.268)]
    public async Task A_place_near_Lanzhou_has_its_published_eastings_and_northings(string zone, double easting, double northing)
    {
        var said = await CommandLineTests.RunWithInput("103.834,36.061\n", "transform", "--from", "4490", "--to", zone);

        said.Code.ShouldBe(0, said.Error);
        var (x, y) = Point(said.Output);
        x.ShouldBe(easting, 0.002);
        y.ShouldBe(northing, 0.002);
        said.Output.Trim().Split(',').ShouldAllBe(number => number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 == 4);
    }

    [Fact]
    public async Task There_and_back_is_the_same_place_to_ten_decimals()
    {
        var there = await CommandLineTests.RunWithInput("103.834,36.061", "transform", "--from", "4490", "--to", "4523");
        var back = await CommandLineTests.RunWithInput(there.Output, "transform", "--from", "EPSG:4523", "--to", "4490");

        var (x, y) = Point(back.Output);
        x.ShouldBe(103.834, 2e-9);
        y.ShouldBe(36.061, 2e-9);
        back.Output.Trim().Split(',').ShouldAllBe(number => number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 == 10);
    }

    [Fact]
    public async Task With_json_standard_output_is_one_document()
    {
        var said = await CommandLineTests.RunWithInput("103.834,36.061\n\n103.2,36.35\n", "transform", "--from", "4490", "--to", "4543", "--json");

        using var document = JsonDocument.Parse(said.Output);
        document.RootElement.GetProperty("to").GetString().ShouldBe("EPSG:4543");
        document.RootElement.GetProperty("points").GetArrayLength().ShouldBe(2);
        document.RootElement.GetProperty("points")[1][0].GetDecimal().ShouldBe(607718.680m, 0.002m);
    }

    [Theory]
    [InlineData("103.834,36.061\nhere\n", 2)]
    [InlineData("103.834;36.061\n", 1)]
    [InlineData("103.834,\n", 1)]
    [InlineData("103.834,36.061\n\nNaN,36\n", 3)]
    [InlineData("36.061,103.834\n", 1)]
    public async Task A_line_it_cannot_take_is_named_by_its_number(string lines, int bad)
    {
        var said = await CommandLineTests.RunWithInput(lines, "transform", "--from", "4490", "--to", "4523");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain($"第{bad}行");
        said.Error.ShouldContain($"Line {bad}:");
    }

    [Theory]
    [InlineData("2379", 1)]
    [InlineData("4214", 1)]
    [InlineData("1234", 2)]
    [InlineData("nothing", 2)]
    public async Task A_system_it_cannot_take_is_refused_with_the_reason(string system, int code)
    {
        var said = await CommandLineTests.RunWithInput("1,2", "transform", "--from", system, "--to", "4523");

        said.Code.ShouldBe(code);
        said.Output.ShouldBeEmpty();
        said.Error.ShouldContain(system);
    }

    private static (double X, double Y) Point(string line)
    {
        var numbers = line.Trim().Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1]);
    }
}
