namespace RuralRights.Domain.Registration;

/// <summary>Every kind of registration business, by the taxonomy of the national platform where it has an item for it.</summary>
public static class Procedures
{
    private static readonly Step Written = new(StepKind.Applied, Turn.Village);
    private static readonly Step FieldSurvey = new(StepKind.Surveyed, Turn.Village);
    private static readonly Step SurveyChecked = new(StepKind.SurveyReviewed, Turn.Township);
    private static readonly Step ReturnWritten = new(StepKind.Applied, Turn.Household);
    private static readonly Step ConfirmedByHolders = new(StepKind.Confirmed, Turn.Household);
    private static readonly Step Posted = new(StepKind.NoticeOver, Turn.Village);
    private static readonly Step TakenIn = new(StepKind.Accepted, Turn.Clerk, CountySettings.AcceptanceAnswer);
    private static readonly Step EnteredByRegistrar = new(StepKind.Entered, Turn.Registrar);
    private static readonly Step ConfirmedByOne = new(StepKind.Confirmed, Turn.Household) { OneIsEnough = true };
    private static readonly Step LossAnnounced = new(StepKind.LossAnnounced, Turn.Clerk);
    private static readonly Step ReviewedByTheCounty = new(StepKind.CountyReviewed, Turn.Reviewer, CountySettings.RegistryReview);
    private static readonly Step PaperExchanged = new(StepKind.HandedOver, Turn.Clerk) { TakesOldPaper = true };
    private static readonly Step PaperHandedOver = new(StepKind.HandedOver, Turn.Clerk);
    private static readonly Step CertifiedElsewhere = new(StepKind.Certified, Turn.Clerk);
    private static readonly Step FiledForGood = new(StepKind.Archived, Turn.Clerk);

    private static readonly Step CheckedByTheTownship = new(StepKind.MembershipChecked, Turn.Township, CountySettings.TownshipReview);
    private static readonly Step ResolvedByTheAssembly = new(StepKind.Resolved, Turn.Issuer);
    private static readonly Step EnteredBySupervisors = new(StepKind.Entered, Turn.Supervisors);
    private static readonly Step SeenByTheTownship = new(StepKind.TownshipAgreed, Turn.Township, CountySettings.TownshipReview);

    private static readonly Step[] Opinions = [
        new(StepKind.VillageAgreed, Turn.Issuer, CountySettings.VillageReview),
        new(StepKind.TownshipAgreed, Turn.Township, CountySettings.TownshipReview),
        ReviewedByTheCounty,
    ];

    private static readonly Turn[] AtTheVillageDesk = [Turn.Household, Turn.Village];
    private static readonly Turn[] AtTheVillageOrTheCounty = [Turn.Household, Turn.Village, Turn.Clerk];

