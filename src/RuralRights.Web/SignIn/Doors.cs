using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using RuralRights.Registry;

namespace RuralRights.Web.SignIn;

/// <summary>Which pages are open to whom.</summary>
public static class Doors
{
    /// <summary>A member of a household.</summary>
    public const string Farmer = "farmer";

    /// <summary>The chair of a board.</summary>
    public const string Chair = "chair";

    /// <summary>Households and boards: who belongs to a collective.</summary>
    public const string Collective = "collective";

    /// <summary>Whoever handles cases: desks of village, township and county.</summary>
    public const string Desk = "desk";

    /// <summary>The county office: clerk, reviewer and registrar.</summary>
    public const string Office = "office";

    /// <summary>The county office and the auditor.</summary>
    public const string Register = "register";

    /// <summary>Who keeps the accounts and grants offices.</summary>
    public const string Administration = "administration";

    /// <summary>The auditor alone.</summary>
    public const string Audit = "audit";

    /// <summary>Anybody signed in.</summary>
    public const string SignedIn = "signed-in";

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

    /// <summary>Names the doors.</summary>
    public static void Configure(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new RowInTheMatrix()).Build();
        Open(Farmer, Standing.Farmer);
        Open(Chair, Standing.Chair);
        Open(Collective, Standing.Farmer, Standing.Chair);
        Open(Office, Standing.Clerk, Standing.Reviewer, Standing.Registrar);
        Open(Register, Standing.Clerk, Standing.Reviewer, Standing.Registrar, Standing.Auditor);
        Open(Desk, Standing.VillageClerk, Standing.TownshipOfficer, Standing.Clerk, Standing.Reviewer, Standing.Registrar);
        Open(Administration, Standing.Administrator);
        Open(Audit, Standing.Auditor);
        Open(SignedIn, [.. Enum.GetValues<Standing>().Where(standing => standing != Standing.Stranger)]);

        void Open(string door, params Standing[] standings) =>
            options.AddPolicy(door, policy => policy.AddRequirements(new RowInTheMatrix()).RequireRole(standings.Select(standing => standing.ToString())));
    }
}
