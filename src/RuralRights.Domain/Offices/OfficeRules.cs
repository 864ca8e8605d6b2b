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

    /// <summary>What two administrators found untrue is not declared again by the same person.</summary>
    public static readonly Rule RelativeWasStruck = new(
        "relative-was-struck",
        "这项亲属申报经两位账户管理员核实不属实，已经撤销，不能再报。",
        "Two administrators found this declaration untrue and struck it out, so it cannot be made again.",
        LegalBasis.Bookkeeping,
        "确实是亲属的，请由对方本人申报，效力一样；或者把证明交给账户管理员看。",
        "If you are relatives after all, let the other person declare it, which counts the same, or show the administrators the proof.");

    /// <summary>Only what was declared can be struck out.</summary>
    public static readonly Rule RelativeIsNotDeclared = new(
        "relative-is-not-declared",
        "没有这项亲属申报，或者已经撤销。",
        "There is no such declaration of kinship, or it was struck out.",
        LegalBasis.Bookkeeping,
        "请在申报人的账户里看现在还有效的申报。",
        "Look at the account of who declared for what counts now.");

    /// <summary>Nobody decides on a kinship of their own or of their family.</summary>
    public static readonly Rule KinshipConcernsYourself = new(
        "kinship-concerns-yourself",
        "这项亲属申报涉及您本人、您的家人或者您申报过的亲属，不能由您提出撤销、核准或者维持。",
        "This declaration of kinship concerns yourself, your household or a relative you declared, so you can neither question, strike out nor uphold it.",
        LegalBasis.CollectiveOrganizationLaw(36),
        "请由与两边都没有关系的账户管理员办理。",
        "Let administrators do it who are related to neither of the two.");

    /// <summary>One question at a time.</summary>
    public static readonly Rule RelativeIsQuestioned = new(
        "relative-is-questioned",
        "已经有人提出撤销这项亲属申报，正在等另一位账户管理员核准。",
        "Somebody asked already to strike this declaration out; it waits for another administrator.",
        LegalBasis.Bookkeeping,
        "请先核准或者维持那一次。",
        "Approve that one or turn it down first.");

    /// <summary>What is struck out is struck out for a reason that both people can read.</summary>
    public static readonly Rule QuestionHasNoReason = new(
        "question-has-no-reason",
        "提出撤销亲属申报，要写明为什么不属实。",
        "Whoever asks to strike a declaration of kinship out says why it is not true.",
        LegalBasis.Bookkeeping,
        "请写明怎么核实的：问了谁，看了什么证件。",
        "Write how it was found: who was asked, which papers were seen.");

    /// <summary>What nobody questioned is neither struck out nor upheld.</summary>
    public static readonly Rule RelativeIsNotQuestioned = new(
        "relative-is-not-questioned",
        "没有人提出撤销这项亲属申报，或者已经核准、维持。",
        "Nobody asked to strike this declaration out, or it was decided already.",
        LegalBasis.Bookkeeping,
        "不用再办；需要时请在申报人的账户里另行提出。",
        "Nothing more is needed; ask anew at the account of who declared if it is.");

    /// <summary>A declaration is struck out by two people.</summary>
    public static readonly Rule SamePersonStrikes = new(
        "same-person-strikes",
        "撤销这项亲属申报是您提出的，要由另一位账户管理员核准。",
        "You asked yourself to strike this declaration out; another administrator has to approve it.",
        LegalBasis.Bookkeeping,
        "请另一位账户管理员登录，向两边核实后核准。",
        "Let another administrator sign in, make sure with both people, and approve it.");

    /// <summary>Offices are granted by those whose only office that is.</summary>
    public static readonly Rule NotAnAdministrator = new(
        "not-an-administrator",
        "职务只能由本县账户管理员提出和核准。",
        "Only an administrator of this county's accounts proposes or approves offices.",
        LegalBasis.Bookkeeping,
        "请转告账户管理员。",
        "Ask an administrator of the accounts.");

    /// <summary>Nobody gives an office to themselves.</summary>
    public static readonly Rule GrantConcernsYourself = new(
        "grant-concerns-yourself",
        "这项职务是给您自己的，不能由您提出、核准或者退回。",
        "This office is for yourself, so you can neither propose, approve nor decline it.",
        LegalBasis.Bookkeeping,
        "请由另外两位账户管理员办理。",
        "Let two other administrators do it.");

    /// <summary>An office is granted by two people.</summary>
    public static readonly Rule SamePersonApproves = new(
        "same-person-approves",
        "这项职务是您提出的，要由另一位账户管理员核准。",
        "You proposed this office yourself; another administrator has to approve it.",
        LegalBasis.Bookkeeping,
        "请另一位账户管理员登录核准。",
        "Let another administrator sign in and approve it.");

    /// <summary>An office has a place that exists.</summary>
    public static readonly Rule PlaceIsUnknown = new(
        "place-is-unknown",
        "没有这个地方，或者这个地方与职务的层级不符。",
        "There is no such place, or its level does not fit the office.",
        LegalBasis.Bookkeeping,
        "请核对代码：市四位、县六位、乡镇九位、村十二位、集体十四位，并且在本县登记簿里。",
        "Check the code: four digits for a city, six county, nine township, twelve village, fourteen collective; it stands in this county's register.");

    /// <summary>A period has at least one day, and not all of them have passed.</summary>
    public static readonly Rule PeriodHasNoDay = new(
        "period-has-no-day",
        "任期的最后一天早于第一天，或者已经过去。",
        "The last day of the period is before its first, or has passed.",
        LegalBasis.Bookkeeping,
        "请核对任期。",
        "Check the period.");

    /// <summary>Who decides on offices holds none in the business of the register.</summary>
    public static readonly Rule AdministratorHoldsNoOffice = new(
        "administrator-holds-no-office",
        "账户管理员不能同时担任登记业务的职务。",
        "Whoever administers the accounts holds no office in the business of the register.",
        LegalBasis.Bookkeeping,
        "请先免去原来的职务，或者另选他人。",
        "Revoke the other office first, or choose somebody else.");

    /// <summary>One office is granted once for a time.</summary>
    public static readonly Rule OfficeAlreadyGranted = new(
        "office-already-granted",
        "此人在这段时间已有同样的职务，或者正在等待核准。",
        "The person already holds this office in this period, or waits for approval.",
        LegalBasis.Bookkeeping,
        "不用再办；要改任期，先免去原来的职务。",
        "Nothing more is needed; to change the period, revoke the office that stands first.");

    /// <summary>What was not proposed cannot be decided.</summary>
    public static readonly Rule GrantIsUnknown = new(
        "grant-is-unknown",
        "没有这项职务。",
        "There is no such grant of office.",
        LegalBasis.Bookkeeping,
        "请从名单里选择。",
        "Choose one from the list.");

    /// <summary>A proposal is decided once.</summary>
    public static readonly Rule GrantIsDecided = new(
        "grant-is-decided",
        "这项职务已经核准、退回或者免去。",
        "This office was already approved, declined or revoked.",
        LegalBasis.Bookkeeping,
        "不用再办。",
        "Nothing more is needed.");

    /// <summary>What is over can be neither approved nor revoked.</summary>
    public static readonly Rule GrantHasEnded = new(
        "grant-has-ended",
        "这项职务的任期已经结束。",
        "The period of this office is over.",
        LegalBasis.Bookkeeping,
        "需要时另行提出。",
        "Propose it anew if needed.");

    /// <summary>Nobody decides who gets into their own account.</summary>
    public static readonly Rule AccountIsYourOwn = new(
        "account-is-your-own",
        "这是您自己的账户，不能由您提出或者核准变更。",
        "This account is your own, so you can neither ask for a change of it nor approve one.",
        LegalBasis.Bookkeeping,
        "请由另外两位账户管理员办理。",
        "Let two other administrators do it.");

    /// <summary>An account is changed by two people.</summary>
    public static readonly Rule SamePersonChangesAccount = new(
        "same-person-changes-account",
        "这项账户变更是您提出的，要由另一位账户管理员核准。",
        "You asked for this change of an account yourself; another administrator has to approve it.",
        LegalBasis.Bookkeeping,
        "请另一位账户管理员登录，向本人核实后核准。",
        "Let another administrator sign in, make sure with the person, and approve it.");

    /// <summary>A change is decided once.</summary>
    public static readonly Rule AccountChangeIsDecided = new(
        "account-change-is-decided",
        "这项账户变更已经核准或者退回。",
        "This change of an account was already approved or declined.",
        LegalBasis.Bookkeeping,
        "不用再办；需要时另行提出。",
        "Nothing more is needed; ask for it anew if it is.");

    /// <summary>Two people must be left who can grant and revoke.</summary>
    public static readonly Rule TwoAdministratorsAreNeeded = new(
        "two-administrators-are-needed",
        "账户管理员至少要有两个人。",
        "There must be two different people who administer the accounts.",
        LegalBasis.Bookkeeping,
        "请先任命新的账户管理员。",
        "Appoint another administrator first.");

    /// <summary>The county names the first two itself, and only those.</summary>
    public static readonly Rule AdministratorsAreAppointed = new(
        "administrators-are-appointed",
        "本县已经有账户管理员，以后的职务由他们提出和核准。",
        "The county has its administrators; further offices are theirs to propose and approve.",
        LegalBasis.Bookkeeping,
        "请账户管理员登录办理。",
        "Let the administrators sign in and do it.");
}
