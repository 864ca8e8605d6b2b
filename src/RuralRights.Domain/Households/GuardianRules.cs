using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>What the law says of those who do not act for themselves, and of those who act for them.</summary>
public static class GuardianRules
{
    /// <summary>The young, and those a court found without capacity, act through a guardian.</summary>
    public static readonly Rule WardDoesNotConsentAlone = new(
        "ward-does-not-consent-alone",
        "未满十八周岁或者登记有监护人的人，不能单独同意或者确认，由登记的监护人代为作出。满十六周岁、以自己的劳动收入为主要生活来源并且核实过的，自己作出。",
        "Whoever is under eighteen or has a guardian in the register does not consent or confirm alone; the guardian does. Somebody of sixteen who lives on the income of their own labour, and of whom that is confirmed, acts alone.",
        new("《民法典》第十九条至第二十三条", "Civil Code, articles 19 to 23"),
        "未成年人的监护人，请村级经办人凭户口簿、出生证明登记；法院认定的，村里凭判决报送、乡镇核实以后，监护人才能办理。",
        "The guardian of a child is entered by the village clerk from the household register book or a birth certificate. Where a court found it, the village reports it from the judgment and the township confirms it; then the guardian can act.");

    /// <summary>Nobody speaks for another without being the guardian.</summary>
    public static readonly Rule NotTheGuardian = new(
        "not-the-guardian",
        "您不是此人登记的监护人，或者此人已经成年，由本人办理。",
        "You are not this person's guardian in the register, or the person is of age and acts alone.",
        LegalBasis.CivilCode(34),
        "请由登记的监护人办理；监护人有变的，请村级经办人重新登记。",
        "Let the guardian in the register act; if another is guardian now, let the village clerk enter it.");

    /// <summary>A guardian acts for the ward and not against them.</summary>
    public static readonly Rule GuardianHasAnInterest = new(
        "guardian-has-an-interest",
        "监护人自己或者其家人会从被监护人放弃的权益中得到好处，或者不与被监护人一同放弃，不能代被监护人同意。",
        "The guardian, or family of the guardian, gains what the ward gives, or does not give it up with the ward, so the guardian cannot consent for the ward.",
        LegalBasis.CivilCode(35),
        "请村里另外登记一位没有利害关系的监护人；退出成员身份，谁也不能代办。",
        "Let the village name another guardian who has no interest in it; nobody withdraws from membership for another.");

    /// <summary>A guardian is somebody else, of age, who can act.</summary>
    public static readonly Rule CannotBeGuardian = new(
        "cannot-be-guardian",
        "监护人应当是能够自己办事的成年人，不能是被监护人本人，也不能是办理登记的人或者其亲属。",
        "A guardian is somebody of age who acts for themselves: neither the ward, nor whoever enters the guardian, nor a relative of theirs.",
        LegalBasis.CivilCode(27),
        "请选父母；父母不能担任的，按祖父母、外祖父母、兄、姐的顺序选。",
        "Choose a parent; where none can be it, a grandparent, then an elder brother or sister.");

    /// <summary>Youth is a ground only for the young.</summary>
    public static readonly Rule WardIsOfAge = new(
        "ward-is-of-age",
        "此人已满十八周岁，或者登记簿里没有出生日期，不能按未成年人登记监护人。",
        "This person is eighteen or older, or the register knows no day of birth, so youth is no ground for a guardian.",
        LegalBasis.CivilCode(17),
        "请核对身份证号；成年人不能辨认自己行为的，凭法院判决报送，由乡镇核实。",
        "Check the identity number; for somebody of age who cannot act, a court's judgment is reported and the township confirms it.");

    /// <summary>Nobody is named twice.</summary>
    public static readonly Rule GuardianIsNamedAlready = new(
        "guardian-is-named-already",
        "此人已经登记为这位未成年人的监护人。",
        "This person stands in the register as the child's guardian already.",
        LegalBasis.Bookkeeping,
        "不用再登记。要换监护人的，选另一位；监护终止的，办理监护终止。",
        "Nothing more is needed. To change the guardian, choose another person; to end the guardianship, enter its end.");

    /// <summary>What is not there does not end.</summary>
    public static readonly Rule NoGuardianIsNamed = new(
        "no-guardian-is-named",
        "此人没有登记监护人。",
        "No guardian of this person stands in the register.",
        LegalBasis.CivilCode(39),
        "不需要办理。",
        "Nothing is needed.");

    /// <summary>A claim for a child whose guardian the register knows names that guardian.</summary>
    public static readonly Rule AnotherIsTheGuardian = new(
        "another-is-the-guardian",
        "登记簿里这个孩子的监护人是另一个人。",
        "The register knows another guardian of this child.",
        LegalBasis.CivilCode(34),
        "请写登记的监护人；监护人有变的，先请村级经办人重新登记。",
        "Name the guardian of the register; if another is guardian now, let the village clerk enter it first.");

    /// <summary>What the law says of own labour, it says of those from sixteen to eighteen.</summary>
    public static readonly Rule OwnLabourCountsFromSixteen = new(
        "own-labour-counts-from-sixteen",
        "只有满十六周岁、不满十八周岁的人才用办这一项；登记簿里没有出生日期的也不能办。",
        "This is only for somebody of sixteen or seventeen, whose day of birth the register knows.",
        LegalBasis.CivilCode(18),
        "请核对身份证号。不满十六周岁的由监护人代办；满十八周岁的自己办，不用登记。",
        "Check the identity number. For somebody under sixteen the guardian acts; somebody of eighteen acts alone and needs no entry.");

    /// <summary>A finding that is known is not written down again.</summary>
    public static readonly Rule IncapacityIsKnown = new(
        "incapacity-is-known",
        "法院对此人的认定和这位监护人，登记簿里已经有了，或者已经写下来等着核实。",
        "The court's finding and this guardian stand in the register already, or are written down and wait to be confirmed.",
        LegalBasis.Bookkeeping,
        "不需要再写；等着核实的，请乡镇经办人核实。",
        "Nothing is needed; what waits is for an officer of the township to confirm.");

    /// <summary>One desk alone makes nobody a ward.</summary>
    public static readonly Rule NoIncapacityIsReported = new(
        "no-incapacity-is-reported",
        "没有等着核实的法院认定，或者村里写下的监护人、法律文书和您要核实的不一样。",
        "No finding of a court waits to be confirmed, or the village wrote down another guardian or another paper than you confirm.",
        LegalBasis.CivilCode(24),
        "只有法院才能认定一个人不能自己办事。请打开页面，对着法院的文书再看一次。",
        "Only a court finds that somebody cannot act for themselves. Open the page and read the court's paper once more.");

    /// <summary>What is known is not written down again.</summary>
    public static readonly Rule OwnLabourIsKnown = new(
        "own-labour-is-known",
        "登记簿里已经是这样，或者已经写下来等着核实。",
        "The register says so already, or it is written down and waits to be confirmed.",
        LegalBasis.Bookkeeping,
        "不需要再写；等着核实的，请乡镇经办人核实。",
        "Nothing is needed; what waits is for an officer of the township to confirm.");

    /// <summary>Nothing is confirmed that nobody wrote down.</summary>
    public static readonly Rule NoOwnLabourIsReported = new(
        "no-own-labour-is-reported",
        "没有等着核实的，或者写下来的和您要核实的不一样。",
        "Nothing waits to be confirmed, or something else was written down.",
        LegalBasis.Bookkeeping,
        "请打开页面再看一次。",
        "Open the page and look once more.");
}
