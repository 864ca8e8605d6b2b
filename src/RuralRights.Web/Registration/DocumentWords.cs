using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Web.Language;

namespace RuralRights.Web.Registration;

/// <summary>Papers as pages name them.</summary>
public static class DocumentWords
{
    /// <summary>What paper it is.</summary>
    public static string Of(DocumentKind kind, IStringLocalizer<Words> T) => kind switch
    {
        DocumentKind.IdentityPaper => T["身份证件"],
        DocumentKind.HouseholdBook => T["户口簿"],
        DocumentKind.EarlierContract => T["原来的承包合同"],
        DocumentKind.LandLedger => T["二轮承包台账"],
        DocumentKind.SurveyForm => T["调查表"],
        DocumentKind.Confirmation => T["归户确认表"],
        DocumentKind.Application => T["申请书"],
        DocumentKind.PowerOfAttorney => T["委托书"],
        DocumentKind.Judgment => T["法律文书"],
        DocumentKind.Resolution => T["会议记录、决议"],
        DocumentKind.Scene => T["现场照片"],
        _ => T["其他材料"],
    };

    /// <summary>The same, of the name in a fact.</summary>
    public static string Of(string kind, IStringLocalizer<Words> T) =>
        Enum.TryParse<DocumentKind>(kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? Of(known, T) : T["其他材料"];
}
