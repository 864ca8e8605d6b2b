using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>What the village wrote down of somebody and the township has still to confirm (等核实): what a court found, or whether they live on their own labour.</summary>
/// <param name="Person">Of whom.</param>
/// <param name="Household">18-digit code of the household.</param>
/// <param name="CollectiveName">Name of its collective.</param>
/// <param name="LivesOnIt">Whether they live on their own labour; null for a court's finding.</param>
/// <param name="ReportedOn">Day on which it was written down.</param>
public sealed record ToConfirm(Guid Person, string Household, string CollectiveName, bool? LivesOnIt, DateOnly ReportedOn)
{
    /// <summary>What waits at the desk of a township officer, what stands longest first; without what that very officer may not confirm, and what there is nothing to confirm of any more.</summary>
    public static async Task<IReadOnlyList<ToConfirm>> By(Desk desk, string county, NpgsqlDataSource register, Act act, CancellationToken cancel)
    {
        var waiting = await register.All(
            $"""
            select w.person, w.household, c.name, w.lives_on_it, w.reported_on, w.guardian, w.document
            from (select ward, household, null::boolean, reported_on, guardian, document, entered_seq
                  from register.incapacity_report
                  union all
                  select person, household, reported, reported_on, null, document, entered_seq
                  from register.own_labour
                  where reported is not null) as w(person, household, lives_on_it, reported_on, guardian, document, entered_seq)
                     join register.household h on h.code = w.household
                     join register.collective c on c.code = h.collective
            where {Bound.Condition("h.collective", 1)}
            order by w.reported_on, w.entered_seq
            """,
            row => (
                Line: new ToConfirm(row.GetGuid(0), row.GetString(1), row.GetString(2), row.Maybe<bool>(3), row.GetFieldValue<DateOnly>(4)),
                Guardian: row.Maybe<Guid>(5), Document: row.GetString(6)),
            cancel,
            [.. Reach.BoundOf(act.Actor, act.Today).Values]);
        if (waiting.Count == 0) return [];

        return await desk.Look(
            county,
            async read =>
            {
                await read.Fetch(waiting.SelectMany(one => new[] { Streams.Household(one.Line.Household), Streams.Guardianship(one.Line.Person) }), cancel);
                var relatives = await read.RelativesOf(act.Actor.Person, cancel);
                var open = new List<ToConfirm>();
                foreach (var (line, guardian, document) in waiting)
                {
                    var household = await read.State<Household>(Streams.Household(line.Household), cancel);
                    var collective = await read.State<Collective>(Streams.Collective(household.Collective), cancel);
                    var of = await desk.CapacityOf(read, line.Person, act.Today, cancel);
                    var decision = guardian is { } speaker
                        ? new ConfirmIncapacity(line.Household, line.Person, speaker, document).Decide(household, collective, of, await desk.CapacityOf(read, speaker, act.Today, cancel), relatives, act)
                        : new ConfirmOwnLabour(line.Household, line.Person, line.LivesOnIt!.Value).Decide(household, collective, of, relatives, act);
                    // Who cannot be guardian any more is for this desk to see, and to send back.
                    if (decision is not Decision.Refused refused || refused.Rule == GuardianRules.CannotBeGuardian) open.Add(line);
                }

                return open;
            },
            cancel);
    }
}
