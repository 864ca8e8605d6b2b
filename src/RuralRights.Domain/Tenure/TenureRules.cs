using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>What can stand in the way of disposing of a right, or of certifying it.</summary>
public static class TenureRules
{
    /// <summary>No such right.</summary>
    public static readonly Rule RightIsUnknown = new(
        "right-is-unknown",
        "登记簿中没有这项土地承包经营权。",
        "The register holds no such right to contracted land.",
        LegalBasis.CivilCode(216),
        "请核对承包合同代码（18位数字加J或Q）。",
        "Check the contract code: 18 digits and J or Q.");

    /// <summary>Nothing is left in the contract.</summary>
    public static readonly Rule RightHasEnded = new(
        "right-has-ended",
        "这项土地承包经营权已经终止。",
        "This right to contracted land has ended.",
        LegalBasis.ContractMeasures(14),
        "请在登记簿中查看终止的原因和日期；有异议可以申请更正登记。",
        "See in the register why and when it ended; if that is wrong, apply for a correction.");

    /// <summary>Article 34 speaks of family contracts only.</summary>
    public static readonly Rule RightIsByOtherMeans = new(
        "right-is-by-other-means",
        "以其他方式承包的土地只有土地经营权，不能按家庭承包的办法转让。",
        "Land contracted by other means carries a management right only; it does not pass by the rules of family contracts.",
        LegalBasis.RuralLandContractingLaw(53),
        "请按土地经营权流转的程序办理。",
        "Follow the procedure for management rights instead.");

    /// <summary>An act names at least one parcel, and each once.</summary>
    public static readonly Rule NoParcelChosen = new(
        "no-parcel-chosen",
        "没有选择地块，或者同一地块选了两次。",
        "No parcel was chosen, or one was chosen twice.",
        LegalBasis.RuralLandContractingLaw(22),
        "请至少勾选一个地块，每块只选一次。",
        "Choose at least one parcel, and each only once.");

    /// <summary>One disposes only of what one holds.</summary>
    public static readonly Rule ParcelNotInRight = new(
        "parcel-not-in-right",
        "这块地不在（或已经不在）这项承包经营权之内。",
        "This parcel is not, or no longer, part of the right.",
        LegalBasis.CivilCode(216),
        "请刷新页面，只选择登记簿现在载明的地块。",
        "Reload the page and choose only parcels the register names today.");

    /// <summary>The term of what passes on is never longer than what remains, and nothing remains.</summary>
    public static readonly Rule TermIsOver = new(
        "term-is-over",
        "这块地的承包期已经届满。",
        "The contract term of this parcel is over.",
        LegalBasis.RuralLandContractingLaw(21),
        "请先办理延包（第二轮承包到期后再延长三十年）。",
        "Have the contract extended first.");

    /// <summary>A share confirmed without a place on the ground cannot be disposed of as if it were a located parcel.</summary>
    public static readonly Rule ParcelIsHeldJointly = new(
        "parcel-is-held-jointly",
        "这块地是“确权确股不确地”的，各户只有份额，没有自己的界线。",
        "This parcel is held in shares: each household has a quota in it, none has a boundary of its own.",
        LegalBasis.ContractMeasures(20),
        "请先由全体份额持有户协商确定四至并重新登记。",
        "Let all households that share it agree on boundaries and have them entered first.");

    /// <summary>A court, or another authority whom the law allows it, keeps the parcel as it is.</summary>
    public static readonly Rule RightIsSeized = new(
        "right-is-seized",
        "这块地被法院等机关查封，查封期间不能处分。",
        "A court or another authority has seized this parcel; while the seizure lasts it cannot be disposed of.",
        LegalBasis.RegistrationRules(90),
        "请凭法院的解除查封文书办理注销查封登记，或者等查封期限届满自动失效。",
        "Bring the court's paper that lifts the seizure, or wait until it ends by itself.");

