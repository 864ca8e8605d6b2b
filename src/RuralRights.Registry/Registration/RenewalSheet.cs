using Npgsql;

namespace RuralRights.Registry.Registration;

/// <summary>A family contract whose term ends, and the case its household is in.</summary>
/// <param name="Household">Contractor code.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="Right">Code of the right.</param>
/// <param name="TermTo">Last day of its term.</param>
/// <param name="Parcels">Parcels held.</param>
/// <param name="OtherTerms">How many of them have a term that is not that of the contract.</param>
/// <param name="Area">Confirmed area held, in square metres.</param>
/// <param name="Case">Number of an open case about the household; null when there is none.</param>
public sealed record EndingTerm(string Household, Guid Representative, string Right, DateOnly TermTo, long Parcels, long OtherTerms, decimal Area, string? Case)
{
    /// <summary>Family contracts of a collective that stand and whose term ends on a day or earlier, by household.</summary>
    public static Task<List<EndingTerm>> Of(NpgsqlDataSource register, string collective, DateOnly until, CancellationToken cancel) => register.All(
        """
        select r.household, h.representative, r.code, r.term_to, held.parcels, held.other_terms, held.area,
               (select f.number
                from register.case_subject s
                         join register.case_file f on f.number = s.case_number
                where s.subject = 'household/' || r.household and f.state = 'open'
                order by f.number
                limit 1)
        from register.contract_right r
                 join register.household h on h.code = r.household and h.ended_on is null
                 cross join lateral (select count(*) as parcels, count(*) filter (where x.term_to <> r.term_to) as other_terms,
                                            coalesce(sum(x.contract_area), 0) as area
                                     from register.holding x
                                     where x.right_code = r.code and x.ended_seq is null) as held
        where r.collective = $1 and r.kind = 'family' and r.ended_on is null and r.term_to <= $2
        order by r.household
        """,
        row => new EndingTerm(row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetInt64(4), row.GetInt64(5), row.GetDecimal(6), row.Text(7)),
        cancel,
        collective,
        until);
}
