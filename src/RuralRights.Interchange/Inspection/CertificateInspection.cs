using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>承包经营权登记簿: one entry for each contract, with its sketch and the serial of its certificate.</summary>
internal sealed class RegisterInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private readonly int _code = store.Schema.IndexOf("CBJYQZBM");
    private readonly int _issuer = store.Schema.IndexOf("FBFBM");
    private readonly int _contractor = store.Schema.IndexOf("CBFBM");
    private readonly int _way = store.Schema.IndexOf("CBFS");
    private readonly int _from = store.Schema.IndexOf("CBQXQ");
    private readonly int _to = store.Schema.IndexOf("CBQXZ");
    private readonly int _serial = store.Schema.IndexOf("CBJYQZLSH");
    private readonly int _sketch = store.Schema.IndexOf("DKSYT");
    private readonly CodeIndex _serials = new(store.Count);
    private readonly List<long> _firstWithSerial = new((int)store.Count);
    private readonly HashSet<int> _reported = [];

    protected override Subject[] SubjectsOf(RowCursor row) => ContractorAndContract(row, _contractor, _code);

    protected override void InspectRow(RowCursor row)
    {
        CheckFile(row, _sketch, "DKSYT");
        InspectSerial(row);
        CheckTerm(row, _from, _to, "CBQXQ");
        if (TryIssuer(row, _issuer, out var issuer)) Refer(row, "FBFBM", issuer, Run.Issuers, "FBF");
        if (TryContractor(row, _contractor, out var contractor)) Refer(row, "CBFBM", contractor, Run.Contractors, "CBF");
        if (!TryContract(row, _code, out var code))
        {
            if (row.Text(_code) is { } text) Run.RegisterEntries.AddMisspelt(text);
            return;
        }

        if (!Run.RegisterEntries.TryAdd(code, new((int)row.Row), out var at)) ReportRepeated(row, Run.RegisterEntries[at].Row);
        else if (Refer(row, "CBJYQZBM", code, Run.Contracts, "CBHT") is >= 0 and var of) Compare(row, ref Run.Contracts[of]);
    }

    protected override void InspectWhole()
    {
        for (var at = 0; at < Run.Contracts.Count; at++)
        {
            if (Run.Contracts[at].IsRegistered) continue;
            var code = ContractCode.FromNumber(Run.Contracts.Code(at));
            Run.Report(
                new(InspectionRules.ContractWithoutRegister, "CBHT", code.ToString(), null, [], Run.Contracts[at].Row, Run.Material.Store("CBHT")?.File),
                Subject.Contractor(code.Contractor.Value));
        }
    }

    private void Compare(RowCursor row, ref ContractEntry contract)
    {
        contract.IsRegistered = true;
        if (TryIssuer(row, _issuer, out var issuer) && contract.Issuer != 0 && issuer != contract.Issuer)
            ReportDifference(row, "FBFBM", IssuerText(issuer), IssuerText(contract.Issuer));
        if (TryContractor(row, _contractor, out var contractor) && contract.Contractor != 0 && contractor != contract.Contractor)
            ReportDifference(row, "CBFBM", ContractorText(contractor), ContractorText(contract.Contractor));
        if (CodeValue(row, _way) is { } way && contract.Way != 0 && way != contract.Way)
            ReportDifference(row, "CBFS", DigitCode.Write((ulong)way, 3), DigitCode.Write((ulong)contract.Way, 3));

        // A contract whose own term is impossible was blamed for that; it is no measure for the register.
        if (contract.From == default) return;
        if (row.TryDay(_from, out var from) && from != contract.From) ReportDifference(row, "CBQXQ", Day(from), Day(contract.From));
        if (row.TryDay(_to, out var to) && to != contract.To) ReportDifference(row, "CBQXZ", Day(to), Day(contract.To));
    }

    private void ReportDifference(RowCursor row, string field, string here, string there) =>
        Report(InspectionRules.RegisterMismatch, row, field, here, there);

    private void InspectSerial(RowCursor row)
    {
        if (row.IsBlank(_serial) || !row.IsDecodable(_serial) || row.Text(_serial) is not { } serial) return;
        if (!IsSerial(serial)) Report(InspectionRules.SerialGrammar, row, "CBJYQZLSH", serial);

        var at = _serials.Add(Fingerprint.Of(serial), out var isNew);
        if (isNew)
        {
            _firstWithSerial.Add(row.Position);
            return;
        }

        using var first = Open();
        first.MoveTo(_firstWithSerial[at]);
        Report(InspectionRules.SerialDuplicate, row, "CBJYQZLSH", KeyOf(first), serial);
        if (_reported.Add(at)) Report(InspectionRules.SerialDuplicate, first, "CBJYQZLSH", KeyOf(row), serial);
    }

    /// <summary>
    /// Provinces word the serial differently; what all have is a year in brackets and a number between 第 and 号. Bare digits are
    /// what some print on the certificate itself.
    /// </summary>
    private static bool IsSerial(ReadOnlySpan<char> serial)
    {
        if (serial.IndexOfAnyExceptInRange('0', '9') < 0) return true;

        var number = serial[(serial.LastIndexOf('第') + 1)..];
        var year = serial[(serial.IndexOfAny('（', '(') + 1)..];
        return number is [_, .., '号'] && number[..^1].IndexOfAnyExceptInRange('0', '9') < 0 && number.Length < serial.Length
            && year.Length > 4 && year[..4].IndexOfAnyExceptInRange('0', '9') < 0 && year[4] is '）' or ')';
    }
}

