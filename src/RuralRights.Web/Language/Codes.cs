namespace RuralRights.Web.Language;

/// <summary>Codes of the data standard in words. A code the tables lack is shown as it is, never guessed.</summary>
public static class Codes
{
    private static readonly Dictionary<string, (string Chinese, string English)> Relations = new()
    {
        ["01"] = ("本人", "self"), ["02"] = ("户主", "head"), ["10"] = ("配偶", "spouse"), ["11"] = ("夫", "husband"), ["12"] = ("妻", "wife"),
        ["20"] = ("子", "son"), ["21"] = ("独生子", "only son"), ["22"] = ("长子", "eldest son"), ["23"] = ("次子", "second son"), ["24"] = ("三子", "third son"),
        ["27"] = ("养子或继子", "adopted or step son"), ["28"] = ("女婿", "son-in-law"), ["30"] = ("女", "daughter"), ["31"] = ("独生女", "only daughter"),
        ["32"] = ("长女", "eldest daughter"), ["33"] = ("次女", "second daughter"), ["37"] = ("养女或继女", "adopted or step daughter"), ["38"] = ("儿媳", "daughter-in-law"),
        ["40"] = ("孙辈", "grandchild"), ["41"] = ("孙子", "grandson"), ["42"] = ("孙女", "granddaughter"), ["43"] = ("外孙子", "daughter's son"), ["44"] = ("外孙女", "daughter's daughter"),
        ["50"] = ("父母", "parent"), ["51"] = ("父亲", "father"), ["52"] = ("母亲", "mother"), ["60"] = ("祖辈", "grandparent"), ["61"] = ("祖父", "grandfather"), ["62"] = ("祖母", "grandmother"),
        ["70"] = ("兄弟姐妹", "brother or sister"), ["71"] = ("兄", "elder brother"), ["72"] = ("嫂", "elder brother's wife"), ["73"] = ("弟", "younger brother"), ["74"] = ("弟媳", "younger brother's wife"),
        ["75"] = ("姐姐", "elder sister"), ["77"] = ("妹妹", "younger sister"), ["80"] = ("其他", "other"), ["97"] = ("其他亲属", "other relative"), ["99"] = ("非亲属", "no relative"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Marks = new()
    {
        ["1"] = ("外嫁女，权利不变", "married out; rights unchanged"), ["2"] = ("入赘男", "married in"), ["3"] = ("在校大学生", "student"), ["4"] = ("国家公职人员", "in public service"),
        ["5"] = ("军人", "in military service"), ["6"] = ("新生儿", "newborn"), ["7"] = ("去世", "deceased"), ["9"] = ("其他", "other"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Categories = new()
    {
        ["10"] = ("承包地块", "contracted land"), ["21"] = ("自留地", "private plot"), ["22"] = ("机动地", "reserve land"), ["23"] = ("开荒地", "reclaimed land"), ["99"] = ("其他集体土地", "other collective land"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Purposes = new()
    {
        ["1"] = ("种植业", "crops"), ["2"] = ("林业", "forestry"), ["3"] = ("畜牧业", "livestock"), ["4"] = ("渔业", "fishery"), ["5"] = ("非农业用途", "not agricultural"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Ownerships = new()
    {
        ["10"] = ("国有土地所有权", "state"), ["30"] = ("集体土地所有权", "collective"), ["31"] = ("村民小组", "villager group"), ["32"] = ("村级集体经济组织", "village collective"),
        ["33"] = ("乡级集体经济组织", "township collective"), ["34"] = ("其他农民集体", "other collective"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Modes = new()
    {
        ["100"] = ("承包", "contracted"), ["110"] = ("家庭承包", "family contracting"), ["120"] = ("其他方式承包", "other means"), ["121"] = ("招标方式承包", "by tender"), ["122"] = ("拍卖方式承包", "by auction"),
        ["123"] = ("公开协商方式承包", "by open negotiation"), ["129"] = ("其他方式承包", "other means"), ["200"] = ("转让", "transfer"), ["300"] = ("互换", "exchange"), ["900"] = ("其他", "other"),
    };

    /// <summary>Relation to the head of the household, GB/T 4761.</summary>
    public static string Relation(string code) => Say(Relations, code);

    /// <summary>Remark on a member, table C18; empty when there is none. It never ends a right.</summary>
    public static string Mark(string? code) => code is null ? "" : Say(Marks, code);

    /// <summary>Category of a parcel, table C7.</summary>
    public static string Category(string code) => Say(Categories, code);

    /// <summary>Use of a parcel, table C9.</summary>
    public static string Purpose(string? code) => code is null ? "—" : Say(Purposes, code);

    /// <summary>Nature of ownership, table C6.</summary>
    public static string Ownership(string? code) => code is null ? "—" : Say(Ownerships, code);

    /// <summary>How a right was obtained, table C10.</summary>
    public static string Mode(string code) => Say(Modes, code);

    /// <summary>Soil grade, table C8: 01 to 10.</summary>
    public static string Grade(string? code) => int.TryParse(code, out var grade) ? Write.Either($"{Domain.Law.ChineseNumber.Write(grade)}等", $"grade {grade}") : "—";

    /// <summary>The last five digits, which is how people name a parcel.</summary>
    public static string Short(string parcel) => parcel.Length > 5 ? parcel[^5..] : parcel;

    /// <summary>A code in groups that can be read aloud: issuer, then serial.</summary>
    public static string Grouped(string code) =>
        code.Length > 14 ? $"{code[..6]} {code[6..9]} {code[9..12]} {code[12..14]} {code[14..]}" : code.Length == 14 ? $"{code[..6]} {code[6..9]} {code[9..12]} {code[12..]}" : code;

    private static string Say(Dictionary<string, (string Chinese, string English)> table, string code) =>
        table.TryGetValue(code, out var words) ? Write.Either(words.Chinese, words.English) : code;
}
