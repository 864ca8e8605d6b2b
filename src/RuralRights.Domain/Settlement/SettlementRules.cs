using RuralRights.Domain.Law;

namespace RuralRights.Domain.Settlement;

/// <summary>What can stand in the way of recording that somebody settled in town. None of it concerns any right.</summary>
public static class SettlementRules
{
    /// <summary>People report themselves; the desks that serve their collective report what they know.</summary>
    public static readonly Rule NotYoursToReport = new(
        "settlement-is-not-yours-to-report",
        "进城落户情况只能由本人自己报，或者由所属的村、乡镇、县经办人员登记。",
        "Only the person, or a desk of the village, township or county that serves the person's collective, reports that somebody settled in town.",
        LegalBasis.FoundingPolicy(12),
        "请本人登录办理，或者到本村、本乡镇的窗口办理。",
        "Let the person sign in, or go to the desk of the village or township.");

    /// <summary>Who checks serves the collective from the township or the county.</summary>
    public static readonly Rule NotYoursToCheck = new(
        "settlement-is-not-yours-to-check",
        "进城落户情况只能由所属乡镇或本县的经办人员核对。",
        "Only an officer of the township or the county that serves the collective checks that somebody settled in town.",
        LegalBasis.FoundingPolicy(12),
        "请交给所属乡镇或县里的经办人员核对。",
        "Leave it to an officer of the township or the county.");

    /// <summary>What waits can be put right by who reported it; what was checked, by those who check.</summary>
    public static readonly Rule NotYoursToCorrect = new(
        "settlement-is-not-yours-to-correct",
        "这条进城落户情况不能由您更正。",
        "This record of a settlement in town is not yours to correct.",
        LegalBasis.PersonalInformationLaw(46),
        "本人可以收回自己报的、还没有核对的情况；已经核对的，请带材料到所属乡镇或县里的窗口更正。",
        "You may take back what you reported yourself and nobody has checked; take your papers to the desk of the township or the county for the rest.");

    /// <summary>Settlement is looked at person by person, each in their own household.</summary>
    public static readonly Rule PersonIsNotOfTheHousehold = new(
        "settled-person-is-not-of-the-household",
        "这个人不在这一户的家庭成员之中。",
        "The person is not one of this household.",
        LegalBasis.FoundingPolicy(12),
        "请逐户逐人核对，从家庭成员中选择。",
        "Go household by household and person by person, and choose from its members.");

    /// <summary>One's own word is one's own; an office has it from its own books.</summary>
    public static readonly Rule SourceDoesNotFit = new(
        "settlement-source-does-not-fit",
        "所填的信息来源和办理人不相符：本人自己报的，来源是本人；窗口登记的，来源是公安机关数据或村里掌握的情况。",
        "The source does not fit who reports: a person reports their own word, a desk what the public security organs or the village know.",
        LegalBasis.FoundingPolicy(12),
        "请改选信息来源。",
        "Choose the other source.");

    /// <summary>Of one person one report or record stands at a time.</summary>
    public static readonly Rule SettlementAlreadyStands = new(
        "settlement-already-stands",
        "这个人的进城落户情况已经报过或者已经记录。",
        "A report or record of this person's settlement already stands.",
        LegalBasis.Bookkeeping,
        "内容有误的，请更正原来的记录。",
        "If it is wrong, have it corrected.");

    /// <summary>There is nothing to check or to correct.</summary>
    public static readonly Rule SettlementIsUnknown = new(
        "settlement-is-unknown",
        "没有这个人的进城落户情况。",
        "Nothing is on record of this person's settling in town.",
        LegalBasis.Bookkeeping,
        "请先登记。",
        "Report it first.");

    /// <summary>What was checked is not checked again.</summary>
    public static readonly Rule SettlementIsChecked = new(
        "settlement-is-checked",
        "这条情况已经核对过了。",
        "It has been checked already.",
        LegalBasis.Bookkeeping,
        "不用再办；内容有误的，请办理更正。",
        "Nothing more is needed; if it is wrong, have it corrected.");

    /// <summary>What has not happened is not recorded.</summary>
    public static readonly Rule SettledDayIsAhead = new(
        "settled-day-is-ahead",
        "落户的日期还没有到。",
        "The day of the settlement is still ahead.",
        LegalBasis.Bookkeeping,
        "请填写已经过去的日期。",
        "Give a day that has come.");

    /// <summary>Divisions are told by their codes.</summary>
    public static readonly Rule DivisionIsMalformed = new(
        "settlement-division-is-malformed",
        "行政区划代码应为六位、九位或十二位数字。",
        "The code of a division has six, nine or twelve digits.",
        LegalBasis.DataStandard("附录", "annex"),
        "请核对迁出地和迁入地的代码。",
        "Check the codes of the place left and the place moved to.");

    /// <summary>A village that is renamed, merged or turned into a residents' committee (村改居) has moved nobody.</summary>
    public static readonly Rule OnlyTheVillageWasRenamed = new(
        "only-the-village-was-renamed",
        "迁入地就是本人原来的村。村改居、撤并、更名都不是进城落户，不能据此记录。",
        "The place moved to is the person's own village. A village that was renamed, merged or reclassified has moved nobody, and nothing is recorded for it.",
        LegalBasis.FoundingPolicy(12),
        "只有本人真的搬到城镇生活，才登记；请核对本人实际的去处。",
        "Report it only when the person really went to live in town; check where that is.");

    /// <summary>At least one of the three criteria is met by this very person.</summary>
    public static readonly Rule NoCriterionIsMet = new(
        "no-settlement-criterion-is-met",
        "三条标准一条也没有选：在城镇居住或就学、在城镇就业、享有城镇公共服务。",
        "None of the three criteria is chosen: lives or studies in town, works in town, enjoys the services of the town.",
        LegalBasis.FoundingPolicy(12),
        "请按本人的实际情况至少选一条；一条都不符合的，不登记。",
        "Choose at least one that this person really meets; if none is met, nothing is reported.");

    /// <summary>A record rests on papers that somebody has seen.</summary>
    public static readonly Rule SettlementHasNoPaper = new(
        "settlement-has-no-paper",
        "没有写明依据的材料。",
        "No paper is named on which it rests.",
        LegalBasis.FoundingPolicy(12),
        "请写明看过的材料，比如户口簿、居住证的名称和编号。",
        "Name the papers you saw, such as the household register or the residence permit, with their numbers.");

    /// <summary>A correction says why.</summary>
    public static readonly Rule CorrectionHasNoGrounds = new(
        "settlement-correction-has-no-grounds",
        "没有写明为什么要更正。",
        "The correction does not say why.",
        LegalBasis.PersonalInformationLaw(46),
        "请写明哪里错了、依据什么材料。",
        "Say what was wrong and by which paper.");

    /// <summary>A correction corrects something.</summary>
    public static readonly Rule CorrectionChangesNothing = new(
        "settlement-correction-changes-nothing",
        "更正后的内容和原来一样。",
        "The corrected content is the same as before.",
        LegalBasis.Bookkeeping,
        "请改正有误的地方再提交。",
        "Change what is wrong, then submit again.");
}
