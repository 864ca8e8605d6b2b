using RuralRights.Domain.Law;

namespace RuralRights.Interchange.Inspection;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Worth a look; holds nothing back.</summary>
    Warning,

    /// <summary>What it touches cannot be entered as it is.</summary>
    Error,
}

/// <summary>What a finding of a rule keeps from being entered until it is mended.</summary>
public enum Hold
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The household or households it touches: their rows, parcels, contract, certificate or lease.</summary>
    Household,

    /// <summary>Everything, when it stands in a layer or table that entering reads; nothing elsewhere.</summary>
    Everything,
}

/// <summary>One check of a delivery, by a name that stays for ever.</summary>
/// <param name="Code">Snake-case name, such as <c>fk_break</c>; fault lists and workbooks match on it.</param>
/// <param name="Severity">How grave its findings are.</param>
/// <param name="Holds">What its findings hold back.</param>
/// <param name="Layers">The layers and tables it looks at; empty for the delivery as a whole.</param>
/// <param name="Chinese">The sentence, with <c>{field}</c> and numbered values such as <c>{0}</c> to be filled in.</param>
/// <param name="English">The same in English.</param>
/// <param name="Basis">The law or standard it comes from.</param>
/// <param name="MendChinese">How to mend what it finds.</param>
/// <param name="MendEnglish">The same in English.</param>
public sealed record InspectionRule(
    string Code,
    Severity Severity,
    Hold Holds,
    IReadOnlyList<string> Layers,
    string Chinese,
    string English,
    LegalBasis Basis,
    string MendChinese,
    string MendEnglish)
{
    /// <summary>The sentence as it stands before anything was found, in Chinese and English.</summary>
    public (string Chinese, string English) Title => RuleTitles.Of(this);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
