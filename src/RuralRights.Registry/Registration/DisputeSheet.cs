using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Registration;

/// <summary>A step a dispute went.</summary>
/// <param name="Step">The step.</param>
/// <param name="Stage">Where it stood after it.</param>
/// <param name="CountsFrom">The day that counts.</param>
/// <param name="Document">Number of the paper; empty when there was none.</param>
/// <param name="DoneOn">When it was recorded.</param>
/// <param name="Paper">SHA-256 of the paper as it was handed in; null where only its number is known, or there was none.</param>
public sealed record DisputeStepLine(DisputeStep Step, DisputeStage Stage, DateOnly CountsFrom, string Document, DateOnly DoneOn, string? Paper);

/// <summary>A dispute as people read it.</summary>
public sealed record DisputeSheet(
    Guid Id,
    string Right,
    string Holder,
    string Collective,
    string CollectiveName,
    string Claimant,
    DisputeMatter Matter,
    DateOnly KnownOn,
    bool Oral,
    string Words,
    DateOnly OpenedOn,
    DisputeStage Stage,
    DateOnly StageOn,
    bool Extended,
    IReadOnlyList<string> Parcels)
{
    /// <summary>The steps it went, in order.</summary>
    public IReadOnlyList<DisputeStepLine> Steps { get; private init; } = [];

    /// <summary>Who claims for themselves; null for a household.</summary>
    public Guid? Heir { get; private init; }

    /// <summary>True while it holds its parcels.</summary>
    public bool IsOpen => !DisputeLadder.IsOver(Stage);

    /// <summary>When what comes next must be done; null where the law sets no time.</summary>
    public RunningLimit? Limit(County county) =>
        DisputeLadder.RunningAt(new(Id, Right, Collective, Claimant, Parcels, KnownOn, Stage, StageOn, Extended)) is var (limit, from)
            ? county.On(from).Of(limit).From(from, county.Calendar)
            : null;

    /// <summary>One dispute, or null when there is none of this id.</summary>
    public static async Task<DisputeSheet?> Of(NpgsqlDataSource register, Guid id, CancellationToken cancel)
    {
        var found = await Where(register, "d.id = $1", cancel, id);
        if (found is not [var dispute]) return null;

        var steps = await register.All(
            """
            select s.step, s.stage, s.counts_from, s.document, s.done_on, f.data #>> '{provenance,documents,0}'
            from register.dispute_step s
                     join ledger.mt_events f on f.seq_id = s.entered_seq
            where s.dispute = $1
            order by s.entered_seq
            """,
            row => new DisputeStepLine(
                Question.Member<DisputeStep>(row.GetString(0)), Question.Member<DisputeStage>(row.GetString(1)), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.Text(5)),
            cancel,
            id);
        return dispute with { Steps = steps };
    }

    /// <summary>The dispute that is open over a parcel or a plot, or has this stream, and who brought it or wrote it down; null when none is.</summary>
    public static async Task<(DisputeSheet Dispute, string By)?> OpenOver(NpgsqlDataSource register, string about, CancellationToken cancel)
    {
        var found = await register.All(
            """
            select d.id, d.opened_by
            from register.dispute d
            where d.stage not in ('settled', 'executed', 'withdrawn')
              and ('dispute/' || d.id = $1
                or exists (select
                           from register.encumbrance_parcel p
                                    join register.encumbrance e on e.id = p.encumbrance
                           where p.parcel = $1 and e.document = 'dispute/' || d.id and e.lifted_on is null and e.lapsed_on is null))
            """,
            row => (Id: row.GetGuid(0), By: row.GetString(1)),
            cancel,
            about);
        return found is [var (id, by), ..] && await Of(register, id, cancel) is { } dispute ? (dispute, by) : null;
    }

    /// <summary>Disputes that are open in these collectives, the oldest first.</summary>
    public static Task<List<DisputeSheet>> OpenIn(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) =>
        Where(register, "d.collective = any ($1) and d.stage not in ('settled', 'executed', 'withdrawn')", cancel, (object)(string[])[.. collectives]);

    /// <summary>Disputes that a household or one of its people brings, or that are about their land; <paramref name="household"/> is empty for somebody of none.</summary>
    public static Task<List<DisputeSheet>> Of(NpgsqlDataSource register, string household, Guid person, CancellationToken cancel) => Where(
        register,
        """
        d.claimant = $1 or r.household = $1 or m.household = $1 or d.heir = $2
        or (m.household is null and exists (select from register.homestead_holder o where o.plot = m.plot and o.entered_seq = m.entered_seq and o.person = $2))
        """,
        cancel,
        household,
        person);

    private static Task<List<DisputeSheet>> Where(NpgsqlDataSource register, string condition, CancellationToken cancel, params object[] values) => register.All(
        $"""
        select d.id, d.right_code, coalesce(r.household, m.household, ''), d.collective, c.name, coalesce(d.claimant, ''), d.matter, d.known_on, d.oral, d.words, d.opened_on, d.stage, d.stage_on, d.extended,
               array(select p.parcel from register.encumbrance_parcel p where p.encumbrance = d.id order by p.parcel), d.heir
        from register.dispute d
                 left join register.contract_right r on r.code = d.right_code
                 left join register.homestead_right m on m.plot = d.right_code and upper_inf(m.period)
                 join register.collective c on c.code = d.collective
        where {condition}
        order by d.entered_seq
        """,
        row => new DisputeSheet(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), Question.Member<DisputeMatter>(row.GetString(6)),
            row.GetFieldValue<DateOnly>(7), row.GetBoolean(8), row.GetString(9), row.GetFieldValue<DateOnly>(10), Question.Member<DisputeStage>(row.GetString(11)),
            row.GetFieldValue<DateOnly>(12), row.GetBoolean(13), row.GetFieldValue<string[]>(14)) { Heir = row.IsDBNull(15) ? null : row.GetGuid(15) },
        cancel,
        values);

    /// <summary>The steps that somebody can take now.</summary>
    public static async Task<IReadOnlyList<DisputeRung>> Next(Reading read, Guid id, Submission by, CancellationToken cancel)
    {
        var dispute = await read.DisputeAtHand(id, cancel);
        var right = await read.LandRight(dispute.Right, cancel);
        return AdvanceDispute.Open(
            dispute,
            right,
            await read.State<Household>(Streams.Household(dispute.Claimant), cancel),
            await read.PartyOf(right, cancel),
            await read.State<Collective>(Streams.Collective(dispute.Collective), cancel),
            await read.TheCounty(cancel),
            await read.RelativesOf(by.Actor.Person, cancel),
            by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), ""));
    }
}
