using System.Text.RegularExpressions;
using Shouldly;

namespace RuralRights.Web.Tests;

/// <summary>
/// Looks at every page that any test is sent: what is wrong with a field has to be said at the field, also to whoever does not see it,
/// and a list of what is wrong has to lead there. A page that does not fails the test that met it.
/// </summary>
internal sealed partial class ToldAtItsField : DelegatingHandler
{
    private static readonly string[] _fillable = ["input", "select", "textarea", "fieldset"];

    public ToldAtItsField(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>How many lines of a page say what is wrong with a field.</summary>
    public static int LinesIn(string html) => ErrorLine().Count(html);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return answer;

        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        Faults(await answer.Content.ReadAsStringAsync(cancellationToken)).ShouldBeEmpty($"{request.Method} {request.RequestUri}");
        return answer;
    }

    private static List<string> Faults(string html)
    {
        var faults = new List<string>();
        var fields = Described().Matches(html);
        foreach (Match line in ErrorLine().Matches(html))
        {
            var id = line.Groups["id"].Value;
            var tied = fields.Where(field => id.Length > 0 && field.Groups["by"].Value.Split(' ').Contains(id)).ToList();
            if (tied.Count == 0) faults.Add($"no field says {line.Value}");
            faults.AddRange(tied.Where(field => _fillable.Contains(field.Groups["tag"].Value) && !field.Value.Contains(" aria-invalid=\"true\"", StringComparison.Ordinal)).Select(field => $"is not said to be wrong: {field.Value}"));
        }

        foreach (var name in Summary().Matches(html).SelectMany(list => Target().Matches(list.Value)).Select(link => link.Groups[1].Value))
        {
            if (!html.Contains($" id=\"{name}\"", StringComparison.Ordinal)) faults.Add($"the list of what is wrong leads to no {name}");
            if (!html.Contains($" id=\"{name}-error\"", StringComparison.Ordinal)) faults.Add($"only the list says what is wrong with {name}");
        }

        return faults;
    }

    [GeneratedRegex("<p class=\"govuk-error-message\"(?: id=\"(?<id>[^\"]+)\")?[^>]*>[^<]*")]
    private static partial Regex ErrorLine();

    [GeneratedRegex("<(?<tag>[a-z0-9]+) [^>]*aria-describedby=\"(?<by>[^\"]+)\"[^>]*>")]
    private static partial Regex Described();

    [GeneratedRegex("<ul class=\"[^\"]*govuk-error-summary__list\">.*?</ul>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Target();
}
