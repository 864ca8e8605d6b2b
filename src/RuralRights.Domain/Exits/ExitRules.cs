using RuralRights.Domain.Law;

namespace RuralRights.Domain.Exits;

/// <summary>What can stand in the way of a transfer between agreement and entry.</summary>
public static class ExitRules
{
    /// <summary>No such transfer.</summary>
    public static readonly Rule TransferIsUnknown = new(
        "transfer-is-unknown",
        "没有这笔转让。",
        "There is no such transfer.",
        LegalBasis.Bookkeeping,
        "请从“我的权利”或案件列表进入。",
        "Open it from your rights or from the list of cases.");

    /// <summary>Consent is given by those who hold the right and by nobody for them.</summary>
    public static readonly Rule NotACoHolder = new(
        "not-a-co-holder",
        "您不是转出户的共有人，不能在这里表示同意或撤回。",
        "You are not a co-holder of the selling household, so there is no consent of yours to give or take back here.",
        LegalBasis.ContractMeasures(15),
        "同意必须由每位共有人本人作出；未成年人由监护人另行办理。",
        "Each co-holder consents in person; for a minor, a guardian does so separately.");

    /// <summary>What is entered is not undone by withdrawing.</summary>
    public static readonly Rule TransferIsRegistered = new(
        "transfer-is-registered",
        "这笔转让已经登簿。",
        "This transfer is entered in the register.",
        LegalBasis.RegistrationRegulation(15),
        "认为登记有错或受到强迫的，可以申请更正登记、异议登记，或请求调解、仲裁、起诉。",
        "If it is wrong or was forced, apply for correction or objection, or turn to mediation, arbitration or court.");

    /// <summary>It was given up.</summary>
    public static readonly Rule TransferIsWithdrawn = new(
        "transfer-is-withdrawn",
        "这笔转让已经撤回，双方权利都没有变化。",
        "This transfer was withdrawn; nobody's rights have changed.",
        LegalBasis.RegistrationRegulation(15),
        "需要转让的，请重新挂牌。",
        "To transfer after all, open a new listing.");

    /// <summary>A consent signs exact terms.</summary>
    public static readonly Rule TermsDiffer = new(
        "terms-differ",
        "您看到的条款不是现在约定的条款，这个同意无效。",
        "The terms you were shown are not the terms agreed on, so this consent does not count.",
        LegalBasis.CivilCode(143),
        "请重新打开页面，读完现在的条款再决定。",
        "Open the page again, read the present terms, and decide then.");

    /// <summary>Once is enough.</summary>
    public static readonly Rule ConsentAlreadyGiven = new(
        "consent-already-given",
        "您已经同意过这些条款。",
        "You have consented to these terms already.",
        LegalBasis.ContractMeasures(15),
        "不用再做什么；登簿前可以随时撤回。",
        "Nothing more is needed; you can take it back until entry.");

    /// <summary>Nothing to take back.</summary>
    public static readonly Rule NoConsentToWithdraw = new(
        "no-consent-to-withdraw",
        "您没有作出过同意，或者已经撤回。",
        "You have given no consent, or took it back already.",
        LegalBasis.RegistrationRegulation(15),
        "不用做什么，没有您的同意就不会登簿。",
        "Nothing is needed: without your consent nothing is entered.");

    /// <summary>Every co-holder consents; it is never said who has not, because a refusal is nobody's business.</summary>
    public static readonly Rule HolderHasNotConsented = new(
        "holder-has-not-consented",
        "还没有得到每位共有人对这些条款的同意。",
        "Not every co-holder has consented to these terms.",
        LegalBasis.ContractMeasures(15),
        "请等每位共有人本人决定；任何人不得催逼，多数人同意也不能代替。",
        "Wait until each has decided in person. Nobody may press them, and no majority stands in for them.");

    /// <summary>An answer given stands; a refusal may still turn into consent.</summary>
    public static readonly Rule IssuerHasAnswered = new(
        "issuer-has-answered",
        "发包方已经答复。",
        "The issuer has answered already.",
        LegalBasis.ContractMeasures(20),
        "已同意的不能改为不同意；原先不同意的，可以改为同意。",
        "A consent cannot be turned into a refusal; a refusal can still be turned into consent.");

