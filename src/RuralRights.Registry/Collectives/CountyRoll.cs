using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>The rolls of the counties on this server. Each answers in its own database; no statement reads two of them.</summary>
public sealed class CountyRoll(CountyConnections connections, Vault vault, CityKey key)
{
    private const int MarkedAtOnce = 2_000;

    /// <summary>The counties that are kept here.</summary>
    public async Task<IReadOnlyList<string>> Kept(CancellationToken cancel) => await connections.Counties(cancel);

    /// <summary>Answers another county of this server.</summary>
    public async Task<CountyReply> Ask(string county, string asking, byte[] mark, CancellationToken cancel)
    {
        try
        {
            await MarkMembers(county, cancel);
            await using var register = await connections[county].OpenConnectionAsync(cancel);
            return await Answer(register, county, asking, mark, null, cancel);
        }
        catch (NpgsqlException)
        {
            // A county whose database is away gives no answer; whoever asks then writes a letter.
            return new(county, null, CountySilence.Unreachable);
        }
    }

    /// <summary>Looks somebody up by the mark, and logs question and answer in the same statement.</summary>
    /// <param name="register">A connection to the county that is asked.</param>
    /// <param name="county">That county.</param>
    /// <param name="asking">The county that asks.</param>
    /// <param name="mark">Mark of the identity number.</param>
    /// <param name="nonce">The nonce of a question from another server; null for one of this server.</param>
    /// <param name="cancel">Stops it.</param>
    internal async Task<CountyReply> Answer(NpgsqlConnection register, string county, string asking, byte[] mark, Guid? nonce, CancellationToken cancel)
    {
        await using var answer = new NpgsqlCommand("""
            with known as (select m.person, m.since
                           from city.mark k
                                    join register.membership m on m.person = k.person and m.ended_on is null
                           where k.key = $1 and k.mark = $2
                           limit 1),
                 noted as (insert into city.question (asked_by, person, nonce, member_since)
                           select $3, max(k.person::text)::uuid, $4, max(k.since) from known k
                           returning person, member_since)
            insert into oversight.audit_log (who, address, act, what, why, outcome)
            select 'county/' || $3, $5, 'city-check', coalesce('person/' || n.person, 'county/' || $6), $7, coalesce('yes ' || n.member_since, 'no')
            from noted n
            returning (select member_since from noted)
            """, register);
        foreach (var value in new object[] { key.Name, mark, asking, (object?)nonce ?? DBNull.Value, Oversight.AuditTrail.Address, county, CityRolls.Purpose }) answer.Parameters.Add(new() { Value = value });
        answer.Parameters[3].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
        return new(county, await answer.ExecuteScalarAsync(cancel) is DateOnly since ? since : null);
    }

    /// <summary>Marks follow from the roster, so those that are missing are made when somebody asks.</summary>
    internal async Task MarkMembers(string county, CancellationToken cancel)
    {
        var register = connections[county];
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
