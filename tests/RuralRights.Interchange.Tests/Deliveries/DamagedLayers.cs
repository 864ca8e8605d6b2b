using System.Buffers.Binary;
using System.Text;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class DamagedLayers : IDisposable
{
    private const string Dbf = "DK6201232016.dbf";
    private const string Shp = "DK6201232016.shp";
    private const string Shx = "DK6201232016.shx";

    /// <summary>Header of the .dbf of DK: 19 fields.</summary>
    private const int DbfHeader = 32 + (32 * 19) + 1;
    private const int DbfRow = 935;

    /// <summary>The first record of a .shp: eight bytes of head after a hundred of file header.</summary>
    private const int FirstShape = 108;

    private readonly SmallDelivery _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void A_cut_attribute_table_gives_the_rows_that_are_there()
    {
        _small.Cut(Dbf, DbfRow + 10);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["rows-cut-off", "dbf-shp-disagree"]);
        delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels - 2);
        Read(delivery, "DK").Count.ShouldBe(SmallDelivery.Parcels - 2);
        delivery.Layers["JZX"].Count.ShouldBe(SmallDelivery.Parcels);
    }

    [Fact]
    public void A_header_that_claims_billions_of_rows_is_not_believed()
    {
        _small.PatchInt32(Dbf, 4, -1);
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("rows-cut-off");
        problem.File.ShouldBe("矢量数据/DK6201232016.dbf");
        problem.Store.ShouldBe("DK");
        problem.Severity.ShouldBe(ProblemSeverity.Error);
        problem.Chinese.ShouldContain("4294967295");
        Read(delivery, "DK").Count.ShouldBe(SmallDelivery.Parcels);
    }

    [Fact]
    public void Rows_beyond_the_declared_count_are_reported_and_not_read()
    {
        _small.PatchInt32(Dbf, 4, 2);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["rows-beyond-count", "dbf-shp-disagree"]);
        Read(delivery, "DK").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(8, 0, 0)]
    [InlineData(8, 255, 255)]
    [InlineData(10, 0, 0)]
    [InlineData(10, 200, 0)]
    [InlineData(0, 0x00, 0x74)]
    public void A_broken_table_header_leaves_out_the_layer_and_nothing_else(int at, byte first, byte second)
    {
        _small.Patch(Dbf, at, first, second);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["dbf-unreadable"]);
        delivery.Layers.Keys.ShouldBe(["JZD", "JZX"], ignoreOrder: true);
    }

    [Fact]
    public void A_field_declared_wider_than_it_is_written_is_noticed()
    {
        // DKMC, the fourth field, ten bytes wider in both places that declare widths: each row then begins ten bytes late.
        _small.Patch(Dbf, 32 + (32 * 3) + 16, 60);
        _small.Patch(Dbf, 10, (DbfRow + 10) & 0xFF, (DbfRow + 10) >> 8);
        using var delivery = _small.Open();
        Codes(delivery).ShouldContain("rows-misaligned");
        delivery.Problems.Single(problem => problem.Code == "rows-misaligned").Row.ShouldBe(2);
    }

    [Fact]
    public void A_table_that_is_only_rubbish_or_empty_leaves_out_the_layer()
    {
        File.WriteAllBytes(_small.Vector(Dbf), []);
        File.WriteAllBytes(_small.Vector("JZX6201232016.dbf"), Enumerable.Range(0, 5000).Select(at => (byte)(at * 31 % 251)).ToArray());
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["dbf-unreadable", "dbf-unreadable"]);
        delivery.Layers.Keys.ShouldBe(["JZD"]);
    }

    [Fact]
    public void Rows_marked_deleted_are_reported_and_passed_over()
    {
        _small.Patch(Dbf, DbfHeader + DbfRow, (byte)'*');
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("rows-marked-deleted");
        problem.Row.ShouldBe(2);
        delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels - 1);
        var rows = Read(delivery, "DK");
        rows.Select(row => row.Code).ShouldBe(["6201232022040100001", "6201232022040100003", "6201232022040100004"]);
        rows.Select(row => row.X).ShouldBe([1d, 3d, 4d]);
    }

    [Fact]
    public void A_cut_shape_file_leaves_the_last_rows_without_shape()
    {
        _small.Cut(Shp, 20);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["shapes-cut-off", "shapes-outside-file"]);
        var rows = Read(delivery, "DK");
        rows.Count.ShouldBe(SmallDelivery.Parcels);
        rows.Select(row => row.Defect).ShouldBe([ShapeDefect.None, ShapeDefect.None, ShapeDefect.None, ShapeDefect.Torn]);
        rows[3].Kind.ShouldBe(ShapeKind.Null);
    }

    [Fact]
    public void A_layer_with_fewer_shapes_than_rows_says_so()
    {
        _small.Cut(Shx, 8);
        _small.PatchInt32(Shx, 24, (100 + (8 * 3)) / 2, bigEndian: true);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["dbf-shp-disagree"]);
        Read(delivery, "DK")[3].Defect.ShouldBe(ShapeDefect.Missing);
    }

    [Fact]
    public void A_missing_index_is_made_anew()
    {
        File.Delete(_small.Vector(Shx));
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("shx-missing");
        problem.Severity.ShouldBe(ProblemSeverity.Warning);
        Read(delivery, "DK").Select(row => row.X).ShouldBe([1d, 2d, 3d, 4d]);
    }

    [Fact]
    public void A_missing_half_of_a_layer_is_a_problem_of_that_layer()
    {
        File.Delete(_small.Vector(Shp));
        File.Delete(_small.Vector("JZX6201232016.dbf"));
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["shp-missing", "dbf-missing"], ignoreOrder: true);
        Read(delivery, "DK").ShouldAllBe(row => row.Kind == ShapeKind.Null && row.Defect == ShapeDefect.Missing);
        delivery.Layers.ContainsKey("JZX").ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 1234)]
    [InlineData(32, 31)]
    [InlineData(32, 0)]
    [InlineData(28, 1)]
    public void An_unreadable_shape_header_leaves_rows_without_shapes(int at, int value)
    {
        _small.PatchInt32(Shp, at, value);
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["shp-unreadable"]);
        Read(delivery, "DK").Count.ShouldBe(SmallDelivery.Parcels);
    }

    [Theory]
    [InlineData(36, int.MaxValue, ShapeDefect.Torn)]
    [InlineData(36, -1, ShapeDefect.Torn)]
    [InlineData(40, int.MaxValue, ShapeDefect.TooManyVertices)]
    [InlineData(40, 3_000_000, ShapeDefect.Torn)]
    [InlineData(40, -5, ShapeDefect.Torn)]
    [InlineData(44, 3, ShapeDefect.Torn)]
    [InlineData(0, 3, ShapeDefect.OtherKind)]
    [InlineData(0, 77, ShapeDefect.OtherKind)]
    [InlineData(-4, 1, ShapeDefect.Torn)]
    public void A_torn_shape_concerns_its_own_row(int at, int value, ShapeDefect expected)
    {
        _small.PatchInt32(Shp, FirstShape + at, value);
        using var delivery = _small.Open();
        delivery.Problems.ShouldBeEmpty();
        var rows = Read(delivery, "DK");
        rows[0].Defect.ShouldBe(expected);
        rows[0].Kind.ShouldBe(ShapeKind.Null);
        rows.Skip(1).ShouldAllBe(row => row.Kind == ShapeKind.Polygon && row.Defect == ShapeDefect.None);
    }

    [Fact]
    public void Heights_and_measures_are_passed_over()
    {
        // A PolygonZ: the same rings, then the range and values of the heights.
        WriteOneShape(15, 5, heights: true);
        using var delivery = _small.Open();
        delivery.Problems.Where(problem => problem.Code != "dbf-shp-disagree").ShouldBeEmpty();
        var row = Read(delivery, "DK")[0];
        row.Kind.ShouldBe(ShapeKind.Polygon);
        row.X.ShouldBe(1d);
        row.Vertices.ShouldBe(5);
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_come_through_for_inspection_to_name()
    {
        _small.Patch(Shp, FirstShape + 48, BitConverter.GetBytes(double.NaN));
        using var delivery = _small.Open();
        double.IsNaN(Read(delivery, "DK")[0].X!.Value).ShouldBeTrue();
    }

    [Fact]
    public void A_polygon_of_two_million_vertices_is_read_and_the_next_row_after_it()
    {
        const int Vertices = 2_000_000;
        var root = _small.Beside("large");
        using (var writer = new DeliveryWriter(root, "620123", "榆中县", 2016, "PROJCS[]"))
        {
            var ring = new double[Vertices * 2];
            for (var at = 0; at < Vertices - 1; at++)
                (ring[at * 2], ring[(at * 2) + 1]) = (Math.Cos(2 * Math.PI * at / (Vertices - 1)), -Math.Sin(2 * Math.PI * at / (Vertices - 1)));
            (ring[^2], ring[^1]) = (ring[0], ring[1]);
            writer.Layer("DK").Set("DKBM", "6201232022040100001").EndRow(ring);
            writer.Layer("DK").Set("DKBM", "6201232022040100002").EndRow([1, 2, 3, 4, 5, 6, 1, 2]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        using (var delivery = _small.Open(root))
        {
            delivery.Problems.ShouldBeEmpty();
            Read(delivery, "DK").Select(row => row.Vertices).ShouldBe([Vertices, 4]);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100L << 20);
        using var strict = _small.Open(root, DeliveryLimits.Default with { MaxVertices = Vertices - 1 });
        Read(strict, "DK").Select(row => row.Defect).ShouldBe([ShapeDefect.TooManyVertices, ShapeDefect.None]);
    }

    [Fact]
    public void Empty_layers_are_layers()
    {
        var root = _small.Beside("empty");
        using (var writer = new DeliveryWriter(root, "620123", "榆中县", 2016, "PROJCS[]"))
        {
            foreach (var layer in DeliveryStandard.Layers) writer.Layer(layer.Name);
            foreach (var table in DeliveryStandard.Tables) writer.Table(table.Name);
        }

        using var delivery = _small.Open(root);
        delivery.Problems.ShouldBeEmpty();
        delivery.Layers.Count.ShouldBe(DeliveryStandard.Layers.Count);
        delivery.Tables.Count.ShouldBe(DeliveryStandard.Tables.Count);
        foreach (var store in delivery.Layers.Values.Concat<RowStore>(delivery.Tables.Values))
        {
            store.Count.ShouldBe(0);
            using var cursor = store.Open();
            cursor.Read().ShouldBeFalse();
            Should.Throw<ArgumentOutOfRangeException>(() => cursor.MoveTo(0));
        }
    }

    [Fact]
    public void Files_of_a_layer_that_do_not_belong_together_are_named()
    {
        foreach (var extension in (string[])[".dbf", ".shp", ".shx"])
            File.Copy(_small.Vector("JZX6201232016" + extension), _small.Vector("DK6201232016_2" + extension));
        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["sheet-fields-differ", "sheet-kind-differs", "sheet-projection-differs"]);
        delivery.Problems.ShouldAllBe(problem => problem.File == "矢量数据/DK6201232016_2.dbf");
        delivery.Layers["DK"].Count.ShouldBe(2 * SmallDelivery.Parcels);
        Read(delivery, "DK")[5].Code.ShouldBeNull();
    }

    [Fact]
    public void Files_of_another_county_are_not_mixed_in()
    {
        foreach (var extension in (string[])[".dbf", ".shp", ".shx"])
            File.Move(_small.Vector("JZX6201232016" + extension), _small.Vector("JZX6201222016" + extension));
        using var delivery = _small.Open();
        Codes(delivery).Distinct().ShouldBe(["file-of-another-county"]);
        delivery.Layers.ContainsKey("JZX").ShouldBeFalse();
    }

    [Theory]
    [InlineData("井儿地", "GB18030", 0x4D, null, "")]
    [InlineData("井儿地", "GB18030", 0, null, "")]
    [InlineData("㐂䶮𠮷", "GB18030", 0, null, "")]
    [InlineData("㐂䶮𠮷", "GB18030", 0x4D, "GBK", "")]
    [InlineData("井儿地", "UTF-8", 0, null, "")]
    [InlineData("井儿地", "UTF-8", 0, "UTF-8", "")]
    [InlineData("㐂䶮𠮷", "UTF-8", 0x4D, null, "encoding-contradicted")]
    [InlineData("井儿地", "GB18030", 0, "UTF-8", "encoding-contradicted")]
    [InlineData("井儿地", "GB18030", 0, "Big5", "encoding-unknown")]
    public void Encodings_are_told_apart(string name, string encoding, byte languageDriver, string? codePage, string problem)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8;
        _small.Patch(Dbf, 29, languageDriver);
        if (codePage is not null) File.WriteAllText(_small.Vector("DK6201232016.cpg"), codePage + "\r\n");
        for (var row = 0; row < SmallDelivery.Parcels; row++)
        {
            var field = Enumerable.Repeat((byte)' ', 50).ToArray();
            bytes.GetBytes(name, field);
            _small.Patch(Dbf, DbfHeader + (row * DbfRow) + 36, field);
        }

        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(problem.Length == 0 ? [] : [problem]);
        Read(delivery, "DK").ShouldAllBe(row => row.Name == name && row.NameIsText);
    }

    [Fact]
    public void A_text_cut_in_the_middle_of_a_character_does_not_change_the_encoding_of_the_others()
    {
        var sound = Enumerable.Repeat((byte)' ', 50).ToArray();
        Encoding.UTF8.GetBytes("井儿地", sound);
        for (var row = 0; row < SmallDelivery.Parcels; row++) _small.Patch(Dbf, DbfHeader + (row * DbfRow) + 36, sound);
        var cut = sound.ToArray();
        (cut[7], cut[8]) = ((byte)' ', (byte)' ');
        _small.Patch(Dbf, DbfHeader + (3 * DbfRow) + 36, cut);
        // What lies to the east of two parcels as well, so that sound texts far outnumber the one that is cut.
        foreach (var row in (int[])[0, 2]) _small.Patch(Dbf, DbfHeader + (row * DbfRow) + 36 + 50 + 26, sound);

        using var delivery = _small.Open();
        Codes(delivery).ShouldBe(["encoding-contradicted"]);
        var rows = Read(delivery, "DK");
        rows.Take(3).ShouldAllBe(row => row.Name == "井儿地" && row.NameIsText);
        rows[3].NameIsText.ShouldBeFalse();
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xBE, 0xAE, 0xB6 })]
    [InlineData(new byte[] { 0xAA, 0xA1 })]
    [InlineData(new byte[] { 0x81, 0x30, 0x81 })]
    public void Bytes_that_are_no_text_are_shown_as_such(byte[] bytes)
    {
        var field = Enumerable.Repeat((byte)' ', 50).ToArray();
        bytes.CopyTo(field, 0);
        _small.Patch(Dbf, DbfHeader + 36, field);
        using var delivery = _small.Open();
        var rows = Read(delivery, "DK");
        rows[0].NameIsText.ShouldBeFalse();
        rows[0].Name.ShouldNotBeNull();
        rows.Skip(1).ShouldAllBe(row => row.NameIsText && row.Name == "井儿地");
    }

    [Fact]
    public void Characters_that_had_no_place_of_their_own_before_2022_are_told_from_private_drawings()
    {
        var field = Enumerable.Repeat((byte)' ', 50).ToArray();
        ((byte[])[0xFE, 0x59, 0xFE, 0x51]).CopyTo(field, 0);
        _small.Patch(Dbf, DbfHeader + 36, field);
        using var delivery = _small.Open();
        var row = Read(delivery, "DK")[0];
        row.NameIsText.ShouldBeTrue();
        row.Name.ShouldBe("\u9FB4\U00020087");
    }

    [Fact]
    public void Whichever_bytes_are_wrong_reading_ends_in_an_answer()
    {
        var random = new Random(20160704);
        var files = ((string[])[Dbf, Shp, Shx]).ToDictionary(name => name, name => File.ReadAllBytes(_small.Vector(name)));
        for (var round = 0; round < 400; round++)
        {
            foreach (var (name, whole) in files)
            {
                var damaged = whole.ToArray();
                var headOnly = random.Next(2) == 0;
                for (var hit = random.Next(4); hit > 0; hit--) damaged[random.Next(headOnly ? Math.Min(160, damaged.Length) : damaged.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(_small.Vector(name), random.Next(8) == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            }

            using var delivery = _small.Open();
            if (delivery.Layers.ContainsKey("DK")) Read(delivery, "DK").Count.ShouldBeLessThanOrEqualTo(files[Dbf].Length / 2);
        }
    }

    private static IEnumerable<string> Codes(Delivery delivery) => delivery.Problems.Select(problem => problem.Code);

    private static List<Row> Read(Delivery delivery, string layer)
    {
        var store = delivery.Layers[layer];
        var (code, name) = (store.Schema.IndexOf("DKBM"), store.Schema.IndexOf("DKMC"));
        using var cursor = store.OpenShapes();
        var rows = new List<Row>();
        while (cursor.Read())
        {
            var first = cursor.PartCount > 0 ? cursor.Part(0) : default;
            rows.Add(new Row(
                cursor.Text(code), cursor.Text(name), cursor.IsDecodable(name), cursor.Shape, cursor.Defect, first.IsEmpty ? null : first[0], first.Length / 2));
        }

        return rows;
    }

    /// <summary>Puts one shape with heights into the .shp and .shx.</summary>
    private void WriteOneShape(int type, int vertices, bool heights)
    {
        var original = File.ReadAllBytes(_small.Vector(Shp));
        var flat = 44 + 4 + (16 * vertices);
        var content = new byte[flat + (heights ? 16 + (8 * vertices) : 0)];
        original.AsSpan(FirstShape, flat).CopyTo(content);
        BinaryPrimitives.WriteInt32LittleEndian(content, type);
        foreach (var (name, body) in ((string, byte[])[])[(Shp, [.. Big(1), .. Big(content.Length / 2), .. content]), (Shx, [.. Big(50), .. Big(content.Length / 2)])])
        {
            byte[] file = [.. original[..100], .. body];
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(24), file.Length / 2);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(32), type);
            File.WriteAllBytes(_small.Vector(name), file);
        }
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private sealed record Row(string? Code, string? Name, bool NameIsText, ShapeKind Kind, ShapeDefect Defect, double? X, int Vertices);
}
