using System.Globalization;
using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Reads codes, numbers and days straight from the bytes of a field. All three are ASCII in every encoding that is delivered.</summary>
internal static class FieldText
{
    /// <summary>The character that stands for bytes that are no text.</summary>
    public const char Unreadable = '\uFFFD';

    private const int LongestCode = 19;
    private const int LongestNumber = 40;

    /// <summary>Copies text that is plain ASCII, as codes are in every encoding; false when it is not. A length of -1 says that it does not fit.</summary>
    public static bool TryCopyAscii(ReadOnlySpan<byte> text, Span<char> into, out int length)
    {
        length = -1;
        if (!Ascii.IsValid(text)) return false;
        if (text.Length <= into.Length) Encoding.ASCII.TryGetChars(text, into, out length);
        return true;
    }

    public static bool TryCode(ReadOnlySpan<byte> text, out ulong code)
    {
        code = 0;
        if (text.Length is 0 or > LongestCode) return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit((char)character))
            {
                code = 0;
                return false;
            }

            code = (code * 10) + (ulong)(character - '0');
        }

        return true;
    }

    public static bool TryNumber(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and <= LongestNumber
            && decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out number);
    }

    /// <remarks>A date cell that carries a time of day is spooled as <c>yyyy-MM-ddTHH:mm:ss</c>; the day is what counts.</remarks>
    public static bool TryDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length == 19 && text[10] == 'T') text = text[..10];
        if (text.Length is not (8 or 10)) return false;

        Span<char> characters = stackalloc char[text.Length];
        return Encoding.ASCII.TryGetChars(text, characters, out _)
            && DateOnly.TryParseExact(
                characters,
                text.Length == 8 ? "yyyyMMdd" : "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out day);
    }

    /// <summary>True when a spreadsheet would take the text for a formula. A plain negative or signed number is none.</summary>
    public static bool LooksLikeFormula(ReadOnlySpan<char> text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', _, ..]
        && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