    /// <summary>No refusal without a legal reason.</summary>
    public static readonly Rule ReasonIsNotLawful = new(
        "reason-is-not-lawful",
        "没有法定理由，发包方不得拒绝。",
        "The issuer may not refuse without a reason the law knows.",
        LegalBasis.ContractMeasures(20),
        "请从法定理由目录中选择；没有适用的理由就应当同意。",
        "Choose from the list of lawful reasons; where none applies, consent is due.");

    /// <summary>A refusal is given in writing.</summary>
    public static readonly Rule RefusalHasNoStatement = new(
        "refusal-has-no-statement",
        "不同意的，应当书面说明理由。",
        "A refusal must state its grounds in writing.",
        LegalBasis.ContractMeasures(20),
        "请写明具体事实和理由，农户会看到。",
        "Write down the facts and grounds; the household will read them.");

    /// <summary>Without the issuer's consent a transfer is void.</summary>
    public static readonly Rule IssuerHasNotConsented = new(
        "issuer-has-not-consented",
        "发包方还没有同意。",
        "The issuer has not consented.",
        LegalBasis.RuralLandContractingLaw(34),
        "请等发包方答复；不同意的应在七日内书面说明理由，可以请乡镇调解或起诉。",
        "Wait for its answer; a refusal is due within seven days in writing, and can be taken to mediation or court.");

    /// <summary>Money is confirmed once.</summary>
    public static readonly Rule PaymentAlreadyConfirmed = new(
        "payment-already-confirmed",
        "这笔价款已经确认收到。",
        "This payment is confirmed already.",
        LegalBasis.Bookkeeping,
        "不用再做什么。",
        "Nothing more is needed.");

    /// <summary>The proceeds belong to the contractor.</summary>
    public static readonly Rule PayeeIsNotTransferor = new(
        "payee-is-not-the-transferor",
        "收款人不是转出户的共有人；价款归承包方所有，任何组织和个人不得截留。",
        "The payee is not a co-holder of the selling household; the proceeds are the contractor's and nobody may keep them back.",
        LegalBasis.RuralLandContractingLaw(39),
        "请把价款付到转出户共有人本人的账户。",
        "Pay into an account of a co-holder of the selling household.");

    /// <summary>The whole price, nothing deducted.</summary>
    public static readonly Rule AmountIsNotThePrice = new(
        "amount-is-not-the-price",
        "收到的金额与约定价款不一致。",
        "The amount received is not the price agreed on.",
        LegalBasis.RuralLandContractingLaw(39),
        "请核对凭证；少付的应当补足，不得扣除或抵债。",
        "Check the voucher; what is short must be made up, nothing may be deducted or set off.");

    /// <summary>A payment has happened, for this transfer and not for an older debt, and has its paper.</summary>
    public static readonly Rule PaymentHasNoProof = new(
        "payment-has-no-proof",
        "付款日期不在谈定条款那天和今天之间，或者没有银行凭证号（只写字母、数字和短横）。",
        "The day of payment does not lie between the agreement and today, or there is no number of a bank voucher (letters, digits and hyphens only).",
        LegalBasis.Bookkeeping,
        "请填写银行凭证上的日期和编号。",
        "Write the day and number as they stand on the bank voucher.");

    /// <summary>What is entered is what everybody consented to.</summary>
    public static readonly Rule AgreedTermsAreOutdated = new(
        "agreed-terms-are-outdated",
        "谈定以后，这些地块的面积或者承包期有了变动，与各方同意的条款不一致。",
        "The area or the term of these parcels has changed since the terms were agreed on, so they are not what everybody consented to.",
        LegalBasis.CivilCode(143),
        "请撤回这笔转让，按现在的面积和承包期重新挂牌；已经付的钱由收款方退回。",
        "Withdraw the transfer and list the parcels again with the present area and term; money already paid goes back.");

    /// <summary>Delivery versus payment.</summary>
    public static readonly Rule PriceIsNotPaid = new(
        "price-is-not-paid",
        "转出户还没有确认收到全部价款。",
        "The selling household has not confirmed receipt of the whole price.",
        LegalBasis.RuralLandContractingLaw(39),
        "请转出户的共有人核对账户后确认收款。",
        "Let a co-holder of the selling household check the account and confirm.");
}
