using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Takes a step of a dispute's ladder.</summary>
    public static Task<Answer> Enter(this Desk desk, AdvanceDispute command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Dispute(command.Dispute)),
            async read =>
            {
                var dispute = await read.DisputeAtHand(command.Dispute, cancel);
                var claimant = await read.State<Household>(Streams.Household(dispute.Claimant), cancel);
                var right = await read.LandRight(dispute.Right, cancel);
                var holder = await read.PartyOf(right, cancel);
                var collective = await read.State<Collective>(Streams.Collective(dispute.Collective), cancel);
                var county = await read.TheCounty(cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = command.Paper is { } paper ? await read.DocumentsOnHand(by, [paper], [], cancel) : [];
                return await read.InNewCase(by, act => command.Decide(dispute, right, claimant, holder, collective, county, relatives, act, onHand), cancel);
            },
            cancel);

    /// <summary>A dispute, and with it whoever wrote it down for an heir, whom only the heir's proof names.</summary>
    internal static async Task<Dispute> DisputeAtHand(this Reading read, Guid id, CancellationToken cancel)
    {
        var dispute = await read.State<Dispute>(Streams.Dispute(id), cancel);
        if (dispute.Heir is null) return dispute;

        await using var question = new NpgsqlCommand("""
            select p.data ->> 'assistant'
            from ledger.mt_events d
                     join ledger.signed_facts p on p.correlation_id = d.correlation_id
            where d.stream_id = $1 and d.type = 'dispute-opened' and p.type = 'consent-proven'
            """, read.Register)
        {
            Parameters = { new() { Value = Streams.Dispute(id) } },
        };
        return await question.ExecuteScalarAsync(cancel) is string assistant ? dispute.WrittenDownBy(assistant) : dispute;
    }
}

/// <summary>An award, or the government's decision, binds when nobody sued within thirty days of its service (裁决、处理决定生效).</summary>
internal sealed class AwardBinds : IDeadline
{
    /// <inheritdoc/>
    public string Kind => "award-binds";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel)
    {
        var county = await CountyBook.Of(register, cancel);
        var served = await register.All(
            "select 'dispute/' || id, stage_on, right_code from register.dispute where stage in ('awarded', 'decided') and ($1 = '' or 'dispute/' || id = $1)",
            row => (Stream: row.GetString(0), On: row.GetFieldValue<DateOnly>(1), Right: row.GetString(2)),
            cancel,
            stream ?? "");
        return served.ConvertAll(award => new Deadline(award.Stream, award.On, county.On(award.On).Of(DisputeLadder.SuitAfter(award.Right))));
    }

    /// <inheritdoc/>
    public Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel) =>
        desk.Enter(new AdvanceDispute(Guid.Parse(deadline.Stream["dispute/".Length..]), DisputeStep.BecomeFinal, by.Today, ""), by, cancel);
}
