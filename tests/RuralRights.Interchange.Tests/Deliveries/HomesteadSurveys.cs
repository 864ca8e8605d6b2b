using System.Text;
using MiniExcelLibs;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using RuralRights.Tests;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

/// <summary>The homesteads of a village, packed by a surveyor: plots, a row for each household, and the scans that it names.</summary>
public sealed class HomesteadSurveys : IDisposable
{
    private const string First = "620123202213010001", Second = "620123202213010002", Third = "620123202213010003";

    private readonly string _work = Directory.CreateTempSubdirectory("rr-homesteads-").FullName;

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [Fact]
    public void Rows_plots_and_scans_are_read_and_nothing_is_left_behind()
    {
        using (var survey = Open(Csv(Row(First, 1), Row(Second, 2, house: ",,,,", unit: "W00000000", exception: "因继承房屋占用,继承.pdf,,")), ("材料/批准.pdf", "approval"u8.ToArray()), ("继承.pdf", "deed"u8.ToArray())))
        {
            survey.System.ShouldBe(CoordinateSystem.ThreeDegreeZone(35, prefixed: true));
            survey.Problems.ShouldBeEmpty();
            survey.Homesteads.Count.ShouldBe(2);
            survey.Homesteads[0].ShouldSatisfyAllConditions(
                one => one.Row.ShouldBe(2), one => one.Household.ShouldBe(First), one => one.Unit.ShouldBe(Plot(1) + "F00010001"), one => one.Place.ShouldBe("村东头，第1户"), one => one.Area.ShouldBe(200m),
                one => one.Source.ShouldBe(HomesteadSource.Approval), one => one.On.ShouldBe(new(1998, 5, 6)), one => one.Approved.ShouldBe(180m), one => one.Shape.Kind.ShouldBe(ShapeKind.Polygon),
                one => one.House.ShouldBe(new House(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998)), one => one.Exceptions.ShouldBeEmpty(), one => one.Scans.ShouldBe([("材料文件", "批准.pdf")]));
            survey.Homesteads[1].House.ShouldBeNull();
            survey.Homesteads[1].Exceptions.ShouldBe([new(HomesteadRule.OneHousehold, "因继承房屋占用", "继承.pdf")]);
            using var scan = new StreamReader(survey.OpenScan("批准.pdf").ShouldNotBeNull("a scan is found by its bare name, too"));
            scan.ReadToEnd().ShouldBe("approval");
            survey.OpenScan("没有.pdf").ShouldBeNull();
        }

        Directory.EnumerateFileSystemEntries(_work).ShouldBeEmpty();
    }

    [Fact]
    public void A_workbook_is_read_like_a_csv_file()
    {
        using var book = new MemoryStream();
        var cells = Row(First, 1).Split(',');
        MiniExcel.SaveAs(book, new[] { HomesteadSurvey.Columns.Select((column, at) => (column, at)).ToDictionary(pair => pair.column == "宗地面积" ? "宗地面积（平方米）" : pair.column, pair => (object)cells[pair.at]) });

        using var survey = Open(("调查表.xlsx", book.ToArray()));
        survey.Problems.ShouldBeEmpty();
        survey.Homesteads.ShouldHaveSingleItem().Household.ShouldBe(First);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_told_with_its_column_and_what_mends_it_and_stops_no_other()
    {
        using var survey = Open(Csv(
            Row(First, 1),
            Row("6.20123E+17", 2),
            Row(Second, 2, area: "二百", on: "九八年", source: "口头", place: ""),
            Row(Third, 9),
            Row(First, 3),
            Row("620123202213010004", 1),
            Row("620123202213010005", 3, house: "草房,1,120,110.5,1998", exception: "因继承房屋占用,,,")));

        survey.Homesteads.ShouldHaveSingleItem().Household.ShouldBe(First);
        survey.Problems.Select(one => (one.Problem.Row, one.Household, one.Problem.Field, one.Problem.Code)).ShouldBe(
        [
            (3L, null, "承包方代码", "household-code"),
            (4L, Second, "坐落", "field-missing"), (4L, Second, "宗地面积", "area-unreadable"), (4L, Second, "材料日期", "day-unreadable"), (4L, Second, "权属来源", "word-unknown"),
            (5L, Third, "界线", "plot-missing"),
            (6L, First, "承包方代码", "household-twice"),
            (7L, "620123202213010004", "不动产单元代码", "unit-twice"),
            (8L, "620123202213010005", "房屋结构", "word-unknown"), (8L, "620123202213010005", "一户一宅例外的证明文件", "field-missing"),
        ]);
        survey.Problems.ShouldAllBe(one => one.Problem.File == "调查表.csv" && one.Problem.MendChinese.Length > 0 && one.Problem.MendEnglish.Length > 0);
        survey.Problems[4].Problem.MendChinese.ShouldContain("宅基地批准书");
    }

    [Fact]
    public void What_is_no_such_package_is_refused_whole_and_says_why()
    {
        Refused(("读我.txt", "nothing"u8.ToArray())).Code.ShouldBe("not-one-table");
        Refused(Csv(Row(First, 1)), ("第二张.csv", "a,b"u8.ToArray())).Code.ShouldBe("not-one-table");
        var missing = Refused(("调查表.csv", Encoding.UTF8.GetBytes("承包方代码,坐落\n1,2\n")));
        missing.Code.ShouldBe("column-missing");
        missing.Chinese.ShouldContain("不动产单元代码、宗地面积");
        Refused(("调查表.csv", Encoding.UTF8.GetBytes(string.Join(',', HomesteadSurvey.Columns) + "\n"))).Code.ShouldBe("table-empty");
        Refused(("调查表.xlsx", "no workbook"u8.ToArray())).Code.ShouldBe("table-unreadable");
        Refused(Csv(Row(First, 1)), ("../外面.pdf", [])).Code.ShouldBe("zip-name-dangerous");
        Directory.EnumerateFileSystemEntries(_work).ShouldBeEmpty();
    }

    private static string Plot(int number) => $"620123202213JC{number:00000}";

    private static string Row(
        string household, int plot, string area = "200", string on = "1998-05-06", string source = "宅基地批准书", string? place = null, string unit = "F00010001", string house = "砖木结构,1,120,110.5,1998",
        string exception = ",,,") =>
        $"{household},{Plot(plot)}{unit},{place ?? $"村东头，第{plot}户"},{area},川区,{source},榆集建（1998）第{plot}号,{on},180,批准.pdf,{house},{exception}";

    private static (string, byte[]) Csv(params string[] rows) => ("调查表.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(string.Join(',', HomesteadSurvey.Columns)))));

    private HomesteadSurvey Open((string, byte[]) table, params (string, byte[])[] more) => HomesteadSurvey.Open(
        new MemoryStream(DrawnParcels.Survey(table, more, (Plot(1), DrawnParcels.Plot(35_418_900, 3_971_500)), (Plot(2), DrawnParcels.Plot(35_418_950, 3_971_500)), (Plot(3), DrawnParcels.Plot(35_419_000, 3_971_500)))),
        _work, TestContext.Current.CancellationToken);

    private DeliveryUnreadable Refused((string, byte[]) table, params (string, byte[])[] more) => Should.Throw<DeliveryUnreadable>(() => Open(table, more).Dispose());
}
