using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RuralRights.Interchange.Certificates;

/// <summary>Why a token typed by hand could not be read (输入有误), in words for the person who typed it.</summary>
public sealed record TypingError(string Chinese, string English);

/// <summary>
/// The random number (核验码) that leads from a printed certificate to its public verification page.
/// </summary>
/// <remarks>
/// 128 bits drawn by whoever issues the certificate, so that it cannot be guessed and says nothing about the holder.
/// Written as 26 characters of Crockford's base 32 and one check character, in groups of four:
/// <c>0A9K-4TZQ-…-7M2</c>. Crockford's own check characters include <c>*~$=</c>, which phones hide and addresses escape;
/// ours is the character that makes the weighted sum over GF(32) zero. It stays inside the alphabet and finds every single
/// wrong character and every swap of two.
/// </remarks>
public readonly record struct VerificationToken(UInt128 Value)
{
    /// <summary>Number of characters without separators, the check character included.</summary>
    public const int Length = Digits + 1;

    private const int Digits = 26;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Takes the 16 bytes of a cryptographic random number.</summary>
    public static VerificationToken FromBytes(ReadOnlySpan<byte> random) => random.Length == 16
        ? new(BinaryPrimitives.ReadUInt128BigEndian(random))
        : throw new ArgumentException("A verification token is 16 bytes.", nameof(random));

    /// <summary>The form in addresses and codes: 27 characters without separators.</summary>
    public override string ToString() => string.Create(Length, Value, static (text, value) =>
    {
        var check = 0;
        for (var place = 1; place <= Digits; place++)
        {
            var digit = (int)(value & 31);
            text[Digits - place] = Alphabet[digit];
            check ^= Weigh(digit, place);
            value >>= 5;
        }

        text[Digits] = Alphabet[check];
    });

    /// <summary>The form for the eye and the hand, in groups of four.</summary>
    public string Grouped => string.Join('-', ToString().Chunk(4).Select(group => new string(group)));

    /// <summary>
    /// Reads what a person typed: lower case, spaces and dashes are welcome, O is read as 0, I and L as 1, and of a whole
    /// address only the last part counts.
    /// </summary>
    public static bool TryRead(string? typed, out VerificationToken token, [NotNullWhen(false)] out TypingError? error)
    {
        token = default;
        var value = UInt128.Zero;
        var sum = 0;
        var count = 0;
        var text = (typed ?? "").Trim().TrimEnd('/').Normalize(System.Text.NormalizationForm.FormKC);
        foreach (var written in text[(text.LastIndexOf('/') + 1)..])
        {
            if (char.IsWhiteSpace(written) || char.GetUnicodeCategory(written) == UnicodeCategory.DashPunctuation) continue;
            var digit = Alphabet.IndexOf(Intended(written), StringComparison.Ordinal);
            if (digit < 0)
            {
                error = new($"核验码里没有“{written}”这个字符，请对照证书重新输入。", $"A verification code has no character “{written}”. Please compare with the certificate.");
                return false;
            }

            if (count < Digits) value = value << 5 | (uint)digit;
            if (count == 0 && digit > 7) sum = -1;
            if (count < Length && sum >= 0) sum ^= Weigh(digit, Digits - count);
            count++;
        }

        error = (count, sum) switch
        {
            (0, _) => new("请输入证书上的核验码。", "Please type the verification code on the certificate."),
            (not Length, _) => new($"核验码应为{Length}个字符，输入了{count}个。", $"A verification code has {Length} characters; {count} were typed."),
            (_, not 0) => new("核验码输入有误：校验字符不符，请对照证书逐字检查。", "The verification code was mistyped: its check character does not match. Please compare it with the certificate."),
            _ => null,
        };
        if (error is not null) return false;
        token = new(value);
        return true;
    }

    private static char Intended(char written) => char.ToUpperInvariant(written) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    /// <summary>Multiplies a digit by the n-th power of the generator x of GF(32) with x^5 = x^2 + 1; powers 0 to 26 are all different.</summary>
    private static int Weigh(int digit, int power)
    {
        for (; power > 0; power--) digit = (digit << 1) ^ (digit >= 16 ? 0b100101 : 0);
        return digit;
    }
}

/// <summary>Where a certificate is verified: <c>{base}/v/{county}/{token}</c>, which is also what its QR code (二维码) holds.</summary>
/// <param name="Site">Address of the public site, with or without a path.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="Token">The certificate's token.</param>
public sealed record VerificationAddress(Uri Site, string County, VerificationToken Token)
{
    /// <summary>Six-digit county code.</summary>
    public string County { get; } = County is { Length: 6 } && County.All(char.IsAsciiDigit)
        ? County
        : throw new ArgumentException($"A county code has six digits, not “{County}”.", nameof(County));

    /// <summary>The address a phone opens.</summary>
    public string Url => $"{Site.AbsoluteUri.TrimEnd('/')}/v/{County}/{Token}";
}
