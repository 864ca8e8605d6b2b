using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace RuralRights.Web.Layout;

/// <summary>Language and type size: one press on every page, remembered for a year.</summary>
public static class Preferences
{
    private static readonly CultureInfo[] Languages = [new("zh-CN"), new("en")];

    /// <summary>Chinese unless the reader asked for English, by cookie or by <c>?lang=</c>; the browser's own language is not asked.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new("zh-CN");
        options.SupportedCultures = Languages;
        options.SupportedUICultures = Languages;
        options.RequestCultureProviders =
        [
            new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new CookieRequestCultureProvider(),
        ];
    }

    /// <summary>The two switches of the header.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language", (HttpContext context, string? to, string? back) =>
        {
            var language = Array.Find(Languages, known => known.Name == to) ?? Languages[0];
            Remember(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(language)));
            return Back(WithoutLanguage(back));
        });
        routes.MapGet("/elder", (HttpContext context, string? on, string? back) =>
        {
            Remember(context, Visit.ElderCookie, on == "1" ? "1" : "0");
            return Back(back);
        });
    }

    private static void Remember(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private static string? WithoutLanguage(string? back) =>
        back is null || !back.Contains("lang=", StringComparison.Ordinal) ? back : back.Split('?')[0];

    /// <summary>Only ever back to a page of ours.</summary>
    private static RedirectHttpResult Back(string? back) =>
        back is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] ? TypedResults.LocalRedirect(back) : TypedResults.LocalRedirect("/");
}
