using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.SignIn;

/// <summary>Keeps accounts for ASP.NET Core Identity as documents of the county's database.</summary>
public sealed class AccountStore(IDocumentStore store, HomeCounty county, Vault vault, Tries tries) :
    IUserPasswordStore<Account>,
    IUserSecurityStampStore<Account>,
    IUserLockoutStore<Account>,
    IUserTwoFactorStore<Account>,
    IUserAuthenticatorKeyStore<Account>,
    IUserPasskeyStore<Account>
{
    private static readonly IdentityErrorDescriber Errors = new();

    /// <inheritdoc/>
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession(county.Code);
        session.Insert(user);
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (Store.Desk.Violation(e) is { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return IdentityResult.Failed(Errors.DuplicateUserName(""));
        }

        user.Version = Math.Max(user.Version, 1);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession(county.Code);
        session.UpdateRevision(user, user.Version + 1);
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
            return IdentityResult.Success;
        }
        catch (ConcurrencyException)
        {
            return IdentityResult.Failed(Errors.ConcurrencyFailure());
        }
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession(county.Code);
        session.Delete(user);
        await session.SaveChangesAsync(CancellationToken.None);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id)) return null;

        await using var session = store.QuerySession(county.Code);
        return await session.LoadAsync<Account>(id, cancellationToken);
    }

    /// <summary>The account of a number; where a family shares it, the one that has more than the telephone to prove it.</summary>
    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        (await OfNumber(normalizedUserName, cancellationToken)).OrderByDescending(account => account.IsStrong).FirstOrDefault();

    /// <summary>The accounts of a number, the oldest first. People of one household may share one.</summary>
    public async Task<IReadOnlyList<Account>> OfNumber(string nameHash, CancellationToken cancel)
    {
        await using var session = store.QuerySession(county.Code);
        return await session.Query<Account>().Where(account => account.NameHash == nameHash).OrderBy(account => account.OpenedAt).ThenBy(account => account.Id).ToListAsync(cancel);
    }

    /// <summary>The account of a person, a real one before the demonstration's; null when there is none.</summary>
    public async Task<Account?> OfPerson(Guid person, CancellationToken cancel)
    {
        await using var session = store.QuerySession(county.Code);
        return await session.Query<Account>().OrderBy(account => account.IsDemonstration).FirstOrDefaultAsync(account => account.Person == person, cancel);
    }

    /// <summary>The account that an external provider vouches for; null when there is none.</summary>
    public async Task<Account?> OfExternal(string external, CancellationToken cancel)
    {
        await using var session = store.QuerySession(county.Code);
        return await session.Query<Account>().FirstOrDefaultAsync(account => account.External == external, cancel);
    }

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NameHash);

    /// <inheritdoc/>
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.NameHash = userName ?? "");

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NameHash);

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.NameHash = normalizedName ?? "");

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    /// <inheritdoc/>
    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockedUntil = lockoutEnd);

    /// <inheritdoc/>
    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await tries.Count(KeysOf(user), cancellationToken);
        return await tries.Lately(KeysOf(user), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => tries.Forget(KeysOf(user), cancellationToken);

    /// <inheritdoc/>
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => tries.Lately(KeysOf(user), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Every account can be locked; there is nothing to set.</summary>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => user.HasAuthenticator = enabled);

    /// <inheritdoc/>
    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.HasAuthenticator);

    /// <inheritdoc/>
    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => vault.Keep(county.Code, SecretOf(user), new(Words: key), cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        (await vault.CompareTexts(county.Code, [SecretOf(user)], cancellationToken)).GetValueOrDefault(SecretOf(user))?.Words;

    /// <inheritdoc/>
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => Set(() => user.Keep(passkey));

    /// <inheritdoc/>
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(passkey => passkey.ToInfo())]);

    /// <inheritdoc/>
    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexString(credentialId);
        await using var session = store.QuerySession(county.Code);
        return await session.Query<Account>().FirstOrDefaultAsync(account => account.Passkeys.Any(passkey => passkey.Id == id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.Find(passkey => passkey.Id == Convert.ToHexString(credentialId))?.ToInfo());

    /// <inheritdoc/>
    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Set(() => user.Passkeys.RemoveAll(passkey => passkey.Id == Convert.ToHexString(credentialId)));

    /// <summary>Nothing is held open between calls.</summary>
    public void Dispose()
    {
    }

    internal static string SecretOf(Account account) => $"account/{account.Id}";

    private static string[] KeysOf(Account account) => [account.NameHash, Tries.KeyOf(account)];

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
