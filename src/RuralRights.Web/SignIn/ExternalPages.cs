using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Signing in with an identity that another provider vouches for (OpenID Connect, code with proof key), and out there again.</summary>
public static class ExternalPages
{
    private const string Callback = "/sign-in/external/back";

    /// <summary>Adds the provider where the configuration names one.</summary>
    public static void Add(IServiceCollection services, ExternalIdentity external)
    {
        if (!external.IsOn) return;

        services.AddAuthentication().AddOpenIdConnect(ExternalIdentity.Scheme, oidc =>
        {
            oidc.Authority = external.Authority;
            oidc.ClientId = external.Client;
            oidc.ClientSecret = external.Secret;
            // Only on this very machine may a provider go without TLS.
            oidc.RequireHttpsMetadata = !new Uri(external.Authority).IsLoopback;
            oidc.ResponseType = OpenIdConnectResponseType.Code;
            // The answer comes as an address and not as a form from elsewhere, so no cookie of ours need be sent across sites.
            oidc.ResponseMode = OpenIdConnectResponseMode.Query;
            oidc.UsePkce = true;
            oidc.Scope.Clear();
            oidc.Scope.Add(OpenIdConnectScope.OpenId);
            oidc.MapInboundClaims = false;
            oidc.CallbackPath = Callback;
            oidc.SignedOutCallbackPath = "/sign-out/external/back";
            oidc.RemoteSignOutPath = PathString.Empty;
            foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            oidc.Events.OnTicketReceived = Enter;
            oidc.Events.OnAccessDenied = context => TurnBack(context, "cancelled");
            oidc.Events.OnRemoteFailure = context => TurnBack(context, "failed");
            oidc.Events.OnRedirectToIdentityProviderForSignOut = context =>
            {
                // No token of the sign-in is kept, so the provider is told by name who asks.
                context.ProtocolMessage.ClientId = context.Options.ClientId;
                return Task.CompletedTask;
            };
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A link and no form: a form may lead nowhere but to this site.
        routes.MapGet("/sign-in/external", (string? back, ExternalIdentity external) =>
            external.IsOn ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = SignInPages.Home(back).Url }, [ExternalIdentity.Scheme]) : Page.Missing);
        routes.MapGet("/sign-in/external/refused", (string? why, ExternalIdentity external) =>
            external.IsOn ? Page.Of<ExternalRefusedPage>(new { Why = why, external.Name }, StatusCodes.Status403Forbidden) : Page.Missing);
        routes.MapGet("/sign-out/external", (ExternalIdentity external) => external.IsOn ? Page.Of<ExternalSignOutPage>(new { external.Name }) : Page.Missing);
        routes.MapGet("/sign-out/external/leave", (ExternalIdentity external) =>
            external.IsOn ? TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [ExternalIdentity.Scheme]) : Page.Missing);
    }

    // The provider says who it is; whether that is anybody here two administrators said before. Nothing is opened or linked on the way.
    private static async Task Enter(TicketReceivedContext context)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var external = services.GetRequiredService<ExternalIdentity>();
        var subject = context.Principal?.FindFirstValue(external.Claim);
        var account = subject is null ? null : await services.GetRequiredService<AccountStore>().OfExternal(external.KeyOf(subject), http.RequestAborted);
        context.HandleResponse();
        if (account is null || await services.GetRequiredService<UserManager<Account>>().IsLockedOutAsync(account))
        {
            await services.GetRequiredService<AuditTrail>().Note(account is null ? "nobody" : $"person/{account.Person}", "sign-in", $"external/{Hash(subject)}", "external", "failed");
            context.Response.Redirect("/sign-in/external/refused?why=unknown");
            return;
        }

        var home = await services.GetRequiredService<Entrance>().Admit(http, account, "external", http.RequestAborted);
        context.Response.Redirect(home == "/" ? SignInPages.Home(context.ReturnUri).Url : home);
    }

    private static async Task TurnBack(HandleRequestContext<RemoteAuthenticationOptions> context, string why)
    {
        context.HandleResponse();
        await context.HttpContext.RequestServices.GetRequiredService<AuditTrail>().Note("nobody", "sign-in", "external", "external", "failed");
        context.Response.Redirect($"/sign-in/external/refused?why={why}");
    }

    // Who somebody is elsewhere is nobody's business in the log; that it was the same one again may be seen.
    private static string Hash(string? subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject ?? "")))[..12];
}
