using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>The pair of fields that says who somebody is: kind of papers (证件类型) and number (证件号码).</summary>
internal sealed class IdentityPapers(RowStore store, string kindField, string numberField)
{
    private const int LongestNumber = 32;

    private readonly int _kind = store.Schema.IndexOf(kindField);
    private readonly int _number = store.Schema.IndexOf(numberField);

    public string NumberField => numberField;

    /// <summary>True when the papers are an identity card (居民身份证).</summary>
    public bool IsIdentityCard(RowCursor row) => row.TryCode(_kind, out var kind) && kind == 1;

    /// <summary>True when there is a number that was read as it was written.</summary>
    public bool HasNumber(RowCursor row) => !row.IsBlank(_number) && row.IsDecodable(_number);

    /// <summary>True for a man, by an identity number that reads without fault; null when it does not tell.</summary>
    public bool? IsMale(RowCursor row)
    {
        Span<char> text = stackalloc char[LongestNumber];
        return IsIdentityCard(row) && row.CopyText(_number, text) is var length and > 0 && CitizenId.TryParse(text[..length], out var id)
            ? id.IsMale
            : null;
    }

    /// <summary>Kind of papers, code of table C15; zero when it cannot be read.</summary>
    public byte KindOf(RowCursor row) => row.TryCode(_kind, out var kind) && kind <= byte.MaxValue ? (byte)kind : (byte)0;

    /// <summary>Stands for the number, the same for all spellings that the vault takes for one; zero when there is none.</summary>
    public ulong FingerprintOf(RowCursor row)
    {
        Span<char> text = stackalloc char[LongestNumber];
        var length = row.CopyText(_number, text);
        if (length > 0 && IsPlain(text[..length])) return Fingerprint.Of(text[..length]);
        return PaperNumber.Normalised(IsIdentityCard(row) ? PaperNumber.ResidentCard : "", row.Text(_number)) is { } number ? Fingerprint.Of(number) : 0;
    }

    /// <summary>True for what most numbers are, which no normalising changes.</summary>
    private static bool IsPlain(ReadOnlySpan<char> number)
    {
        foreach (var character in number)
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterUpper(character)) return false;
        return number.Length != 15;
    }

    /// <summary>The rule that the number breaks and the values of its sentence, or null.</summary>
    public (InspectionRule Rule, string[] Values)? FaultIn(RowCursor row)
    {
        if (!row.TryCode(_kind, out var kind) || row.IsBlank(_number) || !row.IsDecodable(_number)) return null;

        Span<char> text = stackalloc char[LongestNumber];
        var length = row.CopyText(_number, text);
        return kind switch
        {
            1 => length < 0 ? (InspectionRules.IdGrammar, [row.Text(_number)!]) : CitizenFault(text[..length]),
            3 => length < 0 ? (InspectionRules.UsccGrammar, [row.Text(_number)!]) : OrganizationFault(text[..length]),
            _ => null,
        };
    }

    private static (InspectionRule Rule, string[] Values)? CitizenFault(ReadOnlySpan<char> number) => CitizenId.Examine(number) switch
    {
        CitizenIdFault.None => null,
        CitizenIdFault.FullWidth => (InspectionRules.FullWidthDigits, [number.ToString()]),
        CitizenIdFault.FifteenDigits => CitizenId.TryWiden(number, out var wide)
            ? (InspectionRules.FifteenDigitId, [number.ToString(), wide.ToString()])
            : (InspectionRules.IdBirthDate, [number.ToString()]),
        CitizenIdFault.Division => (InspectionRules.IdDivision, [number.ToString()]),
        CitizenIdFault.BirthDate => (InspectionRules.IdBirthDate, [number.ToString()]),
        CitizenIdFault.CheckCharacter => (InspectionRules.IdCheckDigit, [number.ToString(), CitizenId.CheckCharacterOf(number[..17]).ToString()]),
        _ => (InspectionRules.IdGrammar, [number.ToString()]),
    };

    /// <summary>Papers of organizations are a unified code since 2015; before that, an organization code of nine characters.</summary>
    private static (InspectionRule Rule, string[] Values)? OrganizationFault(ReadOnlySpan<char> number)
    {
        if (number.Length is 9 or 10) return OrganizationCode.IsValid(number) ? null : (InspectionRules.UsccCheckDigit, [number.ToString()]);

        return CreditCode.Examine(number) switch
        {
            CreditCodeFault.None => null,
            CreditCodeFault.Grammar => (InspectionRules.UsccGrammar, [number.ToString()]),
            _ => (InspectionRules.UsccCheckDigit, [number.ToString()]),
        };
    }
}
