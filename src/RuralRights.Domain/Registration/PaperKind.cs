namespace RuralRights.Domain.Registration;

/// <summary>A kind of paper that goes into a case (申请材料).</summary>
/// <param name="Code">Kebab-case name that stays for ever.</param>
/// <param name="Chinese">Name.</param>
/// <param name="English">The same in English.</param>
public sealed record PaperKind(string Code, string Chinese, string English)
{
    /// <summary>All kinds, in the order in which a checklist names them.</summary>
    public static IReadOnlyList<PaperKind> All { get; } =
    [
        new("application", "登记申请书", "Application"),
        new("identity", "身份证件", "Identity papers"),
        new("household-register", "户口簿", "Household register booklet"),
        new("earlier-contract", "原承包合同或二轮台账", "Earlier contract or ledger of the second round"),
        new("earlier-certificate", "原权证", "Earlier certificate"),
        new("survey-forms", "发包方、承包方、承包地块调查表", "Survey forms of issuer, contractor and parcels"),
        new("parcel-sketch", "地块示意图", "Parcel sketch"),
        new("holder-statement", "户主代表声明书", "Statement of the representative"),
        new("consent", "全体共有人书面同意", "Written consent of all co-holders"),
        new("agreement", "分户、合户、互换或交回协议", "Agreement on split, merger, exchange or return"),
        new("contract", "承包合同", "Contract"),
        new("resolution", "成员大会或村民会议决议", "Resolution of the members or villagers"),
        new("marriage", "结婚证或离婚证明", "Proof of marriage or divorce"),
        new("birth", "出生证明", "Proof of birth"),
        new("death", "死亡证明", "Proof of death"),
        new("land-elsewhere", "在新居住地取得承包地的证明", "Proof of contracted land at the new place"),
        new("loss-statement", "遗失声明", "Statement of loss"),
        new("expropriation", "征收批准文件和公告", "Expropriation approval and notice"),
        new("court", "法院、仲裁或有关机关文书", "Paper of a court, an arbitration commission or another authority"),
        new("evidence", "其他证明材料", "Other evidence"),
        new("homestead-approval", "宅基地批准书或建房审批表", "Homestead or building approval"),
        new("building", "房屋竣工或质量材料", "Papers on the house"),
        new("power-of-attorney", "授权委托书", "Power of attorney"),
        new("receipt", "领证签收单", "Receipt for the certificate"),
    ];

    /// <summary>The kind of a code; null when there is none.</summary>
    public static PaperKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
