using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Web.Language;

namespace RuralRights.Web.Law;

/// <summary>Settings, their values and where they come from, in words.</summary>
public static class SettingWords
{
    /// <summary>What it is.</summary>
    public static string Name(Setting setting) => Write.Either(setting.Chinese, setting.English);

    /// <summary>Settings that belong together.</summary>
    public static string Group(SettingGroup group, IStringLocalizer<Words> T) => group switch
    {
        SettingGroup.Office => T["登记机关和证书"],
        SettingGroup.Notice => T["公示和公告"],
        SettingGroup.Review => T["答复和审查"],
        SettingGroup.Waiting => T["等待和失效"],
        SettingGroup.Decision => T["表决和同意"],
        SettingGroup.Safeguard => T["自愿性保护"],
        SettingGroup.Land => T["承包地"],
        SettingGroup.Homestead => T["宅基地"],
        SettingGroup.Share => T["收益份额"],
        SettingGroup.Dispute => T["纠纷"],
        _ => T["应交材料"],
    };

    /// <summary>How sure the standard value is.</summary>
    public static string Sure(Certainty certainty, IStringLocalizer<Words> T) => certainty switch
    {
        Certainty.Law => T["法律、行政法规写明"],
        Certainty.Measure => T["部门规章写明"],
        Certainty.Practice => T["通行做法，待本县确认"],
        _ => T["没有查到依据，待主管部门答复"],
    };

    /// <summary>A stored value; a list is only counted here.</summary>
    public static string Value(Setting setting, string? stored, IStringLocalizer<Words> T)
    {
        if (stored is null) return T["还没有设置"];
        if (!setting.IsReadable(stored)) return stored;

        return setting.Kind switch
        {
            SettingKind.Limit when TimeLimit.TryRead(stored, out var limit) => Limit(limit, T),
            SettingKind.Percent => stored + "%",
            SettingKind.Area => Write.SquareMetres(decimal.Parse(stored, CultureInfo.InvariantCulture)),
            SettingKind.YesNo => stored == "yes" ? T["是"] : T["否"],
            SettingKind.Choice => Choice(stored, T),
            SettingKind.Lines => T["{0} 项", Lines(stored).Count],
            _ => stored,
        };
    }

    /// <summary>Fifteen working days.</summary>
    public static string Limit(TimeLimit limit, IStringLocalizer<Words> T) => limit.Unit switch
    {
        LimitUnit.Days => T["{0} 日", limit.Count],
        LimitUnit.WorkingDays => T["{0} 个工作日", limit.Count],
        _ => T["{0} 个月", limit.Count],
    };

    /// <summary>A word to choose.</summary>
    public static string Choice(string word, IStringLocalizer<Words> T) => word switch
    {
        "yes" => T["是"],
        "no" => T["否"],
        "static" => T["静态管理"],
        "periodic" => T["定期调整"],
        "household" => T["按户"],
        "person" => T["按人"],
        "photographs-and-pdf" => T["照片和 PDF"],
        CountySettings.OnlyPdf => T["只收 PDF"],
        CountySettings.OnlyPhotographs => T["只收照片"],
        _ => word,
    };

    /// <summary>How far it may be set; null where nothing limits it.</summary>
    public static string? Bounds(Setting setting, IStringLocalizer<Words> T)
    {
        if (setting.Group == SettingGroup.Papers) return T["标准清单里必须交的材料，一样也不能减"];
        if (setting.Least is null && setting.Most is null) return null;
        if (setting.IsFixed) return T["法律已经固定，不能改"];
        if (setting.Most is null) return T["不少于 {0}", Value(setting, setting.Least, T)];
        if (setting.Least is null) return T["不超过 {0}", Value(setting, setting.Most, T)];
        return T["{0} 到 {1} 之间", Value(setting, setting.Least, T), Value(setting, setting.Most, T)];
    }

    /// <summary>The lines of a list, as they are read.</summary>
    public static IReadOnlyList<string> Lines(string stored) => stored.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One line of a list: the paper or the plot it stands for.</summary>
    public static string Line(Setting setting, string line, IStringLocalizer<Words> T)
    {
        if (setting is Setting<IReadOnlyList<RequiredPaper>> papers && papers.IsReadable(line))
        {
            var paper = papers.Read(line)[0];
            return paper.Always ? Write.Either(paper.Chinese, paper.English) : T["{0}（有的才交）", Write.Either(paper.Chinese, paper.English)];
        }

        return line;
    }
}
