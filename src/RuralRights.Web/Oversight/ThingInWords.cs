using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using RuralRights.Web.Language;
using RuralRights.Web.Offices;

namespace RuralRights.Web.Oversight;

/// <summary>Whom or what a line of a log names, as kind and id; its kind in words and as much of the id as tells it apart.</summary>
public static partial class ThingInWords
{
    private const int CountyDigits = 6;

    /// <summary>Codes of places in what a log says, for a book of their names.</summary>
    public static IEnumerable<string> PlacesIn(IEnumerable<string> texts) => texts.SelectMany(text => Place().Matches(text).Select(match => match.Value)).Distinct(StringComparer.Ordinal);

    /// <summary>A text with the places in it by name.</summary>
    public static string WithPlaces(string text, PlaceBook places) => Place().Replace(text, match => places.Knows(match.Value) ? places[match.Value] : match.Value);

    /// <summary>The thing in words; a kind nobody has a word for stands as it is written.</summary>
    public static string Of(string thing, IStringLocalizer<Words> T, PlaceBook places) => thing.Split('/') switch
    {
        ["demonstration"] => T["演示登录"],
        ["register", _] => T["登记簿（按期自动办）"],
        ["office", { Length: CountyDigits } county] => T["县登记机构 {0}", places[county]],
        ["passerby", _] => T["没有登录的人"],
        ["operator", var name] => T["系统管理员 {0}", name],
        ["county", var code] => T["县 {0}", places[code]],
        ["homestead", var plot] => T["宅基地 {0}", plot],
        ["membership", var id] => T["成员身份 {0}", Short(id)],
        ["resolution", var id] => T["成员大会决议 {0}", Short(id)],
        ["settlement", var id] => T["落户情况 {0}", Short(id)],
        ["relatives", var id] => T["申报的亲属 {0}", Short(id)],
        ["guardianship", var id] => T["监护 {0}", Short(id)],
        ["proof", var id] => T["现场确认的证明 {0}", Short(id)],
        ["person" or "offices", var id] => T["人员 {0}", Short(id)],
        ["official", var id] => T["工作人员 {0}", Short(id)],
        ["account", var id] => T["账户 {0}", Short(id)],
        ["office", var id] => T["职务 {0}", Short(id)],
        ["case", var number] => T["案件 {0}", number],
        ["household", var code] => T["农户 {0}", code],
        ["collective", var code] => T["集体 {0}", places[code]],
        ["parcel", var code] => T["地块 {0}", code],
        ["right", var code] => T["权利 {0}", code],
        ["certificate", var id] => T["证书 {0}", Short(id)],
        ["notice", var id] => T["公示 {0}", Short(id)],
        ["transfer", var id] => T["转让 {0}", Short(id)],
        ["listing", var id] => T["挂出的地块 {0}", Short(id)],
        ["dispute", var id] => T["争议 {0}", Short(id)],
        ["objection", var id] => T["异议 {0}", Short(id)],
        ["document", var hash] => T["材料 {0}", Short(hash)],
        ["delivery", var hash] => T["调查成果 {0}", Short(hash)],
        ["package", var file] => T["文件 {0}", file],
        [var kind, var id] => $"{kind} {Short(id)}",
        _ => thing.Length > 44 ? thing[..8] + "…" + thing[^12..] : thing,
    };

    // The end of an id counts on; a hash is known by its start.
    private static string Short(string id) => Guid.TryParse(id, out _) ? id[^6..] : id.Length > 20 ? id[..8] : id;

    // County, township, village, collective.
    [GeneratedRegex("(?<![0-9A-Za-z-])([0-9]{14}|[0-9]{12}|[0-9]{9}|[0-9]{6})(?![0-9A-Za-z-])")]
    private static partial Regex Place();
}
