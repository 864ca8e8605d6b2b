using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The certificate of a right that has ended is voided with nothing in its place (注销, item 2031).</summary>
/// <remarks>A living right never loses its paper this way: a household is not to be talked out of its proof.</remarks>
/// <param name="Right">Code of the right.</param>
public sealed record VoidCertificate(string Right) : ICertificateChange
{
    Procedure IChange.Procedure => Procedures.CertificateVoid;

    private ICertificateChange Paper => this;

    IReadOnlyList<Alteration> IChange.Alterations(Books books) => [Paper.OfThePaper(books, "注销的权证", "Certificate that is voided", null)];

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = Paper.RightIn(books);
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.Certificate is not { } current) return Refuse(NoCurrentCertificate);
        if (!right.HasEnded) return Refuse(RightIsAlive, right.Code);

        var provenance = act.After(RightIsUnknown, NoCurrentCertificate, RightIsAlive);
        return Enter(new StreamFact(Streams.Right(Right), new CertificateVoided(Right, current.Id, CertificateReason.RightEnded.Chinese, provenance)));
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new VoidingProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that the certificate of a right that has ended be voided.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record VoidingProposed(string Case, VoidCertificate Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
