using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    /// <summary>Names the county's first two administrators. No page offers it: it is done at the county's own machine.</summary>
    public static Task<Answer> Appoint(this Desk desk, string county, AppointAdministrators command, Guid id, DateOnly today, CancellationToken cancel = default) =>
        desk.Enter(
            new(county, id, $"office/{county}", command) { Reads = [Streams.Offices(command.First), Streams.Offices(command.Second)] },
            async read =>
            {
                await using var earlier = new NpgsqlCommand("select exists (select from register.office_grant where role = 'administrator')", read.Register);
                var someoneIs = (bool)(await earlier.ExecuteScalarAsync(cancel))!;
                read.Alongside.Add(("select register.no_administrator_yet()", []));
                foreach (var person in new[] { command.First, command.Second }) read.Note($"office/{county}", "office", $"offices/{person}", "appoint Administrator");
                var grants = (Guid.CreateVersion7(), Guid.CreateVersion7());
                return command.Decide(county, grants, someoneIs, today, "") is Decision.Refused refused
                    ? refused
                    : command.Decide(county, grants, someoneIs, today, await read.OpenCase(today, cancel));
            },
            cancel);
}
