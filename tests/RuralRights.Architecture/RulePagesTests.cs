using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry.Store;
using RuralRights.Spatial.Topology;
using RuralRights.Web.Law;

namespace RuralRights.Architecture;

/// <summary>
/// What the page of a rule says beyond the rule itself: where it applies, read from the code of the acts and from the schema, and
/// an example, which is the text of a test that runs with the others. A rule that no test names has no example, and fails here.
/// </summary>
/// <remarks>
/// The file is renewed by running these tests with RR_RENEW=1. Between <c>// begin-snippet: code-of-the-rule</c> and
/// <c>// end-snippet</c> a test may offer a better example than the first line that names the rule.
/// </remarks>
public sealed partial class RulePagesTests
{
    private static readonly string Written = Path.Combine(House.Root, "src/RuralRights.Web/Law/rules.json");

    private static readonly Lazy<IReadOnlyDictionary<string, RuleUse>> Found = new(Find);

    [Fact]
    public void The_rule_pages_say_what_the_code_and_the_tests_say()
    {
        var text = JsonSerializer.Serialize(Found.Value, RuleCatalogue.Written) + "\n";
        if (Environment.GetEnvironmentVariable("RR_RENEW") == "1") File.WriteAllText(Written, text);

        File.ReadAllText(Written).ShouldBe(text, "src/RuralRights.Web/Law/rules.json is out of date: run the tests of RuralRights.Architecture with RR_RENEW=1");
    }

    [Fact]
    public void Every_rule_s_page_has_all_its_parts()
    {
        foreach (var rule in RuleCatalogue.Rules())
        {
            var use = Found.Value[rule.Code];
            new[] { rule.Chinese, rule.English, rule.Basis.Chinese, rule.Basis.English, rule.MendChinese, rule.MendEnglish, use.Capability }
                .ShouldAllBe(part => !string.IsNullOrWhiteSpace(part), rule.Code);
            // An inspection names folders and tables as they are delivered.
            (use.Capability != RuleCatalogue.Inspecting && Han().IsMatch(rule.English + rule.MendEnglish)).ShouldBeFalse(rule.Code);
            Han().IsMatch(rule.Basis.English).ShouldBeFalse($"{rule.Code}: {rule.Basis.English}");
            use.Where.ShouldNotBeEmpty($"{rule.Code} applies nowhere: no act comes upon it and no table upholds it");
            use.Example.ShouldNotBeNullOrWhiteSpace($"{rule.Code} is named by no test");
            use.Test.ShouldNotBeNullOrWhiteSpace(rule.Code);
            File.Exists(Path.Combine(House.Root, use.File)).ShouldBeTrue(use.File);
        }
    }

    [Fact]
    public void What_an_act_comes_upon_is_really_read_from_its_code()
    {
        var act = typeof(Domain.Market.TakeListing);
        var rules = Reach.RulesOf(act.GetMethod("Decide")!);

        rules.ShouldContain("transferee-is-outsider");
        rules.ShouldContain("listing-is-unknown");
        rules.ShouldNotContain("refusal-has-no-statement");
    }

    private static SortedDictionary<string, RuleUse> Find()
    {
        var (domain, registry, interchange) = (Texts("tests/RuralRights.Domain.Tests"), Texts("tests/RuralRights.Registry.Tests"), Texts("tests/RuralRights.Interchange.Tests/Inspection"));
        var acts = House.Domain.GetExportedTypes().Where(type => Judgements(type).Any())
            .Select(type => (type.Name, Rules: Judgements(type).SelectMany(Reach.RulesOf).ToHashSet(StringComparer.Ordinal))).ToList();
        var desks = House.Registry.GetTypes().Where(type => type.Namespace?.StartsWith("RuralRights.Registry", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(type => (type.Name, Rules: Loads(type))).Where(desk => desk.Rules.Count > 0).ToList();
        var tables = Tables();
        var uses = new SortedDictionary<string, RuleUse>(StringComparer.Ordinal);

        foreach (var (field, rule) in FieldsOf(House.Domain))
        {
            string[] where = [.. acts.Where(act => act.Rules.Contains(rule.Code)).Select(act => act.Name), .. desks.Where(desk => desk.Rules.Contains(rule.Code)).Select(desk => desk.Name)];
            uses[rule.Code] = Use(
                field.DeclaringType!.Namespace!.Split('.')[^1], where.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), rule.Code,
                domain, $@"Should\w*\(.*\b{field.Name}\b", $@"\b{field.Name}\b", $@"\s{Regex.Escape(rule.Code)}(\s|$)", $"\"{rule.Code}\"");
        }

        var ours = FieldsOf(House.Registry).ToDictionary(pair => pair.Rule.Code, pair => pair.Field.Name, StringComparer.Ordinal);
        foreach (var rule in ConstraintRules.All.Where(rule => !RuleBook.All.ContainsKey(rule.Code)))
        {
            var where = tables[rule.Code].Concat(desks.Where(desk => desk.Rules.Contains(rule.Code) && desk.Name != nameof(ConstraintRules)).Select(desk => desk.Name));
            uses[rule.Code] = Use(
                RuleCatalogue.Keeping, where.Distinct(StringComparer.Ordinal), rule.Code,
                registry, $"\"{rule.Code}\"", ours.TryGetValue(rule.Code, out var name) ? $@"ConstraintRules\.{name}\b" : $"\"{rule.Code}\"");
        }

        var shapes = typeof(TopologyKind).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(TopologyKind))
            .ToDictionary(field => ((TopologyKind)field.GetValue(null)!).Name, field => $@"TopologyKind\.{field.Name}\b", StringComparer.Ordinal);
        var checks = typeof(InspectionRules).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(InspectionRule))
            .ToDictionary(field => ((InspectionRule)field.GetValue(null)!).Code, field => $@"InspectionRules\.{field.Name}\b", StringComparer.Ordinal);
        foreach (var rule in InspectionRules.All)
        {
            uses[rule.Code] = Use(
                RuleCatalogue.Inspecting, rule.Layers.Count > 0 ? rule.Layers : ["*"], rule.Code,
                [.. interchange.Where(text => text.File.EndsWith("RuleFixtures.cs", StringComparison.Ordinal))], checks.GetValueOrDefault(rule.Code) ?? shapes[rule.Code]);
        }

