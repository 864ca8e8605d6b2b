using System.Globalization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>地块: attributes of each parcel, while its shape is collected for the inspection of all shapes together.</summary>
internal sealed class ParcelInspection(InspectionRun run, LayerStore store) : TableInspection(run, store)
{
    private const ulong ContractedLand = 10;

    private static readonly string[] Sides = ["DKDZ", "DKXZ", "DKNZ", "DKBZ"];

    private readonly int _code = store.Schema.IndexOf("DKBM");
    private readonly int _class = store.Schema.IndexOf("DKLB");
    private readonly int _area = store.Schema.IndexOf("SCMJ");
    private readonly int _mu = store.Schema.IndexOf("SCMJM");
    private readonly int _witness = store.Schema.IndexOf("ZJRXM");
    private readonly int _points = store.Schema.IndexOf("KJZB");
    private readonly int[] _sides = [.. Sides.Select(store.Schema.IndexOf)];

    protected override RowCursor Open() => store.OpenShapes();

    protected override Subject SubjectOf(RowCursor row) => TryParcel(row, _code, out var code) ? Subject.Parcel(code) : Subject.None;

    protected override void InspectRow(RowCursor row)
    {
        CheckArea(row, _area, "SCMJ");
        CheckMu(row, _area, _mu, "SCMJM");
        InspectSides(row);
        var landClass = row.TryCode(_class, out var written) && written < 100 ? (byte)written : (byte)0;
        if (landClass == ContractedLand && _witness >= 0 && row.IsBlank(_witness))
            Report(InspectionRules.NullConditional, row, "ZJRXM", "承包地块必须有指界人", "contracted parcels have somebody who pointed out the boundary");

        var area = Hundredths(row, _area);
        if (!TryParcel(row, _code, out var code))
        {
            if (row.Text(_code) is not { } text) return;
            Run.Parcels.AddMisspelt(text);
            AddShape((LayerCursor)row, Run.Shapes.NumberFor(text), area);
            return;
        }

        if (!Run.Parcels.TryAdd(code, new((int)row.Row, landClass, area ?? 0), out var at))
        {
            ReportRepeated(row, Run.Parcels[at].Row);
            return;
        }

        ReferToIssuer(row, "DKBM", code / 100_000);
        ExpectPoints(row, code);
        AddShape((LayerCursor)row, code, area);
    }

    private void AddShape(LayerCursor shape, ulong code, long? area)
    {
        if (!CheckDefect(shape)) Run.Shapes.Add(code, area, shape);
    }

    private void InspectSides(RowCursor row)
    {
        var blank = 0;
        foreach (var side in _sides)
        {
            if (row.IsBlank(side)) blank++;
        }

        if (blank > 1)
        {
            var fields = string.Join('/', Sides.Where((_, at) => row.IsBlank(_sides[at])));
            Report(InspectionRules.NullConditional, row, fields, "四至应至少填写三项", "at least three of the four sides are named");
        }
    }

    private void ExpectPoints(RowCursor row, ulong code)
    {
        if (Run.NamedPoints is not { } named) return;

        Span<char> points = stackalloc char[ParcelList.Longest];
        var length = row.CopyText(_points, points);
        if (length <= 0) return;
        foreach (var range in points[..length].Split('/'))
        {
            var point = points[range].Trim();
            if (point.Length > 0 && !ParcelList.IsCutOff(points[..length], range)) named.Expect(Fingerprint.Of(point, code));
        }
    }
}

/// <summary>What all layers and tables together say of each parcel, once they are read.</summary>
internal sealed class ParcelSummary(InspectionRun run)
{
    private const byte ContractedLand = 10;
    private const int MostPointsNamed = 10;

