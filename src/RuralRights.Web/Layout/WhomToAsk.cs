using Microsoft.Extensions.Localization;
using RuralRights.Web.Language;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Layout;

/// <summary>Whom somebody can ask who was refused: never the desk at which they sit themselves.</summary>
public static class WhomToAsk
{
    /// <summary>In words.</summary>
    /// <param name="who">The reader.</param>
    /// <param name="county">Name of the county.</param>
    /// <param name="T">The language.</param>
    public static string For(Visitor who, string county, IStringLocalizer<Words> T) => who.As switch
    {
        Standing.Chair or Standing.CollectiveSupervisor => T["乡镇农经站，或{0}登记窗口", county],
        Standing.VillageClerk => T["乡镇农经站，或{0}登记机构的经办人员", county],
        Standing.TownshipOfficer => T["{0}登记机构的审核人员", county],
        Standing.Clerk or Standing.Reviewer or Standing.Registrar => T["本机构没有经手这件事的同事或负责人；对规则有疑问的，问市级主管部门"],
        Standing.Administrator => T["本机构负责人，或另一位账户管理员"],
        Standing.Auditor or Standing.CitySupervisor or Standing.MarketStaff => T["{0}登记机构负责人", county],
        Standing.Person or Standing.Stranger => T["{0}登记窗口，或土地所在的村", county],
        _ => T["{0}登记窗口，或本集体经济组织理事会", county],
    };
}
