using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// The clerk enters the certificate that the real-estate registry issued for a homestead, as it is printed, and hands it over
/// against a receipt (不动产权证书入簿、领证). A case about several homesteads waits for the certificate of each.
/// </summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Number">Number of the certificate as printed.</param>
/// <param name="Authority">The office that issued it, as printed.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Copy">SHA-256 of a copy of it.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when the receiver acts under a written authority instead of holding the right.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="Plot">Which homestead it is of; null where the case waits for one certificate only.</param>
/// <param name="Signed">What was signed.</param>
public sealed record HandOverHomestead(
    string Case, string Number, string Authority, DateOnly IssuedOn, string Copy, Guid Receiver, bool Agent, string Receipt, string? Plot = null,
    ReceiptForm Signed = ReceiptForm.OnSheet)
{
    private const int Longest = 60;

    /// <summary>The order of the rules: the case, whose turn, where it stands, the certificate, the receipt.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (Awaited(file, books) is not { Count: > 0 } awaited || (Plot is not null && !awaited.Contains(Plot))) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if ((Plot ?? (awaited.Count == 1 ? awaited[0] : null)) is not { } plot) return Refuse(PropertyCertificateIsIncomplete);
        if (!IsPrinted(Number) || !IsPrinted(Authority) || Copy.Length == 0 || IssuedOn > act.Today) return Refuse(PropertyCertificateIsIncomplete);
        if (Receipt.Length == 0 || !(file.Holders.Contains(Receiver) || (Agent && file.HasKind(FileDocument.Proxy)))) return Refuse(ReceiptIsIncomplete);
        if (DocumentOnHand.Missing([Copy, Receipt], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (!HandOverCertificates.Fits(Receipt, Signed, books)) return Refuse(SignatureIsNoPicture);

        var provenance = act.After(
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, PropertyCertificateIsIncomplete, ReceiptIsIncomplete, DocumentWasNotHandedIn, SignatureIsNoPicture)
            with { Documents = [Copy, Receipt] };
        return Enter(
        [
            new StreamFact(Streams.Homestead(plot), new HomesteadCertified(plot, Number, Authority, IssuedOn, Copy, Receiver, Agent, Receipt, provenance, Signed)),
            .. awaited.Count > 1 ? [] : new[] { new StreamFact(Streams.Case(Case), new CaseStepDone(Case, StepKind.Certified, change.Procedure.After(StepKind.Certified)?.Kind, null, provenance)) },
        ]);
    }

    /// <summary>Plot codes of the homesteads whose certificate the case waits for now. One that has ended since is waited for no more, unless all have.</summary>
    public static IReadOnlyList<string> Awaited(CaseFile file, Books books)
    {
        if (file.At != StepKind.Certified || file.Change is not ICertifiedElsewhere { Plots: var plots }) return [];
        if (plots.Count < 2) return plots;

        var rights = plots.ToDictionary(plot => plot, plot => books.Read<HomesteadRight>(Streams.Homestead(plot)), StringComparer.Ordinal);
        return plots.Where(plot => rights[plot].Stands && rights[plot].CertifiedIn != file.Number).ToList() is { Count: > 0 } awaited ? awaited : [plots[0]];
    }

    private static bool IsPrinted(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= Longest && !text.Any(char.IsControl);
}
