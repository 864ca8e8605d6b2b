using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RuralRights.Domain.Law;
using RuralRights.Web.Language;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Whatever a page says in Chinese it can say in English.</summary>
public sealed partial class WordsTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../src/RuralRights.Web"));

    private static readonly Dictionary<string, string> English = new ResourceManager(typeof(Words))
        .GetResourceSet(new CultureInfo("en"), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [Fact]
    public void Every_sentence_of_a_page_is_translated() =>
        Said().Where(sentence => !English.ContainsKey(sentence)).ShouldBeEmpty();

    [Fact]
    public void No_translation_is_left_of_a_sentence_that_no_page_says() =>
        English.Keys.Except(Said()).ShouldBeEmpty();

    [Fact]
    public void Every_fact_of_the_ledger_has_its_sentence()
    {
        var sentences = File.ReadAllText(Path.Combine(Source, "Oversight", "FactInWords.cs")).Split("public static string Kind(")[0];
        FactNames.All.Values.Where(name => !sentences.Contains($"\"{name}\" =>", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_thing_a_log_names_has_its_word()
    {
        var words = File.ReadAllText(Path.Combine(Source, "Oversight", "ThingInWords.cs"));
        var kinds = typeof(Streams).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(string) && method.GetParameters().Length == 1)
            .Select(method => ((string)method.Invoke(null, [method.GetParameters()[0].ParameterType == typeof(Guid) ? Guid.Empty : ""])!).Split('/')[0])
            .ToList();
        kinds.Count.ShouldBeGreaterThan(15);
        kinds.Where(kind => !words.Contains($"\"{kind}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_translation_fills_in_what_its_sentence_fills_in() =>
        English.Where(pair => !Places(pair.Key).SetEquals(Places(pair.Value))).Select(pair => pair.Key).ShouldBeEmpty();

    [Fact]
    public void A_translation_is_English() =>
        English.Values.Where(text => Han().IsMatch(text)).ShouldBeEmpty();

    [Fact]
    public void A_page_says_nothing_in_Chinese_that_the_catalogue_does_not_know()
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs))
        {
            var rest = Either().Replace(Sentence().Replace(Comment().Replace(File.ReadAllText(file), ""), ""), "");
            Fullwidth().IsMatch(rest).ShouldBeFalse($"{file}: marks between words differ, too; see Write.Colon and its like");
            Han().Matches(rest).Select(match => match.Value).Except(["中", "文"]).ShouldBeEmpty(file);
        }
    }

    private static HashSet<string> Said() =>
        [.. Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
            .Where(file => IsOurs(file) && (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)))
            .SelectMany(file => Sentence().Matches(File.ReadAllText(file)))
            .Select(match => Regex.Unescape(match.Groups[1].Value))];

    private static bool IsOurs(string file)
    {
        var path = Path.GetRelativePath(Source, file).Replace('\\', '/');
        return !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("client/", StringComparison.Ordinal);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""\bT\["((?:[^"\\]|\\.)*)"(?=[\],])""")]
    private static partial Regex Sentence();

    [GeneratedRegex("""Write\.Either\([^)]*\)""")]
    private static partial Regex Either();

    [GeneratedRegex("""@\*.*?\*@""", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""\{\d+\}""")]
    private static partial Regex Place();

    [GeneratedRegex("[，。：；、（）？！]")]
    private static partial Regex Fullwidth();

    [GeneratedRegex("""[\u4e00-\u9fff]""")]
    private static partial Regex Han();
}
