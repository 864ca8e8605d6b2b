using System.Security.Cryptography;
using Marten;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Opens accounts: a person, and the number they are reached by.</summary>
public sealed class OpenAccount(IDocumentStore store, Vault vault, TimeProvider clock)
{
    /// <summary>
    /// Opens an account at the county's own machine, for its first two administrators, whom nobody is there yet to approve; null when
    /// the person or the number has one. On the pages two people open an account: <see cref="AccountChanges"/>.
    /// </summary>
    public async Task<Account?> For(string county, Guid person, string phone, CancellationToken cancel)
    {
        await using var session = store.LightweightSession(county);
        if (await session.Query<Account>().AnyAsync(known => known.Person == person && !known.IsDemonstration, cancel)) return null;

        var hash = await vault.PhoneHash(county, phone);
        if (await session.Query<Account>().AnyAsync(known => known.NameHash == hash, cancel)) return null;

        var account = await Begin(session, county, Guid.CreateVersion7(), person, phone);
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (Desk.Violation(e) is { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }

        return account;
    }

    /// <summary>The account and where its person is reached, in a transaction of the caller.</summary>
    internal async Task<Account> Begin(IDocumentSession session, string county, Guid id, Guid person, string phone)
    {
        var account = new Account { Id = id, Person = person, NameHash = await vault.PhoneHash(county, phone), SecurityStamp = NewStamp(), OpenedAt = clock.GetUtcNow() };
        session.Insert(account);
        var (sql, values) = vault.Keeping($"contact/{person}", new(Contact: phone));
        session.QueueSqlCommand(sql, values);
        return account;
    }

    /// <summary>A stamp that no session has.</summary>
    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
