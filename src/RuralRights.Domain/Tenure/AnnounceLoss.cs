using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>In a reissue the clerk enters that the loss was announced on the authority's site (遗失声明), which starts the time before another paper is issued.</summary>
/// <remarks>A later entry corrects the day of an earlier one. When the time is over, the step is done like any other (<see cref="CompleteStep"/>).</remarks>
/// <param name="Case">Number of the case.</param>
/// <param name="AnnouncedOn">Day on which the loss was announced.</param>
/// <param name="Document">SHA-256 of the announcement as it appeared.</param>
public sealed record AnnounceLoss(string Case, DateOnly AnnouncedOn, string Document)
{
    /// <summary>The kind of paper that the announcement is in the case.</summary>
    public const string Announcement = "loss-announcement";

    /// <summary>The order of the rules: the case, whose turn, where it stands, whether it is still the paper that was said to be lost, the day, the document.</summary>
    public Decision Decide(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != StepKind.LossAnnounced || change is not ICertificateChange { Right: var code }) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (books.Read<ContractRight>(Streams.Right(code)).Certificate is not { } lost) return Refuse(NoCurrentCertificate);
        if (CaseTerms.Hash(change, books) != file.Terms) return Refuse(CaseTermsDiffer);
        if (AnnouncedOn < lost.IssuedOn || AnnouncedOn > act.Today) return Refuse(AnnouncementDayIsWrong);
        if (DocumentOnHand.Missing([Document], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After(
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, NoCurrentCertificate, CaseTermsDiffer, AnnouncementDayIsWrong, DocumentWasNotHandedIn) with { Documents = [Document] };
        return Enter(
        [
            new(Streams.Right(code), new CertificateLossAnnounced(code, lost.Id, AnnouncedOn, provenance)),
            .. HandedIn.File(Case, HandedIn.As(Announcement, Document), file.PapersAskedFor(books), provenance),
        ]);
    }
}
