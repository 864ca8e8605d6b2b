using System.Globalization;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Certificates;

namespace RuralRights.Registry;

/// <summary>Codes of the data standard in words, for pages and for print. A code the tables lack is shown as it is, never guessed.</summary>
public static class CodeWords
{
    private static readonly Dictionary<string, Wording> Relations = new()
    {
        ["01"] = new("本人", "self"), ["02"] = new("户主", "head"), ["10"] = new("配偶", "spouse"), ["11"] = new("夫", "husband"), ["12"] = new("妻", "wife"),
        ["20"] = new("子", "son"), ["21"] = new("独生子", "only son"), ["22"] = new("长子", "eldest son"), ["23"] = new("次子", "second son"), ["24"] = new("三子", "third son"),
        ["27"] = new("养子或继子", "adopted or step son"), ["28"] = new("女婿", "son-in-law"), ["30"] = new("女", "daughter"), ["31"] = new("独生女", "only daughter"),
        ["32"] = new("长女", "eldest daughter"), ["33"] = new("次女", "second daughter"), ["37"] = new("养女或继女", "adopted or step daughter"), ["38"] = new("儿媳", "daughter-in-law"),
        ["40"] = new("孙辈", "grandchild"), ["41"] = new("孙子", "grandson"), ["42"] = new("孙女", "granddaughter"), ["43"] = new("外孙子", "daughter's son"), ["44"] = new("外孙女", "daughter's daughter"),
        ["50"] = new("父母", "parent"), ["51"] = new("父亲", "father"), ["52"] = new("母亲", "mother"), ["60"] = new("祖辈", "grandparent"), ["61"] = new("祖父", "grandfather"), ["62"] = new("祖母", "grandmother"),
        ["70"] = new("兄弟姐妹", "brother or sister"), ["71"] = new("兄", "elder brother"), ["72"] = new("嫂", "elder brother's wife"), ["73"] = new("弟", "younger brother"), ["74"] = new("弟媳", "younger brother's wife"),
        ["75"] = new("姐姐", "elder sister"), ["77"] = new("妹妹", "younger sister"), ["80"] = new("其他", "other"), ["97"] = new("其他亲属", "other relative"), ["99"] = new("非亲属", "no relative"),
    };

    private static readonly Dictionary<string, Wording> Marks = new()
    {
        ["1"] = new("外嫁女，权利不变", "married out; rights unchanged"), ["2"] = new("入赘男", "married in"), ["3"] = new("在校大学生", "student"), ["4"] = new("国家公职人员", "in public service"),
        ["5"] = new("军人", "in military service"), ["6"] = new("新生儿", "newborn"), ["7"] = new("去世", "deceased"), ["9"] = new("其他", "other"),
    };

    private static readonly Dictionary<string, Wording> Categories = new()
    {
        ["10"] = new("承包地块", "contracted land"), ["21"] = new("自留地", "private plot"), ["22"] = new("机动地", "reserve land"), ["23"] = new("开荒地", "reclaimed land"), ["99"] = new("其他集体土地", "other collective land"),
    };

    private static readonly Dictionary<string, Wording> Purposes = new()
    {
        ["1"] = new("种植业", "crops"), ["2"] = new("林业", "forestry"), ["3"] = new("畜牧业", "livestock"), ["4"] = new("渔业", "fishery"), ["5"] = new("非农业用途", "not agricultural"),
    };

