using RuralRights.Domain.Law;

namespace RuralRights.Domain.Offices;

/// <summary>What can stand in the way of offices, and of those who hold them.</summary>
public static class OfficeRules
{
    /// <summary>Everybody is related to themselves, and it says nothing.</summary>
    public static readonly Rule RelativeIsYourself = new(
        "relative-is-yourself",
        "不能把自己申报为亲属。",
        "You cannot declare yourself a relative of yours.",
        LegalBasis.Bookkeeping,
        "请填写亲属本人的身份信息；您自己的事，系统本来就不会交给您办。",
        "Give the relative's own identity; your own cases are kept from you anyway.");

    /// <summary>A declaration is made once.</summary>
    public static readonly Rule RelativeAlreadyDeclared = new(
        "relative-already-declared",
        "这位亲属已经申报过。",
        "This relative is already declared.",
        LegalBasis.Bookkeeping,
        "不用再办。",
        "Nothing more is needed.");
}
