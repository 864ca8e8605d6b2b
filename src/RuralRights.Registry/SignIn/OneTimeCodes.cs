using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Codes of six digits sent to a telephone: each for one purpose, for five minutes, for five tries, once.</summary>
public sealed class OneTimeCodes(CountyConnections connections, HomeCounty county, Vault vault, Notices notices, TimeProvider clock)
{
    private const int AnHour = 6;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>
    /// Makes a code and sends it when somebody has that number. What is given back tells nothing: a code that nobody has and a number
    /// that asked too often get an id as well, which no code will ever open.
    /// </summary>
    /// <param name="nameHash">Keyed hash of the number that was typed.</param>
    /// <param name="account">The account of that number; null when there is none.</param>
    /// <param name="purpose">What it is for: <c>sign-in</c>, or <c>confirm/{terms}</c> and <c>withdraw/{terms}</c> for exactly these terms.</param>
    /// <param name="text">Says what the code is for; the code takes the place of {0}.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Guid> Send(string nameHash, Account? account, string purpose, string text, CancellationToken cancel)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        // Whoever holds a connection asks for no second one: with all of them held, everybody would wait for everybody.
        var phone = await vault.ContactOf(county.Code, account?.Person ?? Guid.Empty, cancel);
        await using var connection = await connections[county.Code].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run("select pg_advisory_xact_lock(hashtextextended($1, 0))", nameHash);
        await Run("delete from identity.one_time_code where id in (select id from identity.one_time_code where made_at < $1 limit 100 for update skip locked)", now - Kept);
        await using var make = new Npgsql.NpgsqlCommand("""
            insert into identity.one_time_code (id, name_hash, account, purpose, hash, made_at, expires_at)
            select $1, $2, case when count(*) < $8 then $3::uuid end, $4, $5, $6, $7
            from identity.one_time_code
            where name_hash = $2 and made_at > $6 - interval '1 hour'
            returning account is not null
            """, connection, transaction);
        foreach (var value in new[] { id, nameHash, (object?)account?.Id ?? DBNull.Value, purpose, HashOf(id, code), now, now + Lifetime, AnHour }) make.Parameters.Add(new() { Value = value });
        if ((bool)(await make.ExecuteScalarAsync(cancel))! && phone is not null)
            await notices.Keep(connection, $"code/{id}", new("sms", phone, string.Format(CultureInfo.InvariantCulture, text, code)), cancel);

        await transaction.CommitAsync(CancellationToken.None);
        notices.Wake();
        return id;

        async Task Run(string sql, object value)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, transaction) { Parameters = { new() { Value = value } } };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>
    /// The account whose code this is, when it is right, in time, for that purpose and not used before; null otherwise, and for a code
    /// that went to a number which is not the account's any more.
    /// </summary>
    public async Task<Guid?> Use(Guid id, string purpose, string typed, CancellationToken cancel)
    {
        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        var now = clock.GetUtcNow();
        var register = connections[county.Code];
        var tried = await register.First(
            """
            update identity.one_time_code c
            set tries = tries + 1
            where c.id = $1 and c.purpose = $2 and c.used_at is null and c.expires_at > $3 and c.tries < 5
            returning c.hash, (select a.id from identity.mt_doc_account a where a.id = c.account and a.data ->> 'name_hash' = c.name_hash)
            """,
            row => new { Hash = row.GetFieldValue<byte[]>(0), Account = row.Maybe<Guid>(1) },
            cancel,
            id, purpose, now);
        if (!CryptographicOperations.FixedTimeEquals(tried?.Hash ?? new byte[SHA256.HashSizeInBytes], HashOf(id, code)) || tried?.Account is not { } account) return null;

        // Of two who send the right code at once, one is in time.
        var used = await register.First(
            "update identity.one_time_code set used_at = $2 where id = $1 and used_at is null returning id", row => new { Id = row.GetGuid(0) }, cancel, id, now);
        return used is null ? null : account;
    }

    private static byte[] HashOf(Guid id, string code) => HMACSHA256.HashData(id.ToByteArray(), Encoding.ASCII.GetBytes(code));
}
