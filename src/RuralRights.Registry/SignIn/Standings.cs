using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;

namespace RuralRights.Registry.SignIn;

/// <summary>One way in which a person may act: an office they hold, a household they belong to, or, for whoever belongs to none, for themselves.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Grant">Grant of the office; null without one.</param>
/// <param name="Collective">Collective of the household or of the board, or whose member somebody of no household is.</param>
/// <param name="Place">Name of the collective, where there is one; otherwise the code of the place.</param>
public sealed record StandingChoice(Actor Actor, Guid? Grant, string? Collective, string Place)
{
    /// <summary>What a form names it by.</summary>
    public string Key => KeyOf(Actor, Grant);

    /// <summary>What a form names a way to act by.</summary>
    public static string KeyOf(Actor actor, Guid? grant) => (grant, actor) switch
    {
        ({ } office, _) => $"office/{office}",
        (null, Actor.Farmer { HasHousehold: true } farmer) => $"household/{farmer.Household}",
        _ => "own",
    };

    /// <summary>All of a person's, today's offices first.</summary>
    public static async Task<List<StandingChoice>> Of(NpgsqlDataSource register, Guid person, DateOnly day, CancellationToken cancel)
    {
        var offices = await OfficeSheet.HeldBy(register, person, day, cancel);
        var names = (await register.All(
            "select code, name from register.collective where code = any($1)", row => (Code: row.GetString(0), Name: row.GetString(1)), cancel,
            (object)offices.Select(office => office.Place).ToArray())).ToDictionary(pair => pair.Code, pair => pair.Name);
        var households = await register.All(
            """
            select h.code, h.collective, c.name
            from register.household h
                     join register.collective c on c.code = h.collective
            where h.ended_on is null
              and (h.representative = $1 or exists (select from register.household_member m where m.household = h.code and m.person = $1))
            order by h.code
            """,
            row => new StandingChoice(new Actor.Farmer(person, row.GetString(0)), null, row.GetString(1), row.GetString(2)),
            cancel,
            person);
        var alone = await register.All(
            """
            select coalesce(c.code, ''), coalesce(c.name, '')
            from (select register.stands_alone($1) as stands) as a
                     left join register.membership m on m.person = $1 and m.ended_on is null
                     left join register.collective c on c.code = m.collective
            where a.stands
            """,
            row => new StandingChoice(new Actor.Farmer(person, ""), null, row.GetString(0), row.GetString(1)),
            cancel,
            person);
        return
        [
            .. offices.Select(office => new StandingChoice(
                office.Role.ActorOf(person, office.Place), office.Id,
                office.Role is OfficeRole.Chair or OfficeRole.CollectiveSupervisor ? office.Place : null,
                names.GetValueOrDefault(office.Place, office.Place))),
            .. households,
            .. alone,
        ];
    }
}
