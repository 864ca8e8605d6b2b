using Npgsql;

namespace RuralRights.Registry.Settlement;

/// <summary>How one of a household's three rights stands.</summary>
public enum RightStanding
{
    /// <summary>It stands.</summary>
    Stands,

    /// <summary>It stood and has ended altogether.</summary>
    Ended,

    /// <summary>The register has none of this household.</summary>
    None,

    /// <summary>Nothing of this kind is entered for the household yet, so nothing can be said.</summary>
    NotEntered,
}

/// <summary>One of the three rights of a household.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Area">Area held in square metres; null when that is no measure of it.</param>
/// <param name="Parcels">Parcels or plots held.</param>
/// <param name="Terms">Last days of what is held, each day once and the first before the others; none when no day is fixed.</param>
/// <param name="Codes">Codes of the rights that stand.</param>
public sealed record OneRight(RightStanding Standing, decimal? Area, int Parcels, IReadOnlyList<DateOnly> Terms, IReadOnlyList<string> Codes)
{
    /// <summary>Of a kind of which nothing is entered yet.</summary>
    public static readonly OneRight NotEntered = new(RightStanding.NotEntered, null, 0, [], []);

    /// <summary>Of a kind that the register keeps, and this household has none.</summary>
    public static readonly OneRight None = new(RightStanding.None, null, 0, [], []);
}

/// <summary>The three rights of a household: what a household that settles in town keeps.</summary>
/// <param name="ContractedLand">Right to contracted land 土地承包经营权.</param>
/// <param name="Homestead">Right to use a homestead 宅基地使用权.</param>
/// <param name="IncomeShare">Right to a share of the collective's income 集体收益分配权.</param>
public sealed record ThreeRights(OneRight ContractedLand, OneRight Homestead, OneRight IncomeShare)
{
    /// <summary>Whoever brings shares into the register answers for them here, and every list and page follows.</summary>
    public static async Task<IReadOnlyDictionary<string, ThreeRights>> Of(NpgsqlDataSource register, IReadOnlyCollection<string> households, CancellationToken cancel)
    {
        var land = await ContractedLandOf(register, households, cancel);
        var homesteads = await HomesteadsOf(register, households, cancel);
        return households.Distinct(StringComparer.Ordinal).ToDictionary(
            household => household,
            household => new ThreeRights(land.GetValueOrDefault(household, OneRight.None), homesteads.GetValueOrDefault(household, OneRight.NotEntered), OneRight.NotEntered),
            StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, OneRight>> ContractedLandOf(NpgsqlDataSource register, IReadOnlyCollection<string> households, CancellationToken cancel) =>
        (await register.All(
            """
            select r.household,
                   count(h.parcel) filter (where h.ended_seq is null),
                   sum(h.contract_area) filter (where h.ended_seq is null),
                   array_agg(distinct h.term_to order by h.term_to) filter (where h.ended_seq is null),
                   array_agg(distinct r.code) filter (where h.ended_seq is null)
            from register.contract_right r
                     left join register.holding h on h.right_code = r.code
            where r.household = any ($1)
            group by r.household
            """,
            row => (Household: row.GetString(0), Right: row.GetInt64(1) == 0
                ? new OneRight(RightStanding.Ended, null, 0, [], [])
                : new OneRight(RightStanding.Stands, row.GetDecimal(2), (int)row.GetInt64(1), row.GetFieldValue<DateOnly[]>(3), row.GetFieldValue<string[]>(4))),
            cancel,
            (object)households.ToArray())).ToDictionary(pair => pair.Household, pair => pair.Right, StringComparer.Ordinal);

    private static async Task<Dictionary<string, OneRight>> HomesteadsOf(NpgsqlDataSource register, IReadOnlyCollection<string> households, CancellationToken cancel) =>
        (await register.All(
            """
            select r.household,
                   count(*) filter (where upper_inf(r.period)),
                   sum(p.area - r.excess_area) filter (where upper_inf(r.period)),
                   array_agg(r.plot order by r.plot) filter (where upper_inf(r.period))
            from register.homestead_right r
                     join register.homestead_plot p on p.code = r.plot
            where r.household = any ($1)
            group by r.household
            """,
            row => (Household: row.GetString(0), Right: row.GetInt64(1) == 0
                ? new OneRight(RightStanding.Ended, null, 0, [], [])
                : new OneRight(RightStanding.Stands, row.GetDecimal(2), (int)row.GetInt64(1), [], row.GetFieldValue<string[]>(3))),
            cancel,
            (object)households.ToArray())).ToDictionary(pair => pair.Household, pair => pair.Right, StringComparer.Ordinal);
}
