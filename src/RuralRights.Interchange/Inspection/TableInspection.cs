using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>
/// Reads one layer or table from first row to last. Every field is held against the specification; what rows say of other rows is
/// for the inspections of single tables to add.
/// </summary>
internal class TableInspection
{
    private const int RowsPerReport = 4096;

    /// <summary>Ten thousand square kilometres: more than any county's farmland, and little enough that a million of them add up.</summary>
    private const decimal LargestArea = 1e10m;

    private readonly FieldCheck[] _checks;
    private readonly int[] _key;

    public TableInspection(InspectionRun run, RowStore store)
    {
        Run = run;
        Store = store;
        Table = Specification.ByName[store.Name];
        _key = [.. Table.Key.Select(store.Schema.IndexOf)];
        _checks =
        [
            .. Table.Fields
                .Select(field => (Field: field, At: store.Schema.IndexOf(field.Name)))
                .Where(field => field.At >= 0)
                .Select(field => new FieldCheck(field.Field, field.At, store.Schema.Fields[field.At])),
        ];
    }

    protected InspectionRun Run { get; }

    protected RowStore Store { get; }

    protected SpecifiedTable Table { get; }

    /// <summary>Inspects every row, then what only the whole table tells.</summary>
    public void Inspect()
    {
        using var row = Open();
        var unreported = 0;
        while (row.Read())
        {
            InspectFields(row);
            InspectRow(row);
            if (++unreported < RowsPerReport) continue;
            Run.Advance(Table.Name, unreported);
            unreported = 0;
        }

        InspectWhole();
        Run.Advance(Table.Name, unreported);
    }

    protected virtual RowCursor Open() => Store.Open();

    protected virtual void InspectRow(RowCursor row)
    {
    }

    protected virtual void InspectWhole()
    {
    }

    /// <summary>Whom a row touches; nobody for layers and tables that belong to no household.</summary>
    protected virtual Subject SubjectOf(RowCursor row) => Subject.None;

    /// <summary>All whom a row touches, where it may be more than one.</summary>
    protected virtual Subject[] SubjectsOf(RowCursor row) => SubjectOf(row) is { Kind: not SubjectKind.None } subject ? [subject] : [];

    /// <summary>
    /// The contractor that a row names and that of the contract it names. Where they differ a slip in one of them hides whose row it is,
    /// and both might be entered without it.
    /// </summary>
    protected static Subject[] ContractorAndContract(RowCursor row, int contractor, int contract)
    {
        var named = TryContractor(row, contractor, out var who) ? Subject.Contractor(who) : Subject.None;
        var bound = TryContract(row, contract, out var code) ? Subject.Contract(code) : Subject.None;
        return [.. new[] { named, bound }.Where(subject => subject.Kind != SubjectKind.None).Distinct()];
    }

    protected int FieldAt(string field) => Store.Schema.IndexOf(field);

    /// <summary>A finding about one row.</summary>
    protected void Report(InspectionRule rule, RowCursor row, string? field, params string[] values) =>
        Run.Report(new(rule, Table.Name, KeyOf(row), field, values, row.Row, Store.File), SubjectsOf(row));

    protected string KeyOf(RowCursor row) =>
        _key is [var only] ? row.Text(only) ?? "" : string.Join('|', _key.Select(field => row.Text(field) ?? ""));

    /// <summary>Areas are compared in hundredths of their unit, to which the standard writes them; databases add noise behind that.</summary>
    protected static long? Hundredths(RowCursor row, int field) =>
        row.TryNumber(field, out var number) && Math.Abs(number) <= LargestArea
            ? (long)decimal.Round(number * 100, 0, MidpointRounding.AwayFromZero)
            : null;

