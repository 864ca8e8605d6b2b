using System.Globalization;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>承包合同: what is contracted by whom and until when.</summary>
internal sealed class ContractInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private const int FamilyContract = 110;

    private readonly int _code = store.Schema.IndexOf("CBHTBM");
    private readonly int _issuer = store.Schema.IndexOf("FBFBM");
    private readonly int _contractor = store.Schema.IndexOf("CBFBM");
    private readonly int _way = store.Schema.IndexOf("CBFS");
    private readonly int _from = store.Schema.IndexOf("CBQXQ");
    private readonly int _to = store.Schema.IndexOf("CBQXZ");
    private readonly int _area = store.Schema.IndexOf("HTZMJ");
    private readonly int _areaMu = store.Schema.IndexOf("HTZMJM");
    private readonly int _earlierArea = store.Schema.IndexOf("YHTZMJ");
    private readonly int _earlierMu = store.Schema.IndexOf("YHTZMJM");
    private readonly int _parcels = store.Schema.IndexOf("CBDKZS");

    protected override Subject[] SubjectsOf(RowCursor row) => ContractorAndContract(row, _contractor, _code);

    protected override void InspectRow(RowCursor row)
    {
        CheckArea(row, _area, "HTZMJ");
        CheckMu(row, _area, _areaMu, "HTZMJM");
        CheckMu(row, _earlierArea, _earlierMu, "YHTZMJM");
        var hasTerm = CheckTerm(row, _from, _to, "CBQXQ");
        var hasIssuer = TryIssuer(row, _issuer, out var issuer);
        var hasContractor = TryContractor(row, _contractor, out var contractor);
        if (hasIssuer) Refer(row, "FBFBM", issuer, Run.Issuers, "FBF");
        if (hasContractor) Refer(row, "CBFBM", contractor, Run.Contractors, "CBF");
        if (hasIssuer && hasContractor && contractor / 10_000 != issuer)
            ReportContradiction(row, "FBFBM", IssuerText(issuer), "CBFBM", ContractorText(contractor));

        if (!TryContract(row, _code, out var code))
        {
            if (row.Text(_code) is { } text) Run.Contracts.AddMisspelt(text);
            return;
        }

        var way = CodeValue(row, _way) ?? 0;
        var entry = new ContractEntry(
            (int)row.Row,
            issuer,
            contractor,
            way,
            hasTerm && row.TryDay(_from, out var from) ? from : default,
            hasTerm && row.TryDay(_to, out var to) ? to : default,
            Hundredths(row, _area),
            row.TryNumber(_parcels, out var parcels) && parcels is >= 0 and < 100_000 ? (int)parcels : null);
        if (!Run.Contracts.TryAdd(code, entry, out var at))
        {
            ReportRepeated(row, Run.Contracts[at].Row);
            return;
        }

        if (hasContractor && contractor != code / 10)
            ReportContradiction(row, "CBHTBM", ContractCode.FromNumber(code).ToString(), "CBFBM", ContractorText(contractor));
        InspectLetter(row, ContractCode.FromNumber(code), way);
    }

    private void InspectLetter(RowCursor row, ContractCode code, int way)
    {
        if (code.IsByOtherMeans ? way != FamilyContract : way is < 120 or > 129) return;

        var name = way.ToString(CultureInfo.InvariantCulture);
        Report(
            InspectionRules.ContractLetter,
            row,
            "CBHTBM",
            code.IsByOtherMeans ? "Q" : "J",
            $"{name} {Specification.Codes["C10"].Values.GetValueOrDefault(name)}",
            name);
    }

    private void ReportContradiction(RowCursor row, string field, string value, string other, string otherValue) =>
        Report(InspectionRules.CodeMismatch, row, field, value, Specification.Called("CBHT", other), otherValue, other);
}

/// <summary>流转合同: leases of management rights.</summary>
internal sealed class LeaseInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private readonly int _code = store.Schema.IndexOf("LZHTBM");
    private readonly int _contract = store.Schema.IndexOf("CBHTBM");
    private readonly int _contractor = store.Schema.IndexOf("CBFBM");
    private readonly int _from = store.Schema.IndexOf("LZQXKSRQ");
    private readonly int _to = store.Schema.IndexOf("LZQXJSRQ");
    private readonly int _area = store.Schema.IndexOf("LZMJ");
    private readonly int _mu = store.Schema.IndexOf("LZMJM");
    private readonly int _parcels = store.Schema.IndexOf("LZDKS");

    protected override Subject[] SubjectsOf(RowCursor row) => ContractorAndContract(row, _contractor, _contract);

    protected override void InspectRow(RowCursor row)
    {
        CheckArea(row, _area, "LZMJ");
        CheckMu(row, _area, _mu, "LZMJM");
        var hasTerm = CheckTerm(row, _from, _to, "LZQXKSRQ");
        if (TryContractor(row, _contractor, out var contractor)) Refer(row, "CBFBM", contractor, Run.Contractors, "CBF");
        if (TryContract(row, _contract, out var contract) && Refer(row, "CBHTBM", contract, Run.Contracts, "CBHT") is >= 0 and var of)
        {
            if (hasTerm) InspectEnd(row, Run.Contracts[of].To);
            if (contractor != 0 && Run.Contracts[of].Contractor is not 0 and var holder && holder != contractor)
                Report(InspectionRules.CodeMismatch, row, "CBFBM", ContractorText(contractor), Specification.Called("LZHT", "CBHTBM"), ContractCode.FromNumber(contract).ToString(), "CBHTBM");
        }

        if (TryContractor(row, _code, out var code))
        {
            var entry = new LeaseEntry(
                (int)row.Row, contractor, contract, row.TryNumber(_parcels, out var parcels) && parcels is >= 0 and < 100_000 ? (int)parcels : null);
            if (!Run.Leases.TryAdd(code, entry, out var at)) ReportRepeated(row, Run.Leases[at].Row);
        }
        else if (row.Text(_code) is { } text)
        {
            Run.Leases.AddMisspelt(text);
        }
    }

    private void InspectEnd(RowCursor row, DateOnly contractEnd)
    {
        if (row.TryDay(_to, out var to) && contractEnd != default && to > contractEnd)
            Report(InspectionRules.LeaseOutlastsContract, row, "LZQXJSRQ", Day(to), Day(contractEnd));
    }
}
