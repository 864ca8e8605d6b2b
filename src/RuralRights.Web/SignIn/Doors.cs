using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using RuralRights.Registry;

namespace RuralRights.Web.SignIn;

/// <summary>The door, and what becomes of whom it does not let in.</summary>
public static class Doors
{
    /// <summary>A person is led to the sign-in page, a program is told.</summary>
    public static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> door) => door.Request.Path.StartsWithSegments("/api")
        ? Refusals.Problem(StatusCodes.Status401Unauthorized, "请先登录。", "Sign in first.").ExecuteAsync(door.HttpContext)
        : Led(door);

    /// <summary>A person sees the page that says so, a program is told.</summary>
    public static Task TurnAway(RedirectContext<CookieAuthenticationOptions> door) => door.Request.Path.StartsWithSegments("/api")
        ? Refusals.Problem(StatusCodes.Status403Forbidden, "这不归您办。", "This is not for you.").ExecuteAsync(door.HttpContext)
        : Led(door);

    private static Task Led(RedirectContext<CookieAuthenticationOptions> door)
    {
        door.Response.Redirect(door.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>One door for everything: the matrix says who comes in, and no route says it a second time.</summary>
    public static void Configure(AuthorizationOptions options) =>
        options.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new RowInTheMatrix()).Build();
}
