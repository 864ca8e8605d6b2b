using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>The ways in: a code to the telephone, password and authenticator, and the demonstration's click. Passkeys and identities elsewhere have pages of their own.</summary>
public static class SignInPages
{
    /// <summary>Name of the limit on tries from one address.</summary>
    public const string Limit = "sign-in";

    private const string Purpose = "sign-in";

    // A number is tried for as many people as this even where fewer have it.
    private const int SharedBy = 4;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? back, string? lost, Demonstration demonstration, ExternalIdentity external, NpgsqlDataSource register, Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel) =>
            Show("", [], back, demonstration, external, register, names, office, T, cancel, lost));
        routes.MapPost("/sign-in", Click);
        routes.MapPost("/sign-in/code", SendCode).RequireRateLimiting(Limit);
        routes.MapGet("/sign-in/code/{id:guid}", (Guid id, string? back) => Page.Of<CodePage>(new { Id = id, Back = back }));
        routes.MapPost("/sign-in/code/{id:guid}", UseCode).RequireRateLimiting(Limit);
        routes.MapPost("/sign-in/code/{id:guid}/person", ChoosePerson).RequireRateLimiting(Limit);
        routes.MapGet("/sign-in/staff", (string? back, HttpContext context, Passkeys passkeys) => ShowStaff(context, passkeys, null, back, null));
        routes.MapPost("/sign-in/staff", Staff).RequireRateLimiting(Limit);
        routes.MapGet("/sign-in/standing", Choose);
        routes.MapPost("/sign-in/standing", Act);
        routes.MapPost("/sign-out", async (HttpContext context, Entrance entrance, ExternalIdentity external, CancellationToken cancel) =>
        {
            var isExternal = external.IsOn && Ticket.From(context.User) is { Means: "external" };
            await entrance.Leave(context, cancel);
            return TypedResults.LocalRedirect(isExternal ? "/sign-out/external" : "/");
        });
    }

    private static async Task<IResult> Show(
        string phone, Dictionary<string, string> errors, string? back, Demonstration demonstration, ExternalIdentity external, NpgsqlDataSource register, Names names, Premises office,
        IStringLocalizer<Words> T, CancellationToken cancel, string? lost = null) => Page.Of<SignInPage>(
            new
            {
                Phone = phone,
                Errors = (IReadOnlyDictionary<string, string>)errors,
                Back = back,
                Lost = lost,
                External = external.IsOn ? external.Name : null,
                Demonstrated = demonstration.IsOn,
                People = demonstration.IsOn ? await DemoPerson.All(register, names, office, T, cancel) : [],
            },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Click(
        [FromForm] string? key, [FromForm] string? back, HttpContext context, Demonstration demonstration, Entrance entrance, NpgsqlDataSource register, Names names, Premises office,
        IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (!demonstration.IsOn) return Page.Missing;

        if (await DemoPerson.Find(key ?? "", register, names, office, T, cancel) is not { } chosen) return TypedResults.LocalRedirect("/sign-in");
        if (await demonstration.AccountOf(chosen, cancel) is not { } account) return Page.Closed;

        var home = await entrance.Admit(context, account, "demonstration", cancel, Demonstration.StandingOf(chosen), chosen.Visitor.Name);
        return home == "/" ? Home(back) : TypedResults.LocalRedirect(home);
    }

    private static async Task<IResult> SendCode(
        [FromForm] string? phone, [FromForm] string? back, UserManager<Account> accounts, OneTimeCodes codes, Vault vault, Demonstration demonstration, ExternalIdentity external, NpgsqlDataSource register,
        Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (PhoneOf(phone) is not { } number)
            return await Show(phone ?? "", new() { ["phone"] = T["请写手机号码，十一位数字"] }, back, demonstration, external, register, names, office, T, cancel);

        // Whether somebody has this number is not told: neither in words nor by another way to go on.
        var hash = await vault.PhoneHash(office.County, number);
        var id = await codes.Send(hash, await accounts.FindByNameAsync(hash), Purpose, T["【三权登记簿】登录验证码 {0}，五分钟内有效。工作人员不会向您要这个码。", "{0}"], cancel);
        return Page.See($"/sign-in/code/{id}?back={Uri.EscapeDataString(back ?? "/")}");
    }

    private static async Task<IResult> UseCode(
        Guid id, [FromForm] string? code, [FromForm] string? back, HttpContext context, UserManager<Account> accounts, OneTimeCodes codes, Entrance entrance, AuditTrail audit,
        SharedNumbers shared, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var account = await codes.Use(id, Purpose, code ?? "", cancel) is { } found ? await accounts.FindByIdAsync(found.ToString()) : null;
        if (account is not null && await shared.Of(account, cancel) is { Count: > 0 } open)
        {
            if (open is [var only]) return await Admit(context, only, back, entrance, cancel);

            var people = open.Select(one => one.Person);
            return Page.Of<SharedNumberPage>(new
            {
                Id = id,
                Back = back,
                Proof = shared.Proved(account),
                Accounts = open,
                Names = await names.InFull($"name/{account.NameHash[..12]}", "本人登录 own sign-in", people, cancel),
            });
        }

        await audit.Note("nobody", "sign-in", $"code/{id}", "code", "failed");
        var why = account is not null && await shared.HaveTheirOwn(account, cancel)
            ? T["用这个手机的人各有自己的密码或者通行密钥，请用自己的那一种登录"]
            : T["验证码不对，或者已经过期"];
        return Page.Of<CodePage>(new { Id = id, Back = back, Errors = Errors("code", why) }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Of several who share a telephone, the one who says so. What was proved is good for a few minutes.</summary>
    private static async Task<IResult> ChoosePerson(
        Guid id, [FromForm] string? proof, [FromForm] Guid account, [FromForm] string? back, HttpContext context, Entrance entrance, SharedNumbers shared, AuditTrail audit, CancellationToken cancel)
    {
        if (await shared.Chosen(proof ?? "", account, cancel) is { } chosen) return await Admit(context, chosen, back, entrance, cancel);

        await audit.Note("nobody", "sign-in", $"code/{id}", "code", "failed");
        return Page.See("/sign-in");
    }

    private static async Task<IResult> Admit(HttpContext context, Account account, string? back, Entrance entrance, CancellationToken cancel)
    {
        var home = await entrance.Admit(context, account, "code", cancel);
        return home == "/" ? Home(back) : TypedResults.LocalRedirect(home);
    }

    private static async Task<IResult> Staff(
        [FromForm] string? phone, [FromForm] string? password, [FromForm] string? code, [FromForm] string? back, HttpContext context, UserManager<Account> accounts,
        AccountStore store, Tries tries, Passkeys passkeys, Vault vault, Entrance entrance, AuditTrail audit, Premises office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var hash = await vault.PhoneHash(office.County, PhoneOf(phone) ?? "");
        var sharing = await store.OfNumber(hash, cancel);
        // A number that nobody has, one that a person has and one that a family shares are put through the same work.
        List<Account?> asked = [.. sharing.Where(HasPassword)];
        while (asked.Count < SharedBy) asked.Add(null);
        string[] keys = [hash, .. asked.Select((one, at) => one is null ? $"{hash}/{at}" : Tries.KeyOf(one))];
        var let = await tries.Count(keys, cancel);

        var (proved, known) = (new List<Account>(), new List<Account>());
        foreach (var (one, key) in asked.Zip(keys[1..]))
        {
            var (isKnown, isProved) = await Proves(one, password ?? "", code ?? "", accounts);
            if (isKnown) known.Add(one!);
            if (isProved && let.Contains(hash) && let.Contains(key)) proved.Add(one!);
        }

        // Two of whom password and code are the same are told apart by nothing, and neither is let in.
        if (proved is [var account] && await Uses(account, code ?? "", accounts))
        {
            await tries.Forget([hash, Tries.KeyOf(account)], cancel);
            await tries.TakeBack(keys[1..].Where(key => key != Tries.KeyOf(account)), cancel);
            var home = await entrance.Admit(context, account, "password", cancel);
            return home == "/" ? Home(back) : TypedResults.LocalRedirect(home);
        }

        var whose = known is [var right] ? right : sharing is [var only] ? only : null;
        await audit.Note(whose is null ? "nobody" : $"person/{whose.Person}", "sign-in", $"name/{hash[..12]}", "password", "failed");
        return await ShowStaff(context, passkeys, phone, back, Errors("password", T["手机号、密码或者动态码不对，或者暂时不能登录"]));
    }

    /// <summary>The page of passkey, password and authenticator.</summary>
    internal static async Task<IResult> ShowStaff(HttpContext context, Passkeys passkeys, string? phone, string? back, IReadOnlyDictionary<string, string>? errors) => Page.Of<StaffPage>(
        new { Phone = phone, Back = back, Question = await passkeys.AskWho(context), Errors = errors ?? new Dictionary<string, string>() },
        errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>
    /// Whether the password is somebody's, and whether both are, password and authenticator. For nobody, for somebody without them and
    /// for whoever is locked the same is done, so that the time it takes says no more than the answer.
    /// </summary>
    private static async Task<(bool IsKnown, bool IsProved)> Proves(Account? account, string password, string code, UserManager<Account> accounts)
    {
        var asked = account ?? Nobody.Value;
        var isKnown = await accounts.CheckPasswordAsync(asked, password) & asked == account;
        return (isKnown, await accounts.VerifyTwoFactorTokenAsync(asked, TokenOptions.DefaultAuthenticatorProvider, Digits(code))
            & asked.LastCode != HashOf(asked, code)
            & !await accounts.IsLockedOutAsync(asked)
            & isKnown);
    }

    private static bool HasPassword(Account account) => account is { PasswordHash: not null, HasAuthenticator: true };

    // Of two who send the same code at once, one is in time: the document's version decides.
    private static async Task<bool> Uses(Account account, string code, UserManager<Account> accounts)
    {
        account.LastCode = HashOf(account, code);
        return (await accounts.UpdateAsync(account)).Succeeded;
    }

    private static string HashOf(Account account, string code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{account.Id}{Digits(code)}")));

    private static string Digits(string code) => string.Concat(code.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    private static readonly Lazy<Account> Nobody = new(() => new() { PasswordHash = new PasswordHasher<Account>().HashPassword(new(), Guid.NewGuid().ToString()) });

    private static async Task<IResult> Choose(HttpContext context, NpgsqlDataSource register, Office office, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is not { } ticket) return Page.See("/sign-in");

        return Page.Of<StandingPage>(new { Choices = Ticket.Open(await StandingChoice.Of(register, ticket.Person, office.Today, cancel), ticket.Means) });
    }

    private static async Task<IResult> Act([FromForm] string? key, [FromForm] string? back, HttpContext context, Entrance entrance, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is not { } ticket) return Page.See("/sign-in");

        return await entrance.Act(context, ticket, key ?? "", Visitor.From(context.User).Name, cancel) ? Home(back) : Page.Closed;
    }

    /// <summary>The digits of a telephone number; null when it is none.</summary>
    internal static string? PhoneOf(string? typed)
    {
        var digits = Digits(typed ?? "");
        if (digits.StartsWith("86", StringComparison.Ordinal) && digits.Length == 13) digits = digits[2..];
        return digits.Length == 11 && digits[0] == '1' ? digits : null;
    }

    internal static IReadOnlyDictionary<string, string> Errors(string field, string message) => new Dictionary<string, string> { [field] = message };

    internal static RedirectHttpResult Home(string? back) =>
        TypedResults.LocalRedirect(back is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] ? back : "/");
}
