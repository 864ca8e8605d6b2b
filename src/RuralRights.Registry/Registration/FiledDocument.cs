using System.Text.Json;
using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>A document in the folder of a household.</summary>
/// <param name="Sha256">Its hash.</param>
/// <param name="Kind">What paper it is.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="FiledOn">Since when it lies there.</param>
public sealed record FiledDocument(string Sha256, DocumentKind Kind, int Pages, DateOnly FiledOn)
{
    /// <summary>What lies in the folder of a household, in the order in which it was filed.</summary>
    public static Task<List<FiledDocument>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) => register.All(
        "select data from ledger.mt_events where stream_id = 'household/' || $1 and type = 'document-filed' order by version",
        row =>
        {
            var fact = JsonSerializer.Deserialize<DocumentFiled>(row.GetFieldValue<byte[]>(0), RegisterJson.Options)!;
            return new FiledDocument(fact.Document, fact.Kind, fact.Pages, fact.Provenance.LegalDay);
        },
        cancel,
        household);
}
