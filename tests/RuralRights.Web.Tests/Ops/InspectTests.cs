using System.Text.Json;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary><c>rr inspect</c> and <c>rr generate</c>: what a clerk gets who has no database at hand.</summary>
public sealed class InspectTests : IDisposable
{
    private static readonly string _samples = Path.Combine(Script.Root, "gis-samples");
    private readonly string _folder = Directory.CreateTempSubdirectory("rr-inspect.").FullName;

    [Theory]
    [InlineData("620123榆中县", 697)]
    [InlineData("620122皋兰县.zip", 120)]
    public async Task A_clean_sample_has_nothing_to_say(string sample, int parcels)
    {
        var said = await CommandLineTests.Run("inspect", Path.Combine(_samples, sample), "--json");

        said.Code.ShouldBe(0, said.Error);
        using var document = JsonDocument.Parse(said.Output);
        var summary = document.RootElement.GetProperty("summary");
        summary.GetProperty("errors").GetInt32().ShouldBe(0);
        summary.GetProperty("warnings").GetInt32().ShouldBe(0);
        summary.GetProperty("layers").GetProperty("DK").GetInt32().ShouldBe(parcels);
        document.RootElement.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_faulty_sample_ends_with_code_1_and_can_be_taken_away_as_workbook_and_map()
    {
        var (workbook, map) = (Path.Combine(_folder, "findings.xlsx"), Path.Combine(_folder, "findings.geojson"));

        var said = await CommandLineTests.Run("inspect", Path.Combine(_samples, "620123榆中县-faulty"), "--xlsx", workbook, "--geojson", map, "--limit", "2");

        said.Code.ShouldBe(1);
        said.Output.ShouldContain("错误 error  ");
        said.Output.ShouldContain("more are not listed");
        new FileInfo(workbook).Length.ShouldBeGreaterThan(1000);
        using var features = JsonDocument.Parse(await File.ReadAllTextAsync(map, TestContext.Current.CancellationToken));
        features.RootElement.GetProperty("features").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("--xlsx", "no-such-folder/f.xlsx", false)]
    [InlineData("--geojson", "no-such-folder/f.geojson", false)]
    [InlineData("--corrections", "no-such-folder/f.xlsx", true)]
    public async Task Only_a_missing_workbook_of_corrections_is_called_one(string option, string file, bool isOfCorrections)
    {
        var said = await CommandLineTests.Run("inspect", Path.Combine(_samples, "620122皋兰县.zip"), option, Path.Combine(_folder, file));

        said.Code.ShouldBe(2);
        said.Error.Contains("更正工作簿", StringComparison.Ordinal).ShouldBe(isOfCorrections);
        said.Error.ShouldContain("no-such-folder");
    }

    [Fact]
    public async Task What_is_no_delivery_is_told_in_both_languages_with_code_2()
    {
        var said = await CommandLineTests.Run("inspect", _folder, "--json");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("不是汇交成果");
        said.Error.ShouldContain("no survey delivery");
        said.Error.ShouldContain("/rules/package-is-no-delivery");
        using var document = JsonDocument.Parse(said.Output);
        document.RootElement.GetProperty("summary").GetProperty("errors").GetInt32().ShouldBe(1);
        var only = document.RootElement.GetProperty("findings")[0];
        (only.GetProperty("rule").GetString(), only.GetProperty("severity").GetString(), only.GetProperty("layer").GetString()).ShouldBe(("package-is-no-delivery", "error", ""));
        only.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("不是汇交成果");
    }

    [Fact]
    public async Task Planted_faults_come_back_from_inspection()
    {
        var made = await CommandLineTests.Run("generate", _folder, "--parcels", "1000", "--seed", "11", "--faults", "--json");
        made.Code.ShouldBe(0, made.Error);
        using var county = JsonDocument.Parse(made.Output);

        var said = await CommandLineTests.Run("inspect", county.RootElement.GetProperty("folder").GetString()!, "--json", "--english");

        said.Code.ShouldBe(1, said.Error);
        using var inspected = JsonDocument.Parse(said.Output);
        Keys(inspected.RootElement.GetProperty("findings")).ShouldBe(Keys(county.RootElement.GetProperty("faults")));
    }

    [Theory]
    [InlineData("--parcels", "0")]
    [InlineData("--parcels", "2000000")]
    [InlineData("--county", "皋兰县")]
    public async Task A_county_that_cannot_be_made_is_bad_use(string option, string value)
    {
        var said = await CommandLineTests.Run("generate", _folder, option, value);

        said.Code.ShouldBe(2);
        said.Error.ShouldContain(option);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Keys(JsonElement list) =>
        [.. list.EnumerateArray().Select(entry => $"{entry.GetProperty("rule")} {entry.GetProperty("layer")} {entry.GetProperty("key")}").Order(StringComparer.Ordinal)];
}