    /// <summary>Who holds what is just what is not settled.</summary>
    public static readonly Rule RightIsInDispute = new(
        "right-is-in-dispute",
        "这块地有争议，正在调解、仲裁或诉讼，争议了结前不能处分。",
        "This parcel is in dispute, before a mediator, the arbitration commission or a court; until that is over it cannot be disposed of.",
        LegalBasis.RegistrationRegulation(22),
        "请在争议页面查看办到哪一步；调解达成协议、裁决或判决执行完毕，或者撤回争议后即可办理。没有争议的其他地块不受影响。",
        "See the page of the dispute; once it is settled, executed or withdrawn you can go on. Parcels that are not in dispute are free.");

    /// <summary>Whoever still wants an entry knows of the objection and says so.</summary>
    public static readonly Rule ObjectionEntryStands = new(
        "objection-entry-stands",
        "这块地有异议登记，申请人还没有书面承诺知道异议并自担风险。",
        "An objection entry stands on this parcel, and the applicants have not stated in writing that they know of it and bear the risk.",
        LegalBasis.RegistrationRules(84),
        "请等异议登记失效（十五日内不起诉即失效），或者由申请人向登记机构提交书面承诺。",
        "Wait until the objection lapses, which it does after fifteen days without a suit, or hand in the applicants' written statement.");

    /// <summary>What will be compensated does not change hands any more.</summary>
    public static readonly Rule ExpropriationIsAnnounced = new(
        "expropriation-is-announced",
        "这块地已经公告征收，不能再转给他人。",
        "The expropriation of this parcel has been announced, so it cannot pass to others any more.",
        LegalBasis.LandAdministrationLaw(47),
        "征收补偿归现在的承包户；公告撤销后可以再办理。",
        "The compensation belongs to the present household; if the notice is withdrawn, you can go on.");

    /// <summary>The creditor's security does not move without the creditor.</summary>
    public static readonly Rule RightIsMortgaged = new(
        "right-is-mortgaged",
        "这块地的土地经营权已作融资担保（抵押），抵押权人还没有书面同意。",
        "This parcel secures a loan (mortgage), and the creditor has not consented in writing.",
        LegalBasis.RuralLandContractingLaw(47),
        "请取得抵押权人的书面同意交登记机构，或者还清贷款后注销抵押。",
        "Bring the creditor's written consent to the registry, or have the mortgage cancelled once the loan is paid.");

    /// <summary>A holder said that nothing shall move.</summary>
    public static readonly Rule HolderLockedTheRight = new(
        "holder-locked-the-right",
        "本户的共有人给这块地上了锁（权利人自锁），现在不能处分。",
        "A co-holder of the household has locked this parcel (the holder's own lock), so it cannot be disposed of now.",
        LegalBasis.RuralLandContractingLaw(60),
        "锁由上锁的人自己解除，任何干部都不能代替；锁不影响出租和延包。",
        "Whoever set the lock lifts it, and no official can; a lock touches neither leases nor the renewal of the term.");

    /// <summary>A running lease passes on with the land, so whoever takes the land must know.</summary>
    public static readonly Rule LeaseNotDisclosed = new(
        "lease-not-disclosed",
        "这块地上有未到期的流转合同，没有向受让方告知。",
        "A lease of this parcel is still running and was not disclosed to the buyer.",
        LegalBasis.CivilCode(725),
        "请勾选并告知该流转合同；承租方的经营权到期前不变。",
        "Tick the lease to disclose it; the lessee keeps the land until the lease ends.");

    /// <summary>A right has one current certificate.</summary>
    public static readonly Rule CertificateIsCurrent = new(
        "right-has-a-current-certificate",
        "这项权利已有现行有效的权证，不能再次颁发。",
        "The right already has a current certificate; another cannot be issued beside it.",
        LegalBasis.RuralLandContractingLaw(24),
        "遗失的请办理补发，损坏或内容变化的请办理换发。",
        "If it was lost, have it reissued; if damaged or outdated, have it replaced.");

    /// <summary>Only a current certificate can give way to another or be voided.</summary>
    public static readonly Rule NoCurrentCertificate = new(
        "no-current-certificate",
        "这项权利没有现行有效的权证。",
        "The right has no current certificate.",
        LegalBasis.RuralLandContractingLaw(24),
        "请办理首次颁证。",
        "Have a first certificate issued.");

