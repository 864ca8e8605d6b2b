using System.Security.Cryptography;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>Draws a current certificate from the register and the vault, signs it with the county's key, and logs the print before handing it out.</summary>
/// <remarks>What it says is taken from the register at that moment; the names in full are seen through the vault, which logs that too.</remarks>
public sealed class PrintCertificate(CertificateContents contents, CountyConnections connections, CertificateFonts fonts, RegisterOptions options, TimeProvider clock)
{
    private const string Purpose = "打印证书 print the certificate";

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
        if (printing is Printing.Printed printed) await Log(county, certificate, printer, printed);
        return printing;
    }

    private async Task Log(string county, Guid certificate, string printer, Printing.Printed printed)
    {
        await using var command = connections[county].CreateCommand("insert into ledger.print_log (certificate, printer, pages, sha256, address) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new() { Value = certificate });
        command.Parameters.Add(new() { Value = printer });
        command.Parameters.Add(new() { Value = printed.Pages });
        command.Parameters.Add(new() { Value = SHA256.HashData(printed.Pdf) });
        command.Parameters.Add(new() { Value = AuditTrail.Address });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
