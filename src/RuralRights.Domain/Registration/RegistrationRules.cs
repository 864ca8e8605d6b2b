using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What can stand in the way of keeping the register.</summary>
public static class RegistrationRules
{
    /// <summary>Only named settings exist.</summary>
    public static readonly Rule SettingIsUnknown = new(
        "setting-is-unknown",
        "没有这个设置，或者没有填写内容。",
        "There is no such setting, or it has no value.",
        LegalBasis.Bookkeeping,
        "请从设置目录中选择并填写内容。",
        "Choose one of the list and give it a value.");

    /// <summary>A setting stands where the law leaves something open, so it names the paper that closes it.</summary>
    public static readonly Rule SettingHasNoSource = new(
        "setting-has-no-source",
        "设置没有注明依据的文件。",
        "The setting does not name the document it rests on.",
        LegalBasis.Bookkeeping,
        "请填写文件名称和文号。",
        "Give the title and number of the document.");

    /// <summary>A value is of the kind that the catalogue says: a number of days, a part such as 2/3, yes or no.</summary>
    public static readonly Rule SettingIsUnreadable = new(
        "setting-is-unreadable",
        "设置内容的写法不对，登记簿读不懂。",
        "The value is not written in the way this setting needs.",
        LegalBasis.Bookkeeping,
        "请按设置页面上写明的格式填写。",
        "Write it in the form that the page of the setting shows.");

    /// <summary>Where the law gives the shortest or longest, a county may only be kinder to people.</summary>
    public static readonly Rule SettingIsBeyondTheLaw = new(
        "setting-is-beyond-the-law",
        "这个值超出了法律允许的范围。",
        "The value goes beyond what the law allows.",
        LegalBasis.Bookkeeping,
        "请在设置页面写明的范围内取值；法律固定的期限不能改。",
        "Stay within the bounds that the page of the setting shows; what the law fixes cannot be set.");

    /// <summary>Nobody's case is given another list of papers after it was opened.</summary>
    public static readonly Rule SettingIsBackdated = new(
        "setting-is-backdated",
        "应交材料只能从今天或者以后的一天起改：已经打开的案件，按打开那天的清单办。",
        "A list of papers is changed from today or a later day on: cases that are open go by the list of the day they were opened.",
        LegalBasis.Bookkeeping,
        "请填今天或者以后的日期。",
        "Give today or a later day.");

    /// <summary>Only what a charter may decide differs from collective to collective.</summary>
    public static readonly Rule SettingIsTheCounty = new(
        "setting-is-the-countys",
        "这个设置全县统一，不能为某一个集体单独设置。",
        "This setting is one for the whole county; a collective has no value of its own.",
        LegalBasis.Bookkeeping,
        "请改为全县设置，或选择可以由集体自定的设置。",
        "Set it for the county, or choose a setting that a collective may decide.");

    /// <summary>The notice of a year names days of that year, or of the last month before it, once each, and makes only weekends work days.</summary>
    public static readonly Rule CalendarIsContradictory = new(
        "calendar-is-contradictory",
        "放假安排自相矛盾：有日期不在这一年、重复出现，或者调休上班日不是周六、周日。",
        "The holidays contradict themselves: a day is of another year, named twice, or a day worked instead is no Saturday or Sunday.",
        new("《全国年节及纪念日放假办法》", "Regulation on Public Holidays"),
        "请对照国务院办公厅的通知逐日核对。",
        "Compare each day with the notice of the State Council.");

    /// <summary>The days people may rely on come from a notice that anyone can look up.</summary>
    public static readonly Rule CalendarHasNoSource = new(
        "calendar-has-no-source",
        "放假安排没有注明通知的名称和文号。",
        "The holidays do not name the notice they come from.",
        new("《全国年节及纪念日放假办法》", "Regulation on Public Holidays"),
        "请填写国务院办公厅通知的名称和文号。",
        "Give the title and number of the State Council's notice.");
}