    /// <summary>The reason must be one of the list.</summary>
    public static readonly Rule ReasonIsNotListed = new(
        "certificate-reason-is-not-listed",
        "所填的原因不在换发、补发、注销原因目录之内。",
        "The reason is not on the list for replacing, reissuing or voiding a certificate.",
        LegalBasis.RegistrationRegulation(16),
        "请从目录中选择原因。",
        "Choose a reason from the list.");

    /// <summary>The right must not be certified as lost while it still covers land.</summary>
    public static readonly Rule RightIsAlive = new(
        "right-is-alive",
        "这项权利仍然有效，权证不能只注销不换发。",
        "The right is alive, so its certificate cannot be voided with nothing in its place.",
        LegalBasis.RuralLandContractingLaw(27),
        "请办理换发或补发；注销只用于已经终止的权利。",
        "Replace or reissue it; only a right that has ended has its certificate voided.");

    /// <summary>The announced time after a loss has not run out.</summary>
    public static readonly Rule LossNotAnnounced = new(
        "loss-not-announced",
        "遗失声明公告未满十五个工作日，或者没有公告。",
        "The loss was not announced, or the fifteen working days have not run out.",
        LegalBasis.RegistrationRules(22),
        "请先在登记机构网站刊登遗失声明，期满后再申请补发。",
        "Announce the loss on the registering authority's site first and come back when the time is over.");

    /// <summary>A loss is announced after the paper was issued, and what is announced tomorrow is not announced.</summary>
    public static readonly Rule AnnouncementDayIsWrong = new(
        "announcement-day-is-wrong",
        "遗失声明的日期早于发证日期，或者在今天以后。",
        "The day of the announcement lies before the certificate was issued, or after today.",
        LegalBasis.RegistrationRules(22),
        "请按登记机构网站上声明刊登的日期填写。",
        "Give the day on which the announcement appeared on the registering authority's site.");

    /// <summary>An entry that is not there cannot be lifted, and one that is there is not entered again.</summary>
    public static readonly Rule EncumbranceIsUnknown = new(
        "encumbrance-is-unknown",
        "登记簿中没有这条权利限制，或者已经解除。",
        "The register holds no such encumbrance, or it was lifted already.",
        LegalBasis.RegistrationRegulation(22),
        "请核对限制登记的编号。",
        "Check the number of the entry.");

    /// <summary>An entry needs its paper, by number and handed in, and a day that is still ahead.</summary>
    public static readonly Rule EncumbranceHasNoPaper = new(
        "encumbrance-has-no-paper",
        "权利限制没有填写文书编号，没有交来文书的照片或扫描件，或者期限已过。",
        "The encumbrance names no paper, the paper itself was not handed in, or its last day has passed.",
        LegalBasis.RegistrationRegulation(16),
        "请填写文书编号和有效的期限，把文书拍照或扫描后一并交来。",
        "Give the number of the paper and a day that is still ahead, and hand in a photograph or scan of the paper.");

    /// <summary>The owner's lock is the household's own; the others are the registrar's.</summary>
    public static readonly Rule NotYoursToHold = new(
        "not-yours-to-hold",
        "权利人自锁只能由本户设立和解除；其他限制只能由登簿人员凭文书办理。",
        "Only the household sets and lifts its own lock; every other encumbrance is the registrar's, on paper.",
        LegalBasis.RuralLandContractingLaw(60),
        "请由本户或登簿人员办理。",
        "Let the household, or the registrar, do it.");

    /// <summary>A renewal prolongs.</summary>
    public static readonly Rule RenewalIsNoLonger = new(
        "renewal-is-no-longer",
        "延包后的期限没有比现在的期限更长。",
        "The renewed term is no longer than the present one.",
        LegalBasis.RuralLandContractingLaw(21),
        "请核对延包后的截止日期。",
        "Check the last day of the renewed term.");

