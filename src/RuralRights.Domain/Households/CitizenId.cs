using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>What is wrong with a number that should be a citizen identity number.</summary>
public enum CitizenIdFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Neither fifteen digits nor seventeen digits and a check character.</summary>
    Grammar,

    /// <summary>It would be a number, were its digits not full-width (全角) characters.</summary>
    FullWidth,

    /// <summary>The fifteen-digit form given until 1999; it has no check character and its century is a guess.</summary>
    FifteenDigits,

    /// <summary>The first two digits are no province.</summary>
    Division,

    /// <summary>Digits seven to fourteen are no day of the calendar.</summary>
    BirthDate,

    /// <summary>The last character does not follow from the seventeen digits before it.</summary>
    CheckCharacter,
}

/// <summary>公民身份号码 by GB 11643: division (6), birth date (8), sequence (3, odd for men), check character.</summary>
/// <remarks>
/// The division is that of the first registration and may have been abolished since; there is no complete published list of
/// all that ever were, so only the province is checked. A lower-case x is read as X. A value is always valid, except the default.
/// </remarks>
public readonly record struct CitizenId
{
    private const string CheckCharacters = "10X98765432";

    private readonly ulong _body;

    private CitizenId(ulong body) => _body = body;

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>True for men: the seventeenth digit is odd.</summary>
    public bool IsMale => _body % 2 == 1;

    /// <summary>The day of birth the number states.</summary>
    public DateOnly Birth
    {
        get
        {
            var day = (int)(_body / 1000 % 100_000_000);
            return new(day / 10_000, day / 100 % 100, day % 100);
        }
    }

    /// <summary>The six digits of the division of first registration.</summary>
    public string Division => ToString()[..6];

    /// <summary>The number with birth date and sequence hidden, such as <c>620123********7003</c>: the last four stay, as banks show it.</summary>
    public string Masked => string.Concat(Division, "********", ToString().AsSpan(14));

    /// <summary>What is wrong with a number; the first fault found in reading order.</summary>
    public static CitizenIdFault Examine(ReadOnlySpan<char> text)
    {
        if (text.Length == 15 && DigitCode.TryRead(text, 15, out _)) return CitizenIdFault.FifteenDigits;
        if (text.Length != 18 || !DigitCode.TryRead(text[..17], 17, out var body) || !IsCheckCharacter(text[17]))
            return WouldReadInAscii(text) ? CitizenIdFault.FullWidth : CitizenIdFault.Grammar;

        if (!IsProvince((int)(body / 1_000_000_000_000_000))) return CitizenIdFault.Division;
        if (!IsDay((int)(body / 1000 % 100_000_000))) return CitizenIdFault.BirthDate;
        return CheckCharacterOf(body) == char.ToUpperInvariant(text[17]) ? CitizenIdFault.None : CitizenIdFault.CheckCharacter;
    }

    /// <summary>Reads a valid number of eighteen characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CitizenId id)
    {
        if (Examine(text) != CitizenIdFault.None)
        {
            id = default;
            return false;
        }

        DigitCode.TryRead(text[..17], 17, out var body);
        id = new(body);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out CitizenId)"/>
    public static bool TryParse(string? text, out CitizenId id) => TryParse(text.AsSpan(), out id);

    /// <summary>Reads a number that must be valid. The message never repeats it, because it is personal data.</summary>
    public static CitizenId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"No citizen identity number: {Examine(text)}.");

    /// <summary>The eighteen-character form of a fifteen-digit number: 19 before the year, the check character behind.</summary>
    /// <remarks>A proposal for a person to confirm, never a silent repair: a number of someone born before 1900 would read the same.</remarks>
    public static bool TryWiden(ReadOnlySpan<char> fifteen, out CitizenId id)
    {
        id = default;
        if (fifteen.Length != 15) return false;

        Span<char> wide = stackalloc char[18];
        fifteen[..6].CopyTo(wide);
        "19".CopyTo(wide[6..]);
        fifteen[6..].CopyTo(wide[8..]);
        if (!DigitCode.TryRead(wide[..17], 17, out var body)) return false;

        wide[17] = CheckCharacterOf(body);
        return TryParse(wide, out id);
    }

    /// <summary>The check character (ISO 7064 MOD 11-2) that belongs behind seventeen digits.</summary>
    public static char CheckCharacterOf(ReadOnlySpan<char> seventeen) =>
        DigitCode.TryRead(seventeen, 17, out var body)
            ? CheckCharacterOf(body)
            : throw new FormatException("A check character follows from exactly seventeen digits.");

    /// <inheritdoc/>
    public override string ToString() => DigitCode.Write(_body, 17) + CheckCharacterOf(_body);

    private static char CheckCharacterOf(ulong body)
    {
        var sum = 0;
        for (var at = 16; at >= 0; at--)
        {
            sum += (int)(body % 10) * Weights[at];
            body /= 10;
        }

        return CheckCharacters[sum % 11];
    }

    private static bool IsCheckCharacter(char character) => char.IsAsciiDigit(character) || character is 'X' or 'x';

    private static bool IsProvince(int code) =>
        code is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54)
            or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);

    private static bool IsDay(int day)
    {
        var (year, month) = (day / 10_000, day / 100 % 100);
        return year is >= 1800 and <= 2199 && month is >= 1 and <= 12 && day % 100 >= 1 && day % 100 <= DateTime.DaysInMonth(year, month);
    }

    private static bool WouldReadInAscii(ReadOnlySpan<char> text)
    {
        if (text.Length is not (15 or 18)) return false;

        Span<char> narrow = stackalloc char[text.Length];
        for (var at = 0; at < text.Length; at++)
            narrow[at] = text[at] is >= '！' and <= '～' ? (char)(text[at] - 0xFEE0) : text[at];

        return !narrow.SequenceEqual(text) && Examine(narrow) is not CitizenIdFault.Grammar;
    }
}
