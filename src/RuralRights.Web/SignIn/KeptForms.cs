using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>What somebody typed into a form whose sign-in ran out before it was sent: kept, encrypted, until they are back.</summary>
/// <remarks>
/// Only a browser that still holds its sign-in cookie, which is not sent across sites, has anything kept; and only the same
/// person gets it back, as a form of their own that they send themselves. Files chosen are not kept: pages that the script
/// sent at once are in the store already, and the form names them by their hash.
/// </remarks>
public sealed class KeptForms(IDataProtectionProvider protection, RegisterOptions options, TimeProvider clock)
{
    private const long Longest = 64 << 10;

    private static readonly TimeSpan Stays = TimeSpan.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("RuralRights.KeptForms");

    private string Folder => Path.Combine(options.StateFolder, "kept");

    /// <summary>A form as it was sent.</summary>
    /// <param name="Person">Who filled it in.</param>
    /// <param name="As">As what.</param>
    /// <param name="Place">Where.</param>
    /// <param name="Path">Where it goes.</param>
    /// <param name="Fields">Its fields in order, without what protects the form itself.</param>
    public sealed record Kept(Guid Person, Standing As, string Place, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
    {
        /// <summary>True when it was filled in as this.</summary>
        public bool IsOf(Actor? actor) => actor?.Person == Person && new Visitor("", actor, null) is var visitor && visitor.As == As && visitor.Place == Place;
    }

    /// <summary>Adds keeping to every sign-in by cookie.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<KeptForms>();
        services.PostConfigureAll<CookieAuthenticationOptions>(cookie =>
        {
            var ask = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = async context =>
            {
                if (await context.HttpContext.RequestServices.GetRequiredService<KeptForms>().Keep(context) is { } id)
                    context.RedirectUri = $"{context.Options.LoginPath}?{context.Options.ReturnUrlParameter}={Uri.EscapeDataString($"/kept/{id}")}";
                await ask(context);
            };
        });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/kept/{id:guid}", Show);

    // Whoever has several standings may come back in another one than they filled the form in as.
    private static async Task<IResult> Show(Guid id, HttpContext context, KeptForms forms, NpgsqlDataSource register, Office office, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is not { } ticket || forms.Open(id) is not { } kept || kept.Person != ticket.Person) return Page.Missing;

        var isAsThen = kept.IsOf(Visitor.From(context.User).Actor);
        var choices = isAsThen ? [] : Ticket.Open(await StandingChoice.Of(register, ticket.Person, office.Today, cancel), ticket.Means);
        return Page.Of<KeptFormPage>(new { Form = kept, IsAsThen = isAsThen, Choice = choices.FirstOrDefault(choice => kept.IsOf(choice.Actor)), Id = id });
    }

    private async Task<Guid?> Keep(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.ContentLength is null or > Longest || IsOfSecrets(context.HttpContext)) return null;
        if (context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!) is not { } cookie) return null;
        if (context.Options.TicketDataFormat.Unprotect(cookie) is not { } ticket || Visitor.From(ticket.Principal).Actor is not { } actor) return null;

        var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
        List<KeyValuePair<string, string>> fields =
            [.. form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(Folder);
        Sweep();
        await File.WriteAllBytesAsync(PathOf(id), _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Kept(actor.Person, Visitor.From(ticket.Principal).As, Visitor.From(ticket.Principal).Place, request.Path + request.QueryString, fields))), context.HttpContext.RequestAborted);
        return id;
    }

    // A password, a code and the answer of a passkey are typed again; they lie nowhere, not even encrypted.
    private static bool IsOfSecrets(HttpContext http) =>
        http.GetEndpoint() is not RouteEndpoint endpoint || Access.RowOf(endpoint, HttpMethods.Post) is null or { OwnAccount: true } or { IsPublic: true };

    private Kept? Open(Guid id)
    {
        Sweep();
        return File.Exists(PathOf(id)) ? JsonSerializer.Deserialize<Kept>(_protector.Unprotect(File.ReadAllBytes(PathOf(id)))) : null;
    }

    /// <summary>Nothing stays longer than a working day.</summary>
    private void Sweep()
    {
        if (!Directory.Exists(Folder)) return;

        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            if (File.GetLastWriteTimeUtc(file) < clock.GetUtcNow().UtcDateTime - Stays) File.Delete(file);
        }
    }

    private string PathOf(Guid id) => Path.Combine(Folder, id.ToString("N"));
}
