using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What can stand in the way of a case.</summary>
public static class CaseRules
{
    /// <summary>There is no such case.</summary>
    public static readonly Rule CaseIsUnknown = new(
        "case-is-unknown",
        "没有这个案件。",
        "There is no such case.",
        LegalBasis.Bookkeeping,
        "请核对业务流水号。",
        "Check the business number.");

    /// <summary>Each desk serves its own place.</summary>
    public static readonly Rule NotThisDesk = new(
        "not-this-desk",
        "这一步不由您办理：要么不是您的职责，要么不是您管辖的地方。",
        "This step is not yours: either it is another office's work or another place.",
        LegalBasis.RegistrationRegulation(7),
        "请把案件交给有权办理的人；案件页面写明现在轮到谁。",
        "Pass it to whoever may do it; the page of the case says whose turn it is.");

    /// <summary>A request is its applicant's: no desk writes it otherwise.</summary>
    public static readonly Rule HouseholdAskedItself = new(
        "household-asked-itself",
        "这是农户自己提出的申请，别人不能改写。",
        "The household asked for this itself, and nobody else writes it otherwise.",
        LegalBasis.RegistrationRegulation(15),
        "请农户自己登录后更正，或者撤回；要补的材料可以代为放进案件。",
        "Let the household sign in and correct or withdraw it; papers that are missing can be added for it.");

    /// <summary>What people asked for themselves is taken back by nobody else while one of them acts, or somebody speaks for them.</summary>
    public static readonly Rule HouseholdStillActs = new(
        "household-still-acts",
        "提出申请的人里还有人能自己决定，或者有监护人，村里不能替他们撤回。",
        "Somebody of those who asked still decides for themselves, or has a guardian, so the village does not take it back for them.",
        LegalBasis.RegistrationRegulation(15),
        "请由本人或者监护人撤回。能作主的人都去世了的，逐一交死亡证明，再由村级经办人写明理由撤回。",
        "Let them, or their guardian, take it back. If all who could decide have died, hand in the proof of each death, and the village desk takes it back for a reason.");

    /// <summary>Whoever wrote down somebody new has seen the papers; nobody else writes another name or number in their place.</summary>
    public static readonly Rule NewcomersAreTheAuthors = new(
        "newcomers-are-the-authors",
        "案件带进来的人，姓名和身份证号由当初填写的一方更正，别人不能改写。",
        "The name and number of somebody whom a case brings are corrected by whoever wrote them first, and by nobody else.",
        LegalBasis.RegistrationRegulation(15),
        "请由当初打开案件的一方更正；其他内容您可以改。",
        "Let the desk or the household that opened the case correct them; you may change the rest.");

    /// <summary>Some business can be opened only by certain desks.</summary>
    public static readonly Rule MayNotOpen = new(
        "may-not-open",
        "这类业务不能由您提出。",
        "You cannot open this kind of business.",
        LegalBasis.ContractMeasures(15),
        "请由这户人家、发包方或者村级经办人提出。",
        "Let the household, the issuer or the village desk open it.");

    /// <summary>A case that was filed for good is finished.</summary>
    public static readonly Rule CaseIsArchived = new(
        "case-is-archived",
        "这个案件已经归档。",
        "This case has been archived.",
        LegalBasis.Bookkeeping,
        "如果登记有误，请另行申请更正。",
        "Apply for a correction if the entry is wrong.");

    /// <summary>A case that was given up is finished.</summary>
    public static readonly Rule CaseIsWithdrawn = new(
        "case-is-withdrawn",
        "这个案件已经撤回，什么也没有改变。",
        "This case was withdrawn; nothing has changed.",
        LegalBasis.RegistrationRegulation(15),
        "需要时可以重新申请。",
        "Apply again if you need to.");

    /// <summary>Steps are done one after another.</summary>
    public static readonly Rule StepIsNotDue = new(
        "step-is-not-due",
        "案件现在不在这一步。",
        "The case does not stand at this step now.",
        LegalBasis.Bookkeeping,
        "请刷新页面，看它现在在哪一步；可能别人刚刚办过了。",
        "Reload the page to see where it stands; somebody else may just have done this step.");

    /// <summary>A step is overdue once its last day is over, and that is said once.</summary>
    public static readonly Rule StepIsNotOverdue = new(
        "step-is-not-overdue",
        "这一步没有超期，或者已经记过超期。",
        "This step is not overdue, or that was recorded already.",
        LegalBasis.Bookkeeping,
        "不需要办理。",
        "Nothing is needed.");

