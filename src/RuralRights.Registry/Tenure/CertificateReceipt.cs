using Npgsql;

namespace RuralRights.Registry.Tenure;

/// <summary>How a certificate was handed over (领证).</summary>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when it was somebody with a written authority and no holder.</param>
/// <param name="HandedOn">Day.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="Case">Case that handed it over.</param>
public sealed record CertificateReceipt(Guid Receiver, bool Agent, DateOnly HandedOn, string Receipt, string Case)
{
    /// <summary>The receipt of a certificate; null while the register knows of none.</summary>
    public static Task<CertificateReceipt?> Of(NpgsqlDataSource register, Guid certificate, CancellationToken cancel) => register.First(
        "select receiver, agent, handed_on, receipt, case_number from register.certificate_receipt where certificate = $1",
        row => new CertificateReceipt(row.GetGuid(0), row.GetBoolean(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4)),
        cancel,
        certificate);
}
