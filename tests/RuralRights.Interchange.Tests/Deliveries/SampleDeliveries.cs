using System.IO.Compression;
using System.Text;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class SampleDeliveries : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_clean_sample_opens_whole()
    {
        using var delivery = Open(Samples.Clean);

        delivery.Problems.ShouldBeEmpty();
        delivery.CountyCode.ShouldBe("620123");
        delivery.CountyName.ShouldBe("榆中县");
        delivery.Year.ShouldBe(2016);
        delivery.Folders.ShouldBe(
            ["元数据", "其他资料", "图件", "文字报告", "权属数据", "汇总表格", "矢量数据"], ignoreOrder: true);
        delivery.Layers.ToDictionary(pair => pair.Key, pair => pair.Value.Count).ShouldBe(
            new Dictionary<string, long>
            {
                ["KZD"] = 4, ["QYJX"] = 8, ["XJXZQ"] = 1, ["XJQY"] = 1, ["CJQY"] = 2, ["ZJQY"] = 6, ["DK"] = 697, ["JZD"] = 3108,
                ["JZX"] = 3660, ["JBNTBHQ"] = 6,
            },
            ignoreOrder: true);
        delivery.Tables.ToDictionary(pair => pair.Key, pair => pair.Value.Count).ShouldBe(
            new Dictionary<string, long>
            {
                ["FBF"] = 8, ["CBF"] = 123, ["CBF_JTCY"] = 397, ["CBHT"] = 123, ["CBDKXX"] = 683, ["LZHT"] = 3, ["QSLYZLFJ"] = 3,
                ["CBJYQZDJB"] = 123, ["CBJYQZ"] = 111, ["CBJYQZ_QZBF"] = 2, ["CBJYQZ_QZHF"] = 3, ["CBJYQZ_QZZX"] = 2,
            },
            ignoreOrder: true);
        delivery.IssuerCodes!.Count.ShouldBe(10);
        delivery.IssuerCodes[0].Code.Length.ShouldBe(14);
        delivery.Metadata!.County.ShouldBe("620123");
        delivery.Metadata.CoordinateSystem.ShouldBe("001");
        delivery.Metadata.Secrecy.ShouldBe("006");
    }

    [Theory]
    [InlineData("620123榆中县")]
    [InlineData("20161231榆中县")]
    [InlineData("201612榆中县")]
    [InlineData("榆中县")]
    public void A_folder_names_the_county_only_where_its_files_bear_the_same_code(string folder)
    {
        using var small = new SmallDelivery();
        var renamed = small.Beside(folder);
        if (renamed != small.Root) Directory.Move(small.Root, renamed);
        var zip = small.Beside(folder + ".zip");
        ZipFile.CreateFromDirectory(renamed, zip);

        foreach (var path in new[] { renamed, zip })
        {
            using var delivery = small.Open(path);
            delivery.CountyCode.ShouldBe("620123");
            delivery.Layers.Keys.ShouldContain("DK");
        }
    }

    [Fact]
    public void Parcels_come_with_fields_shapes_and_projection()
    {
        using var delivery = Open(Samples.Clean);
        var parcels = delivery.Layers["DK"];
        parcels.Kind.ShouldBe(ShapeKind.Polygon);
        parcels.Projection!.ShouldContain("CGCS2000_3_Degree_GK_Zone_35");
        parcels.File.ShouldBe("矢量数据/DK6201232016.dbf");
        parcels.Schema.Fields[2].ShouldBe(new DeliveredField("DKBM", FieldKind.Text, 19, 0));

        using var cursor = parcels.OpenShapes();
        cursor.Read().ShouldBeTrue();
        cursor.TryCode(parcels.Schema.IndexOf("DKBM"), out var code).ShouldBeTrue();
        code.ShouldBe(6201232022040100001UL);
        cursor.Text(parcels.Schema.IndexOf("DKMC")).ShouldBe("井儿地");
        cursor.TryNumber(parcels.Schema.IndexOf("SCMJ"), out var area).ShouldBeTrue();
        area.ShouldBe(746.78m);
        cursor.Text(parcels.Schema.IndexOf("DKBZXX")).ShouldBeNull();
        cursor.Shape.ShouldBe(ShapeKind.Polygon);
        cursor.PartCount.ShouldBe(1);
        ((decimal)Area(cursor.Part(0))).ShouldBe(area, 0.01m);
        cursor.Part(0)[0].ShouldBeInRange(35_400_000, 35_430_000);
    }

    [Fact]
    public void Every_recorded_area_is_that_of_its_shape_wherever_the_cursor_comes_from()
    {
        using var delivery = Open(Samples.Clean);
        var parcels = delivery.Layers["DK"];
        var scmj = parcels.Schema.IndexOf("SCMJ");
        using var cursor = parcels.OpenShapes();
        var positions = new List<long>();
        while (cursor.Read()) positions.Add(cursor.Position);
        positions.Reverse();
        foreach (var position in positions)
        {
            cursor.MoveTo(position);
            cursor.TryNumber(scmj, out var area).ShouldBeTrue();
            ((decimal)Area(cursor.Part(0))).ShouldBe(area, 0.02m);
        }
    }

    [Fact]
    public void Access_rows_keep_days_amounts_and_names()
    {
        using var delivery = Open(Samples.Clean);
        var contracts = delivery.Tables["CBHT"];
        using var cursor = contracts.Open();
        cursor.Read().ShouldBeTrue();
        cursor.Text(contracts.Schema.IndexOf("CBHTBM")).ShouldBe("620123202204010001J");
        cursor.TryDay(contracts.Schema.IndexOf("CBQXZ"), out var ends).ShouldBeTrue();
        ends.ShouldBe(new DateOnly(2028, 9, 30));
        cursor.TryNumber(contracts.Schema.IndexOf("HTZMJ"), out var area).ShouldBeTrue();
        area.ShouldBe(6061.72m);
        contracts.Schema.Fields.Single(field => field.Name == "CBQXZ").Kind.ShouldBe(FieldKind.Day);
        contracts.Schema.Fields.Single(field => field.Name == "CBHTBM").Width.ShouldBe(19);
    }

    [Fact]
    public void Attachments_are_found_by_the_paths_in_the_rows()
    {
        using var delivery = Open(Samples.Clean);
        var register = delivery.Tables["CBJYQZDJB"];
        using var cursor = register.Open();
        while (cursor.Read()) delivery.FindAttachment(cursor.Text(register.Schema.IndexOf("DKSYT"))!).ShouldNotBeNull();

        var found = delivery.FindAttachment(@".\其他资料\权属来源附件\fj6201230003.PDF").ShouldNotBeNull();
        found.Path.ShouldBe("其他资料/权属来源附件/FJ6201230003.pdf");
        found.Length.ShouldBe(new FileInfo(Path.Combine(Samples.Clean, found.Path)).Length);
        found.Sha256().Length.ShouldBe(64);
        delivery.FindAttachment("其他资料/没有.pdf").ShouldBeNull();
        delivery.FindAttachment("../README.md").ShouldBeNull();
        delivery.FindAttachment("其他资料/../../README.md").ShouldBeNull();
        delivery.FindAttachment("/etc/passwd").ShouldBeNull();
        delivery.FindAttachment("").ShouldBeNull();
    }

    [Fact]
    public void The_faulty_sample_opens_and_only_its_bytes_are_a_matter_of_reading()
    {
        using var delivery = Open(Samples.Faulty);
        delivery.Problems.ShouldBeEmpty();
        delivery.CountyName.ShouldBe("榆中县");
        delivery.Tables.ContainsKey("CBJYQZ_QZHF").ShouldBeFalse();
        delivery.Folders.ShouldNotContain("汇总表格");
        delivery.Layers["KZD"].Projection.ShouldBeNull();

        var parcels = delivery.Layers["DK"];
        using var cursor = parcels.OpenShapes();
        var undecodable = new List<string?>();
        var empty = new List<string?>();
        while (cursor.Read())
        {
            if (!cursor.IsDecodable(parcels.Schema.IndexOf("DKMC"))) undecodable.Add(cursor.Text(parcels.Schema.IndexOf("DKBM")));
            if (cursor.Shape == ShapeKind.Null) empty.Add(cursor.Text(parcels.Schema.IndexOf("DKBM")));
            cursor.Defect.ShouldBe(ShapeDefect.None);
        }

        undecodable.ShouldBe(["6201232022130100069"]);
        empty.ShouldBe(["6201232022130200025"]);
    }

    [Fact]
    public void A_zip_gives_the_same_delivery_as_its_folder()
    {
        var zip = _scratch.At("620123榆中县.zip");
        ZipFile.CreateFromDirectory(Samples.Clean, zip, CompressionLevel.Fastest, includeBaseDirectory: true, Encoding.UTF8);
        using var folder = Open(Samples.Clean);
        using var zipped = Open(zip);

        zipped.Problems.ShouldBeEmpty();
        zipped.CountyName.ShouldBe("榆中县");
        zipped.Folders.ShouldBe(folder.Folders, ignoreOrder: true);
        zipped.Sha256(TestContext.Current.CancellationToken).ShouldBe(folder.Sha256(TestContext.Current.CancellationToken));
        zipped.Layers["JZX"].Count.ShouldBe(3660);
        zipped.Tables["CBDKXX"].Count.ShouldBe(683);
        const string Path = "其他资料/权属来源附件/FJ6201230003.pdf";
        zipped.FindAttachment(Path)!.Sha256().ShouldBe(folder.FindAttachment(Path)!.Sha256());
        zipped.FindAttachment("矢量数据/dk6201232016.DBF")!.Length.ShouldBe(folder.FindAttachment("矢量数据/DK6201232016.dbf")!.Length);
    }

    [Fact]
    public void One_changed_byte_makes_another_delivery()
    {
        var copy = _scratch.CopyOfClean();
        using (var before = Open(copy))
        using (var original = Open(Samples.Clean))
        {
            before.Sha256(TestContext.Current.CancellationToken).ShouldBe(original.Sha256(TestContext.Current.CancellationToken));
        }

        File.AppendAllText(Path.Combine(copy, "文字报告", "620123榆中县工作报告.txt"), " ");
        using var after = Open(copy);
        using var clean = Open(Samples.Clean);
        after.Sha256(TestContext.Current.CancellationToken).ShouldNotBe(clean.Sha256(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_root_may_lie_one_level_down()
    {
        _scratch.CopyOfClean();
        using var delivery = Open(_scratch.Path);
        delivery.Name.ShouldBe("620123榆中县");
        delivery.Layers["DK"].Count.ShouldBe(697);
    }

    [Fact]
    public void A_closed_delivery_leaves_nothing_in_the_work_folder()
    {
        using (Open(Samples.Clean))
        {
            var spool = Directory.GetDirectories(_scratch.Work).ShouldHaveSingleItem();
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(spool).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                foreach (var file in new DirectoryInfo(spool).EnumerateFiles().Where(file => file.LinkTarget is null))
                    file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        Directory.EnumerateFileSystemEntries(_scratch.Work).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_process_left_in_the_work_folder_is_removed_and_what_is_in_use_is_not()
    {
        var abandoned = Directory.CreateDirectory(Path.Combine(_scratch.Work, "delivery-abandoned")).FullName;
        File.WriteAllText(Path.Combine(abandoned, "lock"), "");
        File.WriteAllText(Path.Combine(abandoned, "000001"), "names and numbers");
        using var first = Open(Samples.Clean);
        Directory.Exists(abandoned).ShouldBeFalse();

        using (Open(Samples.Clean)) Directory.GetDirectories(_scratch.Work).Length.ShouldBe(2);
        Directory.GetDirectories(_scratch.Work).ShouldHaveSingleItem();
        using var cursor = first.Tables["CBF"].Open();
        cursor.Read().ShouldBeTrue();
    }

    private Delivery Open(string path) => Delivery.Open(path, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);

    private static double Area(ReadOnlySpan<double> ring)
    {
        double twice = 0;
        for (var at = 0; at + 3 < ring.Length; at += 2)
            twice += ((ring[at] - ring[0]) * (ring[at + 3] - ring[1])) - ((ring[at + 2] - ring[0]) * (ring[at + 1] - ring[1]));
        return Math.Abs(twice) / 2;
    }
}