    /// <summary>What was entered cannot be taken back by a case, only corrected by another.</summary>
    public static readonly Rule CaseIsEntered = new(
        "case-is-entered",
        "已经登簿，不能再撤回、退回，也不能撤下材料。",
        "It has been entered in the register, so it can no longer be withdrawn or sent back, and its papers stay.",
        LegalBasis.RegistrationRegulation(15),
        "登记有误的，请申请更正登记。",
        "Apply for a correction if the entry is wrong.");

    /// <summary>Every paper of the checklist has to be there; all that is missing is said at once.</summary>
    public static readonly Rule PaperIsMissing = new(
        "paper-is-missing",
        "还缺必需的材料。",
        "Required papers are missing.",
        LegalBasis.RegistrationRegulation(17),
        "请一次补齐清单上的材料。",
        "Add what the checklist still misses.");

    /// <summary>Only kinds of the list can be filed.</summary>
    public static readonly Rule PaperKindIsUnknown = new(
        "paper-kind-is-unknown",
        "没有这种材料类型。",
        "There is no such kind of paper.",
        LegalBasis.Bookkeeping,
        "请从材料清单中选择。",
        "Choose one of the list.");

    /// <summary>A paper can be struck only where it is.</summary>
    public static readonly Rule PaperIsNotInTheCase = new(
        "paper-is-not-in-the-case",
        "案件里没有这份材料。",
        "This paper is not in the case.",
        LegalBasis.Bookkeeping,
        "请刷新页面，核对材料清单。",
        "Reload the page and check the list.");

    /// <summary>What is asked for is asked for because of it.</summary>
    public static readonly Rule RequestRestsOnPaper = new(
        "request-rests-on-paper",
        "申请就是凭这份材料提出的，不能撤下。",
        "What is asked for rests on this paper, so it stays in the case.",
        LegalBasis.Bookkeeping,
        "材料错了的，案件在第一步时更正申请内容、换上对的材料，然后再撤下；补充的材料可以另外放进案件。",
        "If it is the wrong paper, correct what is asked for at the first step so that it rests on the right one, and then take this one out; further papers can be added.");

    /// <summary>The right belongs to all of them.</summary>
    public static readonly Rule HolderHasNotConfirmed = new(
        "holder-has-not-confirmed",
        "还有共有人没有确认。",
        "A co-holder has not confirmed yet.",
        LegalBasis.ContractMeasures(15),
        "请每一位共有人本人确认；任何人都不能代替，也不能用表决代替。",
        "Every co-holder has to confirm in person; nobody can stand in, and no vote replaces it.");

    /// <summary>Only holders confirm, and for themselves.</summary>
    public static readonly Rule NotAHolderOfTheCase = new(
        "not-a-holder-of-the-case",
        "您不是这个案件涉及的共有人，不能确认。",
        "You are no co-holder in this case, so you cannot confirm.",
        LegalBasis.RuralLandContractingLaw(24),
        "只有登记的共有人本人可以确认；干部不能代替。",
        "Only the registered co-holders themselves can confirm; no official can stand in.");

    /// <summary>A confirmation is of exactly what was shown.</summary>
    public static readonly Rule CaseTermsDiffer = new(
        "case-terms-differ",
        "申请或者登记簿的内容在此期间改过，与共有人看到的不一样。",
        "What is asked for, or what stands in the register, was changed meanwhile and is no longer what the holders were shown.",
        LegalBasis.CivilCode(143),
        "请刷新页面，重新看清内容再确认；还是不一样的，请退回申请这一步重新写，再由每个人确认。",
        "Reload the page and read it again before confirming; if it still differs, send the case back to be written anew and confirmed by everybody.");

    /// <summary>Once is enough.</summary>
    public static readonly Rule AlreadyConfirmed = new(
        "already-confirmed",
        "您已经确认过了。",
        "You have confirmed already.",
        LegalBasis.Bookkeeping,
        "不需要再办。",
        "Nothing more is needed.");

    /// <summary>Only what was given can be taken back.</summary>
    public static readonly Rule NothingConfirmed = new(
        "nothing-confirmed",
        "您没有确认过，没有可撤回的。",
        "You have not confirmed, so there is nothing to take back.",
        LegalBasis.Bookkeeping,
        "不需要办理。",
        "Nothing is needed.");

    /// <summary>Whose right a case touches knows of it before anything is entered.</summary>
    public static readonly Rule HolderWasNotReached = new(
        "holder-was-not-reached",
        "还有权利人不知道这个案件，或者因此失去权利的人不知道：消息没有送达，村里也还没有当面告知。",
        "A right-holder, or somebody who loses by this case, does not know of it: the message did not arrive and the village has not spoken to them.",
        LegalBasis.Bookkeeping,
        "请村级经办人当面告知并记录，然后再登簿。",
        "Let the village clerk tell them in person and record it; then enter.");

