using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Offices;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Steps, desks and papers of cases as pages name them.</summary>
public static class CaseWords
{
    /// <summary>What a step is called while it is to be done.</summary>
    public static string Of(StepKind step, IStringLocalizer<Words> T) => step switch
    {
        StepKind.Applied => T["申请"],
        StepKind.Surveyed => T["调查指界"],
        StepKind.SurveyReviewed => T["内部审核"],
        StepKind.Confirmed => T["共有人确认"],
        StepKind.MembershipChecked => T["资格核对"],
        StepKind.NoticeOver => T["公示"],
        StepKind.Contracted => T["签订承包合同"],
        StepKind.Resolved => T["成员大会决议"],
        StepKind.Accepted => T["受理"],
        StepKind.LossAnnounced => T["遗失声明"],
        StepKind.VillageAgreed => T["村级意见"],
        StepKind.TownshipAgreed => T["乡镇意见"],
        StepKind.CountyReviewed => T["县级审核"],
        StepKind.Entered => T["登簿"],
        StepKind.HandedOver => T["领证"],
        StepKind.Certified => T["不动产权证书入簿、领证"],
        StepKind.Archived => T["归档"],
        _ => step.ToString(),
    };

    /// <summary>Whose turn it is.</summary>
    public static string Of(Turn turn, IStringLocalizer<Words> T) => turn switch
    {
        Turn.Household => T["这户人家"],
        Turn.Issuer => T["集体经济组织"],
        Turn.Supervisors => T["监事会"],
        Turn.Village => T["村级经办人"],
        Turn.Township => T["乡镇经办人"],
        Turn.Clerk => T["县经办人"],
        Turn.Reviewer => T["县审核人"],
        Turn.Registrar => T["登簿人"],
        _ => turn.ToString(),
    };

    /// <summary>By what means somebody confirmed or consented.</summary>
    public static string Of(ConfirmationMeans means, IStringLocalizer<Words> T) => means switch
    {
        ConfirmationMeans.SignedIn => T["本人登录后确认"],
        ConfirmationMeans.OwnCode => T["在办理点凭本人手机验证码确认"],
        ConfirmationMeans.BeforeWitness => T["在办理点当着见证人签字确认"],
        _ => means.ToString(),
    };

    /// <summary>What a message told that did not arrive, see <see cref="Message"/>.</summary>
    public static string OfMessage(string about, IStringLocalizer<Words> T) => about switch
    {
        Message.CaseOpen => T["涉及本人的一件登记事项已经立案"],
        Message.CaseEntered => T["涉及本人的一件登记事项已经登簿"],
        Message.CaseGivenUp => T["村里报来：提出申请的人都已经去世，申请由村里撤回"],
        Message.OnRight => T["本人的权利上有一项新的登记"],
        Message.IncapacityReported => T["村里报来：法院认定本人不能自己办事"],
        Message.IncapacityConfirmed => T["乡镇核实：法院认定本人不能自己办事"],
        _ => about,
    };

    /// <summary>Whether somebody was told, and how.</summary>
    public static string Told(string told, DateOnly? on, IStringLocalizer<Words> T) => told switch
    {
        "by message" => T["{0} 消息已送达", Write.Day(on)],
        "in person" => T["{0} 已当面告知", Write.Day(on)],
        "not reached" => T["消息没有送达，要当面告知"],
        "over" => T["消息没有送达，事情已经结束"],
        _ => T["还没有告知"],
    };

    /// <summary>What whoever took a certificate signed.</summary>
    public static string Of(ReceiptForm signed, IStringLocalizer<Words> T) => signed == ReceiptForm.OnPad ? T["在签名板上签收"] : T["在签收单上签收"];

    /// <summary>The button that does a step.</summary>
    public static string Button(StepKind step, IStringLocalizer<Words> T) => step switch
    {
        StepKind.Applied => T["提交申请"],
        StepKind.Accepted => T["受理"],
        StepKind.VillageAgreed or StepKind.TownshipAgreed or StepKind.CountyReviewed or StepKind.SurveyReviewed => T["同意，转下一步"],
        StepKind.Archived => T["归档"],
        _ => T["办好了，转下一步"],
    };