    /// <summary>The law renews for thirty years.</summary>
    public static readonly Rule RenewalIsTooLong = new(
        "renewal-is-too-long",
        "延包后的期限超过了法律规定的年限。",
        "The renewed term is longer than the law allows.",
        LegalBasis.RuralLandContractingLaw(21),
        "耕地第二轮承包到期后延长三十年；请核对截止日期。",
        "Arable land is renewed for thirty years when the second round ends; check the last day.");

    /// <summary>A seizure without an end would outlive the court's order.</summary>
    public static readonly Rule SeizureHasNoEnd = new(
        "seizure-has-no-end",
        "查封没有写明截止日期。",
        "The seizure names no last day.",
        LegalBasis.RegistrationRules(90),
        "请按协助执行通知书填写查封截止日期。",
        "Give the last day as the court's notice states it.");

    /// <summary>The law limits a seizure and each renewal.</summary>
    public static readonly Rule SeizureIsTooLong = new(
        "seizure-is-too-long",
        "查封期限超过了法律规定的最长期限。",
        "The seizure is longer than the law allows.",
        new("法释〔2015〕5号《民事诉讼法解释》第四百八十七条", "Supreme People's Court on the Civil Procedure Law (2015), article 487"),
        "请核对协助执行通知书；期满前可以续封。",
        "Check the court's notice; a seizure can be renewed before it ends.");

    /// <summary>Only a seizure is renewed, and only one that still stands, by a later day.</summary>
    public static readonly Rule SeizureCannotBeRenewed = new(
        "seizure-cannot-be-renewed",
        "只有尚未到期的查封才能续封，续封的截止日期要晚于现在的截止日期。",
        "Only a seizure that still stands is renewed, and to a later day than its present end.",
        LegalBasis.RegistrationRules(92),
        "已经失效的查封请凭新的文书重新办理查封登记。",
        "A seizure that has lapsed is entered anew on a new paper.");

    /// <summary>The law itself says when an objection entry ends.</summary>
    public static readonly Rule ObjectionEndsByLaw = new(
        "objection-ends-by-law",
        "异议登记的期限由法律规定（十五日内不起诉即失效），不能另写截止日期。",
        "The law says when an objection entry ends, fifteen days without a suit; no other last day can be given.",
        LegalBasis.CivilCode(220),
        "请把截止日期留空；起诉后请提交法院受理通知书。",
        "Leave the last day empty; once a suit is filed, bring the court's notice of acceptance.");

    /// <summary>A mortgage does not end with the term of its debt, nor a dispute by waiting.</summary>
    public static readonly Rule HoldEndsOnlyOnPaper = new(
        "hold-ends-only-on-paper",
        "抵押不因债务到期而消灭，争议不因时间过去而了结，不能写截止日期。",
        "A mortgage does not end when its debt falls due, nor a dispute by waiting; neither has a last day.",
        LegalBasis.CivilCode(393),
        "请把截止日期留空；债务还清或者争议了结后，凭文书解除。",
        "Leave the last day empty; once the debt is paid or the dispute is over, have it lifted on paper.");

    /// <summary>Proof of suit belongs to an objection entry that stands without it.</summary>
    public static readonly Rule NoSuitToRecord = new(
        "no-suit-to-record",
        "这不是一条还在等待起诉证明的异议登记。",
        "This is no objection entry that still waits for proof of a suit.",
        LegalBasis.CivilCode(220),
        "请核对限制登记的编号；已经失效的异议不能再补交起诉证明。",
        "Check the number of the entry; an objection that has lapsed cannot be proved any more.");

    /// <summary>Seizure, dispute, expropriation and lock are lifted or they stand.</summary>
    public static readonly Rule HoldDoesNotYield = new(
        "hold-does-not-yield",
        "这种限制不能凭同意书或承诺书放行，只能先解除。",
        "This kind of hold gives way to no consent or statement; it has to be lifted first.",
        LegalBasis.RegistrationRegulation(22),
        "请先办理解除。",
        "Have it lifted first.");

