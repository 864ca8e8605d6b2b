using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>发包方: every other code starts with one of theirs.</summary>
internal sealed class IssuerInspection(InspectionRun run, RowStore store) : TableInspection(run, store)
{
    private readonly int _code = store.Schema.IndexOf("FBFBM");
    private readonly IdentityPapers _papers = new(store, "FZRZJLX", "FZRZJHM");

    protected override Subject SubjectOf(RowCursor row) => TryIssuer(row, _code, out var code) ? Subject.Issuer(code) : Subject.None;

    protected override void InspectRow(RowCursor row)
    {
        ReportPapers(_papers, row);
        if (!TryIssuer(row, _code, out var code))
        {
            if (row.Text(_code) is { } text) Run.Issuers.AddMisspelt(text);
            return;
        }

        if (!Run.Issuers.TryAdd(code, new((int)row.Row), out var at))
            ReportRepeated(row, Run.Issuers[at].Row);

        var written = DigitCode.Write(code, 14);
        if (!written.StartsWith(Run.Material.County, StringComparison.Ordinal))
            Report(InspectionRules.CountyMismatch, row, "FBFBM", written, Run.Material.County);
        if (Run.Material.UnitCodes is { } units && !units.Contains(written))
            Report(InspectionRules.DivisionUnknown, row, "FBFBM", written);
    }
}