    /// <summary>Boundary points and lines; before the shapes, so that the points named can be forgotten.</summary>
    public void InspectMarks()
    {
        var (hasPoints, hasLines) = (HasRows("JZD"), HasRows("JZX"));
        for (var at = 0; at < run.Parcels.Count; at++)
        {
            var marks = run.Parcels[at].Marks;
            if (hasPoints && (marks & ParcelMarks.HasPoint) == 0) Report(InspectionRules.MissingJzd, at, null);
            if (hasLines && (marks & ParcelMarks.HasLine) == 0) Report(InspectionRules.MissingJzx, at, null);
        }

        if (run.NamedPoints is { Unmet: > 0 }) InspectNamedPoints();
    }

    /// <summary>Who holds each parcel and how much of it; after the shapes, which tell whether its area is to be trusted.</summary>
    public void InspectHoldings()
    {
        for (var at = 0; HasRows("CBDKXX") && at < run.Parcels.Count; at++) InspectHoldings(at, run.Parcels[at]);
    }

    private bool HasRows(string name) => run.Material.HasRows(name);

    private void InspectHoldings(int at, in ParcelEntry parcel)
    {
        if (parcel.Class == ContractedLand && parcel.Holdings == 0)
        {
            Report(InspectionRules.ContractedParcelWithoutRow, at, "DKLB");
            return;
        }

        if (parcel.Holdings == 0) return;
        var isHeldTwice = parcel.Holdings > 1 && (parcel.Marks & ParcelMarks.HeldWithoutShares) != 0;
        if (isHeldTwice)
            Report(InspectionRules.ParcelHeldTwice, at, null, parcel.Holdings.ToString(CultureInfo.InvariantCulture));
        if (parcel.Class is not (ContractedLand or 0) && (parcel.Marks & ParcelMarks.HeldByFamilyContract) != 0)
        {
            var number = parcel.Class.ToString(CultureInfo.InvariantCulture);
            Report(InspectionRules.FamilyContractOnOtherLand, at, "DKLB", $"{number} {Specification.Codes["C7"].Values.GetValueOrDefault(number)}", number);
        }

        // Where the surveyed area itself is wrong, or the parcel is counted twice, the ratio tells nothing new.
        if (isHeldTwice || (parcel.Marks & ParcelMarks.AreaIsWrong) != 0 || parcel.SurveyedArea is not (> 0 and var surveyed)) return;
        var share = Math.Abs(parcel.ContractArea - surveyed) / (decimal)surveyed;
        if (share > run.Settings.ContractAreaShare)
            Report(InspectionRules.ContractAreaRatio, at, "SCMJ", Metres(parcel.ContractArea), Metres(surveyed), (share * 100).ToString("0.0", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads the parcels once more, for only now is it known which of the points they name are theirs.</summary>
    private void InspectNamedPoints()
    {
        var store = run.Material.Store("DK")!;
        var (code, points) = (store.Schema.IndexOf("DKBM"), store.Schema.IndexOf("KJZB"));
        using var row = store.Open();
        while (row.Read())
        {
            if (!row.TryCode(code, out var parcel) || run.Parcels.IndexOf(parcel) is not (>= 0 and var at)) continue;
            if ((run.Parcels[at].Marks & ParcelMarks.HasPoint) == 0 || row.Text(points) is not { } list) continue;

            var unknown = list.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(point => !run.NamedPoints!.IsMetOrUnexpected(Fingerprint.Of(point, parcel)))
                .ToList();
            if (unknown.Count > 0)
                Report(InspectionRules.KjzbUnknown, at, "KJZB", string.Join('/', unknown.Take(MostPointsNamed)) + (unknown.Count > MostPointsNamed ? " …" : ""));
        }
    }

    private void Report(InspectionRule rule, int at, string? field, params string[] values)
    {
        var code = run.Parcels.Code(at);
        var finding = new Finding(
            rule, "DK", DigitCode.Write(code, ParcelCode.Digits), field, values, run.Parcels[at].Row, run.Material.Store("DK")?.File);
        run.Report(finding, Subject.Parcel(code));
    }

    private static string Metres(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
