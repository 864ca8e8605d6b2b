namespace RuralRights.Domain.Law;

/// <summary>Reads and writes codes of a fixed number of digits, which the field keeps as text and the register as numbers.</summary>
/// <remarks>Up to 19 digits fit an <see cref="ulong"/>; leading zeros count, so the width always travels with the number.</remarks>
public static class DigitCode
{
    /// <summary>True when <paramref name="text"/> is exactly <paramref name="digits"/> ASCII digits; full-width digits are not.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int digits, out ulong value)
    {
        value = 0;
        if (text.Length != digits) return false;

        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                value = 0;
                return false;
            }

            value = (value * 10) + (ulong)(character - '0');
        }

        return true;
    }

    /// <summary>Writes a code with its leading zeros.</summary>
    public static string Write(ulong value, int digits) =>
        string.Create(digits, value, static (text, rest) =>
        {
            for (var at = text.Length - 1; at >= 0; at--)
            {
                text[at] = (char)('0' + (rest % 10));
                rest /= 10;
            }
        });
}
