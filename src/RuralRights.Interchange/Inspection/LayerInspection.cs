using System.Globalization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>A layer whose shapes are inspected one by one: every coordinate must be a place, and one in this county.</summary>
internal class LayerInspection(InspectionRun run, LayerStore store) : TableInspection(run, store)
{
    private readonly CoordinateExpectation? _expectation = run.Systems.ExpectationOf(store.Name);

    protected override RowCursor Open() => store.OpenShapes();

    protected override void InspectRow(RowCursor row) => InspectCoordinates((LayerCursor)row);

    /// <summary>Reports the first coordinate that is no place; false when there is one, or no shape.</summary>
    protected bool InspectCoordinates(LayerCursor shape)
    {
        if (CheckDefect(shape)) return false;
        if (shape.Shape == ShapeKind.Null || shape.PartCount == 0)
        {
            Report(InspectionRules.For(TopologyKind.EmptyGeometry), shape, null);
            return false;
        }

        if (_expectation is null) return true;
        for (var part = 0; part < shape.PartCount; part++)
        {
            var numbers = shape.Part(part);
            for (var at = 0; at + 1 < numbers.Length; at += 2)
            {
                if (_expectation.IsHome(numbers[at], numbers[at + 1])) continue;
                ReportCoordinate(shape, numbers[at], numbers[at + 1]);
                return false;
            }
        }

        return true;
    }

    /// <summary>A finding with a place on the map.</summary>
    protected void ReportAt(InspectionRule rule, RowCursor row, string? field, string wkt, params string[] values) =>
        Run.Report(
            new(rule, Table.Name, KeyOf(row), field, values, row.Row, Store.File, wkt, Run.Systems.Reference?.Id),
            SubjectsOf(row));

    private void ReportCoordinate(LayerCursor shape, double x, double y)
    {
        var rule = _expectation!.Judge(x, y) switch
        {
            CoordinateSuspicion.NotFinite => InspectionRules.For(TopologyKind.NanCoordinate),
            CoordinateSuspicion.Absurd => InspectionRules.For(TopologyKind.HugeCoordinate),
            CoordinateSuspicion.SwappedAxes => InspectionRules.For(TopologyKind.SwappedAxes),
            CoordinateSuspicion.OutsideRegion => InspectionRules.OutsideCounty,
            _ => InspectionRules.For(TopologyKind.WrongZone),
        };
        if (double.IsFinite(x) && double.IsFinite(y)) ReportAt(rule, shape, null, string.Create(CultureInfo.InvariantCulture, $"POINT ({x} {y})"));
        else Report(rule, shape, null);
    }
}

/// <summary>县、乡、村、组级区域: their codes are those of the county, each once.</summary>
internal sealed class RegionInspection(InspectionRun run, LayerStore store) : LayerInspection(run, store)
{
    private readonly int _code = store.Schema.IndexOf(Specification.ByName[store.Name].Key[0]);
    private readonly int _digits = Specification.ByName[store.Name].Fields.First(field => field.Name == Specification.ByName[store.Name].Key[0]).Standard.Width;
    private readonly CodeIndex _codes = new();
    private readonly List<int> _rows = [];

    protected override void InspectRow(RowCursor row)
    {
        base.InspectRow(row);
        if (row.IsBlank(_code) || !row.IsDecodable(_code)) return;

        var field = Table.Key[0];
        if (!TryCode(row, _code, _digits, out var code))
        {
            Report(InspectionRules.CodeGrammar, row, field, row.Text(_code)!, $"{_digits}位数字", $"{_digits} digits");
            return;
        }

        var text = DigitCode.Write(code, _digits);
        if (!text.StartsWith(Run.Material.County, StringComparison.Ordinal)) Report(InspectionRules.CountyMismatch, row, field, text, Run.Material.County);
        var at = _codes.Add(code, out var isNew);
        if (isNew) _rows.Add((int)row.Row);
        else ReportRepeated(row, _rows[at]);
    }
}

/// <summary>控制点: their coordinates stand in fields as well, and each has a description on file.</summary>
internal sealed class ControlPointInspection(InspectionRun run, LayerStore store) : LayerInspection(run, store)
{
    private readonly int _northing = store.Schema.IndexOf("X2000");
    private readonly int _easting = store.Schema.IndexOf("Y2000");
    private readonly int _description = store.Schema.IndexOf("DZJ");

    protected override void InspectRow(RowCursor row)
    {
        var shape = (LayerCursor)row;
        CheckFile(row, _description, "DZJ");
        if (InspectCoordinates(shape) && PointFields.Difference(shape, _northing, _easting) is { } difference)
            Report(InspectionRules.CoordinateFields, row, "X2000/Y2000", difference);
    }
}

