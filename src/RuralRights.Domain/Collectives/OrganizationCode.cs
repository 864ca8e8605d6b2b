namespace RuralRights.Domain.Collectives;

/// <summary>组织机构代码 by GB 11714: eight characters and a check character, often with a hyphen between.</summary>
/// <remarks>Given alone until 2015; since then it is characters 9 to 17 of the <see cref="CreditCode"/>.</remarks>
public static class OrganizationCode
{
    /// <summary>True when the check character follows from the eight before it.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var checkAt = text is [_, _, _, _, _, _, _, _, '-', _] ? 9 : 8;
        if (text.Length != checkAt + 1) return false;

        foreach (var character in text[..8])
        {
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterUpper(character)) return false;
        }

        return CheckCharacterOf(text[..8]) == text[checkAt];
    }

    /// <summary>Letters count 10 to 35; weights 3 7 9 10 5 8 4 2, modulus 11.</summary>
    private static char CheckCharacterOf(ReadOnlySpan<char> eight)
    {
        ReadOnlySpan<byte> weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var at = 0; at < 8; at++)
            sum += weights[at] * (char.IsAsciiDigit(eight[at]) ? eight[at] - '0' : eight[at] - 'A' + 10);

        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
