using System.Collections.Frozen;
using System.Text;

namespace RuralRights.Interchange.Inspection;

/// <summary>The fields of the standard that tell of people: who they are, how they are reached, and words that may name them.</summary>
public static class PersonalFields
{
    private const int LongNumber = 13;
    private const int ShownInFront = 6;
    private const int ShownBehind = 4;

    private static readonly FrozenSet<string> _names = """
        FBFFZRXM FZRZJHM LXDH FBFDZ YZBM FBFDCY FBFDCJS
        CBFMC CBFZJHM CBFDZ CBFDCY CBFDCJS GSJS GSJSR GSSHR
        CYXM CYZJHM CYBZSM
        DKDZ DKXZ DKNZ DKBZ DKBZXX ZJRXM JZXSM PLDWQLR PLDWZJR
        DJBFJ DBR QZLQRXM QZLQRZJHM
        QZBFYY QZBFLQRXM BFLQRZJHM QZHFYY QZHFLQRXM HFLQRZJHM ZXYY
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a field that tells of people.</summary>
    public static bool Has(string field) => _names.Contains(field);

    /// <summary>A finding as it may lie and be shown outside the vault: what tells of people is hidden in its key and in what it quotes.</summary>
    public static Finding Masked(Finding finding)
    {
        // A finding about no row names fields and files of the standard, and quotes nobody.
        if (finding.Row is null) return finding;

        var quotes = finding.Field?.Split('/').Any(Has) == true;
        return finding with
        {
            Key = MaskedKey(finding),
            Values = quotes ? [.. finding.Values.Select((value, at) => IsQuoted(finding.Rule, at) ? Hidden(value) : value)] : finding.Values,
        };
    }

    private static string MaskedKey(Finding finding)
    {
        if (!Specification.ByName.TryGetValue(finding.Layer, out var table) || !table.Key.Any(Has)) return finding.Key;

        // The last part may hold a bar of its own.
        var parts = finding.Key.Split('|', table.Key.Count);
        return string.Join('|', parts.Select((part, at) => Has(table.Key[at]) ? Hidden(part) : part));
    }

    // Whatever is not known to be a count, a code or a sentence of the rule itself is taken for what stood in the field.
    private static bool IsQuoted(InspectionRule rule, int at) =>
        rule != InspectionRules.ValueTooLong && rule != InspectionRules.IdDuplicate && rule != InspectionRules.DuplicateKey
        && rule != InspectionRules.Unreadable && rule != InspectionRules.ReadWithDoubt && !(rule == InspectionRules.IdCheckDigit && at == 1);

    /// <summary>A long number keeps its ends, by which a clerk finds the paper; of everything else the first character is left.</summary>
    private static string Hidden(string value)
    {
        var isNumber = value.Length >= LongNumber && value.All(IsOfANumber);
        var (front, behind) = isNumber ? (ShownInFront, ShownBehind) : (value is [var high, ..] && char.IsHighSurrogate(high) ? 2 : 1, 0);
        var hidden = new StringBuilder(value);
        for (var at = front; at < value.Length - behind; at++) hidden[at] = '*';
        return hidden.ToString();
    }

    private static bool IsOfANumber(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ');
}
