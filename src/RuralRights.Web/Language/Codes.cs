using RuralRights.Interchange.Certificates;
using RuralRights.Registry;

namespace RuralRights.Web.Language;

/// <summary>Codes of the data standard, and codes of the register, as pages write them.</summary>
public static class Codes
{
    /// <summary>Relation to the head of the household.</summary>
    public static string Relation(string code) => Say(CodeWords.Relation(code));

    /// <summary>Remark on a member; empty when there is none.</summary>
    public static string Mark(string? code) => code is null ? "" : Say(CodeWords.Mark(code));

    /// <summary>Category of a parcel.</summary>
    public static string Category(string code) => Say(CodeWords.Category(code));

    /// <summary>Use of a parcel.</summary>
    public static string Purpose(string? code) => Say(CodeWords.Purpose(code));

    /// <summary>Nature of ownership.</summary>
    public static string Ownership(string? code) => Say(CodeWords.Ownership(code));

    /// <summary>How a right was obtained.</summary>
    public static string Mode(string code) => Say(CodeWords.Mode(code));

    /// <summary>Land use by name and code.</summary>
    public static string LandUse(string? code) => CodeWords.LandUse(code) is var words && words.Chinese == code ? code : code is null ? "—" : Say(words) + Write.Bracketed(code);

    /// <summary>Soil grade.</summary>
    public static string Grade(string? code) => CodeWords.Grade(code) is { } grade ? Say(grade) : "—";

    /// <summary>Words in the language of the reader.</summary>
    public static string Say(Wording words) => Write.Either(words.Chinese, words.English ?? words.Chinese);

    /// <summary>The last five digits, which is how people name a parcel.</summary>
    public static string Short(string parcel) => parcel.Length > 5 ? parcel[^5..] : parcel;

    /// <summary>A code in groups that can be read aloud: issuer, then serial.</summary>
    public static string Grouped(string code) =>
        code.Length is 9 or 12 && code.All(char.IsAsciiDigit) ? code.Length == 9 ? $"{code[..6]} {code[6..]}" : $"{code[..6]} {code[6..9]} {code[9..]}" :
        code.Length > 14 ? $"{code[..6]} {code[6..9]} {code[9..12]} {code[12..14]} {code[14..]}" : code.Length == 14 ? $"{code[..6]} {code[6..9]} {code[9..12]} {code[12..]}" : code;
}
