using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

// A provider of identities as a province runs one, in a process of its own: OpenID Connect with code and proof key. Whoever asks says
// as whom ("as") and may ask for a token that is wrong in one way ("fault"), which the register has to refuse.
const string Client = "register";
const string Secret = "provider secret of the tests";
const string Fault = "fault";

var builder = WebApplication.CreateBuilder(args);
// Standard output says where it listens and nothing else; on a new machine the keys of data protection are warned of first.
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddOpenIddict().AddServer(server =>
{
    server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("leave");
    server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
    server.EnableDegradedMode();
    server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
    server.UseAspNetCore().DisableTransportSecurityRequirement();

    server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
    {
        if (context.ClientId != Client) context.Reject(OpenIddictConstants.Errors.InvalidClient);
        return default;
    }));
    server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
    {
        if (context.ClientId != Client || context.ClientSecret != Secret) context.Reject(OpenIddictConstants.Errors.InvalidClient);
        return default;
    }));
    server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
    {
        if (context.ClientId != Client) context.Reject(OpenIddictConstants.Errors.InvalidClient);
        return default;
    }));
    server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
    {
        if ((string?)context.Request["as"] is not { Length: > 0 } subject)
        {
            context.Reject(OpenIddictConstants.Errors.AccessDenied);
            return default;
        }

        var identity = new ClaimsIdentity("provider");
        identity.SetClaim(OpenIddictConstants.Claims.Subject, subject).SetClaim(Fault, (string?)context.Request[Fault]).SetScopes(context.Request.GetScopes());
        context.SignIn(new(identity));
        return default;
    }));
    server.AddEventHandler<ProcessSignInContext>(handler => handler
        .UseInlineHandler(context =>
        {
            switch (context.Principal?.GetClaim(Fault))
            {
                case "audience":
                    context.IdentityTokenPrincipal?.SetAudiences("somebody-else");
                    break;
                case "nonce":
                    context.IdentityTokenPrincipal?.SetClaim(OpenIddictConstants.Claims.Nonce, "of another sign-in");
                    break;
            }

            return default;
        })
        .SetOrder(OpenIddictServerHandlers.PrepareIdentityTokenPrincipal.Descriptor.Order + 1));
    server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
    {
        context.SignOut();
        return default;
    }));
});

var app = builder.Build();
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
