using System.IO.Compression;
using System.Text.RegularExpressions;
using MiniExcelLibs;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Interchange.Tests.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Corrections;

/// <summary>Corrections laid over a delivery read as if they had been delivered, and the delivery stays as it is.</summary>
public sealed class CorrectedDeliveries : IDisposable
{
    private const string Household = "620123202204020019";

    private readonly Scratch _scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_table_reads_as_corrected()
    {
        var table = TableStore.InMemory("CBF", [Field("CBFBM"), Field("CBFMC"), Field("CBFCYSL", FieldKind.Number)], [["1", "甲", "3"], ["2", "乙", "2"], ["3", "丙", "1"]]);
        var layer = new CorrectionLayer(
        [
            new("1", "CBF", 1, CorrectionKind.Value, "CBFCYSL", "3", "4"),
            new("1", "CBF", 1, CorrectionKind.Value, "CBFMC", "甲", null),
            new("2", "CBF", 2, CorrectionKind.Strike),
            new("3", "CBF", 3, CorrectionKind.Value, "CBFMC", "丙", "丁"),
            new("3", "CBF", 3, CorrectionKind.Restore),
            new("1", "CBF", Correction.FirstAddedRow, CorrectionKind.Add),
            new("1", "CBF", Correction.FirstAddedRow, CorrectionKind.Value, "CBFBM", null, "4"),
        ]);
        var corrected = layer.Over((RowStore)table);

        corrected.Count.ShouldBe(3);
        Rows(corrected).ShouldBe(["1: 1  4", "3: 3 丙 1", $"{Correction.FirstAddedRow}: 4  "]);
        Rows(table).ShouldBe(["1: 1 甲 3", "2: 2 乙 2", "3: 3 丙 1"]);
        using var row = corrected.Open();
        row.Read().ShouldBeTrue();
        (row.TryNumber(2, out var members), members, row.IsBlank(1), row.TryCode(0, out var code), code).ShouldBe((true, 4m, true, true, 1ul));
        var position = row.Position;
        row.Read();
        row.Read();
        var added = row.Position;
        row.MoveTo(position);
        (row.Row, row.Text(2)).ShouldBe((1, "4"));
        row.MoveTo(added);
        (row.Row, row.TryCode(0, out code), code, row.IsBlank(2)).ShouldBe((Correction.FirstAddedRow, true, 4ul, true));
    }

