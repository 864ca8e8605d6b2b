using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    /// <summary>Proposes an office; the id of the command becomes the id of the grant.</summary>
    public static Task<Answer> Enter(this Desk desk, GrantOffice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Offices(command.Person)),
            async read =>
            {
                var held = await read.State<OfficesHeld>(Streams.Offices(command.Person), cancel);
                var known = await IsPlace(read, command.Place, cancel);
                read.Note(by.Actor.ToString()!, "office", $"offices/{command.Person}", $"propose {command.Role} {command.Place}");
                return await read.InNewCase(by, act => command.Decide(by.Command, held, known, act), cancel);
            },
            cancel);

    // Cities and counties are named by the county's own code; the others are known by the collectives they serve.
    private static async Task<bool> IsPlace(Reading read, string place, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            select case length($1)
                       when 9 then exists (select from register.placement where township = $1)
                       when 12 then exists (select from register.placement where village = $1)
                       when 14 then exists (select from register.collective where code = $1)
                       else true
                   end
            """, read.Register) { Parameters = { new() { Value = place } } };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<Act> InCaseOfOffice(this Reading read, Guid person, Submission by, CancellationToken cancel) =>
        by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), await read.CaseOf(Streams.Offices(person), cancel));
}
