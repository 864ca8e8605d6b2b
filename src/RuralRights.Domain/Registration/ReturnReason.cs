namespace RuralRights.Domain.Registration;

/// <summary>A reason for which a case is sent back (退回补正). All that is wrong is said in one list, once.</summary>
/// <param name="Code">Kebab-case name that stays for ever.</param>
/// <param name="Chinese">The reason in words the applicant understands.</param>
/// <param name="English">The same in English.</param>
public sealed record ReturnReason(string Code, string Chinese, string English)
{
    /// <summary>All reasons.</summary>
    public static IReadOnlyList<ReturnReason> All { get; } =
    [
        new("paper-missing", "缺材料", "A paper is missing"),
        new("paper-unreadable", "材料看不清或不完整", "A paper is unreadable or incomplete"),
        new("names-differ", "姓名、证件与登记簿不一致", "Names or identity papers differ from the register"),
        new("members-incomplete", "共有人漏列或多列", "Co-holders are missing or too many"),
        new("area-differs", "面积前后不一致", "Areas do not agree"),
        new("boundary-unclear", "界址不清，需要重新指界或测量", "The boundary is unclear and needs pointing or surveying again"),
        new("consent-unclear", "共有人的意思不清楚", "What the co-holders want is unclear"),
        new("objection-upheld", "公示异议成立，需要更正", "An objection to the notice was upheld"),
        new("wrong-business", "业务类型选错", "It is another kind of business"),
        new("other", "其他", "Something else"),
    ];
}