    /// <summary>Nobody takes the risk of every later act.</summary>
    public static readonly Rule StatementIsForOneAct = new(
        "statement-is-for-one-act",
        "知悉异议、自担风险的书面承诺只对一项申请有效，请写明是哪一项。",
        "A statement of knowing the objection and bearing the risk holds for one application only; name it.",
        LegalBasis.RegistrationRules(84),
        "请填写转让或案件的编号。",
        "Give the transfer or the case it is for.");

    /// <summary>What a hold gives way to can be named wrongly, and the ledger would keep it for ever.</summary>
    public static readonly Rule ActToLetPassIsUnknown = new(
        "act-to-let-pass-is-unknown",
        "这项权利上没有这样一项正在办理的转让或案件。",
        "No such transfer or case is under way on this right.",
        LegalBasis.RegistrationRules(84),
        "请从正在办理的事项里选；还没有申请的，要先申请。",
        "Choose one of those under way; what was not applied for yet has to be applied for first.");

    /// <summary>A lock protects whoever set it, also against their own family.</summary>
    public static readonly Rule LockIsAnothers = new(
        "lock-is-anothers",
        "这把锁是本户另一位共有人上的，只有本人能解除。",
        "Another co-holder of your household set this lock, and only they can lift it.",
        LegalBasis.RuralLandContractingLaw(16),
        "请由上锁的人本人登录解除；此人不再是本户成员的，其他共有人可以解除。",
        "Let whoever set it sign in and lift it; once they are no longer of the household, another co-holder can.");

    /// <summary>One lock is enough.</summary>
    public static readonly Rule LockStandsAlready = new(
        "lock-stands-already",
        "您已经给这块地上了锁。",
        "You have locked this parcel already.",
        LegalBasis.Bookkeeping,
        "无需再次办理。",
        "Nothing more is needed.");

    /// <summary>One paper holds a parcel once.</summary>
    public static readonly Rule HoldStandsAlready = new(
        "hold-stands-already",
        "这份文书的这项限制已经登记在这块地上，还没有解除。",
        "This very paper holds the parcel already, and its entry still stands.",
        LegalBasis.Bookkeeping,
        "不用再登记。这份文书还限制别的地块的，只选那几块；续封、放行、解除，在已经登记的那一项里办。",
        "Nothing more is needed. If the paper holds other parcels too, choose only those; a renewal, a consent or a lifting is entered on the entry that stands.");

    /// <summary>Whoever let fifteen days pass without a suit does not get fifteen more for the same reason.</summary>
    public static readonly Rule ObjectionLapsedBefore = new(
        "objection-lapsed-before",
        "这块地上凭同一份异议申请登记过异议，没有起诉，已经失效，不能以同一理由再登记。",
        "An objection was entered on this parcel on the same application, nobody sued, and it lapsed; for the same reason it is not entered again.",
        LegalBasis.RegistrationRules(83),
        "请向人民法院起诉，凭法院的文书办理；理由不同的，请另写申请，写明它自己的编号。",
        "Sue, and bring the court's paper; if the reason is another one, let it be applied for anew, under a number of its own.");

    /// <summary>A hold gives way to one act once.</summary>
    public static readonly Rule HoldYieldsAlready = new(
        "hold-yields-already",
        "这项限制已经凭文书对这件事放行。",
        "This hold gives way to that already, on paper.",
        LegalBasis.Bookkeeping,
        "不用再登记，接着办就可以。",
        "Nothing more is needed; go on with it.");

    /// <summary>The hold of a dispute is the dispute's.</summary>
    public static readonly Rule HoldEndsWithItsDispute = new(
        "hold-ends-with-its-dispute",
        "这条限制属于一件争议，争议了结时自动解除。",
        "This hold belongs to a dispute and ends with it.",
        LegalBasis.RegistrationRegulation(22),
        "请在争议页面办理调解协议、执行或撤回。",
        "Record the settlement, the execution or the withdrawal on the page of the dispute.");

    /// <summary>Only what is over lapses, and only the register says so.</summary>
    public static readonly Rule NothingHasLapsed = new(
        "nothing-has-lapsed",
        "没有到期失效的权利限制。",
        "No hold of this right is over.",
        LegalBasis.RegistrationRules(92),
        "无需办理；期限届满时登记簿会自己记载。",
        "Nothing is to be done; the register enters it by itself when the time is over.");

