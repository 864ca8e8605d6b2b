using System.Text.Json.Serialization;
using JasperFx;
using Microsoft.AspNetCore.Identity;

namespace RuralRights.Registry.SignIn;

/// <summary>Somebody who can sign in: which person, and what proves it. Names, numbers and the secret of the authenticator lie in the vault.</summary>
public sealed class Account : IRevisioned
{
    /// <summary>Id.</summary>
    public Guid Id { get; set; }

    /// <summary>Whose it is.</summary>
    public Guid Person { get; set; }

    /// <summary>Keyed hash of the telephone number, upper-case hexadecimal; it is what the account is looked up by. People of one household may share it.</summary>
    public string NameHash { get; set; } = "";

    /// <summary>Hash of the password; null while none was set.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>True once an authenticator was proved to work; a password is worth nothing without it.</summary>
    public bool HasAuthenticator { get; set; }

    /// <summary>Hash of the last authenticator code, which is not accepted twice.</summary>
    public string? LastCode { get; set; }

    /// <summary>Changes with everything that proves who one is; sessions with another stamp are over.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>
    /// Until when a code to a telephone that others use as well is enough to set the first proof of one's own: two administrators have
    /// just had the person before them. Null at any other time.
    /// </summary>
    public DateTimeOffset? FirstProofUntil { get; set; }

    /// <summary>Locked by an administrator until then, which is for good; what is locked by wrong tries stands in <see cref="Tries"/>.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>True for somebody of the demonstration, whom a click signs in where that is switched on.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Name of the external provider and subject there, as <c>provider|subject</c>; null when there is none.</summary>
    public string? External { get; set; }

    /// <summary>Passkeys.</summary>
    public List<KeptPasskey> Passkeys { get; set; } = [];

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>True when an office can be acted in: there is more than a telephone to prove it.</summary>
    [JsonIgnore]
    public bool IsStrong => (PasswordHash is not null && HasAuthenticator) || Passkeys.Count > 0 || External is not null;

    /// <summary>How long somebody who was just before the administrators has to set their first proof.</summary>
    public static readonly TimeSpan InPerson = TimeSpan.FromMinutes(30);

    /// <summary>Keeps a passkey as it is now.</summary>
    public void Keep(UserPasskeyInfo passkey)
    {
        var kept = KeptPasskey.Of(passkey);
        Passkeys.RemoveAll(known => known.Id == kept.Id);
        Passkeys.Add(kept);
    }
}

/// <summary>A passkey: public key only.</summary>
public sealed record KeptPasskey(
    string Id, byte[] PublicKey, string? Name, DateTimeOffset CreatedAt, long SignCount, string[] Transports,
    bool UserVerified, bool BackupEligible, bool BackedUp, byte[] AttestationObject, byte[] ClientData)
{
    /// <summary>As the framework hands it over.</summary>
    public static KeptPasskey Of(UserPasskeyInfo passkey) => new(
        Convert.ToHexString(passkey.CredentialId), passkey.PublicKey, passkey.Name, passkey.CreatedAt, passkey.SignCount, passkey.Transports ?? [],
        passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson);

    /// <summary>As the framework wants it back.</summary>
    public UserPasskeyInfo ToInfo() => new(
        Convert.FromHexString(Id), PublicKey, CreatedAt, checked((uint)SignCount), Transports, UserVerified, BackupEligible, BackedUp, AttestationObject, ClientData) { Name = Name };
}

/// <summary>The county whose accounts these are.</summary>
public sealed record HomeCounty(string Code);
