using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using RuralRights.Registry;

namespace RuralRights.Web.Layout;

/// <summary>Pages for what went wrong, in words, and the page about the register.</summary>
public static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/problem/{status:int}", Show).DisableAntiforgery();
        routes.MapGet("/about", () => Page.Of<About>());
    }

    private static IResult Show(int status, HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerPathFeature>();
        var asked = fault?.Path ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        var toProgram = asked.StartsWith("/api/", StringComparison.Ordinal);
        if (Outage.Of(fault?.Error) is { } outage)
        {
            context.Response.Headers.RetryAfter = "60";
            return toProgram
                ? Refusals.Problem(outage, asked)
                : Page.Of<Problem>(new { Status = StatusCodes.Status503ServiceUnavailable, Outage = outage }, StatusCodes.Status503ServiceUnavailable);
        }

        return toProgram ? ToProgram(status) : Page.Of<Problem>(new { Status = status }, status);
    }

    /// <summary>A program is told what its author can mend; it never repeats what was sent.</summary>
    private static ProblemHttpResult ToProgram(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Refusals.Problem(status, "请求读不了：请按接口说明 /openapi/v1.json 检查路径、参数和 JSON。", "The request cannot be read: check path, parameters and JSON by /openapi/v1.json."),
        StatusCodes.Status404NotFound => Refusals.Problem(status, "没有这个接口，见 /openapi/v1.json。", "There is no such resource; see /openapi/v1.json."),
        < StatusCodes.Status500InternalServerError => Refusals.Problem(status, "请求没有被接受，见 /openapi/v1.json。", "The request was not accepted; see /openapi/v1.json."),
        _ => Refusals.Problem(status, "是登记系统的问题，不是您的请求。", "The fault is the register's, not that of the request."),
    };
}