    /// <summary>A household has one family contract.</summary>
    public static readonly Rule ContractStands = new(
        "contract-stands",
        "这户已经有在效的家庭承包合同。",
        "This household has a family contract in force.",
        LegalBasis.RuralLandContractingLaw(22),
        "请在原合同上办理变更，不要重复首次登记。",
        "Change the contract that stands instead of registering it a second time.");

    /// <summary>The law sets the term.</summary>
    public static readonly Rule TermIsNotLawful = new(
        "term-is-not-lawful",
        "承包期的起止日期不对，或者超过了法律规定的年限。",
        "The first and last day of the term do not fit, or the term is longer than the law allows.",
        LegalBasis.RuralLandContractingLaw(21),
        "耕地承包期为三十年；请核对起止日期。",
        "Arable land is contracted for thirty years; check the first and the last day.");

    /// <summary>A contract names the area of each parcel.</summary>
    public static readonly Rule ContractAreaIsMissing = new(
        "contract-area-is-missing",
        "地块没有合同面积。",
        "The contract area of a parcel is missing.",
        LegalBasis.RuralLandContractingLaw(22),
        "请填写这块地的合同面积（平方米）。",
        "State the contract area of the parcel in square metres.");

    /// <summary>Expropriation has been approved before a right ends by it.</summary>
    public static readonly Rule ApprovalIsMissing = new(
        "approval-is-missing",
        "没有征收批准文件。",
        "The approval of the expropriation is missing.",
        LegalBasis.LandAdministrationLaw(46),
        "请上传依法批准征收的文件。",
        "Upload the approval.");

    /// <summary>What a hold protects goes over to the compensation, so whoever it protects hears of the expropriation in time.</summary>
    public static readonly Rule ProtectedWereNotTold = new(
        "protected-were-not-told",
        "被征收的地块上有查封、抵押、异议或者争议，没有书面告知法院、抵押权人或者提出的人。",
        "The land that is expropriated is seized, mortgaged, objected to or in dispute, and nothing proves that the court, the creditor or the claimant was told.",
        LegalBasis.CivilCode(390),
        "征收照常登记。请先书面告知作出查封的法院、抵押权人或者提出异议、争议的人，把送达凭证上传；他们就补偿款主张权利。",
        "The expropriation is entered all the same. First tell the court, the creditor or the claimant in writing and upload the proof; their claim goes over to the compensation.");

    /// <summary>Whether a contract ends or goes on with less land is said, not guessed.</summary>
    public static readonly Rule AllIsNotAll = new(
        "all-is-not-all",
        "写的是全部（或者部分），与选的地块不符。",
        "All of the land is named where some was meant, or some where all was.",
        LegalBasis.ContractMeasures(14),
        "请核对地块：全部退出时合同终止，部分退出时合同继续。",
        "Check the parcels: with all of them the contract ends, with some it goes on.");

    /// <summary>Land is returned by written notice.</summary>
    public static readonly Rule ReturnNoticeIsMissing = new(
        "return-notice-is-missing",
        "没有全体共有人签字的书面交回通知，或者通知日期在以后。",
        "The written notice signed by every holder is missing, or its day is still to come.",
        LegalBasis.RuralLandContractingLaw(30),
        "请上传书面通知，填写发包方收到的日期。",
        "Upload the notice and state the day the issuer received it.");

    /// <summary>Nobody returns land without knowing what else they could do.</summary>
    public static readonly Rule ChoicesWereNotExplained = new(
        "choices-were-not-explained",
        "没有签收四种选择告知书：保留、出租、内部转让、交回都可以。",
        "The information sheet of the four choices was not signed as read: to keep, to lease out, to transfer inside, or to return.",
        LegalBasis.RuralLandContractingLaw(27),
        "请先把告知书讲清楚，由农户签收后上传。",
        "Explain the sheet first and upload it when the household has signed it.");
}
