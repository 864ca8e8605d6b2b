using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// The clerk enters the certificate that the real-estate registry issued for a homestead, as it is printed, and hands it over
/// against a receipt (不动产权证书入簿、领证).
/// </summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Number">Number of the certificate as printed.</param>
/// <param name="Authority">The office that issued it, as printed.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Copy">SHA-256 of a copy of it.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when the receiver acts under a written authority instead of holding the right.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
public sealed record HandOverHomestead(string Case, string Number, string Authority, DateOnly IssuedOn, string Copy, Guid Receiver, bool Agent, string Receipt)
{
    private const int Longest = 60;

    /// <summary>The order of the rules: the case, whose turn, where it stands, the certificate, the receipt.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != StepKind.Certified || change is not IHomesteadChange homestead) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (!IsPrinted(Number) || !IsPrinted(Authority) || Copy.Length == 0 || IssuedOn > act.Today) return Refuse(PropertyCertificateIsIncomplete);
        if (Receipt.Length == 0 || !(file.Holders.Contains(Receiver) || (Agent && file.Papers.ContainsValue(FileDocument.Proxy)))) return Refuse(ReceiptIsIncomplete);
        if (DocumentOnHand.Missing([Copy, Receipt], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, PropertyCertificateIsIncomplete, ReceiptIsIncomplete, DocumentWasNotHandedIn)
            with { Documents = [Copy, Receipt] };
        return Enter(
            new StreamFact(Streams.Homestead(homestead.Plot), new HomesteadCertified(homestead.Plot, Number, Authority, IssuedOn, Copy, Receiver, Agent, Receipt, provenance)),
            new StreamFact(Streams.Case(Case), new CaseStepDone(Case, StepKind.Certified, change.Procedure.After(StepKind.Certified)?.Kind, null, provenance)));
    }

    private static bool IsPrinted(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= Longest && !text.Any(char.IsControl);
}
