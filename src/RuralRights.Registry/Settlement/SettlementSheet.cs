using Npgsql;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;

namespace RuralRights.Registry.Settlement;

/// <summary>What was reported or recorded of one person's settling in town; people are ids of the vault.</summary>
public sealed record SettlementSheet(
    Guid Id,
    Guid Person,
    string Household,
    string Collective,
    string CollectiveName,
    SettlementStatement Statement,
    SettlementSource Source,
    IReadOnlyList<string> Documents,
    string Reporter,
    DateOnly ReportedOn,
    string? Checker,
    DateOnly? CheckedOn,
    DateOnly? CorrectedOn,
    DateOnly? WithdrawnOn)
{
    /// <summary>The columns, for questions that read more than this.</summary>
    internal const string Columns =
        """
        s.id, s.person, s.household, h.collective, c.name, s.settled_on, s.from_division, s.to_division, s.residence_permit, s.criteria, s.source, s.documents,
        s.reporter, s.reported_on, s.checker, s.checked_on, s.corrected_on, s.withdrawn_on
        """;

    /// <summary>Where they stand.</summary>
    internal const string From =
        """
        from register.settlement s
                 join register.household h on h.code = s.household
                 join register.collective c on c.code = h.collective
        """;

    /// <summary>True once somebody checked it, and while it was not withdrawn.</summary>
    public bool IsRecorded => Checker is not null && WithdrawnOn is null;

    /// <summary>True while it waits for somebody to check it.</summary>
    public bool Waits => Checker is null && WithdrawnOn is null;

    /// <summary>Where the vault keeps the name of a paper.</summary>
    public static string PaperSubject(string hash) => $"settlement-paper/{hash}";

    /// <summary>What was ever said of one person, what stands first.</summary>
    public static Task<List<SettlementSheet>> OfPerson(NpgsqlDataSource register, Guid person, CancellationToken cancel) => register.All(
        $"select {Columns} {From} where s.person = $1 order by s.withdrawn_on is not null, s.entered_seq desc", Read, cancel, person);

    /// <summary>One report or record; null when there is none of this id.</summary>
    public static Task<SettlementSheet?> Of(NpgsqlDataSource register, Guid id, CancellationToken cancel) =>
        register.First($"select {Columns} {From} where s.id = $1", Read, cancel, id);

    /// <summary>What stands of the people of one household.</summary>
    public static Task<List<SettlementSheet>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) => register.All(
        $"select {Columns} {From} where s.household = $1 and s.withdrawn_on is null order by s.entered_seq", Read, cancel, household);

    /// <summary>A page of the reports that wait to be checked, the oldest first.</summary>
    public static Task<List<SettlementSheet>> Waiting(NpgsqlDataSource register, Bound bound, int skip, int take, CancellationToken cancel) => register.All(
        $"select {Columns} {From} where {IsWaiting} order by s.entered_seq offset {skip} limit {take}", Read, cancel, bound.Values);

    /// <summary>How many reports wait to be checked.</summary>
    public static async Task<long> CountWaiting(NpgsqlDataSource register, Bound bound, CancellationToken cancel) =>
        (await register.All($"select count(*) {From} where {IsWaiting}", row => row.GetInt64(0), cancel, bound.Values))[0];

    private static string IsWaiting => $"s.checker is null and s.withdrawn_on is null and {Bound.Condition("h.collective", 1)}";

    /// <summary>The names of the papers it rests on, each view logged.</summary>
    public static async Task<IReadOnlyList<string>> Papers(Vault vault, string county, IEnumerable<string> documents, string viewer, string purpose, CancellationToken cancel)
    {
        string[] subjects = [.. documents.Select(PaperSubject)];
        if (subjects.Length == 0) return [];

        var opened = await vault.OpenTexts(county, subjects, viewer, purpose, cancel);
        return [.. subjects.Where(opened.ContainsKey).Select(subject => opened[subject].Words).OfType<string>()];
    }

    internal static SettlementSheet Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        new(
            row.GetFieldValue<DateOnly>(5), row.GetString(6), row.GetString(7), row.GetBoolean(8),
            [.. row.GetFieldValue<string[]>(9).Select(Question.Member<SettlementCriterion>)]),
        Question.Member<SettlementSource>(row.GetString(10)),
        row.GetFieldValue<string[]>(11),
        row.GetString(12),
        row.GetFieldValue<DateOnly>(13),
        row.Text(14),
        row.Maybe<DateOnly>(15),
        row.Maybe<DateOnly>(16),
        row.Maybe<DateOnly>(17));
}