    /// <summary>Relations to a head of household that a form offers, GB/T 4761.</summary>
    public static IReadOnlyList<string> Relations { get; } =
    [
        "10", "11", "12", "20", "21", "22", "23", "24", "27", "28", "30", "31", "32", "33", "37", "38", "41", "42", "43", "44", "51", "52", "61", "62",
        "71", "72", "73", "74", "75", "77", "97", "99",
    ];

    /// <summary>What happened in a household, in plain words.</summary>
    public static string Of(MemberEvent happened, IStringLocalizer<Words> T) => happened.Code switch
    {
        "birth" => T["生了孩子"],
        "adoption" => T["收养了孩子"],
        "married-in" => T["有人结婚进来"],
        "left-out" => T["当年漏登了人，补上"],
        "death" => T["有人去世"],
        "married-out" => T["有人结婚离开"],
        "divorce" => T["有人离婚离开"],
        _ => T["当年错列了人，去掉"],
    };

    /// <summary>What a kind of business does, in a sentence for whoever chooses.</summary>
    public static string Says(Procedure procedure, IStringLocalizer<Words> T) => procedure.Code switch
    {
        "first-registration" => T["承包地第一次登记。先调查、公示，全家确认以后签合同、登簿、发证。"],
        "representative-change" => T["换一位家里人签字办事。地还是全家的，谁的份都不变。"],
        "member-change" => T["出生、收养、结婚、离婚、去世，或者当年漏登、错列。"],
        "household-split" => T["一家分成两户，人和地块怎么分由全家商定。"],
        "household-merge" => T["同一集体的两户并成一户。"],
        "extinct-household" => T["全家都已去世。要公示，谁都可以提出异议。"],
        "homestead-registration" => T["房子和宅基地第一次登记。要调查、公示，全家确认。"],
        "homestead-clerical-correction" or "homestead-substantive-correction" => T["宅基地或者房屋登记错了，凭材料改正。面积要公示。"],
        "homestead-inheritance" => T["共有人都去世了，宅基地随房屋由继承人继承。要公示，继承人逐个确认。"],
        "homestead-return" => T["自愿把宅基地还给村集体，给不给补偿照协议。全家都要确认，登簿以前随时可以不办。"],
        "homestead-house-gone" => T["继承人因为房屋才使用的宅基地，房屋没有了就注销。要公示，继承人逐个确认。"],
        "homestead-boundary-correction" => T["宅基地界线量错了，请四邻到场重新指界。批准面积不变。"],
        "term-renewal" => T["承包期快到了，人和地都不变，接着延长。"],
        "certificate-replacement" => T["权证坏了，或者写的和登记簿不一样。收回旧证，换一本新的。"],
        "certificate-reissue" => T["权证丢了，权利还在。声明遗失，期满以后补发。"],
        "membership" => T["核对、公示以后，由全体成员三分之二以上同意，登入成员名册。"],
        "membership-end" => T["只有法律规定的事由。进城落户、上学、当兵、结婚、服刑都不是。"],
        "membership-withdrawal" => T["只有本人自愿才能退出。地、宅基地和收益不因此改变。"],
        "parcel-division" => T["一块地分成几块。承包人、期限和总面积都不变。"],
        "parcel-consolidation" => T["挨着的几块地并成一块。承包人、期限和总面积都不变。"],
        "boundary-correction" => T["界线量错了，请四邻到场重新指界。合同面积不变。"],
        "clerical-correction" or "substantive-correction" => T["登记簿上写错了，凭材料改正。面积和是否基本农田要公示。"],
        "person-correction" or "person-correction-on-homestead" => T["姓名或者身份证号写错了，或者依法改了名，凭户口簿、身份证改正。"],
        "expropriation-of-part" or "expropriation-of-all" => T["国家征收了地块，凭批准文件登记。"],
        "return-of-part" or "return-of-all" => T["自愿把地还给村集体，应得合理补偿。登簿以前随时可以不办。"],
        _ => "",
    };

