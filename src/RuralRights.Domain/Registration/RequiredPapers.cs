using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Registration;

/// <summary>One paper of a case (申请材料).</summary>
/// <param name="Code">Name that stays for ever, such as <c>contract</c>.</param>
/// <param name="Chinese">What it is.</param>
/// <param name="English">The same in English.</param>
/// <param name="Always">False when it is only needed if what it proves is so.</param>
public sealed record RequiredPaper(string Code, string Chinese, string English, bool Always = true)
{
    /// <summary>As settings store it: <c>contract | 原承包合同 | Original contract | always</c>.</summary>
    public override string ToString() => $"{Code} | {Chinese} | {English} | {(Always ? "always" : "if-any")}";
}

/// <summary>What must be handed in for each kind of business, as the county lists it. The standard follows the law; the county may add to it, and strikes nothing that is always needed.</summary>
public static class RequiredPapers
{
    private static readonly RequiredPaper Application = new("application", "申请书", "Application");
    private static readonly RequiredPaper Identity = new("identity", "申请人身份证明", "Identity papers of the applicants");
    private static readonly RequiredPaper Register = new("household-register", "户口簿", "Household register");
    private static readonly RequiredPaper Contract = new("contract", "原承包合同", "Original contract");
    private static readonly RequiredPaper Certificate = new("certificate", "原权证", "Original certificate", Always: false);
    private static readonly RequiredPaper Consent = new("holders-consent", "全体共有人书面同意", "Written consent of every holder");
    private static readonly RequiredPaper Proxy = new("proxy", "授权委托书", "Power of attorney", Always: false);
    private static readonly RequiredPaper Survey = new("survey", "地块调查成果（调查表、界址点成果表、地块示意图）", "Parcel survey: form, boundary points, sketch");
    private static readonly RequiredPaper NoticeRecord = new("notice-record", "公示材料（公示表、张贴照片、公示结果）", "Notice: sheet, photos of posting, result");
    private static readonly RequiredPaper Information = new("information-sheet", "四种选择告知书", "Information sheet of the four choices");

