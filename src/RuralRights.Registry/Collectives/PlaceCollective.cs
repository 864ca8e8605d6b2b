using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>Which desks serve a collective from a day on.</summary>
/// <param name="From">First day; null for the desks that its code names.</param>
/// <param name="Village">12-digit code of the village.</param>
/// <param name="Township">Nine-digit code of the township.</param>
/// <param name="Source">Document of the change; null for the first.</param>
/// <param name="Document">SHA-256 of that document; null when none was handed in.</param>
public sealed record PlacementLine(DateOnly? From, string Village, string Township, string? Source, string? Document)
{
    /// <summary>The desks of a collective, the first ones first.</summary>
    public static Task<List<PlacementLine>> Of(NpgsqlDataSource register, string collective, CancellationToken cancel) => register.All(
        """
        select case when isfinite(p.valid_from) then p.valid_from end, p.village, p.township, e.data ->> 'source', e.data #>> '{provenance,documents,0}'
        from register.placement p
                 left join ledger.mt_events e on e.seq_id = p.entered_seq and e.type = 'collective-placed'
        where p.collective = $1
        order by p.valid_from
        """,
        row => new PlacementLine(row.Maybe<DateOnly>(0), row.GetString(1), row.GetString(2), row.Text(3), row.Text(4)), cancel, collective);
}

/// <summary>Acts about a collective itself.</summary>
public static class CollectiveActs
{
    /// <summary>Brings a collective under another village desk and township from a day on.</summary>
    public static Task<Answer> Enter(this Desk desk, PlaceCollective command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Collective(command.Collective)),
            async read =>
            {
                var collective = await read.State<Collective>(Streams.Collective(command.Collective), cancel);
                var onHand = await read.DocumentsOnHand(by, [command.Document], [], cancel);
                return await read.InNewCase(by, act => command.Decide(by.County, collective, onHand, act), cancel);
            },
            cancel);
}
