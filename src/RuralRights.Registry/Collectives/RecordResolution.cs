using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

public static partial class MembershipActs
{
    /// <summary>Records a resolution of the members' assembly.</summary>
    public static Task<Answer> Enter(this Desk desk, RecordResolution command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, [.. command.Cases.Select(Streams.Case)]),
            async read =>
            {
                var (files, books) = (new List<CaseFile>(), Books.Closed);
                foreach (var number in command.Cases)
                {
                    var (file, ofCase, _) = await read.CaseAtHand(number, by, cancel);
                    files.Add(file);
                    books = books.ReadIn(ofCase.County, ofCase.Relatives).With(ofCase);
                }

                books = books.Holding(await read.DocumentsOnHand(by, [command.Record], [.. command.Cases.Select(Streams.Case)], cancel));
                var assembly = files is [{ Change: not null } first, ..] ? await desk.AssemblyOf(read, first.Collective, command.HeldOn, by.Today, cancel) : new(null, Relatives.Unknown, 0, 0);
                var act = by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), files is [var only] ? only.Number : "");
                return command.Decide(files, books, assembly, Guid.CreateVersion7(), act);
            },
            cancel);

    /// <summary>The chair in office today, and the members of the roster on the day of the assembly as the register knew their capacity for that day.</summary>
    private static async Task<Assembly> AssemblyOf(this Desk desk, Reading read, string collective, DateOnly heldOn, DateOnly today, CancellationToken cancel)
    {
        Guid? chair;
        await using (var ask = new NpgsqlCommand("select person from register.offices_on($2) where role = 'chair' and place = $1", read.Register) { Parameters = { new() { Value = collective }, new() { Value = today } } })
            chair = (Guid?)await ask.ExecuteScalarAsync(cancel);

        var members = new List<Guid>();
        await using (var ask = new NpgsqlCommand("select person from register.members_on($1, $2)", read.Register) { Parameters = { new() { Value = collective }, new() { Value = heldOn } } })
        await using (var reader = await ask.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) members.Add(reader.GetGuid(0));

        var ages = await desk.Vault.Ages(read.Register, members, heldOn, cancel);
        await read.Fetch(members.Select(Streams.Guardianship), cancel);
        var capacities = new List<Capacity>(members.Count);
        foreach (var member in members)
            capacities.Add(new(member, await read.StateOn<Guardianship>(Streams.Guardianship(member), heldOn, cancel), ages.GetValueOrDefault(member, AgeInLaw.OfAge)));

        return Assembly.Of(chair, chair is { } person ? await read.RelativesOf(person, cancel) : Relatives.Unknown, capacities);
    }
}