    /// <summary>All lists, by the procedure they are for.</summary>
    public static IReadOnlyDictionary<string, Setting<IReadOnlyList<RequiredPaper>>> All { get; } = new[]
    {
        List("first-registration", "首次登记", "First registration", LegalBasis.RegistrationRegulation(16),
            Application, Identity, Register, new("new-contract", "承包合同", "Contract"), Survey, NoticeRecord,
            new("confirmation", "公示结果归户表或无异议声明书", "Signed result of the notice"), Proxy),
        List("homestead-first-registration", "宅基地首次登记", "First registration of a homestead", LegalBasis.RegistrationRegulation(16),
            Application, Identity, Register, new("approval", "宅基地批准书或其他权属来源材料", "Approval of the homestead or other source of the right"),
            new("plot-survey", "宗地和房屋调查成果", "Survey of plot and house"), NoticeRecord, Proxy),
        List("transfer", "转让", "Transfer", LegalBasis.ContractMeasures(15),
            Application, Identity, Contract, Consent, new("transfer-contract", "转让合同", "Transfer contract"),
            new("issuer-consent", "发包方同意转让的书面材料", "Issuer's consent in writing"), Certificate, Information, Proxy),
        List("exchange", "互换", "Exchange", LegalBasis.ContractMeasures(15),
            Application, Identity, Contract, Consent, new("exchange-contract", "互换合同", "Exchange contract"),
            new("filing", "发包方备案回执", "Receipt of filing with the issuer"), Certificate, Proxy),
        List("return", "自愿交回", "Return of land", LegalBasis.ContractMeasures(15),
            Application, Identity, Contract, Consent, new("return-notice", "交回书面通知", "Written notice of return"),
            new("return-agreement", "交回协议", "Return agreement"), Certificate, Information, Proxy),
        List("split", "分户", "Household split", LegalBasis.ContractMeasures(15),
            Application, Identity, Register, Contract, Consent, new("split-agreement", "分户协议", "Agreement of the split"), Certificate,
            Survey with { Always = false }, Proxy),
        List("split-with-division", "分户并分割地块", "Household split that divides a parcel", LegalBasis.ContractMeasures(15),
            Application, Identity, Register, Contract, Consent, new("split-agreement", "分户协议", "Agreement of the split"), Survey, Certificate, Proxy),
        List("merge", "合户", "Household merge", LegalBasis.ContractMeasures(15),
            Application, Identity, Register, Contract, Consent, new("merge-agreement", "合户协议", "Agreement of the merge"), Certificate, Proxy),
        List("members", "家庭成员变更", "Change of members", LegalBasis.ContractMeasures(13),
            Application, Identity, Register,
            new("event-proof", "出生、婚姻、死亡等证明", "Proof of birth, marriage, death"),
            new("land-elsewhere", "在新居住地取得承包地的证明", "Proof of land at the new place of residence", Always: false), Consent with { Always = false }),
        List("representative", "承包方代表变更", "Change of representative", LegalBasis.ContractMeasures(13),
            Application, Identity, Register, Consent, Certificate),
        List("parcel-change", "地块变更", "Change of a parcel", LegalBasis.ContractMeasures(13),
            Application, Identity, Contract, Survey, new("change-cause", "变更原因证明", "Proof of the cause"), Consent, NoticeRecord with { Always = false }, Certificate),
        List("expropriation", "征收", "Expropriation", LegalBasis.ContractMeasures(14),
            new("decision", "征收决定、补偿协议", "Decision of expropriation, compensation agreement"), Contract, Certificate, Survey with { Always = false }),
        List("extinct-household", "整户消亡", "Extinct household", LegalBasis.ContractMeasures(14),
            new("death-proof", "全部成员死亡或者户口注销证明", "Proof that every member died"), new("village-statement", "发包方证明", "Statement of the issuer"), Contract with { Always = false }, Certificate, NoticeRecord),
        List("renewal", "延长承包期", "Renewal of the term", LegalBasis.RuralLandContractingLaw(21),
            new("plan", "延包方案和表决记录", "Plan of renewal and record of the vote"), Contract, new("new-contract", "延包合同", "Contract of renewal"), NoticeRecord, Certificate),
        List("correction", "更正", "Correction", LegalBasis.CivilCode(220),
            Application, Identity, new("error-proof", "登记错误的证据，或者权利人书面同意", "Evidence of the error, or the holder's written consent"), Certificate),
        List("person-correction", "姓名、身份证号更正", "Correction of a name or identity number", LegalBasis.RegistrationRules(26),
            Application, new("identity-proof", "户口簿或者身份证（更名的，有曾用名记载或者公安机关证明）", "Household register or identity card; for a change of name with the former name, or a statement of the police"), Certificate),
        List("homestead-boundary", "宅基地界线更正", "Correction of the boundary of a homestead", LegalBasis.CivilCode(220),
            Application, Identity, new("plot-survey", "宗地和房屋调查成果", "Survey of plot and house"), NoticeRecord, Certificate),
        List("homestead-inheritance", "宅基地继承登记", "Inheritance of a homestead", LegalBasis.RegistrationRules(14),
            Application, Identity, new("death-proof", "死亡证明", "Proof of death"),
            new("kinship", "亲属关系证明、继承权公证书或者生效法律文书", "Papers of kinship, a notary's deed, or a judgment that binds"),
            new("heirs-agreement", "全体继承人的协议", "Agreement of all heirs", Always: false), new("renunciation", "放弃继承的书面声明", "Written renunciation", Always: false),
            NoticeRecord, Certificate),
        List("homestead-house-gone", "宅基地注销（继承的房屋灭失）", "End of an heir's homestead whose house is gone", LegalBasis.RegistrationRules(28),
            Application, Identity, new("house-gone", "房屋灭失的照片和说明", "Photographs and statement that the house is gone"), NoticeRecord, Certificate),
        List("objection", "异议登记", "Objection entry", LegalBasis.CivilCode(220),
            Application, Identity, new("interest-proof", "利害关系证明", "Proof of interest"), new("grounds", "登记有误的材料", "Papers on what is wrong")),
        List("seizure", "查封", "Seizure", LegalBasis.RegistrationRules(90),
            new("court-officer", "执行人员工作证件", "Officers' papers"), new("court-order", "裁定书和协助执行通知书", "Ruling and request for assistance")),
        List("reissue", "补发", "Reissue", LegalBasis.RegistrationRules(22),
            Application, Identity, new("loss-statement", "遗失声明", "Statement of loss"), new(AnnounceLoss.Announcement, "登记机构网站刊登的遗失声明", "Announcement on the registering authority's site", Always: false)),
        List("replace", "换发", "Replacement", LegalBasis.RegistrationRules(22), Application, Identity, Certificate with { Always = true }),
        List("void", "注销权证", "Voiding", LegalBasis.ContractMeasures(14), Application, Identity, new("end-proof", "权利消灭的材料", "Papers on the end of the right"), Certificate),
        List("homestead-exit", "宅基地退出", "Homestead exit", LegalBasis.LandAdministrationLaw(62),
            Application, Identity, Consent,
            new("valuation", "评估或议价材料", "Valuation"), new("exit-agreement", "退出协议", "Exit agreement"), Information, Certificate, NoticeRecord, Proxy),
        List("homestead-transfer", "宅基地内部转让", "Homestead transfer inside the collective", LegalBasis.LandAdministrationLaw(62),
            Application, Identity, Consent, new("collective-consent", "集体书面同意", "Collective's consent in writing"),
            new("eligibility", "受让方符合宅基地申请条件的证明", "Proof that the buyer may apply for a homestead"), new("transfer-contract", "转让合同", "Transfer contract"), Certificate, NoticeRecord, Proxy),
        List("share-transfer", "份额内部转让", "Share transfer", LegalBasis.CollectiveOrganizationLaw(40),
            Application, Identity, Consent with { Always = false }, new("transfer-contract", "转让协议", "Transfer agreement"), Certificate),
        List("share-redemption", "份额赎回", "Share redemption", LegalBasis.CollectiveOrganizationLaw(40),
            Application, Identity, Consent with { Always = false }, new("resolution", "集体决议", "Resolution of the collective"), new("redemption-agreement", "赎回协议", "Redemption agreement"), Certificate),
        List("membership", "成员身份确认", "Confirmation of a member", LegalBasis.CollectiveOrganizationLaw(12),
            Application, Identity, Register, new("ground-proof", "出生、婚姻、收养、政策性移民等证明", "Proof of birth, marriage, adoption, resettlement"),
            new("no-other-membership", "未取得其他集体成员身份的声明", "Statement of no other membership")),
        List("membership-of-the-reform", "改革时已经确认的成员入册", "Member confirmed in the reform", LegalBasis.CollectiveOrganizationLaw(66),
            new("reform-list", "改革时确认的成员名单和决议", "List of members and resolution of the reform"), Identity, Register),
        List("membership-end", "成员身份丧失", "End of a membership", LegalBasis.CollectiveOrganizationLaw(17),
            new("ground-proof", "丧失事由的证明", "Proof of the ground"), new("hearing", "听取本人意见的记录", "Record of hearing the person")),
        List("membership-end-by-death", "成员死亡", "Death of a member", LegalBasis.CollectiveOrganizationLaw(17), new RequiredPaper("ground-proof", "死亡证明", "Proof of death")),
        List("membership-withdrawal", "自愿退出成员身份", "Withdrawal from membership", LegalBasis.CollectiveOrganizationLaw(16), Application, Identity),
        List("settlement", "进城落户记录", "Record of a settlement in the city", LegalBasis.FoundingPolicy(12),
            new RequiredPaper("residence-proof", "户口迁移或居住材料", "Paper of moved household register or residence")),
        List("dispute", "纠纷", "Dispute", LegalBasis.DisputeLaw(8), new("request", "调解或仲裁申请（口头申请记入笔录）", "Request, or record of an oral one"), Identity, new("evidence", "证据", "Evidence", Always: false)),
    }.ToDictionary(setting => setting.Key[Prefix.Length..], StringComparer.Ordinal);

