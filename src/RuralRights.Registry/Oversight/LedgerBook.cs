using System.Text.Json;
using Npgsql;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Oversight;

/// <summary>The ledger as people read it, fact by fact, with the legal day and the time at which the register learned it (登记日志).</summary>
public static class LedgerBook
{
    private const string Select =
        """
        select e.seq_id, e.type, e.stream_id, (e.data -> 'provenance' ->> 'legal_day')::date, e.timestamp,
               e.data -> 'provenance' ->> 'actor', e.data -> 'provenance' ->> 'case', e.data #- '{boundary}' #- '{members}'
        from ledger.mt_events e
        """;

    /// <summary>Facts before a position, the newest first.</summary>
    public static Task<List<Entry>> Before(NpgsqlDataSource register, long position, string? type, int take, CancellationToken cancel) => register.All(
        $"{Select} where e.seq_id < $1 and ($2::text is null or e.type = $2) order by e.seq_id desc limit $3", Read, cancel, position, type, take);

    /// <summary>Facts of some streams, the newest first.</summary>
    public static Task<List<Entry>> OfStreams(NpgsqlDataSource register, IEnumerable<string> streams, CancellationToken cancel) => register.All(
        $"{Select} where e.stream_id = any ($1) order by e.seq_id desc limit 200", Read, cancel, (object)streams.Distinct().ToArray());

    /// <summary>
    /// Facts of a parcel, the newest first: its own, those that gave it to a household or took it away, and those by which another came to
    /// speak for a household while it held it.
    /// </summary>
    public static Task<List<Entry>> OfParcel(NpgsqlDataSource register, string parcel, CancellationToken cancel) => register.All(
        $"""
         {Select}
         where e.seq_id in (select seq_id from ledger.mt_events where stream_id = $2
                            union
                            select unnest(array [started_seq, ended_seq]) from register.holding where parcel = $1
                            union
                            select r.seq_id
                            from register.holding h
                                     join ledger.mt_events r on r.stream_id = 'household/' || h.household
                            where h.parcel = $1
                              and r.type = 'representative-changed'
                              and r.seq_id > h.started_seq
                              and (h.ended_seq is null or r.seq_id < h.ended_seq))
         order by e.seq_id desc
         limit 200
         """,
        Read, cancel, parcel, Streams.Parcel(parcel));

    /// <summary>How many facts of each kind the ledger holds.</summary>
    public static Task<List<FactCount>> Counts(NpgsqlDataSource register, CancellationToken cancel) => register.All(
        "select type, count(*) from ledger.mt_events group by type order by 2 desc", row => new FactCount(row.GetString(0), row.GetInt64(1)), cancel);

    private static Entry Read(NpgsqlDataReader row)
    {
        using var data = JsonDocument.Parse(row.GetString(7));
        return new(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.Maybe<DateOnly>(3), row.GetFieldValue<DateTimeOffset>(4), row.Text(5), row.Text(6),
            data.RootElement.Clone());
    }
}

/// <summary>One fact of the ledger.</summary>
/// <param name="Position">Position in the ledger.</param>
/// <param name="Type">Name of the fact.</param>
/// <param name="Stream">Stream it belongs to.</param>
/// <param name="LegalDay">From when it is true in law.</param>
/// <param name="RecordedAt">When the register learned it.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Case">Business serial number.</param>
/// <param name="Content">Its content without boundaries and members, which no line of text has room for.</param>
public sealed record Entry(long Position, string Type, string Stream, DateOnly? LegalDay, DateTimeOffset RecordedAt, string? Actor, string? Case, JsonElement Content);

/// <summary>How many facts there are of a kind.</summary>
public sealed record FactCount(string Type, long Count);