    /// <summary>Who says they spoke to a holder shows a record of it.</summary>
    public static readonly Rule VisitIsNotRecorded = new(
        "visit-is-not-recorded",
        "当面告知没有记录。",
        "There is no record of the visit.",
        LegalBasis.Bookkeeping,
        "请上传本人签字的告知记录，或者当面告知时的照片。",
        "Hand in the record signed by the holder, or a photograph of the visit.");

    /// <summary>A holder is reached only if the case is theirs.</summary>
    public static readonly Rule NobodyToReach = new(
        "nobody-to-reach",
        "此人不是这个案件的权利人，或者已经告知。",
        "This person is no right-holder of the case or has been told already.",
        LegalBasis.Bookkeeping,
        "请刷新页面，核对未告知的人。",
        "Reload the page and check who has not been told.");

    /// <summary>What is not on notice cannot pass it.</summary>
    public static readonly Rule NotOnNotice = new(
        "not-on-notice",
        "这个案件还没有公示。",
        "This case has not been on public notice.",
        LegalBasis.ContractMeasures(28),
        "请先张贴公示。",
        "Post the notice first.");

    /// <summary>A case is on one notice at a time.</summary>
    public static readonly Rule AlreadyOnNotice = new(
        "already-on-notice",
        "这个案件正在公示，或者已经公示过。",
        "This case is or was on public notice already.",
        LegalBasis.Bookkeeping,
        "请查看公示页面。",
        "See the notice.");

    /// <summary>A notice runs its whole time; the first day does not count.</summary>
    public static readonly Rule NoticeIsRunning = new(
        "notice-is-running",
        "公示期还没有满。",
        "The public notice is still running.",
        LegalBasis.CivilCode(201),
        "请等公示最后一天过后再办；期间开始的当日不计算在内。",
        "Wait until the last day is over; the day of posting does not count.");

    /// <summary>A photograph of the start is of the start: a notice that went up late has not hung for its whole time.</summary>
    public static readonly Rule PostingWasPhotographedLate = new(
        "posting-was-photographed-late",
        "张贴时的照片最晚在公示第一天拍，现在已经过了。",
        "The photograph of the start is taken on the first day of the notice at the latest, and that day is over.",
        LegalBasis.ContractMeasures(28),
        "请把案件退回上一步，重新张贴公示，张贴当天或者第二天拍照上传。",
        "Send the cases back, post them anew, and take the photograph on that day or the next.");

    /// <summary>A case passes its notice when the notice is closed, with the posting proved.</summary>
    public static readonly Rule NoticeIsNotClosed = new(
        "notice-is-not-closed",
        "公示期满了，但是还没有办结公示。",
        "The time of the notice is over, but the notice has not been closed.",
        LegalBasis.ContractMeasures(28),
        "请先上传公示开始和结束时的照片，再办结公示；没有异议的案件会自动转到下一步。",
        "Upload the photographs of its start and its end and close the notice; cases nobody objects to then go on by themselves.");

    /// <summary>An open objection stops the step.</summary>
    public static readonly Rule ObjectionIsOpen = new(
        "objection-is-open",
        "有人对公示提出异议，还没有处理完。",
        "An objection to the notice has not been settled yet.",
        LegalBasis.RegistrationRegulation(22),
        "请先核实并答复异议。",
        "Look into the objection and answer it first.");

    /// <summary>An objection that was right leaves no request as it was, unless somebody answers for it.</summary>
    public static readonly Rule ObjectionWasUpheld = new(
        "objection-was-upheld",
        "公示异议成立，申请内容还没有更正，也没有写明为什么不改。",
        "An objection to the notice was upheld, and what is asked for was neither corrected nor is it said why it stays.",
        LegalBasis.ContractMeasures(28),
        "请先更正申请内容；内容没有错的，办这一步时写明理由，然后重新公示。",
        "Correct what is asked for. If it is right as it stands, say why when you do this step; then it is posted anew.");

    /// <summary>There is no such objection, or it was settled.</summary>
    public static readonly Rule ObjectionIsUnknown = new(
        "objection-is-unknown",
        "没有这项异议，或者已经处理完。",
        "There is no such objection, or it has been settled.",
        LegalBasis.Bookkeeping,
        "请刷新公示页面。",
        "Reload the notice.");

    /// <summary>An objection names a parcel of the case or none.</summary>
    public static readonly Rule ParcelIsNotOfTheCase = new(
        "parcel-is-not-of-the-case",
        "这块地不在这个案件里。",
        "This parcel is not part of the case.",
        LegalBasis.Bookkeeping,
        "请从公示的地块中选择，或者不选。",
        "Choose one of the parcels on the notice, or none.");

    /// <summary>Words say what is wrong; an empty sheet says nothing.</summary>
    public static readonly Rule WordsAreMissing = new(
        "words-are-missing",
        "没有写明是怎么回事。",
        "It is not said what this is about.",
        LegalBasis.Bookkeeping,
        "请用一两句话写清楚。",
        "Say it in a sentence or two.");