/// <summary>Coordinates of a point that are written in fields besides its shape.</summary>
/// <remarks>The fields are too narrow for an easting with zone number, so only what stands behind the millions is compared.</remarks>
internal static class PointFields
{
    private const double Million = 1_000_000;
    private const double Slack = 0.0015;

    /// <summary>Both pairs of coordinates when they differ, else null.</summary>
    public static string[]? Difference(LayerCursor shape, int northing, int easting)
    {
        if (shape.Shape != ShapeKind.Point) return null;
        if (!shape.TryNumber(northing, out var north) || !shape.TryNumber(easting, out var east)) return null;

        var point = shape.Part(0);
        var (x, y) = (point[0], point[1]);
        return Math.Abs(x) < 360 || (Agree((double)east % Million, x % Million) && Agree((double)north, y))
            ? null
            : [Text((double)east), Text((double)north), Text(x), Text(y)];
    }

    private static bool Agree(double one, double other) => Math.Abs(one - other) <= Slack;

    private static string Text(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

/// <summary>界址点 and 界址线: which parcels they bound.</summary>
internal sealed class BoundaryInspection(InspectionRun run, LayerStore store) : LayerInspection(run, store)
{
    private readonly bool _isPoints = store.Name == "JZD";
    private readonly ParcelMarks _mark = store.Name == "JZD" ? ParcelMarks.HasPoint : ParcelMarks.HasLine;
    private readonly int _parcels = store.Schema.IndexOf("DKBM");
    private readonly int _number = store.Schema.IndexOf("JZDH");
    private readonly int _northing = store.Schema.IndexOf("XZBZ");
    private readonly int _easting = store.Schema.IndexOf("YZBZ");

    protected override Subject[] SubjectsOf(RowCursor row)
    {
        var parcels = new List<Subject>();
        foreach (var text in (row.Text(_parcels) ?? "").Split('/', StringSplitOptions.TrimEntries))
        {
            if (DigitCode.TryRead(text, ParcelCode.Digits, out var code)) parcels.Add(Subject.Parcel(code));
        }

        return [.. parcels];
    }

    protected override void InspectRow(RowCursor row)
    {
        var shape = (LayerCursor)row;
        if (InspectCoordinates(shape) && _isPoints && PointFields.Difference(shape, _northing, _easting) is { } difference)
            Report(InspectionRules.CoordinateFields, row, "XZBZ/YZBZ", difference);
        if (!row.IsDecodable(_parcels)) return;

        Span<char> parcels = stackalloc char[ParcelList.Longest];
        var length = row.CopyText(_parcels, parcels);
        if (length > 0) InspectParcels(row, parcels[..length]);
        else if (length < 0) InspectParcels(row, row.Text(_parcels));
    }

    private void InspectParcels(RowCursor row, ReadOnlySpan<char> parcels)
    {
        Span<char> number = stackalloc char[32];
        var length = _isPoints ? row.CopyText(_number, number) : 0;
        foreach (var range in parcels.Split('/'))
        {
            var text = parcels[range].Trim();
            if (!DigitCode.TryRead(text, ParcelCode.Digits, out var code))
            {
                if (!ParcelList.IsCutOff(parcels, range)) InspectMisspelt(row, text.ToString());
                continue;
            }

            var at = Run.Parcels.IndexOf(code);
            if (at >= 0)
            {
                Run.Parcels.Mark(at, _mark);
                if (length > 0) Run.NamedPoints?.Meet(Fingerprint.Of(number[..length], code));
            }
            else if (Run.Has("DK") && !Run.Parcels.HasMisspelt(text.ToString()))
            {
                Report(InspectionRules.FkBreak, row, "DKBM", text.ToString(), Specification.Called("DK"), "DK");
            }
        }
    }

    private void InspectMisspelt(RowCursor row, string text)
    {
        if (!Run.Parcels.HasMisspelt(text)) Report(InspectionRules.CodeGrammar, row, "DKBM", text, "以“/”连接的19位数字", "19 digits, several joined by a slash");
    }
}

/// <summary>Lists in a field of 254 characters, joined by slashes.</summary>
internal static class ParcelList
{
    public const int Longest = 256;

    private const int FieldWidth = 254;

    /// <summary>True for the last name of a list that fills its field: the field ended before the name did.</summary>
    public static bool IsCutOff(ReadOnlySpan<char> list, Range range) => list.Length >= FieldWidth - 1 && range.End.GetOffset(list.Length) == list.Length;
}