        return uses;
    }

    /// <summary>What judges: an act by Decide, a change that a case asks for by Enter and by WhyNotAsked, a document by its refusal, a proof by what it supports, a capacity by who may speak.</summary>
    private static IEnumerable<MethodInfo> Judgements(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(method => method.Name is "Decide" or "get_Refusal" or nameof(Proof.Support) or nameof(Capacity.Speak) or nameof(Capacity.SpeakThrough) || method.Name.EndsWith(".IChange.Enter", StringComparison.Ordinal) || method.Name.EndsWith(".IChange.WhyNotAsked", StringComparison.Ordinal));

    private static RuleUse Use(string capability, IEnumerable<string> where, string code, IReadOnlyList<(string File, string[] Lines)> tests, params string[] signs)
    {
        var marked = new Regex($@"// begin-snippet: {Regex.Escape(code)}\s*$");
        foreach (var (file, lines) in tests)
        {
            var start = Array.FindIndex(lines, marked.IsMatch);
            if (start < 0) continue;

            var end = Array.FindIndex(lines, start, line => line.TrimEnd().EndsWith("// end-snippet", StringComparison.Ordinal));
            return new(capability, [.. where], TestAt(lines, start), file, Unindented(lines[(start + 1)..end]));
        }

        foreach (var sign in signs.Select(sign => new Regex(sign)))
        {
            foreach (var (file, lines) in tests)
            {
                var at = Array.FindIndex(lines, line => sign.IsMatch(line) && !line.TrimStart().StartsWith("using ", StringComparison.Ordinal));
                if (at >= 0) return new(capability, [.. where], TestAt(lines, at), file, Unindented(Statement(file, lines, at)));
            }
        }

        return new(capability, [.. where], "", "", "");
    }

    /// <summary>The statement that a line belongs to: fixtures are written over several lines, everything else on one.</summary>
    private static string[] Statement(string file, string[] lines, int at)
    {
        if (!file.EndsWith("RuleFixtures.cs", StringComparison.Ordinal)) return [lines[at]];

        var (start, end) = (at, at);
        while (!lines[start].Contains("yield return", StringComparison.Ordinal)) start--;
        while (lines[end].TrimEnd() is not [.., ';']) end++;
        return lines[start..(end + 1)];
    }

    private static string TestAt(string[] lines, int at)
    {
        for (var line = at; line >= 0; line--)
            if (Method().Match(lines[line]) is { Success: true } method) return method.Groups[1].Value.Replace('_', ' ');
        return "A village that breaks one rule fails exactly there";
    }

    private static string Unindented(string[] lines)
    {
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..].TrimEnd() : ""));
    }

    private static IReadOnlyList<(string File, string[] Lines)> Texts(string folder) =>
        [.. House.Sources(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetRelativePath(House.Root, file).Replace('\\', '/'), File.ReadAllLines(file)))];

    private static IEnumerable<(FieldInfo Field, Rule Rule)> FieldsOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(field => field.FieldType == typeof(Rule))
        .Select(field => (field, (Rule)field.GetValue(null)!));

    private static HashSet<string> Loads(Type type) =>
        [.. type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Concat(type.GetNestedTypes(BindingFlags.NonPublic).SelectMany(inner => inner.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
            .SelectMany(Reach.LoadedBy)];

    /// <summary>The tables of the register that uphold a rule, by its code.</summary>
    private static ILookup<string, string> Tables() => House.Sources("src/RuralRights.Registry/Store/Schema", "*.sql").Order(StringComparer.Ordinal)
        .SelectMany(file =>
        {
            var found = new List<(string Code, string Table)>();
            var table = "";
            foreach (var line in File.ReadLines(file))
            {
                if (TableGrammar().Match(line) is { Success: true } made) table = made.Groups[1].Value;
                if (ConstraintGrammar().Match(line) is { Success: true } named) found.Add((ConstraintRules.CodeOf(named.Groups[1].Value), line.Contains(" on register.", StringComparison.Ordinal) ? OnGrammar().Match(line).Groups[1].Value : table));
            }

            return found;
        })
        .Where(pair => pair.Table.Length > 0)
        .ToLookup(pair => pair.Code, pair => pair.Table, StringComparer.Ordinal);

    [GeneratedRegex("public (?:async Task|void) ([A-Za-z0-9_]+)\\(")]
    private static partial Regex Method();

    [GeneratedRegex("create (?:or replace )?(?:table|function) (register\\.[a-z_]+|ledger\\.[a-z_]+)")]
    private static partial Regex TableGrammar();

    [GeneratedRegex("(?:constraint|unique index|constraint =) [\"']([a-z-]+(?: \\([a-z ]+\\))?)[\"']")]
    private static partial Regex ConstraintGrammar();

    [GeneratedRegex(" on (register\\.[a-z_]+)")]
    private static partial Regex OnGrammar();

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Han();
}
