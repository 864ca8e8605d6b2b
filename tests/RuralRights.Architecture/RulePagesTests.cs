using System.Reflection;
using System.Security.Cryptography;
using System.Text;
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
/// <para>The file is renewed by running these tests with RR_RENEW=1.</para>
/// <para>
/// What happens in an example is told in Chinese and English in <c>examples.txt</c>, beside the mark of the very lines that were read
/// for it. They stay the example while any test has them; once none has, the telling is out of date and fails here.
/// </para>
/// </remarks>
public sealed partial class RulePagesTests
{
    private static readonly string Written = Path.Combine(House.Root, "src/RuralRights.Web/Law/rules.json");

    private static readonly Lazy<IReadOnlyDictionary<string, RuleUse>> Found = new(Find);

    private static readonly Lazy<IReadOnlyDictionary<string, Telling>> Tellings = new(Read);

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
    public void Every_example_is_told_in_both_languages_by_somebody_who_read_its_very_lines()
    {
        foreach (var (code, use) in Found.Value)
        {
            Tellings.Value.ContainsKey(code).ShouldBeTrue($"tell in examples.txt what happens in {use.File}: {use.Example}\n{code} {MarkOf(use.Example)}");
            Tellings.Value[code].Of.ShouldBe(MarkOf(use.Example), $"examples.txt tells of {code} what no test does any more; read {use.File}: {use.Example}");
            (Han().IsMatch(use.Chinese) && use.Chinese.EndsWith('。')).ShouldBeTrue($"{code}: {use.Chinese}");
            (!Han().IsMatch(use.English) && use.English.EndsWith('.')).ShouldBeTrue($"{code}: {use.English}");
        }

        Tellings.Value.Keys.Except(Found.Value.Keys).ShouldBeEmpty("examples.txt tells of rules that are there no more");
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
        var examples =
            from sign in signs.Select(sign => new Regex(sign))
            from test in tests
            from at in Enumerable.Range(0, test.Lines.Length)
            where sign.IsMatch(test.Lines[at]) && !test.Lines[at].TrimStart().StartsWith("using ", StringComparison.Ordinal)
            select (Test: TestAt(test.Lines, at), test.File, Lines: Unindented(Statement(test.File, test.Lines, at)));
        var told = Tellings.Value.GetValueOrDefault(code) ?? new("", "", "");
        var (name, file, lines) = examples.FirstOrDefault(example => MarkOf(example.Lines) == told.Of) is { File: not null } read ? read : examples.FirstOrDefault();
        return new(capability, [.. where], name ?? "", file ?? "", lines ?? "", told.Chinese, told.English);
    }

    /// <summary>Three lines for each example: code of the rule and mark of the lines, what happens in them in Chinese, and in English.</summary>
    private static Dictionary<string, Telling> Read() => File.ReadAllLines(Path.Combine(House.Root, "tests/RuralRights.Architecture/examples.txt"))
        .Where(line => line.Length > 0)
        .Chunk(3)
        .ToDictionary(lines => lines[0].Split(' ')[0], lines => new Telling(lines[0].Split(' ')[1], lines[1], lines[2]), StringComparer.Ordinal);

    /// <summary>Eight digits that change with the lines.</summary>
    private static string MarkOf(string lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..8];

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
        // A row of data stands above the test that takes it.
        if (lines[at].TrimStart().StartsWith('[') && lines.Skip(at).Select(line => Method().Match(line)).FirstOrDefault(match => match.Success) is { } below) return below.Groups[1].Value.Replace('_', ' ');

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

    /// <summary>What happens in an example.</summary>
    /// <param name="Of">Mark of the lines it was read from.</param>
    /// <param name="Chinese">In Chinese.</param>
    /// <param name="English">In English.</param>
    private sealed record Telling(string Of, string Chinese, string English);

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
