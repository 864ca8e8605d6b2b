using Npgsql;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Offices;

/// <summary>How far an office reaches: which collectives a desk serves today.</summary>
public static class Reach
{
    /// <summary>True when it is the actor's office to serve that collective on that day; the same answer as the law's, asked of the tables.</summary>
    public static async Task<bool> Serves(this NpgsqlDataSource register, Actor? actor, string collective, DateOnly day, CancellationToken cancel = default)
    {
        (string Column, string Place)? asked = actor switch
        {
            Actor.Chair chair => ("collective", chair.Collective),
            Actor.CollectiveSupervisor supervisor => ("collective", supervisor.Collective),
            Actor.VillageClerk clerk => ("village", clerk.Village),
            Actor.TownshipOfficer officer => ("township", officer.Township),
            Actor.Clerk clerk => ("county", clerk.County),
            Actor.Reviewer reviewer => ("county", reviewer.County),
            Actor.Registrar registrar => ("county", registrar.County),
            Actor.Auditor auditor => ("county", auditor.County),
            Actor.MarketStaff staff => ("county", staff.County),
            _ => null,
        };
        if (asked is not { } of) return false;

        var place = await register.First(
            """
            select c.code, p.village, p.township, c.county
            from register.collective c
                     join register.placement p on p.collective = c.code
            where c.code = $1 and p.valid_from <= $2
            order by p.valid_from desc
            limit 1
            """,
            row => new { Collective = row.GetString(0), Village = row.GetString(1), Township = row.GetString(2), County = row.GetString(3) },
            cancel,
            collective,
            day);
        return place is not null && of.Place == of.Column switch
        {
            "collective" => place.Collective,
            "village" => place.Village,
            "township" => place.Township,
            _ => place.County,
        };
    }
}
