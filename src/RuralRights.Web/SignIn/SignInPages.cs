using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>The demonstration's sign-in. It is the only place that knows how somebody proves who they are.</summary>
public static class SignInPages
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", async (string? back, NpgsqlDataSource register, Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel) =>
            Page.Of<SignInPage>(new { Officials = DemoPerson.Officials(office, T), People = await DemoPerson.People(register, names, T, cancel), Back = back ?? "/" }));
        routes.MapPost("/sign-in", SignIn);
        routes.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Scheme);
            return TypedResults.LocalRedirect("/");
        });
    }

    private static async Task<IResult> SignIn(
        [FromForm] string key, [FromForm] string? back, HttpContext context, NpgsqlDataSource register, Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        // Nobody's name is opened for an official to sign in.
        var chosen = DemoPerson.Officials(office, T).FirstOrDefault(person => person.Key == key)
            ?? (await DemoPerson.People(register, names, T, cancel)).FirstOrDefault(person => person.Key == key);
        if (chosen is null) return TypedResults.LocalRedirect("/sign-in");

        await context.SignInAsync(Scheme, chosen.Visitor.ToPrincipal(Scheme));
        return Home(back);
    }

    private static RedirectHttpResult Home(string? back) =>
        TypedResults.LocalRedirect(back is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] ? back : "/");
}
