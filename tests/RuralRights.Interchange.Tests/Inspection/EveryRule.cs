using RuralRights.Interchange.Inspection;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class EveryRule
{
    public static TheoryData<string> Codes => [.. InspectionRules.All.Select(rule => rule.Code)];

    [Fact]
    public void Every_rule_has_a_pair_of_villages_and_every_pair_a_listed_rule() =>
        RuleFixtures.All.Select(fixture => fixture.Rule.Code).Order(StringComparer.Ordinal)
            .ShouldBe(InspectionRules.All.Select(rule => rule.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void The_village_has_no_fault()
    {
        using var result = new Village().Inspect();
        result.Findings.Select(Line).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_village_that_breaks_one_rule_fails_exactly_there(string code)
    {
        var fixture = Fixture(code);
        var village = new Village();
        fixture.Fails(village);
        using var result = village.Inspect(fixture.Settings);

        result.Findings.Select(finding => finding.Rule.Code).ShouldAllBe(found => found == code, Lines(result));
        result.Findings.Count.ShouldBe(fixture.Findings, Lines(result));
        var finding = result.Findings.FirstOrDefault(finding => finding.Key == fixture.Key).ShouldNotBeNull(Lines(result));
        (finding.Layer, finding.Field).ShouldBe((fixture.Layer, fixture.Field));
        if (finding.Layer.Length > 0) finding.Rule.Layers.ShouldContain(finding.Layer);
        foreach (var sentence in new[] { finding.MessageChinese, finding.MessageEnglish }) sentence.ShouldNotContain('{');
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_village_that_only_comes_close_passes(string code)
    {
        var fixture = Fixture(code);
        var village = new Village();
        fixture.Passes(village);
        using var result = village.Inspect(fixture.Settings);

        result.Findings.Select(Line).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_rule_says_what_is_wrong_and_how_to_mend_it_in_both_languages(string code)
    {
        var rule = InspectionRules.WithCode(code).ShouldNotBeNull();

        rule.Code.ShouldMatch("^[a-z]+(_[a-z0-9]+)*$");
        foreach (var sentence in new[] { rule.Chinese, rule.English, rule.MendChinese, rule.MendEnglish, rule.Basis.Chinese, rule.Basis.English })
            sentence.ShouldNotBeNullOrWhiteSpace();
        if (rule.Severity == RuralRights.Interchange.Inspection.Severity.Warning) rule.Holds.ShouldBe(Hold.Nothing);
        rule.Layers.ShouldAllBe(layer => Specification.ByName.ContainsKey(layer));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_rule_has_a_title_of_whole_sentences_in_both_languages(string code)
    {
        var (chinese, english) = InspectionRules.WithCode(code)!.Title;

        chinese.ShouldMatch("^[^{}…]*[\\u4e00-\\u9fff][^{}…]*。$");
        english.ShouldMatch("^[A-Z][^{}…]*\\.$");
    }

    [Fact]
    public void No_two_rules_share_a_name() =>
        InspectionRules.All.Select(rule => rule.Code).ShouldBeUnique();

    [Fact]
    public void All_rules_fit_the_bits_of_a_set() => InspectionRules.All.Count.ShouldBeLessThanOrEqualTo(128);

    private static RuleFixture Fixture(string code) => RuleFixtures.All.Single(fixture => fixture.Rule.Code == code);

    private static string Lines(InspectionResult result) => string.Join('\n', result.Findings.Select(Line));

    private static string Line(Finding finding) => $"{finding.Rule} {finding.Layer} {finding.Key} {finding.Field}: {finding.MessageEnglish}";
}
