using System.Globalization;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>承包地块信息: which contractor holds which parcel under which contract, and what the rows of a contract add up to.</summary>
internal sealed class HoldingInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    /// <summary>Areas of a contract may differ from their sum by a hundredth of a square metre.</summary>
    private const long SumSlack = 1;

    private readonly int _parcel = store.Schema.IndexOf("DKBM");
    private readonly int _issuer = store.Schema.IndexOf("FBFBM");
    private readonly int _contractor = store.Schema.IndexOf("CBFBM");
    private readonly int _way = store.Schema.IndexOf("CBJYQQDFS");
    private readonly int _contract = store.Schema.IndexOf("CBHTBM");
    private readonly int _certificate = store.Schema.IndexOf("CBJYQZBM");
    private readonly int _lease = store.Schema.IndexOf("LZHTBM");
    private readonly int _area = store.Schema.IndexOf("HTMJ");
    private readonly int _mu = store.Schema.IndexOf("HTMJM");
    private readonly int _earlierArea = store.Schema.IndexOf("YHTMJ");
    private readonly int _earlierMu = store.Schema.IndexOf("YHTMJM");
    private readonly int _shared = store.Schema.IndexOf("SFQQQG");
    private readonly CodeIndex _keys = new(store.Count);
    private readonly List<int> _rows = new((int)store.Count);

    /// <summary>Notes the parcels of contractors that are to be inspected alone.</summary>
    public static void IncludeParcels(InspectionRun run, RowStore store)
    {
        var (parcel, contractor, contract) = (store.Schema.IndexOf("DKBM"), store.Schema.IndexOf("CBFBM"), store.Schema.IndexOf("CBHTBM"));
        using var row = store.Open();
        while (row.Read())
        {
            if (!TryParcel(row, parcel, out var what)) continue;
            if (TryContractor(row, contractor, out var who)) run.IncludeParcel(who, what);
            if (TryContract(row, contract, out var code)) run.IncludeParcel(code / 10, what);
        }
    }

    /// <summary>Where it is in doubt whose row it is, all who share the parcel wait too: their shares are of a whole that is not known.</summary>
    protected override Subject[] SubjectsOf(RowCursor row)
    {
        var holders = ContractorAndContract(row, _contractor, _contract);
        return holders is [var only] && Run.Contractors.IndexOf(only.Code) >= 0 && TryContractor(row, _contractor, out _) || !TryParcel(row, _parcel, out var parcel)
            ? holders
            : [.. holders, Subject.Parcel(parcel)];
    }

    protected override void InspectRow(RowCursor row)
    {
        CheckArea(row, _area, "HTMJ");
        CheckMu(row, _area, _mu, "HTMJM");
        CheckMu(row, _earlierArea, _earlierMu, "YHTMJM");

        var hasContractor = TryContractor(row, _contractor, out var contractor);
        var hasParcel = TryParcel(row, _parcel, out var parcel);
        if (hasContractor && hasParcel && IsRepeated(row, contractor, parcel)) return;

        var area = Hundredths(row, _area);
        var who = hasContractor ? Refer(row, "CBFBM", contractor, Run.Contractors, "CBF") : -1;
        var isFamily = InspectContract(row, hasContractor ? contractor : null, area);
        if (hasParcel && Refer(row, "DKBM", parcel, Run.Parcels, "DK") is >= 0 and var at) AddToParcel(row, at, who, area ?? 0, isFamily);
        if (TryIssuer(row, _issuer, out var issuer)) Refer(row, "FBFBM", issuer, Run.Issuers, "FBF");
        if (TryContractor(row, _lease, out var lease) && Refer(row, "LZHTBM", lease, Run.Leases, "LZHT") is >= 0 and var under) AddToLease(row, lease, ref Run.Leases[under]);
    }

    protected override void InspectWhole()
    {
        for (var at = 0; at < Run.Contracts.Count; at++)
        {
            ref var contract = ref Run.Contracts[at];
            if (contract.DeclaredParcels is { } declared && declared != contract.Parcels)
                ReportContract(InspectionRules.ParcelCount, "CBDKZS", at, Whole(declared), Whole(contract.Parcels));
            if (contract is { Area: { } area, HasFaultyParcelArea: false, Parcels: > 0 } && Math.Abs(area - contract.ParcelArea) > SumSlack)
                ReportContract(InspectionRules.SumMismatch, "HTZMJ", at, Metres(area), Metres(contract.ParcelArea));
        }

        for (var at = 0; at < Run.Leases.Count; at++)
        {
            if (Run.Leases[at] is { DeclaredParcels: { } declared } lease && declared != lease.Parcels)
            {
                Run.Report(
                    new(InspectionRules.LeaseParcelCount, "LZHT", ContractorText(Run.Leases.Code(at)), "LZDKS", [Whole(declared), Whole(lease.Parcels)], lease.Row, Run.Material.Store("LZHT")?.File),
                    LessorsOf(lease));
            }
        }
    }

    private void AddToLease(RowCursor row, ulong code, ref LeaseEntry lease)
    {
        lease.Parcels++;
        if (lease.Contract == 0 || !TryContract(row, _contract, out var contract) || contract == lease.Contract) return;

        Run.Report(
            new(
                InspectionRules.CodeMismatch, "CBDKXX", KeyOf(row), "LZHTBM",
                [ContractorText(code), Specification.Called("CBDKXX", "CBHTBM"), ContractCode.FromNumber(contract).ToString(), "CBHTBM"], row.Row, Store.File),
            [.. SubjectsOf(row), .. LessorsOf(lease)]);
    }

    /// <summary>The contractor that a lease names, and that of the contract it names.</summary>
    private static Subject[] LessorsOf(in LeaseEntry lease) =>
        [.. new[] { lease.Contractor, lease.Contract / 10 }.Where(code => code != 0).Distinct().Select(Subject.Contractor)];

    /// <summary>Whether the row's contract is one of a family; false when that cannot be told.</summary>
    private bool InspectContract(RowCursor row, ulong? contractor, long? area)
    {
        if (!TryContract(row, _contract, out var code)) return false;

        if (TryContract(row, _certificate, out var certificate) && certificate != code)
            ReportContradiction(row, "CBJYQZBM", ContractCode.FromNumber(certificate).ToString(), "CBHTBM", ContractCode.FromNumber(code).ToString());
        var at = Refer(row, "CBHTBM", code, Run.Contracts, "CBHT");
        if (at < 0) return false;

        ref var contract = ref Run.Contracts[at];
        contract.Parcels++;
        contract.ParcelArea += area ?? 0;
        contract.HasFaultyParcelArea |= area is null;
        if (contractor is { } who && contract.Contractor != 0 && contract.Contractor != who)
            ReportContradiction(row, "CBFBM", ContractorText(who), "CBHTBM", ContractCode.FromNumber(code).ToString());
        if (CodeValue(row, _way) is { } way && contract.Way != 0 && way != contract.Way)
            Report(InspectionRules.CbfsMismatch, row, "CBJYQQDFS", Way(way), Way(contract.Way), Whole(way), Whole(contract.Way));
        return !ContractCode.FromNumber(code).IsByOtherMeans;
    }

    private void AddToParcel(RowCursor row, int at, int contractor, long area, bool isFamily)
    {
        ref var parcel = ref Run.Parcels[at];
        parcel.Holdings++;
        parcel.ContractArea += area;
        if (contractor >= 0) Run.Parcels.AddHolder(at, contractor);
        if (isFamily) Run.Parcels.Mark(at, ParcelMarks.HeldByFamilyContract);
        if (!row.TryCode(_shared, out var shared) || shared != 1) Run.Parcels.Mark(at, ParcelMarks.HeldWithoutShares);
    }

    private bool IsRepeated(RowCursor row, ulong contractor, ulong parcel)
    {
        var at = _keys.Add(Fingerprint.Mix(parcel) ^ contractor, out var isNew);
        if (isNew) _rows.Add((int)row.Row);
        else ReportRepeated(row, _rows[at]);
        return !isNew;
    }

    private void ReportContradiction(RowCursor row, string field, string value, string other, string otherValue) =>
        Report(InspectionRules.CodeMismatch, row, field, value, Specification.Called("CBDKXX", other), otherValue, other);

    private void ReportContract(InspectionRule rule, string field, int at, params string[] values)
    {
        var code = ContractCode.FromNumber(Run.Contracts.Code(at));
        Run.Report(
            new(rule, "CBHT", code.ToString(), field, values, Run.Contracts[at].Row, Run.Material.Store("CBHT")?.File),
            Subject.Contractor(code.Contractor.Value));
    }

    private static string Way(int way) =>
        Specification.Codes["C10"].Values.TryGetValue(Whole(way), out var name) ? $"{way} {name}" : Whole(way);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
