using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class WrittenDeliveries : IDisposable
{
    private const string Projection = """PROJCS["CGCS2000_3_Degree_GK_Zone_35"]""";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        double[] outer = [35417800, 3971000, 35417800, 3971100, 35417900, 3971100, 35417900, 3971000, 35417800, 3971000];
        double[] hole = [35417820, 3971020, 35417840, 3971020, 35417840, 3971040, 35417820, 3971040, 35417820, 3971020];
        string root;
        using (var writer = new DeliveryWriter(_scratch.Path, "620123", "榆中县", 2026, Projection))
        {
            root = writer.Root;
            var parcels = writer.Layer("DK");
            parcels.Set("BSM", 1).Set("DKBM", "6201232022040100001").Set("DKMC", "㐂䶮𠮷地").Set("SCMJ", 9600m).EndRow(DeliveredShape.Polygon(outer, hole));
            parcels.Set("BSM", 2).Set("DKBM", "6201232022040100002").EndRow();
            writer.Layer("JZD").Set("JZDH", "J1").EndRow([35417800, 3971000]);
            writer.Layer("JZX").Set("JZXH", "X1").EndRow([35417800, 3971000, 35417800, 3971100]);
            writer.Layer("KZD");
            writer.Table("CBF").Row("620123202204010001", "1", "王\"守\",禄");
            writer.Table("CBHT").Add("620123202204010001J").Add("").Add("62012320220401").Add("620123202204010001").Add("110")
                .Add(new DateOnly(1998, 10, 1)).Add(new DateOnly(9999, 1, 1)).Add(6061.72m).EndRow();
            writer.WriteIssuerCodes([("62012320220401", "榆中县小康营乡刘家营村第一村民小组"), ("01012320220401", "前导零")]);
            writer.WriteMetadata("测试", 105, 35500);
            using var attachment = writer.CreateAttachment("图件/62012320220401/DKSYT620123202204010001J.pdf");
            attachment.Write("%PDF-1.7"u8);
        }

        using var delivery = Delivery.Open(root, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        delivery.Problems.ShouldBeEmpty();
        delivery.Year.ShouldBe(2026);
        delivery.IssuerCodes!.Select(code => code.Code).ShouldBe(["62012320220401", "01012320220401"]);
        delivery.Metadata!.CentralMeridian.ShouldBe("105");
        delivery.FindAttachment("图件/62012320220401/DKSYT620123202204010001J.pdf")!.Length.ShouldBe(8);

        var layer = delivery.Layers["DK"];
        layer.Projection.ShouldBe(Projection);
        using var cursor = layer.OpenShapes();
        cursor.Read().ShouldBeTrue();
        cursor.Text(layer.Schema.IndexOf("DKMC")).ShouldBe("㐂䶮𠮷地");
        cursor.Text(layer.Schema.IndexOf("YSDM")).ShouldBe("211011");
        cursor.TryNumber(layer.Schema.IndexOf("SCMJ"), out var area).ShouldBeTrue();
        area.ShouldBe(9600m);
        cursor.PartCount.ShouldBe(2);
        cursor.Part(0).ToArray().ShouldBe(outer);
        cursor.Part(1).ToArray().ShouldBe(hole);
        cursor.Read().ShouldBeTrue();
        cursor.Shape.ShouldBe(ShapeKind.Null);
        cursor.IsBlank(layer.Schema.IndexOf("SCMJ")).ShouldBeTrue();
        cursor.Read().ShouldBeFalse();
        delivery.Layers["KZD"].Count.ShouldBe(0);
        delivery.Layers["JZD"].Kind.ShouldBe(ShapeKind.Point);

        var contractors = delivery.Tables["CBF"];
        using var contractor = contractors.Open();
        contractor.Read().ShouldBeTrue();
        contractor.Text(contractors.Schema.IndexOf("CBFMC")).ShouldBe("王\"守\",禄");
        var contracts = delivery.Tables["CBHT"];
        using var contract = contracts.Open();
        contract.Read().ShouldBeTrue();
        contract.TryDay(contracts.Schema.IndexOf("CBQXZ"), out var lasting).ShouldBeTrue();
        lasting.ShouldBe(new DateOnly(9999, 1, 1));
    }

    [Fact]
    public void A_layer_that_grows_too_large_goes_on_in_further_files_and_is_read_as_one()
    {
        const int Rows = 40;
        string root;
        using (var writer = new DeliveryWriter(_scratch.Path, "620123", "榆中县", 2026, Projection, maxFileBytes: 12_000))
        {
            root = writer.Root;
            for (var row = 1; row <= Rows; row++)
                writer.Layer("DK").Set("BSM", row).EndRow([row, 0, row, 1, row + 1, 1, row, 0]);
        }

        Directory.GetFiles(Path.Combine(root, "矢量数据"), "DK*.dbf").Length.ShouldBeGreaterThan(2);
        using var delivery = Delivery.Open(root, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        delivery.Problems.ShouldBeEmpty();
        var parcels = delivery.Layers["DK"];
        parcels.Count.ShouldBe(Rows);
        parcels.File.ShouldBe("矢量数据/DK*.dbf");
        using var cursor = parcels.OpenShapes();
        var positions = new List<long>();
        for (var row = 1; row <= Rows; row++)
        {
            cursor.Read().ShouldBeTrue();
            cursor.Row.ShouldBe(row);
            cursor.TryNumber(0, out var number).ShouldBeTrue();
            number.ShouldBe(row);
            cursor.Part(0)[0].ShouldBe(row);
            positions.Add(cursor.Position);
        }

        cursor.Read().ShouldBeFalse();
        foreach (var (position, row) in positions.Select((position, at) => (position, at + 1)).Reverse())
        {
            cursor.MoveTo(position);
            cursor.TryNumber(0, out var number).ShouldBeTrue();
            number.ShouldBe(row);
            cursor.Part(0)[0].ShouldBe(row);
        }
    }

    [Fact]
    public void A_value_that_does_not_fit_its_field_is_refused_when_it_is_written()
    {
        using var writer = new DeliveryWriter(_scratch.Path, "620123", "榆中县", 2026, Projection);
        Should.Throw<ArgumentException>(() => writer.Layer("DK").Set("DKBM", "62012320220401000011"));
        Should.Throw<ArgumentException>(() => writer.Layer("DK").Set("SCMJ", 1234567890123456m));
        Should.Throw<ArgumentException>(() => writer.CreateAttachment("../outside"));
    }
}
