using System.Collections.Frozen;
using Npgsql;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Store;

/// <summary>Turns a constraint that the database upheld into the named rule it stands for.</summary>
/// <remarks>
/// A constraint bears the code of its rule; what stands in brackets behind it only tells equal rules of several tables apart.
/// Where the law has a rule of that code, the law's own words are given.
/// </remarks>
public static class ConstraintRules
{
    /// <summary>The same id was sent before with other content.</summary>
    public static readonly Rule CommandIdReused = Keeping(
        "command-id-reused",
        "这个请求编号已用于内容不同的另一项请求。",
        "This command id was already used for another request.",
        "请刷新页面，重新提交。",
        "Reload the page and submit again.");

    /// <summary>Others changed the same things at the same moment, again and again.</summary>
    public static readonly Rule RegisterIsBusy = Keeping(
        "register-is-busy",
        "同一时刻有他人正在办理相关事项，本次未登记任何内容。",
        "Others were changing the same things at this very moment; nothing was entered.",
        "请稍候再次提交，原请求编号仍然有效。",
        "Submit again in a moment; the same command id remains valid.");

    /// <summary>What a certificate prints comes from the county's dated settings, and one of them is not made for the day.</summary>
    public static readonly Rule SettingIsMissing = Keeping(
        "setting-is-missing",
        "本县还没有设置证书上要印的内容（登记机关、县名或省简称），现在不能颁发证书。",
        "The county has not fixed what certificates print (authority, county name or short name of the province), so none can be issued.",
        "请登簿人员先做好县级设置，再重新提交。",
        "Let a registrar make the county setting first, then submit again.");

    /// <summary>No room is left for documents but what the database beside them needs.</summary>
    public static readonly Rule DocumentStoreIsFull = Keeping(
        "document-store-is-full",
        "服务器的磁盘满了，材料现在收不下；已经交的材料都还在。",
        "The server's disk is full, so no document can be taken now; what was handed in before is still there.",
        "请告诉本县系统管理人员清理或扩充磁盘，再交一次；表上填好的其他内容都还在。",
        "Tell whoever runs the register to make room, then hand it in again; everything else you typed is still there.");

    /// <summary>Those who share a parcel are entered together; a later delivery adds nobody to them.</summary>
    public static readonly Rule SharersAreEntered = Keeping(
        "sharers-are-entered",
        "确权确股的地块已经按其他户的份额登记，这份成果里多出来的户不能直接入簿。",
        "The jointly confirmed parcel stands in the register in the shares of others; a household that a later delivery adds to them is not entered.",
        "核对各户的份额；确有这一户的，先为已登记的户办理变更登记，再登记这一户。",
        "Check the shares; if the household does hold one, have the entries of the others changed first and then this one registered.");

    /// <summary>One case at a time is about a household, a parcel or a membership.</summary>
    public static readonly Rule AlreadyInACase = Keeping(
        "already-in-a-case",
        "这一户、这块地或者这个人的成员身份已有办理中的案件。",
        "A case is under way already about this household, this parcel or this membership.",
        "请先办结或撤回那个案件；案件可在农户或地块页面查到。",
        "Finish or withdraw that case first; the page of the household or parcel shows it.");

    /// <summary>A package is broken, locked, or packed so that opening it is dangerous.</summary>
    public static readonly Rule PackageIsUnreadable = Keeping(
        "package-is-unreadable",
        "成果包打不开，或者打开不安全，没有接收。",
        "The package cannot be opened, or it is not safe to open; it was not received.",
        "请测绘单位用普通的 zip 格式、不加密码重新打包，核对传输是否完整，再交一次。",
        "Have it packed again as a plain zip without a password, check that it arrived whole, and hand it in again.");

    /// <summary>What was handed in is not a delivery of the standard.</summary>
    public static readonly Rule PackageIsNoDelivery = Keeping(
        "package-is-no-delivery",
        "交来的不是汇交成果。",
        "What was handed in is no survey delivery.",
        "请按 NY/T 2539 的目录组织成果，再交一次。",
        "Arrange it in the folders of NY/T 2539 and hand it in again.");

