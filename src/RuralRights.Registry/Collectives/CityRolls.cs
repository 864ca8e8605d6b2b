using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>The exchange by which one county asks another whether somebody is a member there (成员身份跨县核对). Only the mark crosses, and yes or no comes back.</summary>
public interface ICityRoll
{
    /// <summary>The counties of a city that can be asked this way.</summary>
    Task<IReadOnlyList<string>> Counties(string city, CancellationToken cancel);

    /// <summary>The answer of a county; null when it gave none.</summary>
    Task<bool?> Ask(string county, string asking, byte[] mark, CancellationToken cancel);
}

/// <summary>Asks the rest of the city about one person.</summary>
public sealed class CityRolls(ICityRoll roll, Vault vault, CityKey key)
{
    private const int CityDigits = 4;

    /// <summary>What the other counties say.</summary>
    /// <param name="county">Six-digit code of the county that asks.</param>
    /// <param name="person">Whom it asks about.</param>
    /// <param name="counties">Counties that have to answer, as the county has set them; null for those that can be asked.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<CityAnswer> Ask(string county, Guid person, IReadOnlyList<string>? counties, CancellationToken cancel)
    {
        if (MarkOf(key, (await vault.Compare(county, [person], cancel)).GetValueOrDefault(person)) is not { } mark) return CityAnswer.Clear with { HasNumber = false };

        var within = await roll.Counties(county[..CityDigits], cancel);
        var (asked, found, silent) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var other in (counties ?? within).Except([county], StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            switch (within.Contains(other, StringComparer.Ordinal) ? await roll.Ask(other, county, mark, cancel) : null)
            {
                case null:
                    silent.Add(other);
                    break;
                case var answer:
                    asked.Add(other);
                    if (answer.Value) found.Add(other);
                    break;
            }
        }

        return new(true, asked, found, silent);
    }

    /// <summary>The mark of a person; null for one without an identity number.</summary>
    internal static byte[]? MarkOf(CityKey key, Person? person) =>
        person is not null && Person.Normalised(person.IdType, person.IdNumber) is { } number ? key.MarkOf(person.IdType, number) : null;
}

/// <summary>Counties kept on this server answer each in its own database; no statement reads two of them.</summary>
public sealed class SameServerRoll(CountyConnections connections, Vault vault, CityKey key) : ICityRoll
{
    private const int MarkedAtOnce = 2_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Counties(string city, CancellationToken cancel) => await connections.Master.All(
        "select tenant_id from tenancy.mt_tenant_databases where not disabled and tenant_id like $1 || '%' order by tenant_id", row => row.GetString(0), cancel, city);

    /// <inheritdoc/>
    public async Task<bool?> Ask(string county, string asking, byte[] mark, CancellationToken cancel)
    {
        try
        {
            var register = connections[county];
            await MarkMembers(county, register, cancel);
            await using var answer = register.CreateCommand("""
                with known as (select m.person
                               from city.mark k
                                        join register.membership m on m.person = k.person and m.ended_on is null
                               where k.key = $1 and k.mark = $2)
                insert into city.question (asked_by, person) values ($3, (select person from known limit 1))
                returning person is not null
                """);
            foreach (var value in new object[] { key.Name, mark, asking }) answer.Parameters.Add(new() { Value = value });
            return (bool)(await answer.ExecuteScalarAsync(cancel))!;
        }
        catch (NpgsqlException)
        {
            // A county whose database is away gives no answer; whoever asks then writes a letter.
            return null;
        }
    }

    /// <summary>Marks follow from the roster, so those that are missing are made when somebody asks.</summary>
    private async Task MarkMembers(string county, NpgsqlDataSource register, CancellationToken cancel)
    {
        while (true)
        {
            var unmarked = await register.All(
                """
                select m.person
                from register.membership m
                where m.ended_on is null and not exists (select from city.mark k where k.person = m.person and k.key = $1)
                limit $2
                """,
                row => row.GetGuid(0), cancel, key.Name, MarkedAtOnce);
            if (unmarked.Count == 0) return;

            var people = await vault.Compare(county, unmarked, cancel);
            await using var keep = register.CreateCommand(
                "insert into city.mark (person, key, mark) select person, $1, mark from unnest($2, $3) as t(person, mark) on conflict do nothing");
            keep.Parameters.Add(new() { Value = key.Name });
            keep.Parameters.Add(new() { Value = unmarked.ToArray() });
            keep.Parameters.Add(new() { Value = unmarked.Select(person => CityRolls.MarkOf(key, people.GetValueOrDefault(person))).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bytea });
            await keep.ExecuteNonQueryAsync(cancel);
        }
    }
}
