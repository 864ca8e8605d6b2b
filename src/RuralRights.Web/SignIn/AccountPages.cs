using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>The own account: where one is signed in, what proves who one is, whom one is related to.</summary>
public static class AccountPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", (HttpContext context, At at, CancellationToken cancel) => Show(context, [], null, at, cancel));
        routes.MapPost("/account/sessions/{id:guid}/end", EndSession);
        routes.MapGet("/account/authenticator", AskForAuthenticator);
        routes.MapPost("/account/authenticator", SetAuthenticator).RequireRateLimiting(SignInPages.Limit);
        routes.MapPost("/account/authenticator/new", RenewKey).RequireRateLimiting(SignInPages.Limit);
        routes.MapPost("/account/relatives", Declare);
    }

    /// <summary>What the page of the own account is made from.</summary>
    internal sealed record At(UserManager<Account> Accounts, SharedNumbers Shared, Sessions Sessions, NpgsqlDataSource Register, Names Names, TimeProvider Clock)
    {
        public static ValueTask<At> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            return ValueTask.FromResult<At>(new(
                services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<SharedNumbers>(), services.GetRequiredService<Sessions>(),
                services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<Names>(), services.GetRequiredService<TimeProvider>()));
        }
    }

    private static async Task<IResult> Show(
        HttpContext context, Dictionary<string, string> errors, Registry.Store.Answer? answer, At at, CancellationToken cancel, (string? Name, string? Number) relative = default)
    {
        if (await Own(context, at.Accounts) is not { } account) return Page.See("/sign-in");

        var kinships = await KinshipSheet.Of(at.Register, account.Person, cancel);
        return Page.Of<AccountPage>(
            new
            {
                Account = account,
                MayProveAnew = await at.Shared.MayProveAnew(context, account, cancel),
                IsShared = await at.Shared.IsShared(account, cancel),
                Sessions = await at.Sessions.Of(account.Id, cancel),
                Here = Ticket.From(context.User)!.Session,
                Now = at.Clock.GetUtcNow(),
                Command = Guid.CreateVersion7(),
                Kinships = kinships,
                Names = await at.Names.Masked(kinships.Select(kinship => kinship.Person == account.Person ? kinship.Relative : kinship.Person), cancel),
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Refused = answer?.Refusal,
                Relative = relative,
            },
            errors.Count == 0 && answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EndSession(Guid id, HttpContext context, Sessions sessions, AuditTrail audit, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is not { } ticket) return Page.See("/sign-in");

        if (!await sessions.End(ticket.Account, id, cancel)) return Page.Missing;

        await audit.Note($"person/{ticket.Person}", "account", $"session/{id}", "end");
        return Page.See("/account");
    }

    // The key counts only once a code of it was typed; until then the old one counts.
    private static async Task<IResult> AskForAuthenticator(HttpContext context, UserManager<Account> accounts, SharedNumbers shared, NewKeys keys, CancellationToken cancel)
    {
        if (await Own(context, accounts) is not { } account) return Page.See("/sign-in");
        if (!await shared.MayProveAnew(context, account, cancel)) return Page.See("/account");

        var (key, text) = keys.Shown(context, account);
        return Page.Of<AuthenticatorPage>(new { Key = key, Sealed = text });
    }

    private static async Task<IResult> RenewKey(HttpContext context, UserManager<Account> accounts, SharedNumbers shared, NewKeys keys, CancellationToken cancel)
    {
        if (await Own(context, accounts) is { } account && await shared.MayProveAnew(context, account, cancel)) keys.Renew(context, account);
        return Page.See("/account/authenticator");
    }

    private static async Task<IResult> SetAuthenticator(
        [FromForm] string? password, [FromForm] string? code, [FromForm] string? key, HttpContext context, UserManager<Account> accounts, SharedNumbers shared, NewKeys keys, Entrance entrance,
        AuditTrail audit, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Own(context, accounts) is not { } account) return Page.See("/sign-in");
        if (!await shared.MayProveAnew(context, account, cancel))
        {
            await audit.Note($"person/{account.Person}", "account", $"account/{account.Id}", "password and authenticator", "failed");
            return Page.Closed;
        }

        var errors = new Dictionary<string, string>();
        if (keys.Open(context, account, key ?? "") is not { } secret)
        {
            (secret, key) = keys.Shown(context, account);
            errors["code"] = T["原来的密钥过期了，请把上面的密钥输入验证器，再填它显示的数字"];
            return Page.Of<AuthenticatorPage>(new { Key = secret, Sealed = key, Errors = (IReadOnlyDictionary<string, string>)errors }, StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var validator in accounts.PasswordValidators)
            if (!(await validator.ValidateAsync(accounts, account, password ?? "")).Succeeded) errors["password"] = T["密码至少十二位，不要总用同几个字符"];
        if (!NewKeys.IsRight(secret, string.Concat((code ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit)), DateTimeOffset.UtcNow)) errors["code"] = T["动态码不对，请看验证器上现在的数字"];
        if (errors.Count > 0)
            return Page.Of<AuthenticatorPage>(new { Key = secret, Sealed = key, Errors = (IReadOnlyDictionary<string, string>)errors }, StatusCodes.Status422UnprocessableEntity);

        await keys.Keep(context, account, secret, cancel);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password!);
        account.HasAuthenticator = true;
        account.FirstProofUntil = null;
        return await entrance.ProveAnew(context, account, "password", "password and authenticator", cancel);
    }

    private static async Task<IResult> Declare(
        [FromForm] Guid command, [FromForm] string? name, [FromForm] string? number, HttpContext context, Visitor who, Office office, Vault vault, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (!who.IsSignedIn) return Page.See("/sign-in/standing");

        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(name)) errors["name"] = T["请写亲属的姓名"];
        if (!CitizenId.TryParse(number?.Trim(), out _)) errors["number"] = T["请写亲属的身份证号码，十八位"];
        if (errors.Count > 0) return await Show(context, errors, null, at, cancel, (name, number));

        var relative = (await vault.Keep(office.County, [new(name!.Trim(), Person.ResidentCard, number!.Trim())], cancel))[0];
        var answer = await office.Desk.Enter(new DeclareRelative(relative), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See("/account") : await Show(context, [], answer, at, cancel, (name, number));
    }

    /// <summary>The account of whoever is signed in.</summary>
    internal static async Task<Account?> Own(HttpContext context, UserManager<Account> accounts) =>
        Ticket.From(context.User) is { } ticket ? await accounts.FindByIdAsync(ticket.Account.ToString()) : null;
}
