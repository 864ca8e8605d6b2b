using Npgsql;
using RuralRights.Domain.Registration;

namespace RuralRights.Registry.Tenure;

/// <summary>A transfer or a case under way on a right, which a hold on it may let pass.</summary>
/// <param name="Stream">Stream of the transfer or the case.</param>
/// <param name="Procedure">Kind of business of a case; null for a transfer.</param>
/// <param name="Since">Day of the agreement, or on which the case was opened.</param>
public sealed record UnderWay(string Stream, Procedure? Procedure, DateOnly Since)
{
    private const string Question =
        """
        select 'transfer/' || t.id as stream, null as procedure, t.agreed_on as since
        from register.transfer t
        where t.right_code = $1 and t.state not in ('registered', 'withdrawn')
        union all
        select 'case/' || f.number, f.procedure, f.opened_on
        from register.case_file f
        where f.state = 'open'
          and exists (select
                      from register.case_subject s
                      where s.case_number = f.number
                        and (s.subject = 'right/' || $1
                            or s.subject = 'household/' || (select r.household from register.contract_right r where r.code = $1)
                            or s.subject = 'household/' || (select r.household from register.homestead_right r where r.plot = $1 and upper_inf(r.period))
                            or s.subject = 'parcel/' || $1
                            or s.subject in (select 'parcel/' || h.parcel from register.holding h where h.right_code = $1 and h.ended_seq is null)))
        order by since, stream
        """;

    /// <summary>What is under way on a right, the oldest first.</summary>
    public static Task<List<UnderWay>> On(NpgsqlDataSource register, string right, CancellationToken cancel) => register.All(
        Question, row => new UnderWay(row.GetString(0), row.Text(1) is { } procedure ? Procedures.Find(procedure) : null, row.GetFieldValue<DateOnly>(2)), cancel, right);

    /// <summary>True when that stream is under way on a right.</summary>
    internal static async Task<bool> Is(NpgsqlConnection register, string right, string stream, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select exists (select from ({Question}) u where u.stream = $2)", register) { Parameters = { new() { Value = right }, new() { Value = stream } } };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