    /// <summary>A case is sent back for reasons of the list.</summary>
    public static readonly Rule ReasonIsUnknown = new(
        "reason-is-unknown",
        "没有选退回的原因。",
        "No reason for sending it back was chosen.",
        LegalBasis.RegistrationRegulation(17),
        "请把所有需要补正的一次选全。",
        "Choose everything that has to be mended, at once.");

    /// <summary>Back means to an earlier step of the same business.</summary>
    public static readonly Rule NotAnEarlierStep = new(
        "not-an-earlier-step",
        "只能退回到前面的步骤。",
        "A case can be sent back only to an earlier step.",
        LegalBasis.Bookkeeping,
        "请选一个已经办过的步骤。",
        "Choose a step that was done already.");

    /// <summary>An amended case asks for the same kind of change by the same people.</summary>
    public static readonly Rule AmendmentIsOtherBusiness = new(
        "amendment-is-other-business",
        "修改后的内容是另一种业务，或者换了农户。",
        "What it was changed to is another kind of business or concerns other households.",
        LegalBasis.Bookkeeping,
        "请撤回这个案件，另行申请。",
        "Withdraw this case and open another.");

    /// <summary>A notice is of one collective and one kind of business.</summary>
    public static readonly Rule NoticeIsMixed = new(
        "notice-is-mixed",
        "一次公示只能包含同一集体、同一类业务的案件。",
        "A notice holds cases of one collective and one kind of business.",
        LegalBasis.Bookkeeping,
        "请分开张贴。",
        "Post them separately.");

    /// <summary>There is no such notice, or it is over.</summary>
    public static readonly Rule NoticeIsUnknown = new(
        "notice-is-unknown",
        "没有这次公示，或者已经结束。",
        "There is no such notice, or it is over.",
        LegalBasis.Bookkeeping,
        "请刷新公示页面。",
        "Reload the notice.");

    /// <summary>A notice is proved by photographs of its start and of its end.</summary>
    public static readonly Rule PostingIsNotProved = new(
        "posting-is-not-proved",
        "缺公示张贴的照片（开始和结束各一张）。",
        "Photographs of the posting are missing, one of its start and one of its end.",
        LegalBasis.ContractMeasures(28),
        "请到公示栏拍照并上传。",
        "Take them at the notice board and upload them.");

    /// <summary>Each certificate of the case is handed to a holder or to somebody with a written authority.</summary>
    public static readonly Rule ReceiptIsIncomplete = new(
        "receipt-is-incomplete",
        "领证人不是共有人，或者没有签收，或者没有把本案的每一本权证各领一次。",
        "The receiver is no co-holder, or nothing was signed, or not every certificate of the case is handed over once.",
        LegalBasis.RegistrationRegulation(21),
        "请由共有人本人领取，在签名板上或者在签收单上签收；代领的要有授权委托书。本案的权证要一次发完。",
        "Hand each to a co-holder, who signs on the pad or on the sheet; an agent needs a power of attorney. All certificates of the case are handed over at once.");

    /// <summary>A pad gives the picture of a name, and a document of pages is no signature.</summary>
    public static readonly Rule SignatureIsNoPicture = new(
        "signature-is-no-picture",
        "说是在签名板上签的，交来的却不是签名的图。",
        "It is said to have been signed on the pad, but what was handed in is no picture of a signature.",
        LegalBasis.RegistrationRegulation(21),
        "请领证人在签名板上再签一次；签在纸上的，作为签收单交。",
        "Let the receiver sign on the pad once more; what was signed on paper is handed in as the sheet.");

    /// <summary>Two papers of one right in one hand would be two proofs.</summary>
    public static readonly Rule OldPaperWasNotTaken = new(
        "old-paper-was-not-taken",
        "换发要收回旧证，旧证还没有收回。",
        "A replacement takes the old certificate back, and it has not been taken back.",
        LegalBasis.RegistrationRules(22),
        "请先收回旧证再发新证。旧证找不到的，撤回换发，申请补发。",
        "Take the old one back before the new one is given. If it cannot be found, withdraw and ask for a reissue instead.");

    /// <summary>Some changes wait by law, so that people can think again.</summary>
    public static readonly Rule TooEarlyToEnter = new(
        "too-early-to-enter",
        "法律规定的等待期还没有满，现在不能登簿。",
        "The time that the law makes everybody wait is not over, so this cannot be entered yet.",
        LegalBasis.RuralLandContractingLaw(30),
        "请等到期满后再登簿；在此之前农户可以随时撤回，不需要理由。",
        "Enter it when the time is over; until then the household may withdraw at any time, without a reason.");
}
