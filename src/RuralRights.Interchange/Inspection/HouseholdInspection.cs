using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>承包方: households, persons and units that contract land.</summary>
internal sealed class ContractorInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private readonly int _code = store.Schema.IndexOf("CBFBM");
    private readonly int _kind = store.Schema.IndexOf("CBFLX");
    private readonly int _members = store.Schema.IndexOf("CBFCYSL");
    private readonly IdentityPapers _papers = new(store, "CBFZJLX", "CBFZJHM");

    protected override Subject SubjectOf(RowCursor row) => TryContractor(row, _code, out var code) ? Subject.Contractor(code) : Subject.None;

    protected override void InspectRow(RowCursor row)
    {
        var hasFaultyNumber = ReportPapers(_papers, row);
        if (!TryContractor(row, _code, out var code))
        {
            if (row.Text(_code) is { } text) Run.Contractors.AddMisspelt(text);
            return;
        }

        var kind = row.TryCode(_kind, out var written) && written is >= 1 and <= 3 ? (byte)written : (byte)0;
        var members = row.TryNumber(_members, out var number) && number is >= 0 and < 10_000 ? (short)number : (short)-1;
        var entry = new ContractorEntry((int)row.Row, kind, members, _papers.KindOf(row), _papers.FingerprintOf(row)) { HasFaultyNumber = hasFaultyNumber };
        if (!Run.Contractors.TryAdd(code, entry, out var at))
        {
            ReportRepeated(row, Run.Contractors[at].Row);
            return;
        }

        if (kind > 0 && ContractorCode.KindOf(code) != (ContractorKind)kind)
        {
            Report(
                InspectionRules.CodeRange,
                row,
                "CBFBM",
                DigitCode.Write(code % 10_000, 4),
                Specification.Codes["C16"].Values[written.ToString(CultureInfo.InvariantCulture)],
                written.ToString(CultureInfo.InvariantCulture));
        }

        ReferToIssuer(row, "CBFBM", code / 10_000);
    }
}

/// <summary>家庭成员: who belongs to a household, and what households state of their members.</summary>
internal sealed class MemberInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private readonly int _contractor = store.Schema.IndexOf("CBFBM");
    private readonly int _sex = store.Schema.IndexOf("CYXB");
    private readonly int _relation = store.Schema.IndexOf("YHZGX");
    private readonly IdentityPapers _papers = new(store, "CYZJLX", "CYZJHM");
    private readonly CodeIndex _numbers = new(store.Count);
    private readonly List<(ulong Contractor, long Position)> _firstWithNumber = new((int)store.Count);
    private readonly HashSet<int> _reported = [];
    private readonly CodeIndex _keys = new(store.Count);
    private readonly List<int> _rows = new((int)store.Count);

    protected override Subject SubjectOf(RowCursor row) => TryContractor(row, _contractor, out var code) ? Subject.Contractor(code) : Subject.None;

    protected override void InspectRow(RowCursor row)
    {
        var hasFaultyNumber = ReportPapers(_papers, row);
        InspectSex(row);
        if (!TryContractor(row, _contractor, out var contractor)) return;

        var number = _papers.FingerprintOf(row);
        var isRepeated = number != 0 && IsRepeated(row, contractor, number);
        if (number != 0 && !isRepeated && !hasFaultyNumber && _papers.IsIdentityCard(row)) InspectOtherHouseholds(row, contractor, number);

        var at = Refer(row, "CBFBM", contractor, Run.Contractors, "CBF");
        if (at < 0) return;

        ref var household = ref Run.Contractors[at];
        household.Members++;
        household.HasFaultyNumber |= hasFaultyNumber;
        if (number == household.RepresentativeNumber)
        {
            household.RepresentativeIsMember = true;
            household.PapersAsMember = _papers.KindOf(row);
        }

        if (row.TryCode(_relation, out var relation) && relation is 1 or 2) household.Heads++;
    }

    protected override void InspectWhole()
    {
        for (var at = 0; at < Run.Contractors.Count; at++) InspectHousehold(Run.Contractors.Code(at), Run.Contractors[at]);
    }

    private void InspectHousehold(ulong code, in ContractorEntry household)
    {
        if (household.Kind is (byte)ContractorKind.Person or (byte)ContractorKind.Unit)
        {
            if (household.DeclaredMembers is not (1 or < 0)) ReportHousehold(InspectionRules.MemberCount, "CBFCYSL", code, household, household.DeclaredMembers, 1);
            if (household.Members > 0) ReportHousehold(InspectionRules.UnexpectedMembers, null, code, household, household.Members);
            return;
        }

        if (household.Kind != (byte)ContractorKind.Household) return;
        if (household.DeclaredMembers >= 0 && household.DeclaredMembers != household.Members)
            ReportHousehold(InspectionRules.MemberCount, "CBFCYSL", code, household, household.DeclaredMembers, household.Members);
        if (household.Heads == 0) ReportHousehold(InspectionRules.HeadMissing, null, code, household);
        if (household.Heads > 1) ReportHousehold(InspectionRules.HeadRepeated, null, code, household, household.Heads);

        // With a number that is wrong anyway, that the two differ says nothing.
        if (household is { Members: > 0, RepresentativeIsMember: false, HasFaultyNumber: false } && household.RepresentativeNumber != 0)
            ReportHousehold(InspectionRules.RepresentativeNotMember, "CBFZJHM", code, household);

        // Of two kinds one number would be taken for two people, and who signs for the household for nobody of it.
        if (household is { PapersAsMember: > 0, RepresentativePapers: > 0, RepresentativeNumber: > 0 } && household.PapersAsMember != household.RepresentativePapers)
            ReportHousehold(InspectionRules.RepresentativePapersDiffer, "CBFZJLX", code, household, household.RepresentativePapers, household.PapersAsMember);
    }

    private void ReportHousehold(InspectionRule rule, string? field, ulong code, in ContractorEntry household, params ReadOnlySpan<int> values) =>
        Run.Report(
            new(
                rule,
                "CBF",
                ContractorText(code),
                field,
                [.. values.ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture))],
                household.Row,
                Run.Material.Store("CBF")?.File),
            Subject.Contractor(code));

    private void InspectSex(RowCursor row)
    {
        if (row.TryCode(_sex, out var sex) && sex is 1 or 2 && _papers.IsMale(row) is { } isMale && isMale != (sex == 1))
            Report(InspectionRules.SexMismatch, row, "CYXB", Specification.Codes["C17"].Values[sex == 1 ? "1" : "2"]);
    }

    private bool IsRepeated(RowCursor row, ulong contractor, ulong number)
    {
        var at = _keys.Add(Fingerprint.Mix(number) ^ contractor, out var isNew);
        if (isNew) _rows.Add((int)row.Row);
        else ReportRepeated(row, _rows[at]);
        return !isNew;
    }

    /// <summary>Both households are told, each of the other.</summary>
    private void InspectOtherHouseholds(RowCursor row, ulong contractor, ulong number)
    {
        var at = _numbers.Add(number, out var isNew);
        if (isNew)
        {
            _firstWithNumber.Add((contractor, row.Position));
            return;
        }

        var first = _firstWithNumber[at];
        if (first.Contractor == contractor) return;

        Report(InspectionRules.IdDuplicate, row, "CYZJHM", ContractorText(first.Contractor));
        if (!_reported.Add(at)) return;

        using var other = Open();
        other.MoveTo(first.Position);
        Report(InspectionRules.IdDuplicate, other, "CYZJHM", ContractorText(contractor));
    }
}
