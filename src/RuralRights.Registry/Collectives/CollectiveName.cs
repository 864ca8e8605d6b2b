using Npgsql;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>A collective by code and name.</summary>
/// <param name="Code">14-digit code.</param>
/// <param name="Name">Its name.</param>
public sealed record CollectiveName(string Code, string Name)
{
    /// <summary>Those with which somebody has something to do on a day: whose member they are, of which somebody is for whom they speak, in which a case asks them.</summary>
    public static async Task<List<CollectiveName>> OfPerson(Desk desk, NpgsqlDataSource register, Guid person, DateOnly day, CancellationToken cancel) => await register.All(
        """
        select c.code, c.name
        from register.collective c
        where c.code in (select m.collective from register.membership m where m.person = $1 and m.ended_on is null
                         union
                         select h.collective
                         from register.household h
                                  join register.household_member m on m.household = h.code
                         where m.person = any ($2) and h.ended_on is null
                         union
                         select f.collective
                         from register.case_file f
                                  join register.case_holder k on k.case_number = f.number
                         where k.person = $1 and k.asked)
        order by c.code
        """,
        row => new CollectiveName(row.GetString(0), row.GetString(1)),
        cancel,
        person, (await GuardianLine.WardsOf(desk, register, person, day, cancel)).ToArray());
}
