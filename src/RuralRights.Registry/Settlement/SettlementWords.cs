using RuralRights.Domain.Settlement;
using RuralRights.Interchange.Certificates;

namespace RuralRights.Registry.Settlement;

/// <summary>What lists and pages call things.</summary>
public static class SettlementWords
{
    /// <summary>A criterion, in the words of the policy.</summary>
    public static Wording Of(SettlementCriterion criterion) => criterion switch
    {
        SettlementCriterion.LivesOrStudiesInTown => new("在城镇居住或就学", "lives or studies in town"),
        SettlementCriterion.WorksInTown => new("在城镇就业", "works in town"),
        _ => new("享有城镇公共服务", "enjoys the services of the town"),
    };

    /// <summary>A source.</summary>
    public static Wording Of(SettlementSource source) => source switch
    {
        SettlementSource.PublicSecurity => new("公安机关数据", "data of the public security organs"),
        SettlementSource.Self => new("本人申报", "the person's own word"),
        _ => new("村里登记", "the village"),
    };

    /// <summary>How a right stands.</summary>
    public static Wording Of(RightStanding standing) => standing switch
    {
        RightStanding.Stands => new("仍然有效", "stands"),
        RightStanding.Ended => new("已全部终止", "has ended"),
        RightStanding.None => new("登记簿里没有", "none in the register"),
        _ => new("还没有录入", "not entered yet"),
    };
}