    /// <summary>No file tells of which county and year a delivery is.</summary>
    public static readonly Rule DeliveryNamesNoCounty = Keeping(
        "delivery-names-no-county",
        "从成果的文件名看不出是哪个县、哪一年的。",
        "No file name of the delivery gives its county and year.",
        "请按规范命名文件，例如 DK6201232016.shp。",
        "Name the files as the standard asks, such as DK6201232016.shp.");

    /// <summary>A register is kept by the office of its county alone.</summary>
    public static readonly Rule DeliveryIsOfAnotherCounty = Keeping(
        "delivery-is-of-another-county",
        "这份成果是另一个县的，没有接收。",
        "The delivery is of another county and was not received.",
        "请交给该县的登记机构。",
        "Bring it to that county's office.");

    /// <summary>What is read must be what was received.</summary>
    public static readonly Rule DeliveryWasChanged = Keeping(
        "delivery-was-changed",
        "接收的成果包已被改动，或者已经不在。",
        "The package that was received was changed, or is gone.",
        "请重新交来这份成果。",
        "Hand the delivery in again.");

    /// <summary>A certificate is printed whole and without what strangers must not read, or not at all.</summary>
    public static readonly Rule CertificateCannotBePrinted = Keeping(
        "certificate-cannot-be-printed",
        "证书现在不能打印。",
        "The certificate cannot be printed now.",
        "请按所列的原因安装字体，或者更正登记簿，再打印。",
        "Install the font or correct the register as the reasons say, and print again.");

