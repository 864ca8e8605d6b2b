using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>Keys of authenticators that are shown but not yet proved. They travel sealed in the form, for half an hour, bound to the account.</summary>
public sealed class NewKeys(IDataProtectionProvider protection, AccountStore store)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Seals a key for the form.</summary>
    public string Seal(Guid account, string key) => Of(account).Protect(key, Lifetime);

    /// <summary>The key of a form; null when it is another's, too old or altered.</summary>
    public string? Open(Guid account, string text)
    {
        try
        {
            return Of(account).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Keeps a key that was proved.</summary>
    public Task Keep(Account account, string key, CancellationToken cancel) => store.SetAuthenticatorKeyAsync(account, key, cancel);

    /// <summary>True when the code is of this key, now or half a minute ago or ahead (RFC 6238).</summary>
    public static bool IsRight(string key, string code, DateTimeOffset now) =>
        code.Length == 6 && Enumerable.Range(-1, 3).Any(step => CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(CodeOf(key, now.ToUnixTimeSeconds() / 30 + step)), System.Text.Encoding.ASCII.GetBytes(code)));

    /// <summary>The code of a key at a step of half a minute.</summary>
    public static string CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and every authenticator use SHA-1 here; its collisions do not matter to an HMAC.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0x0f;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & int.MaxValue) % 1_000_000;
        return number.ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string key)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (bytes, bits, value) = (new List<byte>(), 0, 0);
        foreach (var letter in key.TrimEnd('='))
        {
            value = (value << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;

            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }

        return [.. bytes];
    }

    private ITimeLimitedDataProtector Of(Guid account) => protection.CreateProtector("new authenticator", account.ToString()).ToTimeLimitedDataProtector();
}
