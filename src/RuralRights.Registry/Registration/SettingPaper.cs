using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Registry.Registration;

/// <summary>The document that a setting rests on, as it was handed in.</summary>
/// <param name="Collective">14-digit issuer code; null for the whole county.</param>
/// <param name="From">First day on which the setting holds.</param>
/// <param name="Value">Its value.</param>
/// <param name="Scan">SHA-256 of the document.</param>
public sealed record SettingPaper(string? Collective, DateOnly From, string Value, string Scan)
{
    /// <summary>True for the setting that rests on it.</summary>
    public bool IsOf(SettingMade made) => made.Collective == Collective && made.From == From && made.Value == Value;

    /// <summary>Those of a setting, for the county and its collectives.</summary>
    public static Task<List<SettingPaper>> Of(NpgsqlDataSource register, string county, string key, CancellationToken cancel) => register.All(
        """
        select f.data ->> 'collective', (f.data ->> 'from')::date, f.data ->> 'value', f.data #>> '{provenance,documents,0}'
        from ledger.mt_events f
        where f.stream_id = $1 and f.type in ('county-setting-made', 'collective-setting-made') and f.data ->> 'key' = $2 and f.data #>> '{provenance,documents,0}' is not null
        order by f.seq_id
        """,
        row => new SettingPaper(row.Text(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3)),
        cancel,
        Streams.County(county),
        key);
}
