using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Oversight;
using RuralRights.Web.Language;
using RuralRights.Web.Law;
using RuralRights.Web.Registration;

namespace RuralRights.Web.Oversight;

/// <summary>Facts of the ledger in one sentence each, as somebody at a counter would say them.</summary>
public static class FactInWords
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });

    /// <summary>True for facts that end a right or a paper; only these are drawn in seal red.</summary>
    public static bool Ends(string type) => type is "parcel-left" or "contract-ended" or "certificate-voided";

    /// <summary>The sentence. It names codes and amounts, never people.</summary>
    public static string Of(Entry entry, IStringLocalizer<Words> T) => entry.Type switch
    {
        "county-setting-made" => T["设定“{0}”为“{1}”", entry.SettingName(), entry.SettingValue(T)],
        "collective-setting-made" => T["本集体设定“{0}”为“{1}”", entry.SettingName(), entry.SettingValue(T)],
        "work-calendar-published" => T["公布 {0} 年的放假调休安排", entry.Text("year")],
        "office-proposed" => T["提请授予一个岗位"],
        "office-granted" => T["授予一个岗位"],
        "office-declined" => T["没有同意授予岗位"],
        "office-revoked" => T["收回一个岗位"],
        "relative-declared" => T["申报一位亲属，办理时回避"],
        "relative-questioned" => T["提出撤销一项亲属申报"],
        "relative-struck" => T["撤销一项不属实的亲属申报"],
        "relative-upheld" => T["维持一项亲属申报"],
        "collective-registered" => T["集体“{0}”登记入簿", entry.Text("name")],
        "household-registered" => entry.IsCorrected() ? T["承包户按更正后的成果登记入簿"] : T["承包户登记入簿"],
        "parcel-surveyed" => T["地块“{0}”调查入簿，实测 {1}", entry.Text("name"), Write.Area(entry.Number("surveyed_area"))],
        "contract-concluded" => T["承包合同生效，期限到 {0}", Write.TermEnd(entry.Day("term_to"))],
        "contract-area-corrected" => T["更正地块 {0} 的合同面积：{1}改为{2}", Codes.Short(entry.Text("parcel")), Write.Area(entry.Number("before")), Write.Area(entry.Number("after"))],
        "right-registered" => T["土地承包经营权登簿"],
        // A division, a split of the household, a return: what a case does to a parcel its own entry says.
        "parcel-left" when entry.Text("cause").StartsWith("case/", StringComparison.Ordinal) => T["地块 {0} 不再在这份合同里", Codes.Short(entry.Text("parcel"))],
        "parcel-left" => T["地块 {0} 转出，这项权利在这块地上终止", Codes.Short(entry.Text("parcel"))],
        "parcel-joined" => T["地块 {0} 转入", Codes.Short(entry.Content.TryGetProperty("parcel", out var joined) && joined.ValueKind == JsonValueKind.Object ? joined.GetProperty("parcel").GetString() ?? "" : entry.Text("parcel"))],
        "contract-ended" => T["承包合同终止"],
        "lease-filed" => T["流转合同备案，期限到 {0}", Write.TermEnd(entry.Day("to"))],
        "lease-continued" => T["流转合同随地延续，承租方不变"],
        "certificate-issued" => T["颁发证书：{0}", entry.Text("serial")],
        "certificate-replaced" => T["证书被换发，旧证不再有效"],
        "certificate-voided" => T["证书注销"],
        "certificate-loss-announced" => T["证书遗失声明，{0} 刊登", Write.Day(entry.Day("announced_on"))],
        "listing-opened" => T["在集体内部挂出，价款 {0}", Write.Yuan(entry.Number("price"))],
        "listing-taken" => T["本集体一户表示要接"],
        "listing-closed" => entry.Text("end") == "registered" ? T["挂牌因登记完成而结束"] : T["挂牌收回"],
        "transfer-agreed" => T["转让条款谈定，价款 {0}", Write.Yuan(entry.Number("price"))],
        "holder-consented" => T["一位共有人同意"],
        "consent-proven" => T["现场协助确认，留下证明"],
        "holder-consent-withdrawn" => T["一位共有人收回同意"],
        "issuer-consented" => T["发包方同意"],
        "issuer-refused" => T["发包方不同意"],
        "payment-confirmed" => T["转出方确认收到全部价款 {0}", Write.Yuan(entry.Number("amount"))],
        "transfer-registered" => T["转让登簿完成"],
        "transfer-withdrawn" => T["转让收回，什么也没有改变"],
        "delivery-received" => T["收到调查成果：{0} 户，{1} 块地", entry.Text("households"), entry.Text("parcels")],
        "encumbrance-entered" => T["登记一项权利限制"],
        "encumbrance-lifted" => T["权利限制解除"],
        "encumbrance-lapsed" => T["权利限制到期失效"],
        "encumbrance-continued" => T["权利限制随地延续"],
        "seizure-renewed" => T["续封"],
        "objection-suit-filed" => T["异议已经起诉，异议登记继续有效"],
        "hold-yielded" => T["凭书面同意或承诺放行一项办理"],
        "dispute-opened" => T["有人提出争议"],
        "dispute-advanced" => T["争议办到下一步"],
        "first-registration-proposed" => T["申请首次登记"],
        "homestead-proposed" => T["申请宅基地首次登记"],
        "homestead-registered" => T["宅基地登簿：批准面积 {0}，超占 {1}", Write.SquareMetres(entry.Content.GetProperty("approval").GetProperty("area").GetDecimal()), Write.SquareMetres(entry.Number("excess"))],
        "homestead-taken" => T["登记了一处宅基地 {0}", Codes.Short(entry.Text("plot"))],
        "homestead-correction-proposed" => T["申请宅基地更正登记"],
        "homestead-entry-corrected" => T["更正登记：“{0}”改为“{1}”", entry.Said("before"), entry.Said("after")],
        "homestead-passed" => T["宅基地转到尾号 {0} 的一户名下，共有人照簿上写的", entry.Text("to")[^4..]],
        "homestead-inheritance-proposed" => T["申请宅基地继承登记"],
        "homestead-inherited" => entry.Text("voided") is { Length: > 0 } voided ? T["宅基地随房屋由继承人继承，原证书 {0} 作废", voided] : T["宅基地随房屋由继承人继承"],
        "homestead-return-proposed" => T["申请宅基地自愿退出"],
        "homestead-returned" => T["宅基地自愿退出，交回集体"],
        "end-with-house-proposed" => T["申请注销继承的房屋已经灭失的宅基地"],
        "homestead-ended-with-house" => entry.Text("voided") is { Length: > 0 } ended ? T["继承的房屋灭失，宅基地注销，证书 {0} 作废", ended] : T["继承的房屋灭失，宅基地注销"],
        "homestead-given-up" => entry.Text("claim_kept_until") is { Length: > 0 } until ? T["退出宅基地，保留再申请的资格到 {0}", until] : T["退出宅基地，不再申请"],
        "homestead-boundary-proposed" => T["申请宅基地界线更正"],
        "homestead-resurveyed" => T["宅基地重新测量：宗地面积 {0}，超占 {1}", Write.SquareMetres(entry.Number("area")), Write.SquareMetres(entry.Number("excess"))],
        "homestead-holder-died" => T["一位共有人去世，其他共有人照旧"],
        "homestead-left" => T["一处宅基地 {0} 转出", Codes.Short(entry.Text("plot"))],
        "homestead-certified" => entry.Text("signed") == "on_pad" ? T["不动产权证书入簿并领取，在签名板上签收：{0}", entry.Text("number")] : T["不动产权证书入簿并领取，在签收单上签收：{0}", entry.Text("number")],
        "division-proposed" => T["申请分割地块"],
        "parcel-divided" => T["地块分割，原代码停用"],
        "consolidation-proposed" => T["申请合并地块"],
        "parcel-consolidated" => T["地块并入 {0}，原代码停用", Codes.Short(entry.Text("into"))],
        "boundary-proposed" => T["申请更正界线"],
        "parcel-resurveyed" => T["界线重新测量，实测 {0}", Write.Area(entry.Number("surveyed_area"))],
        "correction-proposed" => T["申请更正登记"],
        "parcel-entry-corrected" => T["更正登记：“{0}”改为“{1}”", entry.SaidOfParcel("before"), entry.SaidOfParcel("after")],
        "expropriation-proposed" => T["申请征收变更"],
        "return-proposed" => T["申请自愿交回承包地"],
        "household-barred" => T["自愿交回后，{0} 以前不再承包新的土地", Write.Day(entry.Day("until"))],
        "members-proposed" => T["申请家庭成员变更"],
        "household-members-changed" => T["家庭成员名单变更"],
        "split-proposed" => T["申请分户"],
        "split-with-division-proposed" => T["申请分户并分割地块"],
        "merge-proposed" => T["申请合户"],
        "closing-proposed" => T["申请承包方消亡注销"],
        "person-correction-proposed" => T["申请更正一人的姓名或者身份证号"],
        "person-corrected" => T["一人的姓名或者身份证号更正，权利不变"],
        "household-ended" => T["这一户不再单独存在"],
        "renewal-proposed" => T["申请延长承包期"],
        "contract-renewed" => T["承包期延长到 {0}", Write.TermEnd(entry.Day("term_to"))],
        "representative-proposed" => T["申请换承包方代表"],
        "representative-changed" => T["承包方代表变更"],
        "replacement-proposed" => T["申请换发权证"],
        "reissue-proposed" => T["申请补发权证"],
        "voiding-proposed" => T["申请注销权证"],
        "certificate-taken-back" => T["旧证收回"],
        "certificate-handed-over" => entry.Text("signed") == "on_pad" ? T["证书领取，在签名板上签收"] : T["证书领取，在签收单上签收"],
        "collective-placed" => T["从 {0} 起改由村 {1} 经办", Write.Day(entry.Day("from")), Codes.Grouped(entry.Text("village"))],
        "case-opened" => T["立案"],
        "case-amended" => T["申请内容修改，原来的确认作废"],
        "case-document-filed" => T["收进一份材料"],
        "case-document-struck" => T["撤下一份材料"],
        "case-step-done" => T["“{0}”办结", CaseWords.Of(entry.Step("step"), T)],
        "case-returned" => T["退回补正，回到“{0}”", CaseWords.Of(entry.Step("to"), T)],
        "case-confirmed" => T["一位共有人确认"],
        "case-confirmation-withdrawn" => T["一位共有人撤回确认"],
        "case-holder-reached" => T["已告知一位权利人"],
        "case-holder-not-reached" => T["消息没有送达一位权利人"],
        "case-step-overdue" => T["“{0}”超期没有办完", CaseWords.Of(entry.Step("step"), T)],
        "case-entered" => T["案件登簿"],
        "case-withdrawn" => T["案件撤回，什么也没有改变"],
        "notice-opened" => T["张贴公示，最后一天 {0}", Write.Day(entry.Day("last_day"))],
        "notice-photographed" => T["公示张贴拍照"],
        "notice-closed" => T["公示期满"],
        "case-put-on-notice" => T["列入公示，最后一天 {0}", Write.Day(entry.Day("last_day"))],
        "objection-raised" => T["收到异议，回执 {0}", entry.Text("receipt")],
        "objection-resolved" => T["异议处理完毕"],
        "withdrawal-proven" => T["在办理点证明收回是本人作出的"],
        "guardian-named" => T["登记一位监护人"],
        "incapacity-reported" => T["写下法院认定一人不能自己办事，等核实"],
        "guardianship-ended" => T["监护终止"],
        "own-labour-reported" => T["写下一人是否以自己的劳动收入为主要生活来源，等核实"],
        "own-labour-confirmed" => T["核实一人是否以自己的劳动收入为主要生活来源"],
        "urban-settlement-reported" => T["报来一人进城落户，等核对"],
        "urban-settlement-recorded" => T["核对一人进城落户，任何权利不变"],
        "urban-settlement-corrected" => T["更正一人的进城落户情况"],
        "membership-claimed" => T["申请确认一位成员"],
        "membership-checked" => T["核对一位成员的资格，也问了本市其他县区"],
        "resolution-recorded" => T["录入成员大会决议：全体 {0} 人，赞成 {1} 人", entry.Text("voters"), entry.Text("in_favour")],
        "membership-resolved" => T["成员大会表决通过"],
        "member-confirmed" => T["一位成员登入名册"],
        "membership-end-proposed" => T["申请终止一位成员的身份"],
        "membership-ended" => T["一位成员的身份终止，任何权利不变"],
        "document-filed" => T["归入一份材料：{0}", DocumentWords.Of(entry.Text("kind"), T)],
        var other => other,
    };

    /// <summary>What all facts of a kind have in common, without what one of them says.</summary>
    public static string Kind(string type, IStringLocalizer<Words> T) => type switch
    {
        "county-setting-made" => T["县级设置"],
        "collective-setting-made" => T["集体设置"],
        "work-calendar-published" => T["公布放假调休安排"],
        "collective-registered" => T["集体登记入簿"],
        "parcel-surveyed" => T["地块调查入簿"],
        "contract-concluded" => T["承包合同生效"],
        "parcel-left" => T["地块转出"],
        "parcel-joined" => T["地块转入"],
        "lease-filed" => T["流转合同备案"],
        "certificate-issued" => T["证书颁发"],
        "certificate-handed-over" => T["证书领取"],
        "certificate-loss-announced" => T["证书遗失声明"],
        "listing-opened" => T["在集体内部挂出"],
        "listing-closed" => T["挂牌结束"],
        "transfer-agreed" => T["转让条款谈定"],
        "payment-confirmed" => T["转出方确认收到全部价款"],
        "delivery-received" => T["收到调查成果"],
        "homestead-registered" => T["宅基地登簿"],
        "homestead-taken" => T["一户名下登记一处宅基地"],
        "homestead-entry-corrected" => T["宅基地登记内容更正"],
        "homestead-passed" => T["宅基地转到另一户名下"],
        "homestead-given-up" => T["一户退出宅基地"],
        "homestead-resurveyed" => T["宅基地重新测量"],
        "homestead-left" => T["一处宅基地转出"],
        "homestead-certified" => T["不动产权证书入簿并领取"],
        "parcel-consolidated" => T["地块并入另一块，原代码停用"],
        "parcel-resurveyed" => T["界线重新测量"],
        "parcel-entry-corrected" => T["地块登记内容更正"],
        "household-barred" => T["自愿交回后一段时间不再承包新的土地"],
        "contract-renewed" => T["承包期延长"],
        "case-step-done" => T["一步办结"],
        "case-returned" => T["案件退回补正"],
        "case-step-overdue" => T["一步超期没有办完"],
        "notice-opened" => T["公示张贴"],
        "case-put-on-notice" => T["列入公示"],
        "objection-raised" => T["收到异议"],
        "resolution-recorded" => T["成员大会决议录入"],
        "document-filed" => T["归入一份材料"],
        _ => Of(new(0, type, "", null, default, null, null, Nothing), T),
    };

    /// <summary>True when what was delivered had been corrected; the sheet of the corrections is among the documents of the fact.</summary>
    private static bool IsCorrected(this Entry entry) =>
        entry.Content.TryGetProperty("provenance", out var provenance) && provenance.TryGetProperty("rules", out var rules)
        && rules.EnumerateArray().Any(rule => rule.GetString() == "delivery-corrected");

    private static string Text(this Entry entry, string name) =>
        entry.Content.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText() : "";

    /// <summary>What an entry of a homestead said or says: a structure is stored by its name and read by its word.</summary>
    private static string Said(this Entry entry, string name) =>
        entry.Text("entry") == "structure" && Enum.TryParse<HouseStructure>(entry.Text(name), out var structure)
            ? Write.Either(HomesteadWords.Of(structure).Chinese, HomesteadWords.Of(structure).English)
            : entry.Text(name);

    private static string SaidOfParcel(this Entry entry, string name) => (entry.Text("entry"), entry.Text(name)) switch
    {
        ("category", var code) => Codes.Category(code),
        ("ownership", var code) => Codes.Ownership(code),
        ("land_use", var code) => Codes.LandUse(code),
        ("grade", var code) => Codes.Grade(code),
        ("purpose", var code) => Codes.Purpose(code),
        ("basic_farmland", var yes) => yes == "true" ? Write.Either("是基本农田", "basic farmland") : Write.Either("不是基本农田", "no basic farmland"),
        ("surveyed_area", var area) when decimal.TryParse(area, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) => Write.Area(metres),
        (_, var text) => text,
    };

    private static string SettingName(this Entry entry) =>
        CountySettings.Find(entry.Text("key")) is { } setting ? SettingWords.Name(setting) : entry.Text("key");

    private static string SettingValue(this Entry entry, IStringLocalizer<Words> T) =>
        CountySettings.Find(entry.Text("key")) is { } setting ? SettingWords.Value(setting, entry.Text("value"), T) : entry.Text("value");

    private static decimal Number(this Entry entry, string name) =>
        entry.Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;

    private static StepKind Step(this Entry entry, string name) =>
        Enum.Parse<StepKind>(entry.Text(name).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static DateOnly? Day(this Entry entry, string name) =>
        DateOnly.TryParse(entry.Text(name), CultureInfo.InvariantCulture, out var day) ? day : null;
}
