using System.Text;
using System.Text.Json;
using RuralRights.Web.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>What holds for every verb of <c>src/rr</c>.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_the_exit_codes_in_both_languages()
    {
        var said = await Run("--help");

        said.Code.ShouldBe(0);
        said.Output.ShouldContain("退出码 Exit codes");
        said.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_verb_explains_itself_with_examples()
    {
        foreach (var verb in CommandLine.Verbs)
        {
            var said = await Run(verb, "--help");

            said.Code.ShouldBe(0, verb);
            said.Output.ShouldContain("说明 Details:", customMessage: verb);
            said.Output.ShouldContain($"rr {verb}", customMessage: verb);
            said.Output.ShouldContain("示例 Examples:", customMessage: verb);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("no-such-verb")]
    [InlineData("serve", "--no-such-option")]
    public async Task Bad_use_is_told_on_standard_error_with_code_2(params string[] args)
    {
        var said = await Run(args);

        said.Code.ShouldBe(2);
        said.Output.ShouldBeEmpty();
        said.Error.ShouldContain("--help");
    }

    [Fact]
    public async Task Every_verb_that_answers_in_JSON_says_in_one_shape_why_it_has_no_answer()
    {
        var verbs = 0;
        foreach (var verb in CommandLine.Verbs)
        {
            if (!(await Run(verb, "--help")).Output.Contains("--json ", StringComparison.Ordinal)) continue;

            var said = await Run(verb, "--json", "one", "another", "--no-such-option");

            said.Code.ShouldBe(2, verb);
            using var whole = JsonDocument.Parse(said.Output);
            whole.RootElement.EnumerateObject().Select(one => one.Name).ShouldBe(["state", "rule", "outage", "zh", "en"], verb);
            whole.RootElement.GetProperty("state").GetString().ShouldBe("failed", verb);
            whole.RootElement.GetProperty("en").GetString().ShouldNotBeNull().ShouldEndWith($"\nSee rr {verb} --help.");
            verbs++;
        }

        verbs.ShouldBeGreaterThan(8);
    }

    internal static async Task<Said> Run(params string[] args) => await RunWithInput("", args);

    internal static async Task<Said> RunWithInput(string input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new StringReader(input), output, error, TestContext.Current.CancellationToken);
        return new Said(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
