using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;

namespace RuralRights.Web.SignIn;

/// <summary>What somebody sent in a form whose sign-in ran out before: kept, encrypted, until they are back.</summary>
/// <remarks>
/// Only a browser that still holds its sign-in cookie, which is not sent across sites, has anything kept; and only the same
/// person gets it back, as a form of their own that they send themselves. Text is kept up to 2 MB, as much as a boundary and
/// everything around it; the files of a form that takes documents up to 64 MB, and all files together up to 1 GB. What is left out is told
/// on the way to the sign-in, and by name once they are back. A signature is never kept: whoever signed signs again.
/// </remarks>
public sealed class KeptForms(IDataProtectionProvider protection, RegisterOptions options, TimeProvider clock)
{
    /// <summary>Word in the address of the sign-in page: <see cref="Files"/> or <see cref="Everything"/> could not be kept.</summary>
    public const string Lost = "lost";

    /// <summary>The text is kept, but not every file.</summary>
    public const string Files = "files";

    /// <summary>Nothing is kept.</summary>
    public const string Everything = "all";

    private const string Again = "kept";
    private const long Longest = 256L << 20;
    private const int LongestText = 2 << 20;
    private const long LargestFiles = 64L << 20;
    private const long LargestFolder = 1L << 30;

    private static readonly TimeSpan Stays = TimeSpan.FromHours(12);

    // A file is sealed in memory, so one after the other.
    private static readonly SemaphoreSlim OneAtATime = new(1);

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
        /// <summary>The files that were chosen and are kept.</summary>
        public IReadOnlyList<KeptFile> Files { get; init; } = [];

        /// <summary>Names of the files that were chosen and could not be kept.</summary>
        public IReadOnlyList<string> Missing { get; init; } = [];

        /// <summary>True when it was filled in as this.</summary>
        public bool IsOf(Actor? actor) => actor?.Person == Person && new Visitor("", actor, null) is var visitor && visitor.As == As && visitor.Place == Place;

