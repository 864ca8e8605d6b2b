using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>The time that a desk has for the step a case stands at (办理期限). When it is over that is recorded, and the case waits on.</summary>
internal sealed class StepDeadline : IDeadline
{
    private static readonly string[] _limited = [.. Procedures.All.SelectMany(procedure => procedure.Steps.Where(step => step.Limit is not null).Select(step => step.Kind)).Distinct().Select(NameOf)];

    /// <inheritdoc/>
    public string Kind => "case-step";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel)
    {
        var standing = await register.All(
            """
            select number, procedure, collective, at_step, at_since
            from register.case_file
            where state = 'open' and overdue_on is null and at_step = any ($1) and ($2::text is null or 'case/' || number = $2)
            """,
            row => (Number: row.GetString(0), Procedure: row.GetString(1), Collective: row.GetString(2), Step: row.GetString(3), Since: row.GetFieldValue<DateOnly>(4)),
            cancel,
            _limited,
            stream);
        if (standing.Count == 0) return [];

        var county = await CountyBook.Of(register, cancel);
        return
        [
            .. from one in standing
               let limit = Procedures.Find(one.Procedure)?.Steps.FirstOrDefault(step => NameOf(step.Kind) == one.Step)?.Limit
               where limit is not null
               select new Deadline(Streams.Case(one.Number), one.Since, county.On(one.Since, one.Collective).Of(limit!)),
        ];
    }

    /// <inheritdoc/>
    public async Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel)
    {
        var number = deadline.Stream["case/".Length..];
        var at = await desk.Look(by.County, async reading => (await reading.State<CaseFile>(deadline.Stream, cancel)).At, cancel);
        return await desk.Enter(new MarkOverdue(number, at ?? StepKind.Archived, deadline.From), by, cancel);
    }

    private static string NameOf(StepKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