    protected static string Metres(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    protected static string IssuerText(ulong code) => DigitCode.Write(code, Domain.Collectives.IssuerCode.Digits);

    protected static string ContractorText(ulong code) => DigitCode.Write(code, ContractorCode.Digits);

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>mu (亩) are square metres times 0.0015, rounded half away from zero to two places.</summary>
    protected void CheckMu(RowCursor row, int square, int mu, string field)
    {
        if (Hundredths(row, square) is not { } metres || Hundredths(row, mu) is not { } written) return;

        var right = (metres * 15 + 5000 * Math.Sign(metres)) / 10_000;
        if (written != right) Report(InspectionRules.MuRounding, row, field, Metres(written), Metres(metres), Metres(right));
    }

    /// <summary>True when a term has both days and starts before it ends.</summary>
    protected bool CheckTerm(RowCursor row, int from, int to, string field)
    {
        if (!row.TryDay(from, out var first) || !row.TryDay(to, out var last)) return false;
        if (first < last) return true;

        Report(InspectionRules.DateReversed, row, field, Day(first), Day(last));
        return false;
    }

    /// <summary>Every file that a field names must be in the delivery.</summary>
    protected void CheckFile(RowCursor row, int at, string field)
    {
        if (Run.Material.HasFile is not { } hasFile || row.IsBlank(at) || !row.IsDecodable(at)) return;

        var named = row.Text(at)!;
        if (hasFile(named)) return;
        foreach (var path in named.Split([';', '；', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!hasFile(path)) Report(InspectionRules.AttachmentMissing, row, field, path);
        }
    }

    /// <summary>An area is above zero, and not larger than a county.</summary>
    protected void CheckArea(RowCursor row, int at, string field)
    {
        if (!row.TryNumber(at, out var number)) return;

        if (number <= 0) Report(InspectionRules.NotPositive, row, field, number.ToString(CultureInfo.InvariantCulture));
        else if (number > LargestArea) Report(InspectionRules.NotANumber, row, field, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A value of a code table as a number; null when it is none, or longer than such values are.</summary>
    protected static int? CodeValue(RowCursor row, int field) => row.TryCode(field, out var value) && value < 1000 ? (int)value : null;

    internal static bool TryContract(RowCursor row, int field, out ulong code)
    {
        Span<char> text = stackalloc char[ContractCode.Length];
        var read = row.IsDecodable(field) && row.CopyText(field, text) is var length and > 0 && ContractCode.TryParse(text[..length], out var contract)
            ? contract.Value
            : (ulong?)null;
        code = read ?? 0;
        return read is not null;
    }

    internal static bool TryCode(RowCursor row, int field, int digits, out ulong code)
    {
        Span<char> text = stackalloc char[ParcelCode.Digits];
        code = 0;
        return row.IsDecodable(field) && row.CopyText(field, text) is var length and > 0 && DigitCode.TryRead(text[..length], digits, out code);
    }

    internal static bool TryIssuer(RowCursor row, int field, out ulong code) => TryCode(row, field, Domain.Collectives.IssuerCode.Digits, out code);

    internal static bool TryContractor(RowCursor row, int field, out ulong code) => TryCode(row, field, ContractorCode.Digits, out code);

    internal static bool TryParcel(RowCursor row, int field, out ulong code) => TryCode(row, field, ParcelCode.Digits, out code);

    /// <summary>The place of the row that a code names in another table, or -1. A code that names none is reported.</summary>
    protected int Refer<TEntry>(RowCursor row, string field, ulong code, Register<TEntry> to, string table)
        where TEntry : struct
    {
        var at = to.IndexOf(code);
        if (at >= 0 || !Run.Has(table)) return at;

        var text = row.Text(FieldAt(field)) ?? "";
        if (to.HasMisspelt(text)) Run.HoldBack(InspectionRules.FkBreak, Table.Name, SubjectsOf(row));
        else Report(InspectionRules.FkBreak, row, field, text, Specification.Called(table), table);
        return -1;
    }

    /// <summary>Reports what is wrong with somebody's papers; true when the number is of no use for telling people apart.</summary>
    protected bool ReportPapers(IdentityPapers papers, RowCursor row)
    {
        if (papers.FaultIn(row) is not { } fault) return !papers.HasNumber(row);

        Report(fault.Rule, row, papers.NumberField, fault.Values);
        return fault.Rule != InspectionRules.FifteenDigitId;
    }

    protected void ReportRepeated(RowCursor row, int first) =>
        Report(InspectionRules.DuplicateKey, row, null, first.ToString(CultureInfo.InvariantCulture));

    /// <summary>The issuer that numbered a household or parcel must be one of the delivery.</summary>
    protected void ReferToIssuer(RowCursor row, string field, ulong issuer)
    {
        if (!Run.Has("FBF") || Run.Issuers.IndexOf(issuer) >= 0) return;

        if (Run.Issuers.HasMisspelt(IssuerText(issuer))) Run.HoldBack(InspectionRules.FkBreak, Table.Name, SubjectsOf(row));
        else Report(InspectionRules.FkBreak, row, field, IssuerText(issuer), Specification.Called("FBF"), "FBF");
    }

    /// <summary>Reports a shape that is there but cannot be read; true when it is so.</summary>
    protected bool CheckDefect(LayerCursor shape)
    {
        var (chinese, english) = shape.Defect switch
        {
            ShapeDefect.None => ("", ""),
            ShapeDefect.Missing => ("图形文件中没有与该行对应的图形", "the .shp has no shape for this row"),
            ShapeDefect.Torn => ("图形记录不完整", "its record is torn"),
            ShapeDefect.OtherKind => ("图形类型与图层不同", "it is of another kind than the layer"),
            ShapeDefect.TooManyVertices => ("节点过多", "it has too many vertices"),
            _ => throw new InvalidOperationException($"{shape.Defect} is no known defect."),
        };
        if (chinese.Length > 0) Report(InspectionRules.ShapeUnreadable, shape, null, chinese, english);
        return chinese.Length > 0;
    }

    /// <summary>True when a badly written code is that of a row which was blamed for it already.</summary>
    protected virtual bool IsBlamedElsewhere(RowCursor row, SpecifiedField field, string text) => field.Grammar switch
    {
        CodeGrammar.Issuer => Store.Name != "FBF" && Run.Issuers.HasMisspelt(text),
        CodeGrammar.Contractor => Store.Name != "CBF" && Run.Contractors.HasMisspelt(text),
        CodeGrammar.Parcel => Store.Name != "DK" && Run.Parcels.HasMisspelt(text),
        CodeGrammar.Contract => Store.Name != "CBHT" && Run.Contracts.HasMisspelt(text),
        CodeGrammar.Lease => Store.Name != "LZHT" && Run.Leases.HasMisspelt(text),
        _ => false,
    };

    private void InspectFields(RowCursor row)
    {
        foreach (ref readonly var check in _checks.AsSpan())
        {
            if (IsPlainlyRight(row, check)) continue;

            var field = check.Field;
            if (row.IsBlank(check.At))
            {
                if (field.IsMandatory) Report(InspectionRules.NullMandatory, row, field.Name);
            }
            else if (!row.IsDecodable(check.At))
            {
                var text = row.Text(check.At) ?? "";
                Report(text.Contains('\uFFFD') ? InspectionRules.UndecodableBytes : InspectionRules.DamagedValue, row, field.Name, text);
            }
            else
            {
                InspectValue(row, check);
            }
        }
    }

    /// <summary>Most values are read as what they should be at the first attempt; only the others are asked what is wrong with them.</summary>
    private static bool IsPlainlyRight(RowCursor row, in FieldCheck check)
    {
        var field = check.Field;
        switch (field.Standard.Kind)
        {
            case FieldKind.Number:
                return row.TryNumber(check.At, out var number) && (field.Standard.Decimals > 0 || number == decimal.Truncate(number));
            case FieldKind.Day:
                return row.TryDay(check.At, out _);
            default:
                if (check.Values is not { } values) return false;
                Span<char> text = stackalloc char[8];
                return row.CopyText(check.At, text) is var length and > 0 && values.Contains(text[..length]);
        }
    }

    private void InspectValue(RowCursor row, in FieldCheck check)
    {
        var field = check.Field;
        switch (field.Standard.Kind)
        {
            case FieldKind.Number:
                Report(InspectionRules.NotANumber, row, field.Name, row.Text(check.At)!);
                break;
            case FieldKind.Day:
                Report(InspectionRules.NotADay, row, field.Name, row.Text(check.At)!);
                break;
            case FieldKind.Text when check.Values is not null:
                ReportCodeValue(row, check);
                break;
            case FieldKind.Text when field.Grammar != CodeGrammar.None:
                InspectCode(row, check);
                break;
            case FieldKind.Text when check.MayBeTooLong:
                InspectLength(row, check);
                break;
        }
    }

    private void ReportCodeValue(RowCursor row, in FieldCheck check)
    {
        var codes = check.Field.Codes;
        if (codes?.Name == "YHZGX")
        {
            Report(InspectionRules.RelationUnknown, row, check.Field.Name, row.Text(check.At)!);
            return;
        }

        Report(
            InspectionRules.Domain,
            row,
            check.Field.Name,
            row.Text(check.At)!,
            codes is null ? check.Field.Only! : $"{codes.Name} {codes.Chinese}",
            codes is null ? check.Field.Only! : codes.Name);
    }

    private void InspectCode(RowCursor row, in FieldCheck check)
    {
        var (right, chinese, english) = check.Field.Grammar switch
        {
            CodeGrammar.Issuer => (TryIssuer(row, check.At, out _), "14位数字", "14 digits"),
            CodeGrammar.Parcel => (TryParcel(row, check.At, out _), "19位数字", "19 digits"),
            CodeGrammar.Contract => (TryContract(row, check.At, out _), "18位数字加J或Q", "18 digits and J or Q"),
            _ => (TryContractor(row, check.At, out _), "18位数字", "18 digits"),
        };
        if (right) return;

        var text = row.Text(check.At)!;
        if (IsBlamedElsewhere(row, check.Field, text)) Run.HoldBack(InspectionRules.CodeGrammar, Table.Name, SubjectsOf(row));
        else Report(InspectionRules.CodeGrammar, row, check.Field.Name, text, chinese, english);
    }

    private void InspectLength(RowCursor row, in FieldCheck check)
    {
        var text = row.Text(check.At)!;
        if (FieldText.LooksLikeFormula(text))
        {
            Report(InspectionRules.FormulaCell, row, check.Field.Name, text);
        }
        else if (text.Length > check.Field.Standard.Width)
        {
            Report(
                InspectionRules.ValueTooLong,
                row,
                check.Field.Name,
                text.Length.ToString(CultureInfo.InvariantCulture),
                check.Field.Standard.Width.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>One field with what is needed to check it at speed.</summary>
    private readonly struct FieldCheck
    {
        public FieldCheck(SpecifiedField field, int at, DeliveredField delivered)
        {
            Field = field;
            At = at;
            MayBeTooLong = delivered.Width == 0 || delivered.Width > field.Standard.Width;
            Values = field.Codes?.Values.Keys.ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>()
                ?? (field.Only is { } only ? new HashSet<string> { only }.GetAlternateLookup<ReadOnlySpan<char>>() : null);
        }

        public SpecifiedField Field { get; }

        public int At { get; }

        /// <summary>False when the file itself keeps values within the width of the standard, and can hold no formula.</summary>
        public bool MayBeTooLong { get; }

        public HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? Values { get; }
    }
}
