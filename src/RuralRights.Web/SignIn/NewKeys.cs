using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>
/// Keys of authenticators that are shown but not yet proved. The browser holds one sealed, for half an hour; it is worth nothing in another
/// sign-in, nor once what proves the account has changed.
/// </summary>
public sealed class NewKeys(IDataProtectionProvider protection, AccountStore store, UserManager<Account> accounts)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const string Cookie = "rr-new-key";

    private const string Page = "/account/authenticator";

    /// <summary>
    /// The key that this browser is being shown, and the same sealed for the form: it stays however often the page is opened, or somebody
    /// who scanned it and then changed the language would type codes of a key that is gone.
    /// </summary>
    public (string Key, string Sealed) Shown(HttpContext context, Account account) =>
        context.Request.Cookies[Cookie] is { } held && Open(context, account, held) is { } key ? (key, held) : Renew(context, account);

    /// <summary>Shows another key from now on.</summary>
    public (string Key, string Sealed) Renew(HttpContext context, Account account)
    {
        var key = accounts.GenerateNewAuthenticatorKey();
        var text = Of(context, account).Protect(key, Lifetime);
        context.Response.Cookies.Append(Cookie, text, Options(context));
        return (key, text);
    }

    /// <summary>The key of a form; null when it is another's, too old or altered.</summary>
    public string? Open(HttpContext context, Account account, string text)
    {
        try
        {
            return Of(context, account).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Keeps a key that was proved; it is shown no more.</summary>
    public Task Keep(HttpContext context, Account account, string key, CancellationToken cancel)
    {
        context.Response.Cookies.Delete(Cookie, Options(context));
        return store.SetAuthenticatorKeyAsync(account, key, cancel);
    }

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

    private static CookieOptions Options(HttpContext context) => new()
    {
        MaxAge = Lifetime,
        Path = Page,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    private ITimeLimitedDataProtector Of(HttpContext context, Account account) =>
        protection.CreateProtector("new authenticator", account.Id.ToString(), account.SecurityStamp, $"{Ticket.From(context.User)?.Session}").ToTimeLimitedDataProtector();
}
