using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;

namespace RuralRights.Registry.SignIn;

/// <summary>One way in which a person may act: an office they hold, or a household they belong to.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Grant">Grant of the office; null for a household.</param>
/// <param name="Collective">Collective of the household or of the board.</param>
/// <param name="Place">Name of the collective, where there is one; otherwise the code of the place.</param>
public sealed record StandingChoice(Actor Actor, Guid? Grant, string? Collective, string Place)
{
    /// <summary>What a form names it by.</summary>
    public string Key => Grant is { } grant ? $"office/{grant}" : $"household/{((Actor.Farmer)Actor).Household}";

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
        return
        [
            .. offices.Select(office => new StandingChoice(
                office.Role.ActorOf(person, office.Place), office.Id,
                office.Role is OfficeRole.Chair or OfficeRole.CollectiveSupervisor ? office.Place : null,
                names.GetValueOrDefault(office.Place, office.Place))),
            .. households,
        ];
    }
}
