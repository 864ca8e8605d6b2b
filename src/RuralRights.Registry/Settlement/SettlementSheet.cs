using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Households;

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

    /// <summary>What stands of the people of one household.</summary>
    public static Task<List<SettlementSheet>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) => register.All(
        $"select {Columns} {From} where s.household = $1 and s.withdrawn_on is null order by s.entered_seq", Read, cancel, household);

    /// <summary>Reports that wait to be checked, the oldest first.</summary>
    public static Task<List<SettlementSheet>> Waiting(NpgsqlDataSource register, Beat beat, CancellationToken cancel) => register.All(
        $"select {Columns} {From} where s.checker is null and s.withdrawn_on is null and {Beat.Condition(1)} order by s.entered_seq limit 200",
        Read,
        cancel,
        beat.Values);

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
            [.. row.GetFieldValue<string[]>(9).Select(Told<SettlementCriterion>)]),
        Told<SettlementSource>(row.GetString(10)),
        row.GetFieldValue<string[]>(11),
        row.GetString(12),
        row.GetFieldValue<DateOnly>(13),
        row.Text(14),
        row.Maybe<DateOnly>(15),
        row.Maybe<DateOnly>(16),
        row.Maybe<DateOnly>(17));

    /// <summary>An enum member from the snake case in which facts write it.</summary>
    private static T Told<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}

/// <summary>The collectives somebody looks after: those of a village, of a township, or all of the county.</summary>
/// <param name="Village">12-digit village code; null for no such bound.</param>
/// <param name="Township">Nine-digit township code; null for no such bound.</param>
/// <param name="Day">Day whose places count, because divisions are merged and renamed.</param>
public sealed record Beat(string? Village, string? Township, DateOnly Day)
{
    /// <summary>The collectives an actor looks after.</summary>
    public static Beat Of(Actor? actor, DateOnly day) => actor switch
    {
        Actor.VillageClerk clerk => new(clerk.Village, null, day),
        Actor.TownshipOfficer officer => new(null, officer.Township, day),
        _ => new(null, null, day),
    };

    /// <summary>The bound as a condition on the household h; its three values begin at parameter <paramref name="first"/>.</summary>
    internal static string Condition(int first) =>
        $"""
        (${first}::text is null and ${first + 1}::text is null
         or exists (select from (select p.village, p.township from register.placement p
                                 where p.collective = h.collective and p.valid_from <= ${first + 2}::date
                                 order by p.valid_from desc limit 1) as place
                    where place.village = ${first}::text or place.township = ${first + 1}::text))
        """;

    internal object?[] Values => [Village, Township, Day];

    /// <summary>True when a collective is among them.</summary>
    public async Task<bool> Holds(NpgsqlDataSource register, string household, CancellationToken cancel) =>
        await register.First($"select 1::text from register.household h where h.code = $4 and {Condition(1)}", row => row.GetString(0), cancel, [.. Values, household]) is not null;
}
