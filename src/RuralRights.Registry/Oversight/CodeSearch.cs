using Npgsql;

namespace RuralRights.Registry.Oversight;

/// <summary>Finds things of the register by code or by the number on a certificate.</summary>
public static class CodeSearch
{
    /// <summary>
    /// Whatever has this code, or a code that begins with it; a certificate also by the digits of its serial. A beginning of fewer
    /// than fourteen digits names no collective yet, so it finds nothing.
    /// </summary>
    public static Task<List<CodeHit>> Find(NpgsqlDataSource register, string code, int limit, CancellationToken cancel) => register.All(
        """
        (select 'household' as kind, h.code, h.representative, c.name, null::uuid as certificate, '' as serial
         from register.household h join register.collective c on c.code = h.collective
         where h.code >= $1 and h.code < $1 || ':' and length($1) >= 14
         order by h.code limit $2)
        union all
        (select 'parcel', p.code, null, p.name || ' · ' || c.name, null, ''
         from register.parcel p join register.collective c on c.code = p.collective
         where p.code >= $1 and p.code < $1 || ':' and length($1) >= 18
         order by p.code limit $2)
        union all
        (select 'right', r.code, h.representative, c.name, null, ''
         from register.contract_right r join register.household h on h.code = r.household join register.collective c on c.code = r.collective
         where r.code = $1)
        union all
        (select 'collective', c.code, null, c.name, null, '' from register.collective c where c.code = $1)
        union all
        (select 'certificate', x.right_code, h.representative, c.name, x.id, x.serial
         from register.certificate x
                  join register.contract_right r on r.code = x.right_code
                  join register.household h on h.code = r.household
                  join register.collective c on c.code = r.collective
         where x.serial = $1 or x.right_code = $1
         order by x.entered_seq desc limit $2)
        limit $2
        """,
        row => new CodeHit(row.GetString(0), row.GetString(1), row.Maybe<Guid>(2), row.GetString(3), row.Maybe<Guid>(4), row.GetString(5)),
        cancel,
        code,
        limit);

    /// <summary>Households that these people belong to.</summary>
    public static Task<List<CodeHit>> HouseholdsOf(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) => register.All(
        """
        select distinct on (x.person, h.code) 'household', h.code, x.person, c.name, null::uuid, ''
        from (select household, person from register.household_member where person = any ($1)
              union
              select code, representative from register.household where representative = any ($1)) x
                 join register.household h on h.code = x.household
                 join register.collective c on c.code = h.collective
        """,
        row => new CodeHit(row.GetString(0), row.GetString(1), row.Maybe<Guid>(2), row.GetString(3), row.Maybe<Guid>(4), row.GetString(5)),
        cancel,
        (object)people.ToArray());
}

/// <summary>Something found.</summary>
/// <param name="Kind">household, parcel, right, collective or certificate.</param>
/// <param name="Code">Its code; of a certificate, that of its right.</param>
/// <param name="Person">Who stands for it, in the vault.</param>
/// <param name="Place">Name of the collective, or of the parcel and its collective.</param>
/// <param name="Certificate">Id of a certificate.</param>
/// <param name="Serial">Serial of a certificate.</param>
public sealed record CodeHit(string Kind, string Code, Guid? Person, string Place, Guid? Certificate, string Serial);
