using Npgsql;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Registration;

/// <summary>A signature that was given at a desk where somebody helped.</summary>
/// <param name="Document">SHA-256 of the picture.</param>
/// <param name="Person">Whose word it is under.</param>
/// <param name="On">When it was entered.</param>
/// <param name="Withdraws">True when it took a word back.</param>
public sealed record SignatureLine(string Document, Guid Person, DateOnly On, bool Withdraws)
{
    /// <summary>Signatures under a transfer, a case or a dispute, the latest last.</summary>
    public static Task<List<SignatureLine>> Of(NpgsqlDataSource register, string stream, CancellationToken cancel) => register.All(
        """
        select p.data ->> 'document', coalesce(s.data ->> 'person', p.data ->> 'person')::uuid, (p.data #>> '{provenance,legal_day}')::date, p.type = 'withdrawal-proven'
        from ledger.signed_facts s
                 join ledger.signed_facts p on p.correlation_id = s.correlation_id
        where s.stream_id = $1 and p.type in ('consent-proven', 'withdrawal-proven') and p.data ->> 'document' is not null
        order by s.seq_id
        """,
        row => new SignatureLine(row.GetString(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3)), cancel, stream);

    /// <summary>Those of them that somebody may see.</summary>
    public static async Task<IReadOnlyList<SignatureLine>> SeenBy(Actor actor, NpgsqlDataSource register, Documents documents, string county, string stream, CancellationToken cancel)
    {
        var seen = new List<SignatureLine>();
        foreach (var signature in await Of(register, stream, cancel))
            if (await documents.MaySee(county, actor, signature.Document, cancel)) seen.Add(signature);
        return seen;
    }
}
