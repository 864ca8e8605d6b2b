using Microsoft.AspNetCore.Antiforgery;

namespace RuralRights.Web.SignIn;

/// <summary>
/// A form is taken only from a page of this register. The framework looks at the token where a form's fields are read, and leaves the
/// answer to whoever reads them; a press without any field, such as signing out, is a form as well. Programs send no forms and have a
/// door of their own.
/// </summary>
public static class FormToken
{
    /// <summary>Turns away what carries no token of a page of ours.</summary>
    public static async Task Ask(HttpContext context, RequestDelegate next)
    {
        var asked = context.Features.Get<IAntiforgeryValidationFeature>();
        if (asked is { IsValid: false } || asked is null && IsForm(context) && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    // What is sent in nobody's name has nothing to be misused, and who is signed out already may press it again.
    private static bool IsForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.User.Identity?.IsAuthenticated == true && !context.Request.Path.StartsWithSegments("/api")
        && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };
}
