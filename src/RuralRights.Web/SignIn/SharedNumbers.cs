using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>
/// Tells people of one household who share a telephone apart: after the code was right, and not before, because a stranger who knows a
/// number must not learn whose it is. Whoever of them has a proof of their own is let in by that alone, and the first one they set under
/// the eyes of the administrators: otherwise whoever holds the telephone would be all of them.
/// </summary>
public sealed class SharedNumbers(IDataProtectionProvider protection, AccountStore accounts, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("shared number").ToTimeLimitedDataProtector();

    /// <summary>Everybody who has the number of this account and may sign in by a code to it.</summary>
    public Task<IReadOnlyList<Account>> Of(Account account, CancellationToken cancel) => Open(account.NameHash, cancel);

    /// <summary>True when everybody who has this number has to use a proof of their own.</summary>
    public async Task<bool> HaveTheirOwn(Account account, CancellationToken cancel) =>
        await accounts.OfNumber(account.NameHash, cancel) is { Count: > 1 } sharing && sharing.All(one => one.IsStrong);

    /// <summary>What the page of names carries: that the code of this number was right a moment ago.</summary>
    public string Proved(Account account) => _seal.Protect(account.NameHash, Lifetime);

    /// <summary>The one that was chosen, when it is of the number that was proved; null otherwise.</summary>
    public async Task<Account?> Chosen(string proof, Guid chosen, CancellationToken cancel)
    {
        try
        {
            return (await Open(_seal.Unprotect(proof), cancel)).FirstOrDefault(one => one.Id == chosen);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// True when what proves who one is may be changed. A telephone alone sets the first proof and replaces none, or whoever picks up an
    /// official's telephone would have their office; and where others use it too, it sets the first one only in person.
    /// </summary>
    public async Task<bool> MayProveAnew(HttpContext context, Account account, CancellationToken cancel) =>
        Ticket.From(context.User) is { Means: not "code" }
        || (!account.IsStrong && (account.FirstProofUntil > clock.GetUtcNow() || !await IsShared(account, cancel)));

    /// <summary>True when somebody else has this number as well.</summary>
    public async Task<bool> IsShared(Account account, CancellationToken cancel) => (await accounts.OfNumber(account.NameHash, cancel)).Count > 1;

    private async Task<IReadOnlyList<Account>> Open(string number, CancellationToken cancel)
    {
        var (sharing, now) = (await accounts.OfNumber(number, cancel), clock.GetUtcNow());
        return [.. sharing.Where(one => (one.LockedUntil is not { } until || until <= now) && (sharing.Count == 1 || !one.IsStrong))];
    }
}
