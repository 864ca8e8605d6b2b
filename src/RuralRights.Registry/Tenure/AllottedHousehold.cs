using Npgsql;
using RuralRights.Domain.Tenure;

namespace RuralRights.Registry.Tenure;

/// <summary>A household and the land that a survey says it farms, in a village whose contracts are registered by cases.</summary>
/// <param name="Code">Contractor code.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="EarlierContract">Number of the contract it continues; null when the survey names none.</param>
/// <param name="Parcels">The parcels, with the contract area of the survey.</param>
/// <param name="IsLeft">True while it has neither a contract that stands nor an open case.</param>
public sealed record AllottedHousehold(string Code, Guid Representative, string? EarlierContract, IReadOnlyList<FirstParcel> Parcels, bool IsLeft)
{
    /// <summary>Contract area of all its parcels, in square metres.</summary>
    public decimal Area => Parcels.Sum(parcel => parcel.ContractArea);

    /// <summary>Every household of a collective that a survey allots land to, by code.</summary>
    public static async Task<IReadOnlyList<AllottedHousehold>> In(NpgsqlDataSource register, string collective, CancellationToken cancel)
    {
        var rows = await register.All(
            """
            select h.code, h.representative, a.parcel, a.contract_area, a.earlier_area, a.earlier_contract,
                   h.ended_on is null
                   and not exists (select from register.contract_right r where r.household = h.code and r.kind = 'family' and r.ended_on is null)
                   and not exists (select from register.case_subject s where s.subject = 'household/' || h.code and s.live)
            from register.household h
                     join intake.allotment a on a.household = h.code
            where h.collective = $1
            order by h.code, a.parcel
            """,
            row => new
            {
                Code = row.GetString(0),
                Representative = row.GetGuid(1),
                Parcel = new FirstParcel(row.GetString(2), row.GetDecimal(3), row.Maybe<decimal>(4), null),
                Earlier = row.Text(5),
                IsLeft = row.GetBoolean(6),
            },
            cancel,
            collective);
        return
        [
            .. rows.GroupBy(row => row.Code).Select(own => new AllottedHousehold(
                own.Key, own.First().Representative, own.Select(row => row.Earlier).FirstOrDefault(earlier => earlier is not null), [.. own.Select(row => row.Parcel)], own.First().IsLeft)),
        ];
    }
}
