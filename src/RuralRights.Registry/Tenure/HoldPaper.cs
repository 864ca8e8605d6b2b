using Npgsql;
using RuralRights.Domain.Tenure;

namespace RuralRights.Registry.Tenure;

/// <summary>What was done with a hold on the paper that is named.</summary>
public enum HoldDeed
{
    /// <summary>It was entered 登记.</summary>
    Entered,

    /// <summary>A seizure was renewed 续封.</summary>
    Renewed,

    /// <summary>A suit was proved behind an objection entry 起诉证明.</summary>
    Sued,

    /// <summary>It gave way 书面放行.</summary>
    Yielded,

    /// <summary>It was lifted 解除.</summary>
    Lifted,
}

/// <summary>A paper that something about a hold rests on, as people read it.</summary>
/// <param name="Position">Position of the fact in the ledger.</param>
/// <param name="Hold">Id of the hold; a hold that came over from another right brings its papers along.</param>
/// <param name="Kind">What holds.</param>
/// <param name="Deed">What was done on the paper.</param>
/// <param name="Number">Number of the paper.</param>
/// <param name="Scan">SHA-256 of the paper as it was handed in; null where only its number is known.</param>
/// <param name="On">Day of the entry.</param>
public sealed record HoldPaper(long Position, Guid Hold, EncumbranceKind Kind, HoldDeed Deed, string Number, string? Scan, DateOnly On)
{
    /// <summary>Papers of everything that holds or held a right, or the plot of a homestead, in the order of their entry. A lock rests on none, and a dispute has its own page.</summary>
    public static Task<List<HoldPaper>> Of(NpgsqlDataSource register, string right, CancellationToken cancel) => register.All(
        """
        with recursive held (hold, kind, stream, entry, until) as (
            select f.data ->> 'encumbrance', f.data ->> 'kind', f.stream_id::text, f.data ->> 'encumbrance', 9223372036854775807
            from ledger.mt_events f
            where f.stream_id = $1 and f.type in ('encumbrance-entered', 'encumbrance-continued')
            union
            select h.hold, h.kind, 'right/' || (c.data ->> 'earlier_right'), c.data ->> 'earlier', c.seq_id
            from held h
                     join ledger.mt_events c on c.stream_id = h.stream and c.type = 'encumbrance-continued' and c.data ->> 'encumbrance' = h.entry
        )
        select f.seq_id, h.hold::uuid, h.kind, f.type, f.data ->> 'document', f.data #>> '{provenance,documents,0}', (f.data #>> '{provenance,legal_day}')::date
        from held h
                 join ledger.mt_events f on f.stream_id = h.stream and f.data ->> 'encumbrance' = h.entry and f.seq_id < h.until
        where f.type in ('encumbrance-entered', 'seizure-renewed', 'objection-suit-filed', 'hold-yielded', 'encumbrance-lifted')
          and f.data ->> 'document' <> '' and f.data ->> 'document' !~ '^(right|homestead|case|dispute|transfer)/'
        order by f.seq_id
        """,
        row => new HoldPaper(
            row.GetInt64(0), row.GetGuid(1), Question.Member<EncumbranceKind>(row.GetString(2)), DeedOf(row.GetString(3)), row.GetString(4), row.Text(5), row.GetFieldValue<DateOnly>(6)),
        cancel,
        LandRight.StreamOf(right));

    private static HoldDeed DeedOf(string fact) => fact switch
    {
        "encumbrance-entered" => HoldDeed.Entered,
        "seizure-renewed" => HoldDeed.Renewed,
        "objection-suit-filed" => HoldDeed.Sued,
        "hold-yielded" => HoldDeed.Yielded,
        _ => HoldDeed.Lifted,
    };
}
