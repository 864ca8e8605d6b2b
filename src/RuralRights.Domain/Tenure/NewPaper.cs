using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>A certificate about to be issued: what does not follow from the law but from the office that issues it.</summary>
/// <param name="Id">Id of this very paper.</param>
/// <param name="Serial">Serial as printed; see <see cref="CertificateSerial"/>.</param>
/// <param name="Token">Random token of the verification page.</param>
/// <param name="Authority">Issuing authority as printed (登记机构).</param>
public sealed record NewPaper(Guid Id, string Serial, string Token, string Authority)
{
    /// <summary>So many papers without a number, for asking whether an act would be entered.</summary>
    public static IReadOnlyList<NewPaper> Blank(int many) => [.. Enumerable.Repeat(new NewPaper(Guid.Empty, "", "", ""), many)];

    /// <summary>The facts by which this paper becomes the current one of a right: the old one gives way first, if there is one.</summary>
    public IEnumerable<StreamFact> IssueFor(string right, CurrentCertificate? old, CertificateOccasion occasion, string? reason, Provenance provenance)
    {
        if (old is not null)
            yield return new(Streams.Right(right), new CertificateReplaced(right, old.Id, Id, provenance));

        yield return new(Streams.Right(right), new CertificateIssued(
            right, Id, Serial, Token, Authority, provenance.LegalDay, old is null ? CertificateOccasion.First : occasion, old is null ? null : reason, provenance));
    }
}
