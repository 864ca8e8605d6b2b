using System.Text.Json;
using CsCheck;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

/// <summary>Whatever stands in a delivery, it is inspected to its end and every finding can be written.</summary>
public sealed class AnythingDelivered
{
    private static readonly string?[] Oddities =
    [
        null, " ", "0", "-1", "1e400", "1e28", "-99999999999999999999", "9999999999999999999", "99999999999999999999", "79228162514264337593543950335",
        "0000", "00000000000000", "000000000000000000", "0000000000000000000", "６２０１２３", "\uFFFD", "620123202213\uFFFD", "6201232022130O001", "J", "Q", "/", "//",
        "J1/J1/J1", "20160231", "9999-01-01", "00010101", "=1+1", "{0}{field}", "}{", "'", "\u0000x", "\n", "😀𠮷", new('长', 300), new('1', 300),
        Village.Parcel1, Village.Contract1, Village.Household1, Village.Group, "第号", "（2016）第1号", "甘（20",
    ];

    private static readonly double[] OddNumbers = [0, -1, double.NaN, double.PositiveInfinity, 1e18, -1e300, double.Epsilon, 35_418_000, 3_969_000, 418_010, 34_418_010, 104.1];

    private static readonly Gen<(string Store, int Row, int Field, string? Value)> AnyValue =
        from store in Gen.OneOf([.. Specification.ByName.Keys.Select(Gen.Const)])
        from row in Gen.Int[0, 20]
        from field in Gen.Int[0, 20]
        from value in Gen.OneOf([.. Oddities.Select(Gen.Const)])
        select (store, row, field, value);

    private static readonly Gen<(string Store, int Row, double[] Ring)> AnyShape =
        from store in Gen.OneOf(new[] { "DK", "DK", "JZD", "JZX", "ZJQY", "XJXZQ", "KZD" }.Select(Gen.Const).ToArray())
        from row in Gen.Int[0, 20]
        from corners in Gen.OneOf([.. OddNumbers.Select(Gen.Const)]).Array[0, 6]
        select (store, row, (double[])[.. corners, .. corners.Length % 2 == 0 ? Array.Empty<double>() : [0]]);

    [Fact]
    public void Nothing_in_a_delivery_stops_its_inspection() =>
        (from values in AnyValue.Array[0, 6]
         from shapes in AnyShape.Array[0, 3]
         from withoutSystem in Gen.Bool
         select (values, shapes, withoutSystem)).Sample(
            delivered =>
            {
                var village = new Village();
                foreach (var (store, at, field, value) in delivered.values)
                {
                    if (!village.Stores.TryGetValue(store, out var rows) || rows.Count == 0) continue;
                    var fields = village.Fields[store];
                    rows[at % rows.Count][fields[field % fields.Count].Name] = value;
                }

                foreach (var (store, at, ring) in delivered.shapes)
                {
                    var row = village[store][at % village[store].Count];
                    row.Shape = store switch
                    {
                        "JZD" or "KZD" when ring.Length >= 2 => DeliveredShape.Point(ring[0], ring[1]),
                        "JZX" => DeliveredShape.Line(ring),
                        _ => DeliveredShape.Polygon(ring),
                    };
                }

                if (delivered.withoutSystem) village.Projections["KZD"] = null;
                using var result = village.Inspect();
                foreach (var finding in result.Findings)
                {
                    finding.MessageChinese.ShouldNotBeNullOrEmpty();
                    finding.MessageEnglish.ShouldNotBeNullOrEmpty();
                }

                using var json = new MemoryStream();
                FindingsJson.Write(result, json);
                using var parsed = JsonDocument.Parse(json.ToArray());
                parsed.RootElement.GetProperty("findings").GetArrayLength().ShouldBe(result.Findings.Count);
                FindingsMap.Write(result, Stream.Null);
            },
            iter: 400);
}
