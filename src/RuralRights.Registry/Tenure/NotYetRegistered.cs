using Npgsql;

namespace RuralRights.Registry.Tenure;

/// <summary>What a first registration of a village still has to do: parcels without a right, households without a contract.</summary>
/// <param name="Parcels">Parcels that nobody holds and no open case is about.</param>
/// <param name="Households">Households without a contract in force that no open case is about.</param>
public sealed record NotYetRegistered(IReadOnlyList<FreeParcel> Parcels, IReadOnlyList<FreeHousehold> Households)
{
    /// <summary>More are shown when some of these are done.</summary>
    public const int Most = 100;

    /// <summary>What is left in one collective; for a case that is written anew, what it takes up itself as well.</summary>
    public static async Task<NotYetRegistered> In(NpgsqlDataSource register, string collective, CancellationToken cancel, string? amended = null) => new(
        await register.All(
            """
            select p.code, p.name, p.surveyed_area
            from register.parcel p
            where p.collective = $1
              and p.retired_on is null
              and not exists (select from register.holding h where h.parcel = p.code and h.ended_seq is null)
              and not exists (select from register.case_subject s where s.subject = 'parcel/' || p.code and s.live and s.case_number <> $3)
            order by p.code
            limit $2
            """,
            row => new FreeParcel(row.GetString(0), row.GetString(1), row.GetDecimal(2)),
            cancel,
            collective,
            Most,
            amended ?? ""),
        await register.All(
            """
            select h.code, h.representative
            from register.household h
            where h.collective = $1
              and h.kind = 'household'
              and h.ended_on is null
              and not exists (select from register.contract_right r where r.household = h.code and r.kind = 'family' and r.ended_on is null)
              and not exists (select from register.case_subject s where s.subject = 'household/' || h.code and s.live and s.case_number <> $3)
            order by h.code
            limit $2
            """,
            row => new FreeHousehold(row.GetString(0), row.GetGuid(1)),
            cancel,
            collective,
            Most,
            amended ?? ""));
}

/// <summary>A parcel that nobody holds.</summary>
public sealed record FreeParcel(string Code, string Name, decimal SurveyedArea);

/// <summary>A household without a contract.</summary>
public sealed record FreeHousehold(string Code, Guid Representative);
