using System.Security.Cryptography;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>Draws a current certificate from the register and the vault, signs it with the county's key, and logs the print before handing it out.</summary>
/// <remarks>What it says is taken from the register at that moment; the names in full are seen through the vault, which logs that too.</remarks>
public sealed class PrintCertificate(CertificateContents contents, CountyConnections connections, CertificateFonts fonts, RegisterOptions options, TimeProvider clock)
{
    /// <summary>Most certificates in one document: what a printer takes in one go, and what is drawn while somebody waits.</summary>
    public const int MostTogether = 100;

    private const string Purpose = "打印证书 print the certificate";

    /// <summary>A certificate names people in full, so it is for the household and for those who print it, not for those who look on.</summary>
    public static bool MayRead(Actor? actor, string household) => actor switch
    {
        Actor.Farmer farmer => farmer.HasHousehold && farmer.Household == household,
        Actor.Clerk or Actor.Reviewer or Actor.Registrar => true,
        _ => false,
    };

    /// <summary>The rule that keeps a certificate from being printed; null when it was.</summary>
    public static Rule? RuleOf(Printing? printing) => printing switch
    {
        Printing.Printed => null,
        Printing.CannotPrint => ConstraintRules.CertificateCannotBePrinted,
        _ => TenureRules.NoCurrentCertificate,
    };

    /// <summary>The signed document, or what keeps it from being printed; null when there is no current certificate of this id.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="certificate">Id of the paper.</param>
    /// <param name="site">Address under which anybody verifies it.</param>
    /// <param name="printer">Who prints, as facts name actors.</param>
    /// <param name="today">Legal day as of which it is taken.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Printing?> Print(string county, Guid certificate, Uri site, string printer, DateOnly today, CancellationToken cancel = default)
    {
        if (await contents.Of(county, certificate, site, printer, Purpose, today, cancel) is not { } content) return null;

        using var key = CountySigningKey.LoadOrCreate(options.SigningFolder, county, content.RegisteringAuthority, clock);
        var printing = new CertificatePress(fonts).Print(content, key, clock.GetUtcNow());
        if (printing is Printing.Printed printed) await Log(county, [certificate], printer, printed);
        return printing;
    }

    /// <summary>Several certificates in one document for the printer, each of them logged by itself; null when none of them is current.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="certificates">Ids of the papers, no more than <see cref="MostTogether"/>; those that no longer count are left out.</param>
    /// <param name="site">Address under which anybody verifies them.</param>
    /// <param name="printer">Who prints, as facts name actors.</param>
    /// <param name="today">Legal day as of which they are taken.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Printing?> Print(string county, IReadOnlyList<Guid> certificates, Uri site, string printer, DateOnly today, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(certificates.Count, MostTogether);
        var (ids, printed) = (new List<Guid>(), new List<CertificateContent>());
        foreach (var certificate in certificates)
        {
            if (await contents.Of(county, certificate, site, printer, Purpose, today, cancel) is not { } content) continue;

            ids.Add(certificate);
            printed.Add(content);
        }

        if (printed.Count == 0) return null;

        var printing = new CertificatePress(fonts).Print(printed, today);
        if (printing is Printing.Printed document) await Log(county, ids, printer, document);
        return printing;
    }

    private async Task Log(string county, IReadOnlyList<Guid> certificates, string printer, Printing.Printed printed)
    {
        await using var command = connections[county].CreateCommand(
            "insert into ledger.print_log (certificate, printer, pages, sha256, address) select p.certificate, $3, p.pages, $4, $5 from unnest($1::uuid[], $2::integer[]) as p(certificate, pages)");
        foreach (var value in new object[] { certificates.ToArray(), printed.PagesOfEach.ToArray(), printer, SHA256.HashData(printed.Pdf), AuditTrail.Address })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
