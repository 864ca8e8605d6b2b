using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

/// <summary>Reads who is whose relative, for <see cref="Conflict"/>.</summary>
public static class ReadingRelatives
{
    /// <summary>Whom a person declared, who declared them, and whom they share a household with as the register knows it.</summary>
    public static async Task<Relatives> RelativesOf(this Reading reading, Guid person, CancellationToken cancel = default)
    {
        var own = new List<string>();
        await using (var command = new NpgsqlCommand("""
            select household from register.household_member where person = $1
            union
            select code from register.household where representative = $1
            """, reading.Register) { Parameters = { new() { Value = person } } })
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) own.Add(reader.GetString(0));

        var households = new List<Household>(own.Count);
        foreach (var code in own) households.Add(await reading.State<Household>(Streams.Household(code), cancel));
        var known = await reading.State<Relatives>(Streams.Relatives(person), cancel);
        return (known with { DeclaredBy = [.. await reading.DeclaredBy(person, cancel)] }).LivingIn(person, households);
    }

    private static async Task<List<Guid>> DeclaredBy(this Reading reading, Guid person, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select person from register.kinship where relative = $1 and struck_on is null", reading.Register)
        {
            Parameters = { new() { Value = person } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var people = new List<Guid>();
        while (await reader.ReadAsync(cancel)) people.Add(reader.GetGuid(0));
        return people;
    }
}
