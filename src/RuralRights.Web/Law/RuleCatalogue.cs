using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;

namespace RuralRights.Web.Law;

/// <summary>What is known of a rule from the code and the tests; written by the tests of the house, which fail when it is out of date.</summary>
/// <param name="Capability">The part of the register it belongs to.</param>
/// <param name="Where">Acts that check it, or tables that uphold it.</param>
/// <param name="Test">Name of the test that its example is taken from.</param>
/// <param name="File">File of that test.</param>
/// <param name="Example">The lines of the test.</param>
/// <param name="Chinese">What happens in these lines, told in Chinese.</param>
/// <param name="English">The same in English.</param>
public sealed record RuleUse(string Capability, IReadOnlyList<string> Where, string Test, string File, string Example, string Chinese, string English);

/// <summary>A rule as its page shows it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Use">Where it applies, and its example.</param>
public sealed record RuleEntry(Rule Rule, RuleUse Use);

/// <summary>Every rule by which the register says no or points at a fault: of the law, of its keeping, and of the inspection of deliveries.</summary>
public static class RuleCatalogue
{
    private static readonly Lazy<FrozenDictionary<string, RuleEntry>> _all = new(Read);

    /// <summary>Capability under which the rules of register keeping stand.</summary>
    public const string Keeping = "Store";

    /// <summary>Capability under which the rules of the inspection stand.</summary>
    public const string Inspecting = "Inspection";

    /// <summary>All of them, by code.</summary>
    public static FrozenDictionary<string, RuleEntry> All => _all.Value;

    /// <summary>The rule of a code; null when there is none.</summary>
    public static RuleEntry? Find(string code) => All.GetValueOrDefault(code);

    /// <summary>What a rule says, in the reader's language.</summary>
    public static string Sentence(string code) => Find(code)?.Rule is { } rule ? Write.Either(rule.Chinese, rule.English) : code;

    /// <summary>Rules whose code, sentence, remedy or source contains every word that was asked for.</summary>
    public static IEnumerable<RuleEntry> Search(string asked)
    {
        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return All.Values.Where(entry => words.All(word => Texts(entry.Rule).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(entry => entry.Rule.Code, StringComparer.Ordinal);
    }

    /// <summary>A part of the register, in words.</summary>
    public static string Capability(string capability, IStringLocalizer<Words> T) => capability switch
    {
        "Law" => T["谁可以办"],
        "Collectives" => T["集体"],
        "Households" => T["农户"],
        "Settlement" => T["进城落户"],
        "Parcels" => T["地块"],
        "Tenure" => T["权利和权证"],
        "Shares" => T["收益份额"],
        "Registration" => T["登记办理"],
        "Offices" => T["机构和人员"],
        "Exits" => T["转让和退出"],
        "Market" => T["集体内部转让"],
        "Safeguards" => T["自愿性保护"],
        "Oversight" => T["监督"],
        Keeping => T["登记簿本身"],
        Inspecting => T["成果检查"],
        _ => capability,
    };

    /// <summary>Where a rule applies besides the acts that programs may send, in words; the name itself when nobody gave it any.</summary>
    public static string Place(string name, IStringLocalizer<Words> T) => name switch
    {
        "OpenCase" or "RegistrationActs" => T["打开案件"],
        "AmendCase" => T["更正申请内容"],
        "DocumentRead" or "Documents" => T["交材料"],
        "Proof" => T["在办理点同意、确认"],
        "Capacity" => T["本人或者监护人同意、确认"],
        "CityQuestion" or "RegisterApi" => T["县（区）之间核对成员身份"],
        "RaiseObjection" => T["提出异议"],
        "MarkOverdue" => T["超期提醒"],
        "LapseEncumbrances" => T["到期失效"],
        "Deliveries" => T["接收调查成果"],
        "Entry" => T["调查成果入簿"],
        "AccountChange" => T["账户变更"],
        "AppointAdministrators" or "AppointForDemonstration" => T["指定账户管理员"],
        "PrintCertificate" => T["打印权证"],
        "Desk" or "Refusals" or "Office" or "HolderMessages" => T["登记簿的每一次登记"],
        _ when name.Contains('.', StringComparison.Ordinal) => T["登记簿的数据库：不管从哪里写进来"],
        _ => name,
    };

    /// <summary>The rules, without what the tests know of them.</summary>
    public static IEnumerable<Rule> Rules() =>
    [
        .. RuleBook.All.Values,
        .. ConstraintRules.All.Where(rule => !RuleBook.All.ContainsKey(rule.Code)),
        .. InspectionRules.All.Select(rule => new Rule(
            rule.Code, rule.Title.Chinese, rule.Title.English, rule.Basis, rule.MendChinese, rule.MendEnglish)),
    ];

    private static FrozenDictionary<string, RuleEntry> Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("RuralRights.Web.Law.rules.json")!;
        var uses = JsonSerializer.Deserialize<Dictionary<string, RuleUse>>(file, Written)!;
        return Rules().ToFrozenDictionary(
            rule => rule.Code, rule => new RuleEntry(rule, uses.GetValueOrDefault(rule.Code) ?? new("", [], "", "", "", "", "")), StringComparer.Ordinal);
    }

    /// <summary>How the file is written.</summary>
    public static JsonSerializerOptions Written { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IEnumerable<string> Texts(Rule rule) =>
        [rule.Code, rule.Chinese, rule.English, rule.MendChinese, rule.MendEnglish, rule.Basis.Chinese, rule.Basis.English];
}
