using System.Text.RegularExpressions;

namespace RuralRights.Architecture;

/// <summary>Whoever hears a page instead of seeing it learns at the field what is wrong with it.</summary>
public sealed partial class FieldErrorTests
{
    private static readonly string[] _makers = ["FieldError.razor", "WrongHere.razor"];

    private static IEnumerable<(string File, string Text)> Pages =>
        House.Sources("src/RuralRights.Web", "*.razor").Where(file => !_makers.Contains(Path.GetFileName(file))).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    [Fact]
    public void Every_error_line_is_made_in_one_place() =>
        Pages.Where(page => page.Text.Contains("govuk-error-message", StringComparison.Ordinal)).Select(page => page.File).ShouldBeEmpty();

    [Fact]
    public void Every_error_line_is_tied_to_its_field()
    {
        var lines = Pages.SelectMany(page => ErrorLine().Matches(page.Text).Select(line => (page.File, page.Text, Name: NameOf(line)))).ToList();
        lines.Count.ShouldBe(Pages.Sum(page => Regex.Count(page.Text, "<(FieldError|WrongHere) ")));
        lines.Count.ShouldBeGreaterThan(90);

        lines.Where(line => !new[] { "Tie", "Describe" }.Any(by => line.Text.Contains($".{by}({line.Name})", StringComparison.Ordinal) || line.Text.Contains($".{by}({line.Name}, ", StringComparison.Ordinal)))
            .Select(line => $"{line.File} {line.Name}").ShouldBeEmpty();
    }

    /// <summary>The name as it stands in code: a field is called by a word, by what the page calls it, or by what it makes up.</summary>
    private static string NameOf(Match line) => line.Groups["word"] is { Success: true } word ? $"\"{word.Value}\"" : line.Groups["code"].Value;

    [GeneratedRegex("<(?:FieldError|WrongHere) [A-Z][a-z]+=\"[^\"]*\" Name=\"(?:(?<word>[a-z-]+)|@\\((?<code>[^\\n]+?)\\)|@(?<code>\\w+))\"(?: /)?>")]
    private static partial Regex ErrorLine();
}
