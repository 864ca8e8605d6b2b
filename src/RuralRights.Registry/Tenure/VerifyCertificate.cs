using System.Security.Cryptography.X509Certificates;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>What the register says of a certificate that a stranger holds out.</summary>
public enum CertificateStanding
{
    /// <summary>No certificate has this token.</summary>
    Unknown,

    /// <summary>It counts.</summary>
    Current,

    /// <summary>Another took its place.</summary>
    Replaced,

    /// <summary>It was voided.</summary>
    Void,
}

/// <summary>A certificate as anyone may see it: what it is for and whether it counts, with the holder's name masked.</summary>
/// <param name="Standing">Whether it counts.</param>
/// <param name="Since">Day from which that is so; null for an unknown one.</param>
/// <param name="Number">Code of right and certificate.</param>
/// <param name="Serial">Serial as printed.</param>
/// <param name="Authority">Who issued it.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Holder">Name of the representative, masked.</param>
/// <param name="Collective">Name of the collective that owns the land.</param>
/// <param name="Grant">What is held under it; null for one that does not count, because what is held today is not what it says.</param>
public sealed record Verification(
    CertificateStanding Standing,
    DateOnly? Since,
    string? Number,
    string? Serial,
    string? Authority,
    DateOnly? IssuedOn,
    string? Holder,
    string? Collective,
    GrantHeld? Grant)
{
    /// <summary>Kind of the contract it is for: <c>family</c> (家庭承包) or <c>other_means</c> (其他方式); null for an unknown one.</summary>
    public string? Kind { get; init; }

    /// <summary>Day on which the loss of one that counts was announced; null for any other.</summary>
    public DateOnly? LossAnnouncedOn { get; init; }

    /// <summary>No certificate of the register.</summary>
    public static readonly Verification Unknown = new(CertificateStanding.Unknown, null, null, null, null, null, null, null, null);
}

/// <summary>What is held today under a certificate that counts.</summary>
/// <param name="Parcels">Number of parcels.</param>
/// <param name="ContractArea">Their contract areas together, in square metres.</param>
/// <param name="TermFrom">First day of the term.</param>
/// <param name="Terms">Last days of the parcels' terms, each day once and the first before the others.</param>
public sealed record GrantHeld(long Parcels, decimal ContractArea, DateOnly TermFrom, IReadOnlyList<DateOnly> Terms);

/// <summary>What a document is, and what the register says of the certificate that it is.</summary>
/// <param name="Check">What its signature says.</param>
/// <param name="Register">What stands in the register; unknown for a document that is not genuine.</param>
public sealed record DocumentVerification(CertificateCheck Check, Verification Register)
{
    /// <summary>True for a genuine document whose certificate counts. Nobody should rely on any other.</summary>
    public bool Counts => IsGenuine && Register.Standing == CertificateStanding.Current;

    /// <summary>True when it was signed by the county and is unchanged since.</summary>
    public bool IsGenuine => Check.Verdict == CertificateVerdict.Genuine;
}

/// <summary>Verifies certificates for anyone: by token, or by the document itself. Pages, API and command line all ask here.</summary>
public sealed class VerifyCertificate(CountyConnections connections, Vault vault, RegisterOptions options)
{
    /// <summary>Bytes of the largest document that is judged.</summary>
    public const int LargestDocument = 32 << 20;

    /// <summary>What stands in the register behind a token.</summary>
    public async Task<Verification> ByToken(string county, VerificationToken token, CancellationToken cancel = default)
    {
        var paper = await connections[county].First(
            """
            select x.status, x.status_on, x.right_code, x.serial, x.authority, x.issued_on, h.representative, c.name, r.term_from,
                   held.parcels, held.area, coalesce(held.terms, array [r.term_to]), r.kind, x.loss_announced_on
            from register.certificate x
                     join register.contract_right r on r.code = x.right_code
                     join register.household h on h.code = r.household
                     join register.collective c on c.code = r.collective
                     cross join lateral (select count(*) as parcels, coalesce(sum(contract_area), 0) as area,
                                                array_agg(distinct term_to order by term_to) as terms
                                         from register.holding
                                         where right_code = x.right_code and ended_seq is null) held
            where x.token = $1
            """,
            row => new
            {
                Standing = StandingOf(row.GetString(0)),
                Since = row.GetFieldValue<DateOnly>(1),
                Number = row.GetString(2),
                Serial = row.GetString(3),
                Authority = row.GetString(4),
                IssuedOn = row.GetFieldValue<DateOnly>(5),
                Representative = row.GetGuid(6),
                Collective = row.GetString(7),
                Grant = new GrantHeld(row.GetInt64(9), row.GetDecimal(10), row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly[]>(11)),
                Kind = row.GetString(12),
                LossAnnouncedOn = row.Maybe<DateOnly>(13),
            },
            cancel,
            token.ToString());
        if (paper is null) return Verification.Unknown;

        var masked = await vault.Masked(county, [paper.Representative], cancel);
        return new(
            paper.Standing, paper.Since, paper.Number, paper.Serial, paper.Authority, paper.IssuedOn,
            masked.GetValueOrDefault(paper.Representative)?.Name, paper.Collective,
            paper.Standing == CertificateStanding.Current ? paper.Grant : null)
        {
            Kind = paper.Kind,
            LossAnnouncedOn = paper.Standing == CertificateStanding.Current ? paper.LossAnnouncedOn : null,
        };
    }

    /// <summary>
    /// Judges a document by the keys of the county that it claims to be of, and looks up what it leads to. The token of a document
    /// that is not genuine may be borrowed from a real certificate, so only a genuine one is looked up.
    /// </summary>
    /// <param name="counties">Counties whose certificates are known here.</param>
    /// <param name="pdf">The document, read to its end.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<DocumentVerification> ByDocument(IReadOnlyCollection<string> counties, Stream pdf, CancellationToken cancel = default)
    {
        using var document = new MemoryStream();
        await pdf.CopyToAsync(document, cancel);
        var check = Read([]);
        if (check.County is { } county && counties.Contains(county))
        {
            var known = CountySigningKey.KnownCertificates(options.SigningFolder, county);
            check = Read(known);
            foreach (var certificate in known) certificate.Dispose();
        }

        return check is { Verdict: CertificateVerdict.Genuine, County: { } of, Token: { } token }
            ? new(check, await ByToken(of, token, cancel))
            : new(check, Verification.Unknown);

        CertificateCheck Read(IReadOnlyList<X509Certificate2> known)
        {
            document.Position = 0;
            return CertificateCheck.Read(document, known);
        }
    }

    private static CertificateStanding StandingOf(string status) => status switch
    {
        "current" => CertificateStanding.Current,
        "replaced" => CertificateStanding.Replaced,
        "void" => CertificateStanding.Void,
        _ => throw new InvalidDataException($"The register knows no status {status} of certificates."),
    };
}
