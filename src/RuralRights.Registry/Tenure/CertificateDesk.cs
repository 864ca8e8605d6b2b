using Npgsql;

namespace RuralRights.Registry.Tenure;

/// <summary>What a certificate waits for at the desk.</summary>
public enum CertificatesThat
{
    /// <summary>Issued by this register and never printed.</summary>
    WaitForPrint,

    /// <summary>Printed, and the case that issued it stands at the handing over.</summary>
    WaitForHandOver,

    /// <summary>There is none: the right stands without a paper.</summary>
    AreMissing,

    /// <summary>The loss was announced.</summary>
    AreLost,

    /// <summary>The right has ended and the paper still counts.</summary>
    AreToBeVoided,

    /// <summary>Every paper that counts, whatever it waits for.</summary>
    Count,
}

/// <summary>How much waits in one collective.</summary>
/// <param name="Collective">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">How many of each kind; the certificates that count come last.</param>
public sealed record CertificateCounts(string Collective, string Name, IReadOnlyDictionary<CertificatesThat, long> Waiting);

/// <summary>A right at the desk, with its certificate if it has one.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Household">Its household.</param>
/// <param name="Representative">Who signs for the household.</param>
/// <param name="Certificate">Id of the paper that counts; null when there is none.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Case">Case that hands it over; null when there is none under way.</param>
/// <param name="PrintedOn">When it was last printed.</param>
/// <param name="LossAnnouncedOn">Day on which its loss was announced.</param>
/// <param name="HasEnded">True when the right has ended.</param>
public sealed record CertificateAtDesk(
    string Right, string Household, Guid Representative, Guid? Certificate, string? Serial, DateOnly? IssuedOn, string? Case, DateTimeOffset? PrintedOn, DateOnly? LossAnnouncedOn, bool HasEnded);

/// <summary>The work of the certificate desk (权证窗口), as the register tells it.</summary>
public static class CertificateDesk
{
    // A paper that a delivery brought names no case: it was printed and handed over before this register was there.
    private const string AtDesk =
        """
        select r.collective, r.code, r.household, h.representative, c.id, c.serial, c.issued_on, f.number, c.loss_announced_on, r.ended_on is not null,
               p.at,
               case when c.id is null then array ['AreMissing']
                    when r.ended_on is not null then array ['AreToBeVoided']
                    else array_remove(array ['Count',
                                             case when c.case_number is not null and p.at is null and t.certificate is null then 'WaitForPrint' end,
                                             case when p.at is not null and f.number is not null and t.certificate is null then 'WaitForHandOver' end,
                                             case when c.loss_announced_on is not null then 'AreLost' end], null) end
        from register.contract_right r
                 join register.household h on h.code = r.household
                 left join register.certificate c on c.right_code = r.code and c.status = 'current'
                 left join register.certificate_receipt t on t.certificate = c.id
                 left join register.case_file f on f.number = c.case_number and f.state = 'open' and f.at_step = 'handed_over'
                 left join lateral (select max(l.at) as at from ledger.print_log l where l.certificate = c.id) p on true
        where (c.id is not null or r.ended_on is null)
        """;

    private const string Named = "as desk(collective, right_code, household, representative, certificate, serial, issued_on, case_number, loss_announced_on, ended, printed_at, waits)";

    private static readonly CertificatesThat[] Kinds = Enum.GetValues<CertificatesThat>();

    private static readonly string Counted = string.Join(", ", Kinds.Select(kind => $"count(*) filter (where '{kind}' = any (desk.waits))"));

    /// <summary>What waits in each collective, most first.</summary>
    public static Task<List<CertificateCounts>> Counts(NpgsqlDataSource register, int skip, int take, CancellationToken cancel) => register.All(
        $"""
        select n.*
        from (select k.code, k.name, {Counted}
              from ({AtDesk}) {Named}
                       join register.collective k on k.code = desk.collective
              group by k.code, k.name) as n(code, name, {string.Join(", ", Kinds)})
        order by {string.Join(" + ", Kinds.Where(kind => kind != CertificatesThat.Count).Select(kind => $"n.{kind}"))} desc, n.code
        offset $1 limit $2
        """,
        row => new CertificateCounts(row.GetString(0), row.GetString(1), Count(row, 2)), cancel, skip, take);

    /// <summary>How many collectives have rights at all.</summary>
    public static async Task<int> Collectives(NpgsqlDataSource register, CancellationToken cancel) =>
        (await register.All("select count(distinct collective)::integer from register.contract_right", row => row.GetInt32(0), cancel))[0];

    /// <summary>What waits in one collective.</summary>
    public static async Task<IReadOnlyDictionary<CertificatesThat, long>> CountsOf(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        (await register.All($"select {Counted} from ({AtDesk} and r.collective = $1) {Named}", row => Count(row, 0), cancel, collective))[0];

    /// <summary>A page of what waits in one collective, by the codes of the rights.</summary>
    public static Task<List<CertificateAtDesk>> In(NpgsqlDataSource register, string collective, CertificatesThat waiting, int skip, int take, CancellationToken cancel) => register.All(
        $"select desk.* from ({AtDesk} and r.collective = $1) {Named} where $2 = any (desk.waits) order by desk.right_code offset $3 limit $4",
        Read, cancel, collective, waiting.ToString(), skip, take);

    /// <summary>Codes of all rights in such a list, in their order.</summary>
    public static Task<List<string>> RightsIn(NpgsqlDataSource register, string collective, CertificatesThat waiting, CancellationToken cancel) => register.All(
        $"select desk.right_code from ({AtDesk} and r.collective = $1) {Named} where $2 = any (desk.waits) order by 1", row => row.GetString(0), cancel, collective, waiting.ToString());

    /// <summary>What such a list holds from the code of one right to that of another.</summary>
    public static Task<List<CertificateAtDesk>> Between(NpgsqlDataSource register, string collective, CertificatesThat waiting, string first, string last, CancellationToken cancel) => register.All(
        $"select desk.* from ({AtDesk} and r.collective = $1 and r.code between $3 and $4) {Named} where $2 = any (desk.waits) order by desk.right_code",
        Read, cancel, collective, waiting.ToString(), first, last);

    /// <summary>Those of these papers that count and are of the collective, by the codes of their rights.</summary>
    public static Task<List<CertificateAtDesk>> Among(NpgsqlDataSource register, string collective, IReadOnlyCollection<Guid> papers, CancellationToken cancel) => register.All(
        $"select desk.* from ({AtDesk} and r.collective = $1 and c.id = any ($2)) {Named} order by desk.right_code", Read, cancel, collective, papers.ToArray());

    private static Dictionary<CertificatesThat, long> Count(NpgsqlDataReader row, int first) => Kinds.ToDictionary(kind => kind, kind => row.GetInt64(first + (int)kind));

    private static CertificateAtDesk Read(NpgsqlDataReader row) => new(
        row.GetString(1), row.GetString(2), row.GetGuid(3), row.Maybe<Guid>(4), row.Text(5), row.Maybe<DateOnly>(6), row.Text(7), row.Maybe<DateTimeOffset>(10), row.Maybe<DateOnly>(8), row.GetBoolean(9));
}
