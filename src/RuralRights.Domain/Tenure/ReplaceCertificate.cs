using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A damaged or outdated certificate is taken back and another takes its place (换发, item 2021).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Reason">Code of a <see cref="CertificateReason"/>.</param>
public sealed record ReplaceCertificate(string Right, string Reason) : ICertificateChange
{
    Procedure IChange.Procedure => Procedures.CertificateReplacement;

    private CertificateReason? Why => CertificateReason.Find(Reason, CertificateOccasion.Replacement);

    private ICertificateChange Paper => this;

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        Paper.OfThePaper(books, "权证", "Certificate", ("收回旧证，换发新证，登簿时编号", "Taken back for another, which is numbered at the entry")),
        Alteration.ToWord("换发的原因", "Why it is replaced", (Why?.Chinese ?? Reason, Why?.English ?? Reason)),
    ];

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = Paper.RightIn(books);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (right.Certificate is not { } current) return Refuse(NoCurrentCertificate);
        if (Why is not { } reason) return Refuse(ReasonIsNotListed);

        var provenance = act.After(RightIsUnknown, RightHasEnded, NoCurrentCertificate, ReasonIsNotListed);
        return Enter([.. papers[0].IssueFor(Right, current, CertificateOccasion.Replacement, reason.Chinese, provenance)]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ReplacementProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that a certificate be replaced.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ReplacementProposed(string Case, ReplaceCertificate Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
