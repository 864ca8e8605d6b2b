using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>
/// Asks the rest of the city about one person (成员身份跨县核对): counties on this server in their own databases, those on others by
/// <see cref="CityExchange"/>. Only the mark crosses; what came back is logged here as it is there.
/// </summary>
public sealed class CityRolls(CountyRoll rolls, CityExchange exchange, Vault vault, CityKey key, TimeProvider clock)
{
    /// <summary>What both sides write into their logs as the purpose.</summary>
    internal const string Purpose = "本市成员身份核对 check of a membership within the city";

    private const int CityDigits = 4;

    /// <summary>What the other counties say. They are asked at the same time, so that several silent ones cost no more time than one.</summary>
    /// <param name="read">What the act reads, in the county that asks.</param>
    /// <param name="person">Whom it asks about.</param>
    /// <param name="counties">Counties that have to answer, as the county has set them; null for those that can be asked.</param>
    /// <param name="peers">Counties on other servers, as the county has set them.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<CityAnswer> Ask(Reading read, Guid person, IReadOnlyList<string>? counties, IReadOnlyList<CityPeer> peers, Actor by, CancellationToken cancel)
    {
        if (MarkOf(key, (await vault.Compare(read.County, [person], cancel)).GetValueOrDefault(person)) is not { } mark) return CityAnswer.Clear with { HasNumber = false };

        var kept = (await rolls.Kept(cancel)).Where(county => county.StartsWith(read.County[..CityDigits], StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var elsewhere = peers.Where(peer => !kept.Contains(peer.County)).ToDictionary(peer => peer.County, StringComparer.Ordinal);
        var asked = (counties ?? [.. kept, .. elsewhere.Keys]).Except([read.County], StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var replies = await Task.WhenAll(asked.Select(county =>
            kept.Contains(county) ? rolls.Ask(county, read.County, mark, cancel)
            : elsewhere.TryGetValue(county, out var peer) ? exchange.Ask(peer, new(read.County, county, key.Name, mark, Guid.NewGuid(), clock.GetUtcNow()), cancel)
            : Task.FromResult(new CountyReply(county, null, CountySilence.NotListed))));

        await Note(read.Register, person, replies, by, cancel);
        return new(true, replies);
    }

    /// <summary>The mark of a person; null for one without an identity number.</summary>
    internal static byte[]? MarkOf(CityKey key, Person? person) =>
        person is not null && Person.Normalised(person.IdType, person.IdNumber) is { } number ? key.MarkOf(person.IdType, number) : null;

    // A question that was asked is logged whatever becomes of the act.
    private async Task Note(NpgsqlConnection register, Guid person, CountyReply[] replies, Actor by, CancellationToken cancel)
    {
        if (replies.Length == 0) return;

        await using var note = new NpgsqlCommand("""
            with noted as (insert into city.asking (county, person, asked_by, at, silence, rule, member_since)
                           select r.county, $1, $2, $3, r.silence, r.rule, r.since
                           from unnest($4, $5, $6, $7) as r(county, silence, rule, since))
            insert into oversight.audit_log (who, address, act, what, why, outcome)
            select $2, $8, 'city-check', 'person/' || $1, $9, r.said
            from unnest($10) as r(said)
            """, register);
        foreach (var value in new object[]
        {
            person, by.ToString()!, clock.GetUtcNow(), replies.Select(reply => reply.County).ToArray(), replies.Select(reply => reply.SilenceCode).ToArray(),
            replies.Select(reply => reply.Rule).ToArray(), replies.Select(reply => reply.MemberSince).ToArray(), AuditTrail.Address, Purpose,
            replies.Select(reply => $"{reply.County} {reply.InShort}").ToArray(),
        })
        {
            note.Parameters.Add(new() { Value = value });
        }

        await note.ExecuteNonQueryAsync(cancel);
    }
}
