using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>What whoever takes a certificate signs (签收). Either is enough.</summary>
public enum ReceiptForm
{
    /// <summary>The signature pad at the counter; the receipt is the picture that it gives.</summary>
    OnPad,

    /// <summary>The printed sheet; the receipt is a photograph or a scan of it.</summary>
    OnSheet,
}

/// <summary>A certificate and who took it.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when the receiver acts under a written authority instead of holding the right.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="OldPaperTaken">True when the certificate that gave way was taken back.</param>
/// <param name="Signed">What was signed.</param>
public sealed record HandedOver(string Right, Guid Receiver, bool Agent, string Receipt, bool OldPaperTaken = false, ReceiptForm Signed = ReceiptForm.OnSheet);

/// <summary>The clerk hands the certificates that a case issued over against receipts (领证), each once; with none of them the case goes on to the archive.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Papers">What was handed to whom.</param>
public sealed record HandOverCertificates(string Case, IReadOnlyList<HandedOver> Papers)
{
    /// <summary>The order of the rules: the case, whose turn, where it stands, the receipts.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != StepKind.HandedOver) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (!Papers.Select(paper => paper.Right).Order(StringComparer.Ordinal).SequenceEqual(Due(file, books), StringComparer.Ordinal)) return Refuse(ReceiptIsIncomplete);
        if (Papers.Any(paper => !IsComplete(paper, file))) return Refuse(ReceiptIsIncomplete);
        var takesOld = file.Step is { TakesOldPaper: true };
        if (takesOld && Papers.Any(paper => !paper.OldPaperTaken)) return Refuse(OldPaperWasNotTaken);
        if (DocumentOnHand.Missing(Papers.Select(paper => paper.Receipt), books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (Papers.Any(paper => !Fits(paper.Receipt, paper.Signed, books))) return Refuse(SignatureIsNoPicture);

        var provenance = act.After(
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, ReceiptIsIncomplete, OldPaperWasNotTaken, DocumentWasNotHandedIn, SignatureIsNoPicture);
        return Enter(
        [
            .. Papers.Where(_ => takesOld).Select(paper => new StreamFact(Streams.Right(paper.Right), new CertificateTakenBack(
                paper.Right, books.Read<ContractRight>(Streams.Right(paper.Right)).GaveWay!.Value, provenance))),
            .. Papers.Select(paper => new StreamFact(Streams.Right(paper.Right), new CertificateHandedOver(
                paper.Right, books.Read<ContractRight>(Streams.Right(paper.Right)).Certificate!.Id, paper.Receiver, paper.Agent, paper.Receipt,
                provenance with { Documents = [paper.Receipt] }, paper.Signed))),
            new(Streams.Case(Case), new CaseStepDone(Case, StepKind.HandedOver, change.Procedure.After(StepKind.HandedOver)?.Kind, null, provenance)),
        ]);
    }

    /// <summary>Codes of the rights whose current certificate this case issued, in their order: it hands over these, and no paper of another act.</summary>
    public static IReadOnlyList<string> Due(CaseFile file, Books books) =>
    [
        .. file.Change!.Rights(books).Distinct(StringComparer.Ordinal)
            .Where(right => books.Read<ContractRight>(Streams.Right(right)).Certificate is { } paper && paper.Case == file.Number)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>True when a receipt can be what it is said to be: a pad gives one picture, and a sheet may be any document.</summary>
    internal static bool Fits(string receipt, ReceiptForm signed, Books books) =>
        signed != ReceiptForm.OnPad || books.OnHand.Any(document => document.Sha256 == receipt && document.Format != DocumentFormat.Pdf);

    private static bool IsComplete(HandedOver paper, CaseFile file) =>
        paper.Receipt.Length > 0
        && (file.Holders.Contains(paper.Receiver) || (paper.Agent && file.HasKind(FileDocument.Proxy)));
}
