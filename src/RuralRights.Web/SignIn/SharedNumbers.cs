using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>
/// Says who it is, where people of one household share a telephone: after the code was right, and not before, because a stranger who
/// knows a number must not learn whose it is.
/// </summary>
public sealed class SharedNumbers(IDataProtectionProvider protection, AccountStore accounts)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("shared number").ToTimeLimitedDataProtector();

    /// <summary>Everybody who has the number of this account and may sign in.</summary>
    public async Task<IReadOnlyList<Account>> Of(Account account, DateTimeOffset now, CancellationToken cancel) =>
        [.. (await accounts.OfNumber(account.NameHash, cancel)).Where(one => one.LockedUntil is not { } until || until <= now)];

    /// <summary>What the page of names carries: that the code of this number was right a moment ago.</summary>
    public string Proved(Account account) => _seal.Protect(account.NameHash, Lifetime);

    /// <summary>The one that was chosen, when it is of the number that was proved; null otherwise.</summary>
    public async Task<Account?> Chosen(string proof, Guid chosen, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var number = _seal.Unprotect(proof);
            return (await accounts.OfNumber(number, cancel)).FirstOrDefault(one => one.Id == chosen && (one.LockedUntil is not { } until || until <= now));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
