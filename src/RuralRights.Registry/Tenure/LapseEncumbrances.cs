using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Enters that holds of a right have lapsed.</summary>
    public static Task<Answer> Enter(this Desk desk, LapseEncumbrances command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var county = await read.TheCounty(cancel);
                return await read.InNewCase(by, act => command.Decide(right, county, act), cancel);
            },
            cancel);
}

/// <summary>An objection entry lapses when nobody proves a suit in time (异议登记失效).</summary>
internal sealed class ObjectionEntryLapses : IDeadline
{
    /// <inheritdoc/>
    public string Kind => "objection-entry";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel)
    {
        var county = await CountyBook.Of(register, cancel);
        var entered = await register.All(
            """
            select distinct coalesce('right/' || contract, 'homestead/' || plot), entered_on from register.encumbrance
            where kind = 'objection' and lifted_on is null and lapsed_on is null and suit_on is null and ($1 = '' or right_code = split_part($1, '/', 2))
            """,
            row => (Stream: row.GetString(0), From: row.GetFieldValue<DateOnly>(1)),
            cancel,
            stream ?? "");
        return entered.ConvertAll(entry => new Deadline(entry.Stream, entry.From, county.On(entry.From).Of(CountySettings.ObjectionEntry)));
    }

    /// <inheritdoc/>
    public Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel) =>
        desk.Enter(new LapseEncumbrances(deadline.Stream.Split('/')[1]), by, cancel);
}

/// <summary>What was entered to a named day, a seizure above all, lapses after it (期限届满失效).</summary>
/// <remarks>It holds nothing from the day after on, whatever the day; that it lapsed is written down on the next day on which offices work.</remarks>
internal sealed class HoldEnds : IDeadline
{
    /// <inheritdoc/>
    public string Kind => "hold-ends";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel) => await register.All(
        """
        select distinct coalesce('right/' || contract, 'homestead/' || plot), until - 1 from register.encumbrance
        where until is not null and lifted_on is null and lapsed_on is null and ($1 = '' or right_code = split_part($1, '/', 2))
        """,
        row => new Deadline(row.GetString(0), row.GetFieldValue<DateOnly>(1), TimeLimit.Days(1)),
        cancel,
        stream ?? "");

    /// <inheritdoc/>
    public Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel) =>
        desk.Enter(new LapseEncumbrances(deadline.Stream.Split('/')[1]), by, cancel);
}
