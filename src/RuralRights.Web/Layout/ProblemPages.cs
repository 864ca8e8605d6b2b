namespace RuralRights.Web.Layout;

/// <summary>Pages for what went wrong, in words, and the page about the register.</summary>
public static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/problem/{status:int}", (int status) => Page.Of<Problem>(new { Status = status }, status)).DisableAntiforgery();
        routes.MapGet("/about", () => Page.Of<About>());
    }
}