        /// <summary>Where it is sent to with its files.</summary>
        public string Target(Guid id) => Files.Count == 0 ? Path : $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Again}={id}";
    }

    /// <summary>A file as it was sent.</summary>
    /// <param name="Field">Name of its field.</param>
    /// <param name="Name">Name that its sender gave it.</param>
    /// <param name="Type">What its sender said it is.</param>
    /// <param name="Bytes">Its length.</param>
    public sealed record KeptFile(string Field, string Name, string Type, long Bytes);

    /// <summary>On a route whose forms carry documents: the files chosen in them are kept with the text.</summary>
    public sealed class KeepsFiles;

    /// <summary>Adds keeping to every sign-in by cookie.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<KeptForms>();
        services.PostConfigureAll<CookieAuthenticationOptions>(cookie =>
        {
            var ask = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = async context =>
            {
                if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
                {
                    var kept = await context.HttpContext.RequestServices.GetRequiredService<KeptForms>().Keep(context);
                    var lost = kept is not var (_, form) ? Everything : form.Missing.Count > 0 ? Files : null;
                    var back = kept is var (id, _) ? $"/kept/{id}" : FormOf(context.Request);
                    context.RedirectUri = $"{context.Options.LoginPath}?{(lost is null ? "" : $"{Lost}={lost}&")}{context.Options.ReturnUrlParameter}={Uri.EscapeDataString(back)}";
                }

                await ask(context);
            };
        });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/kept/{id:guid}", Show);

    /// <summary>Puts the files that were kept into the form that its sender sends again.</summary>
    public static async Task Bring(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.Query.ContainsKey(Again) && request.HasFormContentType)
        {
            var forms = context.RequestServices.GetRequiredService<KeptForms>();
            request.Form = await forms.WithFiles(await request.ReadFormAsync(context.RequestAborted), request, Visitor.From(context.User).Actor, context.RequestAborted);
        }

        await next(context);
    }

    /// <summary>The form with the files before it that were kept for this very person and path.</summary>
    private async Task<IFormCollection> WithFiles(IFormCollection form, HttpRequest request, Actor? actor, CancellationToken cancel)
    {
        if (!Guid.TryParse(request.Query[Again], out var id) || Open(id) is not { } kept || !kept.IsOf(actor) || kept.Path.Split('?')[0] != request.Path) return form;

        var files = new FormFileCollection();
        foreach (var (file, number) in kept.Files.Select((file, number) => (file, number)).Where(one => File.Exists(PathOf(id, one.number))))
        {
            var content = new MemoryStream(_protector.Unprotect(await File.ReadAllBytesAsync(PathOf(id, number), cancel)));
            files.Add(new FormFile(content, 0, content.Length, file.Field, file.Name) { Headers = new HeaderDictionary { ["Content-Type"] = file.Type } });
        }

        files.AddRange(form.Files);
        return new FormCollection(form.ToDictionary(), files);
    }

    // Whoever has several standings may come back in another one than they filled the form in as.
    private static async Task<IResult> Show(Guid id, HttpContext context, KeptForms forms, NpgsqlDataSource register, Office office, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is not { } ticket || forms.Open(id) is not { } kept || kept.Person != ticket.Person) return Page.Missing;

        var isAsThen = kept.IsOf(Visitor.From(context.User).Actor);
        var choices = isAsThen ? [] : Ticket.Open(await StandingChoice.Of(register, ticket.Person, office.Today, cancel), ticket.Means);
        return Page.Of<KeptFormPage>(new { Form = kept, IsAsThen = isAsThen, Choice = choices.FirstOrDefault(choice => kept.IsOf(choice.Actor)), Id = id });
    }

    private async Task<(Guid Id, Kept Form)?> Keep(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (http, request, cancel) = (context.HttpContext, context.Request, context.HttpContext.RequestAborted);
        if (request.ContentLength is null or > Longest || IsOfSecrets(http) || IsOfAScript(request)) return null;
        if (context.Options.CookieManager.GetRequestCookie(http, context.Options.Cookie.Name!) is not { } cookie) return null;
        if (context.Options.TicketDataFormat.Unprotect(cookie) is not { } ticket || Visitor.From(ticket.Principal) is not { Actor: { } actor } visitor) return null;
        if (await Read(request, cancel) is not { } sent) return null;

        var form = await WithFiles(sent, request, actor, cancel);
        List<KeyValuePair<string, string>> fields =
            [.. form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
        if (fields.Sum(field => (long)field.Key.Length + field.Value.Length) > LongestText) return null;

        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(Folder);
        Sweep();
        var (kept, missing) = (new List<KeptFile>(), new List<string>());
        var room = http.GetEndpoint()?.Metadata.GetMetadata<KeepsFiles>() is null ? 0 : Math.Min(LargestFiles, LargestFolder - new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length));
        foreach (var file in form.Files.Where(file => file.Length > 0))
        {
            if (file.Length <= room)
            {
                await Seal(file, PathOf(id, kept.Count), cancel);
                kept.Add(new(file.Name, file.FileName, file.ContentType, file.Length));
                room -= file.Length;
                continue;
            }

            // A form sent without its file names the field all the same.
            fields.Add(new(file.Name, ""));
            missing.Add(DocumentUploads.LabelOf(file.FileName));
        }

        var path = request.Path + QueryString.Create(request.Query.Where(one => one.Key != Again));
        var whole = new Kept(actor.Person, visitor.As, visitor.Place, path, fields) { Files = kept, Missing = missing };
        await File.WriteAllBytesAsync(PathOf(id), _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(whole)), cancel);
        return (id, whole);
    }

    // Reading takes no more than the route itself would take.
    private static async Task<IFormCollection?> Read(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await request.ReadFormAsync(cancel);
        }
        catch (Exception tooMuch) when (tooMuch is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task Seal(IFormFile file, string path, CancellationToken cancel)
    {
        await OneAtATime.WaitAsync(cancel);
        try
        {
            var content = new byte[file.Length];
            await using var sent = file.OpenReadStream();
            await sent.ReadExactlyAsync(content, cancel);
            await File.WriteAllBytesAsync(path, _protector.Protect(content), cancel);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    // The page on which it was filled in; an address that only takes forms shows nobody anything.
    private static string FormOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : "/";

    // A script that sends a page by itself has the page still, and says that it was not taken; one that sends the whole form goes on as the browser would.
    private static bool IsOfAScript(HttpRequest request) => request.Headers["Sec-Fetch-Dest"].ToString() is not ("" or "document") && !SentByScript.IsForm(request);

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

    private string PathOf(Guid id, int file) => $"{PathOf(id)}-{file}";

    private string PathOf(Guid id) => Path.Combine(Folder, id.ToString("N"));
}
