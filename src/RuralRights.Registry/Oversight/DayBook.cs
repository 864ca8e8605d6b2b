using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Oversight;

/// <summary>One line of the day book: facts of one kind that were recorded on one day.</summary>
public sealed record DayBookLine(DateOnly Day, string Kind, long Facts);

/// <summary>Counts what was entered each day, for the auditor. Kept in the background; it stops rather than pass over a fact.</summary>
public sealed class DayBook : IProjection
{
    /// <summary>Name of the projection; where it stands is kept under it.</summary>
    public const string Name = "day-book";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Adds the projection to the ledger.</summary>
    internal static void AddTo(StoreOptions store) => store.Projections.Add(
        new DayBook(),
        ProjectionLifecycle.Async,
        Name,
        asynchronous => asynchronous.DeleteDataInTableOnTeardown("oversight.day_book"));

    /// <inheritdoc/>
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var line in events.GroupBy(e => (Day: DateOnly.FromDateTime(e.Timestamp.ToOffset(China).DateTime), Kind: e.EventTypeName)))
        {
            operations.QueueSqlCommand(
                "insert into oversight.day_book as book (day, kind, facts) values (?, ?, ?) on conflict (day, kind) do update set facts = book.facts + excluded.facts",
                line.Key.Day, line.Key.Kind, (long)line.Count());
        }

        return Task.CompletedTask;
    }
}

/// <summary>Reads the day book.</summary>
public sealed class DayBooks(CountyConnections connections)
{
    /// <summary>Lines of a county between two days, the latest day first.</summary>
    public async Task<IReadOnlyList<DayBookLine>> Lines(string county, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("select day, kind, facts from oversight.day_book where day between $1 and $2 order by day desc, kind");
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var lines = new List<DayBookLine>();
        while (await reader.ReadAsync(cancel)) lines.Add(new(reader.GetFieldValue<DateOnly>(0), reader.GetString(1), reader.GetInt64(2)));
        return lines;
    }
}
