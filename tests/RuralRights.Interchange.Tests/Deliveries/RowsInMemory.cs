using CsCheck;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class RowsInMemory
{
    private static readonly DeliveredField[] Fields =
    [
        new("CBFBM", FieldKind.Text, 18, 0),
        new("CBFMC", FieldKind.Text, 50, 0),
        new("CBFCYSL", FieldKind.Number, 2, 0),
        new("CBFDCRQ", FieldKind.Day, 8, 0),
    ];

    [Fact]
    public void Rows_are_read_in_order_and_again_by_position()
    {
        using var table = TableStore.InMemory("CBF", Fields,
        [
            ["620123202204020001", "王守禄", "4", "20160704"],
            ["620123202204020002", "𠮷田㐂", null, "2016-07-05"],
        ]);
        using var cursor = table.Open();

        cursor.Read().ShouldBeTrue();
        var first = cursor.Position;
        cursor.TryCode(0, out var code).ShouldBeTrue();
        code.ShouldBe(620123202204020001UL);
        cursor.TryNumber(2, out var members).ShouldBeTrue();
        members.ShouldBe(4);
        cursor.Read().ShouldBeTrue();
        cursor.Text(1).ShouldBe("𠮷田㐂");
        cursor.IsBlank(2).ShouldBeTrue();
        cursor.Text(2).ShouldBeNull();
        cursor.TryDay(3, out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2016, 7, 5));
        cursor.Read().ShouldBeFalse();

        cursor.MoveTo(first);
        cursor.Row.ShouldBe(1);
        cursor.Text(1).ShouldBe("王守禄");
        cursor.Read().ShouldBeTrue();
        cursor.Row.ShouldBe(2);
        table.Count.ShouldBe(2);
    }

    [Fact]
    public void A_field_that_the_file_does_not_have_reads_as_absent()
    {
        using var table = TableStore.InMemory("CBF", Fields, [["1"]]);
        using var cursor = table.Open();
        cursor.Read().ShouldBeTrue();

        var absent = table.Schema.IndexOf("NOSUCH");
        absent.ShouldBe(-1);
        cursor.Text(absent).ShouldBeNull();
        cursor.IsBlank(absent).ShouldBeTrue();
        cursor.IsDecodable(absent).ShouldBeTrue();
        cursor.TryCode(absent, out _).ShouldBeFalse();
        cursor.Text(3).ShouldBeNull();
        table.Schema.IndexOf("cbfmc").ShouldBe(1);
    }

    [Fact]
    public void Bytes_that_were_no_text_are_shown_but_never_parsed()
    {
        using var table = TableStore.InMemory("CBF", Fields, [["\uFFFD", "王\uFFFD"]]);
        using var cursor = table.Open();
        cursor.Read().ShouldBeTrue();

        cursor.IsDecodable(1).ShouldBeFalse();
        cursor.Text(1).ShouldBe("王\uFFFD");
        cursor.TryCode(0, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("9999999999999999999", 9999999999999999999UL)]
    public void A_code_is_one_to_nineteen_digits(string text, ulong expected)
    {
        using var table = TableStore.InMemory("CBF", Fields, [[text]]);
        using var cursor = table.Open();
        cursor.Read();
        cursor.TryCode(0, out var code).ShouldBeTrue();
        code.ShouldBe(expected);
    }

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("62012320220402000O")]
    [InlineData("６２０１２３")]
    [InlineData(" 1")]
    [InlineData("-1")]
    public void Anything_else_is_no_code(string text)
    {
        using var table = TableStore.InMemory("CBF", Fields, [[text]]);
        using var cursor = table.Open();
        cursor.Read();
        cursor.TryCode(0, out _).ShouldBeFalse();
        cursor.Text(0).ShouldBe(text);
    }

    [Theory]
    [InlineData("20160231")]
    [InlineData("2016/07/04")]
    [InlineData("2016-7-4")]
    [InlineData("201607")]
    public void A_day_that_is_not_in_the_calendar_is_no_day(string text)
    {
        using var table = TableStore.InMemory("CBF", Fields, [[null, null, null, text]]);
        using var cursor = table.Open();
        cursor.Read();
        cursor.TryDay(3, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_lasting_term_keeps_its_day()
    {
        using var table = TableStore.InMemory("CBF", Fields, [[null, null, null, "9999-01-01"]]);
        using var cursor = table.Open();
        cursor.Read();
        cursor.TryDay(3, out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(9999, 1, 1));
    }

    [Fact]
    public void A_layer_gives_each_row_its_shape()
    {
        using var layer = LayerStore.InMemory("DK", ShapeKind.Polygon, "PROJCS[]", [new("DKBM", FieldKind.Text, 19, 0)],
        [
            (["6201232022040200001"], DeliveredShape.Polygon([0, 0, 0, 1, 1, 1, 0, 0])),
            (["6201232022040200002"], DeliveredShape.Null),
        ]);
        using var cursor = layer.OpenShapes();

        cursor.Read().ShouldBeTrue();
        cursor.Shape.ShouldBe(ShapeKind.Polygon);
        cursor.PartCount.ShouldBe(1);
        cursor.Part(0).ToArray().ShouldBe([0, 0, 0, 1, 1, 1, 0, 0]);
        cursor.Read().ShouldBeTrue();
        cursor.Shape.ShouldBe(ShapeKind.Null);
        cursor.Defect.ShouldBe(ShapeDefect.None);
        layer.Kind.ShouldBe(ShapeKind.Polygon);
        layer.Projection.ShouldBe("PROJCS[]");
    }

    [Fact]
    public void Every_text_comes_back_as_it_was_and_from_every_position() =>
        Gen.Select(Gen.String[0, 40], Gen.String[0, 400]).Array[0, 60].Sample(rows =>
        {
            DeliveredField[] fields = [new("A", FieldKind.Text, 0, 0), new("B", FieldKind.Text, 0, 0)];
            var texts = rows.Select(pair => new[] { WellFormed(pair.Item1), WellFormed(pair.Item2) }).ToArray();
            using var table = TableStore.InMemory("T", fields, texts);
            using var cursor = table.Open();
            var positions = new List<long>();
            while (cursor.Read()) positions.Add(cursor.Position);
            positions.Count.ShouldBe(texts.Length);
            for (var row = texts.Length - 1; row >= 0; row--)
            {
                cursor.MoveTo(positions[row]);
                cursor.Row.ShouldBe(row + 1);
                (cursor.Text(0) ?? "").ShouldBe(texts[row][0]);
                (cursor.Text(1) ?? "").ShouldBe(texts[row][1]);
            }
        });

    /// <summary>A lone surrogate is no text, and no file format we read can hold one.</summary>
    private static string WellFormed(string text) => new(text.Where(character => !char.IsSurrogate(character)).ToArray());
}