/// <summary>Tables that extend a register entry: the certificate (权证), its reissue, replacement and voiding, and papers of origin.</summary>
internal sealed class CertificateInspection : TableInspection
{
    /// <summary>Tables that say what became of a certificate.</summary>
    internal static readonly string[] Changes = ["CBJYQZ_QZBF", "CBJYQZ_QZHF", "CBJYQZ_QZZX"];

    private const ulong Collected = 1;

    /// <summary>More badly written codes are no slip of the hand, and are not compared with every certificate.</summary>
    private const int MostMisspelt = 200;

    private readonly int _code;
    private readonly int _collected;
    private readonly int _file;
    private readonly (string Field, int At)[] _whenCollected;
    private readonly IdentityPapers? _papers;
    private readonly int _replaced;
    private readonly int _voided;
    private readonly bool _tellsOfAnother;
    private int _misspelt;
    private int _strays;

    public CertificateInspection(InspectionRun run, RowStore store)
        : base(run, store)
    {
        _code = FieldAt("CBJYQZBM");
        _collected = FieldAt("QZSFLQ");
        _file = FieldAt("FJ");
        _whenCollected = [.. new[] { "QZLQRQ", "QZLQRXM", "QZLQRZJLX", "QZLQRZJHM" }.Select(field => (field, FieldAt(field)))];
        _replaced = Math.Max(FieldAt("BFRQ"), FieldAt("HFRQ"));
        _voided = FieldAt("ZXRQ");
        _tellsOfAnother = Changes.Contains(store.Name, StringComparer.Ordinal);
        _papers = store.Name switch
        {
            "CBJYQZ" => new(store, "QZLQRZJLX", "QZLQRZJHM"),
            "CBJYQZ_QZBF" => new(store, "BFLQRZJLX", "BFLQRZJHM"),
            "CBJYQZ_QZHF" => new(store, "HFLQRZJLX", "HFLQRZJHM"),
            _ => null,
        };
    }

    protected override Subject SubjectOf(RowCursor row) => TryContract(row, _code, out var code) ? Subject.Contract(code) : Subject.None;

    /// <summary>
    /// A row that says what became of a certificate and not of which touches those whose code it may mean, or else whoever has a
    /// certificate: each of them might be entered with a paper that no longer counts. A code that can be read and is no contractor's
    /// here tells of somebody who was not delivered, unless a slip made it of another's; so it touches those whose code is so near.
    /// </summary>
    protected override Subject[] SubjectsOf(RowCursor row)
    {
        if (!_tellsOfAnother) return base.SubjectsOf(row);
        if (TryContract(row, _code, out var named))
        {
            if (Run.Contractors.IndexOf(named / 10) >= 0 || _strays++ >= MostMisspelt) return base.SubjectsOf(row);
            return [Subject.Contract(named), .. Enumerable.Range(0, Run.Certificates.Count).Select(Run.Certificates.Code).Where(code => Misspelling.IsNear(named / 10, code / 10)).Select(Subject.Contract)];
        }

        if (row.Text(_code) is not { } text || _misspelt++ >= MostMisspelt) return [Subject.AnyCertificate];

        Subject[] meant =
        [
            .. Enumerable.Range(0, Run.Certificates.Count).Select(Run.Certificates.Code)
                .Where(code => Misspelling.MayMean(text, ContractCode.FromNumber(code).ToString())).Select(Subject.Contract),
        ];
        return meant.Length > 0 ? meant : [Subject.AnyCertificate];
    }

    protected override void InspectRow(RowCursor row)
    {
        if (_papers is not null) ReportPapers(_papers, row);
        if (_file >= 0) CheckFile(row, _file, "FJ");
        if (_collected >= 0 && row.TryCode(_collected, out var collected) && collected == Collected) InspectCollection(row);
        if (!TryContract(row, _code, out var code))
        {
            if (Store.Name == "CBJYQZ" && row.Text(_code) is { } text) Run.Certificates.AddMisspelt(text);
            return;
        }

        var isRegistered = Refer(row, "CBJYQZBM", code, Run.RegisterEntries, "CBJYQZDJB") >= 0;
        if (Store.Name == "CBJYQZ")
        {
            if (!Run.Certificates.TryAdd(code, new((int)row.Row), out var first)) ReportRepeated(row, Run.Certificates[first].Row);
        }
        else if (Store.Name != "QSLYZLFJ" && isRegistered && Refer(row, "CBJYQZBM", code, Run.Certificates, "CBJYQZ") is >= 0 and var of)
        {
            InspectChange(row, ref Run.Certificates[of]);
        }
    }

    /// <summary>
    /// A paper that is voided on or before the day another takes its place is the one replaced. With none in its place the right must
    /// have ended, and then its contract would not be delivered.
    /// </summary>
    private void InspectChange(RowCursor row, ref CertificateEntry certificate)
    {
        if (_replaced >= 0 && row.TryDay(_replaced, out var replaced) && replaced > certificate.LastReplaced) certificate.LastReplaced = replaced;
        if (_voided < 0 || !row.TryDay(_voided, out var voided) || voided <= certificate.LastReplaced) return;

        // Where the table of the papers in its place is missing, that is what is to be mended; a household by itself is told of its own row.
        var isWhole = Run.Material.Store("CBJYQZ_QZBF") is not null && Run.Material.Store("CBJYQZ_QZHF") is not null;
        if (isWhole || Run.Settings.OnlyContractors is not null) Report(InspectionRules.VoidOfLivingRight, row, "ZXRQ", Day(voided));
        else Run.HoldBack(InspectionRules.VoidOfLivingRight, Table.Name, SubjectsOf(row));
    }

    private void InspectCollection(RowCursor row)
    {
        foreach (var (field, at) in _whenCollected)
        {
            if (row.IsBlank(at)) Report(InspectionRules.NullConditional, row, field, "权证已领取", "the certificate was collected");
        }
    }
}
