using System.Text.Json;
using ExcelDataReader;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Interchange.Tests.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class FindingsWritten : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Json_has_the_summary_and_every_finding()
    {
        using var result = FaultyVillage().Inspect();
        using var stream = new MemoryStream();
        FindingsJson.Write(result, stream);
        using var json = JsonDocument.Parse(stream.ToArray());

        json.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["summary", "findings"]);
        var summary = json.RootElement.GetProperty("summary");
        summary.EnumerateObject().Select(property => property.Name).ShouldBe(["layers", "tables", "errors", "warnings"]);
        summary.GetProperty("layers").GetProperty("DK").GetInt64().ShouldBe(5);
        summary.GetProperty("tables").GetProperty("CBF_JTCY").GetInt64().ShouldBe(4);
        summary.GetProperty("errors").GetInt32().ShouldBe(2);
        summary.GetProperty("warnings").GetInt32().ShouldBe(1);

        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        findings.Count.ShouldBe(3);
        findings[0].EnumerateObject().Select(property => property.Name).ShouldBe(["rule", "severity", "layer", "key", "field", "message", "wkt"]);
        var first = findings.Single(finding => finding.GetProperty("rule").GetString() == "null_mandatory");
        first.GetProperty("severity").GetString().ShouldBe("error");
        first.GetProperty("layer").GetString().ShouldBe("CBF");
        first.GetProperty("key").GetString().ShouldBe(Village.Household1);
        first.GetProperty("field").GetString().ShouldBe("CBFMC");
        first.GetProperty("message").GetString().ShouldBe("必填字段承包方名称（CBFMC）为空。");
        first.GetProperty("wkt").ValueKind.ShouldBe(JsonValueKind.Null);
        findings.Single(finding => finding.GetProperty("rule").GetString() == "overlap").GetProperty("wkt").GetString()!.ShouldStartWith("POLYGON");
    }

    [Fact]
    public void Json_speaks_english_when_asked()
    {
        using var result = FaultyVillage().Inspect();
        using var stream = new MemoryStream();
        FindingsJson.Write(result, stream, english: true);
        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldContain("The mandatory field CBFMC is empty.");
    }

    [Fact]
    public void The_workbook_keeps_every_digit_and_holds_no_formula()
    {
        var village = FaultyVillage();
        village.Root = "=cmd|' /C calc'!A1";
        using var result = village.Inspect();
        using var stream = new MemoryStream();
        FindingsWorkbook.Write(result, stream);

        stream.Position = 0;
        using var workbook = ExcelReaderFactory.CreateReader(stream);
        var sheets = new Dictionary<string, List<object?[]>>();
        do
        {
            var rows = new List<object?[]>();
            while (workbook.Read()) rows.Add([.. Enumerable.Range(0, workbook.FieldCount).Select(workbook.GetValue)]);
            sheets.Add(workbook.Name, rows);
        }
        while (workbook.NextResult());

        sheets.Keys.ShouldBe(["汇总 summary", "检查结果 findings"]);
        var findings = sheets["检查结果 findings"];
        findings[0].ShouldBe(
            ["规则 rule", "级别 severity", "文件 file", "图层或表 layer", "主键 key", "字段 field", "行 row", "问题", "message", "依据 basis", "处理办法", "how to mend"]);
        findings.Count.ShouldBe(5);
        findings.Single(row => (string?)row[0] == "null_mandatory")[4].ShouldBe(Village.Household1);
        findings.Single(row => (string?)row[0] == "overlap")[4].ShouldBe($"{Village.Parcel3}|{Village.Reserve}");
        findings.Single(row => (string?)row[0] == "folder_name")[4].ShouldBe("'=cmd|' /C calc'!A1");
        sheets["汇总 summary"].Count.ShouldBe(5);
        sheets["汇总 summary"][1][3].ShouldBe("1");
    }

    [Fact]
    public void The_workbook_can_be_opened_whatever_the_rows_hold()
    {
        var village = new Village();
        village.Parcel(Village.Parcel1)["TDYT"] = "\u0000\u0001";
        village.Parcel(Village.Parcel2)["TDYT"] = "𠮷\uFFFF";
        village.Parcel(Village.Parcel3)["TDYT"] = new string('a', 40_000);
        using var result = village.Inspect();
        using var stream = new MemoryStream();
        FindingsWorkbook.Write(result, stream);

        stream.Position = 0;
        using var workbook = ExcelReaderFactory.CreateReader(stream);
        workbook.NextResult().ShouldBeTrue();
        var messages = new List<string>();
        while (workbook.Read()) messages.Add(workbook.GetString(7));
        messages[1].ShouldContain("“\uFFFD\uFFFD”");
        messages[2].ShouldContain("“𠮷\uFFFD”");
        messages[3].Length.ShouldBeLessThan(32_767);
    }

    [Fact]
    public void The_map_shows_places_in_longitude_and_latitude()
    {
        using var delivery = Delivery.Open(Samples.Faulty, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        using var result = DeliveryInspection.Run(delivery, cancellation: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        var drawn = FindingsMap.Write(result, stream);
        using var json = JsonDocument.Parse(stream.ToArray());

        json.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        features.Count.ShouldBe(drawn);
        var placed = features.Select(feature => feature.GetProperty("properties").GetProperty("rule").GetString()).ToList();
        foreach (var rule in new[] { "overlap", "gap", "sliver_overlap", "spike", "bow_tie", "outside_region", "duplicate_vertex", "area_mismatch" }) placed.ShouldContain(rule);
        foreach (var (longitude, latitude) in features.SelectMany(feature => Positions(feature.GetProperty("geometry").GetProperty("coordinates"))))
        {
            longitude.ShouldBeInRange(104.0, 104.2);
            latitude.ShouldBeInRange(35.8, 35.95);
        }
    }

    private static Village FaultyVillage()
    {
        var village = new Village();
        village["CBF"][0]["CBFMC"] = null;
        village.Parcel(Village.Reserve).Shape = Village.Strip(59);
        village.Row("CBDKXX", "DKBM", Village.Parcel1)["HTMJM"] = "0.91";
        return village;
    }

    private static IEnumerable<(double Longitude, double Latitude)> Positions(JsonElement coordinates)
    {
        if (coordinates[0].ValueKind == JsonValueKind.Number) return [(coordinates[0].GetDouble(), coordinates[1].GetDouble())];
        return coordinates.EnumerateArray().SelectMany(Positions);
    }
}
