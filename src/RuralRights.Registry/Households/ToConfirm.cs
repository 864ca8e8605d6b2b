using Npgsql;
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
    /// <summary>What an officer may confirm on a day, what stands longest first: of the collectives they serve, written down by another, and not of their own family.</summary>
    public static async Task<IReadOnlyList<ToConfirm>> By(Desk desk, string county, NpgsqlDataSource register, Actor.TownshipOfficer officer, DateOnly day, CancellationToken cancel)
    {
        var relatives = await desk.Look(county, reading => reading.RelativesOf(officer.Person, cancel), cancel);
        var waiting = await register.All(
            $"""
            select w.person, w.household, c.name, w.lives_on_it, w.reported_on
            from (select ward, household, null::boolean, reported_on, entered_seq
                  from register.incapacity_report
                  union all
                  select person, household, reported, reported_on, entered_seq
                  from register.own_labour
                  where reported is not null) as w(person, household, lives_on_it, reported_on, entered_seq)
                     join register.household h on h.code = w.household
                     join register.collective c on c.code = h.collective
                     join ledger.mt_events e on e.seq_id = w.entered_seq
                     cross join lateral (select array(select m.person from register.household_member m where m.household = h.code) || h.representative) as family(people)
            where {Bound.Condition("h.collective", 1)}
              and e.data -> 'provenance' ->> 'actor' not like '%' || $4
              and w.person = any (family.people)
              and not family.people && $5
            order by w.reported_on, w.entered_seq
            """,
            row => new ToConfirm(row.GetGuid(0), row.GetString(1), row.GetString(2), row.Maybe<bool>(3), row.GetFieldValue<DateOnly>(4)),
            cancel,
            [.. Reach.BoundOf(officer, day).Values, officer.Person.ToString(), relatives.People.Append(officer.Person).ToArray()]);
        if (waiting.All(one => one.LivesOnIt != true)) return waiting;

        // Whoever has come of age since acts alone, and there is nothing to confirm.
        await using var connection = await register.OpenConnectionAsync(cancel);
        var ages = await desk.Vault.Ages(connection, [.. waiting.Select(one => one.Person)], day, cancel);
        return waiting.FindAll(one => one.LivesOnIt != true || ages.GetValueOrDefault(one.Person, AgeInLaw.OfAge) == AgeInLaw.FromSixteen);
    }
}
