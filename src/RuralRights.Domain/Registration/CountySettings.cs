using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.TimeLimit;

namespace RuralRights.Domain.Registration;

/// <summary>Everything that the law leaves to a county or a collective, with the value that stands until somebody sets another.</summary>
public static class CountySettings
{
    private static readonly Fraction TwoThirds = new(2, 3);
    private static readonly Fraction ThreeQuarters = new(3, 4);
    private static readonly Fraction Everybody = new(1, 1);

    /// <summary>Office that enters and certifies contract-land rights (登记机关).</summary>
    public static readonly Setting<string> RegisteringAuthority = Text(
        "registering-authority", SettingGroup.Office, "登记机关", "Registering authority",
        LegalBasis.RegistrationRegulation(7), Certainty.Law);

    /// <summary>Name of the county as certificates print it, such as 榆中县.</summary>
    public static readonly Setting<string> CountyName = Text(
        "county-name", SettingGroup.Office, "县名（证书用）", "Name of the county on certificates", LegalBasis.Bookkeeping, Certainty.Practice);

    /// <summary>Short name of the province in certificate serials, such as 甘.</summary>
    public static readonly Setting<string> ProvinceShortName = Text(
        "province-short-name", SettingGroup.Office, "省简称（证书流水号用）", "Short name of the province in serials", LegalBasis.Bookkeeping, Certainty.Practice);

    /// <summary>Largest overlap of two parcels, in square metres, that counts as survey noise.</summary>
    public static readonly Setting<decimal> OverlapTolerance = Amount(
        "overlap-tolerance-square-metres", SettingGroup.Office, SettingKind.Area, "地块重叠容差", "Overlap of parcels taken for survey noise",
        1m, 0m, 100m, LegalBasis.Practice, Certainty.Practice);

    /// <summary>How long the results of a survey are posted (调查结果公示).</summary>
    public static readonly Setting<TimeLimit> SurveyNotice = Limit(
        "survey-notice", SettingGroup.Notice, "调查结果公示期", "Notice of survey results", Days(7), LegalBasis.Practice, Certainty.Practice);

