using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>A question to a passkey: what the browser is handed, and what of it comes back with the answer, sealed.</summary>
/// <param name="Options">What the browser hands to the passkey, as WebAuthn has it.</param>
/// <param name="Sealed">What the answer is checked against.</param>
public sealed record PasskeyQuestion(string Options, string Sealed);

/// <summary>
/// Asks passkeys and checks what they answer (WebAuthn). A passkey proves two things at once: that one has the device, and by finger,
/// face or PIN that one is its owner. A question is good for ten minutes, for one purpose, and is answered once.
/// </summary>
public sealed class Passkeys(IPasskeyHandler<Account> handler, IDataProtectionProvider protection, PasskeyQuestions questions)
{
    private const string SigningIn = "sign-in";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Asks to make a passkey for an account.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whose it will be.</param>
    /// <param name="name">What the device calls the account; it may go to a maker of telephones, so it is masked.</param>
    public async Task<PasskeyQuestion> AskForNew(HttpContext http, Account account, string name)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = name, DisplayName = name }, http);
        return new(asked.CreationOptionsJson, Of(account.Id.ToString()).Protect(asked.AttestationState ?? "", Lifetime));
    }

    /// <summary>Asks any passkey of this register who is there.</summary>
    public async Task<PasskeyQuestion> AskWho(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return new(asked.RequestOptionsJson, Of(SigningIn).Protect(asked.AssertionState ?? "", Lifetime));
    }

    /// <summary>The passkey that was made for an account; null when the answer is none to this question.</summary>
    public async Task<UserPasskeyInfo?> New(HttpContext http, Account account, string question, string answer, CancellationToken cancel)
    {
        if (await Open(account.Id.ToString(), question, cancel) is not { } state) return null;

        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = answer, AttestationState = state });
        return made is { Succeeded: true, Passkey.IsUserVerified: true } && made.UserEntity.Id == account.Id.ToString() ? made.Passkey : null;
    }

    /// <summary>The account whose passkey answered, and the passkey as it is now; null when nobody's did.</summary>
    public async Task<(Account Account, UserPasskeyInfo Passkey)?> Who(HttpContext http, string question, string answer, CancellationToken cancel)
    {
        if (await Open(SigningIn, question, cancel) is not { } state) return null;

        var proved = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = answer, AssertionState = state });
        return proved is { Succeeded: true, Passkey.IsUserVerified: true } ? (proved.User, proved.Passkey) : null;
    }

    private async Task<string?> Open(string purpose, string question, CancellationToken cancel)
    {
        try
        {
            var state = Of(purpose).Unprotect(question);
            return await questions.Answer(question, cancel) ? state : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Of(string purpose) => protection.CreateProtector("passkey", purpose).ToTimeLimitedDataProtector();
}
