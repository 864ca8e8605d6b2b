using Microsoft.Extensions.Localization;
using RuralRights.Web.Language;

namespace RuralRights.Web.SignIn;

/// <summary>What people call a standing.</summary>
public static class StandingName
{
    /// <summary>In the language of the reader; empty for a stranger.</summary>
    public static string Of(Standing standing, IStringLocalizer<Words> T) => standing switch
    {
        Standing.Farmer => T["农户"],
        Standing.Person => T["本人"],
        Standing.Chair => T["理事长"],
        Standing.Clerk => T["经办人"],
        Standing.Registrar => T["登簿人"],
        Standing.Auditor => T["审计"],
        Standing.VillageClerk => T["村级经办人"],
        Standing.TownshipOfficer => T["乡镇经办人"],
        Standing.Reviewer => T["审核人"],
        Standing.CollectiveSupervisor => T["监事"],
        Standing.CitySupervisor => T["市级监管"],
        Standing.MarketStaff => T["交易服务人员"],
        Standing.Administrator => T["账户管理员"],
        _ => "",
    };
}