    /// <summary>How long a list of members is posted (成员名单公示).</summary>
    public static readonly Setting<TimeLimit> MemberListNotice = Limit(
        "member-list-notice", SettingGroup.Notice, "成员名单公示期", "Notice of a list of members", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long an intended transfer is posted inside the collective (转让公示).</summary>
    public static readonly Setting<TimeLimit> TransferNotice = Limit(
        "transfer-notice", SettingGroup.Notice, "转让公示期", "Notice of a transfer", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long an agreed return of land is posted (交回公示).</summary>
    public static readonly Setting<TimeLimit> ReturnPosting = Limit(
        "return-posting", SettingGroup.Notice, "交回承包地公示期", "Notice of a return of land", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long a plan of income shares is posted (份额量化方案公示).</summary>
    public static readonly Setting<TimeLimit> SharePlanNotice = Limit(
        "share-plan-notice", SettingGroup.Notice, "份额量化方案公示期", "Notice of a share plan", Days(15),
        new("参照《浙江省农村集体资产管理条例》第二十八条", "After article 28 of Zhejiang's Regulation on Rural Collective Assets"), Certainty.Practice, perCollective: true);

    /// <summary>How long a transfer or redemption of shares is posted (份额转让、赎回公示).</summary>
    public static readonly Setting<TimeLimit> ShareTransferNotice = Limit(
        "share-transfer-notice", SettingGroup.Notice, "份额转让、赎回公示期", "Notice of a transfer or redemption of shares", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long an application for a homestead is posted (宅基地申请公示).</summary>
    public static readonly Setting<TimeLimit> HomesteadNotice = Limit(
        "homestead-notice", SettingGroup.Notice, "宅基地申请公示期", "Notice of a homestead application", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long an exit from a homestead is posted (宅基地退出公示).</summary>
    public static readonly Setting<TimeLimit> HomesteadExitNotice = Limit(
        "homestead-exit-notice", SettingGroup.Notice, "宅基地退出公示期", "Notice of a homestead exit", Days(15), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long a contracting plan is posted (承包方案公示).</summary>
    public static readonly Setting<TimeLimit> ContractingPlanNotice = Limit(
        "contracting-plan-notice", SettingGroup.Notice, "承包方案公示期", "Notice of a contracting plan", Days(15),
        LegalBasis.ContractMeasures(7), Certainty.Measure, least: Days(15));

    /// <summary>How long a substantive correction is posted (更正公示).</summary>
    public static readonly Setting<TimeLimit> CorrectionNotice = Limit(
        "correction-notice", SettingGroup.Notice, "实质更正公示期", "Notice of a substantive correction", Days(7), LegalBasis.Practice, Certainty.Practice);

    /// <summary>How long the register announces a correction it makes of its own accord (依职权更正公告).</summary>
    public static readonly Setting<TimeLimit> ExOfficioCorrectionNotice = Limit(
        "ex-officio-correction-notice", SettingGroup.Notice, "依职权更正公告期", "Notice of a correction by the register itself", WorkingDays(15),
        LegalBasis.RegistrationRules(81), Certainty.Measure, least: WorkingDays(15));

    /// <summary>How long certain first registrations are announced (首次登记公告).</summary>
    public static readonly Setting<TimeLimit> FirstRegistrationNotice = Limit(
        "first-registration-notice", SettingGroup.Notice, "首次登记公告期", "Announcement of a first registration", WorkingDays(15),
        LegalBasis.RegistrationRules(17), Certainty.Measure, least: WorkingDays(15));

    /// <summary>How long the inheritance of a homestead is posted (继承登记公示).</summary>
    public static readonly Setting<TimeLimit> InheritanceNotice = Limit(
        "inheritance-notice", SettingGroup.Notice, "宅基地继承登记公示期", "Notice of the inheritance of a homestead", WorkingDays(15),
        new("《不动产登记操作规范（试行）》继承登记的公示", "Operating Rules of Real Estate Registration, notice of an inheritance"), Certainty.Practice);

    /// <summary>How long a lost certificate is announced before it is reissued (遗失声明).</summary>
    public static readonly Setting<TimeLimit> LossStatement = Limit(
        "loss-statement", SettingGroup.Notice, "权证遗失声明期", "Statement of a lost certificate", WorkingDays(15),
        LegalBasis.RegistrationRules(22), Certainty.Measure, least: WorkingDays(15));

    /// <summary>How long the voiding of a certificate that cannot be collected is announced (作废公告).</summary>
    public static readonly Setting<TimeLimit> VoidingNotice = Limit(
        "voiding-notice", SettingGroup.Notice, "权证作废公告期", "Announcement that a certificate is void", WorkingDays(15), LegalBasis.Practice, Certainty.Practice);

    /// <summary>How long an offer stands in the collective's room at least (挂牌期).</summary>
    public static readonly Setting<TimeLimit> ListingNotice = Limit(
        "listing-notice", SettingGroup.Notice, "集体内部挂牌期", "Offer inside the collective", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long the result of a trade is posted (成交公示).</summary>
    public static readonly Setting<TimeLimit> DealNotice = Limit(
        "deal-notice", SettingGroup.Notice, "成交结果公示期", "Notice of a trade's result", WorkingDays(3), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How long before it meets the assembly is called (成员大会通知).</summary>
    public static readonly Setting<TimeLimit> AssemblyCall = Limit(
        "assembly-call", SettingGroup.Notice, "成员大会提前通知期", "Call of the members' assembly", Days(10),
        LegalBasis.CollectiveOrganizationLaw(27), Certainty.Law, least: Days(10), perCollective: true);

    /// <summary>How long before the meeting accounts and the plan of distribution lie open.</summary>
    public static readonly Setting<TimeLimit> AccountsOpen = Limit(
        "accounts-open", SettingGroup.Notice, "年度报告和收益分配方案提前公布期", "Accounts and distribution plan lie open", Days(10),
        LegalBasis.CollectiveOrganizationLaw(46), Certainty.Law, least: Days(10), perCollective: true);

    /// <summary>Whether a notice needs photos of its posting at start and end (张贴照片).</summary>
    public static readonly Setting<bool> NoticeNeedsPhotos = YesNo(
        "notice-needs-photos", SettingGroup.Notice, "公示起止须有张贴照片", "A notice needs photos of its posting", true, LegalBasis.Practice, Certainty.Practice);

    /// <summary>Within what time the registering authority decides (登记办理期限).</summary>
    public static readonly Setting<TimeLimit> RegistryReview = Limit(
        "registry-review", SettingGroup.Review, "登记办理期限", "Time for a registration", WorkingDays(30),
        LegalBasis.RegistrationRegulation(20), Certainty.Law, most: WorkingDays(30));

    /// <summary>Within what time the issuer answers a transfer (发包方答复).</summary>
    public static readonly Setting<TimeLimit> IssuerAnswer = Limit(
        "issuer-answer", SettingGroup.Review, "发包方答复期限", "Time for the issuer's answer", Days(7),
        LegalBasis.ContractMeasures(20), Certainty.Measure, most: Days(7));

    /// <summary>Whether a transfer may go on, by the township's decision, when the issuer did not answer in time.</summary>
    public static readonly Setting<bool> TownshipMayGoOn = YesNo(
        "township-may-go-on", SettingGroup.Review, "发包方逾期不答复时，乡镇可决定继续办理", "The township may let a transfer go on when the issuer is silent", true,
        new("法释〔2020〕17号《土地承包纠纷解释》第十三条", "Supreme People's Court on rural land contract disputes (2020), article 13"), Certainty.Practice);

    /// <summary>Within what time the office says what an application lacks, all at once (一次性告知).</summary>
    public static readonly Setting<TimeLimit> AcceptanceAnswer = Limit(
        "acceptance-answer", SettingGroup.Review, "受理或一次性告知补正的期限", "Time to accept or to list everything missing", WorkingDays(5),
        new("《不动产登记暂行条例》第十七条；期限为通行做法", "Provisional Regulation on Real Estate Registration, article 17; the time is practice"), Certainty.Practice);

    /// <summary>How long an applicant has to bring what is missing (补正期限).</summary>
    public static readonly Setting<TimeLimit> MissingPapers = Limit(
        "missing-papers", SettingGroup.Review, "申请人补正材料的期限", "Time to bring what is missing", Days(30), LegalBasis.Open, Certainty.Open);

    /// <summary>Within what time the village gives its opinion (村级意见).</summary>
    public static readonly Setting<TimeLimit> VillageReview = Limit(
        "village-review", SettingGroup.Review, "村级审查期限", "Time for the village's opinion", WorkingDays(5), LegalBasis.Open, Certainty.Open);

    /// <summary>Within what time the township gives its opinion (乡镇审核).</summary>
    public static readonly Setting<TimeLimit> TownshipReview = Limit(
        "township-review", SettingGroup.Review, "乡镇审核期限", "Time for the township's opinion", WorkingDays(10), LegalBasis.Open, Certainty.Open);

    /// <summary>Within what time a plan to adjust land goes up to the township (调整方案报送).</summary>
    public static readonly Setting<TimeLimit> AdjustmentFiling = Limit(
        "adjustment-filing", SettingGroup.Review, "个别调整方案报乡镇期限", "Time to hand an adjustment plan to the township", WorkingDays(20),
        LegalBasis.ContractMeasures(17), Certainty.Practice);

    /// <summary>Within what time the township reviews a plan to adjust land.</summary>
    public static readonly Setting<TimeLimit> TownshipAdjustmentReview = Limit(
        "township-adjustment-review", SettingGroup.Review, "个别调整方案乡镇审查期限", "Township's review of an adjustment", WorkingDays(20),
        LegalBasis.ContractMeasures(17), Certainty.Practice);

    /// <summary>Within what time the county reviews a plan to adjust land.</summary>
    public static readonly Setting<TimeLimit> CountyAdjustmentReview = Limit(
        "county-adjustment-review", SettingGroup.Review, "个别调整方案县级审查期限", "County's review of an adjustment", WorkingDays(20),
        LegalBasis.ContractMeasures(17), Certainty.Practice);

    /// <summary>Within what time the registration of a collective is decided.</summary>
    public static readonly Setting<TimeLimit> CollectiveRegistrationReview = Limit(
        "collective-registration-review", SettingGroup.Review, "集体经济组织登记赋码期限", "Time to register a collective", WorkingDays(15),
        new("农经发〔2018〕4号", "Agricultural Economy circular 4 of 2018"), Certainty.Measure);

    /// <summary>Within what time an offer in the room is accepted or returned.</summary>
    public static readonly Setting<TimeLimit> MarketAcceptance = Limit(
        "market-acceptance", SettingGroup.Review, "挂牌申请受理期限", "Time to accept an offer", WorkingDays(5), LegalBasis.Practice, Certainty.Practice);

    /// <summary>When an objection entry lapses if no suit is brought (异议登记失效).</summary>
    public static readonly Setting<TimeLimit> ObjectionEntry = Limit(
        "objection-entry", SettingGroup.Waiting, "异议登记后不起诉的失效期", "An objection entry lapses without a suit", Days(15),
        LegalBasis.CivilCode(220), Certainty.Law, least: Days(15), most: Days(15));

    /// <summary>When an advance notice lapses once the right can be registered (预告登记失效).</summary>
    public static readonly Setting<TimeLimit> AdvanceNotice = Limit(
        "advance-notice", SettingGroup.Waiting, "预告登记失效期", "An advance notice lapses", Days(90),
        LegalBasis.CivilCode(221), Certainty.Law, least: Days(90), most: Days(90));

    /// <summary>How long before it takes effect the return of land is announced in writing (自愿交回提前通知).</summary>
    public static readonly Setting<TimeLimit> ReturnNotice = Limit(
        "return-notice", SettingGroup.Waiting, "自愿交回承包地的提前通知期", "Written notice before land is returned", Months(6),
        LegalBasis.RuralLandContractingLaw(30), Certainty.Law, least: Months(6));

    /// <summary>How long a court's seizure lasts at most before it is renewed (查封期限).</summary>
    public static readonly Setting<TimeLimit> Seizure = Limit(
        "seizure", SettingGroup.Waiting, "查封最长期限", "Longest seizure before renewal", Months(36),
        new("法释〔2015〕5号《民事诉讼法解释》第四百八十七条", "Supreme People's Court on the Civil Procedure Law (2015), article 487"), Certainty.Law, most: Months(36));

    /// <summary>Of all members, how many must agree (成员大会表决).</summary>
    public static readonly Setting<Fraction> MembersMajority = Part(
        "members-majority", SettingGroup.Decision, "成员大会表决通过（占全体成员）", "Assembly passes a decision (of all members)", TwoThirds,
        LegalBasis.CollectiveOrganizationLaw(27), Certainty.Law, perCollective: true);

    /// <summary>Of all members, how many must take part (成员大会到会).</summary>
    public static readonly Setting<Fraction> MembersQuorum = Part(
        "members-quorum", SettingGroup.Decision, "成员大会到会（占全体成员）", "Quorum of the assembly (of all members)", TwoThirds,
        LegalBasis.CollectiveOrganizationLaw(27), Certainty.Law, perCollective: true);

    /// <summary>Whether the charter names further cases in which a membership ends (章程规定的其他情形).</summary>
    public static readonly Setting<bool> CharterEndsMembership = YesNo(
        "charter-ends-membership", SettingGroup.Decision, "章程规定了其他丧失成员身份的情形", "The charter names further cases in which a membership ends", false,
        LegalBasis.CollectiveOrganizationLaw(17), Certainty.Practice, perCollective: true);

    /// <summary>Counties of the city whose rolls are asked before somebody is confirmed as a member; where it is not set, those kept on the same server.</summary>
    public static readonly Setting<IReadOnlyList<string>> CityCounties = new(
        "city-counties", SettingGroup.Decision, SettingKind.Lines, "确认成员时要核对的本市各县（区）代码", "Counties of the city that are asked about a member", null,
        LegalBasis.Open, Certainty.Open, false,
        static (text, out value) => (value = SettingLines.Of(text)).Count > 0 && value.All(code => code.Length == 6 && code.All(char.IsAsciiDigit)));

    /// <summary>
    /// Counties of the city that are kept on other servers, and may ask this one and are asked by it: one a line, as code, address and
    /// public key, divided by upright strokes (异地县区核对名单).
    /// </summary>
    public static readonly Setting<IReadOnlyList<CityPeer>> CityExchange = new(
        "city-exchange", SettingGroup.Decision, SettingKind.Lines, "在别的服务器上、互相核对成员的本市县（区）：代码|地址|公钥", "Counties of the city on other servers that check members with this one: code|address|public key", null,
        LegalBasis.Open, Certainty.Open, false,
        static (text, out value) =>
        {
            var peers = SettingLines.Of(text).Select(CityPeer.Of).ToList();
            value = [.. peers.OfType<CityPeer>()];
            return value.Count > 0 && value.Count == peers.Count && value.DistinctBy(peer => peer.County, StringComparer.Ordinal).Count() == value.Count;
        });

    /// <summary>How many questions about members another county may ask within an hour (跨县核对次数).</summary>
    public static readonly Setting<int> CityQuestionsInTheHour = Count(
        "city-questions-in-the-hour", SettingGroup.Decision, "一个外县（区）一小时最多核对多少人次", "Questions about members that another county may ask within an hour", 60, 1, 1000, LegalBasis.Open, Certainty.Open);

    /// <summary>Of all representatives, how many must agree (成员代表大会表决).</summary>
    public static readonly Setting<Fraction> RepresentativesMajority = Part(
        "representatives-majority", SettingGroup.Decision, "成员代表大会表决通过（占全体代表）", "Representatives pass a decision (of all of them)", TwoThirds,
        LegalBasis.CollectiveOrganizationLaw(28), Certainty.Law, perCollective: true);

    /// <summary>Of all directors, how many must take part (理事会到会).</summary>
    public static readonly Setting<Fraction> BoardQuorum = Part(
        "board-quorum", SettingGroup.Decision, "理事会到会（占全体理事）", "Quorum of the board", TwoThirds,
        LegalBasis.CollectiveOrganizationLaw(31), Certainty.Law, perCollective: true);

    /// <summary>Of all members, how many let somebody who is no member take part in income (非成员享有收益).</summary>
    public static readonly Setting<Fraction> NonMemberMajority = Part(
        "non-member-majority", SettingGroup.Decision, "非成员享有收益的表决（占全体成员）", "Income for a non-member (of all members)", ThreeQuarters,
        LegalBasis.CollectiveOrganizationLaw(15), Certainty.Law, perCollective: true);

    /// <summary>Of the holders of a right, how many must consent to giving it up: every one of them.</summary>
    public static readonly Setting<Fraction> HoldersConsent = Part(
        "holders-consent", SettingGroup.Decision, "权利人共有人同意", "Holders who must consent", Everybody,
        LegalBasis.ContractMeasures(15), Certainty.Measure);

    /// <summary>How soon after an application a contract may be signed at the earliest (冷静期).</summary>
    public static readonly Setting<TimeLimit> CoolingOff = Limit(
        "cooling-off", SettingGroup.Safeguard, "申请到签约的冷静期", "From application to signature", Days(7), LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>How many exits by one operator or in one village are still ordinary (批量退出预警).</summary>
    public static readonly Setting<int> BatchExits = Count(
        "batch-exits", SettingGroup.Safeguard, "批量退出预警：件数", "Alarm for many exits: how many", 5, 1, 1000, LegalBasis.Open, Certainty.Open);

    /// <summary>Within how many days.</summary>
    public static readonly Setting<int> BatchDays = Count(
        "batch-days", SettingGroup.Safeguard, "批量退出预警：天数", "Alarm for many exits: within days", 30, 1, 366, LegalBasis.Open, Certainty.Open);

    /// <summary>Below which part of the reference price a reason and a second reviewer are asked (低价核查).</summary>
    public static readonly Setting<decimal> LowPricePercent = Amount(
        "low-price-percent", SettingGroup.Safeguard, SettingKind.Percent, "低于参考价的核查线", "Price reviewed when below this part of the reference", 70m, 1m, 100m,
        new("参照法释〔2023〕13号《民法典合同编通则解释》第四十二条", "After the Supreme People's Court on contracts (2023), article 42"), Certainty.Practice);

    /// <summary>Within what time after an exit the household is called (回访).</summary>
    public static readonly Setting<TimeLimit> AfterCheck = Limit(
        "after-check", SettingGroup.Safeguard, "退出后回访期限", "Call after an exit", Days(30), LegalBasis.Practice, Certainty.Practice);

    /// <summary>How much land the collective may keep in reserve at most (机动地).</summary>
    public static readonly Setting<decimal> ReserveLandPercent = Amount(
        "reserve-land-percent", SettingGroup.Land, SettingKind.Percent, "机动地占耕地上限", "Reserve land at most", 5m, 0m, 5m,
        LegalBasis.RuralLandContractingLaw(67), Certainty.Law);

    /// <summary>By how many months a contract is renewed (二轮延包).</summary>
    public static readonly Setting<TimeLimit> Renewal = Limit(
        "renewal", SettingGroup.Land, "第二轮承包到期后延长", "Renewal after the second round", Months(360),
        LegalBasis.RuralLandContractingLaw(21), Certainty.Law, least: Months(360), most: Months(360));

    /// <summary>How far a parcel's contract area may differ from the sum of its parts when it is divided.</summary>
    public static readonly Setting<decimal> DivisionTolerance = Amount(
        "division-tolerance-square-metres", SettingGroup.Land, SettingKind.Area, "地块分割、合并面积闭合容差", "Closure of areas when parcels are divided or joined", 0.01m, 0m, 10m,
        LegalBasis.Practice, Certainty.Practice);

    /// <summary>Largest homestead by kind of land and size of the household (宅基地面积标准).</summary>
    public static readonly Setting<HomesteadAreas> HomesteadAreaLimits = new(
        "homestead-area-limits", SettingGroup.Homestead, SettingKind.Lines, "宅基地面积标准", "Largest homestead", HomesteadAreas.Standard.ToString(),
        LegalBasis.LandAdministrationLaw(62), Certainty.Open, false, HomesteadAreas.TryRead);

    /// <summary>On which grounds a second homestead, or one above the standard, is entered (例外目录).</summary>
    public static readonly Setting<HomesteadExceptions> HomesteadExceptions = new(
        "homestead-exceptions", SettingGroup.Homestead, SettingKind.Lines, "一户一宅和面积标准的例外", "Exceptions for homesteads", Registration.HomesteadExceptions.Standard.ToString(),
        LegalBasis.LandAdministrationLaw(62), Certainty.Open, false, Registration.HomesteadExceptions.TryRead);

    /// <summary>How long a homestead is leased at most.</summary>
    public static readonly Setting<TimeLimit> HomesteadLease = Limit(
        "homestead-lease", SettingGroup.Homestead, "宅基地最长租期", "Longest lease of a homestead", Months(240),
        LegalBasis.CivilCode(705), Certainty.Law, most: Months(240));

    /// <summary>Whether shares stay fixed or are adjusted (静态或动态管理).</summary>
    public static readonly Setting<string> ShareMode = Choice(
        "share-mode", SettingGroup.Share, "份额管理方式", "How shares are kept", "static", ["static", "periodic"], LegalBasis.Practice, Certainty.Practice);

    /// <summary>After how many years shares are adjusted, where they are.</summary>
    public static readonly Setting<int> ShareAdjustmentYears = Count(
        "share-adjustment-years", SettingGroup.Share, "份额动态调整间隔年数", "Years between adjustments of shares", 5, 1, 30, LegalBasis.Practice, Certainty.Practice, perCollective: true);

    /// <summary>Who holds shares: persons or households.</summary>
    public static readonly Setting<string> ShareHolder = Choice(
        "share-holder", SettingGroup.Share, "份额持有单位", "Who holds shares", "household", ["household", "person"], LegalBasis.Practice, Certainty.Practice);

    /// <summary>Whether shares may pass to another member (内部转让).</summary>
    public static readonly Setting<bool> ShareTransferAllowed = YesNo(
        "share-transfer-allowed", SettingGroup.Share, "份额可以内部转让", "Shares may pass to another member", true,
        new("中发〔2016〕37号", "Central circular 37 of 2016"), Certainty.Practice, perCollective: true);

    /// <summary>Whether shares may be given to another member (内部赠与).</summary>
    public static readonly Setting<bool> ShareGiftAllowed = YesNo(
        "share-gift-allowed", SettingGroup.Share, "份额可以内部赠与", "Shares may be given to another member", false, LegalBasis.Open, Certainty.Open, perCollective: true);

    /// <summary>Whether the collective takes shares back for money (集体赎回).</summary>
    public static readonly Setting<bool> ShareRedemptionAllowed = YesNo(
        "share-redemption-allowed", SettingGroup.Share, "份额可以由集体赎回", "The collective may redeem shares", true,
        new("中发〔2016〕37号", "Central circular 37 of 2016"), Certainty.Practice, perCollective: true);

    /// <summary>How much of all shares one member may hold (持有上限).</summary>
    public static readonly Setting<decimal> ShareCapPercent = Amount(
        "share-cap-percent", SettingGroup.Share, SettingKind.Percent, "单个成员持有份额上限", "Most of all shares that one member holds", 3m, 0.01m, 100m,
        new("参照《浙江省农村集体资产管理条例》第三十条", "After article 30 of Zhejiang's Regulation on Rural Collective Assets"), Certainty.Practice, perCollective: true);

    /// <summary>How many shares a member keeps at least.</summary>
    public static readonly Setting<decimal> ShareRetained = Amount(
        "share-retained", SettingGroup.Share, SettingKind.Count, "成员至少保留的份额", "Shares a member keeps at least", 1m, 0m, 1_000_000m, LegalBasis.Open, Certainty.Open, perCollective: true);

    /// <summary>How long shares are held before they may pass on.</summary>
    public static readonly Setting<int> ShareLockMonths = Count(
        "share-lock-months", SettingGroup.Share, "份额取得后不得转让的月数", "Months before shares may pass on", 0, 0, 360, LegalBasis.Open, Certainty.Open, perCollective: true);

    /// <summary>Whether an heir who is no member votes.</summary>
    public static readonly Setting<bool> HeirVotes = YesNo(
        "heir-votes", SettingGroup.Share, "非成员继承人有表决权", "An heir who is no member votes", false,
        new("参照《上海市农村集体资产监督管理条例》第十一条", "After article 11 of Shanghai's Regulation on Rural Collective Assets"), Certainty.Practice, perCollective: true);

    /// <summary>How many of all shares belong to the collective itself (集体股).</summary>
    public static readonly Setting<decimal> CollectiveSharePercent = Amount(
        "collective-share-percent", SettingGroup.Share, SettingKind.Percent, "集体股占比", "Shares of the collective itself", 0m, 0m, 100m, LegalBasis.Open, Certainty.Open, perCollective: true);

    /// <summary>How large one document may be (单份材料大小).</summary>
    public static readonly Setting<int> DocumentMegabytes = Count(
        "document-megabytes", SettingGroup.Papers, "一个文件最大多少 MB", "Largest file, in MB", 20, 1, 64, LegalBasis.Practice, Certainty.Practice);

    /// <summary>How large photographs may be together that become one document (多页照片合计大小).</summary>
    public static readonly Setting<int> DocumentSetMegabytes = Count(
        "document-set-megabytes", SettingGroup.Papers, "合成一份的照片一共最大多少 MB", "Photographs of one document together, in MB", 60, 1, 192, LegalBasis.Practice, Certainty.Practice);

    /// <summary>How many pages one document may have (单份材料页数).</summary>
    public static readonly Setting<int> DocumentPages = Count(
        "document-pages", SettingGroup.Papers, "一份材料最多多少页", "Most pages of one document", 300, 1, 1000, LegalBasis.Practice, Certainty.Practice);

    /// <summary>The kinds of documents that are taken (材料格式).</summary>
    public static readonly Setting<string> DocumentKinds = Choice(
        "document-kinds", SettingGroup.Papers, "收哪些格式的材料", "Kinds of documents taken", "photographs-and-pdf", ["photographs-and-pdf", OnlyPdf, OnlyPhotographs],
        LegalBasis.ArchivesLaw(37), Certainty.Practice, perCollective: false);

    /// <summary>PDF files and no photographs.</summary>
    public const string OnlyPdf = "pdf";

    /// <summary>Photographs and no PDF files.</summary>
    public const string OnlyPhotographs = "photographs";

    /// <summary>Within what time arbitration is asked for (申请仲裁时效).</summary>
    public static readonly Setting<TimeLimit> ArbitrationRequest = Fixed("arbitration-request", "申请仲裁的时效", "Limitation of arbitration", Months(24), 18);

    /// <summary>Within what time a request is accepted or refused (受理).</summary>
    public static readonly Setting<TimeLimit> ArbitrationAcceptance = Fixed("arbitration-acceptance", "仲裁受理期限", "Acceptance by the commission", WorkingDays(5), 23);

    /// <summary>Within what time the other side answers (答辩).</summary>
    public static readonly Setting<TimeLimit> ArbitrationDefence = Fixed("arbitration-defence", "答辩期限", "Answer to the request", Days(10), 25);

    /// <summary>How long before it the hearing is announced (开庭通知).</summary>
    public static readonly Setting<TimeLimit> HearingNotice = Fixed("hearing-notice", "开庭提前通知期", "Announcement of the hearing", WorkingDays(5), 31);

    /// <summary>Within what time the award is made (仲裁期限).</summary>
    public static readonly Setting<TimeLimit> Award = Fixed("award", "仲裁审理期限", "Time for the award", Days(60), 47);

    /// <summary>By how much a hard case is extended (延长).</summary>
    public static readonly Setting<TimeLimit> AwardExtension = Fixed("award-extension", "仲裁延长期限", "Extension of the award", Days(30), 47);

    /// <summary>Within what time the award is served (送达).</summary>
    public static readonly Setting<TimeLimit> AwardService = Fixed("award-service", "裁决书送达期限", "Service of the award", WorkingDays(3), 45);

    /// <summary>How long a party may sue against the government's decision on a dispute over land (不服处理决定的起诉期).</summary>
    public static readonly Setting<TimeLimit> SuitAfterDecision = Limit(
        "suit-after-decision", SettingGroup.Dispute, "收到土地争议处理决定后的起诉期", "Suit after a decision on a dispute over land", Days(30),
        LegalBasis.LandAdministrationLaw(14), Certainty.Law, least: Days(30), most: Days(30));

    /// <summary>How long the government has for its decision on a dispute over land (土地权属争议处理).</summary>
    public static readonly Setting<TimeLimit> GovernmentDecision = Limit(
        "government-decision", SettingGroup.Dispute, "政府处理土地权属争议的期限", "The government's decision on a dispute over land", Months(6),
        new("《土地权属争议调查处理办法》", "Measures for the Investigation and Handling of Disputes over Land"), Certainty.Practice);

    /// <summary>Within what time a party may sue after the award (起诉).</summary>
    public static readonly Setting<TimeLimit> SuitAfterAward = Fixed("suit-after-award", "收到裁决书后起诉的期限", "Suit after the award", Days(30), 48);

    /// <summary>All of them, in the order of this list and of the lists of papers.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. typeof(CountySettings).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType.IsAssignableTo(typeof(Setting)))
            .Select(field => (Setting)field.GetValue(null)!),
        .. RequiredPapers.All.Values,
    ];

    private static readonly FrozenDictionary<string, Setting> ByKey = All.ToFrozenDictionary(setting => setting.Key, StringComparer.Ordinal);

    /// <summary>The setting of a name; null when there is none.</summary>
    public static Setting? Find(string key) => ByKey.GetValueOrDefault(key);

    private static Setting<TimeLimit> Limit(
        string key, SettingGroup group, string chinese, string english, TimeLimit standard, LegalBasis basis, Certainty certainty,
        TimeLimit? least = null, TimeLimit? most = null, bool perCollective = false) => new(
        key, group, SettingKind.Limit, chinese, english, standard.ToString(), basis, certainty, perCollective, TryRead,
        // What the law counts in its own unit is not exchanged for another: fifteen working days are more than fifteen days,
        // but nobody can say how many more.
        value => (least is not { } floor || (value.Unit == floor.Unit && value.Count >= floor.Count))
            && (most is not { } ceiling || (value.Unit == ceiling.Unit && value.Count <= ceiling.Count)),
        least?.ToString(), most?.ToString());

    private static Setting<TimeLimit> Fixed(string key, string chinese, string english, TimeLimit standard, int article) =>
        Limit(key, SettingGroup.Dispute, chinese, english, standard, LegalBasis.DisputeLaw(article), Certainty.Law, standard, standard);

    private static Setting<int> Count(
        string key, SettingGroup group, string chinese, string english, int standard, int least, int most, LegalBasis basis, Certainty certainty, bool perCollective = false) => new(
        key, group, SettingKind.Count, chinese, english, standard.ToString(CultureInfo.InvariantCulture), basis, certainty, perCollective,
        static (text, out value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value),
        value => value >= least && value <= most, least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));

    private static Setting<decimal> Amount(
        string key, SettingGroup group, SettingKind kind, string chinese, string english, decimal standard, decimal least, decimal most,
        LegalBasis basis, Certainty certainty, bool perCollective = false) => new(
        key, group, kind, chinese, english, standard.ToString(CultureInfo.InvariantCulture), basis, certainty, perCollective,
        static (text, out value) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value),
        value => value >= least && value <= most, least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));

    private static Setting<Fraction> Part(
        string key, SettingGroup group, string chinese, string english, Fraction standard, LegalBasis basis, Certainty certainty, bool perCollective = false) => new(
        key, group, SettingKind.Fraction, chinese, english, standard.ToString(), basis, certainty, perCollective, Fraction.TryRead,
        value => value.IsAtLeast(standard), standard.ToString());

    private static Setting<bool> YesNo(
        string key, SettingGroup group, string chinese, string english, bool standard, LegalBasis basis, Certainty certainty, bool perCollective = false) => new(
        key, group, SettingKind.YesNo, chinese, english, standard ? "yes" : "no", basis, certainty, perCollective,
        static (text, out value) => (value = text == "yes") || text == "no", choices: ["yes", "no"]);

    private static Setting<string> Choice(
        string key, SettingGroup group, string chinese, string english, string standard, IReadOnlyList<string> choices, LegalBasis basis, Certainty certainty,
        bool perCollective = true) => new(
        key, group, SettingKind.Choice, chinese, english, standard, basis, certainty, perCollective,
        (text, out value) => choices.Contains(value = text, StringComparer.Ordinal), choices: choices);

    private static Setting<string> Text(string key, SettingGroup group, string chinese, string english, LegalBasis basis, Certainty certainty) => new(
        key, group, SettingKind.Text, chinese, english, null, basis, certainty, false,
        static (text, out value) => !string.IsNullOrWhiteSpace(value = text) && !text.Contains('\n', StringComparison.Ordinal));
}