    /// <summary>承包方代表变更: another of the household signs for it.</summary>
    public static Procedure RepresentativeChange { get; } = new(
        "representative-change", "1032", "承包方代表变更", "Change of the representative", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood],
        "representative");

    /// <summary>家庭成员变更: people join or leave the list; the area of the right stays.</summary>
    public static Procedure MemberChange { get; } = new(
        "member-change", "1031", "家庭成员变更", "Change of members", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "members");

    /// <summary>分户: part of a household becomes one of its own.</summary>
    public static Procedure HouseholdSplit { get; } = new(
        "household-split", "1051", "分户", "Split of a household", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "split");

    /// <summary>分户并分割地块: a household splits, and a parcel of which either side takes a part is divided in the same entry; so the survey is checked as well.</summary>
    public static Procedure HouseholdSplitWithDivision { get; } = new(
        "household-split-with-division", "1052", "分户并分割地块", "Split of a household that divides a parcel", AtTheVillageDesk,
        [Written, SurveyChecked, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "split-with-division");

    /// <summary>合户: two households become one.</summary>
    public static Procedure HouseholdMerge { get; } = new(
        "household-merge", "1061", "合户", "Merger of households", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "merge");

    /// <summary>承包方消亡: nobody of the household is alive. Nobody can confirm, so everybody is asked by a notice.</summary>
    public static Procedure ExtinctHousehold { get; } = new(
        "extinct-household", "1072", "承包方消亡注销", "Extinct household", [Turn.Village],
        [Written, Posted, TakenIn, .. Opinions, EnteredByRegistrar, FiledForGood], "extinct-household", CountySettings.VoidingNotice);

    /// <summary>延包: the term is renewed when the second round ends.</summary>
    public static Procedure TermRenewal { get; } = new(
        "term-renewal", "1033", "延长承包期", "Renewal of the term", [Turn.Village],
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "renewal", CountySettings.ContractingPlanNotice);

    /// <summary>首次登记: from the survey to the certificate.</summary>
    public static Procedure FirstRegistration { get; } = new(
        "first-registration", "1011", "承包地首次登记", "First registration of contracted land", [Turn.Village],
        [FieldSurvey, SurveyChecked, Posted, ConfirmedByHolders, new(StepKind.Contracted, Turn.Issuer), new(StepKind.Applied, Turn.Issuer), TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood],
        "first-registration", CountySettings.SurveyNotice);

    /// <summary>宅基地使用权首次登记: from the survey to the certificate, which the real-estate registry issues.</summary>
    public static Procedure HomesteadRegistration { get; } = new(
        "homestead-registration", null, "宅基地使用权首次登记", "First registration of a homestead", [Turn.Village],
        [FieldSurvey, SurveyChecked, Posted, ConfirmedByHolders, Written, TakenIn, .. Opinions, EnteredByRegistrar, CertifiedElsewhere, FiledForGood],
        "homestead-first-registration", CountySettings.FirstRegistrationNotice);

    /// <summary>宅基地更正登记（笔误）: a wrong word is mended on evidence.</summary>
    public static Procedure HomesteadClericalCorrection { get; } = new(
        "homestead-clerical-correction", null, "宅基地更正登记（笔误）", "Correction of a clerical error in a homestead", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, CertifiedElsewhere, FiledForGood], "correction");

    /// <summary>宅基地更正登记（面积）: an area is put right, after a notice.</summary>
    public static Procedure HomesteadSubstantiveCorrection { get; } = new(
        "homestead-substantive-correction", null, "宅基地更正登记（面积）", "Correction of an area of a homestead", AtTheVillageDesk,
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, CertifiedElsewhere, FiledForGood], "correction", CountySettings.CorrectionNotice);

    /// <summary>宅基地继承登记: with the house to the heirs, who confirm one by one after a notice.</summary>
    public static Procedure HomesteadInheritance { get; } = new(
        "homestead-inheritance", null, "宅基地继承登记（房地一体）", "Inheritance of a homestead with its house", [Turn.Village],
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, CertifiedElsewhere, FiledForGood], "homestead-inheritance", CountySettings.InheritanceNotice);

    /// <summary>宅基地自愿退出: only the household asks, all of it confirms, then everybody is asked and the collective agrees.</summary>
    public static Procedure HomesteadReturn { get; } = new(
        "homestead-return", null, "宅基地自愿退出注销", "Voluntary return of a homestead", [Turn.Household],
        [ReturnWritten, ConfirmedByHolders, Posted, TakenIn, .. Opinions, EnteredByRegistrar, FiledForGood], "homestead-exit", CountySettings.HomesteadExitNotice);

    /// <summary>房屋灭失: the right of heirs from outside the collective ends with their house, after a notice, and as each of them confirms.</summary>
    public static Procedure HomesteadHouseGone { get; } = new(
        "homestead-house-gone", null, "宅基地注销登记（继承的房屋灭失）", "End of an heir's homestead whose house is gone", AtTheVillageDesk,
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, FiledForGood], "homestead-house-gone", CountySettings.VoidingNotice);

    /// <summary>宅基地界线更正: the plot is surveyed anew with its neighbours, and everybody is asked.</summary>
    public static Procedure HomesteadBoundaryCorrection { get; } = new(
        "homestead-boundary-correction", null, "宅基地界线更正", "Correction of the boundary of a homestead", AtTheVillageDesk,
        [FieldSurvey, SurveyChecked, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, CertifiedElsewhere, FiledForGood], "homestead-boundary", CountySettings.SurveyNotice);

    /// <summary>地块分割: a parcel becomes several, the right stays.</summary>
    public static Procedure ParcelDivision { get; } = new(
        "parcel-division", "1033", "地块分割", "Division of a parcel", AtTheVillageDesk,
        [Written, SurveyChecked, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "parcel-change");

    /// <summary>地块合并: parcels become one, the right stays.</summary>
    public static Procedure ParcelConsolidation { get; } = new(
        "parcel-consolidation", "1033", "地块合并", "Consolidation of parcels", AtTheVillageDesk,
        [Written, SurveyChecked, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "parcel-change");

    /// <summary>界线更正: a boundary is surveyed anew, and everybody is asked.</summary>
    public static Procedure BoundaryCorrection { get; } = new(
        "boundary-correction", "1033", "界线更正", "Correction of a boundary", AtTheVillageDesk,
        [FieldSurvey, SurveyChecked, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "parcel-change", CountySettings.SurveyNotice);

    /// <summary>更正登记（笔误）: a wrong letter or code is mended on evidence.</summary>
    public static Procedure ClericalCorrection { get; } = new(
        "clerical-correction", null, "更正登记（笔误）", "Correction of a clerical error", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "correction");

    /// <summary>更正登记（实质内容）: what the right covers is put right, after a notice.</summary>
    public static Procedure SubstantiveCorrection { get; } = new(
        "substantive-correction", null, "更正登记（实质内容）", "Correction of substance", AtTheVillageDesk,
        [Written, Posted, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "correction", CountySettings.CorrectionNotice);

    /// <summary>姓名、身份证号更正: who somebody is stays, how they are written is put right.</summary>
    public static Procedure PersonCorrection { get; } = new(
        "person-correction", null, "姓名、身份证号更正", "Correction of a name or identity number", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "person-correction");

    /// <summary>姓名、身份证号更正（连同宅基地）: the same, and the real-estate registry issues another certificate of the homestead.</summary>
    public static Procedure PersonCorrectionOnHomestead { get; } = new(
        "person-correction-on-homestead", null, "姓名、身份证号更正（连同宅基地）", "Correction of a name or identity number, with the homestead's certificate", AtTheVillageDesk,
        [Written, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, CertifiedElsewhere, FiledForGood], "person-correction");

    /// <summary>征收（部分）: the right ends on some parcels. The issuer opens it, so it has no opinion to give on it besides.</summary>
    public static Procedure ExpropriationOfPart { get; } = new(
        "expropriation-of-part", "1073", "部分承包地征收", "Expropriation of some parcels", [Turn.Issuer],
        [new(StepKind.Applied, Turn.Issuer), TakenIn, .. Opinions[1..], EnteredByRegistrar, PaperHandedOver, FiledForGood], "expropriation");

    /// <summary>征收（全部）: the right ends.</summary>
    public static Procedure ExpropriationOfAll { get; } = new(
        "expropriation-of-all", "1073", "全部承包地征收注销", "Expropriation of all parcels", [Turn.Issuer],
        [new(StepKind.Applied, Turn.Issuer), TakenIn, .. Opinions[1..], EnteredByRegistrar, FiledForGood], "expropriation");

    /// <summary>自愿交回（部分）: some parcels go back to the collective.</summary>
    public static Procedure ReturnOfPart { get; } = new(
        "return-of-part", "1071", "自愿交回部分承包地", "Return of some parcels", [Turn.Household],
        [ReturnWritten, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, PaperHandedOver, FiledForGood], "return");

    /// <summary>自愿交回（全部）: the contract ends.</summary>
    public static Procedure ReturnOfAll { get; } = new(
        "return-of-all", "1071", "自愿交回全部承包地注销", "Return of all parcels", [Turn.Household],
        [ReturnWritten, ConfirmedByHolders, TakenIn, .. Opinions, EnteredByRegistrar, FiledForGood], "return");

    /// <summary>权证换发: a damaged or outdated certificate is taken back for another. One holder applies for all.</summary>
    public static Procedure CertificateReplacement { get; } = new(
        "certificate-replacement", "2021", "权证换发", "Replacement of a certificate", AtTheVillageOrTheCounty,
        [Written, ConfirmedByOne, TakenIn, ReviewedByTheCounty, EnteredByRegistrar, PaperExchanged, FiledForGood], "replace");

    /// <summary>权证补发: a lost certificate is announced as lost, and after that time another takes its place. One holder applies for all.</summary>
    public static Procedure CertificateReissue { get; } = new(
        "certificate-reissue", "2011", "权证补发", "Reissue of a lost certificate", AtTheVillageOrTheCounty,
        [Written, ConfirmedByOne, TakenIn, LossAnnounced, ReviewedByTheCounty, EnteredByRegistrar, PaperHandedOver, FiledForGood], "reissue");

    /// <summary>权证注销: the certificate that an ended right left behind. The right is gone, so nobody is asked.</summary>
    public static Procedure CertificateVoid { get; } = new(
        "certificate-void", "2031", "权证注销", "Voiding of a certificate", [Turn.Village, Turn.Clerk],
        [Written, TakenIn, ReviewedByTheCounty, EnteredByRegistrar, FiledForGood], "void");

    /// <summary>成员身份确认: claim, check, notice, resolution of two thirds of all members, roster. The county files it.</summary>
    public static Procedure Membership { get; } = new(
        "membership", null, "成员身份确认", "Confirmation of a member", AtTheVillageDesk,
        [Written, CheckedByTheTownship, Posted, ResolvedByTheAssembly, EnteredBySupervisors, FiledForGood], "membership", CountySettings.MemberListNotice);

    /// <summary>成员身份确认（从本县其他集体转来）: the earlier membership ends in the same entry, so the person confirms it.</summary>
    public static Procedure MembershipMove { get; } = new(
        "membership-move", null, "成员身份确认（从本县其他集体转来）", "Confirmation of a member who leaves another collective", AtTheVillageDesk,
        [Written, ConfirmedByHolders, CheckedByTheTownship, Posted, ResolvedByTheAssembly, EnteredBySupervisors, FiledForGood], "membership", CountySettings.MemberListNotice);

    /// <summary>改革时已经确认的成员入册: nobody votes on it again.</summary>
    public static Procedure MembershipOfTheReform { get; } = new(
        "membership-of-the-reform", null, "改革时已经确认的成员入册", "A member confirmed in the reform enters the roster", AtTheVillageDesk,
        [Written, CheckedByTheTownship, Posted, EnteredBySupervisors, FiledForGood], "membership-of-the-reform", CountySettings.MemberListNotice);

    /// <summary>成员身份丧失: a ground of the law, proved; the person is heard, the assembly decides, everybody is asked.</summary>
    public static Procedure MembershipEnd { get; } = new(
        "membership-end", null, "成员身份丧失", "End of a membership", [Turn.Village],
        [Written, SeenByTheTownship, ResolvedByTheAssembly, Posted, EnteredBySupervisors, FiledForGood], "membership-end", CountySettings.MemberListNotice);

    /// <summary>成员死亡: nobody votes on it, but everybody is asked.</summary>
    public static Procedure MembershipEndByDeath { get; } = new(
        "membership-end-by-death", null, "成员死亡", "Death of a member", AtTheVillageDesk,
        [Written, SeenByTheTownship, Posted, EnteredBySupervisors, FiledForGood], "membership-end-by-death", CountySettings.MemberListNotice);

    /// <summary>自愿退出成员身份: only the member's own application, confirmed in person; no vote replaces it.</summary>
    public static Procedure MembershipWithdrawal { get; } = new(
        "membership-withdrawal", null, "自愿退出成员身份", "Voluntary withdrawal from membership", [Turn.Household],
        [ReturnWritten, ConfirmedByHolders, SeenByTheTownship, ResolvedByTheAssembly, Posted, EnteredBySupervisors, FiledForGood], "membership-withdrawal", CountySettings.MemberListNotice);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        RepresentativeChange, MemberChange, HouseholdSplit, HouseholdSplitWithDivision, HouseholdMerge, ExtinctHousehold, TermRenewal, FirstRegistration, HomesteadRegistration, HomesteadClericalCorrection, HomesteadSubstantiveCorrection, HomesteadBoundaryCorrection, HomesteadInheritance, HomesteadReturn, HomesteadHouseGone, ParcelDivision, ParcelConsolidation,
        BoundaryCorrection, ClericalCorrection, SubstantiveCorrection, PersonCorrection, PersonCorrectionOnHomestead, ExpropriationOfPart, ExpropriationOfAll, ReturnOfPart, ReturnOfAll,
        CertificateReplacement, CertificateReissue, CertificateVoid,
        Membership, MembershipMove, MembershipOfTheReform, MembershipEnd, MembershipEndByDeath, MembershipWithdrawal,
    ];

    /// <summary>The kind of a code; null when there is none.</summary>
    public static Procedure? Find(string code) => All.FirstOrDefault(procedure => procedure.Code == code);
}
