using System.Buffers;

namespace RuralRights.Domain.Collectives;

/// <summary>What is wrong with a code that should be a unified social credit code.</summary>
public enum CreditCodeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not eighteen characters of the alphabet, or the division is not six digits.</summary>
    Grammar,

    /// <summary>The organization code inside (GB 11714, characters 9 to 17) contradicts itself.</summary>
    OrganizationCheckCharacter,

    /// <summary>The last character does not follow from the seventeen before it.</summary>
    CheckCharacter,
}

/// <summary>统一社会信用代码 by GB 32100: department, class, division (6), organization code (9), check character.</summary>
/// <remarks>
/// The alphabet is digits and capitals without I, O, Z, S and V. Collectives are registered by the agricultural authority under
/// N1 (group), N2 (village), N3 (township) and N9 (other). A value is always valid, except the default.
/// </remarks>
public readonly record struct CreditCode
{
    /// <summary>Number of characters.</summary>
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);

    private readonly string? _text;

    private CreditCode(string text) => _text = text;

    /// <summary>True when the agricultural authority registered it as a collective (农村集体经济组织).</summary>
    public bool IsCollective => _text is ['N', ..];

    /// <summary>What is wrong with a code; the outer check character is judged first, because it covers everything before it.</summary>
    public static CreditCodeFault Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || text.IndexOfAnyExcept(AlphabetCharacters) >= 0 || text[2..8].IndexOfAnyExceptInRange('0', '9') >= 0)
            return CreditCodeFault.Grammar;

        if (CheckCharacterOf(text[..17]) != text[17]) return CreditCodeFault.CheckCharacter;
        return OrganizationCode.IsValid(text[8..17]) ? CreditCodeFault.None : CreditCodeFault.OrganizationCheckCharacter;
    }

    /// <summary>Reads a valid code in capitals.</summary>
    public static bool TryParse(string? text, out CreditCode code)
    {
        var valid = Examine(text) == CreditCodeFault.None;
        code = valid ? new(text!) : default;
        return valid;
    }

    /// <summary>Reads a code that must be valid.</summary>
    public static CreditCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"“{text}” is no unified social credit code: {Examine(text)}.");

    /// <summary>The check character that belongs behind seventeen characters of the alphabet.</summary>
    public static char CheckCharacterOf(ReadOnlySpan<char> seventeen)
    {
        if (seventeen.Length != 17) throw new FormatException("A check character follows from exactly seventeen characters.");

        var (sum, weight) = (0, 1);
        foreach (var character in seventeen)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0) throw new FormatException($"“{character}” does not occur in credit codes.");

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
