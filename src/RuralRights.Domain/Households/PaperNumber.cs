using System.Text;

namespace RuralRights.Domain.Households;

/// <summary>Numbers of identity papers (证件号码), by which inspection and the vault tell one person from another.</summary>
public static class PaperNumber
{
    /// <summary>Code of table C15 for the resident identity card (居民身份证), whose numbers carry a check character.</summary>
    public const string ResidentCard = "1";

    /// <summary>The form in which two spellings of one number are the same; null when there is none.</summary>
    public static string? Normalised(string kind, string? number)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;

        var text = string.Concat(number.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return kind == ResidentCard && CitizenId.TryWiden(text, out var wide) ? wide.ToString() : text;
    }
}
