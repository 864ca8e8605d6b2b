using Marten;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.SignIn;

/// <summary>Opens accounts: a person, and the number they are reached by.</summary>
public sealed class OpenAccount(IDocumentStore store, Vault vault, TimeProvider clock)
{
    /// <summary>Opens an account; null when the number has one.</summary>
    public async Task<Account?> For(string county, Guid person, string phone, CancellationToken cancel)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            Person = person,
            NameHash = await vault.PhoneHash(county, phone),
            SecurityStamp = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20)),
            OpenedAt = clock.GetUtcNow(),
        };
        if (!(await new AccountStore(store, new(county), vault).CreateAsync(account, cancel)).Succeeded) return null;

        await vault.KeepContact(county, person, phone, cancel);
        return account;
    }
}
