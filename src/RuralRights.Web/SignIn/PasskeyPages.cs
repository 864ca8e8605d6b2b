using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Passkeys of the own account: made, named, removed; and signing in with one.</summary>
public static class PasskeyPages
{
    private const int LongestName = 40;
    private const int LongestAnswer = 16 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/passkeys/new", AskForNew);
        routes.MapPost("/account/passkeys", Add).RequireRateLimiting(SignInPages.Limit);
        routes.MapPost("/account/passkeys/remove", Remove);
        routes.MapPost("/sign-in/passkey", SignIn).RequireRateLimiting(SignInPages.Limit);
    }

    private static async Task<IResult> AskForNew(HttpContext context, UserManager<Account> accounts, SharedNumbers shared, Passkeys passkeys, Names names, CancellationToken cancel)
    {
        if (await AccountPages.Own(context, accounts) is not { } account) return Page.See("/sign-in");
        if (!await shared.MayProveAnew(context, account, cancel)) return Page.See("/account");

        return await Show(context, account, null, [], passkeys, names, cancel);
    }

    private static async Task<IResult> Show(
        HttpContext context, Account account, string? name, Dictionary<string, string> errors, Passkeys passkeys, Names names, CancellationToken cancel) => Page.Of<PasskeyPage>(
            new
            {
                Question = await passkeys.AskForNew(context, account, $"{(await names.Masked([account.Person], cancel))[account.Person]} · {account.Id.ToString()[^6..]}"),
                Name = name,
                Errors = (IReadOnlyDictionary<string, string>)errors,
            },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Add(
        [FromForm] string? name, [FromForm] string? question, [FromForm] string? answer, HttpContext context, UserManager<Account> accounts, SharedNumbers shared, Passkeys passkeys, Names names, Entrance entrance,
        AuditTrail audit, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await AccountPages.Own(context, accounts) is not { } account) return Page.See("/sign-in");
        if (!await shared.MayProveAnew(context, account, cancel))
        {
            await audit.Note($"person/{account.Person}", "account", $"account/{account.Id}", "add passkey", "failed");
            return Page.Closed;
        }

        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName) errors["name"] = T["请起个名字，不超过四十个字"];
        else if (answer is not { Length: <= LongestAnswer } || await passkeys.New(context, account, question ?? "", answer, cancel) is not { } made) errors["name"] = T["设备没有确认，或者等得太久。请再按一次"];
        else
        {
            made.Name = name.Trim();
            account.Keep(made);
            account.FirstProofUntil = null;
            return await entrance.ProveAnew(context, account, "passkey", "add passkey", cancel);
        }

        return await Show(context, account, name, errors, passkeys, names, cancel);
    }

    private static async Task<IResult> Remove([FromForm] string? key, HttpContext context, UserManager<Account> accounts, SharedNumbers shared, Entrance entrance, CancellationToken cancel)
    {
        if (await AccountPages.Own(context, accounts) is not { } account || Ticket.From(context.User) is not { } ticket) return Page.See("/sign-in");
        if (!await shared.MayProveAnew(context, account, cancel)) return Page.Closed;
        if (account.Passkeys.RemoveAll(passkey => passkey.Id == key) == 0) return Page.Missing;

        return await entrance.ProveAnew(context, account, ticket.Means, "remove passkey", cancel);
    }

    private static async Task<IResult> SignIn(
        [FromForm] string? question, [FromForm] string? answer, [FromForm] string? back, HttpContext context, UserManager<Account> accounts, Passkeys passkeys, Entrance entrance, AuditTrail audit,
        IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (answer is { Length: <= LongestAnswer } && await passkeys.Who(context, question ?? "", answer, cancel) is { } proved)
        {
            var account = proved.Account;
            account.Keep(proved.Passkey);
            if (!await accounts.IsLockedOutAsync(account) && (await accounts.UpdateAsync(account)).Succeeded)
            {
                var home = await entrance.Admit(context, account, "passkey", cancel);
                return home == "/" ? SignInPages.Home(back) : Page.See(home);
            }

            await audit.Note($"person/{account.Person}", "sign-in", $"account/{account.Id}", "passkey", "failed");
        }
        else
        {
            await audit.Note("nobody", "sign-in", "passkey", "passkey", "failed");
        }

        return await SignInPages.ShowStaff(context, passkeys, null, back, SignInPages.Errors("passkey", T["没有认出这个通行密钥，或者等得太久。请再按一次，或者用下面的方式登录"]));
    }
}
