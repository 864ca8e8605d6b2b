using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    /// <summary>Takes an office back.</summary>
    public static Task<Answer> Enter(this Desk desk, RevokeOffice command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Offices(command.Person)),
            async read =>
            {
                var held = await read.State<OfficesHeld>(Streams.Offices(command.Person), cancel);
                read.Note(by.Actor.ToString()!, "office", $"offices/{command.Person}", $"revoke {command.Grant}");
                if (held.Grants.TryGetValue(command.Grant, out var grant) && grant.Role == OfficeRole.Administrator)
                    read.Alongside.Add(("select register.administrators_stay(?, ?)", [by.Today, command.Person]));
                return command.Decide(held, await OtherAdministrators(read, command.Person, by.Today, cancel), await read.InCaseOfOffice(command.Person, by, cancel));
            },
            cancel);

    private static async Task<int> OtherAdministrators(Reading read, Guid person, DateOnly day, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select count(distinct person)::integer from register.offices_on($1) where role = 'administrator' and person <> $2", read.Register);
        command.Parameters.Add(new() { Value = day });
        command.Parameters.Add(new() { Value = person });
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }
}