    private static readonly FrozenDictionary<string, Rule> OfKeeping = new[]
    {
        PackageIsUnreadable,
        PackageIsNoDelivery,
        DeliveryNamesNoCounty,
        DeliveryIsOfAnotherCounty,
        DeliveryWasChanged,
        CertificateCannotBePrinted,
        CommandIdReused,
        RegisterIsBusy,
        SettingIsMissing,
        DocumentStoreIsFull,
        SharersAreEntered,
        AlreadyInACase,
        Keeping("code-already-registered", "该编码已经登记。", "This code is already registered.",
            "请核对编码；已登记的内容可在登记簿中查到。", "Check the code; what is registered under it can be looked up."),
        Keeping("code-is-malformed", "编码不合规范。", "The code is malformed.",
            "请核对编码的位数与字符。", "Check the digits of the code."),
        Keeping("parcel-held-by-another", "该地块在此期间已由其他承包方承包。", "The parcel is held by another right in this period.",
            "请核对地块与合同；如登记有误，先办理更正。", "Check parcel and contract; a wrong entry is corrected first."),
        Keeping("parcel-already-in-right", "该承包权中已有此地块的份额。", "The right already holds a share of this parcel.",
            "请核对份额。", "Check the shares."),
        Keeping("parcel-is-held", "该地块上还有承包经营权，不能停用地块代码。", "A right stands on the parcel, so its code cannot be retired.",
            "请在同一案件中把权利转到新地块上。", "Move the right to the new parcels in the same case."),
        Keeping("parcel-succeeded-twice", "该地块的去向已经登记。", "What became of the parcel is registered already.",
            "请查看地块的沿革。", "See the lineage of the parcel."),
        Keeping("parcel-listed-twice", "同一地块在同一份材料中出现两次。", "The parcel is named twice in one paper.",
            "请删去重复的地块。", "Leave out the repeated parcel."),
        Keeping("parcels-overlap", "该地块与已登记的地块重叠。", "The parcel overlaps a registered parcel.",
            "请核对界址，必要时重新测量。", "Check the boundary; survey again where needed."),
        Keeping("homesteads-overlap", "这宗宅基地与已登记的另一宗宅基地重叠。", "The homestead overlaps another one that is registered.",
            "请核对界址，必要时会同四邻重新指界、测量。", "Check the boundary; point it out again with the neighbours and survey it where needed."),
        Keeping("homestead-lies-on-contracted-land", "宅基地与登记的承包地重叠。", "A homestead and a registered parcel of contracted land lie on the same ground.",
            "请核对两边的界址；承包地界线有误的，先办界线更正。", "Check both boundaries; where that of the contracted land is wrong, have it corrected first."),
        Keeping("homestead-not-registered", "该宅基地尚未登记。", "The homestead is not registered.",
            "请先登记宅基地。", "Register the homestead first."),
        Keeping("property-certificate-entered-twice", "这个不动产权证号已经记在另一宗宅基地上。", "This certificate number is entered for another homestead.",
            "请照证书逐字核对证号。", "Check the number against the certificate, character by character."),
        Keeping("parcel-of-another-collective", "该地块不属于此集体。", "The parcel belongs to another collective.",
            "请核对地块编码与发包方。", "Check the parcel code and the issuer."),
        Keeping("transferee-is-outsider", "承包方不是该地块所属集体经济组织的农户。", "The holder is no household of the collective that owns the parcel.",
            "土地承包经营权只能在本集体经济组织内转让。", "The right passes only inside the collective."),
        Keeping("shares-do-not-sum", "确权确股地块的份额之和不等于全部。", "The shares of the jointly held parcel do not sum to the whole.",
            "请核对各户份额。", "Check the share of each household."),
        Keeping("share-is-a-fraction", "份额应大于零且不超过全部。", "A share is more than nothing and at most the whole.",
            "请核对份额。", "Check the share."),
        Keeping("collective-not-registered", "该集体经济组织尚未登记。", "The collective is not registered.",
            "请先登记发包方。", "Register the issuer first."),
        Keeping("household-not-registered", "该承包方尚未登记。", "The household is not registered.",
            "请先登记承包方。", "Register the household first."),
        Keeping("right-not-registered", "该土地承包经营权尚未登记。", "The right is not registered.",
            "请先登记承包合同。", "Register the contract first."),
        Keeping("person-listed-twice", "同一人在家庭成员中出现两次。", "A person is listed twice in the household.",
            "请删去重复的成员。", "Leave out the repeated member."),
        Keeping("certificate-already-issued", "该权证已经颁发。", "This certificate was already issued.",
            "请查阅已颁发的权证。", "Look up the certificate that stands."),
        Keeping("right-has-a-current-certificate", "该承包权已有一份现行权证。", "The right already has a current certificate.",
            "请先换发或注销现行权证。", "Replace or void the current certificate first."),
        Keeping("serial-already-issued", "该权证流水号已经使用。", "This certificate serial was already issued.",
            "请使用下一个流水号。", "Take the next serial."),
        Keeping("token-already-used", "该查验码已经使用。", "This verification token was already used.",
            "请重新提交。", "Submit again."),
        Keeping("lease-not-filed", "该流转合同尚未备案。", "The lease is not filed.",
            "请先备案流转合同。", "File the lease first."),
        Keeping("encumbrance-already-entered", "该限制已经登记。", "This encumbrance was already entered.",
            "请查阅已登记的限制。", "Look up the entry that stands."),
        Keeping("encumbrance-not-entered", "没有这项限制。", "There is no such encumbrance.",
            "请核对限制编号。", "Check the entry."),
        Keeping("listing-already-opened", "该挂牌已经存在。", "This listing already exists.",
            "请查阅已有的挂牌。", "Look up the listing that stands."),
        Keeping("listing-not-opened", "没有这项挂牌。", "There is no such listing.",
            "请核对挂牌编号。", "Check the listing."),
        Keeping("parcel-already-listed", "该地块已经挂牌。", "The parcel is already listed.",
            "请先撤回原挂牌。", "Withdraw the listing that is open first."),
        Keeping("transfer-already-agreed", "该转让已经约定。", "This transfer was already agreed.",
            "请查阅已有的转让。", "Look up the transfer that stands."),
        Keeping("transfer-not-agreed", "没有这项转让。", "There is no such transfer.",
            "请核对转让编号。", "Check the transfer."),
        Keeping("consent-already-given", "此人已经同意。", "This person already consented.",
            "无需再次办理。", "Nothing more is needed."),
        Keeping("setting-already-made", "该设置在这一天已有取值。", "The setting already has a value from that day.",
            "请另定生效日期。", "Choose another first day."),
        Keeping("subject-listed-twice", "同一户或同一地块在案件中出现两次。", "The household or parcel is named twice in the case.",
            "请删去重复的。", "Leave out the repeated one."),
        Keeping("case-not-opened", "没有这个案件。", "There is no such case.",
            "请核对业务流水号。", "Check the business number."),
        Keeping("case-step-already-done", "这一步已经办过。", "This step was done already.",
            "请刷新案件页面。", "Reload the case."),
        Keeping("holder-listed-twice", "同一人在案件中出现两次。", "A person is named twice in the case.",
            "请删去重复的。", "Leave out the repeated one."),
        Keeping("document-used-once", "这份材料在这里已经用过。", "This document is named here already.",
            "无需再次提交。", "Nothing more is needed."),
        Keeping("notice-already-opened", "这次公示已经存在。", "This notice already exists.",
            "请查看已有的公示。", "See the notice that stands."),
        Keeping("notice-not-opened", "没有这次公示。", "There is no such notice.",
            "请核对公示编号。", "Check the notice."),
        Keeping("dispute-already-opened", "这件争议已经存在。", "This dispute already exists.",
            "请查看已有的争议。", "See the dispute that stands."),
        Keeping("dispute-not-opened", "没有这件争议。", "There is no such dispute.",
            "请核对争议的编号。", "Check its number."),
        Keeping("resolution-already-recorded", "这份决议已经录入。", "This resolution was already recorded.",
            "请查看已录入的决议。", "See the resolution that stands."),
        Keeping("case-listed-twice", "同一案件在公示中出现两次。", "The case is named twice in the notice.",
            "请删去重复的。", "Leave out the repeated one."),
        Keeping("objection-already-raised", "这项异议已经收下。", "This objection was already taken in.",
            "无需再次提交。", "Nothing more is needed."),
        Keeping("objection-receipt-already-given", "这个异议回执号已经使用。", "This receipt number was already given.",
            "请重新提交。", "Submit again."),
        Keeping("certificate-handed-over-twice", "这本权证已经领取。", "This certificate was already handed over.",
            "请查看领取记录。", "See who took it."),
        Keeping("placement-already-made", "该集体在这一天已有归属的村和乡镇。", "The collective already has its desks from that day.",
            "请另定生效日期。", "Choose another first day."),
        Keeping("proof-already-given", "这次确认已经用过。", "This confirmation was used before.",
            "无需再次办理。", "Nothing more is needed."),
        Keeping("collective-has-its-chair", "该集体在这段时间已有理事长。", "The collective already has a chair in this period.",
            "请先免去现任，或者另定任期。", "Revoke the chair who stands first, or choose another period."),
        Keeping("delivery-already-received", "该成果包已经接收。", "This delivery was already received.",
            "无需再次接收。", "Nothing more is needed."),
    }.ToFrozenDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>The rules of register keeping; where the law has one of the same code, its words are given.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. OfKeeping.Values.OrderBy(rule => rule.Code, StringComparer.Ordinal)];

    /// <summary>The rule of a code: the law's, or one of register keeping; null when there is none.</summary>
    public static Rule? Find(string code) => RuleBook.All.GetValueOrDefault(code) ?? OfKeeping.GetValueOrDefault(code);

    /// <summary>The rule that a violated constraint stands for; null when the violation is no rule but a fault of ours.</summary>
    public static Rule? Of(PostgresException violation) => violation.ConstraintName is { } name ? Find(CodeOf(name)) : null;

    /// <summary>The rule's code in a constraint's name.</summary>
    public static string CodeOf(string constraint)
    {
        var bracket = constraint.IndexOf(" (", StringComparison.Ordinal);
        return bracket < 0 ? constraint : constraint[..bracket];
    }

    private static Rule Keeping(string code, string chinese, string english, string mendChinese, string mendEnglish) =>
        new(code, chinese, english, LegalBasis.Bookkeeping, mendChinese, mendEnglish);
}