    // The second level of the 2007 edition, as far as contracted land and what lies in it are of it; the codes of the 2017 edition have four characters and no room.
    private static readonly SortedDictionary<string, Wording> LandUses = new(StringComparer.Ordinal)
    {
        ["011"] = new("水田", "paddy field"), ["012"] = new("水浇地", "irrigated land"), ["013"] = new("旱地", "dry land"),
        ["021"] = new("果园", "orchard"), ["022"] = new("茶园", "tea garden"), ["023"] = new("其他园地", "other garden land"),
        ["031"] = new("有林地", "forest"), ["032"] = new("灌木林地", "shrub land"), ["033"] = new("其他林地", "other woodland"),
        ["041"] = new("天然牧草地", "natural pasture"), ["042"] = new("人工牧草地", "sown pasture"), ["043"] = new("其他草地", "other grassland"),
        ["104"] = new("农村道路", "rural road"), ["114"] = new("坑塘水面", "pond"), ["117"] = new("沟渠", "ditch"), ["122"] = new("设施农用地", "land of farm facilities"), ["123"] = new("田坎", "field ridge"),
    };

    private static readonly Dictionary<string, Wording> Ownerships = new()
    {
        ["10"] = new("国有土地所有权", "state"), ["30"] = new("集体土地所有权", "collective"), ["31"] = new("村民小组", "villager group"), ["32"] = new("村级集体经济组织", "village collective"),
        ["33"] = new("乡级集体经济组织", "township collective"), ["34"] = new("其他农民集体", "other collective"),
    };

    private static readonly Dictionary<string, Wording> Modes = new()
    {
        ["100"] = new("承包", "contracted"), ["110"] = new("家庭承包", "family contracting"), ["120"] = new("其他方式承包", "other means"), ["121"] = new("招标方式承包", "by tender"), ["122"] = new("拍卖方式承包", "by auction"),
        ["123"] = new("公开协商方式承包", "by open negotiation"), ["129"] = new("其他方式承包", "other means"), ["200"] = new("转让", "transfer"), ["300"] = new("互换", "exchange"), ["900"] = new("其他", "other"),
    };

    /// <summary>Relation to the head of the household, GB/T 4761.</summary>
    public static Wording Relation(string? code) => Say(Relations, code);

    /// <summary>Sex, table C17.</summary>
    public static Wording Sex(string? code) => code switch { "1" => new("男", "male"), "2" => new("女", "female"), _ => new("—", "—") };

    /// <summary>Remark on a member, table C18. It never ends a right.</summary>
    public static Wording Mark(string? code) => Say(Marks, code);

    /// <summary>Contracted land, code of table C7.</summary>
    public const string Contracted = "10";

    /// <summary>Codes of table C7.</summary>
    public static IReadOnlyCollection<string> CategoryCodes => Categories.Keys;

    /// <summary>Codes of table C9.</summary>
    public static IReadOnlyCollection<string> PurposeCodes => Purposes.Keys;

    /// <summary>Codes of table C6.</summary>
    public static IReadOnlyCollection<string> OwnershipCodes => Ownerships.Keys;

    /// <summary>Codes of GB/T 21010-2007 that a parcel may have.</summary>
    public static IReadOnlyCollection<string> LandUseCodes => LandUses.Keys;

    /// <summary>Land use (土地利用类型), second level of GB/T 21010-2007.</summary>
    public static Wording LandUse(string? code) => Say(LandUses, code);

    /// <summary>Category of a parcel, table C7.</summary>
    public static Wording Category(string? code) => Say(Categories, code);

    /// <summary>Use of a parcel, table C9.</summary>
    public static Wording Purpose(string? code) => Say(Purposes, code);

    /// <summary>Nature of ownership, table C6.</summary>
    public static Wording Ownership(string? code) => Say(Ownerships, code);

    /// <summary>How a right was obtained, table C10.</summary>
    public static Wording Mode(string? code) => Say(Modes, code);

    /// <summary>Soil grade, table C8: 01 to 10; null when the land was not graded.</summary>
    public static Wording? Grade(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade is > 0 and <= 10
            ? new(ChineseNumber.Write(grade) + "等", "grade " + grade.ToString(CultureInfo.InvariantCulture))
            : null;

    private static Wording Say(IReadOnlyDictionary<string, Wording> table, string? code) =>
        code is null ? new("—", "—") : table.TryGetValue(code, out var words) ? words : new(code, code);
}
