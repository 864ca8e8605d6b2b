using Microsoft.AspNetCore.Http.Metadata;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Law;

/// <summary>The rule book, one page a rule, written by the rules themselves and by the tests that raise them.</summary>
public static class RulePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rules", (string? q, string? about) => Page.Of<RuleBookPage>(new { Asked = (q ?? "").Trim(), About = about ?? "" }));
        routes.MapGet("/rules/{code}", (string code, EndpointDataSource endpoints) =>
            RuleCatalogue.Find(code) is { } entry ? Page.Of<RulePage>(new { Entry = entry, Acts = ActsOf(entry, endpoints) }) : Page.Missing);
    }

    /// <summary>The acts that check a rule, in the words in which the register offers them to programs.</summary>
    private static IReadOnlyList<(string Name, string? Summary)> ActsOf(RuleEntry entry, EndpointDataSource endpoints)
    {
        var summaries = endpoints.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null)
            .GroupBy(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.Name ?? "")
            .ToDictionary(group => group.Key, group => group.First().Metadata.GetMetadata<IEndpointSummaryMetadata>()!.Summary, StringComparer.Ordinal);
        return [.. entry.Use.Where.Select(name => (name, summaries.GetValueOrDefault(name)))];
    }
}
