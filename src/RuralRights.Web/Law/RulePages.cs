using RuralRights.Domain.Law;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Law;

/// <summary>The rule book, one page a rule, written by the rules themselves.</summary>
public static class RulePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rules", () => Page.Of<RuleBookPage>());
        routes.MapGet("/rules/{code}", (string code) =>
            RuleBook.All.TryGetValue(code, out var rule) ? Page.Of<RulePage>(new { Rule = rule }) : Page.Missing);
    }
}
