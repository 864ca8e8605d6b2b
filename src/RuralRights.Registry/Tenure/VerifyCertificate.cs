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
/// <param name="Holder">Name of the representative, masked.</param>
/// <param name="Parcels">Number of parcels held today.</param>
/// <param name="ContractArea">Their contract areas together, in square metres.</param>
public sealed record Verification(
    CertificateStanding Standing, DateOnly? Since, string? Number, string? Serial, string? Authority, string? Holder, int Parcels, decimal ContractArea)
{
    /// <summary>No certificate of the register.</summary>
    public static readonly Verification Unknown = new(CertificateStanding.Unknown, null, null, null, null, null, 0, 0);
}

/// <summary>Verifies certificates for anyone: by token, or by the document itself.</summary>
public sealed class VerifyCertificate(CountyConnections connections, Vault vault, RegisterOptions options)
{
    /// <summary>What stands in the register behind a token.</summary>
    public async Task<Verification> ByToken(string county, VerificationToken token, CancellationToken cancel = default)
    {
        var register = connections[county];
        if (await CertificateLine.ByToken(register, token.ToString(), cancel) is not { } paper) return Verification.Unknown;

        var right = (await RightSheet.Of(register, paper.Right, cancel))!;
        var representative = (await HouseholdSheet.Representatives(register, [right.Household], cancel))[right.Household];
        var masked = await vault.Masked(county, [representative], cancel);
        return new(
            StandingOf(paper.Status),
            paper.StatusOn,
            right.Code,
            paper.Serial,
            paper.Authority,
            masked.GetValueOrDefault(representative)?.Name,
            right.Held.Count(),
            right.Area);
    }

    /// <summary>
    /// Judges a document by its signature, and looks up what it leads to. The token of a document that is not genuine may be
    /// borrowed from a real certificate, so only a genuine one is looked up.
    /// </summary>
    public async Task<(CertificateCheck Check, Verification Verification)> ByDocument(string county, Stream pdf, CancellationToken cancel = default)
    {
        var check = CertificateCheck.Read(pdf, CountySigningKey.KnownCertificates(options.SigningFolder, county));
        return check is { Verdict: CertificateVerdict.Genuine, Token: { } token } && check.County == county
            ? (check, await ByToken(county, token, cancel))
            : (check, Verification.Unknown);
    }

    private static CertificateStanding StandingOf(string status) => status switch
    {
        "current" => CertificateStanding.Current,
        "replaced" => CertificateStanding.Replaced,
        "void" => CertificateStanding.Void,
        _ => CertificateStanding.Unknown,
    };
}