    [Fact]
    public void The_same_is_found_after_a_correction_alone_and_in_the_whole_and_no_file_has_changed()
    {
        using var delivery = Open();
        var before = delivery.Sha256(Cancel);
        var bench = new WorkBench(delivery, Cancel);
        var own = bench.Extract(Household, CorrectionLayer.None);
        own.Inspect(Cancel).HeldBy.ShouldBe([InspectionRules.NullMandatory]);

        var layer = new CorrectionLayer([new(Household, "CBF", own.Rows.Single(row => row.Table == "CBF").Row, CorrectionKind.Value, "CBFDZ", null, "青城村二社")]);
        var alone = bench.Extract(Household, layer);
        using var whole = DeliveryInspection.Run(layer.Over(InspectionMaterial.Of(delivery)), cancellation: Cancel);

        alone.Inspect(Cancel).IsClean.ShouldBeTrue();
        whole.HoldsContractor(ulong.Parse(Household, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeFalse();
        alone.Rows.Single(row => row.Table == "CBF").Fields.Single(field => field.IsCorrected).ShouldBe(new WorkField("CBFDZ", null, "青城村二社"));
        using var again = Open();
        again.Sha256(Cancel).ShouldBe(before);
    }

    [Fact]
    public void A_boundary_that_crossed_itself_can_be_handed_in_anew()
    {
        using var delivery = Open();
        var bench = new WorkBench(delivery, Cancel);
        using var whole = DeliveryInspection.Run(delivery, cancellation: Cancel);
        var fault = whole.Findings.Single(finding => finding.Rule.Code == "bow_tie");
        var holder = whole.HeldContractors.Select(code => code.ToString("D18", System.Globalization.CultureInfo.InvariantCulture))
            .Single(code => bench.Extract(code, CorrectionLayer.None).Rows.Any(row => row.Table == "DK" && row.Row == fault.Row));
        var row = bench.Extract(holder, CorrectionLayer.None).Rows.Single(row => row.Table == "DK" && row.Row == fault.Row);

        using var clean = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, Cancel);
        var right = BoundaryText.Import(PolygonOf(clean, fault.Key), "EPSG:4523").ShouldNotBeNull();
        var alone = bench.Extract(holder, new([new(holder, "DK", row.Row, CorrectionKind.Boundary, After: right)])).Inspect(Cancel);

        alone.Findings.Where(finding => finding.Row == fault.Row && finding.Layer == "DK").ShouldBeEmpty();
        BoundaryText.Import("POINT (1 2)", "EPSG:4523").ShouldBeNull();
        BoundaryText.Import("POLYGON ((0 0, 1 0", "EPSG:4523").ShouldBeNull();
        BoundaryText.Import("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[104.1,36.2],[104.101,36.2],[104.101,36.201],[104.1,36.2]]]}}""", "EPSG:4523")!
            .ShouldStartWith("POLYGON ((35");
        BoundaryText.Import("SRID=2327;POLYGON ((0 0, 1 0, 1 1, 0 0))", "EPSG:4523").ShouldBeNull();
    }

    [Fact]
    public void A_workbook_brings_back_only_what_was_changed_in_it()
    {
        using var delivery = Open();
        var bench = new WorkBench(delivery, Cancel);
        var rows = bench.Extract(Household, CorrectionLayer.None).Rows;
        using var book = Written(rows);

        CorrectionWorkbook.Read(book, RowsOf).Changes.ShouldBeEmpty();

        var cbf = rows.Single(row => row.Table == "CBF");
        var changed = Rewritten(book, (sheet, line) =>
        {
            if (sheet == "更正说明") line["内容"] = line["项"] is "为什么改" ? "入户核对" : line["项"] is "依据什么材料" ? "户口簿" : line["内容"];
            if (sheet == "CBF") line[line.Keys.Single(key => key.StartsWith("CBFDZ", StringComparison.Ordinal))] = "'=青城村";
            if (sheet == "CBF_JTCY" && line["行"]?.ToString() == rows.First(row => row.Table == "CBF_JTCY").Row.ToString(System.Globalization.CultureInfo.InvariantCulture)) line["处理"] = "删除";
        });
        var read = CorrectionWorkbook.Read(changed, RowsOf);

        (read.Reason, read.Paper, read.Revisions[Household]).ShouldBe(("入户核对", "户口簿", 4));
        read.Changes.ShouldBe(
        [
            new(Household, "CBF", cbf.Row, CorrectionKind.Value, "CBFDZ", null, "=青城村"),
            new(Household, "CBF_JTCY", rows.First(row => row.Table == "CBF_JTCY").Row, CorrectionKind.Strike),
        ], ignoreOrder: true);

        IReadOnlyList<WorkRow> RowsOf(string item) => item == Household ? rows : [];
    }

    [Fact]
    public void A_workbook_that_cannot_be_taken_names_each_cell()
    {
        using var delivery = Open();
        var rows = new WorkBench(delivery, Cancel).Extract(Household, CorrectionLayer.None).Rows;
        using var book = Written(rows);
        var wrong = Rewritten(book, (sheet, line) =>
        {
            if (sheet == "CBF") line[line.Keys.Single(key => key.StartsWith("CBFZJHM", StringComparison.Ordinal))] = 620123197812120000d;
            if (sheet == "CBHT") line["行"] = "999999";
            if (sheet == "CBF_JTCY") line["承包方或地块"] = "620123202204029999";
            if (sheet == "CBDKXX") line["处理"] = "不知道";
        });

        var cells = Should.Throw<CorrectionsUnreadableException>(() => CorrectionWorkbook.Read(wrong, item => item == Household ? rows : [])).Cells;

        cells.ShouldContain(cell => cell.Cell.StartsWith("CBF!", StringComparison.Ordinal) && cell.English.Contains("lost its last digits", StringComparison.Ordinal));
        cells.ShouldContain(cell => cell.Cell == "CBHT!B2");
        cells.ShouldContain(cell => cell.Cell == "CBF_JTCY!A2");
        cells.ShouldContain(cell => cell.Cell == "CBDKXX!D2");
        Should.Throw<CorrectionsUnreadableException>(() => CorrectionWorkbook.Read(new MemoryStream([1, 2, 3]), _ => rows));
    }

    [Fact]
    public void Every_cell_of_a_workbook_is_text()
    {
        using var delivery = Open();
        using var book = Written(new WorkBench(delivery, Cancel).Extract(Household, CorrectionLayer.None).Rows);
        using var zip = new ZipArchive(book, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var sheet in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(sheet.Open());
            var xml = reader.ReadToEnd();
            xml.ShouldNotContain("<x:f>");
            xml.ShouldNotContain("<f>");
            Regex.Matches(xml, "<x:c [^>]*>").Where(cell => !cell.Value.Contains("t=\"", StringComparison.Ordinal) && !cell.Value.EndsWith("/>", StringComparison.Ordinal)).ShouldBeEmpty(sheet.FullName);
        }
    }

    private static MemoryStream Written(IReadOnlyList<WorkRow> rows)
    {
        var book = new MemoryStream();
        CorrectionWorkbook.Write([new(Household, 4, rows, Array.Empty<string>().ToLookup(_ => ("", 0L)))], book);
        book.Position = 0;
        return book;
    }

    /// <summary>The same workbook after somebody worked in it.</summary>
    private static MemoryStream Rewritten(MemoryStream book, Action<string, IDictionary<string, object?>> change)
    {
        var sheets = new Dictionary<string, object>();
        foreach (var name in book.GetSheetNames())
        {
            var lines = book.Query(useHeaderRow: true, sheetName: name).Cast<IDictionary<string, object?>>().Select(line => new Dictionary<string, object?>(line)).ToList();
            foreach (var line in lines) change(name, line);
            sheets.Add(name, lines);
        }

        var changed = new MemoryStream();
        changed.SaveAs(sheets);
        changed.Position = 0;
        book.Position = 0;
        return changed;
    }

    private static string PolygonOf(Delivery delivery, string parcel)
    {
        var layer = delivery.Layers["DK"];
        using var shape = layer.OpenShapes();
        while (shape.Read())
        {
            if (shape.Text(layer.Schema.IndexOf("DKBM")) != parcel) continue;
            var numbers = shape.Part(0).ToArray();
            return $"POLYGON (({string.Join(", ", Enumerable.Range(0, numbers.Length / 2).Select(at => FormattableString.Invariant($"{numbers[at * 2]:R} {numbers[(at * 2) + 1]:R}")))}))";
        }

        throw new InvalidOperationException($"The sample has no parcel {parcel}.");
    }

    private static DeliveredField Field(string name, FieldKind kind = FieldKind.Text) => new(name, kind, 0, 0);

    private static List<string> Rows(RowStore store)
    {
        var rows = new List<string>();
        using var row = store.Open();
        while (row.Read()) rows.Add($"{row.Row}: {string.Join(' ', Enumerable.Range(0, store.Schema.Fields.Count).Select(field => row.Text(field)))}");
        return rows;
    }

    private Delivery Open() => Delivery.Open(Samples.Faulty, DeliveryLimits.Default, _scratch.Work, Cancel);
}