    /// <summary>Name of the form that opens a kind of business; one form may serve several.</summary>
    public static string Form(Procedure procedure, IStringLocalizer<Words> T) => OpeningPages.FormOf(procedure) switch
    {
        "entry-correction" => T["更正登记"],
        "homestead-correction" => T["宅基地更正登记"],
        "homestead-inheritance" => T["宅基地继承登记"],
        "homestead-return" => T["把宅基地还给村集体（自愿退出）"],
        "expropriation" => T["承包地征收"],
        "return" => T["把地还给村集体（自愿交回）"],
        _ => Of(procedure),
    };

    /// <summary>Codes of the collectives that alterations are about.</summary>
    public static IEnumerable<string> CollectivesIn(IEnumerable<Alteration> alterations) =>
        alterations.Where(one => one.Kind == ValueKind.Collective).SelectMany(one => new[] { one.Before, one.After }).OfType<string>();

    /// <summary>True for a paper, which an alteration names by its hash.</summary>
    public static bool IsPaper(ValueKind kind, string value) => kind == ValueKind.Text && value.Length == 64 && value.All(char.IsAsciiHexDigitLower);

    /// <summary>True for a homestead, which an alteration names by the code of its plot.</summary>
    public static bool IsPlot(ValueKind kind, string value) => kind == ValueKind.Text && LandRight.IsHomestead(value);

    /// <summary>A value of an alteration, as it is shown; households and land are named by <see cref="SubjectBook"/>.</summary>
    public static string Value(ValueKind kind, string? value, NameBook names, PlaceBook places) => (kind, value) switch
    {
        (_, null) => "—",
        (ValueKind.Person, _) => names[Guid.Parse(value)],
        (ValueKind.Relation, _) => Codes.Relation(value),
        (ValueKind.YesNo, _) => value == "true" ? Write.Either("是", "yes") : Write.Either("否", "no"),
        (ValueKind.Area, _) => Write.Area(decimal.Parse(value, CultureInfo.InvariantCulture)),
        (ValueKind.Day, _) => Write.TermEnd(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ when IsPaper(kind, value) => Write.Either("已交，编号 ", "handed in, mark ") + value[..8],
        (ValueKind.Category, _) => Codes.Category(value),
        (ValueKind.Ownership, _) => Codes.Ownership(value),
        (ValueKind.Grade, _) => Codes.Grade(value),
        (ValueKind.Purpose, _) => Codes.Purpose(value),
        (ValueKind.LandUse, _) => Codes.LandUse(value),
        (ValueKind.Collective, _) => places[value],
        (ValueKind.Boundary, _) => Write.Either("见图，编号 ", "see the plan, mark ") + value.Split(' ')[^1][..8],
        _ => value,
    };

    /// <summary>What one line of a change is about; a parcel is called by its number in the village, as on maps and on the land itself.</summary>
    public static string Heading(Alteration one) => Shortened(Write.Either(one.Chinese, one.English));

    /// <summary>Words that begin with the code of a parcel, with its number in the village instead.</summary>
    internal static string Shortened(string words) =>
        words.Split(' ')[0] is { Length: 19 } code && code.All(char.IsAsciiDigit) ? Codes.Short(code) + words[code.Length..] : words;

    /// <summary>Name of a procedure.</summary>
    public static string Of(Procedure procedure) => Write.Either(procedure.Chinese, procedure.English);

    /// <summary>Name of a kind of paper; the list of the case's own day tells it.</summary>
    public static string Paper(string code, IReadOnlyList<RequiredPaper> papers, IStringLocalizer<Words> T) =>
        papers.FirstOrDefault(paper => paper.Code == code) is { } known ? Write.Either(known.Chinese, known.English) : T["其他材料"];

    /// <summary>Name of a reason for sending back.</summary>
    public static string Reason(string code) =>
        ReturnReason.All.FirstOrDefault(reason => reason.Code == code) is { } known ? Write.Either(known.Chinese, known.English) : code;
}