    /// <summary>Papers that every case takes, whatever its list says: somebody may send another, and there is always something more.</summary>
    public static IReadOnlyList<RequiredPaper> InEveryCase { get; } = [Proxy, new(FileDocument.Other, "其他材料", "Other papers", Always: false)];

    private const string Prefix = "papers-";

    /// <summary>The list of a procedure, such as <c>transfer</c>; throws <see cref="KeyNotFoundException"/> for one that has none.</summary>
    public static Setting<IReadOnlyList<RequiredPaper>> For(string procedure) => All[procedure];

    /// <summary>False for a list that no case reads: nobody sets what would change nothing.</summary>
    public static bool IsAskedFor(Setting setting) =>
        !setting.Key.StartsWith(Prefix, StringComparison.Ordinal) || Procedures.All.Any(procedure => Prefix + procedure.PaperList == setting.Key);

    private static Setting<IReadOnlyList<RequiredPaper>> List(string procedure, string chinese, string english, LegalBasis basis, params RequiredPaper[] papers) => new(
        Prefix + procedure, SettingGroup.Papers, SettingKind.Lines, $"{chinese}应交材料", $"Papers for: {english}", string.Join('\n', papers.Select(paper => paper.ToString())),
        basis, Certainty.Measure, false, TryRead,
        listed => papers.Where(paper => paper.Always).All(paper => listed.Any(one => one.Code == paper.Code && one.Always)));

    private static bool TryRead(string text, out IReadOnlyList<RequiredPaper> papers)
    {
        var read = new List<RequiredPaper>();
        papers = read;
        foreach (var line in SettingLines.Of(text))
        {
            if (SettingLines.Parts(line) is not [{ Length: > 0 } code, { Length: > 0 } chinese, { Length: > 0 } english, "always" or "if-any"] parts) return false;
            if (read.Exists(paper => paper.Code == code)) return false;

            read.Add(new(code, chinese, english, parts[3] == "always"));
        }

        return read.Count > 0;
    }
}
