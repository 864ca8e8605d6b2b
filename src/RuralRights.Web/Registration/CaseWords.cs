using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Web.Language;

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
        StepKind.NoticeOver => T["公示"],
        StepKind.Contracted => T["签订承包合同"],
        StepKind.Resolved => T["成员大会决议"],
        StepKind.Accepted => T["受理"],
        StepKind.VillageAgreed => T["村级意见"],
        StepKind.TownshipAgreed => T["乡镇意见"],
        StepKind.CountyReviewed => T["县级审核"],
        StepKind.Entered => T["登簿"],
        StepKind.HandedOver => T["领证"],
        StepKind.Archived => T["归档"],
        _ => step.ToString(),
    };

    /// <summary>Whose turn it is.</summary>
    public static string Of(Turn turn, IStringLocalizer<Words> T) => turn switch
    {
        Turn.Household => T["这户人家"],
        Turn.Issuer => T["集体经济组织"],
        Turn.Village => T["村级经办人"],
        Turn.Township => T["乡镇经办人"],
        Turn.Clerk => T["县经办人"],
        Turn.Reviewer => T["县审核人"],
        Turn.Registrar => T["登簿人"],
        _ => turn.ToString(),
    };

    /// <summary>The button that does a step.</summary>
    public static string Button(StepKind step, IStringLocalizer<Words> T) => step switch
    {
        StepKind.Applied => T["提交申请"],
        StepKind.Accepted => T["受理"],
        StepKind.VillageAgreed or StepKind.TownshipAgreed or StepKind.CountyReviewed or StepKind.SurveyReviewed => T["同意，转下一步"],
        StepKind.Archived => T["归档"],
        _ => T["办好了，转下一步"],
    };

    /// <summary>Name of a procedure.</summary>
    public static string Of(Procedure procedure) => Write.Either(procedure.Chinese, procedure.English);

    /// <summary>Name of a kind of paper; the list of the case's own day tells it.</summary>
    public static string Paper(string code, IReadOnlyList<RequiredPaper> papers, IStringLocalizer<Words> T) =>
        papers.FirstOrDefault(paper => paper.Code == code) is { } known ? Write.Either(known.Chinese, known.English) : T["其他材料"];

    /// <summary>Name of a reason for sending back.</summary>
    public static string Reason(string code) =>
        ReturnReason.All.FirstOrDefault(reason => reason.Code == code) is { } known ? Write.Either(known.Chinese, known.English) : code;
}
