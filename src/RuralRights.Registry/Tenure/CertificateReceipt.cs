using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Registry.Tenure;

/// <summary>How a certificate was handed over (领证).</summary>
/// <param name="Right">Code of the contract right, or of the plot of a homestead.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when it was somebody with a written authority and no holder.</param>
/// <param name="HandedOn">Day.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="Signed">What was signed: the pad or the sheet.</param>
/// <param name="Case">Case that handed it over.</param>
public sealed record CertificateReceipt(string Right, Guid Receiver, bool Agent, DateOnly HandedOn, string Receipt, ReceiptForm Signed, string Case)
{
    /// <summary>The receipt of a certificate of a contract right; null while the register knows of none.</summary>
    public static async Task<CertificateReceipt?> Of(NpgsqlDataSource register, string right, Guid certificate, CancellationToken cancel) =>
        (await Where(register, "type = 'certificate-handed-over' and stream_id = $1 and data ->> 'certificate' = $2", cancel, Streams.Right(right), certificate.ToString())).LastOrDefault();

    /// <summary>The receipts of the certificates that a case handed over, of homesteads as well, in the order in which they were.</summary>
    public static Task<List<CertificateReceipt>> OfCase(NpgsqlDataSource register, string number, CancellationToken cancel) =>
        Where(
            register,
            "type in ('certificate-handed-over', 'homestead-certified') and data #>> '{provenance,case}' = $1 and data #>> '{provenance,actor}' not like 'delivery/%'",
            cancel, number);

    private static Task<List<CertificateReceipt>> Where(NpgsqlDataSource register, string condition, CancellationToken cancel, params object[] values) => register.All(
        $$"""
        select coalesce(data ->> 'right', data ->> 'plot'), (data ->> 'receiver')::uuid, (data ->> 'agent')::boolean, (data #>> '{provenance,legal_day}')::date,
               data ->> 'receipt', coalesce(data ->> 'signed', 'on_sheet'), data #>> '{provenance,case}'
        from ledger.mt_events
        where {{condition}}
        order by seq_id
        """,
        row => new CertificateReceipt(
            row.GetString(0), row.GetGuid(1), row.GetBoolean(2), row.GetFieldValue<DateOnly>(3), row.GetString(4), Question.Member<ReceiptForm>(row.GetString(5)), row.GetString(6)),
        cancel,
        values);
}
