using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A lost certificate is replaced after the loss was announced (补发, item 2011); from the entry the lost paper no longer counts.</summary>
/// <remarks>The paper stays the current one until another takes its place: a loss takes nothing from anybody.</remarks>
/// <param name="Right">Code of the right.</param>
public sealed record ReissueCertificate(string Right) : ICertificateChange
{
    Procedure IChange.Procedure => Procedures.CertificateReissue;

    private ICertificateChange Paper => this;

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
        [Paper.OfThePaper(books, "遗失的权证", "Lost certificate", ("声明期满以后作废，补发新证，登簿时编号", "Void after the announced time; another is issued and numbered at the entry"))];

    int IChange.PapersNeeded(Books books) => 1;

    /// <summary>The step before it waits for the announced time (<see cref="AnnounceLoss"/>).</summary>
    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = Paper.RightIn(books);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (right.Certificate is not { } current) return Refuse(NoCurrentCertificate);

        var provenance = act.After(RightIsUnknown, RightHasEnded, NoCurrentCertificate);
        return Enter([.. papers[0].IssueFor(Right, current, CertificateOccasion.Reissue, CertificateReason.Lost.Chinese, provenance)]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ReissueProposed(caseNumber, this, provenance);

    RunningLimit? IChange.TimeAfterLoss(Books books) => Paper.RightIn(books).Certificate?.LossAnnouncedOn is { } announced ? WaitAfter(announced, books.County) : null;

    /// <summary>How long a loss that was announced on a day is waited for.</summary>
    public static RunningLimit WaitAfter(DateOnly announced, County county) => county.On(announced).Of(CountySettings.LossStatement).From(announced, county.Calendar);
}

/// <summary>A case asks that a lost certificate be reissued.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ReissueProposed(string Case, ReissueCertificate Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
