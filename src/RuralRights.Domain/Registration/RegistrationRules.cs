using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What can stand in the way of keeping the register.</summary>
public static class RegistrationRules
{
    /// <summary>Only named settings exist.</summary>
    public static readonly Rule SettingIsUnknown = new(
        "setting-is-unknown",
        "没有这个设置，或者没有填写内容。",
        "There is no such setting, or it has no value.",
        LegalBasis.Bookkeeping,
        "请从设置目录中选择并填写内容。",
        "Choose one of the list and give it a value.");

    /// <summary>A setting stands where the law leaves something open, so it names the paper that closes it.</summary>
    public static readonly Rule SettingHasNoSource = new(
        "setting-has-no-source",
        "设置没有注明依据的文件。",
        "The setting does not name the document it rests on.",
        LegalBasis.Bookkeeping,
        "请填写文件名称和文号。",
        "Give the title and number of the document.");
}
